"""Shanghai: static lists `nw123/index.html`, `index_2.html`, articles `n415/20250820/<32 hex>.html`."""

import re

from scrapers.families.parts import Family, body_reader, numbered, static_listing
from scrapers.lists.page_calls import page_call
from scrapers.pages import Ask, Listing, Page
from scrapers.sources import Source

ARTICLE = re.compile(r"/n\w+/\d{8}/[0-9a-f]{32}\.html$")
TOTAL = re.compile(r"\btotalPage\s*[:=]\s*['\"]?(\d+)")


def listing(page: Page, source: Source) -> Listing:
    """Read a list page; the second page is number 2."""
    found = static_listing(page, ARTICLE)
    call, count = page_call(page.text), TOTAL.search(page.text)
    pages = call.pages if call else int(count.group(1)) if count else None
    number = page.ask.page
    if found.next or pages is None or number >= pages:
        return found
    target = numbered(page, f"index_{number + 1}.html")
    return Listing(
        items=found.items,
        next=Ask(url=target, page=number + 1, referer=page.list_url),
        pages=pages,
        total=found.total,
    )


FAMILY = Family(name="shanghai", listing=listing, article=body_reader("#ivs_content", ".Article_content"))
