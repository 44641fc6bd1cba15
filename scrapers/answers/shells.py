"""Pages that only send their reader on: a meta refresh, a script, a single frame."""

import re

from bs4 import Tag

from scrapers.addresses import host_of, link
from scrapers.lists.links import soup_of
from scrapers.pages import Page

REFRESH = re.compile(
    r"""<meta[^>]+http-equiv=["']?refresh["']?[^>]+url\s*=\s*['"]?([^'">\s]+)""", re.IGNORECASE
)
SCRIPTED = re.compile(
    r"""(?:window\.|self\.|top\.|document\.)?location(?:\.href)?\s*=\s*['"]([^'"]{1,300})['"]"""
    r"""|location\.replace\(\s*['"]([^'"]{1,300})['"]"""
)
ASIDE = re.compile(r"menu|top|left|head|foot|nav|banner|bottom|logo|count|search", re.IGNORECASE)
SMALL = 3_000  # bytes; larger pages are not mere shells around a redirect


def shell(page: Page) -> str | None:
    """Where a page without a list of its own sends its reader: a meta refresh, a script, or its one frame.

    Of several frames it is the one that is no menu or banner. Only places on the same host count.
    """
    found: list[str] = []
    if match := REFRESH.search(page.text):
        found.append(match.group(1))
    if len(page.body) < SMALL and (match := SCRIPTED.search(page.text)):
        found.append(match.group(1) or match.group(2))
    frames = [
        frame
        for frame in soup_of(page.text).find_all(["iframe", "frame"], src=True)
        if isinstance(frame, Tag)
    ]
    if len(frames) > 1:
        frames = [frame for frame in frames if not ASIDE.search(f"{frame['src']} {frame.get('name') or ''}")]
    if len(frames) == 1:
        found.append(str(frames[0]["src"]))
    targets = [target for href in found if (target := link(page.url, href))]
    own = [target for target in targets if host_of(target) == host_of(page.url) and target != page.url]
    return own[0] if own else None
