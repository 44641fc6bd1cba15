"""Find the main content of a page among its lines.

Vocabulary proposes, density decides: every line weighs what it holds of running text; the element that
covers most of the page's running text with least else around it is the body. Words in classes mark what is
probably navigation, but never an element in which most of the running text stands.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.readers.furniture.dates import is_bare_date
from extract.readers.furniture.fields import heads_comments, heads_links
from extract.readers.html.hints import hinted_elements
from extract.readers.html.line import Line
from extract.readers.html.lists import listed_lines
from extract.readers.html.sums import PageSums, blocks
from extract.readers.html.tree import Element
from extract.readers.html.trim import trimmed
from extract.readers.html.words import page_words

Path = tuple[tuple[str, int], ...]
_DIGITS = re.compile(r"\d+")
_LIST_TAGS = frozenset({"ul", "ol", "dl", "menu"})
_FAINT = 0.1  # what a line counts in elements that are probably boilerplate
_FEW = 0.25  # of the page's running text: less is suspicious, if it is also
_LINKED = 0.2  # of what an element adds to the body: more links are navigation
_LITTLE = 150.0  # Chinese characters
_MOST_LINKS = 16  # lines below a heading of links
_STOPS = re.compile("[。；！？;!?]")


@dataclass(slots=True)
class Region:
    """The main content: the lines kept, and the range of lines of the element they stand in."""

    kept: list[int]
    first: int
    last: int
    hinted: frozenset[int] = frozenset()  # lines in what tags or classes call navigation, share bar ...
    listed: bool = False  # a page of links or cards without running text
    path: Path = ()  # where the element stands


def path_of(element: Element) -> Path:
    """The way to an element from the page's root, by tags and names; numbers in names (of the article) left out."""
    steps = []
    for child in (element, *element.ancestors()):
        beside = child.parent.elements() if child.parent is not None else iter((child,))
        alike = [other for other in beside if _name(other) == _name(child)]
        steps.append((_name(child), alike.index(child)))
    return tuple(reversed(steps))


def _name(element: Element) -> str:
    attrs = element.attrs
    return _DIGITS.sub("", f"{element.tag} {attrs.get('id') or ''} {attrs.get('class') or ''}")


def find_known(root: Element, lines: Sequence[Line], path: Path) -> Region | None:
    """The main content where it is known from another page of the same notice which element holds it, however little
    stands in it here; None where that element is not there or empty."""
    found = next((e for e in root.walk() if e.last > e.first and path_of(e) == path), None)
    if found is None:
        return None
    sums = PageSums(lines)
    hinted = hinted_elements(root, sums, strict=False)
    kept = _pruned(found, sums, hinted)
    return (
        Region(kept=kept, first=found.first, last=found.last, hinted=_lines_of(hinted), path=path)
        if kept
        else None
    )


def find_main(root: Element, lines: Sequence[Line]) -> Region:
    """The main content of a page; an empty region where no text stands."""
    sums = PageSums(lines)
    page = sums.dense_sums[-1]
    if not page:  # nothing but single words: all of them, then
        kept = [
            i for i, line in enumerate(lines) if not line.boilerplate and line.link_chars < len(line.text)
        ]
        listed = None if kept else listed_lines(root, sums, 0.0)
        if listed is not None:
            return Region(kept=listed[1], first=listed[0].first, last=listed[0].last, listed=True)
        return Region(kept=kept, first=0, last=len(lines))
    region = _region(root, sums, hinted_elements(root, sums, strict=False))
    found = _dense_of(region, sums)
    if (
        found < _LITTLE and found < _FEW * page
    ):  # a forum, a page of cards: what is hinted may be all there is
        other = _region(root, sums, hinted_elements(root, sums, strict=True))
        if _dense_of(other, sums) > 2 * found:
            region, found = other, _dense_of(other, sums)
    listed = listed_lines(root, sums, found) if found < _LITTLE else None
    if listed is not None:
        main, kept = listed
        return Region(kept=kept, first=main.first, last=main.last, hinted=region.hinted, listed=True)
    return region


def _region(root: Element, sums: PageSums, hinted: set[Element]) -> Region:
    weighed = sums.copy()
    for element in hinted:
        for i in range(element.first, element.last):
            weighed.dense[i] *= _FAINT
    weighed.sum_up()
    body = _grown(_best(root, weighed), weighed, hinted)
    return Region(
        kept=_pruned(body, weighed, hinted),
        first=body.first,
        last=body.last,
        hinted=_lines_of(hinted),
        path=path_of(body),
    )


def _lines_of(elements: set[Element]) -> frozenset[int]:
    return frozenset(i for element in elements for i in range(element.first, element.last))


def _dense_of(region: Region, sums: PageSums) -> float:
    return sum(sums.dense[i] for i in region.kept)


def _best(root: Element, sums: PageSums) -> Element:
    """The element with most running text and least else."""
    words = page_words()
    page = sums.dense_in(root) or 1.0
    best, best_score = root, -1.0
    stack = [root]
    while stack:
        element = stack.pop()
        dense = sums.dense_in(element)
        if dense < 0.2 * page:
            continue
        stack.extend(reversed(element.inner))
        score = (dense / page) * (dense / max(1.0, sums.total_in(element))) ** 0.75
        if element.names & words.content or element.tag == "-content":
            score *= 1.3
        elif element.tag == "article" or element.attrs.get("itemprop") == "articleBody":
            score *= 1.15
        if score > best_score + 1e-9:
            best, best_score = element, score
    return best


def _grown(body: Element, sums: PageSums, hinted: set[Element]) -> Element:
    """Grow to the parent while what it adds is clean text: a lead above, a signature below."""
    parent = _outer(body)
    while parent is not None:
        total = sums.total_in(parent) - sums.total_in(body)
        links = sums.links_in(parent) - sums.links_in(body)
        most = _LINKED if parent.tag not in ("body", "html") else 0.0
        if total > 0 and (links > most * total or _adds_hinted(parent, body, hinted)):
            break
        body, parent = parent, _outer(parent)
    return body


def _outer(element: Element) -> Element | None:
    """The next block element around one."""
    return next((e for e in element.ancestors() if e.last > e.first), None)


def _adds_hinted(parent: Element, body: Element, hinted: set[Element]) -> bool:
    return any(e in hinted for child in parent.inner if child is not body for e in blocks(child))


def _pruned(body: Element, sums: PageSums, hinted: set[Element]) -> list[int]:
    """The lines of the body without navigation, lists of links, share bars and footers in it."""
    gone = [False] * len(sums.lines)
    dense = sums.dense_in(body)
    stack = [body]
    while stack:
        element = stack.pop()
        if (
            element is not body
            and element.last > element.first
            and (element in hinted or _is_link_list(element, sums, dense))
        ):
            _drop(element, sums, gone)
            continue
        stack.extend(element.inner)
    for i in range(body.first, body.last):
        line = sums.lines[i]
        if line.grid is None and line.boilerplate:
            gone[i] = True
    last = min(_comments_from(body, sums), _links_from(body, sums))
    return trimmed([i for i in range(body.first, last) if not gone[i]], sums)


def _links_from(body: Element, sums: PageSums) -> int:
    """The line from which on short lines below a heading of links (相关新闻) end the body; the end where none do."""
    for i in range(body.last - 1, max(body.first, body.last - _MOST_LINKS), -1):
        line = sums.lines[i]
        if line.grid is not None or _STOPS.search(line.text) or is_bare_date(line.text):
            return body.last
        if heads_links(line.text):
            return i
    return body.last


def _comments_from(body: Element, sums: PageSums) -> int:
    """The line from which on readers speak, under a heading of its own (网友评论); the end where none do."""
    for i in range(body.first, body.last):
        if sums.lines[i].grid is None and heads_comments(sums.lines[i].text):
            above = sums.dense_sums[i] - sums.dense_sums[body.first]
            return i if 2 * above > sums.dense_in(body) else body.last
    return body.last


def _drop(element: Element, sums: PageSums, gone: list[bool]) -> None:
    for i in range(element.first, element.last):
        gone[i] = True
    before = element.first - 1
    if before >= 0 and heads_links(sums.lines[before].text):
        gone[before] = True


def _is_link_list(element: Element, sums: PageSums, dense: float) -> bool:
    """Whether an element is links and little else (attachments are read before)."""
    total, links = sums.total_in(element), sums.links_in(element)
    few = element.last - element.first == 1 and element.tag not in _LIST_TAGS
    if links <= (0.8 if few else 0.5) * total or total >= 0.5 * dense + 20:
        return False
    count = sum(len(line.links) for line in sums.lines[element.first : element.last])
    return count >= (1 if few else 2)
