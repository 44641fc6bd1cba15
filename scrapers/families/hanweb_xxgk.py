"""Hanweb xxgk (disclosure lists): POST /module/xxgk/search.jsp, an HTML fragment with rows and 共N页.

The answer is not limited to the column: only `art_<column>_` links are kept, by the data file's `column`, else by
the number in the list's address if any row has it.
"""

import re
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from bs4 import Tag

from scrapers.addresses import host_of, link
from scrapers.families.hanweb import ARTICLE
from scrapers.families.parts import Family, body_reader
from scrapers.lists.links import NOTHING, declared_pages, declared_total, listed, soup_of
from scrapers.pages import Ask, ListedItem, Listing, NotRecognised, Page
from scrapers.sources import Column, Source

SEARCH = "/module/xxgk/search.jsp"  # where a page's form does not say where the service lies
ROWS = ".tr_main_value_odd, .tr_main_value_even"
ANY = re.compile("")
NAMES = ("infotypeId", "jdid", "divid", "area", "sortfield")


def first(source: Source, column: Column) -> Ask:
    """The service itself where the data file has its parameters, else the list page that holds them."""
    values = dict(source.parameters)
    return (
        search(column.url, values, 1)
        if values.get("infotypeId") and values.get("jdid")
        else Ask(url=column.url)
    )


def search(list_url: str, values: dict[str, str], number: int) -> Ask:
    """The request for one page of the list."""
    form = {"fbtime": "-1", "area": "", "sortfield": ""} | {
        name: values[name] for name in NAMES if values.get(name)
    }
    return Ask(
        url=urljoin(list_url, values.get("service") or SEARCH), method="POST", page=number, referer=list_url,
        form=tuple({**form, "currpage": str(number)}.items()), carry=tuple(values.items()),
    )  # fmt: skip


def listing(page: Page, source: Source) -> Listing:
    """Read an answer of the service, or find the parameters on the list page."""
    if page.ask.method == "GET":
        values = parameters(page) | dict(source.parameters)
        if not (values.get("infotypeId") and values.get("jdid")):
            raise NotRecognised("neither data file nor list page has infotypeId and jdid")
        return Listing(next=search(page.list_url, values, 1))
    rows, strays = own_rows(page, source.parameters.get("column"))
    if "column" not in source.parameters and (match := re.search(r"/col/col(\d+)/", page.list_url)):
        mine, others = own_rows(page, match.group(1))
        if any("art_" in item.url for item in mine):  # a column above others has none of its own
            rows, strays = mine, others
    pages = declared_pages(page.text)
    if not rows and not strays:
        if NOTHING.search(page.text) or pages == 0:
            return Listing(empty=True, total=0)
        raise NotRecognised(f"no rows {ROWS} in an answer of {len(page.body)} bytes")
    more = pages is not None and page.ask.page < pages
    following = replace(search(page.list_url, dict(page.ask.carry), page.ask.page + 1)) if more else None
    total = None if strays else declared_total(page.text)
    return Listing(items=tuple(rows), next=following, pages=pages, total=total, strays=strays)


def own_rows(page: Page, column: str | None) -> tuple[list[ListedItem], int]:
    """The rows of the column, and how many belong to others."""
    soup = soup_of(f"<table>{page.text}</table>")
    rows = [soup_of(f"<ul><li>{row.decode_contents()}</li></ul>") for row in soup.select(ROWS)]
    found = [item for row in rows for item in listed(row, url=page.list_url, article=ANY)[:1]]
    found = found or list(listed(soup, url=page.list_url, article=ARTICLE))
    here = host_of(page.list_url)
    own = [item for item in found if not column or f"art_{column}_" in item.url or host_of(item.url) != here]
    return own, len(found) - len(own)


def parameters(page: Page) -> dict[str, str]:
    """What the list page's form and scripts say."""
    found = {}
    for name in NAMES:
        match = re.search(rf"""\b{name}['"]?(?:\s+value)?\s*[:=]\s*['"]?([\w-]+)""", page.text)
        if match:
            found[name] = match.group(1)
    said = service(page)
    return {**found, "service": said} if said != SEARCH else found


def service(page: Page) -> str:
    """Where the form with the list's parameters is sent to, on the page's own host."""
    field = soup_of(page.text).find("input", attrs={"name": "infotypeId"})
    form = field.find_parent("form") if isinstance(field, Tag) else None
    target = link(page.url, str(form.get("action") or "")) if form else None
    return urlsplit(target).path if target and host_of(target) == host_of(page.url) else SEARCH


FAMILY = Family(
    name="hanweb_xxgk",
    first=first,
    listing=listing,
    article=body_reader("#zoom", ".main-txt", "td.bt_content", "div.artile_zw"),
    parameters=parameters,
)
