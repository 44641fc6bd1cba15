"""NFCMS (Guangdong's shared platform): static lists `index.html`, `index_2.html`, articles
`content/post_123.html`.
"""

import re

from scrapers.families.parts import Family, body_reader, static_listing
from scrapers.pages import Listing, Page
from scrapers.sources import Source

ARTICLE = re.compile(r"/content/m?post_\d+\.html$")


def listing(page: Page, source: Source) -> Listing:
    """Read an NFCMS list page; the pager is plain links."""
    return static_listing(page, ARTICLE)


FAMILY = Family(
    name="nfcms", listing=listing, article=body_reader(".news_cont_d_wrap", "#zoomcon", ".article-content")
)
