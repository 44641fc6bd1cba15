"""Forms that nobody has filled in: a table of heads and numbers, no finding in it."""

import re
from collections.abc import Sequence

from extract.drafts import Draft
from extract.lines.labels import label_role
from extract.lines.lines import Page
from extract.model import Table
from extract.tables.gridded import Grid, cell_words, grid_of, is_number

_FEWEST_HEADS = 3
# 年　月　日, □是 □否, and what tells how to fill a cell in: （填写全称）
_NOTHING = re.compile(r"(?:[□☐○_＿.…—年月日/\\-]|[是否有无×])*|[(（\[【<][^()（）\[\]【】<>]*[)）\]】>]")


def is_blank_form(page: Page, drafts: Sequence[Draft]) -> bool:
    """True where tables have heads of a ledger, and nothing but numbers and marks to fill in stands in their rows; what
    was read as findings can only be these heads.
    """
    tables = [(x, x.block.table) for x in page.lines if x.block.table is not None]
    inside = all(any(x.start <= d.own[0] < x.end for x, _ in tables) for d in drafts)
    return bool(tables) and inside and all(_blank(page, table) for _, table in tables)


def _blank(page: Page, table: Table) -> bool:
    grid = grid_of(table)
    head = next((r for r in range(table.rows) if _heads(page, grid, table, r) >= _FEWEST_HEADS), None)
    filled = [c.row for c in table.cells if c.start < c.end]
    if head is None or any(filled.count(r) >= _FEWEST_HEADS for r in range(head)):
        return False  # 问题 | 甲 | 乙 may stand above labels: a finding a column
    below = [c for c in table.cells if c.row > head and c.start < c.end]
    return all(_NOTHING.fullmatch(cell_words(page, c)) or is_number(page, c) for c in below)


def _heads(page: Page, grid: Grid, table: Table, row: int) -> int:
    cells = (grid.get((row, c)) for c in range(table.columns))
    return sum(
        cell is not None and label_role(cell_words(page, cell), strict=False) is not None for cell in cells
    )
