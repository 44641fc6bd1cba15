"""Query parameters by which a site hands a visitor's session from page to page."""

import re
from collections import defaultdict
from urllib.parse import parse_qsl, urlsplit

from scrapers.addresses import host_of, session_names
from scrapers.lists.links import anchors_of, base_of, soup_of
from scrapers.pages import Page

TOKEN = re.compile(r"(?=[^\d]*\d)(?=[^A-Za-z]*[A-Za-z])[0-9A-Za-z_-]{16,}")
ENOUGH = 3  # pages of the site that a session is handed to


def sessions_in(page: Page) -> list[str]:
    """The parameters that links to several pages of the site carry with one long value, which the page's own address has not."""
    soup = soup_of(page.text)
    values: dict[str, set[str]] = defaultdict(set)
    paths: dict[str, set[str]] = defaultdict(set)
    for _, target in anchors_of(soup, base_of(soup, page.url)):
        if host_of(target) == host_of(page.url):
            for name, value in parse_qsl(urlsplit(target).query):
                values[name].add(value)
                paths[name].add(urlsplit(target).path)
    asked = {name for name, _ in parse_qsl(urlsplit(page.list_url).query)}
    return sorted(
        name
        for name, said in values.items()
        if len(said) == 1
        and TOKEN.fullmatch(next(iter(said)))
        and len(paths[name]) >= ENOUGH
        and name not in asked
        and name.lower() not in session_names()
    )
