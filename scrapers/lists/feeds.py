"""Lists in XML: RSS and Atom feeds, site maps and the maps of maps."""

import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime

from bs4 import BeautifulSoup, Tag

from scrapers.addresses import link
from scrapers.lists.jsons import CHINA, plain
from scrapers.lists.xmls import root_of
from scrapers.pages import Ask, ListedItem, Listing, NotRecognised, Page

ROOTS = ("rss", "feed", "rdf", "urlset", "sitemapindex")
UNTITLED = "…"  # a site map names no titles: like one cut short, it is told by the page itself
MOST_UNTITLED = 500  # pages of a site map that are looked at without being told which are notices


def is_feed(text: str) -> bool:
    """Is this answer a feed or a site map?"""
    return root_of(text) in ROOTS


def feed(page: Page, article: re.Pattern[str] | None) -> Listing:
    """Read a feed or a site map; `article` says which addresses of it are notices."""
    soup = BeautifulSoup(page.text.strip(), "xml")
    maps = [found for tag in soup.find_all("sitemap") if (found := said(tag, "loc", page.url))]
    rest = [url for url in (page.ask.carried("maps") or "").split() if url] + maps
    items = [item for tag in soup.find_all(["item", "entry", "url"]) if (item := item_of(tag, page.url))]
    items = [item for item in items if article is None or article.search(item.url)]
    untitled = sum(item.title == UNTITLED for item in items)
    if article is None and untitled > MOST_UNTITLED:
        raise NotRecognised(
            f"a site map of {untitled} pages without titles; say with the parameter `article` which are notices"
        )
    following = next_map(page, rest) or older(soup, page)
    return Listing(items=tuple(items), next=following, empty=not items, opens=bool(rest))


def next_map(page: Page, rest: list[str]) -> Ask | None:
    """The next of several site maps; the others are carried along."""
    if not rest:
        return None
    carry = (("maps", " ".join(rest[1:])),)
    return Ask(url=rest[0], page=page.ask.page + 1, referer=page.list_url, carry=carry)


def older(soup: BeautifulSoup, page: Page) -> Ask | None:
    """The next page of a feed that has pages (RFC 5005)."""
    tag = soup.find("link", attrs={"rel": "next", "href": True})
    target = link(page.url, str(tag["href"])) if isinstance(tag, Tag) else None
    return Ask(url=target, page=page.ask.page + 1, referer=page.list_url) if target else None


def item_of(tag: Tag, base: str) -> ListedItem | None:
    """One entry, if it leads somewhere."""
    href = tag.find("link", attrs={"href": True})
    target = said(tag, "link", base) or said(tag, "loc", base)
    if target is None and isinstance(href, Tag):
        target = link(base, str(href["href"]))
    if target is None:
        return None
    title = plain(words(tag, ["title"])) or UNTITLED
    return ListedItem(
        url=target,
        title=title,
        date=day_of(words(tag, ["pubDate", "published", "updated", "date", "lastmod"])),
    )


def said(tag: Tag, name: str, base: str) -> str | None:
    """The address that stands in an element."""
    text = words(tag, [name])
    return link(base, text) if text else None


def words(tag: Tag, names: Iterable[str]) -> str:
    """The words of the first of these elements that has any."""
    found = (tag.find(name) for name in names)
    return next((text for one in found if isinstance(one, Tag) and (text := one.get_text(strip=True))), "")


def day_of(text: str) -> str | None:
    """A date as printed; of a time as mail writes it (RFC 822), its day in China."""
    try:
        return parsedate_to_datetime(text).astimezone(CHINA).date().isoformat()
    except ValueError:
        return text[:10] if re.match(r"\d{4}-\d\d-\d\dT", text) else text or None
