"""Paragraphs of a report of which each sentence or clause tells a finding: 审计了6个部门。审计发现，甲；乙。丙。"""

import re

from extract.drafts import Draft, Range, opened
from extract.language.patterns import AUDIT, FOUND
from extract.language.sentences import first_sentence, sentences
from extract.layouts.fault_lists import is_fault
from extract.lines.lines import Line, Page
from extract.lines.parts import is_category

# 今年对6个部门进行了审计，延伸13个下属单位。: what was looked at
_LOOKED = re.compile(
    rf"[^。；;]{{0,60}}?(?:审计(?:调查)?了|进行了?(?:专项)?(?:{AUDIT})"
    r"|(?:重点|延伸|抽[查样])(?:审计|调查|检查|抽查|核查|关注)?了?)[^。；;]{0,90}[。；;]"
)
_OPENER = re.compile(
    rf"[ ]*(?:从审计情况看[，,])?(?:审计(?:抽查|检查|调查)?)?(?:{FOUND})?"
    r"(?:的)?(?:主要|存在的?(?:主要|突出)?)?(?:问题)?(?:有|是)?[：:，,]"
)
# 对3个镇开展了离任审计，主要发现F；G。: what was looked at, and what was found, in one sentence
_FOUND = re.compile(
    r"[^。；;：:]{0,60}(?:审计(?:调查)?|检查|核查|抽查)了?[，,](?:审计)?(?:主要)?(?:发现|查出|反映出?)(?:的?(?:主要|突出)?问题(?:有|是)?)?[：:，,]?(?:存在)?"
)
# 抽查的6个村中，…; 其中，…; 至年底，…: what a fault above is told by
_PARTICULAR = re.compile(r"[ ]*(?:其中|抽查|例如|比如|如[：:，,\d]|经(?:审计|抽查|核实|查)|由于|因(?!此))")
_AREA = 40  # characters of （一）养老保险基金审计情况。
_DIGITS = re.compile(r"\d")


def told_each(page: Page, start: int, end: int, category: tuple[Range, ...]) -> list[Draft]:
    """A finding for each sentence behind words that say what was looked at or found, or for each clause behind a
    semicolon, where there are several and all tell a fault by figures: of its own, or in the sentence below it.
    """
    pieces = [x for s in _behind_opener(page, start, end) for x in _pieces(page, *s)]
    found: list[Draft] = []
    for a, b in pieces:
        figures = _DIGITS.search(page.folded, a, b) is not None
        open_ = bool(found) and not _has_figures(page, found[-1])
        if found and figures and (open_ or _PARTICULAR.match(page.folded, a, b)):
            found[-1].detail.append((a, b))
            found[-1].own = (found[-1].own[0], b)
        elif open_ or not is_fault(page, a, b):
            return []
        else:
            found.append(_draft((a, b), category))
    return found if len(found) > 1 and _has_figures(page, found[-1]) else []


def _has_figures(page: Page, draft: Draft) -> bool:
    return any(_DIGITS.search(page.folded, *x) for x in (draft.title, *draft.detail))


def told_of_area(page: Page, line: Line) -> list[Draft]:
    """The findings of （一）养老保险基金审计情况。审计发现：F。G。, which names what was audited and tells each in a sentence."""
    if not (stop := opens_area(page, line)):
        return []
    field = ((line.body, stop - 1),)
    opener = _OPENER.match(page.folded, stop, line.end)
    each = told_each(page, stop, line.end, field)
    if each or opener is None or len(opener.group().strip()) < _SAYS:
        return each
    start, end = first_sentence(page.folded, opener.end(), line.end)
    if not is_fault(page, start, end):
        return []
    draft = _draft((start, end), field)
    draft.own = (start, line.end)
    draft.detail += [x for x in [page.trim(end, line.end)] if x[0] < x[1]]
    return [draft]


def opens_area(page: Page, line: Line) -> int:
    """Where the text begins behind （一）养老保险基金审计情况。; 0 where a line does not open so, or holds no more."""
    stop = page.folded.find("。", line.body, min(line.end, line.body + _AREA)) + 1
    words = page.folded[line.body : stop].rstrip("。")
    area = words.endswith(("情况", "方面")) and is_category(words) and not line.is_table
    return stop if area and page.folded[stop : line.end].strip() else 0


_SAYS = 3  # characters of 发现：


def _behind_opener(page: Page, start: int, end: int) -> list[Range]:
    """The sentences behind such words; none where a paragraph does not open with them."""
    told = list(sentences(page.folded, start, end))
    at = 0
    while (
        at < len(told)
        and _LOOKED.fullmatch(page.folded, *told[at])
        and not _OPENER.match(page.folded, *told[at])
    ):
        at += 1
    opener = (
        (_OPENER.match(page.folded, *told[at]) or _FOUND.match(page.folded, *told[at]))
        if at < len(told)
        else None
    )
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
    draft = opened(where, "one of the faults that a paragraph tells one by one")
    draft.category = category
    return draft
