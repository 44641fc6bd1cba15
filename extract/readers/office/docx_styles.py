"""Paragraph and character styles of a Word document, resolved along `basedOn`."""

from dataclasses import dataclass, field, fields, replace
from typing import Literal

from lxml import etree

from extract.readers.office.package import attribute, child, children, number

Align = Literal["left", "center", "right"]
_ALIGN: dict[str, Align] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
}
_DEEPEST = 20  # of `basedOn`: Word allows 11; a loop ends here


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Formatting that readers act on; None: not said here, ask the style below."""

    align: Align | None = None
    outline: int | None = None  # from 0; 9 means body text
    num_id: str | None = None
    level: int | None = None  # of the list, from 0
    hidden: bool | None = None
    bold: bool | None = None
    size: float | None = None  # half-points
    font: str | None = None

    def over(self, below: "Look") -> "Look":
        """This look where it says something, else the one below."""
        said = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) is not None}
        return replace(below, **said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One resolved style; `name` is lower-case (`heading 1`, `title`, `toc 2`)."""

    name: str = ""
    look: Look = field(default_factory=Look)


def switch(element: etree._Element | None) -> bool | None:
    """Value of an on/off property: an element without `val` is on; None where there is no element."""
    if element is None:
        return None
    return attribute(element, "val") not in ("0", "false", "off", "none")


def run_look(properties: etree._Element | None) -> Look:
    """Look that a `w:rPr` says."""
    if properties is None:
        return Look()
    fonts = child(properties, "rFonts")
    return Look(
        hidden=switch(child(properties, "vanish")),
        bold=switch(child(properties, "b")),
        size=number(child(properties, "sz")),
        font=attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or attribute(fonts, "eastAsia"),
    )


def paragraph_look(properties: etree._Element | None) -> Look:
    """Look that a `w:pPr` says of the paragraph itself (its `w:rPr` is only about the paragraph mark)."""
    if properties is None:
        return Look()
    outline, level = number(child(properties, "outlineLvl")), number(child(properties, "numPr", "ilvl"))
    return Look(
        align=_ALIGN.get(attribute(child(properties, "jc"), "val") or ""),
        outline=None if outline is None else int(outline),
        num_id=attribute(child(properties, "numPr", "numId"), "val"),
        level=None if level is None else int(level),
    )


class Styles:
    """The styles part; unknown style ids resolve to the defaults."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements = {attribute(s, "styleId") or "": s for s in children(root, "style")}
        self._resolved: dict[str, Style] = {}
        self._defaults = run_look(child(root, "docDefaults", "rPrDefault", "rPr")).over(
            paragraph_look(child(root, "docDefaults", "pPrDefault", "pPr"))
        )
        self.default_paragraph = next(
            (
                i
                for i, s in self._elements.items()
                if attribute(s, "type") == "paragraph" and attribute(s, "default") in ("1", "true")
            ),
            "",
        )

    def paragraph(self, style_id: str | None) -> Style:
        """Style of a paragraph, document defaults included."""
        style = self._resolve(style_id if style_id in self._elements else self.default_paragraph, 0)
        return replace(style, look=style.look.over(self._defaults))

    def character(self, style_id: str | None) -> Look:
        """What a character style says, nothing else."""
        return self._resolve(style_id, 0).look if style_id in self._elements else Look()

    def list_of(self, style_id: str | None) -> str | None:
        """The `numId` that a numbering style names."""
        return self._resolve(style_id, 0).look.num_id if style_id in self._elements else None

    def _resolve(self, style_id: str | None, depth: int) -> Style:
        element = self._elements.get(style_id or "")
        if element is None or depth > _DEEPEST:
            return Style()
        known = self._resolved.get(style_id or "")
        if known is not None:
            return known
        below = self._resolve(attribute(child(element, "basedOn"), "val"), depth + 1)
        properties = child(element, "pPr")
        look = run_look(child(element, "rPr")).over(paragraph_look(properties).over(below.look))
        style = Style(name=(attribute(child(element, "name"), "val") or "").lower(), look=look)
        self._resolved[style_id or ""] = style
        return style
