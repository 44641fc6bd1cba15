"""Huzhou hzgov: JSONP lists `.../infolist.jsp?cid&siteid&pagesize&pageno=N`, articles
`/hzgov/front/s40/.../i123.html`.
"""

import re
from urllib.parse import parse_qs, urlencode, urlsplit

from scrapers.families.parts import Family, body_reader, json_listing, static_listing
from scrapers.lists.jsons import load, number_in
from scrapers.pages import Ask, Listing, Page
from scrapers.sources import Column, Source

ARTICLE = re.compile(r"/hzgov/front/s\d+/.+/\d{8}/i\d+\.html$")
PER_PAGE = 30


def first(source: Source, column: Column) -> Ask:
    """The service where the data file gives its address (`service`), else the list page."""
    return (
        asked(column.url, source.parameters["service"], 1)
        if "service" in source.parameters
        else Ask(url=column.url)
    )


def asked(list_url: str, address: str, number: int) -> Ask:
    """One page of the service; an unstated page size is 30."""
    parts = urlsplit(address)
    query = {"pagesize": str(PER_PAGE)} | {key: values[0] for key, values in parse_qs(parts.query).items()}
    return Ask(
        url=parts._replace(query=urlencode(query | {"pageno": str(number)})).geturl(),
        page=number,
        referer=list_url,
    )


def listing(page: Page, source: Source) -> Listing:
    """Read a JSONP answer, or a plain list page."""
    if page.text.lstrip()[:1] == "<":
        return static_listing(page, ARTICLE)
    return json_listing(page, lambda rows, total: following(page, rows, total))


def following(page: Page, rows: int, total: int | None) -> Ask | None:
    """The next page while there is more."""
    size = int(parse_qs(urlsplit(page.ask.url).query).get("pagesize", [str(PER_PAGE)])[0])
    pages = number_in(load(page), "pages")
    number = page.ask.page
    more = (
        number < pages if pages is not None else number * size < total if total is not None else rows >= size
    )
    return asked(page.list_url, page.ask.url, number + 1) if more else None


FAMILY = Family(
    name="huzhou",
    first=first,
    listing=listing,
    article=body_reader("#zoom", ".xxgk_content", ".article-content"),
)
