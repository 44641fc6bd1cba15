"""What the cells of one row say of its finding: each cell read by the role of its column."""

import re
from dataclasses import replace

from extract.answers.content import read_answer, read_content
from extract.answers.letters import cut_letters
from extract.answers.stated import put_deadline, put_status
from extract.answers.status_first import status_first
from extract.drafts import Draft, DraftStatus, Range
from extract.language.folding import squeeze
from extract.language.numerals import parse_numeral
from extract.layouts.columns import Columns
from extract.layouts.guessed import approves
from extract.layouts.joint import cut_joint, is_joint
from extract.layouts.legends import stated_by
from extract.lines.enumerators import mark_at
from extract.lines.heads import read_head
from extract.lines.labels import ANSWERS, Role
from extract.lines.lines import Page
from extract.lines.parts import without_tally
from extract.model import Cell
from extract.notice.signature import is_body_name
from extract.outline.pieces import Piece, cut_line
from extract.status.boxes import chosen_in
from extract.status.forms import status_words
from extract.status.statements import tells_more
from extract.status.statuses import classify_status
from extract.tables.gridded import Grid

_APART: frozenset[Role] = frozenset(["responsible", "assisting", "deadline", "status"])
_CLOSE = re.compile("[:：】〗\\]]")  # what labels end in
_DIFFER = "rows that differ"
_ALSO_TICKS = ("是", "○", "◎")  # where a column of its own says what they state
_PERSONS = re.compile("(?:责任|负责|联系)人|领导")
_GROUP = re.compile(r"第(?:[一二三四五六七八九十]{1,3}|\d{1,2})[组类项][ :：、]+")  # 第一組　工程規劃
_IN_BRACKETS = re.compile(r"[(（](?P<told>[^()（）]{4,24})[)）]$")
_WORD = re.compile(r"[^\s、,，;；:：/()（）]+")


def fill(page: Page, draft: Draft, grid: Grid, columns: Columns, row: int, used: set[Cell]) -> None:
    """Read the cells of a row that are not `used` yet into a finding."""
    accepted: list[Cell] = []
    for column, role in sorted(
        columns.roles.items(), key=lambda x: (x[1] != "number", x[1] != "status", x[0])
    ):
        cell = grid.get((row, column))
        if cell is None or cell in used or not page.folded[cell.start : cell.end].strip():
            continue
        used.add(cell)
        if columns.named_by_head(column) and _is_tick(page, cell):
            cell = _head_over(grid, columns, column)
        if role == "acceptance":
            accepted.append(cell)
        # 问题 | 原因 | 措施; 措施 | 未完成原因 tells of the answer
        explains = role == "cause" and any(c > column for c in columns.of("measure", "progress", "result"))
        put_cell(page, draft, "detail" if explains else role, cell, columns.heads[column])
    for column, status in columns.ticks.items():
        cell = grid.get((row, column))
        if cell and _is_tick(page, cell):
            head = _head_over(grid, columns, column)
            put_status(
                draft, DraftStatus(status=status, words=page.trim(head.start, head.end), rule="ticked column")
            )
    put_accepted(page, draft, accepted)
    if draft.result and not draft.measures and not columns.of("measure", "progress", "result"):
        behind, draft.result = draft.result, []  # 推行进度：已完成。… the only column that tells it
        pieces = [Piece(role="measure", start=a, end=b, labelled=True) for a, b in behind]
        read_content(page, draft, pieces, "measure")


def put_accepted(page: Page, draft: Draft, cells: list[Cell]) -> None:
    """同意。本處已… in cells of a response: what was done, where nothing else tells it."""
    if cells and not draft.measures:
        pieces = [Piece(role="acceptance", start=c.start, end=c.end, labelled=True) for c in cells]
        read_content(page, draft, pieces, "finding")


def fill_further(page: Page, draft: Draft, grid: Grid, columns: Columns, row: int, used: set[Cell]) -> None:
    """Read a further row of one finding; a state that differs from those above it is a doubt (`without_differing`)."""
    doubts = len(draft.issues)
    fill(page, draft, grid, columns, row, used)
    for at in range(doubts, len(draft.issues)):
        if draft.issues[at].kind == "contradicting_status":
            draft.reasons["status"] = _DIFFER
            message = "got rows of one finding that state different things, expected one state; none is given"
            draft.issues[at] = replace(draft.issues[at], message=message)


def without_differing(draft: Draft) -> None:
    """A finding whose rows state different things has no status of its own."""
    if draft.reasons.get("status") == _DIFFER:
        draft.status = None
        del draft.reasons["status"]


def _is_tick(page: Page, cell: Cell) -> bool:
    words = page.folded[cell.start : cell.end].strip()
    return words in _ALSO_TICKS or words in status_words().column["tick"]


def _head_over(grid: Grid, columns: Columns, column: int) -> Cell:
    """The lowest head cell over a column."""
    return next(c for r in range(columns.first_row - 1, -1, -1) if (c := grid.get((r, column))))


def put_cell(page: Page, draft: Draft, role: Role, cell: Cell, head: str) -> None:
    """Read one cell into a finding by the role of its column; `head` are the words of its label."""
    place = page.trim(cell.start, cell.end)
    if role == "category":
        draft.category = category_of_cell(page, cell)
        draft.because("category", "category column")
    elif role == "status":
        _status_cell(page, draft, place, head)
    elif role in ("measure", "progress"):
        for piece in _answers_in(page, cell):
            if piece.labelled:
                read_content(page, draft, [piece], "measure")
            else:
                _measures_cell(page, draft, page.trim(piece.start, piece.end), role == "progress")
    elif role == "number":
        put_number(page, draft, cell)
    elif role in ("responsible", "deadline", "person") and is_joint(head):
        _joint_cell(page, draft, cell, head)
    elif role == "responsible" and _PERSONS.search(head):
        draft.responsible += _bodies(page, cell)
        draft.because("responsible", "bodies beside persons")
    elif role not in ("count", "amount", "remark", "person", "acceptance"):
        piece = Piece(role=role, start=place[0], end=place[1], labelled=True)
        read_content(page, draft, [piece], "finding")


def _joint_cell(page: Page, draft: Draft, cell: Cell, head: str) -> None:
    labelled = [p for p in pieces_in(page, cell) if p.labelled]
    if labelled:  # 责任单位：计财股 完成时限：6月底
        read_content(page, draft, labelled, "finding")
        return
    bodies, time = cut_joint(page, cell, head)
    draft.responsible += bodies
    draft.deadline = draft.deadline or time
    for name in ("responsible", "deadline"):
        draft.because(name, "column of units and time")


def _bodies(page: Page, cell: Cell) -> list[Range]:
    """The bodies of a cell that names persons, too: 财务股 李某, 法规股（赵某）."""
    words = (m.span() for m in _WORD.finditer(page.folded, cell.start, cell.end))
    return [(a, b) for a, b in words if is_body_name(page.folded[a:b])]


def pieces_in(page: Page, cell: Cell) -> list[Piece]:
    """The lines of a cell cut at their labels; none where it holds no label."""
    pieces: list[Piece] = []
    if _CLOSE.search(page.folded, cell.start, cell.end) is None:
        return pieces  # no label: most cells of most tables
    current: Role | None = None
    at = cell.start
    for line in page.folded[cell.start : cell.end].split("\n"):
        start, end = page.trim(at, at + len(line))
        if start < end:
            current = cut_line(page, start, start, end, current, pieces)
        at += len(line) + 1
    return pieces


def put_number(page: Page, draft: Draft, cell: Cell) -> None:
    """The label of a finding as its own cell prints it."""
    number = page.trim(cell.start, cell.end, also="。.、，")
    if number[0] < number[1]:
        mark = mark_at(page.folded, *number)
        draft.label, draft.label_value = (
            number,
            mark.value if mark else parse_numeral(page.folded[slice(*number)]),
        )
        draft.because("label", "number column")


def opened(page: Page, problem: Range, own: Range) -> Draft:
    """Title, detail and, where the table has no number column, the label of a problem cell."""
    start, end = page.trim(*problem)
    mark = mark_at(page.folded, start, end)
    body = mark.end if mark and mark.kind not in ("dash", "shi") else start
    line_end = page.folded.find("\n", body, end)
    head = read_head(page.folded, body, end if line_end < 0 else line_end)
    draft = Draft(
        title=head.title, own=own, label=(mark.start, mark.label_end) if mark and body > start else None
    )
    draft.label_value = mark.value if mark and body > start else None
    draft.category = (head.field,) if head.field else ()
    draft.because("title", f"problem cell, {head.rule}")
    rest = [head.rest] if head.rest else []
    rest += [(line_end + 1, end)] if line_end >= 0 else []
    for part in cut_letters(page, [Piece(role="detail", start=a, end=b, labelled=False) for a, b in rest]):
        if page.folded[part.start : part.end].strip():
            told = draft.requirement if part.role == "requirement" else draft.detail
            told.append((part.start, part.end))
    if head.bracket:
        put_status(
            draft,
            DraftStatus(
                status=head.bracket.status, words=(head.bracket.start, head.bracket.end), rule="in brackets"
            ),
        )
    return draft


def category_of_cell(page: Page, cell: Cell) -> tuple[Range, ...]:
    """The words of a category cell without its number and the number of its findings."""
    start, end = page.trim(cell.start, cell.end, also="。：:")
    group = _GROUP.match(page.folded, start, end)
    start = group.end() if group else start
    mark = mark_at(page.folded, start, end)
    return ((mark.end if mark else start, without_tally(page.folded, start, end)),)


def _status_cell(page: Page, draft: Draft, place: Range, head: str) -> None:
    place = chosen_in(page.folded, *place) or place
    explained = stated_by(page, page.folded[place[0] : place[1]])
    if explained is not None:
        status, words = explained
        put_status(draft, DraftStatus(status=status, words=words, rule="sign that a note explains"))
        return
    asked = classify_status(page.folded[place[0] : place[1]], heading=head)
    if approves(squeeze(page.folded[place[0] : place[1]])):
        return
    if asked and not tells_more(page.folded, *place):
        put_status(draft, DraftStatus(status=asked, words=place, rule=f"status column {head}"))
        due = _IN_BRACKETS.search(page.folded, *place)
        if due:  # 跟進中（預計2025年第四季）
            put_deadline(page, draft, due.span("told"))
        return
    for rest in status_first(page, draft, *place, named_status=True):
        draft.result.append(rest)


def _answers_in(page: Page, cell: Cell) -> list[Piece]:
    """A cell of measures, cut where it ends in who answers and by when (…。责任单位：财务科), or at all its labels where it
    opens with that of an answer (整改措施：… 责任单位：…); else whole.
    """
    pieces = pieces_in(page, cell)
    if (
        len(pieces) > 1
        and pieces[0].role in ANSWERS
        and all(p.role in _APART or p.role in ANSWERS for p in pieces)
    ):
        return [replace(p, labelled=True) for p in pieces]
    apart = [p for p in pieces if p.labelled]
    told = pieces[: len(pieces) - len(apart)]
    if not told or any(p.labelled for p in told) or not all(p.role in _APART for p in apart):
        return [Piece(role=None, start=cell.start, end=cell.end, labelled=False)]
    return [Piece(role=None, start=cell.start, end=told[-1].end, labelled=False), *apart]


def _measures_cell(page: Page, draft: Draft, place: Range, progress: bool) -> None:
    rest = status_first(page, draft, *place, named_status=False) if progress else [place]
    for part in rest:
        if progress and draft.measures and part != place:  # 推进中（8个科室已上线） beside the measures
            draft.result.append(part)
            continue
        read_answer(page, draft, *part)
