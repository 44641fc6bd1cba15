"""Several findings told in the paragraph below the name of a field: 审计指出，甲，乙，丙。甲已…；乙已…；丙已…。

A paragraph is cut only where the document itself proves how many it holds: it counts them (上述3个问题均已整改), answers as many
one by one, or names each before what was done about it (针对甲问题，…；针对乙问题，…).
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.answers.content import read_stretch
from extract.answers.verdict_targets import PLACE
from extract.answers.verdicts import apply_verdicts
from extract.drafts import Draft, Range, opened
from extract.language.numerals import parse_numeral
from extract.language.patterns import NUMBER, THESE
from extract.language.sentences import parted, sentences
from extract.layouts.accounts import accounts_in
from extract.layouts.fault_lists import without_turn
from extract.layouts.faults_first import COUNT, answer, closes, faults_first
from extract.layouts.named_clauses import named_in
from extract.layouts.opened_each import opened_each
from extract.layouts.paragraphs import paragraph_findings
from extract.lines.labels import ANSWERS, label_at
from extract.lines.lines import Line, Page
from extract.lines.listed_numbers import listed_numbers
from extract.lines.series import LISTS, series
from extract.roles.turning import FAULT, weight
from extract.status.statements import pure_status, statements

_OF_ONE = re.compile(r"[ ]*(?:目前[，,]?)?(?:[该此本]|这一?)(?:项|个)?(?:问题|事项)")
_LONGEST = 1_500  # characters of paragraphs that are tried
# 在预算编制上，  应收款项方面，
_FIELD = re.compile(r"[ ]*(?:在[^，,。；;：:]{2,20}(?:上|方面|中|环节)|[^，,。；;：:]{2,16}方面)[，,：:]")
_THESE_BEHIND = re.compile(
    rf"[，,；;](?=[ ]*{THESE}{NUMBER}[个项](?:问题|事项)?[^，,；;。]{{2,20}}[。；;]?$)"
)
_COMMAS = re.compile("[，,]")


def several_told(page: Page, lines: Sequence[Line]) -> list[Draft]:
    """The findings of plain lines below a heading that names no problem; empty where nothing proves that there are several."""
    told = _several_told(page, lines)
    if any(series(page.folded, x.body, x.end, LISTS) for x in lines):
        return told
    if len(lines) == 1 and not _MORE.search(page.folded, lines[0].body, lines[0].end):
        return told
    each = [d for x in lines for d in (accounts_in(page, x.body, x.end) if x.is_plain else ())]
    return each if len(each) > max(len(told), 1) and all(d.answered for d in each) else told


# what may open another problem in a paragraph
_MORE = re.compile(
    "此外|另外|同时|另?一方面|还(?:反映|指出|发现|认为|查出|存在)|问题[，,]|(?:整改|到位|完成|办结)。"
)


def _several_told(page: Page, lines: Sequence[Line]) -> list[Draft]:
    each = _line_each(page, lines)
    if each:
        return each
    told, label_at_ = _sentences(page, lines)
    if not told or told[-1][1] - told[0][0] > _LONGEST:
        return []
    ahead = told[: len(told) > 1 and closes(page, *told[0])]  # 此类问题均已整改到位。关于甲的问题，…
    if label_at_ is None and (each := opened_each(page, told[len(ahead) :])):
        for start, end in ahead:
            apply_verdicts(page, start, end, each)
        return each
    counted = (
        len(told) > 1 and COUNT.match(page.folded, *told[0]) is not None
    )  # 该方面反映的3个问题已全部整改。针对甲…
    closing = [s for s in told[not counted :] if closes(page, *s)]
    body = [s for s in told if s not in closing]
    number = _number(page, told, closing)
    if [bool(_OF_ONE.match(page.folded, *s)) for s in told].count(True) == 1 and number is None:
        return []
    if any(_OF_ONE.match(page.folded, *s) for s in closing):
        return []
    drafts = (
        _named(page, body)
        or faults_first(page, body, number)
        or (_chained(page, body, number) if label_at_ is None else [])
        or _one_each(page, body, number)
    )
    for start, end in closing if drafts else ():
        apply_verdicts(page, start, end, drafts)
    return drafts


def _sentences(page: Page, lines: Sequence[Line]) -> tuple[list[Range], int | None]:
    """The sentences of lines without the labels that open them, and the index of the first behind a label of an answer."""
    found: list[Range] = []
    answer: int | None = None
    for line in lines:
        for start, end in sentences(page.folded, line.body, line.end):
            label = label_at(page.folded, start, end)
            if label is not None and label.role in ANSWERS and answer is None:
                answer = len(found)
            at = (
                label.end
                if label is not None and (label.role in ANSWERS or label.role == "finding")
                else start
            )
            found.append(page.trim(at, end))
    return [s for s in found if s[0] < s[1]], answer


def _number(page: Page, told: list[Range], closing: list[Range]) -> int | None:
    """How many problems a paragraph says it tells; None where it does not say, or several numbers."""
    found = {parse_numeral(m["n"] or m["these"]) for a, b in told for m in COUNT.finditer(page.folded, a, b)}
    found |= {_number_placed(page.folded[a:b]) for a, b in closing}
    found -= {None, 0, 1}
    return found.pop() if len(found) == 1 else None


def _number_placed(words: str) -> int:
    """How many there are where 前两个已整改，第三个正在整改 or 后两项…，第一项… speaks of each; 0 elsewhere."""
    ends = {m["end"]: parse_numeral(m["n"]) or 0 for m in PLACE.finditer(words)}
    first = max([*listed_numbers(words), ends.get("前", 0)])
    rest = max(ends.get("后", 0), ends.get("最后", 0))
    return first + rest if first and (rest or listed_numbers(words)) else 0


def _named(page: Page, body: list[Range]) -> list[Draft]:
    """在甲方面，针对F的问题，已…；针对G的问题，已…，以上两个问题均已整改到位。在乙方面，H，目前已…，该问题已整改到位。"""
    found: list[Draft] = []
    several = False
    for start, end in body:
        lead = _FIELD.match(page.folded, start, end)
        at = lead.end() if lead else start
        these = _THESE_BEHIND.search(page.folded, at, end)
        drafts = named_in(page, at, these.start() if these else end)
        if these and drafts:
            apply_verdicts(page, these.end(), end, drafts)
        several = several or len(drafts) > 1
        drafts = drafts or _one_sentence(page, at, end)
        if not drafts:
            return []
        found += drafts
    return found if several else []


def _one_sentence(page: Page, start: int, end: int) -> list[Draft]:
    """F，目前已…，该问题已整改到位。: a finding told in one sentence, from the clause that tells the fault."""
    if not statements(page.folded, start, end):
        return []
    stop = next((m.start() for m in _COMMAS.finditer(page.folded, start, end)), end)
    if stop == end or weight(page.folded[start:stop]) >= 0:
        return []
    draft = opened((start, stop), "sentence that tells a fault and what was done")
    answer(page, draft, stop + 1, end)
    return [draft]


def _one_each(page: Page, body: list[Range], number: int | None) -> list[Draft]:
    """甲，已…。乙，已…。上述2个问题已整改。: as many sentences or clauses as the document counts, each a fault and its answer."""
    told = [s for a, b in body for s in sentences(page.folded, a, b, semicolons=True)]
    told = body if len(body) == number else told
    if number is None or len(told) != number:
        return []
    drafts = [d for a, b in told if (d := _fault_and_answer(page, a, b))]
    return drafts if len(drafts) == number else []


def _line_each(page: Page, lines: Sequence[Line]) -> list[Draft]:
    """Paragraphs that each tell a fault, its answer and how far this has come."""
    drafts = paragraph_findings(page, list(lines)) if len(lines) > 1 else []
    return drafts if len(drafts) == len(lines) and all(d.status and d.measures for d in drafts) else []


def told_whole(page: Page, lines: Sequence[Line]) -> list[Draft]:
    """甲，已…。此问题尚未整改到位。: the one finding of a paragraph whose first sentence tells fault and answer."""
    told, _ = _sentences(page, lines)
    draft = (
        _fault_and_answer(page, *told[0]) if len(told) > 1 and pure_status(page.folded, *told[-1]) else None
    )
    if draft is not None:
        read_stretch(page, draft, told[1][0], told[-1][1], "measure", sure=True)
    return [draft] if draft else []


def _fault_and_answer(page: Page, start: int, end: int) -> Draft | None:
    """甲，已…: cut at the first comma behind which no fault goes on."""
    start = without_turn(page, start, end)
    clauses = [page.trim(*x, also="，,") for x in parted(_COMMAS, page.folded, start, end)]
    told = [weight(page.folded[a:b]) for a, b in clauses]
    if len(told) < 2 or told[0] >= 0 or _only_counts(page, *clauses[0]):
        return None
    at = next((i for i, w in enumerate(told) if w > FAULT), len(told)) or 1
    if at == len(told):
        at = 1
    draft = opened(
        (start, clauses[at - 1][1]),
        "one of as many faults as the paragraph counts, each answered at once",
    )
    answer(page, draft, clauses[at][0], end)
    return draft


def _only_counts(page: Page, start: int, end: int) -> bool:
    """True for 对2个街道的审计查出2个问题: a clause that ends with how many problems there are tells none of them."""
    return any(m.end() == end for m in COUNT.finditer(page.folded, start, end))


def _chained(page: Page, body: list[Range], number: int | None) -> list[Draft]:
    """甲。已…。乙。已…。上述2个问题已整改。: faults and answers in turn, as many as the document counts."""
    if number is None or len(body) < 2 * number:
        return []
    weights = [weight(page.folded[a:b]) for a, b in body]
    starts = _openers(weights, number)
    if not starts:
        return []
    drafts = []
    for at, stop in pairwise([*starts, len(body)]):
        draft = opened(body[at], "one of as many faults as the paragraph counts, answered behind it")
        read_stretch(page, draft, body[at + 1][0], body[stop - 1][1], "measure")
        drafts.append(draft)
    return drafts


def _openers(weights: list[float], number: int) -> list[int]:
    """The sentences that open each finding: the likeliest faults right behind an answer; empty where they are not so many."""
    behind = [i for i in range(1, len(weights) - 1) if weights[i] < 0 < max(weights[i - 1], 0)]
    likeliest = sorted(sorted(behind, key=lambda i: weights[i])[: number - 1])
    starts = [0, *likeliest]
    answered = all(max(weights[a + 1 : b], default=0) > 0 for a, b in pairwise([*starts, len(weights)]))
    return starts if len(starts) == number and weights[0] < 0 and answered else []
