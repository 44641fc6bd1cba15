"""Ankang: static lists `Node-12.html`, `Node-12_2.html`, articles `Content-123.html`, rows in
`ul.newlist`.
"""

import re
from urllib.parse import urljoin

from scrapers.families.parts import FULL_PAGE, Family, body_reader, static_listing
from scrapers.pages import Ask, Listing, Page
from scrapers.sources import Source

ARTICLE = re.compile(r"/(?:Wap)?Content-\d+\.html$")
NODE = re.compile(r"(Node-\d+)(?:_(\d+))?\.html$")


def listing(page: Page, source: Source) -> Listing:
    """Read a list page; without a "next" link a full page is followed by number + 1 as a guess."""
    found = static_listing(page, ARTICLE)
    node = NODE.search(page.ask.url)
    number = page.ask.page
    more = number < found.pages if found.pages is not None else len(found.items) >= FULL_PAGE
    if found.next or not node or not more:
        return found
    target = urljoin(page.list_url, f"{node.group(1)}_{number + 1}.html")
    return found.then(Ask(url=target, page=number + 1, referer=page.list_url, probe=found.pages is None))


FAMILY = Family(
    name="ankang", listing=listing, article=body_reader(".article-content", ".content", "#content")
)
