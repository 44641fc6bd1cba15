"""Pieces of a quote that keep their place in the text, and doubts about one."""

from collections.abc import Iterator

from extract.model import IssueKind
from normalize.records import Issue, Quote, Span, squeeze


def part_of(quote: Quote, start: int, end: int, source: str | None) -> Quote:
    """Return `quote.text[start:end]` with its spans in `source`, the document's text.

    A quote's characters equal those of its spans, white space aside; so positions are counted in
    characters that are no white space. Without `source` the spans of the whole quote are kept.
    """
    text = quote.text[start:end]
    if not quote.spans or (start == 0 and end >= len(quote.text)):
        return Quote(text=text, spans=quote.spans)
    if source is None:
        return Quote(text=text, spans=quote.spans)
    if len(quote.spans) == 1 and source.startswith(quote.text, quote.spans[0].start):
        first = quote.spans[0].start + start + len(text) - len(text.lstrip())
        return Quote(
            text=text, spans=(Span(start=first, end=first + len(text.strip())),) if text.strip() else ()
        )
    first = len(squeeze(quote.text[:start]))
    offsets = list(_offsets(quote, source))[first : first + len(squeeze(text))]
    return Quote(text=text, spans=_runs(offsets, source))


def _offsets(quote: Quote, source: str) -> Iterator[int]:
    for span in quote.spans:
        for offset in range(span.start, span.end):
            if not source[offset].isspace():
                yield offset


def _runs(offsets: list[int], source: str) -> tuple[Span, ...]:
    """Join offsets into spans; white space between two of them does not end a span."""
    spans: list[Span] = []
    for offset in offsets:
        if spans and offset >= spans[-1].end and not source[spans[-1].end : offset].strip():
            spans[-1] = Span(start=spans[-1].start, end=offset + 1)
        else:
            spans.append(Span(start=offset, end=offset + 1))
    return tuple(spans)


def issue_at(kind: IssueKind, message: str, where: Quote | None, finding: int | None = None) -> Issue:
    """An issue of a finding (its position) or of the whole notice; `where` is the quote it speaks of."""
    span = where.spans[0] if where and where.spans else None
    record = ("findings", finding) if finding is not None else ("notices", 0)
    return Issue(kind=kind, message=message, span=span, record=record)
