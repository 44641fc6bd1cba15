"""Read sentences that state a status for several findings: all of them, listed numbers, quoted titles, the rest."""

import re
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass, replace

from extract.answers.blanket import announces_all, counts_all, counts_these, speaks_of_all
from extract.answers.counted_states import AND, COUNTED, REST, apply_counted, number_of
from extract.answers.of_units import among_others, of_unit
from extract.answers.stated import put_status, status_of_hit
from extract.drafts import Draft, DraftStatus
from extract.language.numerals import parse_numeral
from extract.language.sentences import sentences
from extract.lines.lines import Page
from extract.mentions.listed_numbers import listed_numbers, numbers_in_parts
from extract.mentions.matching import QUOTED, best_match, closest_by
from extract.mentions.years import of_earlier_year, reports_on_answers
from extract.model import Issue, Span
from extract.status.statements import hits_in
from extract.status.statuses import StatusHit, find_status, may_state

# Without one of these a sentence speaks of no finding: neither by its title, its number nor as one of the rest or of all.
_NAMES = re.compile(
    r"[“第]|前|后|(?:以上|上述)[\d两]|问题|事项|缺失|整改任务|其[余他它]|剩余|余下|审计(?:报告|意见|决定|要求)"
)
_EXCEPT = re.compile(r"除(?:了)?(?P<which>.{1,80}?)(?:以外|之外|外)(?=[，,其均]|$)[，,]?")
_NAMED = re.compile(
    r"(?:^|[，,：:])[ ]*+(?P<title>[^，,。；;：:“”]{4,160}?)(?:等(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3})[个项])?(?:方面)?(?:的)?问题[ ]*$"
)  # 管网工程进度滞后问题(正在整改), 甲、乙、丙等三个问题(已整改)
_PLACE = re.compile(
    r"(?:^|(?<=[，,、和及与:：；;]))[ ]*(?:上述|以上|其中)?(?P<end>前|最后|后)[ ]?(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3})(?:个|项|条|点)(?:问题|事项)?(?!月|年|季|批|轮|次)"
)
_EXCEPTED = re.compile("除(?:了)?([^，,。；;“”]{2,16})$")  # 除古树保护(需长期坚持)外
_OF_TWO = re.compile("(?:^|[，,；;：:])[ ]*([前后])者(?:均|都|已)?$")
_BEHIND = re.compile(
    r"(?:的)?(?:问题|事项)?(?:以|之)?外[，,]?(?:其[余他它]的?)?(?:问题|事项)?[，,]?"
)  # 除第一项需长期坚持外，
_BLANKET = "blanket statement for all"


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
        if not (_NAMES.search(page.folded, a, b) or COUNTED.search(page.folded, a, b)):
            continue
        apply_counted(page, a, b, drafts)
        for verdict in _verdicts(page, a, b, drafts, issues):
            words = (verdict.hit.start, verdict.hit.end)
            if leads and verdict.rule == _BLANKET:
                continue  # 我局已逐项整改： above findings that each tell their state
            for draft in verdict.drafts:
                if draft.status is None:
                    put_status(draft, DraftStatus(status=verdict.hit.status, words=words, rule=verdict.rule))
                elif (
                    draft.status.status != verdict.hit.status
                    and draft.status.status
                    and "all" in verdict.rule
                ):
                    issues.append(_contradiction(verdict, draft))
    return issues


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
        if of_earlier_year(page, subject[subject.rfind("。") + 1 :]) and not reports_on_answers(page):
            continue
        verdict = _targets(page, subject, hit, end, drafts, named, issues)
        if verdict:
            found.append(verdict)
            named.extend(verdict.drafts)
    if named and len(counted) == 1:
        gone = {id(d) for d in named}
        rest = tuple(d for d in drafts if id(d) not in gone)
        if number_of(page, counted[0], start, end) == len(rest):
            found.append(Verdict(drafts=rest, hit=counted[0], rule="the rest by their number"))
    return found


def _ends_in_numbers(subject: str) -> bool:
    """True for 第1、2、13项 and 最后一项 before the status: 13 and 一 count nothing there."""
    place = list(_PLACE.finditer(subject))[-1:]
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
    left_out = (_named(page, which, drafts) or _paraphrased(page, which, drafts)) if excepted else []
    if again := _told_again(page, which, hit.end, end):
        for draft in left_out:
            put_status(draft, status_of_hit(again, "named as the exception"))
    for hit_of_rest, draft in _status_inside(page, excepted, left_out):
        words = (base + hit_of_rest.start, base + hit_of_rest.end)
        put_status(draft, DraftStatus(status=hit_of_rest.status, words=words, rule="named as the exception"))
    if excepted:
        clause = clause[excepted.end() :]
        named = [*named, *left_out]
    own = of_unit(page, clause, drafts) if not QUOTED.search(clause) else None
    if own is not None:
        chosen = _placed(page, own[1], own[0]) if own[1] else own[0]
        return Verdict(drafts=tuple(chosen), hit=hit, rule="named by their unit") if chosen else None
    chosen = _named(page, clause, drafts)
    if chosen or QUOTED.search(clause) or listed_numbers(clause) or _PLACE.search(clause):
        rule = "quoted titles" if QUOTED.search(clause) else "listed numbers"
        return Verdict(drafts=tuple(chosen), hit=hit, rule=rule) if chosen else None
    rest = REST.search(clause)
    told = named or ([d for d in drafts if d.measures] if rest else [])  # 对甲问题，已…。其余问题正在整改。
    behind = left_out and not clause.strip(" ，,")
    if told and (rest or behind or _BEHIND.fullmatch(clause)):  # 除第五项外均已完成整改
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
                message=f"got {len(chosen)} findings where the text speaks of {number} as {hit.text!r}; no status taken from it",
                span=Span(start=hit.start, end=hit.end),
            )
        )
        return None
    return Verdict(drafts=tuple(chosen), hit=hit, rule=_BLANKET)


def _named(page: Page, words: str, drafts: list[Draft]) -> list[Draft]:
    """Findings that words name by quoted titles or by numbers; none where numbers are not unique."""
    quoted = [m.group(1) for m in QUOTED.finditer(words)]
    if quoted:
        return [d for q in quoted if (d := best_match(page, drafts, q))]
    in_parts = numbers_in_parts(words)
    if in_parts:
        return [d for d in drafts if (_part_of(page, d), d.label_value) in in_parts]
    ordinals = listed_numbers(words)
    placed = _placed(page, words, drafts)
    if placed and not ordinals:
        return placed
    if not ordinals:
        named = _NAMED.search(words)
        brief = None if named else _EXCEPTED.search(words)
        draft = closest_by(page, drafts, brief[1]) if brief else None
        return _called(page, named, drafts) if named else [draft] if draft else []
    if placed:  # 前两项、第四项
        return [d for d in drafts if d in placed or d.label_value in ordinals]
    return _numbered(drafts, ordinals)


def _numbered(drafts: list[Draft], numbers: Collection[int]) -> list[Draft]:
    """The findings with these numbers; in the order of the text where they have none, or where one is higher than any
    that begins anew in every part.
    """
    known = [d.label_value for d in drafts if d.label_value is not None]
    if max(numbers) <= len(drafts) and (
        not known or (max(known) < max(numbers) and len(known) > len(set(known)))
    ):
        return [d for n, d in enumerate(drafts, 1) if n in numbers]
    chosen = [d for d in drafts if d.label_value in numbers]
    return chosen if len({d.label_value for d in chosen}) == len(chosen) else []


def _part_of(page: Page, draft: Draft) -> int | None:
    """The number of the heading that names a finding's category."""
    at = draft.category[0][0] if draft.category else draft.own[0]
    line = page.lines[max(0, bisect_right(page.lines, at, key=lambda x: x.start) - 1)]
    return line.mark.value if draft.category and line.mark else None


def _placed(page: Page, words: str, drafts: list[Draft]) -> list[Draft]:
    """The findings that words name by their place: 前三个问题, 后两项, 最后一项. None where there are not more findings."""
    pair = _OF_TWO.search(words) if len(drafts) == 2 else None
    found: list[Draft] = [drafts[pair[1] == "后"]] if pair else []
    for m in _PLACE.finditer(words):
        number = parse_numeral(m["n"]) or 0
        if 0 < number < len(drafts) and not among_others(page, words[: m.start()], drafts):
            found += drafts[:number] if m["end"] == "前" else drafts[-number:]
    return found


def _called(page: Page, named: re.Match[str], drafts: list[Draft]) -> list[Draft]:
    """The finding that a name restates, or one for each name of a list; none where one of them fits none or its number
    is another.
    """
    one = None if named["n"] else best_match(page, drafts, named["title"])
    if one:
        return [one]
    parts = [p for p in AND.split(named["title"]) if len(p) >= 4]
    short = closest_by(page, drafts, parts[0]) if len(parts) == 1 and not named["n"] else None
    if short:  # 公益林台账问题(已完成整改)
        return [short]
    each = [best_match(page, drafts, p) or closest_by(page, drafts, p) for p in parts]
    found = list({id(d): d for d in each if d is not None}.values())
    told = parse_numeral(named["n"]) if named["n"] else len(parts)
    return found if len(parts) > 1 and len(found) == len(parts) == told else []


_LEAST = 0.3  # of the word pairs of an exception that a finding holds


def _paraphrased(page: Page, words: str, drafts: list[Draft]) -> list[Draft]:
    """Findings that an exception names in other words: 除资产清收外, beside 资产底数不清. One for each of several names, or one."""
    parts = [p for p in AND.split(words) if len(p) >= 3]
    each = [closest_by(page, drafts, p, floor=_LEAST) for p in parts]
    found = list({id(d): d for d in each if d is not None}.values())
    if len(parts) > 1 and len(found) == len(parts):
        return found
    one = closest_by(page, drafts, words, floor=_LEAST)
    return [one] if one else []


def _told_again(page: Page, words: str, start: int, end: int) -> StatusHit | None:
    """The state that follows the words of an exception where a sentence repeats them: …；资产清收仍在推进。"""
    at = page.folded.find(words, start, end) if words else -1
    return next(iter(hits_in(page.folded, at + len(words), end)), None) if at >= 0 else None


def _status_inside(
    page: Page, excepted: re.Match[str] | None, left_out: list[Draft]
) -> list[tuple[StatusHit, Draft]]:
    """The status that 除第四项正在整改，第九项尚未整改外 gives to each group it leaves out."""
    if excepted is None:
        return []
    start, which = excepted.start("which"), excepted.group("which")
    found: list[tuple[StatusHit, Draft]] = []
    at = 0
    for hit in find_status(which):
        if any(m.start() <= hit.start < m.end() for m in QUOTED.finditer(which)):
            continue
        named = _named(page, which[at : hit.start], left_out)
        at = hit.end
        found += [(replace(hit, start=hit.start + start, end=hit.end + start), d) for d in named]
    return found
