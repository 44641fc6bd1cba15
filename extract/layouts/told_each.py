"""Paragraphs of a report of which each sentence or clause tells a finding: 审计了6个部门。审计发现，甲；乙。丙。"""

import re

from extract.drafts import Draft, Range
from extract.language.sentences import sentences
from extract.layouts.fault_lists import is_fault
from extract.lines.lines import Line, Page

# 今年对6个部门进行了审计，延伸13个下属单位。: what was looked at
_LOOKED = re.compile(
    r"[^。；;]{0,60}?(?:审计(?:调查)?了|进行了?(?:专项)?(?:审计|调查|检查)"
    r"|(?:重点|延伸|抽[查样])(?:审计|调查|检查|抽查|核查|关注)?了?)[^。；;]{0,90}[。；;]"
)
_OPENER = re.compile(
    r"[ ]*(?:从审计情况看[，,])?(?:审计(?:抽查|检查|调查)?)?(?:发现|查出|指出|反映)?"
    r"(?:的)?(?:主要|存在的?(?:主要|突出)?)?(?:问题)?(?:有|是)?[：:，,]"
)
_DIGITS = re.compile(r"\d")


def told_each(page: Page, line: Line, category: tuple[Range, ...]) -> list[Draft]:
    """A finding for each sentence behind words that say what was looked at or found, or for each clause behind a
    semicolon, where there are several, all tell a fault, and each has figures of its own.

    A fault without figures above sentences that have some is one finding, told with its particulars.
    """
    told = _behind_opener(page, line)
    pieces = [x for s in told for x in _pieces(page, *s)]
    alike = all(is_fault(page, *x) and _DIGITS.search(page.folded, *x) for x in pieces)
    return [_draft(x, category) for x in pieces] if len(pieces) > 1 and alike else []


def _behind_opener(page: Page, line: Line) -> list[Range]:
    """The sentences behind such words; none where a paragraph does not open with them."""
    told = list(sentences(page.folded, line.body, line.end))
    at = 0
    while (
        at < len(told)
        and _LOOKED.fullmatch(page.folded, *told[at])
        and not _OPENER.match(page.folded, *told[at])
    ):
        at += 1
    opener = _OPENER.match(page.folded, *told[at]) if at < len(told) else None
    if opener and opener.group().strip() in ("，", ",", "：", ":"):
        opener = None
    if not at and opener is None:
        return []
    return [(opener.end() if opener and i == at else a, b) for i, (a, b) in enumerate(told) if i >= at]


def _pieces(page: Page, start: int, end: int) -> list[Range]:
    cut = sentences(page.folded, start, end, semicolons=True)
    whole = len(cut) < 2 or not all(_DIGITS.search(page.folded, *x) for x in cut)
    return [page.trim(a, b) for a, b in ([(start, end)] if whole else cut)]


def _draft(where: Range, category: tuple[Range, ...]) -> Draft:
    draft = Draft(title=where, own=where, category=category)
    draft.because("title", "one of the faults that a paragraph tells one by one")
    return draft
