"""VSB webplus (博达): static lists `sjgg.htm`, then `sjgg/7.htm` with falling numbers; articles
`info/1023/456.htm`.
"""

import re
from urllib.parse import urljoin

from scrapers.families.parts import Family, body_reader, static_listing
from scrapers.lists.links import soup_of
from scrapers.pages import Ask, Listing, Page
from scrapers.sources import Source

ARTICLE = re.compile(r"/info/\d+/\d+\.htm$|[?&]wbnewsid=\d+")
TOTAL = re.compile(r"_simple_list_gotopage_fun\(\s*(\d+)\s*,")


def listing(page: Page, source: Source) -> Listing:
    """Read a list page; the next one is the pager's 下页 link, else counted down from the number of pages."""
    found = static_listing(page, ARTICLE)
    match = TOTAL.search(page.text)
    pages = int(match.group(1)) if match else found.pages
    number = page.ask.page
    target = pager_link(page) or (found.next.url if found.next else None)
    if target is None and pages is not None and number < pages:
        target = urljoin(
            page.list_url, f"{page.list_url.rpartition('/')[2].removesuffix('.htm')}/{pages - number}.htm"
        )
    following = Ask(url=target, page=number + 1, referer=page.list_url) if target else None
    return Listing(items=found.items, next=following, pages=pages, total=found.total, empty=found.empty)


def pager_link(page: Page) -> str | None:
    """The address behind 下页 in VSB's own pager."""
    anchor = soup_of(page.text).select_one("span.p_next a[href], .p_next > a[href]")
    return urljoin(page.url, str(anchor["href"])) if anchor else None


FAMILY = Family(name="vsb", listing=listing, article=body_reader("[id^=vsb_content]", ".v_news_content"))
