"""Build regular expressions out of the words of the data files."""

from collections.abc import Iterable

# Words for what was told before, as alternatives of a group: 上开 and 前揭 are Taiwan's.
ABOVE = "以上|[上前][述列开揭]"


def either(patterns: Iterable[str]) -> str:
    """A group that matches any of some patterns.

    >>> either(["问", "提问"])
    '(?:问|提问)'
    """
    return f"(?:{'|'.join(patterns)})"
