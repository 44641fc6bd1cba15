"""The list of a page that nobody described: rows that look alike, lead to different addresses and carry dates."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from typing import Any

from bs4 import BeautifulSoup, Tag

from scrapers.addresses import link
from scrapers.lists.card_titles import HAN, SHORTEST, words_of
from scrapers.lists.jsons import item_of, rows_of
from scrapers.lists.links import PAGER_WORDS, bare, base_of, place_of, title_of
from scrapers.lists.literals import literal
from scrapers.lists.opening import functions_of, opened
from scrapers.lists.row_dates import date_apart, date_behind, date_of_row, without_date
from scrapers.lists.sections import boxes_of, kept_boxes
from scrapers.pages import ListedItem
from scrapers.topics import topics

LISTS = frozenset({"ul", "ol", "dl", "table", "tbody", "thead", "body", "html", "[document]"})
OPENED = re.compile(
    r"""(?:window\.open|open|location(?:\.href)?\s*=|location\.(?:replace|assign))\s*\(?\s*['"]([^'"]+)['"]"""
)
QUOTED = re.compile(
    r"""['"]((?:https?://|\.{0,2}/)[^'"\s]+|[\w/.-]+\.(?:s?html?|jsp|aspx?|php|do)\b[^'"\s]*)['"]"""
)
LABELLED = re.compile(r"^(?:文章|信息|新闻|公告)?[标標][题題]\s*[:：]\s*")
STARTS = re.compile(r"[=(]\s*(?=[\[{])")
DOING = re.compile(
    r"附件|下载|下載|查看|檢視|详[情细]|詳[情細]|浏览|瀏覽|打开|预览|阅读|全文|PDF|DOCX?", re.IGNORECASE
)
ENOUGH = 3  # rows that make a list
TOPICAL = 5  # times a dated row: a row that speaks of audits


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """An element that leads to an address, the words it is called by, and the row it stands in."""

    tag: Tag
    url: str
    title: str
    row: Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The items of a list, and whether enough of them are dated or on topic to call it one.

    `rows` are the elements they stand in; of a list that a script carries, `value` is what it carries.
    """

    items: tuple[ListedItem, ...]
    sure: bool
    rows: tuple[Tag, ...] = ()
    value: Any = None


def listed_alike(soup: BeautifulSoup, *, url: str, within: str, place: str | None = None) -> Found:
    """The group of rows, alike in where they stand, that holds most that is on topic, dated, and below `within`.

    On a further page it is the group that stands at `place`, where the rows of the first stood, if there is one.
    """
    leads = leads_of(soup, base_of(soup, url), url)
    groups: dict[tuple[str, ...], list[Lead]] = defaultdict(list)
    for lead in leads:
        groups[place_of(lead.row)].append(lead)
    starts = {id(lead.row) for lead in leads}
    here = at_place(leads, place) if place else []
    own = [own_sections(group, starts) for group in ([here] if here else groups.values())]
    read = [Found(items=items_of(group), sure=False, rows=tuple(lead.row for lead in group)) for group in own]
    read += [] if here else [scripted(soup, base_of(soup, url))]
    best = max(read, key=lambda found: (any(counts(found.items)), worth(found.items, within)))
    dated, topical = counts(best.items)
    if not dated and not topical and not here:
        return Found(items=(), sure=False)
    sure = len(best.items) >= ENOUGH and (dated * 2 > len(best.items) or topical >= ENOUGH)
    short = dated == len(best.items) == ENOUGH - 1 and told(best.items) > 0  # a list that has just been begun
    return replace(best, sure=sure or short)


def place_in(found: Found) -> str | None:
    """Where the rows of a list stand in its page, for the pages behind it; None where a script carries it."""
    return named(place_of(found.rows[0])) if found.rows else None


def at_place(leads: list[Lead], place: str) -> list[Lead]:
    """The leads of the rows at a place, each row's longest title; who wrote it or what it is filed under stands beside."""
    found = [replace(lead, row=row) for lead in leads if (row := row_at(lead.tag, place))]
    longest = {id(lead.row): lead for lead in sorted(found, key=lambda lead: len(lead.title))}
    return [lead for lead in found if lead.url == longest[id(lead.row)].url]


def row_at(tag: Tag, place: str) -> Tag | None:
    """The element around a link that stands where rows of the first page stood: one row alone has no others to end it."""
    return next((element for element in (tag, *tag.parents) if named(place_of(element)) == place), None)


def named(place: tuple[str, ...]) -> str:
    """A short name for a place in a page."""
    return sha256("\n".join(place).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def own_sections(group: list[Lead], starts: set[int]) -> list[Lead]:
    """The rows of a group without those under headings of other matters."""
    boxes = kept_boxes(boxes_of([lead.row for lead in group], starts), [lead.title for lead in group])
    return [lead for box in boxes for lead in group[box.start : box.end]]


def worth(items: tuple[ListedItem, ...], within: str) -> float:
    """How much speaks for a group: rows on topic, dates, the list's own folder, their number."""
    dated, _ = counts(items)
    own = sum(bare(item.url).startswith(bare(within)) for item in items)
    return dated + TOPICAL * told(items) + own + 0.2 * len(items)


def told(items: Iterable[ListedItem]) -> int:
    """How many items are on topic by more than the name of an office."""
    return sum(topics().told(item.title) for item in items)


def counts(items: Iterable[ListedItem]) -> tuple[int, int]:
    """How many items carry a date, and how many are on topic."""
    found = list(items)
    return sum(item.date is not None for item in found), sum(topics().wanted(i.title) is True for i in found)


def leads_of(soup: BeautifulSoup, base: str, url: str) -> list[Lead]:
    """The links with words of a page, each with the widest element around it that leads nowhere else."""
    tags = soup.select("a, [onclick], [data-href], [data-url]")
    functions = functions_of(soup)
    found = [
        (tag, target, name_of(tag))
        for tag in tags
        if (target := target_of(tag, base) or opened(tag, functions, base)) and target.startswith("http")
    ]
    same = Counter((target, name) for _, target, name in found)
    names = Counter(name for _, _, name in found)
    kept = [
        (tag, target, name)
        for tag, target, name in found
        if len(name) >= SHORTEST
        and target != url
        and name not in PAGER_WORDS
        and not (same[target, name] >= ENOUGH and len(name) < 2 * SHORTEST)  # a category beside each title
        and not (
            names[name] >= ENOUGH and len(name) < 2 * SHORTEST and DOING.search(name)
        )  # a file beside each
    ]
    kept += named_by_rows(found, {id(tag) for tag, _, _ in kept})
    around = leading_on((tag, target) for tag, target, _ in kept)
    return [Lead(tag=tag, url=target, title=name, row=row_around(tag, around)) for tag, target, name in kept]


def leading_on(leads: Iterable[tuple[Tag, str]]) -> dict[int, set[str]]:
    """By id of each element around them the addresses that these elements lead to, two at most."""
    around: dict[int, set[str]] = defaultdict(set)
    for tag, target in leads:
        for element in (tag, *tag.parents):
            if len(around[id(element)]) < 2:
                around[id(element)].add(target)
    return around


def named_by_rows(found: list[tuple[Tag, str, str]], kept: set[int]) -> Iterator[tuple[Tag, str, str]]:
    """The first links of rows of tables whose links say what they do (下载, 查看), by the words of the longest cell."""
    rows: dict[int, tuple[Tag, str, Tag]] = {}
    for tag, target, name in found:
        row = tag.find_parent("tr")
        if isinstance(row, Tag) and DOING.search(name):
            rows.setdefault(id(row), (tag, target, row))
    named = {id(tag.find_parent("tr")) for tag, _, _ in found if id(tag) in kept}
    for key, (tag, target, row) in rows.items():
        cells = [
            " ".join(cell.get_text().split())
            for cell in row.find_all("td", recursive=False)
            if not cell.find("a")
        ]
        title = without_date(max(cells, key=len, default=""))
        if key not in named and len(title) >= SHORTEST and HAN.search(title):
            yield tag, target, title


def row_around(tag: Tag, around: dict[int, set[str]]) -> Tag:
    """The widest element around a link that leads to its address only."""
    row = tag
    for parent in tag.parents:
        if parent.name in LISTS or len(around[id(parent)]) > 1:
            break
        row = parent
    return row


def target_of(tag: Tag, base: str) -> str | None:
    """Where an element leads: its address, or the one that its script opens."""
    href = str(tag.get("href") or "")
    found = link(base, href)
    if found is None and tag.name != "a" and tag.find("a", href=True):
        return None  # the link inside says where
    if found is None:
        script = f"{href} {tag.get('onclick') or ''}"
        match = OPENED.search(script) or QUOTED.search(script)
        said = match.group(1) if match else str(tag.get("data-href") or tag.get("data-url") or "")
        found = link(base, said)
    return found if found and found.startswith("http") else None


def name_of(tag: Tag) -> str:
    """The words of a link; of a whole row that leads somewhere, its longest piece."""
    if tag.name != "a":
        return max((" ".join(piece.split()) for piece in tag.strings), key=len, default="")
    hint = str(tag.get("title") or "")
    first = LABELLED.sub("", hint.strip().splitlines()[0].strip()) if hint.strip() else ""
    text = words_of(tag)
    if LABELLED.match(hint.strip()) and first.startswith(text.rstrip(".…")):
        return first
    return without_date(title_of(tag))


def items_of(group: list[Lead]) -> tuple[ListedItem, ...]:
    """One item an address, called by the longest words that lead there."""
    best: dict[str, Lead] = {}
    for lead in group:
        if lead.url not in best or len(lead.title) > len(best[lead.url].title):
            best[lead.url] = lead
    tags = {id(lead.tag) for lead in group}
    items = tuple(
        ListedItem(url=lead.url, title=lead.title, date=date_of_row(lead.row, lead.tag, lead.title, tags))
        for lead in best.values()
    )
    if len(items) < ENOUGH or any(item.date for item in items):
        return items
    around = leading_on((lead.row, lead.url) for lead in group)
    cards = (card_of(lead.row, around) for lead in best.values())
    dates = (date_apart(card) or date_behind(card, tags) for card in cards)
    return tuple(replace(item, date=date) for item, date in zip(items, dates, strict=True))


def card_of(row: Tag, around: dict[int, set[str]]) -> Tag:
    """The widest element around a row that leads to no other address of its group: with its labels, its column, its day."""
    card = row
    for parent in row.parents:
        if len(around[id(parent)]) > 1:
            break
        card = parent
    return card


def scripted(soup: BeautifulSoup, base: str) -> Found:
    """The list that a script of the page carries."""
    for script in islice(soup.find_all("script"), 60):
        text = script.get_text()
        places = (
            [0] if text.strip()[:1] in ("[", "{") else [m.end() for m in islice(STARTS.finditer(text), 40)]
        )
        for at in places:
            try:
                value, _ = literal(text, at)
            except (ValueError, RecursionError):
                continue
            found = tuple(item for row in rows_of(value) or () if (item := item_of(row, base)))
            if len(found) >= ENOUGH:
                return Found(items=found, sure=False, value=value)
    return Found(items=(), sure=False)
