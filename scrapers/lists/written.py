"""A page as it looks after its scripts have written their strings (document.write)."""

import re
from dataclasses import replace

from scrapers.pages import Page

SCRIPT = re.compile(
    r"<script\b[^>]*>((?:(?!</script)[\s\S])*?document\.write(?:(?!</script)[\s\S])*)</script\s*>",
    re.IGNORECASE,
)
WRITTEN = re.compile(r"document\.write(?:ln)?\(\s*(['\"])(.*?)(?<!\\)\1\s*\)", re.DOTALL)


def unwritten(page: Page) -> Page | None:
    """The page with what its scripts write where they stand; None where they write nothing."""
    text = SCRIPT.sub(lambda match: pieces(match.group(1)) or match.group(), page.text)
    return replace(page, text=text) if text != page.text else None


def pieces(script: str) -> str:
    """The strings that a script writes, one behind the other."""
    found = (match.group(2) for match in WRITTEN.finditer(script))
    return "".join(text.replace("\\/", "/").replace('\\"', '"').replace("\\'", "'") for text in found)
