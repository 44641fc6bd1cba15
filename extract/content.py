"""Read what stands under a finding: labelled parts, sub-headings, or paragraphs without labels."""

import re
from dataclasses import replace

from extract.cues import SentenceRole, leaning, says_nothing, weigh
from extract.drafts import Draft, Range
from extract.enumerators import mark_at
from extract.items import split_items
from extract.labels import Role
from extract.lines import Page
from extract.pieces import Piece, split_units
from extract.role_model import role_of
from extract.sentences import first_sentence, sentences
from extract.stated import status_first, without_statements
from extract.statements import pure_status, statements

_ANSWERS: frozenset[Role] = frozenset(["measure", "progress", "status", "result"])
# Words with which a text turns from the finding to what was done about it.
_FIRM_TURN = re.compile(
    r"[ ]*(?:审计(?:机关|局|组)?(?:指出|提出|反馈|发现|查出)(?:上述|该|此|相关)?(?:问题|情况)?后|(?:收到|接到)审计)"
)
_FINDING_OPENER = re.compile(
    r"[ ]*(?:审计(?:调查|抽查|检查|组)?(?:指出|发现|查出|认为|反映|查明)|(?:经)?(?:抽查|检查|核查|查)发现)[，,：:]"
)
_TURN = re.compile(
    r"[ ]*(?:审计(?:机关|局|组)?(?:指出|提出|反馈|发现|查出|查明)(?:上述|该|此|相关)?(?:问题|情况)?(?:之)?后|(?:收到|接到|送达|出具)审计|审计报告(?:送达|印发|下达|出具)后|"
    r"(?:针对|对)(?:该|此|上述|这一|以上|审计指出的?)(?:问题|情况|事项)?|对此|(?:在)?(?:审计|整改)(?:期间|过程中|中)|经(?:督促|整改|审计督促)|"
    r"目前[，,]|截[至止](?:目前|公告日|整改)|问题(?:反馈|指出)后|整改(?:情况|措施)[:：])"
)


def read_content(
    page: Page, draft: Draft, pieces: list[Piece], prior: SentenceRole, *, sure: bool = False
) -> None:
    """Fill a draft from the pieces under its heading.

    `prior` is what unlabelled text is expected to be here; `sure` that it cannot describe the finding any more (its
    heading names the problem in full and what follows answers it).
    """
    present = {p.role for p in pieces if p.role}
    answer = next((i for i, p in enumerate(pieces) if p.labelled and p.role in _ANSWERS), 0)
    measures: list[Range] = []
    for i, piece in enumerate(pieces):
        if not page.folded[piece.start : piece.end].strip():
            continue
        if (
            piece.role is None and i < answer and not sure
        ):  # a label says where the answer begins: this is before it
            draft.detail.append((piece.start, piece.end))
            draft.because("detail", "text before the first label")
        elif _goes_over(page, piece, pieces[i + 1 :], answered=answer >= i):
            prior = _unlabelled(page, draft, replace(piece, role=None), "measure", measures, sure=sure)
            pieces[i + 1 :] = [replace(p, role=None) if _open_detail(p) else p for p in pieces[i + 1 :]]
        elif piece.role is None:
            prior = _unlabelled(page, draft, piece, prior, measures, sure=sure)
        else:
            _labelled(page, draft, piece, present, measures)
    if not measures and not draft.measures:
        measures = [(p.start, p.end) for p in pieces if p.role == "acceptance" and _answers(page, p)]
    _put_measures(page, draft, measures)


def _open_detail(piece: Piece) -> bool:
    return piece.role in ("detail", "finding") and not piece.labelled


def _goes_over(page: Page, piece: Piece, later: list[Piece], *, answered: bool) -> bool:
    """True for a line below 具体表现：… that already tells what was done, where no label says so later."""
    if not _open_detail(piece) or answered or any(p.labelled and p.role in _ANSWERS for p in later):
        return False
    mark = mark_at(page.folded, piece.start, piece.end)
    a, b = first_sentence(page.folded, mark.end if mark else piece.start, piece.end)
    weights = weigh(page.folded[a:b])
    closes = any(s.whole and s.end >= piece.end - 1 for s in statements(page.folded, piece.start, piece.end))
    return weights["measure"] > weights["finding"] or closes


def _answers(page: Page, piece: Piece) -> bool:
    """True for an explanation that stands where the answer stands; 同意, 接纳 alone is only an acceptance."""
    text = page.folded[piece.start : piece.end].strip()
    return len(text) > 8 and not re.match(r"(?:同意|接纳|采纳)(?:审计署)?(?:的)?(?:建议)?[。；]?$", text)


def _labelled(page: Page, draft: Draft, piece: Piece, present: set[Role], measures: list[Range]) -> None:
    where = (piece.start, piece.end)
    match piece.role:
        case "measure":
            measures.extend(without_statements(page, draft, where))
        case "progress" | "status":
            _progress(page, draft, piece, present, measures)
        case "result":
            _result(page, draft, where)
        case "requirement":
            draft.requirement.append(where)
            draft.because("requirement", "label")
        case "finding" | "detail" | "cause" | "amount":
            draft.detail.append(where)
            draft.because("detail", "label")
        case "responsible" | "assisting":
            draft.responsible.extend(split_units(page, *where))
            draft.because("responsible", "label")
        case "deadline":
            draft.deadline = draft.deadline or where
            draft.because("deadline", "label")
        case "pace":
            draft.pace = draft.pace or where
        case _:
            pass  # acceptance, remarks, persons, numbers: not cells of a finding


def _progress(page: Page, draft: Draft, piece: Piece, present: set[Role], measures: list[Range]) -> None:
    """整改情况 may hold a status, the measures, a result, or a status and one of these."""
    rest = status_first(page, draft, piece.start, piece.end, named_status=piece.role == "status")
    kept = [r for part in rest for r in without_statements(page, draft, part)]
    if "measure" in present:
        draft.result.extend(kept)
        if kept:
            draft.because("result", "label 情况 beside a label 措施")
    else:
        measures.extend(kept)


def _result(page: Page, draft: Draft, where: Range) -> None:
    rest = status_first(page, draft, *where, named_status=False)
    draft.result.extend(r for part in rest for r in without_statements(page, draft, part))
    draft.because("result", "label")


def _unlabelled(
    page: Page, draft: Draft, piece: Piece, prior: SentenceRole, measures: list[Range], *, sure: bool
) -> SentenceRole:
    """Sort a paragraph without a label, sentence by sentence; return what to expect of the next one."""
    told = _FINDING_OPENER.match(page.folded, piece.start) or _turns_later(page, piece)
    if prior == "measure" and not told and (sure or not _opens_as_finding(page, piece)):
        measures.extend(without_statements(page, draft, (piece.start, piece.end)))
        return "measure"
    # where rectification is told, an act (已…) speaks sooner; among findings it may belong to the description
    stated = any(s.whole for s in statements(page.folded, piece.start, piece.end))
    stay = 0.3 if prior == "measure" or stated else 1.4
    role: SentenceRole = prior if prior != "measure" else "finding"
    run = piece.start
    for a, b in sentences(page.folded, piece.start, piece.end):
        new = _sentence_role(page, a, b, role, stay)
        if new != role:
            _keep(page, draft, role, (run, a), measures)
            role, run = new, a
    _keep(page, draft, role, (run, piece.end), measures)
    return "finding" if role == "finding" else "measure"


def _turns_later(page: Page, piece: Piece) -> bool:
    """True where a later sentence turns to the rectification: what stands before it describes the finding."""
    found = sentences(page.folded, piece.start, piece.end)
    return not _TURN.match(page.folded, piece.start) and any(
        _FIRM_TURN.match(page.folded, a) for a, _ in found[1:]
    )


def _opens_as_finding(page: Page, piece: Piece) -> bool:
    first = sentences(page.folded, piece.start, piece.end)
    if not first or _TURN.match(page.folded, first[0][0]):
        return False
    weights = weigh(page.folded[first[0][0] : first[0][1]])
    return weights["finding"] > weights["measure"] + 1.5 and not statements(
        page.folded, piece.start, piece.end
    )


def _sentence_role(page: Page, start: int, end: int, role: SentenceRole, stay: float) -> SentenceRole:
    text = page.folded[start:end]
    if _TURN.match(text):
        return "measure" if leaning(text, "measure") != "requirement" else "requirement"
    if role in ("measure", "requirement"):
        return role
    if pure_status(page.folded, start, end):
        return "measure"
    if says_nothing(text):
        return _by_model(text, role, stay)
    found = leaning(text, role, bonus=stay)
    return found if found in ("requirement", "measure") else role


def _by_model(text: str, role: SentenceRole, stay: float) -> SentenceRole:
    """No rule speaks: where rectification is told the model may turn the text, among findings it stays one."""
    told = role_of(text) if stay < 1 else None
    if told in ("measure", "result"):
        return "measure"
    return "requirement" if told == "requirement" else role


def _keep(page: Page, draft: Draft, role: SentenceRole, where: Range, measures: list[Range]) -> None:
    if not page.folded[where[0] : where[1]].strip():
        return
    if role == "finding":
        draft.detail.append(where)
        draft.because("detail", "text before the turn to rectification")
    elif role == "requirement":
        draft.requirement.append(where)
        draft.because("requirement", "words that require (责令, 要求, 应)")
    else:
        measures.extend(without_statements(page, draft, where))


def _put_measures(page: Page, draft: Draft, measures: list[Range]) -> None:
    if measures:
        first = mark_at(page.folded, *measures[0])
        if first and len(measures) == 1 and first.value == len(draft.measures) + 1 > 1:
            measures = [(first.end, measures[0][1])]  # the list of a merged cell goes on in the next row
        items = split_items(page.folded, measures)
        draft.measures.extend(items.items)
        draft.because("measures", "items" if items.numbered else "paragraphs")
