"""The numbers that an OpenDocument text displays before paragraphs (ODF 1.3, part 3, chapters 5.3 and 16.30).

Items are counted by list and level. A list begins anew unless it says that it continues another one; a level begins
anew behind an item of a level above it. Items without a paragraph of their own only nest and are not counted.
"""

import re
from dataclasses import dataclass

from lxml import etree

from extract.readers.office.list_numbers import bullet, format_number
from extract.readers.office.package import attribute, child, local, whole
from extract.readers.opendocument.odf_styles import OdfStyles
from extract.readers.word.docx_numbering import Marker

LEVELS = 10
_PLACEHOLDER = re.compile(r"%(\d{1,2})%")
_FORMATS = {
    "": "none", "1": "decimal", "01": "decimalZero", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman",
    "I": "upperRoman", "1st": "ordinal", "一": "chineseCountingThousand", "壹,贰": "chineseLegalSimplified",
    "壹,貳": "ideographLegalTraditional", "甲": "ideographTraditional", "子": "ideographZodiac",
    "①": "decimalEnclosedCircle", "⑴": "decimalEnclosedParen", "⒈": "decimalEnclosedFullstop", "㊀": "ideographEnclosedCircle",
    "１": "decimalFullWidth", "〇": "ideographDigital",
}  # fmt: skip
Counters = list[int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """One level: `pattern` holds %n% where the number of level n stands; of a bullet it is the mark."""

    format: str = ""
    start: int = 1
    pattern: str = ""
    gap: str = "tab"
    bullet: bool = False


class ListNumbers:
    """Counts the items of a document in its order and writes their displayed numbers."""

    def __init__(self, styles: OdfStyles) -> None:
        self.unknown: set[str] = set()  # number formats that were met and are not known
        self._styles = styles
        self._levels: dict[str, dict[int, _Level]] = {}
        self._by_id: dict[str, Counters] = {}
        self._last: dict[str, Counters] = {}
        self._outline: Counters = [None] * LEVELS

    def open(self, element: etree._Element, style: str) -> Counters:
        """The counters of an outermost list: its own, or those of the list that it continues."""
        before = self._by_id.get(attribute(element, "continue-list") or "")
        if before is None and attribute(element, "continue-numbering") == "true":
            before = self._last.get(style)
        counters: Counters = [None] * LEVELS if before is None else before
        self._last[style] = counters
        if name := attribute(element, "id"):
            self._by_id[name] = counters
        return counters

    def named(self, name: str) -> Counters:
        """The counters of the list that single paragraphs say they belong to."""
        return self._by_id.setdefault(name, [None] * LEVELS)

    def marker(self, counters: Counters, style: str, level: int, start: int | None = None) -> Marker:
        """Count one item, and write its number."""
        levels = self._of(style)
        shape = levels.get(level, _Level())
        now = counters[level]
        counters[level] = start if start is not None else shape.start if now is None else now + 1
        counters[level + 1 :] = [None] * (LEVELS - level - 1)
        return self._write(levels, level, counters)

    def heading(self, level: int, start: int | None) -> Marker | None:
        """Count a heading, and write its number; None where headings of its level have none."""
        if not self._of("").get(level, _Level()).pattern:
            return None
        return self.marker(self._outline, "", level, start)

    def _write(self, levels: dict[int, _Level], level: int, counters: Counters) -> Marker:
        shape = levels.get(level, _Level())
        if shape.bullet:
            return Marker(text=shape.pattern, gap=shape.gap)

        def fill(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            other = levels.get(index, _Level())
            value = counters[index] if index < LEVELS else None
            return "" if other.bullet else self._number(other.start if value is None else value, other.format)

        return Marker(text=_PLACEHOLDER.sub(fill, shape.pattern).strip(), gap=shape.gap)

    def _number(self, value: int, number_format: str) -> str:
        first, _, rest = number_format.partition(",")
        known = _FORMATS.get(first.strip()) or _FORMATS.get(f"{first},{rest.strip()[:1]}")
        written = None if known is None else format_number(value, known)
        if written is None:
            self.unknown.add(number_format)
            return str(value)
        return written

    def _of(self, style: str) -> dict[int, _Level]:
        """Levels from 0 of a list style; "" names the numbers of headings."""
        if style not in self._levels:
            element = self._styles.lists.get(style) if style else self._styles.outline
            self._levels[style] = dict(map(_level, element)) if element is not None else {}
        return self._levels[style]


def _level(element: etree._Element) -> tuple[int, _Level]:
    level = whole(element, "level", 1) - 1
    spacing = child(element, "list-level-properties", "list-level-label-alignment")
    gap = attribute(spacing, "label-followed-by") or "tab"
    if local(element) in ("list-level-style-bullet", "list-level-style-image"):
        text = child(element, "text-properties")
        font = attribute(text, "font-name") or attribute(text, "font-family") or ""
        mark = bullet(attribute(element, "bullet-char") or "•", font.strip("'\""))
        return level, _Level(pattern=mark, gap=gap, bullet=True)
    number_format = attribute(element, "num-format") or ""
    return level, _Level(
        format=number_format,
        start=whole(element, "start-value", 1),
        pattern=_pattern(element, level) if number_format else "",
        gap=gap,
    )


def _pattern(element: etree._Element, level: int) -> str:
    """What surrounds the number, said as one pattern (LibreOffice) or in parts (the standard)."""
    if said := attribute(element, "num-list-format"):
        return said
    above = max(level + 1 - whole(element, "display-levels", 1), 0)
    numbers = ".".join(f"%{i + 1}%" for i in range(above, level + 1))
    return (attribute(element, "num-prefix") or "") + numbers + (attribute(element, "num-suffix") or "")
