"""Build regular expressions out of the words of the data files."""

from collections.abc import Iterable


def either(patterns: Iterable[str]) -> str:
    """A group that matches any of some patterns.

    >>> either(["问", "提问"])
    '(?:问|提问)'
    """
    return f"(?:{'|'.join(patterns)})"
