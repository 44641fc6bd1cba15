"""What the rules leave or lump together: faults that only the chain over clauses reads become findings.

A stranger's manner breaks the rule that knows where findings stand; what its clauses do is told all the same. Lines of no cell
may tell findings with their answers, and what was done about one finding may hold the next fault. The chain is asked only where
the sentence model sees something of that kind, and believed only where it is sure.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from extract.answers.assignment import assign
from extract.answers.content import read_stretch
from extract.answers.verdicts import apply_verdicts
from extract.drafts import Draft, Range
from extract.language.patterns import FOUND, IN_FIELD, ONE_MORE
from extract.language.sentences import sentences
from extract.layouts.outlined import category_of, read_section
from extract.layouts.told import after_opener
from extract.lines.enumerators import mark_at
from extract.lines.lines import Line
from extract.lines.named_problems import named_alone
from extract.outline.tree import Section
from extract.regions.chained import SURE, Chain, Told, chains_of, faults_in, lines_told
from extract.regions.left_over import SHORTEST, lines_left, may_hold_another, runs_of
from extract.roles.chain_model import ANSWER, ASKED, FAULT, OPENS
from extract.roles.clauses import COMMA, LINE
from extract.status.statements import hits_in
from extract.work import Work

BY_CHAIN = "clauses that the chain model reads as a fault"
_SURE_ALONE = 0.9  # where no answer follows
_NAME = 5  # of one that is known again where other words hold it
_STOPS = "。；;"
# words of who found it before a fault, without a mark behind them: 审计还指出F, 针对的是审计反映的F问题
_SAID = re.compile(
    rf"[ ]*(?:(?:针对的是|{IN_FIELD})审计(?:机关|组)?[还也又]?(?:{FOUND}|认为)[的了]?"
    rf"(?:[我该本][馆局校院所会镇乡委])?|{ONE_MORE})"
)
_FAMILIES = ("rectification_report", "audit_result", "audit_work_report")


def sweep(work: Work) -> None:
    """Add the findings that the chain reads in lines that no cell holds, and in what answers another finding."""
    if work.family not in _FAMILIES:
        return
    left = lines_left(work)
    lumped = [d for d in work.drafts if may_hold_another(work, d)]
    if not left and not lumped:
        return
    lines = lines_told(work.page)
    starts = [x.start for x in lines]
    runs = list(runs_of(lines, left))
    whole = [(d, (bisect_right(starts, d.own[0]) - 1, bisect_left(starts, d.own[1]))) for d in lumped]
    whole = [(d, of) for d, of in whole if 0 <= of[0] < of[1]]
    stretches = [*runs, *(of for _, of in whole)]
    chains = chains_of(work.page, lines, stretches, answered=work.family == "rectification_report")
    added: list[Draft] = []
    for (first, last), read in zip(runs, chains, strict=False):
        added += _found(work, read, [i for i, c in enumerate(read.clauses) if first <= c.line < last])
    for (draft, _), read in zip(whole, chains[len(runs) :], strict=True):
        added += _parted(work, read, draft)
    if added:
        work.drafts += added
        work.drafts.sort(key=lambda d: d.own)
        work.note("swept", 1.0, len(added), BY_CHAIN, chosen=True)


def _found(work: Work, chain: Chain, run: list[int]) -> list[Draft]:
    groups, closing = faults_in(work.page, chain, run)
    found = [d for group in groups for d in _drafts(work, chain, group)]
    for where in closing if found else ():
        apply_verdicts(work.page, *where, found)
    return found


def _drafts(work: Work, chain: Chain, group: list[Told]) -> list[Draft]:
    """The findings of a group; none where the chain is not sure of all of it, or a report answers none of them."""
    answers = [i for t in group for i in t.answer]
    if not answers and work.family == "rectification_report":
        return []
    if not answers and any(chain.clauses[t.title[0]].behind == COMMA for t in group):
        return []  # …，但在评估上欠缺严谨态度: goes on from what is no fault
    floor = SURE if answers else _SURE_ALONE
    if any(chain.mean(t.title, OPENS, FAULT) < floor for t in group):
        return []
    if answers and chain.mean(answers, ANSWER, ASKED) < SURE:
        return []
    if any(_restates(work, chain, t) for t in group):
        return []
    first = chain.line(group[0].title[0])
    whole = _section(work, first)
    if (
        len(group) == 1
        and whole is not None
        and whole.kind
        and chain.clauses[group[0].title[0]].behind == LINE
    ):
        draft = read_section(
            work.page, whole, "measure" if work.family == "rectification_report" else "finding", set()
        )
        draft.reasons["title"] = BY_CHAIN
        return [draft]
    drafts = [d for t in group if (d := _draft(work, chain, t))]
    if len(drafts) < len(group):
        return []
    if answers:
        _answer(work, drafts, (chain.clauses[answers[0]].start, chain.clauses[answers[-1]].end))
    return drafts


def _restates(work: Work, chain: Chain, told: Told) -> bool:
    """True for 核心提示：某所存在甲、乙等问题 and 这解决了“甲”问题, where 甲 is a finding that the rules have read."""
    folded = work.page.folded
    words = folded[chain.clauses[told.title[0]].start : chain.clauses[told.title[-1]].end]
    names = (folded[a:b].strip(_STOPS) for a, b in (d.title for d in work.drafts))
    return any(len(name) >= _NAME and name in words for name in names)


def _draft(work: Work, chain: Chain, told: Told) -> Draft | None:
    page, clauses = work.page, chain.clauses
    start, end = clauses[told.title[0]].start, clauses[told.title[-1]].end
    mark = mark_at(page.folded, start, end)
    begins = after_opener(page, mark.end if mark else start, end)
    said = _SAID.match(page.folded, begins, end)
    title = page.trim(said.end() if said else begins, end, also="，,；;：:")
    if said and page.folded.endswith("问题", *title):
        title = (title[0], title[1] - 2)
    named = named_alone(page.folded, *title)
    title = named.title if named else title
    if title[1] - title[0] < SHORTEST:
        return None
    draft = Draft(title=title, own=(start, clauses[max([*told.title, *told.detail, *told.answer])].end))
    if mark:
        draft.label, draft.label_value = (mark.start, mark.label_end), mark.value
    if told.detail:
        draft.detail.append((clauses[told.detail[0]].start, clauses[told.detail[-1]].end))
        draft.because("detail", BY_CHAIN)
    section = _section(work, chain.line(told.title[0]))
    if section is not None:
        draft.category = category_of(page, section)
    draft.because("title", BY_CHAIN)
    return draft


def _section(work: Work, line: Line) -> Section | None:
    at = bisect_left(work.case.sections, line.index, key=_index)
    found = work.case.sections[at] if at < len(work.case.sections) else None
    return found if found is not None and found.line.index == line.index else None


def _index(section: Section) -> int:
    return section.line.index


def _answer(work: Work, drafts: list[Draft], where: Range) -> None:
    """Read what was done into one finding; into several only where every one has sentences of its own."""
    page = work.page
    if len(drafts) == 1:
        read_stretch(page, drafts[0], *where, "measure", sure=True)
        if len({hit.status for hit in hits_in(page.folded, *where)}) > 1:
            drafts[0].status = None  # 前一个问题已整改，后一个正在整改: nothing says which is whose
        return
    told = list(sentences(page.folded, *where, semicolons=True))
    of: Sequence[Draft | None] = drafts if len(told) == len(drafts) else assign(page, drafts, told)
    runs: list[tuple[Draft, Range]] = []
    for s, d in zip(told, of, strict=True):
        if d is not None:
            runs.append((d, s))
        elif runs:
            runs[-1] = (runs[-1][0], (runs[-1][1][0], s[1]))
    if len(runs) == len(drafts):
        for d, s in runs:
            read_stretch(page, d, *s, "measure", sure=True)


def _parted(work: Work, chain: Chain, draft: Draft) -> list[Draft]:
    """The findings that stand in what was done about another, which ends where the first of them begins."""
    held = [r for item in draft.measures for r in item]
    of = [i for i, c in enumerate(chain.clauses) if any(a <= c.start < b for a, b in held)]
    if not of:
        return []
    last = max(i for i, c in enumerate(chain.clauses) if c.start < max(draft.own[1], held[-1][1]))
    opens = (
        i
        for i, j in pairwise(of)
        if chain.clauses[j].behind != COMMA
        and chain.shares[j][OPENS] > SURE
        and chain.mean([i], ANSWER, ASKED) > SURE
    )
    before = next(opens, None)
    if before is None:
        return []
    found = _found(work, chain, list(range(before + 1, last + 1)))
    if not found or any(not d.measures for d in found):
        return []
    _end(draft, chain.clauses[before + 1].start)
    for new in found:
        new.category = draft.category
    return found


def _end(draft: Draft, stop: int) -> None:
    """Leave out of a finding what stands from `stop` on."""

    def cut(ranges: Sequence[Range]) -> list[Range]:
        return [(a, min(b, stop)) for a, b in ranges if a < stop]

    draft.own = (draft.own[0], stop)
    draft.detail, draft.requirement, draft.result = (
        cut(draft.detail),
        cut(draft.requirement),
        cut(draft.result),
    )
    draft.responsible = cut(draft.responsible)
    draft.measures = [tuple(kept) for item in draft.measures if (kept := cut(item))]
    if draft.status and draft.status.words and draft.status.words[0] >= stop:
        draft.status = None
    draft.deadline = draft.deadline if draft.deadline and draft.deadline[0] < stop else None
