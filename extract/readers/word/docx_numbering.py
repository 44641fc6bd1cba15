"""The numbers that Word displays before paragraphs, computed from the numbering part.

ECMA-376 part 1, 17.9. Paragraphs refer to a `num`, which refers to an `abstractNum`; all `num`s of one
`abstractNum` share their counters, except that a `startOverride` restarts a level where its `num` is first
used.
"""

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from extract.readers.office.docx_styles import Styles, switch
from extract.readers.office.list_numbers import bullet, format_number
from extract.readers.office.package import attribute, child, children, descendants, number, whole_number

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list; `restart` is the level (from 1) whose use restarts it, 0 never, None any above."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    gap: str = "tab"  # what stands between number and text: tab, space or nothing
    restart: int | None = None
    legal: bool = False  # numbers of the levels above are written in plain digits
    font: str = ""
    style: str | None = None


@dataclass(slots=True)
class _List:
    """A `num`: its abstract list, its levels with overrides applied, and the levels it restarts."""

    abstract: str
    levels: dict[int, Level]
    restarts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """What stands before a paragraph, and the gap to its text."""

    text: str
    gap: str

    @property
    def printed(self) -> str:
        """Marker and gap as one string; a tab shows as one blank."""
        return self.text + ("" if self.gap == "nothing" or not self.text else " ")


class Numbering:
    """Counts list paragraphs in document order and writes their displayed numbers."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstracts = {attribute(a, "abstractNumId") or "": a for a in children(root, "abstractNum")}
        self._numbers = {attribute(n, "numId") or "": n for n in children(root, "num")}
        self._lists: dict[str, _List | None] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._used: set[str] = set()
        self.unknown: set[str] = set()  # number formats that were met and are not known

    def marker(self, num_id: str | None, level: int | None, style_id: str | None) -> Marker | None:
        """Count one paragraph and return its marker; None where it is not in a list."""
        if not num_id or num_id == "0":
            return None
        found = self._list(num_id)
        if found is None:
            return None
        if level is None:
            level = next((i for i, v in found.levels.items() if v.style and v.style == style_id), 0)
        level = min(max(level, 0), _LEVELS - 1)
        counters = self._count(num_id, found, level)
        return self._write(found, level, counters)

    def _count(self, num_id: str, found: _List, level: int) -> list[int | None]:
        counters = self._counters.setdefault(found.abstract, [None] * _LEVELS)
        if num_id not in self._used:
            self._used.add(num_id)
            for restarted in found.restarts:
                counters[restarted] = None
        now = counters[level]
        counters[level] = found.levels.get(level, Level()).start if now is None else now + 1
        for below in range(level + 1, _LEVELS):
            restart = found.levels.get(below, Level()).restart
            if restart is None or level < restart:
                counters[below] = None
        return counters

    def _write(self, found: _List, level: int, counters: list[int | None]) -> Marker:
        shape = found.levels.get(level, Level())
        if shape.format == "bullet":
            return Marker(text=bullet(shape.text, shape.font), gap=shape.gap)

        def fill(match: re.Match[str]) -> str:
            index = int(match.group(1)) - 1
            other = found.levels.get(index, Level())
            value = counters[index]
            plain = shape.legal and index < level
            return self._number(other.start if value is None else value, "decimal" if plain else other.format)

        text = _PLACEHOLDER.sub(fill, shape.text)
        return Marker(text=text.strip(), gap=shape.gap)

    def _number(self, value: int, number_format: str) -> str:
        if number_format.startswith("custom:"):
            width = len(number_format[7:].split(",", maxsplit=1)[0].strip())
            return str(value).zfill(width)
        if number_format == "bullet":
            return ""
        written = format_number(value, number_format)
        if written is None:
            self.unknown.add(number_format)
            return str(value)
        return written

    def _list(self, num_id: str) -> _List | None:
        if num_id not in self._lists:
            self._lists[num_id] = self._build(num_id)
        return self._lists[num_id]

    def _build(self, num_id: str) -> _List | None:
        element = self._numbers.get(num_id)
        abstract_id = attribute(child(element, "abstractNumId"), "val") or ""
        abstract = self._abstract(abstract_id, 0)
        if element is None or abstract is None:
            return None
        levels = {i: level for i, level in map(_level, children(abstract, "lvl")) if 0 <= i < _LEVELS}
        built = _List(abstract=attribute(abstract, "abstractNumId") or abstract_id, levels=levels)
        for override in children(element, "lvlOverride"):
            _apply(override, built)
        return built

    def _abstract(self, abstract_id: str, depth: int) -> etree._Element | None:
        """The abstract list; one that only names a numbering style is followed to the list of that style."""
        abstract = self._abstracts.get(abstract_id)
        link = attribute(child(abstract, "numStyleLink"), "val")
        if abstract is None or link is None or depth > 5:
            return abstract
        linked = self._numbers.get(self._styles.list_of(link) or "")
        target = attribute(child(linked, "abstractNumId"), "val")
        return abstract if target is None else self._abstract(target, depth + 1)


def _apply(override: etree._Element, built: _List) -> None:
    index = whole_number(attribute(override, "ilvl") or "0", -1)
    if not 0 <= index < _LEVELS:
        return
    replaced = child(override, "lvl")
    if replaced is not None:
        built.levels[index] = _level(replaced)[1]
    start = number(child(override, "startOverride"))
    if start is not None:
        built.restarts[index] = int(start)
        built.levels[index] = replace(built.levels.get(index, Level()), start=int(start))


def _level(element: etree._Element) -> tuple[int, Level]:
    start, restart = number(child(element, "start")), number(child(element, "lvlRestart"))
    fonts = child(element, "rPr", "rFonts")
    level = Level(
        start=1 if start is None else int(start),
        format=_format(element),
        text=attribute(child(element, "lvlText"), "val") or "",
        gap=attribute(child(element, "suff"), "val") or "tab",
        restart=None if restart is None else int(restart),
        legal=bool(switch(child(element, "isLgl"))),
        font=attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or "",
        style=attribute(child(element, "pStyle"), "val"),
    )
    return whole_number(attribute(element, "ilvl") or "0", -1), level


def _format(element: etree._Element) -> str:
    """Number format of a level; a custom one (in a compatibility block) is kept as `custom:<pattern>`."""
    for candidate in descendants(element, ("numFmt",)):
        value = attribute(candidate, "val") or "decimal"
        return f"custom:{attribute(candidate, 'format') or ''}" if value == "custom" else value
    return "decimal"
