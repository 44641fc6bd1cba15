"""Say what the columns (or, down the side, the rows) of a table hold, by their heads and by their content."""

import re
from dataclasses import dataclass, replace

from extract.enumerators import MarkKind
from extract.folding import squeeze
from extract.grid_labels import is_remark_row
from extract.labels import Role, label_role
from extract.layouts.guessed import guess_roles, is_approval, says_what_ought, says_yes_or_no
from extract.lines import Page
from extract.model import Cell, Status, Table
from extract.series import series
from extract.statements import pure_status
from extract.statuses import classify_status

Grid = dict[tuple[int, int], Cell]
ROW_ROLES = frozenset(["measure", "progress", "status", "requirement", "responsible", "result", "deadline"])
_TELLS_TOO = re.compile("进展|进度|情[况形]")
_STATE = 30  # characters: a cell that holds more tells how it went
_ABOVE_HEAD = 6  # rows above the head that may hold titles and remarks
_PROBLEM: tuple[Role, ...] = ("finding", "detail")
_ITEMS: tuple[MarkKind, ...] = ("num", "num_paren", "circled", "han_paren", "han")


@dataclass(frozen=True)
class Columns:
    """Roles of a table's columns; `heads` are their head cells' texts (folded), `first_row` the first row of data."""

    roles: dict[int, Role]
    heads: dict[int, str]
    first_row: int
    ticks: dict[int, Status]  # columns headed by a status word, ticked where it holds

    def of(self, *roles: Role) -> list[int]:
        return [c for c, r in sorted(self.roles.items()) if r in roles]

    @property
    def holds_findings(self) -> bool:
        """True where rows are findings: a problem column, something said about each, and no plain statistics."""
        about = ROW_ROLES & set(self.roles.values())
        return bool(self.of(*_PROBLEM)) and (bool(about) or bool(self.ticks)) and len(self.of("count")) < 2


def grid_of(table: Table) -> Grid:
    """Map every position of the grid to the cell that holds it, merged ones included."""
    return {
        (r, c): cell
        for cell in table.cells
        for r in range(cell.row, cell.row + cell.row_span)
        for c in range(cell.column, cell.column + cell.column_span)
    }


def columns_of(page: Page, table: Table, grid: Grid) -> Columns:
    """Read the header rows; where the reader found none, the first row is tried."""
    first, rows = _head_rows(page, table, grid)
    roles: dict[int, Role] = {}
    heads: dict[int, str] = {}
    ticks: dict[int, Status] = {}
    for column in range(table.columns):
        words = _head_words(page, grid, first, rows, column)
        heads[column] = " ".join(words)
        role = _role(words)
        state = classify_status(words[-1]) if words and _role(words) != "amount" else None
        if state:
            ticks[column] = state
        if role:
            roles[column] = role
    if len(ticks) > 1:  # 已完成 | 正在推进 | 未完成, ticked where it holds
        roles = {c: r for c, r in roles.items() if c not in ticks}
    if rows:
        texts = {c: _cells_below(page, table, grid, c, rows) for c in range(table.columns) if c not in ticks}
        roles |= {c: "remark" for c, held in texts.items() if c in roles and is_approval(held)}
        roles |= guess_roles(texts, roles)
    _settle(page, table, grid, roles, rows, heads)
    return Columns(roles=roles, heads=heads, first_row=rows, ticks=ticks if len(ticks) > 1 else {})


def _cells_below(page: Page, table: Table, grid: Grid, column: int, first_row: int) -> list[str]:
    """What the cells of a column hold, without those that span columns."""
    cells = column_cells(table, grid, column, first_row)
    return [words for c in cells if c.column_span == 1 and (words := cell_words(page, c))]


def _head_rows(page: Page, table: Table, grid: Grid) -> tuple[int, int]:
    """First head row and first row of data. Titles and remarks above the head (附件2, 单位：万元) head nothing."""
    if table.header_rows and _labels_columns(page, grid, table.header_rows - 1, table.columns):
        return _below_remarks(page, grid, table), table.header_rows
    for row in range(min(_ABOVE_HEAD, table.rows - 1)):
        if _labels_columns(page, grid, row, table.columns):
            spans = [grid[row, c].row_span for c in range(table.columns) if (row, c) in grid]
            return row, row + (max(spans) if min(spans) < max(spans) <= 3 else 1)
        if len({grid[row, c] for c in range(table.columns) if (row, c) in grid}) > 3:
            break  # a row of cells that label nothing: data
    return 0, table.header_rows


def _below_remarks(page: Page, grid: Grid, table: Table) -> int:
    """The first of the head rows that labels columns: 填报单位：… may stand above it."""
    for row in range(table.header_rows - 1):
        cells = {grid[row, c] for c in range(table.columns) if (row, c) in grid}
        if not is_remark_row(page.folded[c.start : c.end] for c in cells):
            return row
    return table.header_rows - 1


def _labels_columns(page: Page, grid: Grid, row: int, columns: int) -> bool:
    cells = {grid[row, c] for c in range(columns) if (row, c) in grid}
    texts = [cell_words(page, cell) for cell in cells]
    known = [t for t in texts if t and len(t) <= 16 and label_role(t, strict=False)]
    return len(known) >= 2 and len(known) >= 0.6 * len([t for t in texts if t])


def _head_words(page: Page, grid: Grid, first: int, rows: int, column: int) -> list[str]:
    """Texts of the head cells over a column, outermost first; a head over the whole table heads nothing."""
    words: list[str] = []
    width = max(c for _, c in grid) + 1 if first < rows else 0
    for row in range(first, rows):
        cell = grid.get((row, column))
        if cell is not None and cell.column_span < width:
            text = cell_words(page, cell)
            if text and text not in words:
                words.append(text)
    return words


def _role(words: list[str]) -> Role | None:
    if any(label_role(word, strict=False) in ("amount", "count") for word in words[:-1]):
        return "amount"  # 金额 over 应整改 and 已整改
    for word in reversed(words):  # the innermost head says most
        role = label_role(word, strict=False)
        if role:
            return role
    return None


def cell_words(page: Page, cell: Cell) -> str:
    """What a cell holds, folded, without blanks."""
    return squeeze(page.folded[cell.start : cell.end])


def cell_items(page: Page, cell: Cell | None, *, keep_mark: bool = False) -> list[Cell]:
    """The items of a cell that is nothing but a list (1.… 2.…), as cells, with their numbers where these are kept."""
    if cell is None:
        return []
    start, end = page.trim(cell.start, cell.end)
    marks = series(page.folded, start, end, _ITEMS)
    if not marks or marks[0].start != start:
        return []
    stops = [*(m.start for m in marks[1:]), end]
    return [
        replace(cell, start=m.start if keep_mark else m.end, end=stop)
        for m, stop in zip(marks, stops, strict=True)
    ]


def column_cells(table: Table, grid: Grid, column: int, first_row: int = 0) -> list[Cell]:
    """The filled cells of a column from a row on, merged ones once."""
    cells = dict.fromkeys(c for r in range(first_row, table.rows) if (c := grid.get((r, column))))
    return [c for c in cells if c.start < c.end]


def _settle(
    page: Page,
    table: Table,
    grid: Grid,
    roles: dict[int, Role],
    rows: int,
    heads: dict[int, str],
) -> None:
    """Let content decide what 整改情况, 进展 or 结果 hold; keep one status column, the most telling."""
    share = {
        c: _status_share(page, table, grid, c, rows)
        for c, r in roles.items()
        if r in ("status", "progress", "result")
    }
    stating = [c for c, s in share.items() if s > 0.5]
    best = max(stating, key=lambda c: (share[c], roles[c] == "status"), default=None)
    asked = [
        c
        for c, r in roles.items()
        if r == "status" and c not in stating and _asks(page, table, grid, c, rows, heads[c])
    ]
    for c, r in list(roles.items()):
        if c == best or (best is None and c in asked[:1]):
            roles[c] = "status"
        elif c in asked or (c in stating and c != best):
            roles[c] = "remark"
        elif r == "status":
            roles[c] = "progress"
    if "measure" in roles.values():
        for c in [c for c, r in roles.items() if r == "progress"]:
            roles[c] = "result"
    numbers = [c for c, r in roles.items() if r == "number"]
    for c in numbers[1:]:
        roles[c] = "remark"

    def texts_of(column: int) -> list[str]:
        return [cell_words(page, cell) for cell in column_cells(table, grid, column, rows)]

    for c in [c for c, r in roles.items() if r not in ("status", "number")]:
        if says_yes_or_no(texts_of(c)):
            roles[c] = "remark"
    ought = [c for c, r in roles.items() if r in _PROBLEM and says_what_ought(texts_of(c))]
    _settle_problems(roles, heads, ought)


def _settle_problems(roles: dict[int, Role], heads: dict[int, str], asked: list[int]) -> None:
    """Find the column that tells what was found; a further one describes it, or says what is `asked`."""
    if len([c for c, r in roles.items() if r in _PROBLEM]) > len(asked):
        roles |= dict.fromkeys(asked, "requirement")
    if not {"finding", "detail"} & set(
        roles.values()
    ):  # 審計意見 | 辦理情形: the opinion tells what was found
        for c in [c for c, r in roles.items() if r == "requirement" and "意见" in heads[c]][:1]:
            roles[c] = "finding"
    kinds = [c for c, r in roles.items() if r == "finding"]
    if len(kinds) > 1:  # 问题名称 and 问题内容, or 问题 and its details
        for c in kinds[1:]:
            roles[c] = "detail"


def _status_share(page: Page, table: Table, grid: Grid, column: int, rows: int) -> float:
    """The share of the filled cells of a column, row by row, that state a status and nothing else."""
    cells = [c for r in range(rows, table.rows) if (c := grid.get((r, column))) and cell_words(page, c)]
    return sum(_states(page, c) for c in cells) / len(cells) if cells else 0.0


def _states(page: Page, cell: Cell) -> bool:
    words = cell_words(page, cell)
    if len(words) <= _STATE and (pure_status(words, 0, len(words)) or classify_status(words)):
        return True
    items = cell_items(page, cell)
    return bool(items) and all(_states(page, item) for item in items)


def _asks(page: Page, table: Table, grid: Grid, column: int, rows: int, head: str) -> bool:
    """True where cells answer the head (是, 否); under 进展 and 情况 most must, since these tell measures too."""
    texts = {cell_words(page, grid[r, column]) for r in range(rows, table.rows) if (r, column) in grid} - {""}
    told = sum(classify_status(t, heading=head) is not None for t in texts)
    return told > (len(texts) / 2 if _TELLS_TOO.search(head) else 0)
