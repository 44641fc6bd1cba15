"""Cells that each hold a whole record: 问题：… 整改措施：… 责任单位：…, a label a line."""

from extract.answers.content import read_content
from extract.drafts import Draft, Range
from extract.layouts.cells import opened, pieces_in
from extract.layouts.columns import Columns
from extract.lines.labels import ABOUT_PROBLEM, PROBLEM
from extract.lines.lines import Page
from extract.model import Cell, Table
from extract.tables.gridded import Grid, column_cells


def is_record(page: Page, cell: Cell, *, titled: bool = False) -> bool:
    """True for a cell that a label of a problem opens (or, where it is `titled`, a problem without one), answers below."""
    pieces = pieces_in(page, cell)
    opens = bool(pieces) and (pieces[0].role in PROBLEM or (titled and pieces[0].role is None))
    return opens and any(p.labelled and p.role in ABOUT_PROBLEM for p in pieces[1:])


def record_column(page: Page, table: Table, grid: Grid, columns: Columns) -> int | None:
    """The column most of whose cells are records; its head may name both (问题及整改情况)."""
    for column, head in columns.heads.items():
        titled = any(word in head for word in ("问题", "缺失", "发现"))
        cells = column_cells(table, grid, column, columns.first_row)
        if cells and 2 * sum(is_record(page, c, titled=titled) for c in cells) > len(cells):
            return column
    return None


def opened_record(page: Page, cell: Cell, own: Range) -> Draft:
    """Read a cell that holds a whole record."""
    pieces = pieces_in(page, cell)
    draft = opened(page, (pieces[0].start, pieces[0].end), own)
    read_content(page, draft, pieces[1:], "measure")
    return draft
