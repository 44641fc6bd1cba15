"""Printed lines to paragraphs, titles and signature lines, over line breaks and page breaks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from extract.language.folding import fold
from extract.language.title_words import looks_like_title
from extract.lines.enumerators import mark_at
from extract.readers.printed.cells import PageTable
from extract.readers.printed.geometry import TextLine, is_cjk, overlap
from extract.readers.printed.lines import fits, glue, has_mark
from extract.readers.printed.margins import Margins, margins_of, menu_first
from extract.readers.printed.page import PageContent
from extract.readers.printed.running import INDENT

Align = Literal["left", "center", "right"]

_INDENT = 1.2  # em: a first line further in than this begins a paragraph
_ENDS = "。！？；：.!?;:"
_CLOSED = '”’）》」』】)"'
_BRACKETED = re.compile(r"[〔\[【（(][^〔\[【（()]{2,24}[〕\]】）)]$")  # 〔已完成〕 ends what it tells of
_CLAUSES = re.compile("[，。；：,;:]")
_FREE = 2.7  # em that a centred line of the usual size leaves on either side
_STEP = 1.45  # a step between lines wider than the usual one by this ratio parts paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that make one block; `pages` are those of the lines, in step with them."""

    lines: tuple[TextLine, ...]
    pages: tuple[int, ...]
    align: Align
    margins: Margins
    note: bool = False  # a footnote

    @property
    def size(self) -> float:
        return max(line.size for line in self.lines)

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def text(self) -> str:
        """The lines joined as they were before they were broken."""
        text = self.lines[0].text
        for before, line in pairwise(self.lines):
            room = before.x1 + 0.7 * before.size <= self.margins.right
            text += glue(text, line.text, room=room) + line.text
        return text


def paragraphs(pages: Sequence[PageContent]) -> list[Paragraph | PageTable]:
    """The tables of the pages and the paragraphs between them, in reading order."""
    known = {width: margins_of(pages, width) for width in {page.width for page in pages}}
    out: list[Paragraph | PageTable] = []
    for page in pages:
        items = menu_first(page.items, known[page.width])
        for at, item in enumerate(items):
            last = out[-1] if out else None
            if isinstance(item, PageTable):
                out.append(item)
                continue
            m = known[page.width]
            if item.area is not None:
                m = replace(m, left=item.area[0], right=item.area[1])
            elif not is_cjk(item.text[-1]):
                m = replace(m, right=_local_right(items, at, m))
            if isinstance(last, Paragraph) and _goes_on(last, item, page.number, m):
                out[-1] = Paragraph(
                    lines=(*last.lines, item),
                    pages=(*last.pages, page.number),
                    align=last.align,
                    margins=last.margins,
                )
            else:
                out.append(Paragraph(lines=(item,), pages=(page.number,), align=_align(item, m), margins=m))
    return out


def _local_right(items: Sequence[TextLine | PageTable], at: int, m: Margins) -> float:
    """Where Latin text around a line ends: three lines that end at one place tell, short of the margin too."""
    near = [i for i in items[max(0, at - 3) : at + 4] if isinstance(i, TextLine)]
    line = items[at]
    if not isinstance(line, TextLine):
        return m.right
    beside = [i.x1 for i in near if abs(i.x0 - line.x0) < 2.5 * line.size]
    edge = max(beside)
    return edge if sum(edge - x < 0.6 * line.size for x in beside) >= 3 else m.right


def _align(line: TextLine, m: Margins) -> Align:
    beyond = line.x1 > m.right + line.size  # over a column on the right that holds nothing
    before, behind = line.x0 - m.left, (m.width - m.left if beyond else m.right) - line.x1
    middle = (line.x0 + line.x1) / 2
    off = min(abs(middle - m.width / 2), abs(middle - (m.left + m.right) / 2))
    large = line.size > 1.12 * m.size
    free = 0.0 if large else _FREE * m.size  # text of the usual size may begin 2 em in and end 2 em early
    if off < (0.8 if large else 0.5) * line.size and min(before, behind) > free - line.size * large:
        return "center"
    if before > 0.4 * (m.right - m.left) and before > behind + 2 * line.size:
        return "right"
    return "left"


def _goes_on(paragraph: Paragraph, line: TextLine, page: int, m: Margins) -> bool:
    """Whether a line continues a paragraph."""
    last = paragraph.lines[-1]
    align = _align(line, m)
    if _ends_as_title(paragraph, line, m):
        return False
    same_page = paragraph.pages[-1] == page and not _in_next_column(last, line)
    if same_page and (not _close(last, line, m) or _are_of_legend(last, line)):
        return False
    if abs(line.size - last.size) > 0.12 * max(line.size, last.size) and not _raised(last, line):
        return False
    if paragraph.align == "center":
        below = align == "center" or _flush(paragraph, last, line, m)
        return same_page and below and _same_heading(paragraph, last, line, m)
    if paragraph.align == "right" or align == "right":
        return False
    return _same_paragraph(paragraph, last, line, align, m)


def _are_of_legend(last: TextLine, line: TextLine) -> bool:
    """Whether two lines stand beside one another, each in a colour of its own."""
    return last.fill != line.fill and overlap(last.top, last.bottom, line.top, line.bottom) > 0.5 * line.size


def _ends_as_title(paragraph: Paragraph, line: TextLine, m: Margins) -> bool:
    """Whether one or two lines of the first page are a title by their words, and are none together with the next one.

    The first line of a paragraph of running text begins further in than the second and is full.
    """
    first = paragraph.lines[0]
    if len(paragraph.lines) > 2 or paragraph.pages[0] > 1 or _CLAUSES.search(paragraph.text):
        return False
    if INDENT[0] < (first.x0 - line.x0) / line.size < INDENT[1] and m.right - first.x1 < 1.5 * line.size:
        return False
    return looks_like_title(paragraph.text) and not looks_like_title(paragraph.text + line.text)


def _in_next_column(last: TextLine, line: TextLine) -> bool:
    """Whether a line stands at the top of the column to the right of the one that another ends."""
    return last.area is not None and line.area is not None and last.area[1] <= line.x0 and line.top < last.top


def _raised(last: TextLine, line: TextLine) -> bool:
    return len(line.text) < 4 or len(last.text) < 4


def _close(last: TextLine, line: TextLine, m: Margins) -> bool:
    """Whether a line stands right below another, not beside it and not far down."""
    step = line.top - last.top
    usual = max(m.step, 1.25 * line.size) if line.size <= 1.12 * m.size else 2.2 * line.size / _STEP
    return 0.5 * line.size < step < _STEP * usual


def _flush(paragraph: Paragraph, last: TextLine, line: TextLine, m: Margins) -> bool:
    """Whether a line goes on at the left margin with a heading in large letters: its first line is full, and so looks centred."""
    begins = max(abs(x.x0 - m.left) for x in (paragraph.lines[0], line))
    return line.size > 1.12 * m.size and begins < 0.5 * line.size and m.right - last.x1 < 1.5 * line.size


def _same_heading(paragraph: Paragraph, last: TextLine, line: TextLine, m: Margins) -> bool:
    """Centred lines make one heading where they are larger than the text, or the first of them is full."""
    if paragraph.bold != line.bold and line.size <= 1.1 * m.size:
        return False
    if is_number_line(last.text) or is_number_line(line.text):
        return False
    return line.size > 1.1 * m.size or not fits(last, line.text, m.left, m.right)


_NUMBER_LINE = re.compile(
    r"[（(]?[^，。；]{1,16}[〔\[(（【﹝]\s*\d{4}\s*[〕\])）】﹞]\s*第?\s*\d+\s*号?[)）]?"
    r"|[（(].{2,40}[)）]|(?:19|20)\d\d年\d+月\d+日"
)


def is_number_line(text: str) -> bool:
    """Whether a centred line is a document number, a date or a remark in brackets, no part of a title."""
    return _NUMBER_LINE.fullmatch(fold(text).strip()) is not None


def _same_paragraph(paragraph: Paragraph, last: TextLine, line: TextLine, align: Align, m: Margins) -> bool:
    right = m.right if last.area is None or last.area == line.area else last.area[1]
    if fits(last, line.text, last.x0, right):
        return False
    indented = line.x0 - m.left > _INDENT * line.size
    if align == "center" and not indented:
        align = "left"
    further = line.x0 - last.x0 > 0.3 * line.size and _ended(last.text)
    hanging = len(paragraph.lines) > 1 and abs(line.x0 - last.x0) < 0.5 * line.size and not further
    if indented and not hanging:
        first = paragraph.lines[0]
        hangs = line.x0 > first.x0 + 0.5 * line.size and has_mark(first.text)
        below = abs(line.x0 - first.x0) < 0.5 * line.size and not _ended(last.text)  # all of it is set in
        return len(paragraph.lines) == 1 and (hangs or below) and not has_mark(line.text)
    first_indented = paragraph.lines[0].x0 - line.x0 > 1.5 * line.size
    if _ended(last.text) and has_mark(line.text) and not (first_indented and _counts_on(paragraph, line)):
        return False  # a list without indents; where paragraphs are indented, an item inside one goes on
    chinese = is_cjk(line.text[0]) or is_cjk(last.text[-1])
    return not (chinese and paragraph.bold and not line.bold and _ended(last.text))


_STOP = re.compile("^|[。；：;:]")


def _counts_on(paragraph: Paragraph, line: TextLine) -> bool:
    """Whether a line opens with the first number of a list, or the next after one that stands in the paragraph."""
    mark = mark_at(fold(line.text[:24]))
    if mark is None or mark.value <= 1:
        return True
    told = fold(paragraph.text)
    before = (mark_at(told[m.end() : m.end() + 24]) for m in _STOP.finditer(told))
    return any(m is not None and m.kind == mark.kind and m.value == mark.value - 1 for m in before)


def _ended(text: str) -> bool:
    return text.rstrip(_CLOSED)[-1:] in _ENDS or (
        text[-1:] in "〕]】" and _BRACKETED.search(text) is not None
    )
