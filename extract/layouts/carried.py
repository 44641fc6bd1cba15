"""Cells that stand for the one above them: 同上 and 〃, and blanks below the name of a group in the first columns."""

from extract.layouts.columns import Columns
from extract.lines.labels import Role
from extract.lines.lines import Page
from extract.model import Cell, Table
from extract.tables.gridded import Grid, cell_words

_DITTO = frozenset(["同上", "同前", "〃", "″", "''", '"', "”", "同上。"])
_GROUPS: frozenset[Role] = frozenset(["category", "responsible"])


def with_carried(page: Page, table: Table, grid: Grid, columns: Columns) -> Grid:
    """The grid with the cells that such cells stand for in their places."""
    numbers = columns.of("number")
    below = {c for c, r in columns.roles.items() if r in _GROUPS and numbers and c < numbers[0]}
    found: Grid = {}
    for column in columns.roles:
        last: Cell | None = None
        for row in range(columns.first_row, table.rows):
            cell = grid.get((row, column))
            words = cell_words(page, cell) if cell is not None else ""
            if cell is not None and cell.column_span == table.columns:
                last = None  # a group of its own begins
            elif last is not None and (words in _DITTO or (not words and column in below)):
                found[row, column] = last
            elif words:
                last = cell
    return grid | found if found else grid
