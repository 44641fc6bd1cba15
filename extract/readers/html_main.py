"""Find the main content of a page among its lines.

Vocabulary proposes, density decides: every line weighs what it holds of running text; the element that
covers most of the page's running text with least else around it is the body. Words in classes mark what is
probably navigation, but never an element in which most of the running text stands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from extract.readers.html_fields import heads_links
from extract.readers.html_render import Line
from extract.readers.html_tree import Element, page_words

_SENTENCE = re.compile(r"[。；！？：，、;!?]|[.,:](?:\s|$|[\"'”’)])")
_FAINT_TAGS = frozenset({"nav", "footer", "aside", "menu", "figcaption"})
_LIST_TAGS = frozenset({"ul", "ol", "dl", "menu"})
_FAINT = 0.1
_MOST = 0.5
_HAN = re.compile("[\u3400-\u9fff]")
_LOOSE = 70  # letters: less is a byline or a label, unless it is a sentence
_MUCH = 0.35
_NEARLY_ALL = 0.85
_SOME = 0.1
_FEW = 0.25
_LITTLE = 150.0  # Chinese characters
_CARD = 300  # Chinese characters, or three times as many letters


def weigh(text: str) -> float:
    """Length of a text in Chinese characters: three Latin letters count as one."""
    return len(text.encode("utf-8", "replace")) / 3


@dataclass(slots=True)
class Region:
    """The main content: the lines kept, and the range of lines of the element they stand in."""

    kept: list[int]
    first: int
    last: int
    hinted: frozenset[int] = frozenset()  # lines in what tags or classes call navigation, share bar ...


class PageSums:
    """Running sums over the lines of a page: running text, all text, text in links."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.total = [weigh(line.text) if line.grid is None else line.size for line in lines]
        self.dense = [_density(line, total) for line, total in zip(lines, self.total, strict=True)]
        self.links = [
            total * line.link_chars / max(1, len(line.text)) if line.grid is None else 0.0
            for line, total in zip(lines, self.total, strict=True)
        ]
        self.sum_up()

    def sum_up(self) -> None:
        """Renew the running sums after weights were changed."""
        self.dense_sums = list(accumulate(self.dense, initial=0.0))
        self.total_sums = list(accumulate(self.total, initial=0.0))
        self.link_sums = list(accumulate(self.links, initial=0.0))

    def dense_in(self, element: Element) -> float:
        """Running text in an element."""
        return self.dense_sums[element.last] - self.dense_sums[element.first]

    def total_in(self, element: Element) -> float:
        """All text in an element."""
        return self.total_sums[element.last] - self.total_sums[element.first]

    def links_in(self, element: Element) -> float:
        """Text in links in an element."""
        return self.link_sums[element.last] - self.link_sums[element.first]


def _density(line: Line, total: float) -> float:
    if line.grid is not None:
        return float(total)
    free = total * (1 - line.link_chars / max(1, len(line.text)))
    if free < 1 or (total < 60 and line.boilerplate):
        return 0.0
    if total < 60 and line.metadata:
        return free * 0.05
    if _SENTENCE.search(line.text) and total >= 8:
        return free
    return free * (0.7 if total >= 30 else 0.25)


def find_main(root: Element, lines: Sequence[Line]) -> Region:
    """The main content of a page; an empty region where no text stands."""
    sums = PageSums(lines)
    page = sums.dense_sums[-1]
    if not page:  # nothing but single words: all of them, then
        kept = [
            i for i, line in enumerate(lines) if not line.boilerplate and line.link_chars < len(line.text)
        ]
        return Region(kept=kept, first=0, last=len(lines))
    region = _region(root, sums, _hinted(root, sums, strict=False))
    found = _dense_of(region, sums)
    if (
        found < _LITTLE and found < _FEW * page
    ):  # a forum, a page of cards: what is hinted may be all there is
        other = _region(root, PageSums(lines), _hinted(root, sums, strict=True))
        if _dense_of(other, sums) > 2 * found:
            return other
    return region


def _region(root: Element, sums: PageSums, hinted: set[Element]) -> Region:
    weighed = PageSums(sums.lines)
    for element in hinted:
        for i in range(element.first, element.last):
            weighed.dense[i] *= _FAINT
    weighed.sum_up()
    body = _grown(_best(root, weighed), weighed, hinted)
    return Region(
        kept=_pruned(body, weighed, hinted),
        first=body.first,
        last=body.last,
        hinted=frozenset(i for element in hinted for i in range(element.first, element.last)),
    )


def _dense_of(region: Region, sums: PageSums) -> float:
    return sum(sums.dense[i] for i in region.kept)


def _hinted(root: Element, sums: PageSums, *, strict: bool) -> set[Element]:
    """Outermost elements that their tag or class calls navigation, share bar, footer ...

    `strict`: only those that are always boilerplate.
    """
    page = sums.dense_sums[-1]
    safe = _protected(root, sums, page)
    found = set()
    stack = [root]
    while stack:
        element = stack.pop()
        if element.last == element.first:
            continue
        if element is not root and element not in safe and _is_hinted(element, sums, page, strict):
            found.add(element)
        else:
            stack.extend(element.inner)
    return found


def _protected(root: Element, sums: PageSums, page: float) -> set[Element]:
    """Elements that are, or hold, what looks like the content: an article, a known container."""
    content = page_words().content
    safe: set[Element] = set()
    for element in _blocks(root):
        named = element.tag in ("article", "main", "-content") or element.names & content
        if named and sums.dense_in(element) >= _SOME * page and element not in safe:
            safe.add(element)
            safe.update(element.ancestors())
    return safe


def _is_hinted(element: Element, sums: PageSums, page: float, strict: bool) -> bool:
    words = page_words()
    names, ends, dense = element.names, element.ends, sums.dense_in(element)
    always = bool(element.tag == "footer" or names & words.always or ends & words.always)
    much = dense >= _MUCH * page and sums.links_in(element) < 0.3 * sums.total_in(element)
    if dense >= _MOST * page or much or strict:
        return (always or element.tag == "nav") and dense < (1.0 if strict else _NEARLY_ALL) * page
    if element.tag in _FAINT_TAGS or names & words.dropped or ends & words.dropped_ends:
        return True
    if dense < 0.03 * page and element.inner_words & words.dropped_ends:
        return True
    if (names & words.weak or ends & words.weak_ends) and dense < 0.03 * page and not _has_heading(element):
        return True
    if "-fields" in element.attrs and dense < _SOME * page:
        return True
    return _is_row_of_cards(element, sums)


def _is_row_of_cards(element: Element, sums: PageSums) -> bool:
    """Whether an element is mostly alike items that each lead elsewhere: a linked heading, a few words."""
    if element.tag in ("table", "tbody", "tr"):
        return False
    kinds: dict[tuple[str, str], list[Element]] = {}
    for child in element.inner:
        if child.last > child.first:
            kinds.setdefault((child.tag, child.attrs.get("class") or ""), []).append(child)
    items = max(kinds.values(), key=len, default=[])
    if len(items) < 3 or sum(map(sums.total_in, items)) < 0.7 * sums.total_in(element):
        return False
    return sum(_is_card(item, sums) for item in items) * 4 > 3 * len(items)


def _is_card(item: Element, sums: PageSums) -> bool:
    lines = sums.lines[item.first : item.last]
    linked = [line for line in lines if line.link_chars * 10 > 9 * len(line.text) and line.text]
    if not linked or any(line.grid is not None for line in lines):
        return False
    total = sums.total_in(item)
    if any(line.level for line in linked):
        return total < _CARD
    return total < _CARD / 2 and sums.links_in(item) * 5 > total


def _blocks(element: Element) -> Iterator[Element]:
    stack = [element]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(element.inner)


def _has_heading(element: Element) -> bool:
    return any(e.tag in ("h1", "h2", "h3") for e in _blocks(element))


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
        score = (dense / page) * (dense / max(1.0, sums.total_in(element))) ** 0.5
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
    while parent is not None and parent.tag not in ("body", "html"):
        total = sums.total_in(parent) - sums.total_in(body)
        links = sums.links_in(parent) - sums.links_in(body)
        if total > 0 and (links > 0.2 * total or _adds_hinted(parent, body, hinted)):
            break
        body, parent = parent, _outer(parent)
    return body


def _outer(element: Element) -> Element | None:
    """The next block element around one."""
    return next((e for e in element.ancestors() if e.last > e.first), None)


def _adds_hinted(parent: Element, body: Element, hinted: set[Element]) -> bool:
    return any(e in hinted for child in parent.inner if child is not body for e in _blocks(child))


def _pruned(body: Element, sums: PageSums, hinted: set[Element]) -> list[int]:
    """The lines of the body without navigation, lists of links, share bars and footers in it."""
    gone = [False] * len(sums.lines)
    stack = [body]
    while stack:
        element = stack.pop()
        if (
            element is not body
            and element.last > element.first
            and (element in hinted or _is_link_list(element, sums, sums.dense_in(body)))
        ):
            _drop(element, sums, gone)
            continue
        stack.extend(element.inner)
    for i in range(body.first, body.last):
        line = sums.lines[i]
        if line.grid is None and line.boilerplate:
            gone[i] = True
    return _trimmed([i for i in range(body.first, body.last) if not gone[i]], sums)


def _trimmed(kept: list[int], sums: PageSums) -> list[int]:
    """Without bylines above the first and labels below the last running text.

    Not where Chinese is written: there salutations, numbers and signatures are such lines.
    """
    full = [
        n for n, i in enumerate(kept) if sums.lines[i].grid is not None or _is_running(sums.lines[i].text)
    ]
    if not full or sum(bool(_HAN.search(sums.lines[kept[n]].text)) for n in full) * 2 > len(full):
        return kept
    head = [i for i in kept[: full[0]] if not _is_loose(sums.lines[i], head=True)]
    tail = kept[full[-1] + 1 :]
    while tail and _is_loose(sums.lines[tail[-1]], head=False):
        tail.pop()
    return _without_bare_headings([*head, *kept[full[0] : full[-1] + 1], *tail], sums)


def _without_bare_headings(kept: list[int], sums: PageSums) -> list[int]:
    """Without headings (below the first level) under which nothing is left."""
    left: list[int] = []
    below: int | None = 1
    for i in reversed(kept):
        level = sums.lines[i].level
        if level is None or level < 2 or below is None or below > level:
            left.append(i)
            below = level
    return left[::-1]


def _is_running(text: str) -> bool:
    return len(text) > _LOOSE or (len(text) > _LOOSE / 3 and bool(_SENTENCE.search(text)))


def _is_loose(line: Line, *, head: bool) -> bool:
    if _HAN.search(line.text) or line.element.tag in ("li", "td", "th", "pre", "blockquote", "dd"):
        return False
    return not (head and line.level) and not line.text.endswith((".", "!", "?", ":", "…", '"', "”", "»"))


def _drop(element: Element, sums: PageSums, gone: list[bool]) -> None:
    for i in range(element.first, element.last):
        gone[i] = True
    before = element.first - 1
    if before >= 0 and heads_links(sums.lines[before].text):
        gone[before] = True


def _is_link_list(element: Element, sums: PageSums, dense: float) -> bool:
    """Whether an element is links and little else (attachments are read before)."""
    total, links = sums.total_in(element), sums.links_in(element)
    count = sum(len(line.links) for line in sums.lines[element.first : element.last])
    few = element.last - element.first == 1 and element.tag not in _LIST_TAGS
    return links > (0.8 if few else 0.5) * total and count >= (1 if few else 2) and total < 0.5 * dense + 20
