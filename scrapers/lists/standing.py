"""What a page holds that is no list, in words for who has to find out why."""

import re

from scrapers.articles.shown import visible_text
from scrapers.lists.links import NOTHING, soup_of
from scrapers.lists.services import SERVED
from scrapers.pages import Page

QUOTED = re.compile(r"""["'`]((?:https?://[^"'`\s<>]{3,150}|/?[\w.-]+/[^"'`\s<>]{2,150}))["'`]""")
PROGRAM = re.compile(r"\.(?:js|css|png|jpe?g|gif|svg|ico|s?html?)(?:\?|$)", re.IGNORECASE)
MOST = 3  # addresses that are named


def what_stands(page: Page) -> str:
    """How long the page is and how many links it has; the services that its scripts name, if it has few words."""
    soup = soup_of(page.text)
    links, words = len(soup.find_all("a", href=True)), len(visible_text(soup.body or soup))
    told = f"{len(page.body)} bytes, {words} characters, {links} links"
    if said := NOTHING.search(page.text):
        return f"{told}; it says {said.group()}"
    scripts = "\n".join(script.get_text() for script in soup.find_all("script"))
    named = [text for text in QUOTED.findall(scripts) if SERVED.search(text) and not PROGRAM.search(text)]
    if named:
        sent = " by POST" if re.search(r"\bpost\b", scripts, re.IGNORECASE) else ""
        asked = ", ".join(dict.fromkeys(named[:MOST]))
        return f"{told}; its script asks {asked}{sent}: give `service`, `post` and `address` in the data file"
    sources = [str(script["src"]) for script in soup.find_all("script", src=True)]
    return (
        f"{told}; its rows may be loaded by {', '.join(sources[-MOST:])}"
        if sources and links < 2 * MOST
        else told
    )
