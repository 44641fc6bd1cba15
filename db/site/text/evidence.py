"""Cut a notice's text where its cells begin and end, so that a cell's words can light up.

Cells may overlap (a category holds for many findings; an amount stands inside a detail), so the
text is cut at every border and each piece knows the cells that hold it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple
from urllib.parse import quote

__all__ = ["Cell", "PageBreak", "Piece", "cell_key", "cut", "encoded"]

_PLAIN = re.compile(r"[\w.:~-]+", re.ASCII)


class Cell(NamedTuple):
    """One span of one cell; `key` names the cell on the page."""

    key: str
    start: int
    end: int
    page: int | None = None
    bbox: str | None = None  # JSON: left, top, right, bottom


# text between two borders, the keys of the cells that hold it, and the page of the source that begins there
Piece = tuple[str, tuple[str, ...], int | None]  # plain: made by the hundred
CellRow = tuple[str, int, int, int | None, str | None]  # as the file gives it


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


def cut(text: str, cells: Iterable[CellRow], breaks: Iterable[PageBreak] = ()) -> list[Piece]:
    """Pieces that joined are `text`, in order; spans outside the text are clipped to it."""
    length = len(text)
    pages = {min(b.start, length): b.page for b in breaks}
    opening: list[tuple[int, str]] = []
    closing: list[tuple[int, str]] = []
    for key, start, end, _, _ in cells:
        if start < 0 or end > length:
            start, end = max(0, start), min(length, end)  # noqa: PLW2901
        if start < end:
            opening.append((start, key))
            closing.append((end, key))
    opening.sort(key=itemgetter(0))  # cells that begin together stay in their order
    closing.sort()
    borders = sorted({0, length, *pages, *[at for at, _ in opening], *[at for at, _ in closing]})
    opened = closed = 0
    open_now: dict[str, int] = {}
    pieces: list[Piece] = []
    for start, end in pairwise(borders):
        while closed < opened and closing[closed][0] == start:
            key = closing[closed][1]
            closed += 1
            open_now[key] -= 1
            if not open_now[key]:
                del open_now[key]
        while opened < len(opening) and opening[opened][0] == start:
            key = opening[opened][1]
            opened += 1
            open_now[key] = open_now.get(key, 0) + 1
        pieces.append((text[start:end], tuple(open_now), pages.get(start)))
    return pieces
