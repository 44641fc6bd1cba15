"""The bodies that a cell's quotes name, each with its place in the text and the role printed beside it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from normalize.agencies.labels import Role, label_before
from normalize.agencies.lists import split_agencies
from normalize.agencies.people import body_span
from normalize.quotes import part_of
from normalize.records import Quote, Span, fold

_GAP = 16  # characters between two entries of one list, a label among them
_BETWEEN = re.compile(r"[\s、,;/()。]*(?:和|与|及|以及)?\s*")


@lru_cache(maxsize=1024)  # of each finding they are asked as its cell and as mentions
def listed_bodies(quotes: tuple[Quote, ...], source: str | None) -> tuple[tuple[Quote, Role | None], ...]:
    """Return each body of a printed list and its role; people are left out: their names are not collected.

    The quotes are read together with what the document `source` prints between them, for 牵头 or 配合 after the last name
    speaks of those before it, and a label before the first one of all.
    """
    return tuple(_listed(quotes, source)) if quotes else ()


def _listed(quotes: tuple[Quote, ...], source: str | None) -> Iterator[tuple[Quote, Role | None]]:
    joined, starts = _joined(quotes, source)
    for part in split_agencies(joined):
        span = body_span(part.text, part.start)
        if span is None or span[0] >= span[1]:
            continue
        held = [
            part_of(quote, max(span[0] - start, 0), min(span[1] - start, len(quote.text)), source)
            for quote, start in zip(quotes, starts, strict=True)
            if start < span[1] and span[0] < start + len(quote.text)
        ]
        held = [quote for quote in held if quote.text.strip()]
        if len(held) > 1 and "\n" not in joined[span[0] : span[1]]:  # 市、县财政局
            held = [Quote(text=joined[span[0] : span[1]], spans=(_around(held),))]
        for quote in held:
            yield quote, part.role


def _joined(quotes: tuple[Quote, ...], source: str | None) -> tuple[str, list[int]]:
    """Return the quotes as one list and where each begins in it."""
    text, starts = "", []
    before: Quote | None = None
    for quote in quotes:
        text += _between(before, quote, source)
        starts.append(len(text))
        text += quote.text
        before = quote
    return text, starts


def _between(before: Quote | None, quote: Quote, source: str | None) -> str:
    """Return what is printed between two entries of one list, or before the first; a line end where they are apart."""
    apart = "" if before is None else "\n"
    if source is None or not quote.spans or (before is not None and not before.spans):
        return apart
    begin = quote.spans[0].start
    if before is None:
        return label_before(source[max(0, begin - _GAP) : begin])
    end = before.spans[-1].end
    gap = source[end:begin] if end <= begin <= end + _GAP else apart
    label = label_before(gap)
    return gap if _BETWEEN.fullmatch(fold(gap[: len(gap) - len(label)])) else apart + label


def _around(quotes: list[Quote]) -> Span:
    return Span(start=quotes[0].spans[0].start, end=quotes[-1].spans[-1].end)
