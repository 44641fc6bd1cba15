"""Cells that stand for the one above them: 同上 and 〃, and blanks below the name of a group."""

from itertools import pairwise

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
    below |= _told_once(page, table, grid, columns)
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


def _told_once(page: Page, table: Table, grid: Grid, columns: Columns) -> set[int]:
    """Columns of groups that name each group in its first row alone, and those of units that are blank in just its other rows.

    A blank elsewhere may say that there is none, so half of the rows must be blank below the first, and no
    name may stand twice in a row.
    """
    rows = range(columns.first_row, table.rows)
    for column in columns.of("category"):
        words = _words(page, grid, column, rows)
        filled = [w for w in words if w]
        twice = any(a == b for a, b in pairwise(words) if a)
        if words and words[0] and not twice and len(filled) > 1 and 2 * len(filled) <= len(words):
            first = [bool(w) for w in words]
            units = {c: _words(page, grid, c, rows) for c in columns.of("responsible")}
            return {column, *(c for c, held in units.items() if [bool(w) for w in held] == first)}
    return set()


def _words(page: Page, grid: Grid, column: int, rows: range) -> list[str]:
    """What each row holds in a column; merged cells in each of their rows."""
    return [cell_words(page, cell) if (cell := grid.get((r, column))) else "" for r in rows]
