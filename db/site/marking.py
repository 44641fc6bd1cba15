"""Mark ranges of a text."""

import html
from collections.abc import Sequence

from markupsafe import Markup

__all__ = ["marked"]


def marked(text: str | None, ranges: Sequence[tuple[int, int]] | None = None) -> Markup:
    """Text with the given ranges in <mark>; everything escaped."""
    if not text or not ranges:
        return Markup(html.escape(text or ""))  # noqa: S704 - escaped
    pieces, at = [], 0
    for start, end in ranges:
        pieces += [html.escape(text[at:start]), "<mark>", html.escape(text[start:end]), "</mark>"]
        at = end
    return Markup("".join([*pieces, html.escape(text[at:])]))  # noqa: S704 - every part is escaped
