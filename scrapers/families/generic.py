"""A site with a CMS of its own: where rows, links and the next page stand is said in the data file.

Parameters: `article` (pattern of article addresses) or `row` (CSS of a row) with `link`, `title`, `date`
(CSS inside
it); `next` (CSS of the next link) or `pages` (address of page N with `{n}`, counted from `first_number`
for the second
page); `body` (CSS of the article's body).
With neither `article` nor `row` the list is found by its structure: rows that look alike. A list that a script fills is
asked from its service: `service` (its address), `post` (what is sent to it: JSON text, or a form as a=1&b=2; the number
of the page in it is counted up), `address` (how the address of a notice is made of a row's fields:
/detail.html?id={infoId}). With `format = "json"` the list is JSON and needs only `pages`.
RSS, Atom and site maps are read as they are; of a large site map `article` says which pages are notices.
"""

import re
from contextlib import suppress
from dataclasses import replace
from urllib.parse import parse_qsl, urljoin

from bs4 import BeautifulSoup, Tag

from scrapers.addresses import folder_of, link
from scrapers.articles.reading import read_article
from scrapers.families.parts import FULL_PAGE, Family, json_listing, static_listing
from scrapers.families.trs import counted
from scrapers.lists.feeds import feed, is_feed
from scrapers.lists.jsons import CALLBACK, next_in, number_in
from scrapers.lists.links import (
    DATE,
    NOTHING,
    base_of,
    counted_by_script,
    declared_pages,
    declared_total,
    next_link,
    soup_of,
    title_of,
)
from scrapers.lists.page_plugins import by_function, chosen, plugin, typed_by_script, typed_in
from scrapers.lists.pagers import next_ask, whole_list
from scrapers.lists.rows import Found, listed_alike, place_in
from scrapers.lists.services import clicked, further, service, turned
from scrapers.lists.standing import what_stands
from scrapers.lists.written import unwritten
from scrapers.lists.xmls import is_xml
from scrapers.pages import Article, Ask, ListedItem, Listing, NotRecognised, Page
from scrapers.sources import Column, Source

PLACE = "place"  # what a request for a further page carries: where the rows of the first stood


def first(source: Source, column: Column) -> Ask:
    """The list page, or the service that the data file names."""
    values = source.parameters
    if "service" not in values:
        return Ask(url=column.url)
    ask = Ask(url=urljoin(column.url, values["service"]), referer=column.url, carry=(("service", "1"),))
    sent = values.get("post", "")
    if sent[:1] == "{":
        return replace(ask, method="POST", body=sent)
    return replace(ask, method="POST", form=tuple(parse_qsl(sent, keep_blank_values=True))) if sent else ask


def listing(page: Page, source: Source) -> Listing:
    """Read a list as the data file describes it."""
    values = source.parameters
    if is_feed(page.text):
        return feed(page, re.compile(values["article"]) if "article" in values else None)
    if values.get("format") == "json":
        return json_listing(
            page, lambda rows, total: templated(page, source, rows), address=values.get("address")
        )
    if not {"row", "article"} & set(values):
        return alike(page, source)
    if "row" not in values:
        found = static_listing(page, re.compile(values.get("article", r"\.s?html?$")))
        return found if found.next else found.then(templated(page, source, len(found.items)))
    soup = soup_of(page.text)
    base = base_of(soup, page.url)
    items = tuple(item for row in soup.select(values["row"]) if (item := item_of(row, base, source)))
    if not items and not NOTHING.search(page.text):
        raise NotRecognised(f"no row {values['row']!r} with a link on the page ({len(page.body)} bytes)")
    return Listing(items=items, next=following(page, source, len(items)), empty=not items)


def alike(page: Page, source: Source) -> Listing:
    """Read a list that nobody described: rows that look alike, and the pager as it is."""
    text, served = page.text.lstrip(), page.ask.carried("service")
    if text[:1] in ("{", "[") or is_xml(text):
        return of_service(page, source)
    if CALLBACK.match(text):
        with suppress(NotRecognised):  # a script's own value is found by its structure
            return of_service(page, source)
    page = unwritten(page) or page
    soup = soup_of(page.text if text[:1] == "<" or not served else f"<script>{text}</script>")
    place = page.ask.carried(PLACE)
    found = listed_alike(soup, url=page.url, within=folder_of(page.list_url), place=place)
    if not found.items and not NOTHING.search(page.text):
        if page.ask.page == 1 and not served and (ask := service(page, soup)):
            return Listing(next=ask, opens=True)
        if served and page.ask.page > 1:
            return Listing(empty=True)
        raise NotRecognised(f"no rows with dates or titles on topic on the page: {what_stands(page)}")
    return at_place(paged(page, source, soup, found), place or place_in(found))


def at_place(shown: Listing, place: str | None) -> Listing:
    """A listing whose next page is told where the rows stood; "more" of a box leads to another layout."""
    if shown.next is None or shown.opens or place is None or shown.next.carried(PLACE):
        return shown
    return replace(shown, next=replace(shown.next, carry=(*shown.next.carry, (PLACE, place))))


def paged(page: Page, source: Source, soup: BeautifulSoup, found: Found) -> Listing:
    """The rows that were found with what the page says of further ones."""
    if called := counted(page, Listing(items=found.items)):
        return called
    pages, total = declared_pages(page.text), declared_total(page.text)
    if total is None and found.value is not None:
        pages, total = number_in(found.value, "pages") or pages, number_in(found.value, "total")
    counted_pages, counted_items = counted_by_script(page.text)
    jump, counting = plugin(page, soup)
    shown = Listing(
        items=found.items,
        pages=pages or counting or counted_pages,
        total=total or counted_items,
        empty=not found.items,
    )
    if shown.pages and page.ask.page >= shown.pages:
        return shown
    if target := jump or next_in(found.value, page.url):
        return shown.then(Ask(url=target, page=page.ask.page + 1, referer=page.list_url))
    return turned_page(page, source, soup, found, shown)


def of_service(page: Page, source: Source) -> Listing:
    """Read a JSON answer; where its rows name no address, by how data file or list page make one of their fields."""

    def following(rows: int, total: int | None) -> Ask | None:
        return turned(page, rows, total)

    said, made = source.parameters.get("address"), page.ask.carried("address")
    try:
        return json_listing(page, following, address=said)
    except NotRecognised:
        if said or not made:
            raise
    return json_listing(page, following, address=made)


def turned_page(page: Page, source: Source, soup: BeautifulSoup, found: Found, shown: Listing) -> Listing:
    """The way to the next page, the surest first; what is shown and cannot be followed makes the list longer than what
    was read."""
    if ask := clicked(page, soup, len(found.items)):
        return shown.then(ask)
    ask, on = next_ask(page, soup)
    if ask is None and page.ask.carried("service"):
        return shown.then(turned(page, len(found.items), shown.total))
    if ask is None and (target := chosen(page, soup)):
        ask = Ask(url=target, page=page.ask.page + 1, referer=page.list_url)
    if ask is None and (shown.pages or 0) > page.ask.page:
        ask = typed_in(page, soup)
        if ask is None and (target := typed_by_script(page, soup) or by_function(page, soup)):
            ask = Ask(url=target, page=page.ask.page + 1, referer=page.list_url)
    ask = ask or templated(page, source, len(found.items))
    ask = ask or further(page, soup, len(found.items))
    if ask is None and on:
        return replace(shown, pages=max(shown.pages or 0, page.ask.page + 1))
    if ask is None and (shown.pages or 1) < 2 and (ask := whole_list(page, found.rows)):
        return replace(shown, next=ask, opens=True)
    return shown.then(ask)


def item_of(row: Tag, base: str, source: Source) -> ListedItem | None:
    """One row by the data file's selectors; a row without link or words is none."""
    anchor = row if row.name == "a" else row.select_one(source.parameters.get("link", "a[href]"))
    target = link(base, str(anchor.get("href") or "")) if anchor else None
    if anchor is None or target is None:
        return None
    titled = row.select_one(source.parameters["title"]) if "title" in source.parameters else None
    title = " ".join(titled.get_text().split()) if titled else title_of(anchor)
    dated = row.select_one(source.parameters["date"]) if "date" in source.parameters else row
    match = DATE.search("".join((dated or row).strings).replace(title, " ", 1))
    return (
        ListedItem(url=target, title=title, date=match.group().strip() if match else None) if title else None
    )


def following(page: Page, source: Source, rows: int) -> Ask | None:
    """The next page by selector, by its usual words, or by the data file's template."""
    soup = soup_of(page.text)
    chosen = soup.select_one(source.parameters["next"]) if "next" in source.parameters else None
    target = (
        link(base_of(soup, page.url), str(chosen.get("href") or "")) if chosen else next_link(soup, page.url)
    )
    if target and target != page.url:
        return Ask(url=target, page=page.ask.page + 1, referer=page.list_url)
    return templated(page, source, rows)


def templated(page: Page, source: Source, rows: int) -> Ask | None:
    """Page N + 1 by the template `pages`: a guess, so a 404 there ends the list."""
    template = source.parameters.get("pages")
    if not template or (rows < FULL_PAGE and page.ask.page == 1) or rows == 0:
        return None
    number = int(source.parameters.get("first_number", "2")) + page.ask.page - 1
    target = urljoin(folder_of(page.list_url), template.replace("{n}", str(number)))
    return Ask(url=target, page=page.ask.page + 1, referer=page.list_url, probe=True)


def article(page: Page, source: Source) -> Article:
    """Read an article with the data file's body selector first."""
    selector = source.parameters.get("body")
    found = read_article(page, bodies=[selector] if selector else [])
    return found if selector is None or found.recognised else replace(found, recognised=False)


FAMILY = Family(name="generic", first=first, listing=listing, article=article)
