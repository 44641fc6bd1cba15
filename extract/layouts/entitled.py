"""Findings whose heading names only a body, a matter, a number or units: a text below it names the problem."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.answers.order import asks_something, looked_at
from extract.drafts import Draft, Range
from extract.layouts.inherited import units_of
from extract.lines.enumerators import Mark
from extract.lines.heads import read_head
from extract.lines.labels import tells_looking
from extract.lines.lines import Line, Page
from extract.lines.parts import denies, names_matter
from extract.notice.signature import is_body_name
from extract.outline.pieces import Piece
from extract.outline.structure import heading_text
from extract.outline.tree import Section
from extract.roles.cues import weigh
from extract.roles.turning import may_name_fault

_SEVERAL, _NAME = 3, 8  # headings of which none tells a fault; characters of a name


def heads_matters(page: Page, sections: Sequence[Section]) -> bool:
    """True for 2 咪錶的維修 / 當年審計發現：… and others like it: what the problems are stands below the headings."""
    headed = [(s, heading_text(page, s).strip().rstrip("。：:")) for s in sections]
    short = len(headed) >= _SEVERAL and max(len(words) for _, words in headed) <= _NAME
    if not short and not [words for _, words in headed if names_matter(words)]:
        return False
    told = [words for s, words in headed if _tells_problem(s)]
    named = sum(map(names_matter, told))
    faulty = any(denies(w) or weigh(w)["finding"] > 0 for w in told if not names_matter(w))
    return len(told) > 1 and (2 * named >= len(told) or (short and len(told) == len(headed))) and not faulty


def _tells_problem(section: Section) -> bool:
    told = ({x.heading_role, *(r.role for r in x.labels)} for x in section.lines)
    return any(roles & {"finding", "requirement"} for roles in told) or _looked_at(section)


def _looked_at(section: Section) -> bool:
    """True for 稽核結果：… above 改善情形：…: what was looked at and found, where another label tells the answer."""
    labels = [x.labels[0] for x in section.lines if x.labels] if section.lines[1:] else []
    return len(labels) > 1 and labels[0].role == "progress" and tells_looking(labels[0].words)


def title_words(page: Page, draft: Draft) -> str:
    return page.folded[draft.title[0] : draft.title[1]].rstrip("。：: ")


def named_below(page: Page, draft: Draft, pieces: list[Piece]) -> list[Piece]:
    """（一）市司法局 存在问题：…: the heading names the body, a label below it the finding. Returns the other pieces."""
    name = title_words(page, draft)
    roles = ("finding", "detail") if is_body_name(name) else ("finding",)
    told = next((p for p in pieces if p.labelled and p.role in roles), None) or _observed(page, pieces)
    if told is None and pieces[1:] and not denies(name):
        told = next((p for p, q in zip(pieces, looked_at(page, pieces), strict=True) if p is not q), None)
    if told is None or page.quote((told.start, told.end)) is None:
        return pieces
    draft.category = (page.trim(*draft.title, also="。：:"),)
    rest = _entitle(page, draft, told, "label below a heading that names a body or a matter")
    if rest:
        draft.detail.append(rest)
    return [p for p in pieces if p is not told]


def _observed(page: Page, pieces: list[Piece]) -> Piece | None:
    """審計署意見：… that tells a fault and asks nothing, the first below a heading."""
    first = next((p for p in pieces if p.labelled), None)
    if first is None or first.role != "requirement" or asks_something(page, first):
        return None
    return first if may_name_fault(page.folded[first.start : first.end]) else None


_ADVICE = re.compile("[^ ]{0,6}(?:建议|劝[喻谕]|决议|裁示|指示)")


def fault_below(page: Page, draft: Draft, mark: Mark, pieces: list[Piece]) -> list[Piece]:
    """建議(a) 處方應… / 審計署發現…: the heading is what was asked, the first text below it tells the problem."""
    if not _ADVICE.match(page.folded, mark.start, mark.label_end):
        return pieces
    told = pieces[0] if pieces and pieces[0].role in (None, "finding", "detail") else None
    if told is None or not may_name_fault(page.folded[told.start : told.end]):
        return pieces
    draft.requirement.append(draft.title)
    draft.because("requirement", "numbered as advice")
    rest = _entitle(page, draft, told, "text below what was advised")
    if rest:
        draft.detail.append(rest)
    return pieces[1:]


def told_below(page: Page, draft: Draft, line: Line, pieces: list[Piece]) -> list[Piece]:
    """责任单位：县财政局（1项）: the heading names only who answers, the first text below it is the finding."""
    told = next((p for p in pieces if p.role is None and page.folded[p.start : p.end].strip()), None)
    if told is None:
        return pieces
    draft.label = draft.label_value = None
    rest = _entitle(page, draft, told, "text below a heading that names units")
    left = [replace(told, start=rest[0], end=rest[1])] if rest else []
    return [*units_of(page, line), *(q for p in pieces for q in (left if p is told else [p]))]


def _entitle(page: Page, draft: Draft, piece: Piece, why: str) -> Range | None:
    """Let a piece of text head the finding; return what stands in it after the title."""
    head = read_head(page.folded, *page.trim(piece.start, piece.end))
    draft.title = head.title
    draft.reasons["title"] = why
    return head.rest
