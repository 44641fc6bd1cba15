"""The number of findings that a table states: its total under 问题数, or what its row of totals says (共7个问题)."""

import re

from extract.language.folding import squeeze
from extract.language.patterns import AUDIT
from extract.lines.labels import label_role
from extract.lines.lines import Page
from extract.model import Cell, Table
from extract.notice.counts import StatedCount
from extract.tables.gridded import Grid, cell_words, grid_of

_COUNTS = re.compile(
    rf"(?:{AUDIT}|专项)*(?:发现|查出|指出|反馈|交办|存在)?(?:的)?(?:问题|缺失事项|缺失|整改事项|隐患)(?:(?:总|个|项|件)?(?:数|数量|总量|合计)(?:[(（][个项件条][)）])?|[(（][个项件条][)）])"
)
_TOTAL = re.compile(r"(?:合计|总计|共计|总数|全[市县区镇乡州]合计)[:：]?")
_SAYS = re.compile(
    r"(?:共|计|共计|合计|总计)?(?:有|涉及|发现|查出)?(?P<n>\d{1,4})(?:个|项|条|件)(?:问题|缺失事项|缺失|事项|隐患)(?=$|[,，;；。(（])"
)
_HEAD_ROWS = 2
_PART = re.compile("小计[:：]?")  # of all, where it stands once
_LAST_ROWS = 2  # a remark may stand below the totals


def tallied(page: Page) -> StatedCount | None:
    """The first table with a column of numbers of findings and a row of totals, or a single row, states it."""
    for line in page.lines:
        table = line.block.table
        if table is not None and not table.transposed:
            found = _tallied(page, table) or _said(page, table)
            if found is not None:
                return found
    return None


def _tallied(page: Page, table: Table) -> StatedCount | None:
    heads = [c for c in table.cells if c.row < _HEAD_ROWS and _COUNTS.fullmatch(cell_words(page, c))]
    if not heads or heads[0].column_span > 1:
        return None
    grid = grid_of(table)
    below = heads[0].row + heads[0].row_span
    totals = [r for r in range(below, table.rows) if _is_total(page, grid, r)]
    if not totals and table.rows - below > 1:
        return None
    cell = grid.get((totals[-1] if totals else table.rows - 1, heads[0].column))
    return _number(page, cell) if cell is not None else None


def _said(page: Page, table: Table) -> StatedCount | None:
    """合计 | 共7个问题，已完成5个 in the row of totals, or 12个 there under the head of the problems."""
    grid = grid_of(table)
    last = range(table.rows - 1, max(0, table.rows - _LAST_ROWS - 1), -1)
    parts = [c.row for c in table.cells if c.column == 0 and _PART.fullmatch(cell_words(page, c))]
    row = next((r for r in last if _is_total(page, grid, r) or [r] == parts), None)
    for cell in (c for c in table.cells if c.row == row):
        m = _SAYS.match(cell_words(page, cell))
        if m:
            return StatedCount(number=int(m.group("n")), start=cell.start, end=cell.end, weight=1.0)
        heads = (grid.get((r, cell.column)) for r in range(_HEAD_ROWS + 1))
        if any(
            h and h is not cell and label_role(cell_words(page, h), strict=False) == "finding" for h in heads
        ):
            return _number(page, cell)
    return None


def _is_total(page: Page, grid: Grid, row: int) -> bool:
    return any((row, k) in grid and _TOTAL.fullmatch(cell_words(page, grid[row, k])) for k in (0, 1))


def _number(page: Page, cell: Cell) -> StatedCount | None:
    words = squeeze(page.folded[cell.start : cell.end]).rstrip("个项件条案宗点")
    if not words.isdecimal() or not 0 < int(words) < 10_000:
        return None
    return StatedCount(number=int(words), start=cell.start, end=cell.end, weight=1.0)
