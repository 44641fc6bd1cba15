"""The numbers that browsers display before the items of an <ol>."""

import re

from extract.readers.html.tree import Element
from extract.readers.office.list_numbers import format_number


class ListNumbers:
    """The numbers that an <ol> displays (CSS counter styles that sites use)."""

    def __init__(self, element: Element) -> None:
        self.shown = element.tag == "ol" and "none" not in _list_style(element)
        self.style = _list_style(element)
        self.value = whole(element.attrs.get("start"), 1)
        self.step = -1 if "reversed" in element.attrs else 1

    def next(self, item: Element) -> str | None:
        """The marker of the next item."""
        if not self.shown:
            return None
        self.value = whole(item.attrs.get("value"), self.value)
        shown = number_in(self.style, self.value)
        self.value += self.step
        return shown


def _list_style(element: Element) -> str:
    kinds = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
    style = element.attrs.get("style") or ""
    match = re.search(r"list-style(?:-type)?\s*:\s*([\w\s-]+)", style)
    return match[1].strip().lower() if match else kinds.get(element.attrs.get("type") or "", "decimal")


def whole(text: str | None, default: int) -> int:
    """An attribute as a whole number, within bounds."""
    try:
        return max(-9999, min(99999, int(text or "")))
    except ValueError:
        return default


def number_in(style: str, value: int) -> str:
    """A list number as a browser displays it, with its punctuation."""
    if any(word in style for word in ("cjk", "chinese", "trad", "simp", "ideographic")) and 0 < value < 100:
        return f"{format_number(value, 'chineseCountingThousand')}、"
    if "alpha" in style or "latin" in style:
        letter = chr(96 + value) if 0 < value < 27 else str(value)
        return (letter.upper() if "upper" in style else letter) + "."
    if "roman" in style and 0 < value < 100:
        return f"{format_number(value, 'upperRoman' if 'upper' in style else 'lowerRoman')}."
    return f"{value}."
