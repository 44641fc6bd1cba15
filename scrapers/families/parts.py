"""What a family is made of, and steps that three or more families share."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from scrapers.addresses import folder_of
from scrapers.articles.reading import read_article
from scrapers.lists.jsons import item_of, lists_in, load, number_in, rows_of
from scrapers.lists.links import (
    NOTHING,
    declared_pages,
    declared_total,
    listed,
    listed_elsewhere,
    next_link,
    soup_of,
)
from scrapers.pages import Article, Ask, Listing, NotRecognised, Page
from scrapers.sources import Column, Source

FULL_PAGE = 8  # rows; a first page with fewer is not probed for a second


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A CMS as pure functions: what to ask first, how to read a listing, how to read an article, and which
    parameters a saved list page gives away (for `sources detect`)."""

    name: str
    listing: Callable[[Page, Source], Listing]
    article: Callable[[Page, Source], Article]
    first: Callable[[Source, Column], Ask] = lambda source, column: Ask(url=column.url)
    parameters: Callable[[Page], dict[str, str]] = lambda page: {}


def body_reader(*selectors: str) -> Callable[[Page, Source], Article]:
    """An article reader that tries these body selectors first."""
    return lambda page, source: read_article(page, bodies=selectors)


def static_listing(page: Page, article: re.Pattern[str]) -> Listing:
    """The rows of a static page with what its pager declares; next page by its "next" link.

    A page without any row is recognised only where it says that it has nothing.
    """
    soup = soup_of(page.text)
    items = listed(soup, url=page.url, article=article, within=folder_of(page.list_url))
    items = items or listed_elsewhere(soup, url=page.url)
    if not items and NOTHING.search(page.text):
        return Listing(empty=True, total=0)
    if not items:
        raise NotRecognised(f"no link like {article.pattern} on the page ({len(page.body)} bytes)")
    target = next_link(soup, page.url)
    following = Ask(url=target, page=page.ask.page + 1, referer=page.list_url) if target else None
    return Listing(
        items=items, next=following, pages=declared_pages(page.text), total=declared_total(page.text)
    )


def numbered(page: Page, name: str) -> str:
    """The address of a page beside the list."""
    return urljoin(folder_of(page.url), name)


def fields_met(value: Any) -> str:
    """What the members of the longest list of an answer are called, for who writes the data file."""
    lists = (found for _, found in lists_in(value, "") if found and isinstance(found[0], dict))
    longest = max(lists, key=len, default=[])
    if not longest:
        return ""
    return f"; its members have {', '.join(list(longest[0])[:12])}: say with `address` how an address is made of them"


def json_listing(
    page: Page, following: Callable[[int, int | None], Ask | None], *, address: str | None = None
) -> Listing:
    """The rows of a JSON answer. `following(rows on this page, declared total)` makes the next request.

    `address` makes a row's address of its fields, where the rows name none.
    """
    value = load(page)
    rows = rows_of(value, address)
    if rows is None:
        raise NotRecognised(
            f"the JSON answer has no list whose members have a title and an address{fields_met(value)}"
        )
    items = tuple(item for row in rows if (item := item_of(row, page.list_url, address)))
    total = number_in(value, "total")
    return Listing(
        items=items,
        next=following(len(rows), total) if rows else None,
        pages=number_in(value, "pages"),
        total=total,
        empty=not rows,
    )
