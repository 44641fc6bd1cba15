"""What the order of the pieces below a heading tells: where the answer begins, what is asked."""

import re
from dataclasses import replace

from extract.language.sentences import sentences
from extract.lines.labels import tells_looking
from extract.lines.lines import Page
from extract.outline.pieces import Piece
from extract.roles.cues import names_fault
from extract.roles.turning import after_audit
from extract.status.dues import due_behind
from extract.status.statements import pure_status
from extract.status.statuses import classify_status

_ASKS = re.compile(
    "应(?![收付缴])|(?<![事便适])宜|须|(?<![申邀聘])请|要求|责[成令]|建议|促|督|整改|改[善进]|加强"
)
_OPINION = re.compile(r"(?:审计[署部处室]|[帐账]委会|委员会|公署|专员)的?意见[】:：\s]*$")
_REVIEWED = re.compile(
    r"(?:审[查核]|[查稽]核|抽查)意见[】:：\s]*$"
)  # of a council: it may tell a fault alone
_OUGHT = re.compile(
    "[ ]*(?:应(?![收付缴急用对变届])(?![^。；;]{2,30}[，,](?:迟至?|却|惟|竟|但|实际|仍))(?![^，,。；;]{1,8}[之的])|宜|须|(?:(?:业|已|爰|案|并)*经?)?[函建促惠并仍尚敬]?请(?![领款购假示])"
    "|允宜|亟[应宜]|函[知嘱促]|(?:责成|建议|要求|督促)(?![不未力]))"
)


def asks_first(folded: str, start: int, end: int) -> bool:
    """True for words that open with a request: 請查明…, 應檢討…."""
    return _OUGHT.match(folded, start, end) is not None


def judged_last(page: Page, pieces: list[Piece]) -> list[Piece]:
    """跟進意見：部分改善。 主席裁示：同意結案，下次免提。 審議結果：改善情形良好，本案結案。: what somebody decides upon the answer above
    it states how far it has come, and tells nothing that was done.
    """
    if len(pieces) < 2 or not any(p.labelled and p.role in _UPON for p in pieces[1:]):
        return pieces
    answered, found = False, list[Piece]()
    for piece in pieces:
        judges = answered and piece.labelled and piece.role in _UPON
        stated = _judged(page, piece) if judges else None
        found.append(replace(piece, role="status", start=stated[0], end=stated[1]) if stated else piece)
        answered = answered or (piece.labelled and piece.role in ("measure", "progress", "acceptance"))
    return found


_UPON = ("requirement", "progress")  # roles of a label under which somebody decides


def _judged(page: Page, piece: Piece) -> tuple[int, int] | None:
    """The clause that states a status in the only sentence of a decision, be it the first or the last; none where another
    tells an act or sets a time, or where it asks to hand something over.
    """
    told = sentences(page.folded, piece.start, piece.end)
    if len(told) != 1 or piece.end - piece.start > _DECISION:
        return None
    clauses = [(m.start(), m.end()) for m in _CLAUSE.finditer(page.folded, *told[0])]
    stated = [c for c in clauses if _state(page.folded, *c) not in (None, "transferred")]
    if (
        not stated
        or due_behind(page.folded, *told[0])
        or any(_ACT.search(page.folded, *c) for c in clauses if c not in stated)
    ):
        return None
    said = (
        c for c in stated if not _LISTED.search(page.folded, *c)
    )  # 部分改善，持續追蹤: how far, then what follows
    return next(said, stated[0])


def _state(folded: str, start: int, end: int) -> str | None:
    hit = pure_status(folded, start, end)
    return hit.status if hit else classify_status(folded[start:end].strip("。 "))


_CLAUSE = re.compile("[^，,；;]+")
_LISTED = re.compile("列管|追踪|管考|管制")
_ACT = re.compile("已|完毕|业经|[收退补缴追拆修订印]了")
_DECISION = 60  # characters


def turned(page: Page, pieces: list[Piece]) -> int:
    """Index of a paragraph that opens 审计指出后，…, with labels between it and text before it; 0 where there is none."""
    if len(pieces) < 3:
        return 0
    free = [i for i, p in enumerate(pieces) if p.role is None]
    opens = (i for i in free[1:] if after_audit(page.folded[pieces[i].start : pieces[i].end]))
    at = next(opens, 0)
    return at if at and pieces[at - 1].role is not None else 0


def asked_between(pieces: list[Piece]) -> int | None:
    """Index of what is asked where text without a label stands before it, on another line, and behind it."""
    if len(pieces) < 3:
        return None
    at = next((i for i, p in enumerate(pieces) if p.role == "requirement"), None)
    if not at or at + 1 >= len(pieces):
        return None
    return at if pieces[at - 1].role is None and pieces[at + 1].role is None else None


def opinions_asked(page: Page, pieces: list[Piece]) -> list[Piece]:
    """審核意見：應查明… below a heading says what is asked, not once more what was found."""
    found: list[Piece] = []
    pieces = looked_at(page, pieces) if pieces[1:] else pieces
    for at, piece in enumerate(pieces):
        if not piece.labelled and piece.role != "finding":
            found.append(piece)
            continue
        may_ask = piece.role == "finding" or _decided(pieces, at)
        if may_ask and _OUGHT.match(page.folded, piece.start, piece.end):
            found.append(replace(piece, role="requirement", labelled=True))
        else:
            found.append(replace(piece, role="detail") if _only_observed(page, pieces, at) else piece)
    return found


def looked_at(page: Page, pieces: list[Piece]) -> list[Piece]:
    """審查結果：F。建議：… 最新進展：…: what was looked at, told first, describes the finding where another label answers it."""
    labelled = [i for i, p in enumerate(pieces) if p.labelled]
    if not labelled or pieces[labelled[0]].role != "progress":
        return pieces
    at, first = labelled[0], pieces[labelled[0]]
    again = any(
        p.labelled
        and p.role in ("progress", "status", "measure", "acceptance")
        and not pure_status(page.folded, *page.trim(p.start, p.end))
        for p in pieces[at + 1 :]
    )  # more than a verdict on it (整改結論：已完成)
    if not again or not tells_looking(page.folded[max(0, first.start - 12) : first.start]):
        return pieces
    return [*pieces[:at], replace(first, role="detail"), *pieces[at + 1 :]]


def _decided(pieces: list[Piece], at: int) -> bool:
    """True for the first of two labelled answers (結論：請… 執行情形：…): where it asks, it is what a meeting decided."""
    here, below = pieces[at], pieces[at + 1 :]
    return (
        here.labelled and here.role == "progress" and any(p.labelled and p.role == here.role for p in below)
    )


def _only_observed(page: Page, pieces: list[Piece], at: int) -> bool:
    """True for 審計署的意見：… that asks nothing: it describes the finding. Any label of what is asked may stand above
    another one that asks.
    """
    here, below = pieces[at], pieces[at + 1 :]
    if not here.labelled or here.role != "requirement" or asks_something(page, here):
        return False
    again = any(p.role == here.role and p.labelled for p in below)
    before = page.folded[max(0, here.start - 16) : here.start]
    faulty = _REVIEWED.search(before) and names_fault(page.folded[here.start : here.end])
    return again or _OPINION.search(before) is not None or bool(faulty)


def asks_something(page: Page, piece: Piece) -> bool:
    """True where a text holds a word that asks: 应, 须, 建议, 改善."""
    return _ASKS.search(page.folded, piece.start, piece.end) is not None
