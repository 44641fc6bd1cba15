"""Cut a piece out of a quote and keep its place in the text."""

from collections.abc import Iterator

from normalize.records import Quote, Span, squeeze


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
