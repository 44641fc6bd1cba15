"""Several faults told first, in a sentence or a list, and their answers behind them: 审计指出，甲，乙。甲已…；乙已…。"""

import re
from dataclasses import dataclass

from extract.answers.content import read_answer
from extract.answers.stated import put_status, status_of_hit
from extract.answers.verdicts import apply_verdicts
from extract.drafts import Draft, DraftStatus, Range, opened
from extract.language.patterns import ABOVE, FOUND, NUMBER, THESE
from extract.language.sentences import sentences
from extract.layouts.fault_lists import Cut, comma_clauses, cuts_of, is_fault
from extract.layouts.group_answers import states_of_several
from extract.layouts.told_one_by_one import (
    answers_of,
    by_place,
    fitting,
    grouped_by,
    last_clause,
    without_lead,
)
from extract.lines.lines import Page
from extract.status.dues import due_behind
from extract.status.statements import hits_in, pure_status, statements

# 上述3个问题, 发现两项事项, 以上三项
COUNT = re.compile(
    rf"(?:(?<![\u4e00-\u9fff\d.、])(?:针对|对)?{THESE}?|(?:[本该此](?:方面|类|领域|部分))?(?:审计)?(?:{FOUND}|存在|有)(?:的)?)"
    rf"(?P<n>{NUMBER})[个项](?:主要)?(?:问题|事项)"
    rf"|(?<![\u4e00-\u9fff\d.、]){THESE}(?P<these>{NUMBER})[个项](?=[，,均都已全])"
)
_STOPS = "，,。；;：: "
# 甲、乙等问题，责任单位均已采取措施。: told of all in general, no answer to one
_IN_GENERAL = re.compile(
    rf"(?:有关|相关|责任|各|{ABOVE}|被审计)[^，,。；;]{{0,8}}(?:单位|部门|企业|地区|机构|乡镇|学校)"
    r"[^，,。；;]{0,4}(?:均|都|已)[^，,。；;]{2,16}[。；;]?"
)


@dataclass(frozen=True, slots=True)
class _Pairing:
    """A way to cut faults, the clauses behind them, the states among these, and the answer to each fault."""

    cut: Cut
    hard: list[Range]
    states: list[Range]
    answers: list[Range]
    fits: int


def faults_first(page: Page, body: list[Range], number: int | None) -> list[Draft]:
    """A finding for each fault; empty where nothing proves how many there are. `number`: how many the document says."""
    if not body:
        return []
    found = [p for cut in cuts_of(page, body, number) if (p := _paired(page, cut, body, number))]
    if found:
        best = max(found, key=lambda p: p.fits)
        return _drafts(page, best)
    return _grouped(page, body, number) if len(body) > 1 else []


def _paired(page: Page, cut: Cut, body: list[Range], number: int | None) -> _Pairing | None:
    counted = cut.counted or number
    if counted not in (None, len(cut.items)):
        return None
    items = list(cut.items)
    behind = _behind(page, body, cut.end)
    states = [s for s in behind if closes(page, *s)]
    hard = _clauses(page, [s for s in behind if s not in states])
    if not hard and not (states and counted):
        return None
    sure = counted is not None or cut.marked or _states_in(page, hard) == len(items)
    answers = answers_of(page, items, hard, sure=sure) if hard else []
    fits = fitting(page, items, answers) if answers else 0
    if cut.labels[0] is not None and answers and answers == by_place(page, len(items), hard):
        return _Pairing(cut, hard, states, answers, len(items))  # 一是甲；二是乙。一是已…；二是已…
    if hard and (not answers or fits < (len(items) / 2 if counted else len(items))):
        if counted is None:
            return None
        answers, fits = [(hard[0][0], hard[-1][1])] * len(items), 0  # one answer for as many as it counts
    return _Pairing(cut, hard, states, answers, fits)


def _behind(page: Page, body: list[Range], at: int) -> list[Range]:
    """What of some sentences stands behind a place; 这三个问题均已整改完毕： apart from what follows it."""
    left = [(max(a, at), b) for a, b in body if b > at]
    left = [(b - len(page.folded[a:b].lstrip(_STOPS)), b) for a, b in left]
    if left and _IN_GENERAL.fullmatch(page.folded, *left[0]):
        left = left[1:]
    found: list[Range] = []
    for a, b in left:
        colon = page.folded.find(":", a, b) + 1
        lead = bool(colon) and closes(page, a, colon - 1)
        found += [(a, colon), (colon, b)] if lead else [(a, b)]
    return [(a, b) for a, b in found if page.folded[a:b].strip(_STOPS)]


def closes(page: Page, start: int, end: int) -> bool:
    """True for 上述3个问题已全部完成整改。 and 其中，甲问题已完成整改，乙问题正在整改。: nothing but states of several."""
    due = due_behind(page.folded, start, end)
    end = page.trim(start, due.start, also="，,；;")[1] if due else end
    hits = hits_in(page.folded, start, end)
    if not hits or page.folded[hits[-1].end : end].strip("。；;：:，, "):
        return False
    counted = COUNT.match(page.folded, start, end)
    alone = counted is not None and len(hits) == 1 and hits[0].start - counted.end() <= 4
    return alone or pure_status(page.folded, start, end) is not None or states_of_several(page, start, end)


def _clauses(page: Page, told: list[Range]) -> list[Range]:
    return [s for a, b in told for s in sentences(page.folded, a, b, semicolons=True)]


def _states_in(page: Page, told: list[Range]) -> int:
    """How many clauses end in a state: as many as there are faults tell each how far it has come."""
    return sum(bool(statements(page.folded, *s) or _last_state(page, *s)) for s in told)


def _last_state(page: Page, start: int, end: int) -> tuple[int, DraftStatus] | None:
    """The state that a last clause is (…，部分完成), where it begins."""
    at = last_clause(page, start, end)
    hit = pure_status(page.folded, at, end) if at > start else None
    return (at, status_of_hit(hit, "last clause of one of several answers")) if hit else None


def _grouped(page: Page, body: list[Range], number: int | None) -> list[Draft]:
    """甲，乙，为此丙。甲已…，已整改；乙丙…，正在整改。: clauses put together into as many faults as answers that each state how
    far they have come.
    """
    hard = _clauses(page, body[1:])
    if number not in (None, len(hard)) or _states_in(page, hard) < len(hard):
        return []
    items = grouped_by(page, comma_clauses(page, *body[0]), hard)
    if not items or 3 * sum(is_fault(page, *x) for x in items) < 2 * len(items):
        return []
    answers = answers_of(page, items, hard)
    if not answers or fitting(page, items, answers) < len(items):
        return []
    cut = Cut(items=tuple(items), labels=(None,) * len(items), end=body[0][1], marked=False)
    return _drafts(page, _Pairing(cut, hard, [], answers, len(items)))


def _drafts(page: Page, told: _Pairing) -> list[Draft]:
    drafts = [opened(x, "clause of a sentence of faults, each answered behind it") for x in told.cut.items]
    for n, (draft, label) in enumerate(zip(drafts, told.cut.labels, strict=True), 1):
        if label is not None:
            draft.label, draft.label_value = label, n
    for draft, (start, end) in zip(drafts, told.answers, strict=bool(told.answers)):
        answer(page, draft, start, end)
    if told.answers:
        _share_states(page, drafts, told.answers, told.hard)
    for start, end in told.states:
        apply_verdicts(page, start, end, drafts)
    return drafts


def answer(page: Page, draft: Draft, start: int, end: int) -> None:
    """Read one of several answers: what was done, and the state that it ends with."""
    start = without_lead(page, start, end)
    state = _last_state(page, start, end)
    if state is not None:
        put_status(draft, state[1])
        end = state[0]
    read_answer(page, draft, start, end)


def _share_states(page: Page, drafts: list[Draft], answers: list[Range], hard: list[Range]) -> None:
    """甲已…，乙已…，均已完成整改；: the state behind several answers of one clause is that of them all."""
    for start, end in hard:
        inside = [d for d, (a, _) in zip(drafts, answers, strict=True) if start <= a < end]
        told = inside[-1].status if len(inside) > 1 else None
        if told is None or told.words is None or page.folded[told.words[0]] not in "均都全":
            continue
        for draft in inside[:-1]:
            if draft.status is None:
                put_status(draft, DraftStatus(status=told.status, words=told.words, rule=told.rule))
