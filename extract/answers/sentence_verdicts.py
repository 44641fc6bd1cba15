"""What one sentence states for findings, and for which: all of them, listed numbers, quoted titles, the rest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.answers.blanket import announces_all, counts_all, counts_these, speaks_of_all, speaks_of_one
from extract.answers.counted_states import REST, number_of
from extract.answers.left_out import LeftOut, leave_out
from extract.answers.of_units import of_unit
from extract.answers.verdict_targets import PLACE, named_by, placed_by
from extract.drafts import Draft
from extract.language.numerals import parse_numeral
from extract.language.patterns import NUMBER
from extract.lines.lines import Page
from extract.lines.listed_numbers import listed_numbers
from extract.mentions.matching import QUOTED, best_match, closest_by
from extract.mentions.years import of_earlier_year, reports_on_answers
from extract.model import Issue, Span
from extract.status.statements import hits_in
from extract.status.statuses import StatusHit

BLANKET = "blanket statement for all"
_BEHIND = re.compile(
    r"(?:的)?(?:问题|事项)?(?:以|之)?外[，,]?(?:其[余他它]的?)?(?:问题|事项)?[，,]?"
)  # 除第一项需长期坚持外，
_SO_MANY = re.compile("[ ]*(?:了|的)?(?:有)?\\d{1,3}[个项件条]")  # 3个问题已完成整改1个
_COUNTED = re.compile(r"\d{2,4}[个项件条]")
_HOW_MANY = re.compile(rf"的(?P<n>{NUMBER})[个项条](?:问题|事项)[^，,。；;]{{0,4}}$")
_NAMES_LAST = re.compile("[，,；;]?[ ]*[^，,。；;：:这此上以]{2,16}(?:问题|事项)")


@dataclass(slots=True, kw_only=True)
class Verdict:
    """Findings that one group of words gives a status, and how they were chosen."""

    drafts: tuple[Draft, ...]
    hit: StatusHit
    rule: str


def verdicts_of(page: Page, start: int, end: int, drafts: list[Draft], issues: list[Issue]) -> list[Verdict]:
    """What the sentence text[start:end] states for findings among `drafts`; doubts are added to `issues`."""
    return _Sentence(page, start, end, drafts, issues).read()


@dataclass(slots=True)
class _Sentence:
    """A sentence while it is read: its verdicts so far, the findings they name, the states of what it only counts."""

    page: Page
    start: int
    end: int
    drafts: list[Draft]
    issues: list[Issue]
    found: list[Verdict] = field(default_factory=list)
    named: list[Draft] = field(default_factory=list)
    counted: list[StatusHit] = field(default_factory=list)

    def read(self) -> list[Verdict]:
        hits = hits_in(self.page.folded, self.start, self.end)
        at = self.start
        for hit in hits:
            self._take(hit, self.page.folded[at : hit.start], alone=len(hits) == 1)
            at = hit.end
        number = (
            number_of(self.page, self.counted[0], self.start, self.end) if len(self.counted) == 1 else None
        )
        if (self.named or (number and self.drafts[number:])) and self.drafts[len(self.named) :]:
            self._name_beside(number, self.page.folded[hits[0].start : self.end])
        if self.named and number:
            rest = _without(self.drafts, self.named)
            if number == len(rest):
                self.found.append(Verdict(drafts=rest, hit=self.counted[0], rule="the rest by their number"))
        return self.found

    def _take(self, hit: StatusHit, subject: str, *, alone: bool) -> None:
        """Take one state of the sentence, with the words before it, for the findings that these speak of."""
        page = self.page
        many = len(self.drafts)
        if announces_all(hit, page.folded[hit.end : self.end], many) or (
            alone and not _SO_MANY.match(page.folded, hit.end, self.end) and counts_all(subject, many)
        ):
            self.found.append(Verdict(drafts=tuple(self.drafts), hit=hit, rule=BLANKET))
        if hit.attributive:
            return
        if hit.counted and not (_ends_in_numbers(subject) or counts_these(subject)):
            self.counted.append(hit)
            return
        if not self.named and _rest_of_counted(subject):
            return
        own = subject[subject.rfind("。") + 1 :]
        if of_earlier_year(page, own) and (_counts_others(own, many) or not reports_on_answers(page)):
            return
        clause = hit.start - len(subject) + max(subject.rfind(c) for c in "；;") + 1
        verdict = self._verdict(hit, clause)
        if verdict:
            self.found.append(verdict)
            self.named.extend(verdict.drafts)

    def _verdict(self, hit: StatusHit, start: int) -> Verdict | None:
        """Whom the clause that begins at `start` gives its state; the first way to say so decides."""
        excepted = leave_out(self.page, (start, hit.start), hit, self.end, self.drafts)
        left_out = excepted.drafts
        if excepted.uncounted:
            self._doubt_exception(hit, excepted)
            return None
        words = self.page.folded[excepted.begins : hit.start]
        clause = _Clause(
            sentence=self, hit=hit, words=words, left_out=left_out, told=[*self.named, *left_out]
        )
        for way in (_by_unit, _the_only_one, _by_name, _the_rest, _all_of_them):
            chosen = way(clause)
            if chosen is not None:
                drafts, rule = chosen
                return Verdict(drafts=tuple(drafts), hit=hit, rule=rule) if drafts else None
        return None

    def _doubt_exception(self, hit: StatusHit, excepted: LeftOut) -> None:
        """Note that a sentence excepts more findings than could be told: which of the others it means is not known."""
        words = self.page.text[hit.start : hit.end]
        self.issues.append(
            Issue(
                kind="count_differs",
                message=f"got {len(excepted.drafts)} findings left out of {words!r} where the text counts"
                f" {excepted.uncounted}; no status taken from it for the others",
                span=Span(start=hit.start, end=hit.end),
            )
        )

    def _name_beside(self, number: int | None, states: str) -> None:
        """Take the findings that are named beside others, or beside the number of these: 3个已完成，F的问题基本完成."""
        if "的问题" not in states:
            return
        told = {id(d) for d in self.named}
        others = _named_beside(self.page, self.start, self.end, self.drafts)
        others = [v for v in others if id(v.drafts[0]) not in told]
        if self.named or (number or 0) + len(others) == len(self.drafts):
            self.found += others
            self.named += [v.drafts[0] for v in others]


def _without(drafts: list[Draft], some: list[Draft]) -> tuple[Draft, ...]:
    gone = {id(d) for d in some}
    return tuple(d for d in drafts if id(d) not in gone)


# 3个已完成整改，收费公示的问题(基本完成): a name before a state that could be a fault without the others beside it
_NAMED_STATE = re.compile(
    r"(?<=[，,；;：:])(?P<name>[^，,。；;：:“”]{3,40}?)的?(?:问题|事项)(?P<state>[^，,。；;：:]{2,12})(?=[，,。；;]|$)"
)


def _named_beside(page: Page, start: int, end: int, drafts: list[Draft]) -> list[Verdict]:
    """The states of findings that a sentence names beside others, or beside the number of these."""
    found: list[Verdict] = []
    for m in _NAMED_STATE.finditer(page.folded, start, end):
        hit = next((h for h in hits_in(page.folded, *m.span("state")) if h.start == m.start("state")), None)
        one = hit and (best_match(page, drafts, m["name"]) or closest_by(page, drafts, m["name"]))
        found += [Verdict(drafts=(one,), hit=hit, rule="named beside others")] if hit and one else []
    return found


def _counts_others(words: str, many: int) -> bool:
    """True for 上一年度审计查出的4个问题 where the notice tells of six: they are not its own."""
    m = _HOW_MANY.search(words)
    return m is not None and parse_numeral(m["n"]) != many


def _ends_in_numbers(subject: str) -> bool:
    """True for 第1、2、13项 and 最后一项 before the status: 13 and 一 count nothing there."""
    place = list(PLACE.finditer(subject))[-1:]
    return bool(place and not subject[place[0].end() :].strip("均都已也全部 ")) or bool(
        re.search(r"第[^。；;第]{0,60}(?:项|个|条)(?:问题)?(?:均|都|已|全部)?$", subject)
    )


def _rest_of_counted(subject: str) -> bool:
    """True for 已完成313项任务，其余(正在推进): the rest of what is counted before it."""
    rest = REST.search(subject)
    return rest is not None and _COUNTED.search(subject, 0, rest.start()) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    """The words before a state, without an exception: whom that leaves out, and who has been told of before."""

    sentence: _Sentence
    hit: StatusHit
    words: str
    left_out: list[Draft]
    told: list[Draft]

    @property
    def quotes(self) -> bool:
        return QUOTED.search(self.words) is not None


_Chosen = (
    tuple[Sequence[Draft], str] | None
)  # findings and by which rule; None: these words do not say it this way


def _by_unit(clause: _Clause) -> _Chosen:
    page = clause.sentence.page
    own = of_unit(page, clause.words, clause.sentence.drafts) if not clause.quotes else None
    if own is None:
        return None
    return placed_by(page, own[1], own[0]) if own[1] else own[0], "named by their unit"


def _the_only_one(clause: _Clause) -> _Chosen:
    """One finding without a number, so that 自查第243号问题 can be no other."""
    drafts = clause.sentence.drafts
    alone = len(drafts) == 1 and drafts[0].label_value is None
    if not alone or not speaks_of_one(clause.words, clause.hit):
        return None
    named = named_by(clause.sentence.page, clause.words, drafts)
    return None if named else (drafts, "the one problem of a notice")


def _by_name(clause: _Clause) -> _Chosen:
    chosen = named_by(clause.sentence.page, clause.words, clause.sentence.drafts)
    if chosen or clause.quotes or listed_numbers(clause.words) or PLACE.search(clause.words):
        return chosen, "quoted titles" if clause.quotes else "listed numbers"
    return None


def _the_rest(clause: _Clause) -> _Chosen:
    """除第五项外均已完成整改;  甲、乙两个问题已完成，账户问题正在整改;  对甲问题，已…。其余问题正在整改。"""
    drafts, words = clause.sentence.drafts, clause.words
    rest = REST.search(words)
    told = clause.told or ([d for d in drafts if d.measures] if rest else [])
    behind = clause.left_out and not words.strip(" ，,")
    last = len(clause.told) == len(drafts) - 1 and _NAMES_LAST.fullmatch(words)
    if told and (rest or behind or last or _BEHIND.fullmatch(words)):
        return [d for d in drafts if d not in told], "the rest"
    return None


def _all_of_them(clause: _Clause) -> _Chosen:
    sentence, hit = clause.sentence, clause.hit
    page = sentence.page
    blanket = speaks_of_all(page, clause.words, hit, page.folded[hit.end : sentence.end])
    if blanket is None:
        return None
    chosen = [d for d in sentence.drafts if d not in clause.left_out]
    if blanket.number in (None, len(chosen)):
        return chosen, BLANKET
    words = page.text[hit.start : hit.end]
    sentence.issues.append(
        Issue(
            kind="count_differs",
            message=f"got {len(chosen)} findings where the text speaks of {blanket.number} as {words!r}; no status taken from it",
            span=Span(start=hit.start, end=hit.end),
        )
    )
    return None
