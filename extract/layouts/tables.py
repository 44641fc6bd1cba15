"""Findings that are rows of a table, or a table each (labels down the side)."""

import re
from dataclasses import dataclass

from extract.content import read_content
from extract.drafts import Draft, DraftStatus, Range
from extract.enumerators import mark_at
from extract.heads import read_head
from extract.labels import Role, label_role
from extract.layouts.columns import Columns, columns_of, grid_of
from extract.lines import Line, Page
from extract.model import Cell, Table
from extract.pieces import Piece
from extract.stated import put_status, status_first
from extract.statuses import classify_status

Grid = dict[tuple[int, int], Cell]
_ROW_ROLES = frozenset(["measure", "progress", "status", "requirement", "responsible", "result", "deadline"])
_TOTAL = re.compile(r"^(?:合计|总计|小计|共计|总数)")
_NOTE = re.compile(r"^(?:注|备注|说明|填表|制表|数据来源)\d?[:：.]|^注\d?$")


@dataclass(frozen=True)
class TableFindings:
    """What one table gave: its findings and why it was read that way."""

    drafts: tuple[Draft, ...]
    why: str


def read_table(page: Page, line: Line, category: tuple[Range, ...]) -> TableFindings:
    """Read the findings of the table at `line`; `category` is the heading it stands under, if that names a field."""
    table = line.block.table
    if table is None:
        return TableFindings((), "no grid")
    grid = grid_of(table)
    if table.transposed:
        return _records(page, table, grid, category)
    columns = columns_of(page, table, grid)
    if not columns.holds_findings:
        record = _records(page, table, grid, category) if not table.header_rows else None
        return record or TableFindings((), f"columns {sorted(set(columns.roles.values()))} are no findings")
    drafts = _rows(page, table, grid, columns, category)
    return TableFindings(tuple(drafts), f"{len(drafts)} rows under {sorted(set(columns.roles.values()))}")


def _rows(page: Page, table: Table, grid: Grid, columns: Columns, category: tuple[Range, ...]) -> list[Draft]:
    drafts: list[Draft] = []
    problem_column = columns.of("finding", "detail")[0]
    last_problem: Cell | None = None
    for row in range(columns.first_row, table.rows):
        cells = _distinct(grid, row, table.columns)
        texts = [(c, "".join(page.folded[c.start : c.end].split())) for c in cells]
        filled = [(c, t) for c, t in texts if t]
        if not filled or _is_header_again(filled):
            continue
        if len(filled) == 1 and (filled[0][0].column_span > 1 or len(cells) == 1):
            if not _NOTE.match(filled[0][1]):
                category = _category(page, filled[0][0])
            continue
        if _TOTAL.match(filled[0][1]):
            continue
        cell = grid.get((row, problem_column))
        if cell is None or not page.folded[cell.start : cell.end].strip():
            _add_to_last(page, drafts, grid, columns, row)
            continue
        if cell is last_problem and drafts:
            _add_to_last(page, drafts, grid, columns, row)
            continue
        last_problem = cell
        drafts.append(_row(page, grid, columns, row, category))
    return drafts


def _distinct(grid: Grid, row: int, columns: int) -> list[Cell]:
    cells: list[Cell] = []
    for c in range(columns):
        cell = grid.get((row, c))
        if cell is not None and (not cells or cells[-1] is not cell):
            cells.append(cell)
    return cells


def _is_header_again(filled: list[tuple[Cell, str]]) -> bool:
    return len(filled) > 2 and all(len(t) <= 12 and label_role(t, strict=False) for _, t in filled)


def _row(page: Page, grid: Grid, columns: Columns, row: int, category: tuple[Range, ...]) -> Draft:
    """Read one row: cells by the roles of their columns."""
    cells = [grid[row, c] for c in range(len(columns.heads)) if (row, c) in grid]
    start, end = min(c.start for c in cells), max(c.end for c in cells)
    problem = grid[row, columns.of("finding", "detail")[0]]
    draft = _opened(page, problem, (start, end))
    draft.category = category
    if category:
        draft.because("category", "heading or row above")
    for column in columns.of("number"):
        cell = grid.get((row, column))
        number = page.trim(cell.start, cell.end, also="。.、，") if cell else (0, 0)
        if number[0] < number[1]:
            draft.label = number
            mark = mark_at(page.folded, number[0], number[1])
            draft.label_value = mark.value if mark else None
            draft.because("label", "number column")
    used = {problem}
    _fill(page, draft, grid, columns, row, used)
    return draft


def _fill(page: Page, draft: Draft, grid: Grid, columns: Columns, row: int, used: set[Cell]) -> None:
    for column, role in sorted(columns.roles.items()):
        cell = grid.get((row, column))
        if cell is None or cell in used or not page.folded[cell.start : cell.end].strip():
            continue
        used.add(cell)
        place = page.trim(cell.start, cell.end)
        if role == "category":
            draft.category = _category(page, cell)
            draft.because("category", "category column")
        elif role == "status":
            _status_cell(page, draft, place, columns.heads[column])
        elif role in ("measure", "progress"):
            _measures_cell(page, draft, place, role == "progress")
        elif role not in ("number", "count", "amount", "remark", "person", "acceptance"):
            piece = Piece(role=role, start=place[0], end=place[1], labelled=True)
            read_content(page, draft, [piece], "finding")
    for column, status in columns.ticks.items():
        cell = grid.get((row, column))
        if cell and page.folded[cell.start : cell.end].strip() in (
            "√",
            "✓",
            "✔",
            "是",
            "☑",
            "●",
            "○",
            "V",
            "v",
            "■",
        ):
            head = next(
                c
                for (r, k), c in sorted(grid.items(), key=lambda x: -x[0][0])
                if k == column and r < columns.first_row
            )
            put_status(
                draft, DraftStatus(status=status, words=page.trim(head.start, head.end), rule="ticked column")
            )


def _opened(page: Page, cell: Cell, own: Range) -> Draft:
    """Title, detail and, where the table has no number column, the label of a problem cell."""
    start, end = page.trim(cell.start, cell.end)
    mark = mark_at(page.folded, start, end)
    body = mark.end if mark and mark.kind not in ("dash", "shi") else start
    line_end = page.folded.find("\n", body, end)
    head = read_head(page.folded, body, end if line_end < 0 else line_end)
    draft = Draft(
        title=head.title, own=own, label=(mark.start, mark.label_end) if mark and body > start else None
    )
    draft.label_value = mark.value if mark and body > start else None
    draft.because("title", f"problem cell, {head.rule}")
    rest = [head.rest] if head.rest else []
    rest += [(line_end + 1, end)] if line_end >= 0 else []
    draft.detail.extend(r for r in rest if page.folded[r[0] : r[1]].strip())
    if head.bracket:
        put_status(
            draft,
            DraftStatus(
                status=head.bracket.status, words=(head.bracket.start, head.bracket.end), rule="in brackets"
            ),
        )
    return draft


def _category(page: Page, cell: Cell) -> tuple[Range, ...]:
    """The words of a category cell without its number."""
    start, end = page.trim(cell.start, cell.end, also="。：:")
    mark = mark_at(page.folded, start, end)
    return ((mark.end if mark else start, end),)


def _status_cell(page: Page, draft: Draft, place: Range, head: str) -> None:
    asked = classify_status(page.folded[place[0] : place[1]], heading=head)
    if asked:
        put_status(draft, DraftStatus(status=asked, words=place, rule=f"status column {head}"))
        return
    for rest in status_first(page, draft, *place, named_status=True):
        draft.result.append(rest)


def _measures_cell(page: Page, draft: Draft, place: Range, progress: bool) -> None:
    rest = status_first(page, draft, *place, named_status=False) if progress else [place]
    for part in rest:
        if progress and draft.measures and part != place:  # 推进中（8个科室已上线） beside the measures
            draft.result.append(part)
            continue
        read_content(
            page, draft, [Piece(role="measure", start=part[0], end=part[1], labelled=True)], "measure"
        )


def _add_to_last(page: Page, drafts: list[Draft], grid: Grid, columns: Columns, row: int) -> None:
    """A row without a problem of its own (a merged problem cell, a page break) adds to the finding above."""
    if not drafts:
        return
    seen = {
        c for r in range(columns.first_row, row) for k in range(len(columns.heads)) if (c := grid.get((r, k)))
    }
    _fill(page, drafts[-1], grid, columns, row, seen)


def _records(page: Page, table: Table, grid: Grid, category: tuple[Range, ...]) -> TableFindings:
    """Labels down the side: each further column is one finding (one table a finding has one)."""
    roles = {
        r: label_role("".join(page.folded[grid[r, 0].start : grid[r, 0].end].split()), strict=False)
        for r in range(table.rows)
        if (r, 0) in grid
    }
    banner = _banner(page, table, grid)
    if not any(role in ("finding", "detail") for role in roles.values()) and not (
        banner and _ROW_ROLES & set(roles.values())
    ):
        return TableFindings((), "labels down the side name no problem")
    if banner is not None:
        return _under_banner(page, table, grid, roles, banner, category)
    drafts: list[Draft] = []
    for column in range(1, table.columns):
        draft = _record(page, grid, roles, column, category)
        if draft and not any(d.title == draft.title for d in drafts):
            drafts.append(draft)
    return TableFindings(tuple(drafts), "labels down the side")


def _banner(page: Page, table: Table, grid: Grid) -> Cell | None:
    """A first cell over the whole width that is no label: it names the problem of the record below."""
    cell = grid.get((0, 0))
    if cell is None or cell.column_span < table.columns or table.columns < 2 or table.rows < 3:
        return None
    words = "".join(page.folded[cell.start : cell.end].split())
    return cell if len(words) > 5 and label_role(words) is None else None


def _under_banner(
    page: Page,
    table: Table,
    grid: Grid,
    roles: dict[int, Role | None],
    banner: Cell,
    category: tuple[Range, ...],
) -> TableFindings:
    draft = _opened(page, banner, (table.cells[0].start, table.cells[-1].end))
    draft.category = category
    for row, role in sorted(roles.items()):
        cell = grid.get((row, 1))
        if role and cell is not None and cell is not banner and cell.start < cell.end:
            as_role: Role = "detail" if role == "finding" else role
            _fill(
                page,
                draft,
                grid,
                Columns(roles={1: as_role}, heads={1: ""}, first_row=0, ticks={}),
                row,
                set(),
            )
    return TableFindings((draft,), "labels down the side under a banner")


def _record(
    page: Page, grid: Grid, roles: dict[int, Role | None], column: int, category: tuple[Range, ...]
) -> Draft | None:
    order = sorted(roles, key=lambda r: (roles[r] not in ("finding", "detail"), roles[r] == "detail", r))
    draft: Draft | None = None
    cells = [c for r in roles if (c := grid.get((r, column)))]
    for row in order:
        cell, role = grid.get((row, column)), roles[row]
        if cell is None or not page.folded[cell.start : cell.end].strip() or cell is grid.get((row, 0)):
            continue
        if draft is None:
            if role not in ("finding", "detail"):
                return None
            draft = _opened(page, cell, (min(c.start for c in cells), max(c.end for c in cells)))
            draft.category = category
            continue
        single = Columns(roles={column: role}, heads={column: ""}, first_row=0, ticks={})  # type: ignore[dict-item]
        if role == "number":
            draft.label = page.trim(cell.start, cell.end)
        elif role:
            _fill(page, draft, grid, single, row, set())
    return draft
