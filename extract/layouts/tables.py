"""Findings that are rows of a table, or a table each (labels down the side)."""

import re
from dataclasses import dataclass, replace

from extract.answers.content import read_content
from extract.answers.stated import put_status
from extract.drafts import Draft, DraftStatus, Range
from extract.layouts.answers import answering
from extract.layouts.bands import (
    Band,
    answers_in,
    band_above,
    band_of,
    counts_rows,
    first_band,
    group_cell,
    is_remark,
)
from extract.layouts.carried import with_carried
from extract.layouts.cells import fill, fill_further, opened, without_differing
from extract.layouts.coloured import stated_by_fills
from extract.layouts.columns import Columns, columns_of, labels_columns
from extract.layouts.divided import divide_row
from extract.layouts.headed import heading_over, names_form
from extract.layouts.sidewise import read_sidewise
from extract.layouts.told_cells import is_record, opened_record, record_column
from extract.lines.enumerators import mark_at
from extract.lines.labels import PROBLEM, label_role
from extract.lines.lines import Line, Page
from extract.model import Cell, Issue, Span, Table
from extract.status.statuses import classify_status
from extract.tables.gridded import Grid, cell_words, column_cells, grid_of
from extract.tables.labels import is_caption, is_remark_row

_TOTAL = re.compile(r"^(?:合计|总计|小计|共计|总数)")
_NOTE = re.compile(
    r"^(?:注|备注|说明|(?:填表|制表|填报|审核|复核)人?|数据来源)\d?[:：.]|^注\d?$"
    r"|^[(（]?(?:以下(?:为)?(?:空白|无正文)|(?:续|接|转)[上前下]?一?[表页]|此[处页]空白)"
)


@dataclass(frozen=True)
class TableFindings:
    """What one table gave: its findings, or answers to findings told elsewhere, and why it was read that way."""

    drafts: tuple[Draft, ...]
    why: str
    answers: tuple[Draft, ...] = ()
    bare: tuple[Draft, ...] = ()  # problems and nothing about them: findings where another table answers them
    columns: Columns | None = None


def read_table(
    page: Page,
    line: Line,
    category: tuple[Range, ...],
    *,
    before: Columns | None = None,
    divide: bool = False,
) -> TableFindings:
    """Read the findings of the table at `line`; `category` is the heading it stands under, if that names a field.

    `before` are the columns of the table above, which a table without a head may continue; `divide` takes every
    problem that a cell lists for a finding.
    """
    table = line.block.table
    if table is None:
        return TableFindings((), "no grid")
    grid = grid_of(table)
    above = [page.folded[a:b] for a, b in category]
    # 某某局整改台账, or the title of a form, again on the next sheet: no category
    category = () if any(is_caption(words) or names_form(page, words) for words in above) else category
    if table.transposed:
        return TableFindings(*read_sidewise(page, table, grid, category, heading_over(page, line)))
    columns = columns_of(page, table, grid)
    if not columns.holds_findings and before is not None and _continues(page, table, grid, before):
        columns = replace(before, first_row=0)
    band = band_above(page, line, category)
    whole = record_column(page, table, grid, columns)
    if whole is not None:
        other = {c: r for c, r in columns.roles.items() if r not in PROBLEM}
        columns = replace(columns, roles={**other, whole: "finding"})
        rows = tuple(_rows(page, table, grid, columns, band))
        return TableFindings(rows, f"{len(rows)} rows, each record in one cell", columns=columns)
    told = f"{sorted(set(columns.roles.values()))}"
    answering_columns = answering(page, table, grid, columns)
    if answering_columns is not None:
        rows = tuple(_rows(page, table, grid, answering_columns, band))
        return TableFindings((), f"{len(rows)} answers under {told}", answers=rows)
    if columns.holds_findings:
        rows = tuple(_rows(page, table, grid, columns, band, divide=divide))
        return TableFindings(rows, f"{len(rows)} rows under {told}", columns=columns)
    if columns.of("number") and columns.of("finding", "detail") and len(columns.of("count")) < 2:
        rows = tuple(_rows(page, table, grid, columns, band))
        return TableFindings((), f"columns {told} say nothing about problems", bare=rows)
    if table.header_rows:
        return TableFindings((), f"columns {told} are no findings")
    drafts, why = read_sidewise(page, table, grid, category, heading_over(page, line))
    return TableFindings(drafts, f"columns {told} are no findings; {why}")


def _continues(page: Page, table: Table, grid: Grid, before: Columns) -> bool:
    """True for a table without a head whose numbers or states stand where those of the table above stand."""
    if len(before.heads) != table.columns or _has_heads(page, table, grid):
        return False
    for column in before.of("number", "status"):
        words = [cell_words(page, c) for c in column_cells(table, grid, column)]
        fits = [w for w in words if (w.isdigit() if before.roles[column] == "number" else classify_status(w))]
        if len(fits) * 2 > len(words):
            return True
    return False


def _has_heads(page: Page, table: Table, grid: Grid) -> bool:
    """True where the row above the data is one of labels, one a column: the table of answers on another sheet."""
    return table.header_rows > 0 and labels_columns(page, grid, table.header_rows - 1, table.columns)


def _rows(
    page: Page,
    table: Table,
    grid: Grid,
    columns: Columns,
    above: Band,
    *,
    divide: bool = False,
) -> list[Draft]:
    drafts: list[Draft] = []
    carried = with_carried(page, table, grid, columns)
    last_problem: Cell | None = None
    band = first_band(page, table, grid, columns, above)
    counted = counts_rows(page, table, grid, columns)
    for row in range(columns.first_row, table.rows):
        cells = _distinct(grid, row, table.columns)
        texts = [(c, cell_words(page, c)) for c in cells]
        filled = [(c, t) for c, t in texts if t]
        if not filled or _is_head_again(filled):
            continue
        wide = _wide_cell(filled, row, len(cells))
        told = answers_in(page, wide) if wide is not None and drafts else []
        if told:
            read_content(page, drafts[-1], told, "measure")
            continue
        if wide is not None and len(filled) == 1:
            band = band if _NOTE.match(filled[0][1]) else band_of(page, wide, band)
            continue
        lone = len(filled) == 1 and _NOTE.match(filled[0][1])
        group = None if lone or _closes(filled) else group_cell(columns, filled, counted=counted)
        if group is not None:
            band = band_of(page, group, band)
            continue
        if is_remark(columns, filled) or _closes(filled):
            continue
        cell = _problem(page, carried, columns, row)
        if cell is None:
            if not _counts_on(page, drafts, carried, columns, row):
                _add_to_last(page, drafts, carried, columns, row)
            elif not drafts[-1].issues:
                drafts[-1].issues.append(_without_problem(page, filled))
            continue
        if cell is last_problem and drafts:
            _add_to_last(page, drafts, carried, columns, row)
            continue
        last_problem = cell
        drafts += [_row(page, g, columns, row, band) for g in divide_row(page, carried, columns, row, divide)]
    for draft in drafts:
        without_differing(draft)
    return drafts


def _wide_cell(filled: list[tuple[Cell, str]], row: int, cells: int) -> Cell | None:
    """The cell that has a row to itself, beside those that go on from the row above (a number of two rows)."""
    own = filled if len(filled) == 1 else [x for x in filled if x[0].row == row]
    return own[0][0] if len(own) == 1 and (own[0][0].column_span > 1 or cells == 1) else None


def _problem(page: Page, grid: Grid, columns: Columns, row: int) -> Cell | None:
    """The cell that tells a row's problem; the description stands for it where the row has a number of its own."""
    first, *others = columns.of("finding", "detail")
    numbered = any(_begins(page, grid, row, c) for c in columns.of("number"))
    for column in [first, *others] if numbered else [first]:
        cell = grid.get((row, column))
        if cell is not None and page.folded[cell.start : cell.end].strip():
            return cell
    return None


def _begins(page: Page, grid: Grid, row: int, column: int) -> bool:
    cell = grid.get((row, column))
    return cell is not None and cell.row == row and bool(page.folded[cell.start : cell.end].strip())


def _counts_on(page: Page, drafts: list[Draft], grid: Grid, columns: Columns, row: int) -> bool:
    """True for a row whose number follows that of the last finding: whatever it tells, it is none of that."""
    cells = [grid[row, c] for c in columns.of("number") if _begins(page, grid, row, c)]
    last = drafts[-1].label if drafts and cells else None
    value = _value(page.folded[last[0] : last[1]]) if last else None
    return value is not None and any(_value(cell_words(page, c)) == value + 1 for c in cells)


def _value(number: str) -> int | None:
    mark = mark_at(f"{number.rstrip('.、')}、")
    return mark.value if mark else None


def _without_problem(page: Page, filled: list[tuple[Cell, str]]) -> Issue:
    start, end = filled[0][0].start, filled[-1][0].end
    words = " ".join(page.text[start : filled[0][0].end].split())
    return Issue(
        kind="number_gap",
        message=f"got row {words!r} of a table without a problem, expected one; look at the source",
        span=Span(start=start, end=end),
    )


def _closes(filled: list[tuple[Cell, str]]) -> bool:
    """True for a row of totals, and for 填表人：… | 审核人：…"""
    first = filled[0][1]
    return bool(_TOTAL.match(first)) or (bool(_NOTE.match(first)) and is_remark_row(t for _, t in filled))


def _distinct(grid: Grid, row: int, columns: int) -> list[Cell]:
    cells: list[Cell] = []
    for c in range(columns):
        cell = grid.get((row, c))
        if cell is not None and (not cells or cells[-1] is not cell):
            cells.append(cell)
    return cells


def _is_head_again(filled: list[tuple[Cell, str]]) -> bool:
    """True for a row of labels alone: the head, printed again on the next page."""
    return len(filled) > 2 and all(len(t) <= 12 and label_role(t, strict=False) for _, t in filled)


def _row(page: Page, grid: Grid, columns: Columns, row: int, band: Band) -> Draft:
    """Read one row: cells by the roles of their columns, then what the band above it says."""
    cells = [grid[row, c] for c in range(len(columns.heads)) if (row, c) in grid]
    start, end = min(c.start for c in cells), max(c.end for c in cells)
    problem = _problem(page, grid, columns, row) or grid[row, columns.of("finding", "detail")[0]]
    if is_record(page, problem, titled=True):
        draft = opened_record(page, problem, (start, end))
    else:
        draft = opened(page, (problem.start, problem.end), (start, end))
    fill(page, draft, grid, columns, row, {problem})
    coloured = stated_by_fills(page, cells) if draft.status is None else None
    if coloured is not None:
        status, words = coloured
        put_status(draft, DraftStatus(status=status, words=words, rule="fill that a note explains"))
    band.give(page, draft)
    return draft


def _add_to_last(page: Page, drafts: list[Draft], grid: Grid, columns: Columns, row: int) -> None:
    """A row without a problem of its own (a merged problem cell, a page break) adds to the finding above."""
    if not drafts:
        return
    seen = {
        c for r in range(columns.first_row, row) for k in range(len(columns.heads)) if (c := grid.get((r, k)))
    }
    seen |= {grid[row, k] for k in columns.of("number") if (row, k) in grid}
    fill_further(page, drafts[-1], grid, columns, row, seen)
