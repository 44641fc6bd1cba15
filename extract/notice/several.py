"""Several notices on one page: what another one beside the notice says is none of its findings."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise, zip_longest

from extract.language.folding import squeeze
from extract.language.title_words import looks_like_title
from extract.lines.lines import Line, Page
from extract.model import Block, Document, Family
from extract.notice.families import NOTHING_SAYS, family_of
from extract.notice.signature import Signature

_HEAD_LINES = 3  # below a signature, among which the title of another notice stands
_FEWEST_BELOW = 3  # lines of a notice
_MOST_LATER = 8  # notices that are looked into: each is read anew
_TELL: tuple[Family, ...] = ("rectification_report", "audit_result", "audit_work_report")


def without_others(page: Page, signatures: Sequence[Signature]) -> Document:
    """The document without the notices that follow its signature and are about something else by their titles
    (关于开展宣传周活动的通知); the document itself where none does, or its own title does not say that it tells findings.
    """
    last = len(page.lines) - 1
    ends = [s.last_line for s in signatures if s.last_line < last]
    if not ends or not any(_family(page.folded[b.start : b.end]) in _TELL for b in _titles(page)):
        return page.document
    others: list[tuple[int, int]] = []
    for end, following in pairwise([*ends, last]):
        head = page.lines[end + 1 : end + 1 + _HEAD_LINES]
        start = next((x.start for x in head if _title_of(x) == "other"), None)
        others += [(start, page.lines[following].end)] if start is not None else []
    if not others:
        return page.document
    kept = (b for b in page.document.blocks if not any(a <= b.start < z for a, z in others))
    return replace(page.document, blocks=tuple(kept))


def later_notices(page: Page) -> Iterator[Document]:
    """The document from each later line on that is the title of a notice which tells findings, the first few of them:
    something else stands before it on the page (news, a notice of another kind). A title right above another one is an
    item of a list.
    """
    titles = {squeeze(page.folded[b.start : b.end]) for b in _titles(page)}
    found = [
        x
        for x in page.lines[1:-_FEWEST_BELOW]
        if x.block.kind != "title" and _title_of(x) in _TELL and squeeze(x.text) not in titles
    ]
    heads = (x for x, y in zip_longest(found, found[1:]) if y is None or y.index - x.index > _FEWEST_BELOW)
    for line in islice(heads, _MOST_LATER):
        yield replace(page.document, blocks=tuple(_from(page.document.blocks, line)))


def _title_of(line: Line) -> Family | None:
    """The family of the notice that a line is the title of; None for other lines and for titles that say nothing of it."""
    if line.is_table or line.mark is not None or not looks_like_title(line.text):
        return None
    return _family(line.text)


def _family(title: str) -> Family | None:
    family, rule = family_of(squeeze(title), "", findings=0, byline=False)
    return None if rule == NOTHING_SAYS else family


def _titles(page: Page) -> list[Block]:
    return [b for b in page.document.blocks if b.kind == "title"]


def _from(blocks: Sequence[Block], title: Line) -> Iterator[Block]:
    yield replace(title.block, kind="title", start=title.start, end=title.end)
    if title.end < title.block.end:
        yield replace(title.block, start=title.end)
    yield from (b for b in blocks if b.start >= title.block.end)
