"""Lonsun (龙讯, Anhui): lists from `/site/label/8888?labelName=publicInfoList&...&pageIndex=N`, HTML or
JSON.
"""

import re
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from scrapers.families.parts import Family, body_reader, json_listing, static_listing
from scrapers.lists.jsons import load, number_in
from scrapers.lists.links import declared_total
from scrapers.pages import Ask, Listing, NotRecognised, Page
from scrapers.sources import Column, Source

ARTICLE = re.compile(r"/public/\d+/\d+\.html$")
LABEL = re.compile(r"/site/label/8888\?[^\"'\s<>]+")
NAMES = ("siteId", "organId", "catId")
USUAL = {"labelName": "publicInfoList", "pageSize": "15", "action": "list"}


def first(source: Source, column: Column) -> Ask:
    """The label service where the data file has its parameters, else the list page."""
    values = {name: source.parameters[name] for name in NAMES if name in source.parameters}
    return label(column.url, USUAL | values, 1) if values else Ask(url=column.url)


def label(list_url: str, values: dict[str, str], number: int) -> Ask:
    """One page of the label service."""
    query = urlencode(values | {"pageIndex": str(number)})
    return Ask(url=urljoin(list_url, f"/site/label/8888?{query}"), page=number, referer=list_url)


def listing(page: Page, source: Source) -> Listing:
    """Read an answer of the service (HTML rows or JSON), or the list page that names it."""
    if "/site/label/8888" not in page.ask.url:
        return from_list_page(page)
    if page.text.lstrip()[:1] in "{[":
        return json_listing(
            page, lambda rows, total: following(page, rows, total, number_in(load(page), "pages"))
        )
    found = static_listing(page, ARTICLE)
    following_ask = following(page, len(found.items), declared_total(page.text), found.pages)
    return Listing(
        items=found.items, next=following_ask, pages=found.pages, total=found.total, empty=found.empty
    )


def from_list_page(page: Page) -> Listing:
    """A list page that shows rows itself, or only the address of the service."""
    values = parameters(page)
    try:
        found = static_listing(page, ARTICLE)
    except NotRecognised:
        if not values:
            raise
        found = Listing()
    if found.items and not values:
        return found
    return Listing(next=label(page.list_url, USUAL | values, 1)) if values else found


def following(page: Page, rows: int, total: int | None, pages: int | None) -> Ask | None:
    """The next page while there is more."""
    query = {
        key: values[0]
        for key, values in parse_qs(urlsplit(page.ask.url).query, keep_blank_values=True).items()
    }
    number, size = int(query.get("pageIndex", "1")), int(query.get("pageSize", "15"))
    more = (
        number < pages if pages is not None else number * size < total if total is not None else rows >= size
    )
    return label(page.list_url, query, number + 1) if more else None


def parameters(page: Page) -> dict[str, str]:
    """The parameters of the service's address on the list page."""
    match = LABEL.search(page.text.replace("&amp;", "&"))
    query = parse_qs(urlsplit(match.group()).query) if match else {}
    return {
        name: values[0]
        for name, values in query.items()
        if name in (*NAMES, "labelName", "pageSize", "action")
    }


FAMILY = Family(
    name="lonsun",
    first=first,
    listing=listing,
    article=body_reader(".gkwz_contnet", "#zoom", ".wzcon"),
    parameters=parameters,
)
