"""Answers of list services that come as XML, as values like those of JSON."""

import re
from typing import Any

from bs4 import BeautifulSoup

BEGINS = re.compile(r"\s*+(?:<\?[^>]*+>\s*+|<!--.*?-->\s*+)*+<(?:\w+:)?(\w+)", re.DOTALL)
# what a web page, or a piece of one, begins with
MARKUP = re.compile(
    r"html|head|meta|title|link|base|style|script|noscript|body|frameset|iframe|div|span|section|article|main|header|footer|nav|aside"
    r"|[uod]l|li|d[dt]|table|thead|tbody|t[rdh]|p|a|b|strong|em|i|[bh]r|img|center|font|form|input|button|select|label|h[1-6]"
)


def root_of(text: str) -> str | None:
    """The name of the first element of a text that begins with one, lower case."""
    match = BEGINS.match(text[:4000])
    return match.group(1).lower() if match else None


def is_xml(text: str) -> bool:
    """Is this XML and no piece of a web page?"""
    root = root_of(text)
    return root is not None and not MARKUP.fullmatch(root)


def of_xml(text: str) -> dict[str, Any]:
    """The names and words of an XML answer: those of its outermost element, and one object for each element with words below
    it, under `records`."""
    soup = BeautifulSoup(text.strip(), "xml")
    groups: dict[int, dict[str, str]] = {}
    for leaf in soup.find_all(lambda tag: tag.find(True) is None):
        groups.setdefault(id(leaf.parent), {})[leaf.name] = leaf.get_text(strip=True)
    root = soup.find(True)
    own: dict[str, Any] = dict(groups.pop(id(root), {}))
    return {**own, "records": list(groups.values())}
