"""Cut a notice's text where its cells begin and end, so that a cell's words can light up.

Cells may overlap (a category holds for many findings; an amount stands inside a detail), so the
text is cut at every border and each piece knows the cells that hold it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import quote

__all__ = ["Cell", "PageBreak", "Piece", "cell_key", "cut", "encoded"]

_PLAIN = re.compile(r"[\w.:~-]+", re.ASCII)


class Cell(NamedTuple):  # made by the hundred for a page: a frozen dataclass takes three times as long
    """One span of one cell; `key` names the cell on the page."""

    key: str
    start: int
    end: int
    page: int | None = None
    bbox: str | None = None  # JSON: left, top, right, bottom


class Piece(NamedTuple):
    """Text between two borders and the keys of the cells that hold it; `page` where a page of the source begins."""

    text: str
    keys: tuple[str, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """Offset at which a page of the source begins."""

    start: int
    page: int


def cell_key(table: str, record: str, field: str) -> str:
    """The name of a cell in addresses and attributes, e.g. `findings:n1-3:title`."""
    return f"{table}:{record}:{field}"


def encoded(key: str) -> str:
    """The name of a cell as it stands in a query string; most hold nothing to encode."""
    return key if _PLAIN.fullmatch(key) else quote(key, safe=":")


def cut(text: str, cells: Sequence[Cell], breaks: Iterable[PageBreak] = ()) -> list[Piece]:
    """Pieces that joined are `text`, in order; spans outside the text are clipped to it."""
    length = len(text)
    pages = {min(b.start, length): b.page for b in breaks}
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for cell in cells:
        key, start, end = cell[:3]
        if start < 0 or end > length:
            start, end = max(0, start), min(length, end)
        if start < end:
            opening.setdefault(start, []).append(key)
            closing.setdefault(end, []).append(key)
    borders = sorted({0, length, *opening, *closing, *pages})
    open_now: dict[str, int] = {}
    pieces = []
    for start, end in pairwise(borders):
        if start in closing:
            for key in closing[start]:
                open_now[key] -= 1
                if not open_now[key]:
                    del open_now[key]
        if start in opening:
            for key in opening[start]:
                open_now[key] = open_now.get(key, 0) + 1
        pieces.append(Piece(text[start:end], tuple(open_now), pages.get(start)))
    return pieces
