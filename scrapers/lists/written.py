"""A page as it looks after its scripts have written their strings (document.write)."""

import re
from dataclasses import replace

from scrapers.pages import Page

WRITTEN = re.compile(r"document\.write(?:ln)?\(\s*(['\"])(.{0,4000}?)(?<!\\)\1\s*\)", re.DOTALL)
TAG = re.compile(r"<(/?)script\b[^>]{0,500}>", re.IGNORECASE)


def unwritten(page: Page) -> Page | None:
    """The page with what its scripts write where they stand; None where they write nothing."""
    if "document.write" not in page.text:
        return None
    kept: list[str] = []
    at, start = 0, None
    for tag in TAG.finditer(page.text):
        if not tag.group(1):
            start = tag.start() if start is None else start
        elif start is not None:
            script = page.text[start : tag.end()]
            kept += [page.text[at:start], written(script) or script]
            at, start = tag.end(), None
    text = "".join((*kept, page.text[at:]))
    return replace(page, text=text) if text != page.text else None


def written(script: str) -> str:
    """The strings that a script writes, one behind the other."""
    found = (match.group(2) for match in WRITTEN.finditer(script))
    return "".join(text.replace("\\/", "/").replace('\\"', '"').replace("\\'", "'") for text in found)
