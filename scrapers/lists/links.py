"""Finding the listing among a page's links: rows, their titles and dates, and the way to the next page."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from scrapers.addresses import canonical, host_of, link
from scrapers.lists.card_titles import card_title
from scrapers.pages import ListedItem
from scrapers.topics import topics

ROWS = ("li", "tr", "dd", "dt", "p", "article")
DATE = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?!\d)|(?:民國|中華民國)?\d{2,3}年\d{1,2}月\d{1,2}日"
)
SHORT = re.compile(r"(?<![\d/.-])\d{1,2}(?:[-/.]\d{1,2}(?![\d/.-])|\s*月\s*\d{1,2}\s*日)")
NEXT_WORDS = ("下一页", "下页", "下一頁", "下頁", "后一页", "後一頁", "next", "Next", ">", "›", "»")
PAGER_WORDS = (
    *NEXT_WORDS,
    "首页",
    "首頁",
    "上一页",
    "上页",
    "上一頁",
    "尾页",
    "末页",
    "最後一頁",
    "<",
    "«",
    "‹",
    "更多",
    "more",
)
NOTHING = re.compile(
    r"(?:暂无|暫無|没有|沒有|未找到|查無)(?:相关|相關)?(?:信息|資訊|数据|資料|内容|內容|记录|記錄|文章)"
)
ELLIPSES = ("…", "..", "．．．")


@dataclass(frozen=True, slots=True)
class Row:
    """An anchor that is a listing row's main link, where the row stands, and what it leads to."""

    anchor: Tag
    row: Tag
    url: str
    hit: bool


def soup_of(markup: str) -> BeautifulSoup:
    """Parse HTML the one way that nests unclosed table cells right."""
    # a text such as 附件.doc given by itself would be warned of as a file's name
    return BeautifulSoup(StringIO(markup), "lxml")


def base_of(soup: BeautifulSoup, url: str) -> str:
    """What relative links of the page refer to."""
    base = soup.find("base", href=True)
    return (link(url, str(base["href"])) if isinstance(base, Tag) else None) or url


def listed(
    soup: BeautifulSoup, *, url: str, article: re.Pattern[str], within: str = ""
) -> tuple[ListedItem, ...]:
    """The rows of the page's main list.

    Links that look like articles are grouped by where they stand in the page; the group with most links below
    `within` (an address prefix), then with most links at all, is the list. Rows of that group which lead
    elsewhere (other hosts, files) are part of the listing too.
    """
    anchors = list(anchors_of(soup, base_of(soup, url)))
    hits = {id(anchor) for anchor, target in anchors if article.search(path_of(target))}
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for anchor, target in anchors:
        row = row_of(anchor, hits)
        groups[place_of(row)].append(Row(anchor, row, target, id(anchor) in hits))
    ranked = [rows for rows in groups.values() if any(row.hit for row in rows)]
    if not ranked:
        return ()
    best = max(ranked, key=lambda rows: (worth(below(rows, within)), worth(rows)))
    return tuple(items_of(nearest_lists(best, within)))


def worth(rows: Iterable[Row]) -> int:
    """How much speaks for rows to be the list: article links, and of these the dated ones and those on topic once more.

    The last page of a list may have fewer rows than a box of links beside it.
    """
    titled = [(row, title_of(row.anchor)) for row in rows if row.hit]
    dated = sum(date_beside(row.row, title, short=True) is not None for row, title in titled)
    return len(titled) + dated + sum(topics().told(title) for _, title in titled)


def listed_elsewhere(soup: BeautifulSoup, *, url: str) -> tuple[ListedItem, ...]:
    """The rows of a list that leads nowhere but to other hosts: the largest group of dated rows.

    Only where none of its rows stays on this host: dated links on the own host that look like nothing known are
    another layout, not a list of outside links.
    """
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for anchor, target in anchors_of(soup, base_of(soup, url)):
        row = row_of(anchor, set())
        if date_beside(row, title_of(anchor)):
            groups[place_of(row)].append(Row(anchor, row, target, False))
    best = max(groups.values(), key=len, default=[])
    return tuple(items_of(best)) if all(host_of(row.url) != host_of(url) for row in best) else ()


def anchors_of(soup: BeautifulSoup | Tag, base: str) -> Iterator[tuple[Tag, str]]:
    """Every link of the page that leads to an http address."""
    for anchor in soup.find_all("a", href=True):
        target = link(base, str(anchor["href"]))
        if target and target.startswith("http"):
            yield anchor, target


def path_of(url: str) -> str:
    """Path and query without sessions: what article patterns are matched on."""
    parts = urlsplit(canonical(url))
    return parts.path + ("?" + parts.query if parts.query else "")


def row_of(anchor: Tag, hits: set[int]) -> Tag:
    """The element that holds one line of the list: a list item or table row, else the widest element with
    no second article link."""
    for parent in anchor.parents:
        if parent.name in ROWS:
            return parent
        if parent.name in ("ul", "ol", "table", "dl", "body"):
            break
    row = anchor
    for parent in anchor.parents:
        if parent.name in ("body", "html", "[document]", "ul", "ol", "dl"):
            break
        others = sum(id(other) in hits for other in parent.find_all("a", href=True, limit=40))
        if others > 1 or len(parent.find_all("a", limit=6)) > 3:
            break
        row = parent
    return row


def place_of(row: Tag) -> tuple[str, ...]:
    """Where a row stands: names and classes of the elements around it, its own name last.

    Rows' own classes differ (odd, even, first), so they do not count.
    """
    around = [f"{parent.name}.{parent.get('class') or ''}" for parent in row.parents]
    return (*reversed(around), row.name)


def below(rows: Iterable[Row], within: str) -> list[Row]:
    """The rows whose article links lead below an address prefix."""
    return [row for row in rows if row.hit and within and bare(row.url).startswith(bare(within))]


def bare(url: str) -> str:
    """An address without scheme and www, which sites mix freely."""
    return re.sub(r"^https?://(www\.)?", "", url)


def nearest_lists(rows: list[Row], within: str) -> list[Row]:
    """Of lists that look alike (boxes on a home page) keep those that have links below `within`, if any
    has.
    """
    lists: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        lists[id(row.row.parent)].append(row)
    mine = {key for key, members in lists.items() if below(members, within)}
    kept = [row for row in rows if not mine or id(row.row.parent) in mine]
    return kept


def items_of(rows: list[Row]) -> Iterator[ListedItem]:
    """One item a row element: its article link, else its first link with words; pager links left out."""
    lines: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        lines[id(row.row)].append(row)
    for members in lines.values():
        hits = [row for row in members if row.hit]
        main = max(hits or members, key=lambda row: len(title_of(row.anchor)))
        title = title_of(main.anchor)
        if title in PAGER_WORDS or title.isdigit() or (not main.hit and len(title) < 6):
            continue
        if title:
            yield ListedItem(url=main.url, title=title, date=date_beside(main.row, title, short=True))


def title_of(anchor: Tag) -> str:
    """The words of a link; its title attribute where the words are cut short or missing; dates left out."""
    text = card_title(anchor) or " ".join("".join(words_of(anchor)).split())
    hint = " ".join(str(anchor.get("title") or "").split())
    if not text:
        image = anchor.find("img", alt=True)
        return hint or (str(image["alt"]).strip() if isinstance(image, Tag) else "")
    cut = text.endswith(ELLIPSES) or (len(hint) > len(text) and hint.startswith(text[:-1]))
    return hint if cut and hint and not DATE.fullmatch(hint) else text


def words_of(anchor: Tag) -> Iterator[str]:
    """The text pieces of an anchor, without pieces that are nothing but a date."""
    for piece in anchor.strings:
        if not DATE.fullmatch(piece.strip().strip("[]()（）【】")):
            yield piece


def date_beside(row: Tag, title: str, *, short: bool = False) -> str | None:
    """The first date in a row outside its title, as printed; with `short` also one without its year."""
    text = "".join(row.strings).replace(title, " ", 1)
    spaced = " ".join(row.strings).replace(title, " ", 1)
    match = DATE.search(text) or DATE.search(spaced) or (SHORT.search(spaced) if short else None)
    return " ".join(match.group().split()) if match else None


def next_link(soup: BeautifulSoup, url: str) -> str | None:
    """Where "next page" leads, if it leads to another page."""
    for anchor, target in anchors_of(soup, base_of(soup, url)):
        words = anchor.get_text(strip=True) or str(anchor.get("title") or "")
        if words in NEXT_WORDS and target.split("#")[0] != url.split("#", maxsplit=1)[0]:
            return target
    return None


def declared_pages(text: str) -> int | None:
    """The number of pages that a pager prints: 共3页, 1/3页, 页次 1/3."""
    match = re.search(r"共\s*(?:<[^>]{1,60}>\s*)?(\d{1,5})\s*(?:<[^>]{1,60}>\s*)?[页頁]", text)
    match = match or re.search(r"\b\d{1,4}\s*/\s*(\d{1,5})\s*[页頁]", text)
    match = match or re.search(r"(?:页次|頁次|总页数|總頁數)\s*[:：]?\s*(?:\d{1,4}\s*/\s*)?(\d{1,5})", text)
    return int(match.group(1)) if match else None


def declared_total(text: str) -> int | None:
    """The number of items that a pager prints: 共45条."""
    match = re.search(
        r"共\s*(?:有)?\s*(?:<[^>]{1,60}>\s*)?(\d{1,7})\s*(?:<[^>]{1,60}>\s*)?[条條笔筆](?!例)", text
    )
    match = match or re.search(r"(?:总记录数|总条数|记录总数|總筆數)\s*[:：]?\s*(\d{1,7})", text)
    return int(match.group(1)) if match else None


def counted_by_script(text: str) -> tuple[int | None, int | None]:
    """The numbers of pages and of items that a script of a page sets (totalPage = 3, m_nRecordCount = 45)."""
    pages = re.search(
        r"\b(?:total_?pages?|page_?count|max_?page)\s*=\s*['\"]?(\d{1,5})\b", text, re.IGNORECASE
    )
    total = re.search(
        r"\b(?:m_nRecordCount|total_?(?:count|records?|rows?|num)|record_?count)\s*=\s*['\"]?(\d{1,7})\b",
        text,
        re.IGNORECASE,
    )
    return int(pages.group(1)) if pages else None, int(total.group(1)) if total else None
