"""Pages that are lists of links, cards or entries: hardly a sentence stands in them, and yet they are content.

Asked only where next to no running text was found, and only of pages in alphabetic scripts: a Chinese notice of
three lines among a site's links is a notice, and the links are the site's.
"""

from collections.abc import Sequence

from extract.readers.html.line import Line
from extract.readers.html.sums import PageSums, blocks
from extract.readers.html.tree import Element
from extract.readers.html.words import page_words

_AROUND = frozenset({"nav", "footer", "aside", "header", "menu", "form", "dialog"})
_MOST = 0.5  # of the page's text: what holds so much is no frame, whatever its name
_MAIN = 0.3  # of the page's text: what a container must hold to be the page's main part
_TIMES = 4  # so many times the running text found ...
_SURER = 20.0  # ... and once more for each so many Chinese characters of it
_FEWEST = 8  # lines


def listed_lines(root: Element, sums: PageSums, found: float) -> tuple[Element, list[int]] | None:
    """The main part of a page that is a list and its lines; None where the page is none."""
    enough = found * (_TIMES + found / _SURER)
    if enough > sums.total_sums[-1] or _is_wide(sums.lines):
        return None
    gone = _around(root, sums)
    main = _main_part(root, sums, gone)
    kept = [i for i in range(main.first, main.last) if not gone[i] and not sums.lines[i].boilerplate]
    held = sum(sums.total[i] for i in kept)
    return (main, kept) if len(kept) >= _FEWEST and held > enough else None


def _is_wide(lines: Sequence[Line]) -> bool:
    letters = [len(line.text) for line in lines]
    wide = sum(len(line.text.encode("utf-8", "replace")) - n for line, n in zip(lines, letters, strict=True))
    return wide > sum(letters) // 2


def _around(root: Element, sums: PageSums) -> list[bool]:
    """Which lines stand in what frames the page: its navigation, head, foot, side."""
    words = page_words()
    gone = [False] * len(sums.lines)
    stack = [root]
    while stack:
        element = stack.pop()
        if element.last == element.first:
            continue
        named = bool(element.names & words.dropped or element.ends & words.dropped_ends)
        always = element.tag in ("nav", "footer") or bool((element.names | element.ends) & words.always)
        most = sums.total_in(element) > _MOST * sums.total_sums[-1]
        if element is not root and (always or ((named or element.tag in _AROUND) and not most)):
            gone[element.first : element.last] = [True] * (element.last - element.first)
        else:
            stack.extend(element.inner)
    return gone


def _main_part(root: Element, sums: PageSums, gone: Sequence[bool]) -> Element:
    """The innermost element that is called the main part and holds a good share of what is left."""
    content = page_words().content
    page = sum(total for total, away in zip(sums.total, gone, strict=True) if not away)
    best = root
    for element in blocks(root):
        called = element.tag == "main" or element.attrs.get("role") == "main" or element.names & content
        if called and element.last - element.first < best.last - best.first:
            held = sum(sums.total[i] for i in range(element.first, element.last) if not gone[i])
            if held > _MAIN * page:
                best = element
    return best
