"""Text as HTML: five looks instead of five replacements, since a text seldom holds anything to escape."""

from html import escape

from markupsafe import Markup

__all__ = ["escaped"]


def escaped(value: object) -> str:
    """A value as text of HTML, also between quotes; what is marked as HTML stays as it is."""
    if type(value) is str:  # most are
        text = value
    elif isinstance(value, Markup):
        return value
    else:
        text = str(value)
    if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
        return escape(text)
    return text
