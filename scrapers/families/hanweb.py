"""Hanweb jpage (大汉): a list page with its first records in a <datastore>, further ones from
dataproxy.jsp as XML.

Two modes: POST with startrecord and endrecord (some servers ignore them), or GET with `page`. The first
is asked,
and where it adds nothing new the second. A variant pages by `?uid=...&pageNum=N` on the list itself.
"""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from scrapers.addresses import folder_of, link
from scrapers.families.parts import Family, body_reader, static_listing
from scrapers.lists.links import listed, soup_of
from scrapers.pages import Ask, ListedItem, Listing, NotRecognised, Page
from scrapers.sources import Source

ARTICLE = re.compile(
    r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+\.html$|/art/\d{4}/art_(?:\d+_)?[0-9a-f]{32}\.html$|/art_\d+_\d+\.html$"
)
RECORD = re.compile(r"<record>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</record>", re.DOTALL)
PROXY = "/module/web/jpage/dataproxy.jsp"  # where a page does not say where its service lies
SERVICE = re.compile(r"""["'(]([^"'()\s<>]*/dataproxy\w*\.jsp)\b""")
NEXT_GROUP = re.compile(r"""<nextgroup>.{0,40}?href\s*=\s*["']([^"'<>]+)""", re.DOTALL)
GROUP = 3  # a browser asks for three pages at once
PER_PAGE = 15
WANTED = ("webid", "columnid", "unitid")
FIXED = {"col": "1", "appid": "1", "path": "/", "permissiontype": "0"}


def listing(page: Page, source: Source) -> Listing:
    """Read the list page, an XML answer, or a page of the pageNum variant."""
    fragments = [unescape(text) if "&lt;" in text else text for text in RECORD.findall(page.text)]
    total = number(page.text, "totalrecord")
    if not fragments:
        return without_records(page, source, total)
    items = tuple(item for fragment in fragments for item in rows_of(fragment, page))
    start = position(page.ask)
    found = Listing(items=items, total=total, pages=number(page.text, "totalpage"))
    return found.then(following(page, source, start + len(fragments) - 1, total))


def without_records(page: Page, source: Source, total: int | None) -> Listing:
    """A list page without records: the pageNum variant, plain links, an empty datastore, or nothing of
    ours.
    """
    if "<datastore" in page.text and total == 0:
        return Listing(empty=True, total=0)
    if page.ask.carried("proxy"):
        raise NotRecognised(f"the list service answered {len(page.body)} bytes without records")
    found = static_listing(page, ARTICLE)
    if uid := source.parameters.get("uid") or parse_qs(urlsplit(page.url).query).get("uid", [""])[0]:
        target = urljoin(page.list_url, "?" + urlencode({"uid": uid, "pageNum": page.ask.page + 1}))
        return found.then(Ask(url=target, page=page.ask.page + 1, referer=page.list_url, probe=True))
    return found if found.next else found.then(following(page, source, len(found.items), total))


def rows_of(fragment: str, page: Page) -> tuple[ListedItem, ...]:
    """The row of one record: usually one `<li>` or `<tr>`."""
    soup = soup_of(f"<table>{fragment}</table>" if fragment.lstrip().startswith("<tr") else fragment)
    # a record that leads elsewhere still is a row of the list
    own = listed(soup, url=page.list_url, article=ARTICLE)[:1]
    return own or listed(soup, url=page.list_url, article=re.compile(""))[:1]


def following(page: Page, source: Source, done: int, total: int | None) -> Ask | None:
    """The next group of records, by record numbers, or by page where that is how this list was asked."""
    values = {"proxy": proxy(page)} | parameters(page) | dict(page.ask.carry) | dict(source.parameters)
    if not all(values.get(key) for key in WANTED) or done == 0 or (total is not None and done >= total):
        return None
    size = int(values.get("perpage", PER_PAGE))
    by_records, by_page = records_ask(page, values, done, size, total), page_ask(page, values, done, size)
    mode = values.get("mode") or ("page" if "page" in parse_qs(urlsplit(page.ask.url).query) else "")
    return by_page if mode == "page" else replace(by_records, otherwise=None if mode else by_page)


def records_ask(page: Page, values: dict[str, str], done: int, size: int, total: int | None) -> Ask:
    """POST for the next records by number."""
    end = min(done + GROUP * size, total or done + GROUP * size)
    query = urlencode({"startrecord": done + 1, "endrecord": end, "perpage": size})
    names = (*WANTED, "sourceContentType", "webname")
    form = FIXED | {name: values[name] for name in names if values.get(name)}
    return Ask(
        url=urljoin(page.list_url, f"{values['proxy']}?{query}"), method="POST", form=tuple(form.items()),
        page=page.ask.page + 1, referer=page.list_url, carry=kept(values),
    )  # fmt: skip


def page_ask(page: Page, values: dict[str, str], done: int, size: int) -> Ask:
    """GET for the next page: at the address that the records name, else by its number."""
    query = {"page": done // size + 1, "webid": values["webid"], "path": "/"}
    query |= {"columnid": values["columnid"], "unitid": values["unitid"]}
    named = NEXT_GROUP.search(page.text)
    said = unescape(named.group(1)) if named else f"{values['proxy']}?{urlencode(query)}"
    address = urljoin(page.list_url, said)
    return Ask(url=address, page=page.ask.page + 1, referer=page.list_url,
               carry=(*kept(values), ("done", str(done))))  # fmt: skip


def kept(values: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The list's parameters, which only its first page shows."""
    return tuple(
        (name, values[name])
        for name in (*WANTED, "sourceContentType", "perpage", "proxy")
        if values.get(name)
    )


def proxy(page: Page) -> str:
    """Where the page says that its list service lies."""
    match = SERVICE.search(page.text)
    return link(page.url, unescape(match.group(1))) or PROXY if match else PROXY


def position(ask: Ask) -> int:
    """The number of the first record that was asked for, from 1."""
    if done := ask.carried("done"):
        return int(done) + 1
    return int(parse_qs(urlsplit(ask.url).query).get("startrecord", ["1"])[0])


def parameters(page: Page) -> dict[str, str]:
    """The list's numbers, from the datastore's link, the script's settings or the proxy's address on
    the page.
    """
    found = {}
    for name in (*WANTED, "sourceContentType", "perpage"):
        match = re.search(rf"""(?i)\b{name}['"]?\s*[:=]\s*['"]?(\d+)""", page.text)
        if match:
            found[name] = match.group(1)
    if "columnid" not in found and (match := re.search(r"/col/col(\d+)/", folder_of(page.list_url))):
        found["columnid"] = match.group(1)
    return found


def number(text: str, name: str) -> int | None:
    """A count that the datastore declares as an element or in the page's script."""
    match = re.search(rf"""(?i)<{name}>\s*(\d+)|\b{name}['"]?\s*[:=]\s*['"]?(\d+)""", text)
    return int(match.group(1) or match.group(2)) if match else None


FAMILY = Family(
    name="hanweb",
    listing=listing,
    article=body_reader("#zoom", ".main-txt", "td.bt_content", "div.artile_zw"),
    parameters=parameters,
)
