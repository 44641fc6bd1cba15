"""UCAP (开普云): static `common_list.shtml`, `common_list_2.shtml` ..., or JSON by channel id.

Articles are `202401/<32 hex>.shtml`: the address has no day, so dates come from the list or the JSON.
"""

import re
from urllib.parse import parse_qs, urlencode, urlsplit

from scrapers.families.parts import Family, body_reader, json_listing, numbered, static_listing
from scrapers.lists.page_calls import page_call
from scrapers.pages import Ask, Listing, Page
from scrapers.sources import Column, Source

ARTICLE = re.compile(r"/\d{6}/[0-9a-f]{32}\.s?html$")
CHANNEL = re.compile(r"""<meta[^>]+name=["']?channelId["']?[^>]+content=["']?([\w-]+)""", re.IGNORECASE)
PER_PAGE = 20


def first(source: Source, column: Column) -> Ask:
    """The JSON service where the data file has its template (`search`), else the list page."""
    return (
        service(column.url, source.parameters["search"], 1)
        if "search" in source.parameters
        else Ask(url=column.url)
    )


def service(list_url: str, template: str, number: int) -> Ask:
    """One page of the JSON service: `template` is its address with everything but the page number."""
    parts = urlsplit(template)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()} | {"page": str(number)}
    address = parts._replace(query=urlencode(query)).geturl()
    return Ask(url=address, page=number, referer=list_url)


def listing(page: Page, source: Source) -> Listing:
    """Read a JSON answer or a static page."""
    if page.text.lstrip()[:1] in "{[":
        return json_listing(page, lambda rows, total: next_search(page, rows, total))
    found = static_listing(page, ARTICLE)
    call = page_call(page.text)
    if call is None:
        return found
    number = page.ask.page
    target = numbered(page, f"{call.prefix}_{number + 1}.{call.suffix}") if number < call.pages else None
    following = Ask(url=target, page=number + 1, referer=page.list_url) if target else None
    return Listing(items=found.items, next=following, pages=call.pages, total=call.total or found.total)


def next_search(page: Page, rows: int, total: int | None) -> Ask | None:
    """The next page of the JSON service while there is more."""
    size = int(parse_qs(urlsplit(page.ask.url).query).get("_pageSize", [str(PER_PAGE)])[0])
    number = page.ask.page
    more = number * size < total if total is not None else rows >= size
    return service(page.list_url, page.ask.url, number + 1) if more else None


def parameters(page: Page) -> dict[str, str]:
    """The channel's id, which the JSON services are asked with."""
    match = CHANNEL.search(page.text)
    return {"channel": match.group(1)} if match else {}


FAMILY = Family(
    name="ucap",
    first=first,
    listing=listing,
    article=body_reader("#UCAP-CONTENT", "ucapcontent", ".detail_content"),
    parameters=parameters,
)
