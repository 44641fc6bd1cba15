"""Where an article goes on: the next page of one that a site shows on several."""

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, parse_qsl, urlsplit

from bs4 import BeautifulSoup

from scrapers.addresses import link
from scrapers.lists.links import base_of
from scrapers.lists.opening import functions_of, opened
from scrapers.lists.page_calls import page_call
from scrapers.lists.pagers import ways_on
from scrapers.lists.rows import target_of
from scrapers.pages import Page

FIRST = "first"  # what a request for a further page carries: the address of the first
MOST_PAGES = 20  # of one article
COUNT = re.compile(r"\bcountPage\s*=\s*(\d+)")
LONGEST_SCRIPT = 20_000  # characters; what is longer is a program, not a pager


def following(page: Page, soup: BeautifulSoup) -> str | None:
    """The address of the article's page behind this one; None where it ends here.

    An article's pages have one address but for a number. That tells them from the next article, from other pages of a
    list beside it, and from whatever else a pager may be of.
    """
    number = page.ask.page + 1
    first = page.ask.carried(FIRST) or page.url
    known = {page.url, page.ask.url, first}
    found = (target.split("#")[0] for target in targets(page, soup, number))
    return next((one for one in found if one not in known and is_page_of(first, one, number)), None)


def targets(page: Page, soup: BeautifulSoup, number: int) -> Iterator[str]:
    """Where the page's own ways to a page of this number lead: links first, then what its scripts would write."""
    base = base_of(soup, page.url)
    for tag in ways_on(soup, number):
        if target := target_of(tag, base) or opened(tag, functions_of(soup), base):
            yield target
    for name in called(page, soup, number):
        if target := link(base, name):
            yield target


def called(page: Page, soup: BeautifulSoup, number: int) -> Iterator[str]:
    """The names of files that scripts would write as links to a page of this number."""
    call = page_call(page.text)
    if call and call.pages >= number:
        from_nought = call.current == number - 2
        yield f"{call.prefix}_{number - 1 if from_nought else number}.{call.suffix}"
    own = urlsplit(page.ask.carried(FIRST) or page.url).path.rpartition("/")[2]
    name, _, ending = own.rpartition(".")
    for script in soup.find_all("script") if name else ():
        text = script.get_text()
        count = COUNT.search(text) if len(text) <= LONGEST_SCRIPT and name in text else None
        if count and int(count.group(1)) >= number:
            yield f"{name}_{number - 1}.{ending}"


def is_page_of(first: str, address: str, number: int) -> bool:
    """Is this the address of page `number` of the article at `first`: the same but for that number (counted from 0 or 1)?"""
    one, other = urlsplit(first), urlsplit(address)
    if one.netloc != other.netloc:
        return False
    counted = {number, number - 1}
    if one.path == other.path:
        return only_number(one, other) in counted
    if one.query != other.query:
        return False
    name, ending = stem_of(one.path)
    other_name, other_ending = stem_of(other.path.rstrip("/") if name.endswith("/") else other.path)
    if ending and other_ending not in (ending, ""):
        return False
    parted = "(?:index|default)?[-_]?" if name.endswith("/") else "[-_/.]"
    match = re.fullmatch(re.escape(name) + parted + r"(?:p|page)?[-_/]?(\d{1,3})", other_name)
    if match:
        return int(match.group(1)) in counted
    numbered = re.fullmatch(r"(.*[-_/])([01])", name)
    return numbered is not None and other_name == f"{numbered[1]}{int(numbered[2]) + number - 1}"


def only_number(one: SplitResult, other: SplitResult) -> int | None:
    """The number in which two queries differ, and nothing else does."""
    before, after = (set(parse_qsl(parts.query, keep_blank_values=True)) for parts in (one, other))
    gone, new = before - after, after - before
    names = {name for name, _ in gone | new}
    if len(new) != 1 or len(names) != 1 or len(gone) > 1:
        return None
    value = next(iter(new))[1]
    return int(value) if re.fullmatch(r"\d{1,3}", value) else None


def stem_of(path: str) -> tuple[str, str]:
    """A path without the ending of its file, and that ending."""
    folder, _, name = path.rpartition("/")
    plain, _, ending = name.rpartition(".")
    return (f"{folder}/{plain}", ending) if plain else (path, "")
