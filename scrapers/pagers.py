"""The way to the next page of a list, whatever its pager is made of: links, numbers, scripts, a form that is posted."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from .addresses import host_of, link
from .links import NEXT_WORDS, base_of
from .page_plugins import sent
from .pages import Ask, Page
from .rows import target_of

WORDS = frozenset(word.lower() for word in NEXT_WORDS if len(word) > 1) | {
    "后页",
    "後頁",
    "nextpage",
    "下一页面",
    "往后",
    "加载更多",
    "点击加载更多",
    "点击加载",
    "显示更多",
    "載入更多",
    "load more",
}
ARROWS = frozenset({">", "›", "»", "→", "＞"})
EDGES = "[]【】()（）<>‹›«»→＞＜ \t\r\n\u00a0|"
CALL = re.compile(r"\b([A-Za-z_]\w*)\(\s*['\"]?(\d{1,5})\b['\"]?\s*[,)]")
POSTED = re.compile(r"__doPostBack\(\s*['\"]([^'\"]*)['\"]\s*,\s*['\"]([^'\"]*)['\"]\s*\)")
ADDRESS = r"""location[^;]{0,40}?['"]([^'"]*)['"]\s*\+\s*\(?NUMBER\)?(?:\s*\+\s*['"]([^'"]*)['"])?"""
SET = (
    r"""(?:(?:getElementById|getElementsByName|\$|querySelector)\(\s*['"][#.]?(?:\w*\[name=['"]?)?(\w+)['"\]]*\s*\)"""
    r"""(?:\[0\])?|\.(\w+)|\b(\w+))\s*\.(?:value\s*=|val\()\s*NUMBER\b"""
)
NUMBER = re.compile(r"[1-9]\d{0,4}")
MORE = re.compile("(?:查看|了解|浏览)?(?:更多|全部)(?:信息|内容|公告|公示|文件)?|more")
BESIDE = 3  # elements around a box in which its "more" may stand
LONGEST_FUNCTION = 800  # characters
MOST_FIELD = 400_000  # characters of a hidden field that is sent back


def next_ask(page: Page, soup: BeautifulSoup) -> tuple[Ask | None, bool]:
    """The request for the next page; and whether the page shows a way on that could not be followed."""
    base = base_of(soup, page.url)
    shown = back = False
    for tag in ways_on(soup, page.ask.page + 1):
        target = target_of(tag, base) or called(tag, soup, base)
        if target and target.split("#")[0] not in (page.url, page.ask.url):
            return Ask(url=target, page=page.ask.page + 1, referer=page.list_url), True
        ask = posted(tag, page, base) or filled_in(tag, soup, page)
        if ask and ask.key != page.ask.key:
            return ask, True
        shown, back = True, bool(back or target or ask)  # "next" of a last page leads to itself
    return None, shown and not back


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
    return any(tag.has_attr(name) for name in ("onclick", "data-url", "data-href")) or (
        tag.name == "a" and tag.has_attr("href")
    )


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
    for number, name, code in functions_of(tag, soup):
        if pieces := re.search(ADDRESS.replace("NUMBER", name), code):
            return link(base, f"{pieces.group(1)}{number}{pieces.group(2) or ''}")
    return None


def functions_of(tag: Tag, soup: BeautifulSoup) -> Iterator[tuple[str, str, str]]:
    """The function that an element calls with a number: the number, what the function names it, and its code."""
    match = CALL.search(f"{tag.get('href') or ''} {tag.get('onclick') or ''}")
    if match is None:
        return
    defined = re.compile(
        rf"(?:function\s+{match.group(1)}\s*|\b{match.group(1)}\s*[=:]\s*function\s*)\(\s*(\w+)[^)]*\)\s*\{{"
    )
    for script in soup.find_all("script"):
        if found := defined.search(script.get_text()):
            code = script.get_text()[found.end() : found.end() + LONGEST_FUNCTION]
            yield match.group(2), re.escape(found.group(1)), code


def filled_in(tag: Tag, soup: BeautifulSoup, page: Page) -> Ask | None:
    """The form that a page's function sends after it has written the number of the page into one of its fields."""
    for number, name, code in functions_of(tag, soup):
        written = re.search(SET.replace("NUMBER", name), code)
        field = field_of(soup, next(filter(None, written.groups()))) if written and "submit" in code else None
        form = field.find_parent("form") if field else None
        if field is None or form is None:
            continue
        return sent(page, form, {**hidden_fields(form, ("hidden", "text")), str(field["name"]): number})
    return None


def field_of(soup: BeautifulSoup, name: str) -> Tag | None:
    """The field of a form that goes by a name or an id."""
    named = (soup.find("input", attrs={key: name}) for key in ("name", "id"))
    return next((tag for tag in named if isinstance(tag, Tag) and tag.has_attr("name")), None)


def hidden_fields(form: Tag, kinds: tuple[str, ...] = ("hidden",)) -> dict[str, str]:
    """The fields of a form and the values that stand in them."""
    fields = form.find_all("input", attrs={"name": True})
    return {
        str(field["name"]): str(field.get("value") or "")
        for field in fields
        if str(field.get("type") or "text").lower() in kinds
    }


def posted(tag: Tag, page: Page, base: str) -> Ask | None:
    """The form that an ASP.NET pager sends back, with its hidden fields."""
    match = POSTED.search(f"{tag.get('href') or ''} {tag.get('onclick') or ''}")
    form = tag.find_parent("form")
    if match is None or form is None:
        return None
    fields = hidden_fields(form)
    fields |= {"__EVENTTARGET": match.group(1), "__EVENTARGUMENT": match.group(2)}
    if sum(map(len, fields.values())) > MOST_FIELD:
        return None
    target = urljoin(base, str(form.get("action") or "") or page.url)
    sending = tuple(fields.items())
    return Ask(url=target, method="POST", form=sending, page=page.ask.page + 1, referer=page.list_url)


def whole_list(page: Page, rows: tuple[Tag, ...]) -> Ask | None:
    """The list that "more" leads to, of a box that shows only its first rows: the one such link beside these rows."""
    if page.ask.page > 1 or not rows:
        return None
    boxes = Counter(id(row.parent) for row in rows)
    around = max(rows, key=lambda row: boxes[id(row.parent)]).parent
    for _ in range(BESIDE):
        if around is None or around.name in ("body", "html"):
            return None
        leads = [
            target_of(tag, page.url) for tag in around.find_all("a") if MORE.fullmatch(said_plainly(tag))
        ]
        if leads:
            own = {lead for lead in leads if lead and host_of(lead) == host_of(page.url)}
            target = own.pop() if len(own) == 1 else None
            away = target is not None and target.split("#")[0] not in (page.url, page.list_url)
            return Ask(url=target, referer=page.list_url) if target and away else None
        around = around.parent
    return None


def said_plainly(tag: Tag) -> str:
    """The words of a link without brackets and arrows."""
    return tag.get_text(strip=True).strip(EDGES + ".…+").lower()
