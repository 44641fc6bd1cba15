"""The way to the next page of a list, whatever its pager is made of: links, numbers, scripts, a form that is posted."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from scrapers.addresses import host_of, link
from scrapers.lists.links import NEXT_WORDS, base_of
from scrapers.lists.opening import calls, functions_of, opened
from scrapers.lists.page_plugins import sent
from scrapers.lists.rows import target_of
from scrapers.pages import Ask, Page

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
    "next page",
    "较早的文章",
    "较旧的文章",
    "older posts",
}
ARROWS = frozenset({">", "›", "»", "→", "＞", ">>", "＞＞", "››"})
LAST = frozenset({"尾页", "末页", "最后一页", "尾頁", "末頁", "最後一頁", "最后页", "last"})
COUNTED = re.compile(r"(?<![\s(（\[\d)）\]])[\s(（\[]*+\d*+[)）\]]*+$")  # 下一页(2)
EDGES = "[]【】()（）<>‹›«»→＞＜ \t\r\n\u00a0|"
POSTED = re.compile(r"__doPostBack\(\s*['\"]([^'\"]*)['\"]\s*,\s*['\"]([^'\"]*)['\"]\s*\)")
SET = (
    r"""(?:(?:getElementById|getElementsByName|\$|querySelector)\(\s*['"][#.]?(?:\w*\[name=['"]?)?(\w+)['"\]]*\s*\)"""
    r"""(?:\[0\])?|\.(\w+)|\b(\w+))\s*\.(?:value\s*=|val\()\s*NUMBER\b"""
)
NUMBER = re.compile(r"[1-9]\d{0,4}")
ORDINAL = re.compile(r"第\s*([1-9]\d{0,4})\s*[页頁]")
KEPT_NEXT = (
    "data-next",
    "data-next-url",
    "data-next-href",
    "data-nexturl",
    "data-next-page",
    "data-nextpage",
)
MORE = re.compile("(?:查看|了解|浏览)?(?:更多|全部)(?:信息|内容|公告|公示|文件)?|more")
BESIDE = 3  # elements around a box in which its "more" may stand
MOST_FIELD = 400_000  # characters of a hidden field that is sent back


def next_ask(page: Page, soup: BeautifulSoup) -> tuple[Ask | None, bool]:
    """The request for the next page; and whether the page shows a way on that could not be followed."""
    base = base_of(soup, page.url)
    if target := announced(soup, page, base):
        return Ask(url=target, page=page.ask.page + 1, referer=page.list_url), True
    shown = back = False
    for tag in ways_on(soup, page.ask.page + 1):
        target = target_of(tag, base) or opened(tag, functions_of(soup), base)
        if target and target.split("#")[0] not in (page.url, page.ask.url):
            return Ask(url=target, page=page.ask.page + 1, referer=page.list_url), True
        ask = posted(tag, page, base) or filled_in(tag, soup, page)
        if ask and ask.key != page.ask.key:
            return ask, True
        shown, back = True, bool(back or target or ask)  # "next" of a last page leads to itself
    return None, (shown or leads_further(soup, page, base)) and not back


def announced(soup: BeautifulSoup, page: Page, base: str) -> str | None:
    """The next rows' address on this host that an element keeps for a script: <ul data-next="/list/more?offset=20">."""
    for tag in soup.select(", ".join(f"[{name}]" for name in KEPT_NEXT)):
        said = next(str(tag[name]) for name in KEPT_NEXT if tag.has_attr(name))
        target = link(base, said) if re.search("[/?.]", said) else None
        if target and host_of(target) == host_of(page.url) and target not in (page.url, page.ask.url):
            return target
    return None


def leads_further(soup: BeautifulSoup, page: Page, base: str) -> bool:
    """Does the first page's link to the last lead to another?"""
    if page.ask.page > 1:
        return False
    lasts = [
        tag for tag in soup.find_all("a", href=True) if tag.get_text(strip=True).strip(EDGES).lower() in LAST
    ]
    targets = [link(base, str(tag["href"])) for tag in lasts]
    return any(
        target and target.split("#")[0] not in (page.url, page.ask.url, page.list_url) for target in targets
    )


def ways_on(soup: BeautifulSoup, number: int) -> Iterator[Tag]:
    """The elements that may lead to the next page, the surest first."""
    yield from (tag for tag in soup.find_all(["a", "link"], rel="next"))
    tags = [tag for tag in soup.select("a, button, [onclick], [data-url], [data-href]") if is_live(tag)]
    words = [(tag, said(tag)) for tag in tags]
    yield from (tag for tag, names in words if any(plainly(name) in WORDS for name in names))
    yield from (tag for tag, names in words if names and names[0] in ARROWS)
    yield from (tag for tag in tags if "next" in " ".join(tag.get("class") or ()).lower().split())
    yield from (
        tag for tag, names in words if names and page_named(names[0]) == str(number) and in_pager(tag)
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
    hints = [str(tag.get(name) or "").strip() for name in ("title", "aria-label")]
    hints += [str(tag.get("value") or "")] if tag.name == "input" else []
    image = tag if tag.name == "input" else tag.find("img")
    if isinstance(image, Tag) and not words:
        named = re.search(r"(?<![a-z])next(?![a-z])", str(image.get("src") or "").rpartition("/")[2].lower())
        hints += [str(image.get("alt") or "").strip(), "nextpage" if named else ""]
    return [word for word in (words, *hints) if word] if len(words) <= 12 else []


def plainly(name: str) -> str:
    """What an element is called, without arrows, brackets and the number of the page."""
    return COUNTED.sub("", name.strip(EDGES)).strip(EDGES).lower()


def in_pager(tag: Tag) -> bool:
    """Does another page's number stand beside this one?"""
    around = (
        tag.parent.parent
        if tag.parent is not None and tag.parent.name in ("li", "td", "span")
        else tag.parent
    )
    if around is None:
        return False
    return len({number for text in around.strings if (number := page_named(text))}) >= 2


def page_named(words: str) -> str | None:
    """The number of a page that words are: 2, [2], 第2页."""
    plain = words.strip(EDGES)
    match = ORDINAL.fullmatch(plain)
    return match.group(1) if match else plain if NUMBER.fullmatch(plain) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A function that an element calls with a page's number: the number, what the function names it, and its code."""

    number: str
    name: str
    code: str


def calls_of(tag: Tag, soup: BeautifulSoup) -> Iterator[Call]:
    """The functions of the page that an element calls, if the first number among their arguments may be a page's."""
    functions = functions_of(soup)
    for called, given in calls(tag):
        number = next((word for word in given if NUMBER.fullmatch(word)), None)
        if called in functions and number is not None:
            function = functions[called]
            values = dict(zip(function.parameters, given, strict=False))
            name = next((key for key, value in values.items() if value == number), "")
            if name:
                yield Call(number=number, name=name, code=function.code)


def filled_in(tag: Tag, soup: BeautifulSoup, page: Page) -> Ask | None:
    """The form that is sent after a page's number was written into one of its fields, by a function or by the link itself."""
    own = f"{tag.get('href') or ''} {tag.get('onclick') or ''}"
    codes = [(own, r"['\"]?(?P<number>[1-9]\d{0,4})")] if "submit" in own else []
    numbered = list(calls_of(tag, soup))
    codes += [(call.code, rf"(?P<number>{re.escape(call.name)})") for call in numbered]
    numbers = {call.name: call.number for call in numbered}
    for code, number in codes:
        written = re.search(SET.replace("NUMBER", number), code)
        field = field_of(soup, next(filter(None, written.groups()))) if written and "submit" in code else None
        form = field.find_parent("form") if field else None
        if written and field is not None and form is not None:
            value = numbers.get(written["number"], written["number"])
            return sent(page, form, {**hidden_fields(form, ("hidden", "text")), str(field["name"]): value})
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
