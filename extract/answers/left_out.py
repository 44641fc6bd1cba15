"""除第二项外，其余均已整改: the findings that a sentence leaves out of what it states, and the states it gives these."""

import re
from dataclasses import dataclass, replace

from extract.answers.stated import put_status, status_of_hit
from extract.answers.verdict_targets import each_called, listed_names, named_by, paraphrased_by
from extract.drafts import Draft, DraftStatus, Range
from extract.lines.lines import Page
from extract.lines.listed_numbers import ends_in_numbers, listed_numbers
from extract.mentions.matching import QUOTED
from extract.status.statements import hits_in
from extract.status.statuses import StatusHit, find_status

LEFT_OUT = "left out of what is done"
_BY_NAME = "named as the exception"
_EXCEPT = re.compile(r"除(?:了)?(?P<which>.{1,80}?)(?:以外|之外|外)(?=[，,其均]|$)[，,]?")
# 甲、乙两项(正在推进): words of state that follow names at once
_STATE_LAST = re.compile(r"(?:目前|现)?(?:正|尚|仍|还|未|需|待|持续|长期|基本)[^，,、。；;“”]{1,14}$")
_ASIDE = re.compile("[(（“][^()（）“”]+[)）”]$")  # 第三项（一项）, 第五项“甲”


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Where a clause goes on behind its exception, and whom it excepts; `uncounted`: how many it counts, where more than
    those could be told.
    """

    begins: int
    drafts: list[Draft]
    uncounted: int | None = None


def leave_out(page: Page, clause: Range, hit: StatusHit, end: int, drafts: list[Draft]) -> LeftOut:
    """Give the findings that a clause excepts from `hit` their own states."""
    excepted = _EXCEPT.search(page.folded[slice(*clause)])
    if excepted is None:
        return LeftOut(begins=clause[0], drafts=[])
    which, base = excepted["which"], clause[0]
    names, number, state = _names(which)
    called = each_called(page, names, drafts) if number in (None, len(names)) else []
    left_out = called or named_by(page, which, drafts) or paraphrased_by(page, which, drafts)
    again = _told_again(page, which, hit.end, end)
    if again:
        for draft in left_out:
            put_status(draft, status_of_hit(again, _BY_NAME))
    start = base + excepted.start("which")
    all_alike = state and (called or len(names) == len(left_out) == 1)
    given = (
        [(state, d) for d in left_out]
        if state and all_alike
        else _status_inside(page, which, left_out, drafts)
    )
    for inside, draft in given:
        there = replace(inside, start=inside.start + start, end=inside.end + start)
        put_status(draft, status_of_hit(there, _BY_NAME))
    if hit.status == "completed" and not again and _only_names(which):
        words = page.trim(base + excepted.start(), base + excepted.end(), also="，,")
        for draft in (d for d in left_out if d.status is None):
            put_status(draft, DraftStatus(status="not_completed", words=words, rule=LEFT_OUT))
    few = number is not None and len(left_out) < number
    return LeftOut(begins=base + excepted.end(), drafts=left_out, uncounted=number if few else None)


def _names(which: str) -> tuple[list[str], int | None, StatusHit | None]:
    """The names that an exception lists, how many it counts, and the one state it may give them: 甲、乙两项正在推进."""
    states = [h for h in find_status(which) if not _in_quotes(which, h)]
    tail = None if states else _STATE_LAST.search(which)
    if tail:
        states = [
            replace(h, start=h.start + tail.start(), end=h.end + tail.start()) for h in find_status(tail[0])
        ]
    if listed_numbers(which) or len(states) > 1:
        return [], None, None
    names, number = listed_names(which[: states[0].start] if states else which)
    return names, number, states[0] if states else None


def _in_quotes(which: str, hit: StatusHit) -> bool:
    return any(m.start() <= hit.start < m.end() for m in QUOTED.finditer(which))


def _only_names(which: str) -> bool:
    """True for 第三项（一项） and a title: an exception that does not say how far it is (第一项尚待受款人领取)."""
    return not listed_numbers(which) or ends_in_numbers(_ASIDE.sub("", which.strip()))


def _told_again(page: Page, words: str, start: int, end: int) -> StatusHit | None:
    """The state that follows the words of an exception where a sentence repeats them: …；资产清收仍在推进。"""
    at = page.folded.find(words, start, end) if words else -1
    return next(iter(hits_in(page.folded, at + len(words), end)), None) if at >= 0 else None


def _status_inside(
    page: Page, which: str, left_out: list[Draft], drafts: list[Draft]
) -> list[tuple[StatusHit, Draft]]:
    """The status that 第2項仍在辦理中、第4項尚未完成 gives to each group left out, in words that fill no clause there."""
    found: list[tuple[StatusHit, Draft]] = []
    at = 0
    for hit in find_status(which):
        if _in_quotes(which, hit):
            continue
        words = which[at : hit.start]
        named = named_by(page, words, left_out) or [d for d in named_by(page, words, drafts) if d in left_out]
        at = hit.end
        found += [(hit, d) for d in named]
    return found
