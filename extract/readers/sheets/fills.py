"""The colours that the cells of a workbook are filled with: given in full, by number, or as a theme's with a tint."""

import textwrap

from lxml import etree

from extract.readers.office.package import attribute, child, children
from extract.tables.fills import fill_of, mixed

# of the 56 colours by number those that people fill cells with: 8 to 63 as in Excel's palette
_INDEXED = textwrap.wrap(
    "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF800000008000000080808000800080008080C0C0C0808080"
    "9999FF993366FFFFCCCCFFFF660066FF80800066CCCCCCFF000080FF00FFFFFF0000FFFF8000808000000080800000FF"
    "00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CCCC99FFFFCC993366FF33CCCC99CC00FFCC00FF9900FF6600666699969696"
    "003366339966003300333300993300993366333399333333",
    6,
)
_FIRST = 8
_SWAPPED = {0: 1, 1: 0, 2: 3, 3: 2}  # a theme lists dark before light; cells count light first


def fills(styles: etree._Element | None, theme: etree._Element | None) -> dict[int, str]:
    """The colour of each fill of a workbook that has one, by the number of the fill."""
    named = [
        str(c.get("lastClr") or c.get("val") or "")
        for kind in children(child(theme, "themeElements", "clrScheme"), *_KINDS)
        for c in kind
    ]
    found = ((i, _shown(f, named)) for i, f in enumerate(children(child(styles, "fills"), "fill")))
    return {i: fill for i, fill in found if fill is not None}


_KINDS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{i}" for i in range(1, 7)))


def _shown(element: etree._Element, theme: list[str]) -> str | None:
    pattern = child(element, "patternFill")
    colour = child(pattern, "fgColor")
    if colour is None or attribute(pattern, "patternType") != "solid":
        return None
    if (kind := attribute(colour, "theme")) is not None and kind.isdecimal():
        at = _SWAPPED.get(int(kind), int(kind))
        base = fill_of(theme[at]) or "FFFFFF" if at < len(theme) else None
        return fill_of(mixed(base, _share(attribute(colour, "tint")))) if base else None
    if (number := attribute(colour, "indexed")) is not None and number.isdecimal():
        at = int(number) if int(number) < _FIRST else int(number) - _FIRST
        return fill_of(_INDEXED[at]) if at < len(_INDEXED) else None
    return fill_of(attribute(colour, "rgb"))


def _share(text: str | None) -> float:
    try:
        return min(max(float(text or 0), -1.0), 1.0)
    except ValueError:
        return 0.0
