"""除第二项外，其余均已整改: the findings that a sentence leaves out of what it states, and the states it gives these."""

import re
from dataclasses import replace

from extract.answers.stated import put_status, status_of_hit
from extract.answers.verdict_targets import named_by, paraphrased_by
from extract.drafts import Draft, DraftStatus, Range
from extract.lines.lines import Page
from extract.lines.listed_numbers import ends_in_numbers, listed_numbers
from extract.mentions.matching import QUOTED
from extract.status.statements import hits_in
from extract.status.statuses import StatusHit, find_status

LEFT_OUT = "left out of what is done"
_BY_NAME = "named as the exception"
_EXCEPT = re.compile(r"除(?:了)?(?P<which>.{1,80}?)(?:以外|之外|外)(?=[，,其均]|$)[，,]?")
_ASIDE = re.compile("[(（“][^()（）“”]+[)）”]$")  # 第三项（一项）, 第五项“甲”


def leave_out(
    page: Page, clause: Range, hit: StatusHit, end: int, drafts: list[Draft]
) -> tuple[int, list[Draft]]:
    """Give the findings that a clause excepts from `hit` their own states; where it goes on behind the exception, and whom
    it excepts.
    """
    excepted = _EXCEPT.search(page.folded[slice(*clause)])
    if excepted is None:
        return clause[0], []
    which, base = excepted["which"], clause[0]
    left_out = named_by(page, which, drafts) or paraphrased_by(page, which, drafts)
    again = _told_again(page, which, hit.end, end)
    if again:
        for draft in left_out:
            put_status(draft, status_of_hit(again, _BY_NAME))
    for inside, draft in _status_inside(page, which, base + excepted.start("which"), left_out, drafts):
        put_status(draft, status_of_hit(inside, _BY_NAME))
    if hit.status == "completed" and not again and _only_names(which):
        words = page.trim(base + excepted.start(), base + excepted.end(), also="，,")
        for draft in (d for d in left_out if d.status is None):
            put_status(draft, DraftStatus(status="not_completed", words=words, rule=LEFT_OUT))
    return base + excepted.end(), left_out


def _only_names(which: str) -> bool:
    """True for 第三项（一项） and a title: an exception that does not say how far it is (第一项尚待受款人领取)."""
    return not listed_numbers(which) or ends_in_numbers(_ASIDE.sub("", which.strip()))


def _told_again(page: Page, words: str, start: int, end: int) -> StatusHit | None:
    """The state that follows the words of an exception where a sentence repeats them: …；资产清收仍在推进。"""
    at = page.folded.find(words, start, end) if words else -1
    return next(iter(hits_in(page.folded, at + len(words), end)), None) if at >= 0 else None


def _status_inside(
    page: Page, which: str, start: int, left_out: list[Draft], drafts: list[Draft]
) -> list[tuple[StatusHit, Draft]]:
    """The status that 第2項仍在辦理中、第4項尚未完成 gives to each group left out, in words that fill no clause there."""
    found: list[tuple[StatusHit, Draft]] = []
    at = 0
    for hit in find_status(which):
        if any(m.start() <= hit.start < m.end() for m in QUOTED.finditer(which)):
            continue
        words = which[at : hit.start]
        named = named_by(page, words, left_out) or [d for d in named_by(page, words, drafts) if d in left_out]
        at = hit.end
        found += [(replace(hit, start=hit.start + start, end=hit.end + start), d) for d in named]
    return found
