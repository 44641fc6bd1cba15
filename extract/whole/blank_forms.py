"""Forms that nobody has filled in: a table of heads and numbers, no finding in it."""

import re

from extract.lines.labels import label_role
from extract.lines.lines import Page
from extract.model import Table
from extract.tables.gridded import Grid, cell_words, grid_of, is_number

_FEWEST_HEADS = 3
_NOTHING = re.compile(r"(?:[□☐○_＿.…年月日/\\-]|[是否有无])*")  # 年　月　日, □是 □否


def is_blank_form(page: Page) -> bool:
    """True where a table has heads of a ledger, and nothing but numbers and marks to fill in stands in its rows."""
    tables = [x.block.table for x in page.lines if x.block.table is not None]
    return bool(tables) and all(_blank(page, table) for table in tables)


def _blank(page: Page, table: Table) -> bool:
    grid = grid_of(table)
    head = next((r for r in range(table.rows) if _heads(page, grid, table, r) >= _FEWEST_HEADS), None)
    if head is None or head == table.rows - 1:
        return False
    below = [c for c in table.cells if c.row > head and c.start < c.end]
    return all(_NOTHING.fullmatch(cell_words(page, c)) or is_number(page, c) for c in below)


def _heads(page: Page, grid: Grid, table: Table, row: int) -> int:
    cells = (grid.get((row, c)) for c in range(table.columns))
    return sum(
        cell is not None and label_role(cell_words(page, cell), strict=False) is not None for cell in cells
    )
