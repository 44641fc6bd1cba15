"""Read what stands under a finding: labelled parts, sub-headings, or paragraphs without labels."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from extract.answers.items import split_items
from extract.answers.letters import cut_letters, without_acceptance
from extract.answers.order import asked_between, judged_last, opinions_asked, turned
from extract.answers.stated import put_status, status_of_hit, without_statements
from extract.answers.status_first import status_first
from extract.drafts import DESCRIBED, GUESSED, REQUIRED, Draft, Range
from extract.lines.enumerators import mark_at
from extract.lines.labels import ANSWERS, Role
from extract.lines.lines import Page
from extract.notice.signature import is_body_name
from extract.notice.speaking import auditors_speak
from extract.outline.pieces import Piece, split_units
from extract.roles.cues import SentenceRole
from extract.roles.turning import split_roles
from extract.status.statements import hits_in, pure_status

_ACCEPTS = re.compile(
    r"(?:已)?(?:同意|接纳|采纳|认同|知悉)(?:审计署|审计)?(?:的)?(?:各项|有关)?(?:建议|意见)?[。；]?$"
)
_BADGE = 12  # characters
_SHORT = 5  # characters: 无异议。
# 辦理結果：如辦理情形所述。: what another cell tells
_REFERS = re.compile(
    r"[ ]*(?:详?如|同|详?见|参[见照]|参阅|依)[^，,。；;\d]{1,12}(?:所[述列示载]|说明|栏|一致)[。]?[ ]*"
)
_NOTHING = re.compile(
    r"[\s\-—–/\\。、*]*无?[\s\-—–/\\。、*]*|[ ]*(?:(?:(?:详?见|如)?附[件表]|详?[见如](?:备注|附注)栏?)[ ]*[\d一二三]{0,2}[。]?|连结|链接|(?:调查报告|本案文件)[:：][ ]*连结)[ ]*"
)


def read_content(
    page: Page, draft: Draft, pieces: list[Piece], prior: SentenceRole, *, sure: bool = False
) -> None:
    """Fill a draft from the pieces under its heading.

    `prior` is what unlabelled text is expected to be here; `sure` that it cannot describe the finding any more (its
    heading names the problem in full and what follows answers it).
    """
    if not pieces:
        return
    pieces = cut_letters(page, opinions_asked(page, judged_last(page, pieces)))
    pieces = [p for p in pieces if not _NOTHING.fullmatch(page.folded, p.start, p.end)]
    measures: list[Range] = []
    if pieces and not [p for p in pieces if p.labelled or p.role]:  # running text, as most is
        _unlabelled(page, draft, pieces, prior, measures, sure=sure)
        _put_measures(page, draft, measures)
        return
    pieces = _settled(page, draft, pieces)
    present = {p.role for p in pieces if p.role}
    answer = next((i for i, p in enumerate(pieces) if p.labelled and _tells(page, p)), None)
    asked = asked_between(pieces) if answer is None and prior == "measure" else None
    turn = turned(page, pieces)
    described = turn > 0 or (answer is not None and pieces[answer].role in ("measure", "progress"))
    answer = turn or answer
    at = 0
    for role, run in _runs(pieces, answer):
        before = at < (answer or asked or 0)
        after = asked is not None and at > asked
        at += len(run)
        if role is not None:
            for piece in run:
                _labelled(page, draft, piece, present, measures)
        elif before and (described or not sure):  # a label says where the answer begins: this is before it
            draft.detail.extend((p.start, p.end) for p in run)
            draft.because("detail", "text before the first label")
        else:
            prior = _unlabelled(page, draft, run, prior, measures, sure=sure or after)
    for piece in pieces if draft.status is None else ():
        if piece.role == "remark":  # 验收情况：市督察整改办现场核查，认定该问题已完成整改。
            without_statements(page, draft, (piece.start, piece.end))
    if not measures and not draft.measures:
        told = [(without_acceptance(page, p.start, p.end), p.end) for p in pieces if p.role == "acceptance"]
        kept = (part for where in told for part in without_statements(page, draft, where))
        measures = [part for part in kept if _answers(page, *part)]
    _put_measures(page, draft, measures)


def _settled(page: Page, draft: Draft, pieces: list[Piece]) -> list[Piece]:
    """Pieces of which some have a label, with roles that only the others beside them tell."""
    if any(p.labelled for p in pieces):
        pieces = [_state_alone(page, p) for p in pieces]
    roles = [p.role for p in pieces]
    if "acceptance" in roles:
        pieces = _answering_by_acceptance(page, draft, pieces)
    if "status" in roles and ("progress" in roles or roles.count("status") > 1):
        pieces = [_how_it_went(page, p) for p in pieces]
    return pieces


def read_stretch(
    page: Page, draft: Draft, start: int, end: int, prior: SentenceRole, *, sure: bool = False
) -> None:
    """Read text without labels into a finding."""
    read_content(page, draft, [Piece(role=None, start=start, end=end, labelled=False)], prior, sure=sure)


def read_answer(page: Page, draft: Draft, start: int, end: int) -> None:
    """Read text that is known to tell what was done into a finding."""
    read_content(page, draft, [Piece(role="measure", start=start, end=end, labelled=True)], "measure")


def _state_alone(page: Page, piece: Piece) -> Piece:
    """A line of its own that is but a state, as a badge is: 已整改 between labelled units and measures."""
    may = piece.role is None and piece.end - piece.start <= _BADGE
    return (
        replace(piece, role="status") if may and pure_status(page.folded, piece.start, piece.end) else piece
    )


def _how_it_went(page: Page, piece: Piece) -> Piece:
    """整改进展：每周检查一次。 beside 完成情况：已完成: of two such labels the one without a state tells what was done."""
    states = piece.role != "status" or hits_in(page.folded, piece.start, piece.end)
    return piece if states else replace(piece, role="progress")


def _tells(page: Page, piece: Piece) -> bool:
    """True for a labelled answer; one that holds but a state (结果：已完成) leaves the telling to the text before it."""
    if piece.role not in ANSWERS:
        return False
    short = piece.end - piece.start <= 24
    return piece.role == "measure" or not (short and hits_in(page.folded, piece.start, piece.end))


def _runs(pieces: list[Piece], answer: int | None) -> Iterator[tuple[Role | None, list[Piece]]]:
    """Pieces of one role that follow one another.

    A line below 具体表现：… may already tell what was done: where no label says where that begins, it counts as unlabelled.
    """

    key = _role_or_open if answer is None else attrgetter("role")
    for role, run in groupby(pieces, key=key):
        yield role, list(run)


def _role_or_open(piece: Piece) -> Role | None:
    return None if piece.role in ("detail", "finding") and not piece.labelled else piece.role


def _answers(page: Page, start: int, end: int) -> bool:
    """True for an explanation that stands where the answer stands; 同意, 接纳 alone is only an acceptance."""
    text = page.folded[start:end].strip()
    return len(text) > _SHORT and not _ACCEPTS.match(text)


def _answering_by_acceptance(page: Page, draft: Draft, pieces: list[Piece]) -> list[Piece]:
    """政府的回應：… is the answer where no other label opens one and it tells more than that the advice is accepted."""
    if draft.measures or any(p.labelled and p.role in ANSWERS and _tells(page, p) for p in pieces):
        return pieces
    found: list[Piece] = []
    for piece in pieces:
        start = without_acceptance(page, piece.start, piece.end) if piece.role == "acceptance" else piece.end
        tells = start < piece.end and _answers(page, start, piece.end)
        found.append(replace(piece, role="progress", start=start) if tells else piece)
    return found


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
            _required(page, draft, where, measures)
        case "cause" if draft.status and "measure" not in present:
            measures.append(where)  # 未完成。原因：…: the explanation stands where the answer stands
        case "finding" | "detail" | "cause" | "amount":
            draft.detail.append(where)
            draft.because("detail", "label")
        case "responsible" | "assisting" | "person":
            _put_units(page, draft, piece, present)
        case "deadline":
            draft.deadline = draft.deadline or where
            draft.because("deadline", "label")
        case "pace":
            draft.pace = draft.pace or where
        case "category" if not draft.category:
            draft.category = (page.trim(*where, also="。：: "),)
        case _:
            pass  # acceptance, remarks, persons, numbers: not cells of a finding


def _put_units(page: Page, draft: Draft, piece: Piece, present: set[Role]) -> None:
    """Units: those that assist where no others are told, and bodies under a label of persons (落实人：财务处（牵头）)."""
    if piece.role == "assisting" and (draft.responsible or "responsible" in present):
        return
    if piece.role != "person":
        draft.responsible.extend(split_units(page, *_without_state(page, draft, piece.start, piece.end)))
        draft.because("responsible", "label")
        return
    bodies = [u for u in split_units(page, piece.start, piece.end) if _is_unit(page, *u)]
    if bodies and "responsible" not in present:
        draft.responsible.extend(bodies)
        draft.because("responsible", "bodies under a label of persons")


def _is_unit(page: Page, start: int, end: int) -> bool:
    """True for a body, named in full or told to lead: no name of a person, which may end in 会 or 所 as well."""
    leads = page.folded[end : end + 4].lstrip().startswith(("(牵头", "(主责", "(主办"))
    return is_body_name(page.folded[start:end]) and (leads or end - start > _NAME_OF_PERSON)


_NAME_OF_PERSON = 4  # characters of the longest


def _required(page: Page, draft: Draft, where: Range, measures: list[Range]) -> None:
    """整改要求 may go on with what was done upon it: 责令归还。已归还6万元。该问题已整改。"""
    if page.folded.find("。", where[0], where[1] - 1) < 0:
        draft.requirement.append(where)
        draft.because("requirement", "label")
        return
    for role, part in _split(page, [where], "requirement", sure=False):
        _keep(page, draft, role, part, measures, rule="label")


def _without_state(page: Page, draft: Draft, start: int, end: int) -> Range:
    """The units without the state behind them: 镇财政所；已完成整改）"""
    at = max(page.folded.rfind(c, start, end) for c in "；;") + 1
    stop = at + len(page.folded[at:end].rstrip(" )）。]】"))
    hit = pure_status(page.folded, at, stop) if at > start else None
    if hit is None:
        return start, end
    put_status(draft, status_of_hit(hit, "label"))
    return start, at - 1


def _progress(page: Page, draft: Draft, piece: Piece, present: set[Role], measures: list[Range]) -> None:
    """整改情况 may hold a status, the measures, a result, or a status and one of these."""
    rest = status_first(page, draft, piece.start, piece.end, named_status=piece.role == "status")
    kept = [r for part in rest for r in without_statements(page, draft, part)]
    if piece.end - piece.start < _BADGE * 2 and kept and _REFERS.fullmatch(page.folded, *kept[0]):
        return
    if "measure" in present or (
        measures and piece.labelled and piece.role == "progress" and piece.end - piece.start <= 40
    ):
        draft.result.extend(kept)
        if kept:
            draft.because("result", "label 情况 beside a label 措施")
    else:
        measures.extend(kept)


def _result(page: Page, draft: Draft, where: Range) -> None:
    if where[1] - where[0] < _BADGE * 2 and _REFERS.fullmatch(page.folded, *where):
        return
    rest = status_first(page, draft, *where, named_status=False)
    draft.result.extend(r for part in rest for r in without_statements(page, draft, part))
    draft.because("result", "label")


def _unlabelled(
    page: Page, draft: Draft, run: list[Piece], prior: SentenceRole, measures: list[Range], *, sure: bool
) -> SentenceRole:
    """Sort paragraphs without labels, sentence by sentence; return what to expect of the next one."""
    roles = _split(page, [(p.start, p.end) for p in run], prior, sure=sure)
    for role, where in roles:
        _keep(page, draft, role, where, measures)
    last = roles[-1][0] if roles else prior
    return "finding" if last == "finding" else "measure"


def _split(
    page: Page, told: list[Range], prior: SentenceRole, *, sure: bool
) -> list[tuple[SentenceRole, Range]]:
    return split_roles(page.folded, told, prior, sure=sure, audited=lambda: auditors_speak(page) is False)


def _keep(
    page: Page, draft: Draft, role: SentenceRole, where: Range, measures: list[Range], rule: str = REQUIRED
) -> None:
    if not page.folded[where[0] : where[1]].strip():
        return
    if role == "finding":
        draft.detail.append(where)
        draft.because("detail", DESCRIBED)
    elif role == "requirement":
        draft.requirement.extend(without_statements(page, draft, where, asked=True))
        draft.because("requirement", rule)
    else:
        measures.extend(without_statements(page, draft, where))


def _put_measures(page: Page, draft: Draft, measures: list[Range]) -> None:
    if measures:
        first = mark_at(page.folded, *measures[0]) if draft.measures and len(measures) == 1 else None
        if first and first.value == len(draft.measures) + 1:
            measures = [(first.end, measures[0][1])]  # the list of a merged cell goes on in the next row
        items = split_items(page.folded, measures)
        draft.measures.extend(items.items)
        draft.because("measures", "items" if items.numbered else GUESSED)
