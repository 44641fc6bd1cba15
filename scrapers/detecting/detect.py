"""Which family a list page belongs to, by two signs about different things, proved by reading the list with it."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from scrapers.addresses import folder_of
from scrapers.answers.judging import asks_to_log_in, challenge_in, says_gone
from scrapers.answers.magic import kind_of
from scrapers.answers.shells import shell
from scrapers.crawling.list_visits import listing_of
from scrapers.families import FAMILIES
from scrapers.lists.feeds import is_feed
from scrapers.lists.links import anchors_of, base_of, path_of, soup_of
from scrapers.lists.rows import listed_alike, told
from scrapers.lists.standing import what_stands
from scrapers.lists.written import unwritten
from scrapers.pages import Exchange, NotRecognised, Page
from scrapers.sources import Column, Source

ENOUGH = 2  # signs about different things
_READ_AS_TEXT = ("html", "text", None)  # of unknown kind are pages in UTF-16, too


class NotDetected(ValueError):  # noqa: N818 - named for the fact
    """No family, or more than one, fits a page; the message lists the signs that were found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A pattern of a family, and what it looks at."""

    family: str
    about: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """A family with the signs that speak for it, its parameters on this page, and how many items it reads."""

    family: str
    signs: tuple[str, ...]
    parameters: dict[str, str]
    items: int
    more: bool


@cache
def signs() -> tuple[Sign, ...]:
    """The signs of `families/signs.toml`."""
    values = tomllib.loads((Path(__file__).parents[1] / "families" / "signs.toml").read_text("utf-8"))
    return tuple(
        Sign(family=family, about=entry["about"], pattern=re.compile(entry["pattern"]))
        for family, entries in values.items()
        for entry in entries
    )


def detect(page: Page) -> Detection:
    """The family of a list page. Raises NotDetected where fewer than two signs speak for any, or two fit as well."""
    if is_feed(page.text) and (reading := read_with("generic", page)):
        return Detection(family="generic", signs=("feed",), parameters={}, items=reading[0], more=reading[1])
    if refusal := no_list(page):
        raise NotDetected(refusal)
    found: dict[str, list[str]] = {}
    soup = soup_of((unwritten(page) or page).text)
    links = tuple(path_of(target) for _, target in anchors_of(soup, base_of(soup, page.url)))
    for sign in signs():
        if seen_in(sign, page, links):
            found.setdefault(sign.family, []).append(sign.about)
    fitting = {family: about for family, about in found.items() if len(set(about)) >= ENOUGH}
    if not fitting:
        if (alike := by_its_rows(page, soup)) is not None:
            return alike
        if target := shell(page):
            raise NotDetected(f"the page holds no list, it sends its reader on; detect {target}")
        raise NotDetected(
            f"expected two signs of one family, got {found or 'none'}; {what_stands(page)}; describe the list for `generic`"
        )
    readings = {family: reading for family in fitting if (reading := read_with(family, page))}
    if not readings:
        raise NotDetected(f"signs of {sorted(fitting)}, but none of them reads this page as a list")
    best = max(readings, key=lambda family: len(set(fitting[family])))
    rivals = [family for family in readings if len(set(fitting[family])) == len(set(fitting[best]))]
    if len(rivals) > 1:
        raise NotDetected(f"signs of {rivals} alike: {found}; choose with --family")
    items, more = readings[best]
    return Detection(
        family=best,
        signs=tuple(sorted(set(fitting[best]))),
        parameters=FAMILIES[best].parameters(page),
        items=items,
        more=more,
    )


def no_list(page: Page) -> str | None:
    """Why a saved page is not the list at all: a wall, a page that is not there, a login; or None."""
    if (kind := kind_of(page.body)) not in _READ_AS_TEXT:
        return f"got {kind} bytes instead of a web page; save the source of the list that a browser shows"
    if wall := challenge_in(
        Exchange(url=page.url, fetched_at="", status=200, body=page.text.encode("utf-8", "replace"))
    ):
        return (
            f"got a {wall.removesuffix(' with status 200')} instead of the list; a crawl will be blocked, too"
        )
    if words := says_gone(page.text):
        return f"the page says {words}; look for the list's address"
    if asks_to_log_in(page.text):
        return "the page asks to log in; look for a public list"
    return None if page.text.strip() else "the page is empty (0 bytes); does its address redirect?"


def by_its_rows(page: Page, soup: BeautifulSoup) -> Detection | None:
    """A list of an unknown system that shows its structure: dated rows that look alike, or a script that loads them."""
    found = listed_alike(soup, url=page.url, within=folder_of(page.list_url))
    reading = read_with("generic", page)
    led_on = reading is not None and reading[1] and len(found.items) > 1 and told(found.items) > 0
    sure = found.sure or led_on  # few rows, but on topic and with further pages
    if reading is None or not (sure or reading == (0, True)):
        return None
    sign = "rows" if sure else "service"
    return Detection(family="generic", signs=(sign,), parameters={}, items=reading[0], more=reading[1])


def seen_in(sign: Sign, page: Page, links: Iterable[str]) -> bool:
    """Is a sign there, in the place that it is about?"""
    if sign.about == "address":
        parts = urlsplit(page.url)
        return any(sign.pattern.search(part) for part in (parts.path, f"?{parts.query}"))
    if sign.about == "links":
        return any(sign.pattern.search(path) for path in links) or (
            "<record>" in page.text and bool(sign.pattern.search(page.text))
        )
    return bool(sign.pattern.search(page.text))


def read_with(family: str, page: Page) -> tuple[int, bool] | None:
    """How many items a family reads on this page and whether it knows where to go on; None where it cannot."""
    try:
        listing = listing_of(page, provisional(page.list_url, family))
    except NotRecognised:
        return None
    return (len(listing.items), listing.next is not None) if listing.items or listing.next else None


def provisional(url: str, family: str = "generic") -> Source:
    """A source for a list that has no data file yet."""
    return Source(
        id="detect", name="detect", region="000000", authority="-", family=family, columns=(Column(url=url),)
    )
