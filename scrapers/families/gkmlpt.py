"""gkmlpt (Guangdong's disclosure platform): JSON lists of 100, articles whose content is a JSON value in
the page.

The list address is `/gkmlpt/index` (the page names the site's SID and its TREE of categories; every
category whose
name is on topic is read) or, better, `/gkmlpt/api/all/<category>?page=1&sid=<SID>`. Pages 0 and 1 are the
same.
"""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from scrapers.articles.reading import read_article
from scrapers.articles.records import article_of
from scrapers.families.parts import Family, json_listing
from scrapers.lists.literals import literal
from scrapers.pages import Article, Ask, Listing, NotRecognised, Page
from scrapers.sources import Source
from scrapers.topics import topics

CONFIG = re.compile(r"window\._CONFIG\s*=\s*|_CONFIG\s*=\s*")
PER_PAGE = 100
API = re.compile(r"/gkmlpt/api/all/(\w+)")


def listing(page: Page, source: Source) -> Listing:
    """Read an answer of the API, or the index page that tells which categories to ask for."""
    if not API.search(urlsplit(page.ask.url).path):
        sid = str(config(page.text).get("SID") or source.parameters.get("sid", ""))
        return Listing(next=category_ask(page, categories(page), sid))
    queue = [name for name in (page.ask.carried("categories") or "").split(",") if name]
    found = json_listing(page, lambda rows, total: next_page(page, rows, total))
    if found.next is None and queue:
        sid = parse_qs(urlsplit(page.ask.url).query).get("sid", [""])[0]
        found = replace(found, next=category_ask(page, queue, sid), opens=True)
    return replace(found, total=None, empty=found.empty and not queue) if several(page) else found


def several(page: Page) -> bool:
    """Is this one of several categories? Then a category's total is not the column's."""
    return page.ask.carried("categories") is not None


def next_page(page: Page, rows: int, total: int | None) -> Ask | None:
    """The next page of one category: while the pages so far hold less than its total, or are full."""
    query = parse_qs(urlsplit(page.ask.url).query)
    number = max(1, int(query.get("page", ["1"])[0]))
    more = number * PER_PAGE < total if total is not None else rows >= PER_PAGE
    if not more:
        return None
    fields = {"page": str(number + 1), "sid": query.get("sid", [""])[0]}
    address = urlsplit(page.ask.url)._replace(query=urlencode(fields), fragment="").geturl()
    return Ask(url=address, page=page.ask.page + 1, referer=page.list_url, carry=page.ask.carry)


def category_ask(page: Page, names: list[str], sid: str) -> Ask:
    """The first page of the first category of a queue; the others are carried along."""
    if not names:
        raise NotRecognised(
            "no category of the index page's TREE is about audits; give the list's api address"
        )
    address = urljoin(page.url, f"/gkmlpt/api/all/{names[0]}?{urlencode({'page': '1', 'sid': sid})}")
    rest = (("categories", ",".join(names[1:])),)
    return Ask(url=address, page=page.ask.page + 1, referer=page.list_url, carry=rest)


def categories(page: Page) -> list[str]:
    """Ids of the index page's categories whose names are on topic, outermost first."""
    found: list[str] = []
    waiting = list(config(page.text).get("TREE") or [])
    while waiting:
        node = waiting.pop(0)
        if not isinstance(node, dict):
            continue
        if topics().wanted(str(node.get("name", ""))):
            found.append(str(node.get("id")))
        else:
            waiting += node.get("children") or []
    return found


def config(text: str) -> dict[str, Any]:
    """The object that the page's script assigns to `_CONFIG`."""
    for match in CONFIG.finditer(text):
        try:
            value, _ = literal(text, match.end())
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            return value
    raise NotRecognised("no _CONFIG object on the page")


def article(page: Page, source: Source) -> Article:
    """Read an article from `_CONFIG.DETAIL`; a page without it is read like any other."""
    try:
        detail = config(page.text).get("DETAIL")
    except NotRecognised:
        detail = None
    if not isinstance(detail, dict):
        return read_article(page)
    return article_of(detail, page.url)


def parameters(page: Page) -> dict[str, str]:
    """The site's number, for information."""
    return {"sid": str(config(page.text).get("SID", ""))}


FAMILY = Family(name="gkmlpt", listing=listing, article=article, parameters=parameters)
