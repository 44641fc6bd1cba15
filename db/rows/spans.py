"""Cut quotes at the borders of pages and cells, so that each piece has one place in the source."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from normalize.records import PagePlace, Place, Quote, Span


class Piece(NamedTuple):
    """A range of the text, and the page and box (JSON) that hold it where the source has pages."""

    start: int
    end: int
    page: int | None = None
    bbox: str | None = None


class Pages:
    """The places of a text, to be asked by offset. Where places nest, the last one wins."""

    def __init__(self, places: Iterable[PagePlace]) -> None:
        paged = [entry for entry in places if entry.place.page is not None]
        # Stable sort: of two places with one start, the later (inner) one is found by bisect_right.
        self._entries = sorted(paged, key=lambda entry: entry.start)
        self._starts = [entry.start for entry in self._entries]
        self._reach = list(accumulate((entry.end for entry in self._entries), max))  # furthest end so far

    def __bool__(self) -> bool:
        """Whether the source has pages at all."""
        return bool(self._entries)

    def at(self, offset: int) -> Place | None:
        """Return the innermost place that holds this offset."""
        index = bisect_right(self._starts, offset)
        while index and offset < self._reach[index - 1]:
            index -= 1
            if offset < self._entries[index].end:
                return self._entries[index].place
        return None

    def cuts(self, start: int, end: int) -> list[int]:
        """Return the offsets strictly inside the range at which another place begins."""
        low, high = bisect_right(self._starts, start), bisect_right(self._starts, end - 1)
        return sorted(set(self._starts[low:high]))


def pieces(quote: Quote, text: str, pages: Pages) -> list[Piece]:
    """Return the pieces of a quote in order; every character but white space at cuts is kept."""
    if not pages:
        return [Piece(span.start, span.end) for span in quote.spans if span.start < span.end]
    return [piece for span in quote.spans for piece in _cut(span, text, pages)]


def _cut(span: Span, text: str, pages: Pages) -> Iterator[Piece]:
    borders = [span.start, *pages.cuts(span.start, span.end), span.end]
    for start, end in pairwise(borders):
        piece = text[start:end]
        begin = start + len(piece) - len(piece.lstrip()) if len(borders) > 2 else start
        stop = end - (len(piece) - len(piece.rstrip())) if len(borders) > 2 else end
        if begin < stop:
            yield _piece(begin, stop, pages.at(begin))


def _piece(start: int, end: int, place: Place | None) -> Piece:
    if place is None:
        return Piece(start, end)
    return Piece(start, end, place.page, box_text(place))


def box_text(place: Place) -> str | None:
    """Return the box of a place as JSON: [x0, top, x1, bottom]."""
    box = place.box
    return None if box is None else json.dumps([box.x0, box.top, box.x1, box.bottom])
