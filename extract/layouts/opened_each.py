"""Findings that sentences of one paragraph open one after the other, each in words that say so, and answer at once:
审计指出，甲。我局已…。审计还发现乙，已…。关于丙的问题，…。至于“丁”一项，…。上述四个问题均已整改。
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.answers.content import read_stretch
from extract.answers.verdicts import apply_verdicts
from extract.drafts import Draft, Range, opened
from extract.language.numerals import parse_numeral
from extract.language.patterns import AUDIT, DIGIT, FOUND, IN_FIELD, NUMBER
from extract.language.sentences import CLAUSES, COMMAS, parted, sentences
from extract.layouts.faults_first import COUNT, closes
from extract.layouts.group_answers import states_of_several
from extract.lines.lines import Page
from extract.mentions.matching import containment
from extract.mentions.naming import ABOUT
from extract.roles.turning import ANSWER, FAULT, may_name_fault, weight
from extract.status.statements import hits_in, pure_status

_AND = r"[ ]*+(?:(?:首先|此外|另外?|同时|而|其中|还有|最后|再有)[，,]?)?"
_NOUN = r"(?:的|这一?)?(?:问题|事项|情况|缺失|一[项事节条]|方面)?"
# 审计还指出，  检查组同时发现  报告反映：
_SAYS = re.compile(
    rf"{_AND}{IN_FIELD}(?:本次|此次|市局|县局|区局)?(?:{AUDIT})?(?:人员|组|机关|报告|意见|期间|过程中|中|时){{0,2}}"
    rf"(?<=[计查察视导核员组关告见间中时])(?:还|也|又|同时|另){{0,2}}(?:{FOUND}|提到|认为)(?:了)?"
    r"(?:[，,：:]|(?!的|之?后|问题|以来|各|这|该|上述|以上)(?=[\u4e00-\u9fff\d“]))"
)
# 关于甲的问题，  至于乙一项，  对审计反映的丙一事，  至于丁，(only where it tells a fault)
_NAMED = re.compile(
    rf"{_AND}(?:至于|{ABOUT})(?:(?:{AUDIT})(?:组|报告|机关)?(?:{FOUND})的)?"
    r"(?P<title>(?:[^“”。；;：:]|“[^“”]{1,30}”){4,90}?)(?:的|等|这)?(?:问题|事项|情况|一[项事节])[，,：:]"
)
_TOPIC = re.compile(rf"{_AND}(?:至于|关于)(?P<title>[^“”。；;：:，,]{{6,60}})[，,]")
_QUOTED = re.compile(
    rf"{_AND}(?:[^ ，,。；;：:“”]{{0,10}}(?:{FOUND})(?:的|了)?[：:，,]?)?"
    r"(?:至于|关于|对于?|针对|就)?(?P<first>“[^“”]{4,90}”)(?P<more>(?:[、，,和及与]?“[^“”]{4,90}”)*)"
    rf"(?:等)?{NUMBER}?[个项]?{_NOUN}"
    r"(?:[，,：:]|(?:也|同样|还|又)?(?:是|系|属于)[^。；;，,]{0,24}(?:问题|事项|之一|一[项个])[。，,])"
)
_TITLE = re.compile("“([^“”]{4,90})”")
_TURN = re.compile(r"(?P<label>(?P<n>[一二三四五六七八九])是)|(?:首先|其次|再次|再者)(?:是|[，,])")
_COUNTS = re.compile(rf"{DIGIT}[个项]$")  # 3个街道的审计共查出6个(问题)
_ITEM = re.compile(r"(?<=[。；;，,：: \n])[一二三四五六七八九]是(?!否)")
_OF_THESE = re.compile(rf"[ ]*(?:{COUNT.pattern}|其中)")
_RESTATES = 0.5  # of the word pairs of a name that a finding told before holds
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The sentence that opens one finding, or several with one answer: their titles, and where the rest of it begins.

    No titles: the fault is told from `rest` on, in words of its own.
    """

    titles: tuple[Range, ...]
    rest: int
    by_number: bool = False  # nothing but 一是 or 首先 says that a fault is told
    label: Range | None = None
    value: int | None = None


def opened_each(
    page: Page, told: Sequence[Range], *, fewest: int = _FEWEST, quoted: bool = False
) -> list[Draft]:
    """The findings of the sentences of a paragraph; empty where the first opens none, fewer than `fewest` do, or one of
    them has no answer.

    `quoted`: only problems in quotation marks.
    """
    told = [s for a, b in told for s in _at_openings(page, a, b, quoted=quoted)]
    openings = {i: o for i, (a, b) in enumerate(told) if (o := opening_of(page, a, b, quoted=quoted))}
    if 0 not in openings or len(openings) < fewest or not _count_on(page, told, list(openings.values())):
        return []
    drafts: list[Draft] = []
    for at, stop in pairwise([*openings, len(told)]):
        closing = next((i for i in range(at + 1, stop) if _speaks_of_several(page, *told[i])), stop)
        own = _read(page, openings[at], told[at][1], list(told[at + 1 : closing]))
        if (
            not own
            or _told_before(page, own, drafts)
            or (openings[at].by_number and not all(d.answered for d in own))
        ):
            return []  # numbers alone may head a list of faults, all of them answered below
        drafts += own
        for start, end in told[closing:stop]:
            apply_verdicts(page, start, end, _counted(page, start, end, drafts))
    return drafts if all(d.answered for d in drafts) else []


def _at_openings(page: Page, start: int, end: int, *, quoted: bool) -> list[Range]:
    """A sentence cut at the semicolons behind which another finding is opened: 就“甲”，已…；就“乙”，已…。"""
    clauses = sentences(page.folded, start, end, semicolons=True)
    starts = [a for a, b in clauses[1:] if opening_of(page, a, b, quoted=quoted)]
    return list(pairwise([start, *starts, end]))


def _count_on(page: Page, told: Sequence[Range], openings: Sequence[Opening]) -> bool:
    """True where 一是 and 二是 among the openings count on from one, each of them at the start of a sentence."""
    numbers = [o.value for o in openings if o.value]
    turns = sum(len(list(_ITEM.finditer(page.folded, a, b))) for a, b in told) if numbers else 0
    return numbers == list(range(1, len(numbers) + 1)) and turns == len(numbers)


def opening_of(page: Page, start: int, end: int, *, quoted: bool = False) -> Opening | None:
    """How a sentence opens a finding; `quoted`: only by its name in quotation marks."""
    m = _QUOTED.match(page.folded, start, end)
    if m:
        names = _TITLE.finditer(page.folded, m.start("first"), max(m.end("more"), m.end("first")))
        return Opening(titles=tuple(x.span(1) for x in names), rest=m.end())
    if quoted:
        return None
    m = _NAMED.match(page.folded, start, end)
    if m:
        named = may_name_fault(m["title"]) and weight(m["title"]) < ANSWER and not _COUNTS.search(m["title"])
        return Opening(titles=(m.span("title"),), rest=m.end()) if named else None
    m = _TOPIC.match(page.folded, start, end)
    if m and weight(m["title"]) < FAULT:
        return Opening(titles=(m.span("title"),), rest=m.end())
    m = _SAYS.match(page.folded, start, end)
    turn = None if m else _TURN.match(page.folded, start, end)
    if turn:
        number = turn["n"] and parse_numeral(turn["n"])
        label = turn.span("label") if number else None
        return Opening(titles=(), rest=turn.end(), by_number=True, label=label, value=number or None)
    return Opening(titles=(), rest=m.end()) if m else None


def _read(page: Page, opening: Opening, end: int, below: list[Range]) -> list[Draft]:
    """The findings that one sentence opens, with the sentences below it up to the next; none where it tells no fault."""
    titles, rest = opening.titles, opening.rest
    if not titles:
        stop = turn_of(page, rest, end, answered=any(not pure_status(page.folded, *s) for s in below))
        told = [(rest, stop)] if opening.by_number else parted(COMMAS, page.folded, rest, stop)
        if min(weight(page.folded[a:b]) for a, b in told) >= 0:
            return []
        titles, rest = (page.trim(rest, stop, also="，,；;"),), stop
    drafts = [opened(title, "one of several findings that sentences open in turn") for title in titles]
    last = below[-1][1] if below else end
    for draft in drafts:
        draft.label, draft.label_value = opening.label, opening.value
        draft.own = (draft.title[0], last)
        if page.folded[rest:last].strip("。；;，, "):
            read_stretch(page, draft, rest, last, "measure", sure=True)
    return drafts


def turn_of(page: Page, start: int, end: int, *, answered: bool) -> int:
    """Where a sentence turns from the fault to its answer: at the comma that parts them best; its end where all of it tells
    the fault, which sentences below it answer.
    """
    clauses = parted(CLAUSES, page.folded, start, end)
    weights = [weight(page.folded[a:b]) for a, b in clauses]
    parts = [(sum(weights[:i]) - sum(weights[i:]), i) for i in range(1, len(weights))]
    best = min(parts, default=(0.0, 0))[1]
    behind, at = (sum(weights[best:]), clauses[best][0]) if best else (0.0, end)
    turns = behind > (ANSWER if answered else 0) or bool(hits_in(page.folded, at, end))
    return at if turns else end


def _speaks_of_several(page: Page, start: int, end: int) -> bool:
    """True for 上述两个问题均已整改到位。 and 其中甲、乙两个问题已完成整改，丙问题正在整改。"""
    of_these = _OF_THESE.match(page.folded, start, end) is not None
    return of_these and (closes(page, start, end) or states_of_several(page, start, end))


def _counted(page: Page, start: int, end: int, drafts: list[Draft]) -> list[Draft]:
    """The findings that 上述两个问题 speaks of: as many as it counts, those told last."""
    m = COUNT.match(page.folded, start, end)
    number = parse_numeral(m["n"] or m["these"]) if m else None
    return drafts[-number:] if number else drafts


def _told_before(page: Page, own: list[Draft], drafts: list[Draft]) -> bool:
    """True where a name restates a finding told before: it answers that one and opens none."""
    words = [page.folded[slice(*d.title)] for d in own]
    known = [page.folded[slice(*d.title)] for d in drafts]
    return any(containment(w, k) >= _RESTATES for w in words for k in known)
