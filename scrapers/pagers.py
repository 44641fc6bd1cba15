"""The way to the next page of a list, whatever its pager is made of: links, numbers, scripts, a form that is posted."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from .addresses import link
from .links import NEXT_WORDS, base_of
from .pages import Ask, Page
from .rows import target_of

WORDS = frozenset(word.lower() for word in NEXT_WORDS if len(word) > 1) | {
    "后页",
    "後頁",
    "nextpage",
    "下一页面",
    "往后",
}
ARROWS = frozenset({">", "›", "»", "→", "＞"})
EDGES = "[]【】()（）<>‹›«»→＞＜ \t\r\n\u00a0|"
CALL = re.compile(r"\b([A-Za-z_]\w*)\(\s*['\"]?(\d{1,5})\b['\"]?\s*\)")
POSTED = re.compile(r"__doPostBack\(\s*['\"]([^'\"]*)['\"]\s*,\s*['\"]([^'\"]*)['\"]\s*\)")
ADDRESS = r"""location[^;]{0,40}?['"]([^'"]*)['"]\s*\+\s*\(?NUMBER\)?(?:\s*\+\s*['"]([^'"]*)['"])?"""
NUMBER = re.compile(r"[1-9]\d{0,4}")
LONGEST_FUNCTION = 800  # characters
MOST_FIELD = 400_000  # characters of a hidden field that is sent back


def next_ask(page: Page, soup: BeautifulSoup) -> tuple[Ask | None, bool]:
    """The request for the next page; and whether the page shows a way on that could not be followed."""
    base = base_of(soup, page.url)
    shown = False
    for tag in ways_on(soup, page.ask.page + 1):
        shown = True
        target = target_of(tag, base) or called(tag, soup, base)
        if target and target.split("#")[0] not in (page.url, page.ask.url):
            return Ask(url=target, page=page.ask.page + 1, referer=page.list_url), True
        if ask := posted(tag, page, base):
            return ask, True
    return None, shown


def ways_on(soup: BeautifulSoup, number: int) -> Iterator[Tag]:
    """The elements that may lead to the next page, the surest first."""
    yield from (tag for tag in soup.find_all(["a", "link"], rel="next"))
    tags = [tag for tag in soup.find_all(["a", "button", "span", "li"]) if is_live(tag)]
    words = [(tag, said(tag)) for tag in tags]
    yield from (tag for tag, names in words if any(name.strip(EDGES).lower() in WORDS for name in names))
    yield from (tag for tag, names in words if names and names[0] in ARROWS)
    yield from (tag for tag in tags if "next" in " ".join(tag.get("class") or ()).lower().split())
    yield from (
        tag for tag, names in words if names and names[0].strip(EDGES) == str(number) and in_pager(tag)
    )


def is_live(tag: Tag) -> bool:
    """Does this element do something: a link that is not switched off, or whatever a script listens to?"""
    if tag.has_attr("disabled") or any("disabled" in name for name in tag.get("class") or ()):
        return False
    return tag.has_attr("onclick") or (tag.name == "a" and tag.has_attr("href"))


def said(tag: Tag) -> list[str]:
    """What an element is called: its words, its title, its label for readers of screens."""
    words = tag.get_text(strip=True)
    hints = (str(tag.get(name) or "").strip() for name in ("title", "aria-label"))
    return [word for word in (words, *hints) if word] if len(words) <= 12 else []


def in_pager(tag: Tag) -> bool:
    """Does another page's number stand beside this one?"""
    around = (
        tag.parent.parent
        if tag.parent is not None and tag.parent.name in ("li", "td", "span")
        else tag.parent
    )
    if around is None:
        return False
    numbers = {text.strip(EDGES) for text in around.strings if NUMBER.fullmatch(text.strip(EDGES))}
    return len(numbers) >= 2


def called(tag: Tag, soup: BeautifulSoup, base: str) -> str | None:
    """Where a call like goPage(2) leads, if the page's function puts an address together from pieces and the number."""
    match = CALL.search(f"{tag.get('href') or ''} {tag.get('onclick') or ''}")
    if match is None:
        return None
    for script in soup.find_all("script"):
        found = re.search(rf"function\s+{match.group(1)}\s*\(\s*(\w+)[^)]*\)\s*\{{", script.get_text())
        if found is None:
            continue
        code = script.get_text()[found.end() : found.end() + LONGEST_FUNCTION]
        pieces = re.search(ADDRESS.replace("NUMBER", found.group(1)), code)
        if pieces:
            return link(base, f"{pieces.group(1)}{match.group(2)}{pieces.group(2) or ''}")
    return None


def posted(tag: Tag, page: Page, base: str) -> Ask | None:
    """The form that an ASP.NET pager sends back, with its hidden fields."""
    match = POSTED.search(f"{tag.get('href') or ''} {tag.get('onclick') or ''}")
    form = tag.find_parent("form")
    if match is None or form is None:
        return None
    fields = {
        str(field["name"]): str(field.get("value") or "")
        for field in form.find_all("input", attrs={"name": True, "type": "hidden"})
    }
    fields |= {"__EVENTTARGET": match.group(1), "__EVENTARGUMENT": match.group(2)}
    if sum(map(len, fields.values())) > MOST_FIELD:
        return None
    return Ask(
        url=urljoin(base, str(form.get("action") or "") or page.url),
        method="POST",
        form=tuple(fields.items()),
        page=page.ask.page + 1,
        referer=page.list_url,
    )
