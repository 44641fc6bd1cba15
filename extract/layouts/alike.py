"""Findings of one list are told alike: where most give the answer at once, the rest do so too.

区公司已收到785万元，剩余162万元因破产程序… may describe a finding or answer it: what its neighbours do decides.
"""

from collections.abc import Sequence
from math import log

from extract.answers.items import split_items
from extract.answers.stated import without_statements
from extract.drafts import DESCRIBED, GUESSED, REQUIRED, Draft, Range
from extract.language.sentences import sentences
from extract.lines.lines import Page
from extract.roles.cues import leaning
from extract.roles.requiring import asked_by
from extract.roles.turning import explains, weight

# So many and this share of the findings must be answered at once; where none is described first, fewer will do.
_LEAST, _SHARE = 3, 0.6
_LEAST_PLAIN, _SHARE_PLAIN = 2, 0.5
_CERTAIN = -4.0  # what a sentence weighs that tells a fault for certain (see `turning.weight`)


def answer_alike(page: Page, drafts: Sequence[Draft]) -> None:
    """Take what only describes a finding, or requires, for its answer where most others give theirs at once."""
    _answer_on_the_next_line(page, drafts)
    _answer_before_its_state(page, drafts)
    _answer_from_its_start(page, drafts)
    _describe_first(page, drafts)
    at_once = sum(bool(d.measures) and not d.detail and not d.requirement for d in drafts)
    described = any(d.measures and d.detail for d in drafts)
    least, share = (_LEAST, _SHARE) if described else (_LEAST_PLAIN, _SHARE_PLAIN)
    if at_once < max(least, share * len(drafts)):
        return
    for draft in drafts:
        if draft.measures or not _only_guessed(draft) or _tells_fault(page, draft):
            continue
        told = sorted([*draft.detail, *draft.requirement])
        draft.detail.clear()
        draft.requirement.clear()
        for cell in ("detail", "requirement"):
            draft.reasons.pop(cell, None)
        _take(page, draft, told, "the other findings of its list are answered at once")


def _describe_first(page: Page, drafts: Sequence[Draft]) -> None:
    """Where others describe their problem before they answer, a first sentence that is likelier to describe one does so."""
    described = sum(bool(d.measures) and d.reasons.get("detail") == DESCRIBED for d in drafts)
    if described < _LEAST:
        return
    plain = [d for d in drafts if d.measures and d.reasons.get("measures") == GUESSED and not d.detail]
    for draft in (d for d in plain if not d.requirement):
        (start, stop), *more = draft.measures[0]
        (_, end), *others = sentences(page.folded, start, stop)
        kept = [tuple([(end, stop), *more] if others else more), *draft.measures[1:]]
        left = [item for item in kept if item]
        first = page.folded[start:end]
        if not left or explains(first) or weight(first) >= _odds(described, len(plain)):
            continue
        (a, b), *_ = sentences(page.folded, *left[0][0])
        if weight(page.folded[a:b]) > 0:
            draft.measures[:] = left
            draft.detail.append((start, end))
            draft.because("detail", DESCRIBED)


def _odds(so: int, otherwise: int) -> float:
    """How likely one of a list is like so many others (log-odds), where as many, itself with them, are otherwise."""
    return log((so + 1) / otherwise)


def _answer_on_the_next_line(page: Page, drafts: Sequence[Draft]) -> None:
    """Where others describe their problem in one paragraph and answer it in the next, so does one whose second paragraph
    looks like a description.
    """
    open_ = [
        d for d in drafts if not d.measures and _only_guessed(d) and len(d.detail) > 1 and not d.requirement
    ]
    divided = [d for d in drafts if d.measures and _only_guessed(d)]
    if not open_ or len(divided) < 2 or any(len(d.detail) > 1 or not _below(page, d) for d in divided):
        return
    for draft in open_:
        told = draft.detail[1:]
        del draft.detail[1:]
        _take(page, draft, told, "the other findings of its list are answered in the second paragraph")


def _answer_from_its_start(page: Page, drafts: Sequence[Draft]) -> None:
    """Where the paragraph below most problems is their answer from its first word on, so is one that opens like a description."""
    late = [d for d in drafts if d.measures and d.detail and d.reasons.get("detail") == DESCRIBED]
    if not late or len(late) == len(drafts):
        return
    told = [d for d in drafts if d.measures and "\n" in page.folded[d.title[1] - 1 : d.measures[0][0][0]]]
    opens_late = [d for d in told if d.detail and _one_line(page, d.detail[0], d.measures[0][0])]
    at_once = [d for d in told if d.measures[0][0][0] == _line_start(page, d.measures[0][0][0])]
    if not opens_late or len(at_once) < max(_LEAST, _SHARE * len(drafts)):
        return
    for draft in opens_late:
        start, end = draft.detail[0][0], draft.measures[0][0][0]
        guessed = draft.reasons.get("detail") == DESCRIBED and start == _line_start(page, start)
        if not guessed or _tells_fault(page, draft) or page.folded[draft.detail[-1][1] : end].strip():
            continue
        draft.detail.clear()
        draft.reasons.pop("detail", None)
        first, *others = draft.measures[0]
        draft.measures[0] = ((start, first[1]), *others)


def _line_start(page: Page, at: int) -> int:
    """Where the words of a line begin, behind its number."""
    line = next(x for x in page.lines if x.start <= at < x.end)
    return line.body


def _answer_before_its_state(page: Page, drafts: Sequence[Draft]) -> None:
    """Where others end the paragraph of their answer with its state (…。整改完成。), so does one whose only paragraph below
    its heading looks like a description.
    """
    stated = [(d, d.status.words) for d in drafts if d.status and d.status.words]
    answered = [(d.measures[-1][-1], words) for d, words in stated if d.measures]
    if len(answered) < 2 or len(answered) == len(stated):
        return
    if not all(_one_line(page, last, words) for last, words in answered):
        return
    for draft, words in stated:
        if draft.measures or not draft.detail or draft.requirement or not _only_guessed(draft):
            continue
        first, last = draft.detail[0], draft.detail[-1]
        below = not _one_line(page, (draft.title[1] - 1, draft.title[1]), first)
        if below and words[0] >= last[1] and _one_line(page, first, words):
            told = list(draft.detail)
            draft.detail.clear()
            draft.reasons.pop("detail", None)
            _take(page, draft, told, "its paragraph ends with its state, as those of the other answers do")


def require_alike(page: Page, drafts: Sequence[Draft]) -> None:
    """Where most end with what is required of somebody and none of these tells an answer, text that ends so answers nothing;
    where most are not answered at all, text that may as well describe one does so.
    """
    _describe_alike(page, drafts)
    asked = sum(
        bool(d.requirement) and not d.measures and d.reasons.get("requirement") == REQUIRED for d in drafts
    )
    if asked < max(_LEAST, _SHARE * len(drafts)):
        return
    for draft in (d for d in drafts if d.measures and not (d.detail or d.requirement)):
        told = _answer_sentences(page, draft)
        at = next((k for k, s in enumerate(told) if asked_by(page.folded[slice(*s)])), None)
        if at is not None and draft.reasons.get("measures") == GUESSED:
            _answers_nothing(draft, told, at)
            draft.because("requirement", "the other findings of its list end with what is required")


def _describe_alike(page: Page, drafts: Sequence[Draft]) -> None:
    open_ = sum(not d.measures for d in drafts)
    answered = [d for d in drafts if d.measures]
    if open_ < _LEAST or open_ <= len(answered):
        return
    for draft in (
        d for d in answered if d.reasons.get("measures") == GUESSED and not d.requirement and not d.status
    ):
        told = _answer_sentences(page, draft)
        words = [page.folded[slice(*s)] for s in told]
        if max(map(weight, words)) >= _odds(open_, len(answered)):
            continue
        asks = (k for k, w in enumerate(words) if asked_by(w) or leaning(w) == "requirement")
        _answers_nothing(draft, told, next(asks, len(told)))
        draft.because("detail", DESCRIBED)
        draft.because("requirement", REQUIRED)


def _answer_sentences(page: Page, draft: Draft) -> list[Range]:
    return [s for measure in draft.measures for place in measure for s in sentences(page.folded, *place)]


def _answers_nothing(draft: Draft, told: Sequence[Range], at: int) -> None:
    """Take the sentences of an answer back: those before `at` describe the finding, the others require something."""
    draft.measures.clear()
    draft.reasons.pop("measures")
    draft.detail += told[:at]
    draft.requirement += told[at:]


def _one_line(page: Page, first: Range, last: Range) -> bool:
    return "\n" not in page.folded[first[0] : last[1]]


def _take(page: Page, draft: Draft, told: Sequence[Range], reason: str) -> None:
    """Read text as the answer to a finding: its states, and the rest as measures."""
    kept = [r for place in told for r in without_statements(page, draft, place)]
    draft.measures.extend(split_items(page.folded, kept).items)
    draft.because("measures", reason)


def _below(page: Page, draft: Draft) -> bool:
    """True where a finding's first measure stands on another line than its description."""
    return "\n" in page.folded[draft.detail[-1][1] - 1 : draft.measures[0][0][0]] if draft.detail else False


def _tells_fault(page: Page, draft: Draft) -> bool:
    """True where a description leaves no doubt that it is one: 审计抽查发现，…."""
    told = (s for place in draft.detail[:1] for s in sentences(page.folded, *place))
    first = next(told, None)
    return first is not None and weight(page.folded[slice(*first)]) < _CERTAIN


def _only_guessed(draft: Draft) -> bool:
    """True where no label says what the text below a finding is."""
    return (
        bool(draft.detail or draft.requirement)
        and not draft.result
        and (
            draft.reasons.get("detail") in (None, DESCRIBED)
            and draft.reasons.get("requirement") in (None, REQUIRED)
        )
    )
