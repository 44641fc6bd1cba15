"""Footnotes: small lines below the text of a page. They stand behind the paragraph that they interrupt."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.language.folding import fold
from extract.readers.printed.cells import PageTable
from extract.readers.printed.flow import Paragraph, paragraphs
from extract.readers.printed.geometry import TextLine
from extract.readers.printed.page import PageContent

_MARK = re.compile(r"[①-⑳]|[\[〔(]\d{1,2}[\]〕)]|[*※]{1,3}|注\d{0,2}[:：]|\d{1,2} ")
_SMALL = 0.82  # of the usual size
_MOST = 12  # lines at the foot of one page

Flow = list[Paragraph | PageTable]


def without_footnotes(pages: Sequence[PageContent]) -> tuple[list[PageContent], dict[int, list[Paragraph]]]:
    """The pages without the footnotes at their feet, and these by the number of their page."""
    sizes = sorted(i.size for p in pages for i in p.items if isinstance(i, TextLine) for _ in i.text)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    left: list[PageContent] = []
    notes: dict[int, list[Paragraph]] = {}
    for page in pages:
        at = _first_note(page, _SMALL * usual)
        left.append(replace(page, items=page.items[:at]))
        groups = _by_mark(page.items[at:])
        notes[page.number] = [p for group in groups for p in _noted(replace(page, items=group))]
    return left, notes


def _first_note(page: PageContent, largest: float) -> int:
    """Where the small lines that end a page begin, if a note's mark opens them and larger text stands above."""
    at = len(page.items)
    while at > 0 and len(page.items) - at < _MOST:
        item = page.items[at - 1]
        if not isinstance(item, TextLine) or item.size > largest:
            break
        at -= 1
    first = next((k for k in range(at, len(page.items)) if _opens(page.items[k])), None)
    above = page.items[at - 1] if at else None
    return at if at == first and isinstance(above, TextLine) and above.size > largest else len(page.items)


def _opens(item: TextLine | PageTable) -> bool:
    return isinstance(item, TextLine) and _MARK.match(fold(item.text)) is not None


def _by_mark(items: Sequence[TextLine | PageTable]) -> list[tuple[TextLine | PageTable, ...]]:
    starts = [k for k, item in enumerate(items) if _opens(item)]
    return [tuple(items[a:b]) for a, b in pairwise([*starts, len(items)])]


def _noted(page: PageContent) -> list[Paragraph]:
    return [replace(p, note=True) for p in paragraphs([page]) if isinstance(p, Paragraph)]


def with_footnotes(flow: Flow, notes: Mapping[int, Sequence[Paragraph]]) -> Flow:
    """The flow with the notes of each page behind what begins on it."""
    waiting = dict(notes)
    found: Flow = []
    for item in flow:
        begins = item.page if isinstance(item, PageTable) else item.pages[0]
        for number in [n for n in waiting if n < begins]:
            found += waiting.pop(number)
        found.append(item)
    return found + [p for number in waiting for p in waiting[number]]
