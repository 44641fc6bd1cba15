"""Read what stands under a finding: labelled parts, sub-headings, or paragraphs without labels."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extract.cues import SentenceRole, leaning, says_nothing, weigh
from extract.drafts import Draft, DraftStatus, Range
from extract.enumerators import mark_at
from extract.items import split_items
from extract.labels import Role, heading_role, labels_in
from extract.lines import Line, Page
from extract.model import Issue, Span
from extract.role_model import role_of
from extract.sentences import sentences
from extract.statements import hits_in, pure_status, statements

# Parts whose text may go on in the next, unlabelled line.
_OPEN: frozenset[Role] = frozenset(
    ["measure", "progress", "requirement", "result", "detail", "finding", "cause"]
)
_ANSWERS: frozenset[Role] = frozenset(["measure", "progress", "status", "result"])
# Words with which a text turns from the finding to what was done about it.
_FINDING_OPENER = re.compile(
    r"[ ]*(?:审计(?:调查|抽查|检查|组)?(?:指出|发现|查出|认为|反映|查明)|(?:经)?(?:抽查|检查|核查|查)发现)[，,：:]"
)
_TURN = re.compile(
    r"[ ]*(?:审计(?:机关|局|组)?(?:指出|提出|反馈|发现|查出|查明)(?:上述|该|此|相关)?(?:问题|情况)?(?:之)?后|(?:收到|接到|送达|出具)审计|审计报告(?:送达|印发|下达|出具)后|"
    r"(?:针对|对)(?:该|此|上述|这一|以上|审计指出的?)(?:问题|情况|事项)?|对此|(?:在)?(?:审计|整改)(?:期间|过程中|中)|经(?:督促|整改|审计督促)|"
    r"目前[，,]|截[至止](?:目前|公告日|整改)|问题(?:反馈|指出)后|整改(?:情况|措施)[:：])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of one line and the role its label (or the open label above it) gives it; None without one."""

    role: Role | None
    start: int
    end: int
    labelled: bool


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
        elif piece.role is None:
            prior = _unlabelled(page, draft, piece, prior, measures, sure=sure)
        else:
            _labelled(page, draft, piece, present, measures)
    _put_measures(page, draft, measures)


def pieces_of(page: Page, lines: Iterable[Line], rest: Range | None) -> list[Piece]:
    """Cut the rest of a heading's line and the lines under it at their labels."""
    pieces: list[Piece] = []
    current: Role | None = None
    if rest is not None:
        current = _cut(page, rest[0], rest[0], rest[1], None, pieces)
    for line in lines:
        if line.is_table:
            continue
        heading = heading_role(page.folded, line.body, line.end)
        if heading:
            current = heading
            continue
        current = _cut(page, line.start, line.body, line.end, current, pieces)
    return pieces


def _cut(
    page: Page, start: int, body: int, end: int, current: Role | None, pieces: list[Piece]
) -> Role | None:
    labels = labels_in(page.folded, body, end)
    first = labels[0].start if labels else end
    if page.folded[start:first].strip() and (not labels or first > body):
        pieces.append(Piece(role=current, start=start, end=first, labelled=False))
    stops = [*(x.start for x in labels), end][1:]
    for label, stop in zip(labels, stops, strict=True):
        pieces.append(Piece(role=label.role, start=label.end, end=stop, labelled=True))
        current = label.role
    if labels:
        last = labels[-1]
        empty = not page.folded[last.end : end].strip()
        return last.role if empty or last.role in _OPEN else None
    return current


def _labelled(page: Page, draft: Draft, piece: Piece, present: set[Role], measures: list[Range]) -> None:
    where = (piece.start, piece.end)
    match piece.role:
        case "measure":
            measures.extend(_without_statements(page, draft, where))
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
    kept = [r for part in rest for r in _without_statements(page, draft, part)]
    if "measure" in present:
        draft.result.extend(kept)
        if kept:
            draft.because("result", "label 情况 beside a label 措施")
    else:
        measures.extend(kept)


def status_first(page: Page, draft: Draft, start: int, end: int, *, named_status: bool) -> list[Range]:
    """Take a status that opens the text; return what is left. A cell that is named a status keeps all its words."""
    a, b = page.trim(start, end, also="。；;，,")
    found = sentences(page.folded, start, end, semicolons=True)
    if not found:
        return []
    hit = pure_status(page.folded, *found[0])
    if hit:
        all_of_it = named_status and len(found) == 1 and b - a <= 24 and hit.start == a
        words = (a, b) if all_of_it else (hit.start, hit.end)
        put_status(draft, DraftStatus(status=hit.status, words=words, rule="label"))
        return [(found[0][1], end)] if found[0][1] < end else []
    if not named_status:
        clause = re.compile(r"[^，,。；;:：]{2,16}[，,:：]").match(page.folded, start, end)
        hit = pure_status(page.folded, start, clause.end() - 1) if clause else None
        if clause and hit:  # 已完成整改，收回…
            put_status(draft, DraftStatus(status=hit.status, words=(hit.start, hit.end), rule="label"))
            return [(clause.end(), end)]
        return [(start, end)]
    hits = hits_in(page.folded, a, b)
    if hits and b - a <= 40:
        put_status(draft, DraftStatus(status=hits[0].status, words=(a, b), rule="label"))
        return []
    if b - a <= 16:
        _unknown_status(page, draft, a, b)
        return []
    return [(start, end)]


def _unknown_status(page: Page, draft: Draft, start: int, end: int) -> None:
    words = page.text[start:end]
    if words.strip() in ("—", "-", "/", "无", "無"):
        return
    draft.issues.append(
        Issue(
            kind="unknown_status",
            message=f"got {words!r} where a status stands, expected a phrase of status_words.toml; add it if it is one",
            span=Span(start=start, end=end),
        )
    )
    draft.status = DraftStatus(status=None, words=(start, end), rule="unknown words in a status cell")


def put_status(draft: Draft, status: DraftStatus) -> None:
    """Set the status once; a second, different one becomes doubt."""
    if draft.status is None or draft.status.status is None:
        draft.status = status
        draft.because("status", status.rule)
    elif status.status != draft.status.status and status.words:
        draft.issues.append(
            Issue(
                kind="contradicting_status",
                message=f"got {status.status} after {draft.status.status} for one finding, expected one; the first is kept",
                span=Span(start=status.words[0], end=status.words[1]),
            )
        )


def _result(page: Page, draft: Draft, where: Range) -> None:
    rest = status_first(page, draft, *where, named_status=False)
    draft.result.extend(r for part in rest for r in _without_statements(page, draft, part))
    draft.because("result", "label")


def _without_statements(page: Page, draft: Draft, where: Range) -> list[Range]:
    """Take the sentences that only state a status out of a text; what is left, line by line."""
    kept: list[Range] = []
    at = where[0]
    for statement in statements(page.folded, *where):
        words = (statement.hit.start, statement.hit.end)
        put_status(
            draft, DraftStatus(status=statement.hit.status, words=words, rule="sentence that states it")
        )
        if statement.whole:
            kept.append((at, statement.start))
            at = statement.end
    kept.append((at, where[1]))
    return [line for part in kept for line in _lines(page, *part)]


def _lines(page: Page, start: int, end: int) -> list[Range]:
    found: list[Range] = []
    at = start
    for part in page.text[start:end].split("\n"):
        a, b = page.trim(at, at + len(part))
        if a < b and page.folded[a:b].strip("。；;，, "):
            found.append((a, b))
        at += len(part) + 1
    return found


def _unlabelled(
    page: Page, draft: Draft, piece: Piece, prior: SentenceRole, measures: list[Range], *, sure: bool
) -> SentenceRole:
    """Sort a paragraph without a label, sentence by sentence; return what to expect of the next one."""
    told = _FINDING_OPENER.match(page.folded, piece.start)
    if prior == "measure" and not told and (sure or not _opens_as_finding(page, piece)):
        measures.extend(_without_statements(page, draft, (piece.start, piece.end)))
        return "measure"
    # where rectification is told, an act (已…) speaks sooner; among findings it may belong to the description
    stay = 0.3 if prior == "measure" else 1.4
    role: SentenceRole = prior if prior != "measure" else "finding"
    run = piece.start
    for a, b in sentences(page.folded, piece.start, piece.end):
        new = _sentence_role(page, a, b, role, stay)
        if new != role:
            _keep(page, draft, role, (run, a), measures)
            role, run = new, a
    _keep(page, draft, role, (run, piece.end), measures)
    return "finding" if role == "finding" else "measure"


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
        measures.extend(_without_statements(page, draft, where))


def _put_measures(page: Page, draft: Draft, measures: list[Range]) -> None:
    if measures:
        first = mark_at(page.folded, *measures[0])
        if first and len(measures) == 1 and first.value == len(draft.measures) + 1 > 1:
            measures = [(first.end, measures[0][1])]  # the list of a merged cell goes on in the next row
        items = split_items(page.folded, measures)
        draft.measures.extend(items.items)
        draft.because("measures", "items" if items.numbered else "paragraphs")


def split_units(page: Page, start: int, end: int) -> list[Range]:
    """Split a list of units at 、，；and line breaks: 计划财务科、人事科."""
    units = []
    at = start
    for m in re.compile(r"[、，,；;\n/]|$").finditer(page.folded[:end], start):
        a, b = page.trim(at, m.start(), also="。；;，,：: ")
        if a < b:
            units.append((a, b))
        at = m.end()
    return units
