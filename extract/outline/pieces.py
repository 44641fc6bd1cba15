"""Cut the lines under a heading at their labels: pieces of text, each with the role its label gives it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.drafts import Range
from extract.lines.labels import ANSWERS, Label, Role, in_bracket_of, label_at, label_role, labels_in
from extract.lines.lines import Line, Page
from extract.lines.series import series
from extract.notice.signature import is_body_name
from extract.status.statements import pure_status

# Parts whose text may go on in the next, unlabelled line.
_OPEN: frozenset[Role] = frozenset(
    ["measure", "progress", "requirement", "result", "detail", "finding", "cause"]
)

_SHORT_CELLS = frozenset(["responsible", "assisting", "deadline"])


@dataclass(slots=True, kw_only=True)
class Piece:
    """A stretch of one line and the role its label (or the open label above it) gives it; None without one."""

    role: Role | None
    start: int
    end: int
    labelled: bool


def pieces_of(page: Page, lines: Iterable[Line], rest: Range | None) -> list[Piece]:
    """Cut the rest of a heading's line and the lines under it at their labels."""
    pieces: list[Piece] = []
    current: Role | None = None
    if rest is not None:
        current = cut_line(page, rest[0], rest[0], rest[1], None, pieces)
    below = False  # the line right below a heading that is a label
    kept = list(lines)
    for line, following in zip(kept, [*kept, None][1:], strict=True):
        if line.is_table:
            continue
        heading = line.heading_role
        if heading and not pure_status(page.folded, line.body, line.end):  # 已完成整改 is what stands there
            current, below = heading, True
            if page.folded[line.end - 1] in _CLOSING or page.folded[line.end - 2] in _CLOSING:
                _add_state(page, line.body, line.end, pieces)
            continue
        before = len(pieces)
        inside = _unbracketed(page, line) if page.folded[line.end - 1] in _CLOSING else None
        if inside is None:
            lone = below and current != "measure" and _alone(page, line, following)
            start = line.body if lone else line.start
            current = _cut(page, start, line.body, line.end, line.labels, current, pieces)
        else:
            current = cut_line(page, inside[0], *inside, current, pieces)
        if below and len(pieces) > before:
            pieces[before].labelled = True
        below = False
    return pieces


_CLOSES = {"[": "]", "【": "】", "〔": "〕"}  # round brackets stand inside others of their kind
_CLOSING = frozenset("]】)〕")


def _alone(page: Page, line: Line, following: Line | None) -> bool:
    """True for (一) where no (二) follows, below it or beside it: it numbers nothing."""
    mark, beside = line.mark, following.mark if following else None
    if mark is None or mark.value != 1 or (beside is not None and beside.kind == mark.kind):
        return False
    return not series(page.folded, line.start, line.end, (mark.kind,))


def _unbracketed(page: Page, line: Line) -> Range | None:
    """What stands in the brackets that hold a whole line of labels: [完成时间：…；责任部门：…；结果：已完成]."""
    inside = line.body + 1, line.end - 1
    opens = line.body < line.end and page.folded[line.body] in "[【(〔"
    closed = _CLOSES.get(page.folded[line.body]) if opens else None
    if closed and page.folded.find(closed, *inside) >= 0:
        return None  # 【落实人】财务处（牵头）
    return inside if opens and label_at(page.folded, *inside) else None


def _up_to_stop(page: Page, start: int, end: int) -> int:
    """Where a cell of names or of a time ends in running text: after its first full stop, if text follows it."""
    stop = page.folded.find("。", start, end) + 1
    return stop if stop and page.folded[stop:end].strip() else end


def cut_line(
    page: Page, start: int, body: int, end: int, current: Role | None, pieces: list[Piece]
) -> Role | None:
    """Add the pieces of one line to `pieces`; return the role that stays open for the next line."""
    return _cut(page, start, body, end, labels_in(page.folded, body, end), current, pieces)


def _cut(
    page: Page,
    start: int,
    body: int,
    end: int,
    labels: Sequence[Label],
    current: Role | None,
    pieces: list[Piece],
) -> Role | None:
    first = labels[0].start if labels else end
    if page.folded[start:first].strip() and (not labels or first > body):
        pieces.append(Piece(role=current, start=start, end=first, labelled=False))
    if not labels:
        return current
    stops = [*(x.start for x in labels), end][1:]
    for label, stop in zip(labels, stops, strict=True):
        told = _up_to_stop(page, label.end, stop) if label.role in _SHORT_CELLS else stop
        parted = label.end + len(page.folded[label.end : told].rstrip(_PARTS))
        if label.words[-1] in _CLOSING:
            _add_state(page, label.start, label.end, pieces)
        role: Role = "detail" if label.words == _EXPLAINS and not _answered(pieces) else label.role
        pieces.append(Piece(role=role, start=label.end, end=parted, labelled=True))
        current = role
        if told < stop:  # 责任单位：市财政局。该局已…
            pieces.append(Piece(role=None, start=told, end=stop, labelled=False))
            current = None
    last = labels[-1]
    empty = not page.folded[last.end : end].strip()
    return last.role if empty or last.role in _OPEN else None


def _add_state(page: Page, start: int, end: int, pieces: list[Piece]) -> None:
    """The state that a label carries in a bracket: 整改结果（已整改销号）：…"""
    inside = in_bracket_of(page.folded, start, end)
    if inside and pure_status(page.folded, *inside):
        pieces.append(Piece(role="status", start=inside[0], end=inside[1], labelled=True))


_PARTS = " |｜丨·•"  # 责任部门：财务处 | 完成期限：6月底
_EXPLAINS = "说明"  # above the answer it describes the problem, below it remarks on it


def _answered(pieces: list[Piece]) -> bool:
    return any(p.role in ANSWERS for p in pieces)


_IN_BRACKET = re.compile(r"[(（](?P<inside>[^()（）]{2,40})[)）]$")
_OF_UNITS = ("responsible", "assisting", "person")
_BETWEEN = re.compile(r"[、，,；;\n/]|$")
_BETWEEN_JOINED = re.compile(r"[、，,；;\n/ ]|$")


def split_units(page: Page, start: int, end: int) -> list[Range]:
    """Split a list of units at 、，；and line breaks: 计划财务科、人事科. Units that only assist beside others of the list
    (主责：医务科／协同：护理部; 财务处（牵头），审计处（参与）) are left out, as they are where a label of their own names them.
    """
    units: list[Range] = []
    assisting: list[Range] = []
    blanks = page.folded[start:end].strip().split()
    joined = len(blanks) > 1 and all(is_body_name(b) for b in blanks)  # 设备科 财务科
    at, role, together = start, None, 0  # `together`: how many before belong to the bracket behind them
    between = _BETWEEN_JOINED if joined else _BETWEEN
    for m in between.finditer(page.folded, start, end):
        a, b = page.trim(at, m.start(), also="。；;，,：: ")
        at = m.end()
        label = label_at(page.folded, a, b)
        given: Role | None = None
        if label and label.role in _OF_UNITS:
            # 牵头单位：办公室；配合单位：财务科；责任人：某某 in one cell: names of persons are not collected
            role = label.role
            a = b if label.role == "person" else page.trim(label.end, b)[0]
        elif bracket := _IN_BRACKET.search(page.folded, a, b):  # 县政府（牵头人：某某）, 财务处（牵头）
            inside = label_at(page.folded, *bracket.span("inside"))
            given = label_role(bracket["inside"])
            b = bracket.start() if given in _OF_UNITS or (inside and inside.role == "person") else b
        told = assisting if (given or role) == "assisting" else units
        if given == "assisting" and together:  # 财务处、教务处（参与）
            assisting += units[-together:]
            del units[-together:]
        if a < b and not (b - a == 1 and page.folded[a] in "无無"):
            told.append((a, b))
        together = together + 1 if told is units and m[0] == "、" and given is None else 0
    return units or assisting
