"""Findings that are rows of a table, or a table each (labels down the side)."""

from dataclasses import dataclass, replace

from extract.drafts import Draft, Range
from extract.layouts.answers import answering
from extract.layouts.bands import Band, band_above
from extract.layouts.columns import Columns, columns_of, labels_columns
from extract.layouts.headed import heading_over, names_form
from extract.layouts.sidewise import read_sidewise
from extract.layouts.table_rows import read_rows
from extract.layouts.told_cells import record_column
from extract.lines.labels import PROBLEM
from extract.lines.lines import Line, Page
from extract.model import Table
from extract.status.statuses import classify_status
from extract.tables.gridded import Grid, cell_words, column_cells, grid_of
from extract.tables.labels import is_caption


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
    found = _by_columns(page, table, grid, columns, band_above(page, line, category), divide=divide)
    if found is not None:
        return found
    why = f"columns {_roles(columns)} are no findings"
    if table.header_rows:
        return TableFindings((), why)
    drafts, sidewise = read_sidewise(page, table, grid, category, heading_over(page, line))
    return TableFindings(drafts, f"{why}; {sidewise}")


def _by_columns(
    page: Page, table: Table, grid: Grid, columns: Columns, band: Band, *, divide: bool
) -> TableFindings | None:
    """What the rows of a table are by the roles of its columns: findings, answers or bare problems; None for neither."""
    whole = record_column(page, table, grid, columns)
    if whole is not None:
        other = {c: r for c, r in columns.roles.items() if r not in PROBLEM}
        columns = replace(columns, roles={**other, whole: "finding"})
        rows = read_rows(page, table, grid, columns, band)
        return TableFindings(rows, f"{len(rows)} rows, each record in one cell", columns=columns)
    told = _roles(columns)
    answers = answering(page, table, grid, columns)
    if answers is not None:
        rows = read_rows(page, table, grid, answers, band)
        return TableFindings((), f"{len(rows)} answers under {told}", answers=rows)
    if columns.holds_findings:
        rows = read_rows(page, table, grid, columns, band, divide=divide)
        return TableFindings(rows, f"{len(rows)} rows under {told}", columns=columns)
    if columns.of("number") and columns.of("finding", "detail") and len(columns.of("count")) < 2:
        rows = read_rows(page, table, grid, columns, band)
        return TableFindings((), f"columns {told} say nothing about problems", bare=rows)
    return None


def _roles(columns: Columns) -> str:
    return str(sorted(set(columns.roles.values())))


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
