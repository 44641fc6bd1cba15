"""Several findings told in the paragraph below the name of a field: 审计指出，甲，乙，丙。甲已…；乙已…；丙已…。

A paragraph is cut only where the document itself proves how many it holds: it counts them (上述3个问题均已整改), answers as many
one by one, or names each before what was done about it (针对甲问题，…；针对乙问题，…).
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.answers.content import read_content, read_stretch
from extract.answers.stated import put_status
from extract.answers.verdicts import apply_verdicts
from extract.drafts import Draft, DraftStatus, Range
from extract.language.numerals import parse_numeral
from extract.language.sentences import sentences
from extract.layouts.group_answers import states_of_several
from extract.layouts.named_clauses import named_in
from extract.layouts.told_one_by_one import answers_of, cuts_of, fitting, without_lead
from extract.lines.labels import ANSWERS, label_at
from extract.lines.lines import Line, Page
from extract.outline.pieces import Piece
from extract.roles.turning import weight
from extract.status.statements import hits_in, pure_status, statements

_COUNT = re.compile(
    r"(?:(?<![\u4e00-\u9fff\d.、])(?:针对|对)?(?:以上|上述|前述|这)?|(?:发现|指出|查出|反映|存在|有))(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,2})[个项](?:主要)?(?:问题|事项)"
)
_OF_ONE = re.compile(r"[ ]*(?:目前[，,]?)?(?:[该此本]|这一?)(?:项|个)?(?:问题|事项)")
_LONGEST = 1_500  # characters of paragraphs that are tried
# 在预算编制上，  应收款项方面，
_FIELD = re.compile(r"[ ]*(?:在[^，,。；;：:]{2,20}(?:上|方面|中|环节)|[^，,。；;：:]{2,16}方面)[，,：:]")
_THESE_BEHIND = re.compile(
    r"[，,；;](?=[ ]*(?:以上|上述|前述|这)(?:\d{1,2}|[两二三四五六七八九十]{1,2})[个项](?:问题|事项)?[^，,；;。]{2,20}[。；;]?$)"
)
_COMMAS = re.compile("[，,]")


def several_told(page: Page, lines: Sequence[Line]) -> list[Draft]:
    """The findings of plain lines below a heading that names no problem; empty where nothing proves that there are several."""
    told, label_at_ = _sentences(page, lines)
    if not told or told[-1][1] - told[0][0] > _LONGEST:
        return []
    closing = [s for s in told if _closes(page, *s)]
    body = [s for s in told if s not in closing]
    if any(_OF_ONE.match(page.folded, *s) for s in closing):
        return []
    number = _number(page, told)
    drafts = (
        _named(page, body)
        or _listed(page, body, number)
        or (_chained(page, body, number) if label_at_ is None else [])
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


def _closes(page: Page, start: int, end: int) -> bool:
    """True for 上述3个问题已全部完成整改。 and 其中，甲问题已完成整改，乙问题正在整改。: nothing but states of several."""
    hits = hits_in(page.folded, start, end)
    if not hits or page.folded[hits[-1].end : end].strip("。；; "):
        return False
    counted = _COUNT.match(page.folded, start, end)
    alone = counted is not None and len(hits) == 1 and hits[0].start - counted.end() <= 4
    return alone or pure_status(page.folded, start, end) is not None or states_of_several(page, start, end)


def _number(page: Page, told: list[Range]) -> int | None:
    """How many problems a paragraph says it tells; None where it does not say, or several numbers."""
    found = {parse_numeral(m["n"]) for a, b in told for m in _COUNT.finditer(page.folded, a, b)} - {None, 1}
    return found.pop() if len(found) == 1 else None


def _opened(title: Range, why: str) -> Draft:
    draft = Draft(title=title, own=title)
    draft.because("title", why)
    return draft


def _answer(page: Page, draft: Draft, start: int, end: int) -> None:
    start = without_lead(page, start, end)
    read_content(page, draft, [Piece(role="measure", start=start, end=end, labelled=True)], "measure")


def _listed(page: Page, body: list[Range], number: int | None) -> list[Draft]:
    """审计指出，甲，乙，丙。甲已…；乙已…；丙已…。: the faults in the first sentence, the answers behind it."""
    if len(body) < 2:
        return []
    hard = [s for a, b in body[1:] for s in sentences(page.folded, a, b, semicolons=True)]
    for items in cuts_of(page, *body[0], number):
        answers = answers_of(page, items, hard)
        if number not in (None, len(items)) or not (answers or number):
            continue
        least = len(items) / 2 if number else len(items)
        if not answers or fitting(page, items, answers) < least:
            if number is None:
                continue
            answers = [(hard[0][0], hard[-1][1])] * len(items)  # one answer for as many as it counts
        drafts = [_opened(x, "clause of a sentence of faults, each answered behind it") for x in items]
        for draft, (start, end) in zip(drafts, answers, strict=True):
            _answer(page, draft, start, end)
        _share_states(page, drafts, answers, hard)
        return drafts
    return []


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
    draft = _opened((start, stop), "sentence that tells a fault and what was done")
    _answer(page, draft, stop + 1, end)
    return [draft]


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
        draft = _opened(body[at], "one of as many faults as the paragraph counts, answered behind it")
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
