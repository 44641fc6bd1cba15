"""Build regular expressions out of the words of the data files."""

from collections.abc import Iterable

# Words for what was told before, as alternatives of a group: 上开 and 前揭 are Taiwan's.
ABOVE = "以上|[上前][述列开揭]"
# And for the findings of one part: 本部分4个问题中, 这一领域的3项问题.
THIS_PART = "[本该此这](?:一)?(?:部分|方面|领域|类|板块)"


def either(patterns: Iterable[str]) -> str:
    """A group that matches any of some patterns.

    >>> either(["问", "提问"])
    '(?:问|提问)'
    """
    return f"(?:{'|'.join(patterns)})"
