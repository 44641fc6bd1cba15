"""Read sentences that state a status for several findings: all of them, listed numbers, quoted titles, the rest."""

import re
from dataclasses import dataclass, replace

from extract.answers.blanket import announces_all, counts_all, counts_these, speaks_of_all, speaks_of_one
from extract.answers.counted_states import REST, apply_counted, counts_some, number_of
from extract.answers.of_units import of_unit
from extract.answers.stated import put_status, status_of_hit
from extract.answers.verdict_targets import PLACE, named_by, paraphrased_by, placed_by
from extract.drafts import Draft, DraftStatus
from extract.language.patterns import DIGIT, THESE
from extract.language.sentences import sentences
from extract.lines.lines import Page
from extract.lines.listed_numbers import ends_in_numbers, listed_numbers
from extract.mentions.matching import QUOTED, best_match, closest_by
from extract.mentions.years import of_earlier_year, reports_on_answers
from extract.model import Issue, Span
from extract.status.dues import due_behind
from extract.status.statements import hits_in
from extract.status.statuses import StatusHit, find_status, may_state

# Without one of these a sentence speaks of no finding: neither by its title, its number nor as one of the rest or of all.
_NAMES = re.compile(
    rf"[“第]|前|后|{THESE}{DIGIT}|问题|事项|缺失|整改任务|其[余他它]|剩余|余下|审计(?:报告|意见|决定|要求)"
)
_EXCEPT = re.compile(r"除(?:了)?(?P<which>.{1,80}?)(?:以外|之外|外)(?=[，,其均]|$)[，,]?")
_BEHIND = re.compile(
    r"(?:的)?(?:问题|事项)?(?:以|之)?外[，,]?(?:其[余他它]的?)?(?:问题|事项)?[，,]?"
)  # 除第一项需长期坚持外，
_ASIDE = re.compile("[(（“][^()（）“”]+[)）”]$")  # 第三项（一项）, 第五项“甲”
_COUNTED = re.compile(r"\d{2,4}[个项件条]")
_NAMES_LAST = re.compile("[，,；;]?[ ]*[^，,。；;：:这此上以]{2,16}(?:问题|事项)")
_BLANKET = "blanket statement for all"
_LEFT_OUT = "left out of what is done"


@dataclass(slots=True, kw_only=True)
class Verdict:
    """Findings that one group of words gives a status, and how they were chosen."""

    drafts: tuple[Draft, ...]
    hit: StatusHit
    rule: str


def apply_verdicts(page: Page, start: int, end: int, drafts: list[Draft]) -> list[Issue]:
    """Give the findings in scope the statuses that text[start:end] states for them; doubts come back as issues."""
    issues: list[Issue] = []
    if not may_state(page.folded, start, end):
        return issues
    leads = page.folded[start:end].rstrip().endswith(":") and any(d.status for d in drafts)
    for a, b in sentences(page.folded, start, end):
        if not (_NAMES.search(page.folded, a, b) or counts_some(page.folded, a, b)):
            continue
        apply_counted(page, a, b, drafts)
        for verdict in _verdicts(page, a, b, drafts, issues):
            if leads and verdict.rule == _BLANKET:
                continue  # 我局已逐项整改： above findings that each tell their state
            for draft in verdict.drafts:
                if draft.status is None or draft.status.rule == _LEFT_OUT:
                    draft.status = None
                    put_status(draft, status_of_hit(verdict.hit, verdict.rule))
                elif (
                    draft.status.status != verdict.hit.status
                    and draft.status.status
                    and "all" in verdict.rule
                ):
                    issues.append(_contradiction(verdict, draft))
        _give_due(page, a, b, drafts)
    return issues


def _give_due(page: Page, start: int, end: int, drafts: list[Draft]) -> None:
    """The time behind the last state of a sentence is that of the findings it is said of: 第四项正在整改，4月底前完成。"""
    due = due_behind(page.folded, start, end)
    hits = hits_in(page.folded, start, due.start) if due else ()
    for draft in drafts if due and hits else ():
        words = draft.status.words if draft.status else None
        if words and due and hits[-1].start <= words[0] < due.start and draft.deadline is None:
            draft.deadline = due.when
            draft.because("deadline", "named beside the status")


def _contradiction(verdict: Verdict, draft: Draft) -> Issue:
    status = draft.status.status if draft.status else None
    return Issue(
        kind="contradicting_status",
        message=f"got {verdict.hit.status} for all findings and {status} for one; the finding's own status is kept",
        span=Span(start=verdict.hit.start, end=verdict.hit.end),
    )


def _verdicts(page: Page, start: int, end: int, drafts: list[Draft], issues: list[Issue]) -> list[Verdict]:
    found: list[Verdict] = []
    named: list[Draft] = []
    counted: list[StatusHit] = []
    at = start
    hits = hits_in(page.folded, start, end)
    for hit in hits:
        subject = page.folded[at : hit.start]
        at = hit.end
        if announces_all(hit, page.folded[at:end], len(drafts)) or (
            len(hits) == 1 and counts_all(subject, len(drafts))
        ):
            found.append(Verdict(drafts=tuple(drafts), hit=hit, rule=_BLANKET))
        if hit.attributive or (hit.counted and not (_ends_in_numbers(subject) or counts_these(subject))):
            counted += [hit] if not hit.attributive else []
            continue
        if not named and _rest_of_counted(subject):
            continue
        if of_earlier_year(page, subject[subject.rfind("。") + 1 :]) and not reports_on_answers(page):
            continue
        verdict = _targets(page, subject, hit, end, drafts, named, issues)
        if verdict:
            found.append(verdict)
            named.extend(verdict.drafts)
    number = number_of(page, counted[0], start, end) if counted and not counted[1:] else None
    beside = named or (number and drafts[number:])
    if beside and drafts[len(named) :] and "的问题" in page.folded[hits[0].start : end]:
        told = {id(d) for d in named}
        others = [v for v in _named_beside(page, start, end, drafts) if id(v.drafts[0]) not in told]
        if named or (number or 0) + len(others) == len(drafts):
            found += others
            named += [v.drafts[0] for v in others]
    if named and number:
        gone = {id(d) for d in named}
        rest = tuple(d for d in drafts if id(d) not in gone)
        if number == len(rest):
            found.append(Verdict(drafts=rest, hit=counted[0], rule="the rest by their number"))
    return found


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


def _ends_in_numbers(subject: str) -> bool:
    """True for 第1、2、13项 and 最后一项 before the status: 13 and 一 count nothing there."""
    place = list(PLACE.finditer(subject))[-1:]
    return bool(place and not subject[place[0].end() :].strip("均都已也全部 ")) or bool(
        re.search(r"第[^。；;第]{0,60}(?:项|个|条)(?:问题)?(?:均|都|已|全部)?$", subject)
    )


def _targets(
    page: Page,
    subject: str,
    hit: StatusHit,
    end: int,
    drafts: list[Draft],
    named: list[Draft],
    issues: list[Issue],
) -> Verdict | None:
    clause_at = max(subject.rfind(c) for c in "；;") + 1
    clause = subject[clause_at:]
    base = hit.start - len(subject) + clause_at  # where the clause stands in the text
    excepted = _EXCEPT.search(clause)
    which = excepted["which"] if excepted else ""
    left_out = (named_by(page, which, drafts) or paraphrased_by(page, which, drafts)) if excepted else []
    if again := _told_again(page, which, hit.end, end):
        for draft in left_out:
            put_status(draft, status_of_hit(again, "named as the exception"))
    for inside, draft in _status_inside(page, excepted, left_out, drafts):
        words = (base + inside.start, base + inside.end)
        put_status(draft, DraftStatus(status=inside.status, words=words, rule="named as the exception"))
    if excepted and hit.status == "completed" and not again and _only_names(which):
        words = page.trim(base + excepted.start(), base + excepted.end(), also="，,")
        for draft in (d for d in left_out if d.status is None):
            put_status(draft, DraftStatus(status="not_completed", words=words, rule=_LEFT_OUT))
    if excepted:
        clause = clause[excepted.end() :]
        named = [*named, *left_out]
    own = of_unit(page, clause, drafts) if not QUOTED.search(clause) else None
    if own is not None:
        chosen = placed_by(page, own[1], own[0]) if own[1] else own[0]
        return Verdict(drafts=tuple(chosen), hit=hit, rule="named by their unit") if chosen else None
    chosen = named_by(page, clause, drafts)
    if not chosen and _is_alone(drafts) and speaks_of_one(clause, hit):
        return Verdict(drafts=tuple(drafts), hit=hit, rule="the one problem of a notice")
    if chosen or QUOTED.search(clause) or listed_numbers(clause) or PLACE.search(clause):
        rule = "quoted titles" if QUOTED.search(clause) else "listed numbers"
        return Verdict(drafts=tuple(chosen), hit=hit, rule=rule) if chosen else None
    rest = REST.search(clause)
    told = named or ([d for d in drafts if d.measures] if rest else [])  # 对甲问题，已…。其余问题正在整改。
    behind = left_out and not clause.strip(" ，,")
    last = len(named) == len(drafts) - 1 and _NAMES_LAST.fullmatch(
        clause
    )  # 甲、乙两个问题已完成，账户问题正在整改
    if told and (rest or behind or last or _BEHIND.fullmatch(clause)):  # 除第五项外均已完成整改
        return Verdict(drafts=tuple(d for d in drafts if d not in told), hit=hit, rule="the rest")
    blanket = speaks_of_all(page, clause, hit, page.folded[hit.end : end])
    if blanket is None:
        return None
    chosen = [d for d in drafts if d not in left_out]
    number = blanket.number
    if number is not None and number != len(chosen):
        issues.append(
            Issue(
                kind="count_differs",
                message=f"got {len(chosen)} findings where the text speaks of {number} as {page.text[hit.start : hit.end]!r}; no status taken from it",
                span=Span(start=hit.start, end=hit.end),
            )
        )
        return None
    return Verdict(drafts=tuple(chosen), hit=hit, rule=_BLANKET)


def _only_names(which: str) -> bool:
    """True for 第三项（一项） and a title: an exception that does not say how far it is (第一项尚待受款人领取)."""
    return not listed_numbers(which) or ends_in_numbers(_ASIDE.sub("", which.strip()))


def _rest_of_counted(subject: str) -> bool:
    """True for 已完成313项任务，其余(正在推进): the rest of what is counted before it."""
    rest = REST.search(subject)
    return rest is not None and _COUNTED.search(subject, 0, rest.start()) is not None


def _is_alone(drafts: list[Draft]) -> bool:
    """One finding without a number, so that 自查第243号问题 can be no other."""
    return len(drafts) == 1 and drafts[0].label_value is None


def _told_again(page: Page, words: str, start: int, end: int) -> StatusHit | None:
    """The state that follows the words of an exception where a sentence repeats them: …；资产清收仍在推进。"""
    at = page.folded.find(words, start, end) if words else -1
    return next(iter(hits_in(page.folded, at + len(words), end)), None) if at >= 0 else None


def _status_inside(
    page: Page, excepted: re.Match[str] | None, left_out: list[Draft], drafts: list[Draft]
) -> list[tuple[StatusHit, Draft]]:
    """The status that 除第2項仍在辦理中、第4項尚未完成外 gives to each group it leaves out, in words that fill no clause there."""
    if excepted is None:
        return []
    start, which = excepted.start("which"), excepted.group("which")
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
