"""What the order of the pieces below a heading tells: where the answer begins, what is asked."""

import re
from dataclasses import replace

from extract.lines.lines import Page
from extract.outline.pieces import Piece
from extract.roles.cues import names_fault
from extract.roles.turning import after_audit
from extract.status.statements import pure_status

_ASKS = re.compile(
    "应(?![收付缴])|(?<![事便适])宜|须|(?<![申邀聘])请|要求|责[成令]|建议|促|督|整改|改[善进]|加强"
)
_OPINION = re.compile(r"(?:审计[署部处室]|[帐账]委会|委员会|公署|专员)的?意见[】:：\s]*$")
_REVIEWED = re.compile(
    r"(?:审[查核]|[查稽]核|抽查)意见[】:：\s]*$"
)  # of a council: it may tell a fault alone
_OUGHT = re.compile(
    "[ ]*(?:应(?![收付缴急用对变届])(?![^，,。；;]{1,8}[之的])|宜|须|(?:(?:业|已|爰|案|并)*经?)?[函建促惠并仍尚敬]?请(?![领款购假示])"
    "|允宜|亟[应宜]|函[知嘱促]|(?:责成|建议|要求|督促)(?![不未力]))"
)
# 审查结果：…, above what is asked and done: what was looked at and found
_LOOKED = re.compile(
    r"(?:(?<![复再])审[查核视计]|(?<!踪)[查稽抽]核|[抽检调稽巡访]查|视察|探访|评[核估]|监察|督导|测试|访视)(?:的)?(?:结果|情[况形])[】:：\s]*$"
)


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
    pieces = _looked_at(page, pieces) if pieces[1:] else pieces
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


def _looked_at(page: Page, pieces: list[Piece]) -> list[Piece]:
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
    if not again or not _LOOKED.search(page.folded[max(0, first.start - 12) : first.start]):
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
