"""Mark ranges of a text."""

from collections.abc import Sequence

from markupsafe import Markup

from db.site.text.escaping import escaped

__all__ = ["marked"]


def marked(text: str | None, ranges: Sequence[tuple[int, int]] | None = None) -> Markup:
    """Text with the given ranges in <mark>; everything escaped."""
    if not text or not ranges:
        return Markup(escaped(text or ""))  # noqa: S704 - escaped
    pieces, at = [], 0
    for start, end in ranges:
        pieces += [escaped(text[at:start]), "<mark>", escaped(text[start:end]), "</mark>"]
        at = end
    return Markup("".join([*pieces, escaped(text[at:])]))  # noqa: S704 - every part is escaped
