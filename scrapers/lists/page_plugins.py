"""Pagers that are no links: a plugin that a script draws, a list of choices, a field in which a page's number is typed."""

import re
from itertools import islice
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from scrapers.addresses import link
from scrapers.lists.addressing import PAGE_NAMES, address
from scrapers.lists.links import base_of
from scrapers.lists.opening import GOES, functions_of
from scrapers.pages import Ask, Page

PLUGIN = re.compile(r"\b(?=\w*[pP]ag(?:e|ing|inat))\w++(?:\.\w+)?\s*\(\s*(?:[^{}()]{0,80},\s*)?\{")
WITHIN = 900  # characters of a plugin's options
TOTAL = re.compile(
    r"\b(?:count|total|total_?(?:row|count|record|num|item)s?|records?)\s*:\s*['\"]?(\d{1,7})\b",
    re.IGNORECASE,
)
SIZE = re.compile(r"\b(?:limit|page_?size|per_?page|size|rows?|num)\s*:\s*['\"]?(\d{1,4})\b", re.IGNORECASE)
PAGES = re.compile(
    r"\b(?:pages?_?count|total_?pages?|pages|page_?total)\s*:\s*['\"]?(\d{1,5})\b", re.IGNORECASE
)
READ_FIELD = re.compile(r"\.value\b|\.val\(\s*\)")
NEAR = 300  # characters in which a field is read before a script jumps
JUMP = re.compile(
    r"""location[^;'"]{0,40}['"]([^'"]*)['"]\s*\+\s*\(?\s*[\w.]+\)?(?:\s*\+\s*['"]([^'"]*)['"])?"""
)


BEHIND = r"""([\w.]*)([=_/-])(?:['"]\s*\+\s*\(?|\$\{)WORD\b"""
TURNS = re.compile("page|turn|jump|goto", re.IGNORECASE)


def plugin(page: Page, soup: BeautifulSoup) -> tuple[str | None, int | None]:
    """Where a plugin of the page's scripts jumps for the next page, and how many pages it counts."""
    for script in soup.find_all("script"):
        for match in islice(PLUGIN.finditer(script.get_text()), 5):
            options = script.get_text()[match.end() : match.end() + WITHIN]
            if (pages := counted_pages(options)) is None:
                continue
            jump = JUMP.search(options) if page.ask.page < pages else None
            said = f"{jump.group(1)}{page.ask.page + 1}{jump.group(2) or ''}" if jump else ""
            return link(base_of(soup, page.url), said), pages
    return None, None


def counted_pages(options: str) -> int | None:
    """How many pages the options of a plugin name, or items and how many of them stand on one."""
    if pages := PAGES.search(options):
        return int(pages.group(1))
    total, size = TOTAL.search(options), SIZE.search(options)
    return -(-int(total.group(1)) // int(size.group(1))) if total and size and int(size.group(1)) else None


def chosen(page: Page, soup: BeautifulSoup) -> str | None:
    """Where the next page's number leads in a list of choices."""
    for select in soup.find_all("select"):
        options = {
            option.get_text().strip(): str(option.get("value") or "") for option in select.find_all("option")
        }
        said = options.get(str(page.ask.page + 1), "")
        if "1" in options and re.search(r"[/.?]", said):
            return link(base_of(soup, page.url), said)
    return None


def typed_in(page: Page, soup: BeautifulSoup) -> Ask | None:
    """The form in which a reader types the next page's number."""
    for form in soup.find_all("form"):
        fields = [field for field in form.find_all("input", attrs={"name": True}) if is_sent(field)]
        numbers = [str(field["name"]) for field in fields if PAGE_NAMES.fullmatch(str(field["name"]))]
        if len(numbers) == 1:
            values = {str(field["name"]): str(field.get("value") or "") for field in fields}
            return sent(page, form, values | {numbers[0]: str(page.ask.page + 1)})
    return None


def typed_by_script(page: Page, soup: BeautifulSoup) -> str | None:
    """Where a script leads that puts the number typed into a field behind an address."""
    for script in soup.find_all("script"):
        text = script.get_text()
        for match in islice(JUMP.finditer(text), 5):
            if READ_FIELD.search(text[max(0, match.start() - NEAR) : match.start()]):
                said = f"{match.group(1)}{page.ask.page + 1}{match.group(2) or ''}"
                return link(base_of(soup, page.url), said)
    return None


def by_function(page: Page, soup: BeautifulSoup) -> str | None:
    """Where a function of the page leads that is handed a page's number, whatever markup its script writes to call it."""
    for name, function in functions_of(soup).items():
        word = function.parameters[0] if len(function.parameters) == 1 else ""
        for goes in GOES.finditer(function.code if word else ""):
            start = function.start + goes.end()
            said, end = address(function.script, start, {word: str(page.ask.page + 1)})
            joint = re.search(BEHIND.replace("WORD", re.escape(word)), function.script[start:end])
            if said and joint and (PAGE_NAMES.fullmatch(joint[1]) if joint[2] == "=" else TURNS.search(name)):
                return link(base_of(soup, page.url), said)
    return None


def is_sent(field: Tag) -> bool:
    """Is a field sent with its form as it stands?"""
    return str(field.get("type") or "text").lower() in ("hidden", "text", "number")


def sent(page: Page, form: Tag, values: dict[str, str]) -> Ask:
    """The request that sends a form with these values."""
    target = urljoin(page.url, str(form.get("action") or "") or page.url)
    following = page.ask.page + 1
    if str(form.get("method") or "get").lower() == "post":
        fields = tuple(values.items())
        return Ask(url=target, method="POST", form=fields, page=following, referer=page.list_url)
    query = urlencode({**dict(parse_qsl(urlsplit(target).query)), **values})
    target = urlsplit(target)._replace(query=query).geturl()
    return Ask(url=target, page=following, referer=page.list_url)
