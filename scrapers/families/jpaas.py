"""JPaaS / JCMS: lists from /api-gateway/jpaas-publish-server/front/page/build/unit as JSON with HTML inside.

The parameters stand in the list page's `queryData` attribute; parseType is really spelled `bulidstatic`.
A page number alone is ignored: it goes into paramJson.
"""

import json
import re
from html import unescape
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from scrapers.addresses import folder_of
from scrapers.families.hanweb import ARTICLE
from scrapers.families.parts import Family, body_reader
from scrapers.lists.jsons import load
from scrapers.lists.links import NOTHING, declared_pages, declared_total, listed, soup_of
from scrapers.pages import Ask, Listing, NotRecognised, Page
from scrapers.sources import Column, Source

UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
NAMES = ("parseType", "webId", "tplSetId", "pageType", "tagId", "editType", "pageId")
USUAL = {"parseType": "bulidstatic", "pageType": "column", "editType": "null"}
PER_PAGE = 50
HOLDER = re.compile(r"<[^<>]*\bquerydata\s*=[^<>]*>", re.IGNORECASE)
SERVICE = re.compile(r"""\surl\s*=\s*["']([^"'<>]+)["']""", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""querydata\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
COUNT = re.compile(r"""(?i)\b(count|total|rowcount|totalpage|pagecount)['"]?\s*[:=]\s*['"]?(\d+)""")


def first(source: Source, column: Column) -> Ask:
    """The list page, which visitors see first and which is the Referer of all further requests."""
    return Ask(url=column.url)


def listing(page: Page, source: Source) -> Listing:
    """Read an answer of the service, or the list page with its parameters."""
    if UNIT not in page.ask.url and not page.ask.carried("unit"):
        values = {"unit": service(page)} | parameters(page) | dict(source.parameters)
        if not values.get("webId") or not values.get("pageId"):
            raise NotRecognised("neither data file nor list page (queryData) has webId and pageId")
        return Listing(next=unit(page, values, 1))
    value = load(page)
    markup = (value.get("data") or {}).get("html") if isinstance(value, dict) else None
    if not isinstance(markup, str):
        raise NotRecognised("the service's JSON has no data.html")
    soup = soup_of(markup)
    items = listed(soup, url=page.list_url, article=ARTICLE, within=folder_of(page.list_url))
    if not items and not NOTHING.search(markup) and markup.strip():
        raise NotRecognised("no article links in the service's data.html")
    pages, total = counts(markup)
    number = page_number(page.ask)
    values = dict(page.ask.carry)
    size = int(values.get("rows") or len(items))  # some servers give less than was asked for
    full = len(items) >= PER_PAGE if pages is None and total is None else number * size < (total or 0)
    more = number < pages if pages is not None else bool(items) and full
    following = unit(page, values | {"rows": str(size)}, number + 1) if more else None
    return Listing(items=items, next=following, pages=pages, total=total, empty=not items)


def unit(page: Page, values: dict[str, str], number: int) -> Ask:
    """The request for one page of the list."""
    query = USUAL | {name: values[name] for name in NAMES if values.get(name)}
    size = int(values.get("pageSize", PER_PAGE))
    query["paramJson"] = json.dumps({"pageNo": number, "pageSize": size}, separators=(",", ":"))
    address = urljoin(page.list_url, f"{values.get('unit') or UNIT}?{urlencode(query)}")
    return Ask(url=address, page=page.ask.page + 1, referer=page.list_url, carry=tuple(values.items()))


def service(page: Page) -> str:
    """Where the list page's element with the parameters says that the service lies."""
    holder = HOLDER.search(page.text)
    match = SERVICE.search(holder.group()) if holder else None
    return unescape(match.group(1)) if match else UNIT


def page_number(ask: Ask) -> int:
    """The page number inside the request's paramJson."""
    return int(json.loads(parse_qs(urlsplit(ask.url).query)["paramJson"][0])["pageNo"])


def counts(markup: str) -> tuple[int | None, int | None]:
    """Declared pages and items: printed, or in the pager's attributes."""
    pages, total = declared_pages(markup), declared_total(markup)
    for name, digits in COUNT.findall(markup):
        if "page" in name.lower():
            pages = pages if pages is not None else int(digits)
        else:
            total = total if total is not None else int(digits)
    return pages, total


def parameters(page: Page) -> dict[str, str]:
    """What the list page's `queryData` attribute says (a JavaScript object with any quotes)."""
    match = ATTRIBUTE.search(page.text)
    if not match:
        return {}
    pairs = re.findall(
        r"""['"]?(?<!\w)(\w++)['"]?\s*:\s*['"]([^'"]*)['"]""", unescape(match.group(1) or match.group(2))
    )
    return {name: value for name, value in pairs if name in NAMES}


FAMILY = Family(
    name="jpaas",
    first=first,
    listing=listing,
    article=body_reader("#zoom", ".main-txt", "td.bt_content", "div.artile_zw"),
    parameters=parameters,
)
