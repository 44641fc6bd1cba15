"""Find the title of a paged document: the large centred lines at its head.

A letterhead (large, often red, above the document number) and a document number are no title.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from extract.language.folding import fold, squeeze
from extract.readers.printed.cells import PageTable
from extract.readers.printed.flow import Paragraph, is_number_line

_LETTERHEAD = re.compile(r".{2,40}(?:文件|公报|简报|通报|公告)")
_FORM = re.compile(
    r"(?:附件|附表|附|附录|附錄)[一二三四五六七八九十\d]{0,3}[:：.]?|(?:目录|目錄|目次|contents)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[。；;！!]")
_LARGER = 1.08  # times the size of the text
_LOOK = 14  # blocks from the start that may hold the title


def title_index(blocks: Sequence[Paragraph | PageTable], *, passed: int = 0) -> int | None:
    """Index of the paragraph that is the title, or None. A title is never made up. `passed` blocks are known to stand above."""
    head = list(takewhile(lambda b: not isinstance(b, PageTable) or b.rows < 2, blocks[: _LOOK + passed]))
    first_page = blocks[0].pages[0] if blocks and isinstance(blocks[0], Paragraph) else 1
    candidates = [
        i
        for i, b in enumerate(head)
        if isinstance(b, Paragraph) and b.pages[0] <= first_page + 1 and _may_be(b)
    ]
    if not candidates:
        return None
    body = min(_first_body(head), len(head))
    candidates = [i for i in candidates if i < body] or candidates[:1]
    candidates = _after_letterhead(head, candidates)
    largest = max(_size(head, i) for i in candidates)
    return next(i for i in candidates if _size(head, i) >= 0.93 * largest)


def _size(blocks: Sequence[Paragraph | PageTable], i: int) -> float:
    block = blocks[i]
    return block.size if isinstance(block, Paragraph) else 0.0


def _may_be(p: Paragraph) -> bool:
    text = squeeze(fold(p.text))
    if not 3 < len(text) <= 120 or is_number_line(p.text) or _FORM.fullmatch(text) or _SENTENCE.search(text):
        return False
    large = p.size > _LARGER * p.margins.size
    if p.align == "center":
        return large or p.bold or len(p.lines) == 1
    wide = len(p.lines[0].text) * p.size > 0.7 * (p.margins.right - p.margins.left)
    return large and (wide or len(p.lines) > 1 or p.bold)


def _first_body(head: Sequence[Paragraph | PageTable]) -> int:
    """Index of the first paragraph of running text."""
    for i, block in enumerate(head):
        running = isinstance(block, Paragraph) and block.align == "left" and _SENTENCE.search(block.text)
        if running and len(block.text) > 20:  # type: ignore[union-attr]
            return i
    return len(head)


def _after_letterhead(head: Sequence[Paragraph | PageTable], candidates: list[int]) -> list[int]:
    """Leave out a letterhead: it stands above the document number, and the title below."""
    first = candidates[0]
    block = head[first]
    below = [i for i in candidates if i > first]
    if not below or not isinstance(block, Paragraph):
        return candidates
    between = head[first + 1 : below[0]]
    numbered = any(isinstance(b, Paragraph) and is_number_line(b.text) for b in between)
    if numbered or _LETTERHEAD.fullmatch(squeeze(block.text)):
        larger = [i for i in below if _size(head, i) > _LARGER * block.margins.size]
        return larger or candidates
    return candidates
