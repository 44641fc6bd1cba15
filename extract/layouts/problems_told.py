"""Which sentence or clause of a paragraph tells a problem: one that names it, wherever it stands, or one that tells a fault."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.drafts import Range
from extract.language.patterns import NUMBER
from extract.language.sentences import CLAUSES, parted, sentences
from extract.layouts.faults_first import closes
from extract.layouts.opened_each import turn_of
from extract.layouts.problem_words import (
    ASKED,
    BACK,
    NAMED,
    ONCE,
    PROBLEM_IS,
    WHY,
    behind_leads,
    behind_turns,
    parts_off,
    what_is_left,
)
from extract.lines.lines import Page
from extract.mentions.matching import containment
from extract.roles.cues import names_fault, tells_act, weigh
from extract.roles.turning import ANSWER, FAULT, may_name_fault, weight
from extract.status.statements import hits_in, pure_status

STOPS = "，,；;：: "
_LEFT = re.compile("[尚仍]|未[能收追退归缴补清完]|正在|承诺|计划|暂|剩余|其余|余下")
_TIME = re.compile(r"[\d年月日季度、至到—\-]+(?:以来|期间|底|末|初|前|后)?[，,]?")
_WORDS = re.compile(r"[\u4e00-\u9fff]{4}")
_TOPIC = re.compile("[是有说讲谈提]|问题|方面|集中|放在")
_NOT = re.compile("[没未不无]")
_FIGURE = re.compile(r"\d{2,}")
_MARKS = re.compile("[，,；;：:—]+")
_NUMBER_LAST = re.compile(
    rf"(?:{NUMBER}|几|若干|一些)[个项处件]?(?:方面)?$"
    "|(?:有关|相关|主要|突出|具体|部分|存在|以下|如下|之一|哪些|这些|各类|所有)$"
)
_ACTS = re.compile("(?<!未)已|现|正在|目前|均|全部|责成|会同|[我本][局委办会院校所站中心处馆镇乡场社区司]")
_GOES_ON = re.compile(
    "[ ]*(?:被|涉及|导致|造成|致使|形成|最[长高多]|金额|[共合总]计|占|平均|其中[^，,。；;]{0,12}[未无不没])"
)
_SHORTEST, _LONGEST = 7, 130  # characters of words that tell a fault
_LEAD = 24  # of a sentence that only leads to the next
_PLAIN = -2.4  # weight of a fault that leaves little doubt
_RESTATES = 0.5  # of the word pairs of a name that another holds


@dataclass(slots=True, kw_only=True)
class Told:
    """A problem and where its words stand (`start` to `stop`); `named`: words say that it is one; `asked`: what auditors
    asked in the same sentence.
    """

    title: Range
    start: int
    stop: int
    named: bool
    asked: Range | None = None
    before: list[Range] = field(default_factory=list)
    after: list[Range] = field(default_factory=list)

    @property
    def answer(self) -> list[Range]:
        return [*self.before, *self.after]


def without_leads(page: Page, told: list[Range]) -> list[Range]:
    """Without a first sentence that only names the matter of the next: 先说大家议论最多的学费。 最棘手的是旧车。"""
    if len(told) < 2:
        return told
    a, b = told[0]
    words = page.folded[a:b].strip()
    told_next: Told | None = None
    leads = (
        len(words) <= _LEAD
        and _TOPIC.search(words) is not None
        and not _NOT.search(words)
        and ("问题" not in words or PROBLEM_IS.match(words) is None)
        and weigh(words)["finding"] == 0
        and not _FIGURE.search(words)
        and not hits_in(page.folded, a, b)
        and (told_next := problem_of(page, told, 1, [], may_open=True)) is not None
    )
    if not leads or told_next is None:
        return told
    behind = page.folded[slice(*told_next.title)]
    return told[1:] if names_fault(behind) or weight(behind) < _PLAIN else told


def told_behind(page: Page, told: Sequence[Range], n: int, first: Told) -> bool:
    """True where a later sentence names another problem, and what the first tells is hardly one."""
    words = page.folded[slice(*first.title)]
    if first.named or weight(words) < _PLAIN:
        return False
    later = (_named(page, a, b, alone=True) for a, b in told[n + 1 :])
    behind = next((x for x in later if x), None)
    return behind is not None and containment(page.folded[slice(*behind.title)], words) < _RESTATES


def pieces_in(page: Page, start: int, end: int) -> Iterator[Range]:
    """Sentences, cut at the semicolons behind which words part one matter from the next."""
    for a, b in sentences(page.folded, start, end):
        clauses = sentences(page.folded, a, b, semicolons=True)
        cuts = [x for x, y in clauses[1:] if parts_off(page.folded, x, y) or NAMED.match(page.folded, x, y)]
        yield from pairwise([a, *cuts, b])


def problem_of(
    page: Page, told: Sequence[Range], n: int, found: list[Told], *, may_open: bool
) -> Told | None:
    """The problem that a sentence tells; None where it tells none, or goes on with the last."""
    start, end = told[n]
    problem = _named(page, start, end, alone=not found or may_open)
    if problem is None and (not found or may_open or parts_off(page.folded, start, end)):
        problem = _fault(page, told, n, first=not found)
    if problem is None:
        return None
    words = page.folded[slice(*problem.title)]
    if any(containment(words, page.folded[slice(*x.title)]) >= _RESTATES for x in found):
        return None
    return problem


def _named(page: Page, start: int, end: int, *, alone: bool) -> Told | None:
    """F的问题, wherever the sentence names it; `alone`: it may do so without words that take it up (对F的问题，…)."""
    folded = page.folded
    at = behind_turns(folded, start, end)
    if alone and (behind := _named_behind(page, start, at, end)):
        return behind
    m = NAMED.match(folded, at, end)
    if m and (m["about"] or (alone and _all_faults(page, *m.span("title")))) and _is_problem(m["title"]):
        return Told(title=m.span("title"), start=start, stop=m.end(), named=True)
    inside = _clause_starts(folded, at, end, NAMED) if alone else iter(())
    for m in inside:
        if m.start() > at and not CLAUSES.search(m["title"]) and _is_problem(m["title"]):
            return Told(title=m.span("title"), start=m.start(), stop=m.end(), named=True)
    return None


def _named_behind(page: Page, start: int, at: int, end: int) -> Told | None:
    """以此纠正F的问题, 之所以如此，是因为审计发现F, 此前F: words that turn back from what was done."""
    folded = page.folded
    for m in _clause_starts(folded, start, end, BACK):
        if not _NUMBER_LAST.search(m["title"]) and weight(m["title"]) < ANSWER:
            return Told(title=m.span("title"), start=m.start(), stop=m.end(), named=True)
    why = WHY.match(folded, at, end)
    if why and weight(why["title"]) < 0:
        return Told(title=why.span("title"), start=start, stop=why.end("title"), named=True)
    once = ONCE.match(folded, at, end)
    stop = turn_of(page, once.end(), end, answered=True) if once else at
    if once and stop > at and weight(folded[once.start() : stop]) < FAULT:
        return Told(title=page.trim(once.end(), stop, also=STOPS), start=start, stop=stop, named=True)
    return None


def _all_faults(page: Page, start: int, end: int) -> bool:
    return all(weight(page.folded[a:b]) < ANSWER for a, b in parted(CLAUSES, page.folded, start, end))


def _clause_starts(folded: str, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for at in [start, *(m.end() for m in _MARKS.finditer(folded, start, end))]:
        m = pattern.match(folded, behind_turns(folded, at, end), end)
        if m:
            yield m


def _is_problem(words: str) -> bool:
    return not _NUMBER_LAST.search(words) and may_name_fault(words) and weight(words) < 0


def _fault(page: Page, told: Sequence[Range], n: int, *, first: bool) -> Told | None:
    """The fault that the first clauses of a sentence tell, where an answer stands behind it, or before it."""
    start, end = told[n]
    folded = page.folded
    at, turned, opener = behind_leads(page, start, end)
    answered = n + 1 < len(told) and not (pure_status(folded, *told[n + 1]) or closes(page, *told[n + 1]))
    turn = _turn(page, at, end, answered=answered)
    title = page.trim(at, turn, also="，,；;：:")
    words = folded[slice(*title)]
    if (
        len(_TIME.sub("", words)) < _SHORTEST
        or words[0] == "“"
        or len(words) > _LONGEST
        or _states(page, *title)
    ):
        return None
    heavy = min(weight(words), weight(folded[at : turn_of(page, at, end, answered=answered)]))
    if heavy > (0 if turned or opener else FAULT):
        return None
    if not first and not opener and (_LEFT.search(words) and not names_fault(words)):
        return None
    if turned and not first and what_is_left(folded, start, end, told[0][0]):
        return None
    if not first:
        behind = folded[turn:end].strip(STOPS + "。")
        if not behind and not (n + 1 < len(told) and weight(folded[slice(*told[n + 1])]) > 0):
            return None
    asked = ASKED.match(folded, turn, end)
    if asked:
        return Told(title=title, start=start, stop=end, named=False, asked=(turn, end))
    return Told(title=title, start=start, stop=turn, named=False)


def _states(page: Page, start: int, end: int) -> bool:
    """True for words that state more than that something was never done: 制度没有落实 is a fault."""
    return any(x.status != "not_completed" for x in hits_in(page.folded, start, end))


def _turn(page: Page, start: int, end: int, *, answered: bool) -> int:
    """Where a sentence turns to the answer; 被处以罚款, 涉及3万元 and the like go on with the fault."""
    turn = turn_of(page, start, end, answered=answered)
    clauses = parted(CLAUSES, page.folded, start, end)
    asked = (a for a, b in clauses[1:] if a < turn and ASKED.match(page.folded, a, b))
    if answered and not _ACTS.search(page.folded, turn, end) and not tells_act(page.folded[turn:end]):
        turn = end
    later = (a for a, b in clauses if a >= turn and not _GOES_ON.match(page.folded, a, b))
    return next(asked, next(later, end))
