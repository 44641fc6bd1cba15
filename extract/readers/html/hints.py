"""Elements that tags and class names call navigation, share bars, footers ...: proposals, which density overrules."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from extract.readers.html.line import Line
from extract.readers.html.records import Records
from extract.readers.html.sums import PageSums, blocks
from extract.readers.html.tree import Element
from extract.readers.html.words import Tokens, page_words

_FAINT_TAGS = frozenset({"nav", "footer", "aside", "menu", "figcaption", "marquee"})
_LONG_HEADING = 15  # Chinese characters: more than the name of a box
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Shares of the page's running text. An element that holds so much of it is no boilerplate ...
_MOST = 0.5
_MUCH = 0.35  # ... where it has few links
_NEARLY_ALL = 0.85  # ... even where its name is always boilerplate (footer, comments)
_ARTICLE = 250  # Chinese characters of running text: so much beside comments is a text of its own ...
_LONG_ARTICLE = 1000  # ... and so much beside whatever is always boilerplate
SOME = 0.1  # a container of that much is content where it is named so
_LOOKS = frozenset(
    {"left", "right", "hd", "head"}
)  # of a paragraph they say how it looks: a signature, a heading
_LITTLE = 0.03  # an element of less is boilerplate on weaker words
_CHINESE_CARDS = 20.0  # Chinese characters of running text beside a row of cards
_COLUMN = re.compile(r"col-(?:[a-z]{2,3}-)?(\d{1,2})")
_PARTS = 3
_NARROW, _WIDE = 4, 7
_CARD = 300  # Chinese characters, or three times as many letters


def hinted_elements(root: Element, sums: PageSums, *, strict: bool) -> set[Element]:
    """Outermost elements that their tag or class calls navigation, share bar, footer ...

    `strict`: only those that are always boilerplate.
    """
    page = sums.dense_sums[-1]
    safe = _protected(root, sums, page)
    records = Records(root, sums)
    found = set()
    stack = [root]
    while stack:
        element = stack.pop()
        if element.last == element.first:
            continue
        if element is not root and element not in safe and _is_hinted(element, sums, page, strict, records):
            found.add(element)
        else:
            stack.extend(element.inner)
    return found


def _protected(root: Element, sums: PageSums, page: float) -> set[Element]:
    """Elements that are, or hold, what looks like the content: an article, a known container."""
    content = page_words().content
    safe: set[Element] = set()
    for element in blocks(root):
        named = element.tag in ("article", "main", "-content") or not content.isdisjoint(element.names)
        if named and sums.dense_in(element) >= SOME * page and element not in safe:
            safe.add(element)
            safe.update(element.ancestors())
    return safe


class _Said(NamedTuple):
    """What its names call an element."""

    always: bool
    comments: bool
    look: bool
    dropped: bool
    dropped_within: bool
    weak: bool
    columns: int  # of the twelve of a grid (col-md-9), the most it says; 0 where it does not


@lru_cache(maxsize=8192)  # a page has few names, and a site's pages have the same
def _said(tokens: Tokens) -> _Said:
    words = page_words()
    names, ends, within = tokens
    return _Said(
        always=not words.always.isdisjoint(names | ends),
        comments=not words.comments.isdisjoint(names | ends),
        look=bool(names) and names <= _LOOKS,
        dropped=bool(names & words.dropped or ends & words.dropped_ends),
        dropped_within=not words.dropped_ends.isdisjoint(within),
        weak=bool(names & words.weak or ends & words.weak_ends),
        columns=max((int(m[1]) for name in names if (m := _COLUMN.fullmatch(name))), default=0),
    )


def _is_hinted(element: Element, sums: PageSums, page: float, strict: bool, records: Records) -> bool:
    said, tag, dense = _said(element.tokens), element.tag, sums.dense_in(element)
    cards = _is_row_of_cards(element, sums)
    if cards and page - dense > _CHINESE_CARDS and _is_wide(element, sums):
        return True  # beside a notice of a few lines they may be most of the page
    much = dense >= _MUCH * page and sums.links_in(element) < 0.3 * sums.total_in(element)
    if dense >= _MOST * page or much or strict:
        less = dense < (1.0 if strict else _NEARLY_ALL) * page
        rest = _ARTICLE if said.comments else _LONG_ARTICLE
        always = said.always or tag == "footer"
        return (always and (less or page - dense > rest)) or (tag == "nav" and less)
    if 0 < said.columns <= _NARROW and _is_side_column(element, sums, page):
        return True
    if tag in _HEADINGS and sums.total_in(element) >= _LONG_HEADING and not sums.links_in(element):
        return False  # whatever it is called
    if tag == "p" and said.look:
        return False
    if tag in _FAINT_TAGS:
        return True
    if said.dropped:
        return bool(sums.links_in(element)) or element not in records
    little = dense < _LITTLE * page
    if little and (said.dropped_within or (said.weak and _is_apart(element))):
        return element not in records  # responsible units and states of findings
    if dense < SOME * page and (
        "-fields" in element.attrs or (tag == "figure" and not _holds_table(element, sums))
    ):
        return True
    return cards


def _is_apart(element: Element) -> bool:
    return not _has_heading(element) and not _is_one_of_rows(element)


def _is_side_column(element: Element, sums: PageSums, page: float) -> bool:
    """Whether an element, a narrow column of a grid of twelve, stands beside the wide one that holds the text."""
    beside = element.parent.inner if element.parent is not None else ()
    return any(_said(e.tokens).columns >= _WIDE and sums.dense_in(e) >= _MOST * page for e in beside)


def _is_one_of_rows(element: Element) -> bool:
    """Whether an element has the shape of the rows beside it: as many parts, and a class in common (row head, row)."""
    around = element.parent
    if around is None or len(element.inner) < _PARTS:
        return False
    alike = [e for e in around.inner if e.names & element.names and len(e.inner) == len(element.inner)]
    return len(alike) > _PARTS


def _holds_table(element: Element, sums: PageSums) -> bool:
    return any(line.grid is not None for line in sums.lines[element.first : element.last])


def _is_row_of_cards(element: Element, sums: PageSums) -> bool:
    """Whether an element is mostly alike items that each lead elsewhere: a linked heading, a few words."""
    if len(element.inner) < _PARTS or element.tag in ("table", "tbody", "tr"):
        return False
    kinds: dict[tuple[str, str], list[Element]] = {}
    for child in element.inner:
        if child.last > child.first:
            kinds.setdefault((child.tag, child.attrs.get("class") or ""), []).append(child)
    items = max(kinds.values(), key=len, default=[])
    if len(items) < _PARTS or sum(map(sums.total_in, items)) < 0.7 * sums.total_in(element):
        return False
    return sum(_is_card(item, sums) for item in items) * 4 > 3 * len(items)


def _is_card(item: Element, sums: PageSums) -> bool:
    lines = sums.lines[item.first : item.last]
    linked = [line for line in lines if line.link_chars * 10 > 9 * len(line.text) and line.text]
    if any(line.grid is not None for line in lines):
        return False
    total = sums.total_in(item)
    if not linked:
        return _opens_with_link(lines) and total < _CARD / 3
    if any(line.level for line in linked):
        return total < _CARD
    return total < _CARD / 2 and sums.links_in(item) * 7 > total


def _opens_with_link(lines: Sequence[Line]) -> bool:
    """Whether an item is one link and a few words on what it leads to."""
    links = [link for line in lines for link in line.links]
    return len(links) == 1 and len(lines) <= 2 and lines[0].text.startswith(links[0].text.strip() or "\0")


def _is_wide(element: Element, sums: PageSums) -> bool:
    """Whether an element is in Chinese."""
    texts = [line.text for line in sums.lines[element.first : element.last]]
    return sum(len(text.encode("utf-8", "replace")) for text in texts) > 1.8 * sum(map(len, texts))


def _has_heading(element: Element) -> bool:
    return any(e.tag in ("h1", "h2", "h3") for e in blocks(element))
