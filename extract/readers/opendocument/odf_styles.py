"""Styles of an OpenDocument file (ODF 1.3, part 3, chapter 16), resolved along their parents.

The looks are those of Word styles, so that both kinds of documents are written by the same code.
"""

import re
from dataclasses import replace

from lxml import etree

from extract.readers.office.docx_styles import Align, Look, Style
from extract.readers.office.package import attribute, child, children, local
from extract.readers.word.docx_pictures import UNITS
from extract.tables.fills import fill_of

_DEEPEST = 20  # of parents; a loop ends here
_BOLD = 600  # weight from which on a font is bold
_LENGTH = re.compile(r"(\d+(?:\.\d*)?|\.\d+)\s*(pt|in|cm|mm)")
_ALIGN: dict[str, Align] = {
    "start": "left",
    "left": "left",
    "center": "center",
    "end": "right",
    "right": "right",
}


class OdfStyles:
    """Styles by family and name. Of the part `styles` the automatic ones are passed over: they are of page headers."""

    def __init__(self, styles: etree._Element | None, content: etree._Element) -> None:
        self.lists: dict[str, etree._Element] = {}
        self.outline: etree._Element | None = None
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._resolved: dict[tuple[str, str], Style] = {}
        held = [*children(styles, "styles")]
        held += children(content, "automatic-styles") if styles is not content else []
        held += children(content, "automatic-styles", "styles") if styles is content else []
        for element in (style for part in held for style in part):
            name = attribute(element, "name") or ""
            if local(element) == "style":
                self._styles[attribute(element, "family") or "", name] = element
            elif local(element) == "list-style":
                self.lists[name] = element
            elif local(element) == "outline-style":
                self.outline = element

    def properties(self, family: str, name: str | None, kind: str) -> etree._Element | None:
        """The formatting of some kind (`table-row-properties`) that a style itself says."""
        return child(self._styles.get((family, name or "")), kind)

    def cell_fill(self, name: str | None) -> str | None:
        """The colour that a style of cells fills them with."""
        return fill_of(
            attribute(self.properties("table-cell", name, "table-cell-properties"), "background-color")
        )

    def style(self, family: str, name: str | None) -> Style:
        """A style with all that it inherits; its name is that of the first of its parents that a person knows."""
        return self._resolve(family, name or "", _DEEPEST)

    def _resolve(self, family: str, name: str, depth: int) -> Style:
        key = family, name
        if key not in self._resolved:
            element = self._styles.get(key)
            if element is None or not depth:
                return Style()
            parent = attribute(element, "parent-style-name")
            below = self._resolve(family, parent, depth - 1) if parent else Style()
            shown = (attribute(element, "display-name") or name).lower()
            known = below.name if parent and re.fullmatch(r"p\d+", shown) else shown
            self._resolved[key] = replace(below, name=known, look=_look(element).over(below.look))
        return self._resolved[key]


def _look(style: etree._Element) -> Look:
    text, paragraph = child(style, "text-properties"), child(style, "paragraph-properties")
    level = attribute(style, "default-outline-level")
    size = points(_either(text, "font-size"))
    return Look(
        align=_ALIGN.get(attribute(paragraph, "text-align") or ""),
        outline=int(level) - 1 if level and level.isdecimal() and len(level) < 3 else None,
        num_id=attribute(style, "list-style-name"),
        hidden=None if (shown := attribute(text, "display")) is None else shown == "none",
        bold=_is_bold(_either(text, "font-weight")),
        size=None if size is None else 2 * size,
    )


def _either(text: etree._Element | None, name: str) -> str | None:
    """What is said for Chinese characters, else for letters."""
    return attribute(text, f"{name}-asian") or attribute(text, name)


def _is_bold(weight: str | None) -> bool | None:
    if weight is None:
        return None
    return int(weight) >= _BOLD if re.fullmatch(r"\d{1,4}", weight) else weight == "bold"


def points(length: str | None) -> float | None:
    """A length in points; None for what is none (a percentage, say)."""
    found = _LENGTH.fullmatch((length or "").strip())
    return float(found[1]) * UNITS[found[2]] if found else None
