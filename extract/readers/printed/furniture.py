"""Take page headers, footers and page numbers out of the pages.

A line in the margin zone of a page is furniture where it counts pages, or where it comes back at the same
height on other pages, numbers in it aside.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extract.language.folding import fold, squeeze
from extract.readers.printed.cells import PageTable
from extract.readers.printed.geometry import TextLine
from extract.readers.printed.page import PageContent

_ZONE = 0.13  # share of the page's height, at its top and its bottom
_EDGE = 0.05  # share of the page's height that browsers print in
_SAME = 4.0  # points: how far a header may move from page to page
_PAGE_NUMBER = re.compile(
    r"[-—–_·•~.一ー\s]*(?:\d{1,4}|[ivxlc]{1,6})[-—–_·•~.一ー\s]*"  # 一1ー: dashes as scans are read
    r"|第?\s*\d{1,4}\s*[页頁]?\s*[/,，、|]?\s*(?:共|总|總|of)?\s*\d{0,4}\s*[页頁]?"
    r"|(?:page|p\.?)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}\s*(?:/|of)\s*\d{1,4}"
    r"|第[一二三四五六七八九十百]{1,5}[页頁]",
    re.IGNORECASE,
)
# What browsers print above and below each page: a day and time, the page's name beside it; the page's address and its number
_DAY = r"\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?"
_BY_BROWSER = re.compile(
    rf"{_DAY},?\s*(?:[上下]午)?\s*\d{{1,2}}:\d\d(?::\d\d)?(?:\s*[AP]M)?(?:\s.*)?|(?:https?|file)://\S+(?:\s+\d{{1,4}}/\d{{1,4}})?",
    re.IGNORECASE,
)
_HEAD = 6  # lines
_SMALL = 0.85  # share of the usual size
_LEAST = 6  # characters
_DIGITS = re.compile(r"\d+")


def without_furniture(pages: Sequence[PageContent]) -> list[PageContent]:
    """The pages without what repeats in their margins."""
    repeated = _repeated(pages)
    out = []
    head = _head_of(pages[0]) if pages else ""
    for page in pages:
        gone = {id(line) for line in _margin_lines(page) if _key(page, line) in repeated}
        gone |= {id(line) for line in _running_heads(page, head)} if page is not pages[0] else set()
        gone |= {id(line) for line in (*_page_numbers(page), *_by_browser(page))}
        out.append(replace(page, items=tuple(i for i in page.items if id(i) not in gone)))
    return out


def _lines(page: PageContent) -> list[TextLine]:
    return [item for item in page.items if isinstance(item, TextLine)]


def _margin_lines(page: PageContent) -> list[TextLine]:
    """Lines in the margin zones with nothing but such lines between them and the edge of the page."""
    top, bottom = page.height * _ZONE, page.height * (1 - _ZONE)
    boxes = [item.box for item in page.items if isinstance(item, PageTable)]
    above = min((b.top for b in boxes), default=page.height)
    below = max((b.bottom for b in boxes), default=0.0)
    return [
        line
        for line in _lines(page)
        if (line.bottom < top and line.bottom < above + 2) or (line.top > bottom and line.top > below - 2)
    ]


def _key(page: PageContent, line: TextLine) -> tuple[str, int, bool]:
    """What a line is compared by: its text without numbers, and its distance from the nearer edge."""
    text = _DIGITS.sub("#", squeeze(fold(line.text)))
    low = line.top > page.height / 2
    return text, round((page.height - line.bottom if low else line.top) / _SAME), low


def _repeated(pages: Sequence[PageContent]) -> set[tuple[str, int, bool]]:
    """Keys that stand on several pages: on a third of them at least (left and right pages may differ)."""
    counts: Counter[tuple[str, int, bool]] = Counter()
    for page in pages:
        counts.update({_key(page, line) for line in _margin_lines(page)})
    least = max(2, len(pages) // 3)
    found = set()
    for (text, at, low), n in counts.items():
        near = n + max(counts[(text, at + 1, low)], counts[(text, at - 1, low)])
        if near >= least and text:
            found.add((text, at, low))
    return found


def _head_of(page: PageContent) -> str:
    """What the first page prints above its text: masthead, number and title, without blanks."""
    return "\n".join(squeeze(fold(line.text)) for line in _lines(page)[:_HEAD])


def _running_heads(page: PageContent, head: str) -> list[TextLine]:
    """Small lines at the edge of a page that repeat part of the head of the first one."""
    lines = _lines(page)
    usual = sorted(line.size for line in lines)[len(lines) // 2] if lines else 0.0
    small = (line for line in _margin_lines(page) if line.size <= _SMALL * usual)
    return [line for line in small if len(words := squeeze(fold(line.text))) >= _LEAST and words in head]


def _by_browser(page: PageContent) -> list[TextLine]:
    """Lines at the very edge of a page that a browser printed: its day or address, and what stands beside these."""
    edge = _EDGE * page.height
    outer = [x for x in _lines(page) if x.bottom < edge or x.top > page.height - edge]
    told = [x for x in outer if _BY_BROWSER.fullmatch(fold(x.text).strip())]
    return [x for x in outer if any(abs(x.top - t.top) < _SAME for t in told)]


def _page_numbers(page: PageContent) -> list[TextLine]:
    """Lines that only count pages: the outermost lines of a page, small and apart."""
    found = []
    for line in _margin_lines(page):
        outer = [
            o
            for o in _lines(page)
            if (o.top > line.bottom if line.top > page.height / 2 else o.bottom < line.top)
        ]
        if len(outer) <= 1 and _PAGE_NUMBER.fullmatch(fold(line.text).strip()):
            found.append(line)
    return found
