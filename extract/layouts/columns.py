"""Say what the columns (or, down the side, the rows) of a table hold, by their heads and by their content."""

import re
from dataclasses import dataclass

from extract.layouts.guessed import guess_roles, is_approval
from extract.layouts.legends import are_signs
from extract.layouts.settled import NAMED_BY_HEAD, settle
from extract.lines.labels import ABOUT_PROBLEM, ANSWERS, PROBLEM, Role, label_role
from extract.lines.lines import Page
from extract.model import Cell, Status, Table
from extract.notice.signature import is_body_name
from extract.status.statuses import classify_status
from extract.tables.gridded import Grid, cell_words, column_cells
from extract.tables.labels import is_label, is_remark_row

_GROUP = 14  # characters that a group's name may have
_NAMED_GROUP = 30  # of one below a head
_SENTENCE = re.compile(r"[。；;：:]|^[\W\d]+$")
_LABEL = 8  # characters of a label in a row that tells of the whole table
_ABOVE_HEAD = 6  # rows above the head that may hold titles and remarks


@dataclass(frozen=True)
class Columns:
    """Roles of a table's columns; `heads` are their head cells' texts (folded), `first_row` the first of data."""

    roles: dict[int, Role]
    heads: dict[int, str]
    first_row: int
    ticks: dict[int, Status]  # columns headed by a status word, ticked where it holds

    def named_by_head(self, column: int) -> bool:
        """True where a tick names the head of its column: a unit, or a type of pace."""
        return self.roles.get(column) in NAMED_BY_HEAD

    def of(self, *roles: Role) -> list[int]:
        return [c for c, r in sorted(self.roles.items()) if r in roles]

    @property
    def holds_findings(self) -> bool:
        """True where rows are findings: a problem column, something said about each, and no plain statistics."""
        about = {*ABOUT_PROBLEM, "acceptance"} & set(self.roles.values())
        return bool(self.of(*PROBLEM)) and (bool(about) or bool(self.ticks)) and len(self.of("count")) < 2


def columns_of(page: Page, table: Table, grid: Grid) -> Columns:
    """Read the header rows; where the reader found none, the first row is tried."""
    first, rows = _head_rows(page, table, grid)
    roles: dict[int, Role] = {}
    heads: dict[int, str] = {}
    ticks: dict[int, Status] = {}
    width = max(c for _, c in grid) + 1 if first < rows else 0
    for column in range(table.columns):
        words = _head_words(page, grid, range(first, rows), column, width)
        heads[column] = " ".join(words)
        role = _role(words)
        state = classify_status(words[-1]) if words and role not in ("amount", "pace") else None
        if state:
            ticks[column] = state
        if role:
            roles[column] = role
    if len(ticks) > 1:  # 已完成 | 正在推进 | 未完成, ticked where it holds
        roles = {c: r for c, r in roles.items() if c not in ticks}
    if rows:
        texts = {c: _cells_below(page, table, grid, c, rows) for c in range(table.columns) if c not in ticks}
        signs = [c for c, held in texts.items() if roles.get(c) in (None, "remark") and are_signs(page, held)]
        roles |= {c: "status" for c in signs[:1] if "status" not in roles.values()}
        roles |= {c: "remark" for c, held in texts.items() if c in roles and is_approval(held)}
        stated: dict[int, Role] = {table.columns: "status"} if len(ticks) > 1 else {}
        roles |= guess_roles(texts, roles | stated)
        roles |= _groups(page, table, grid, roles, heads, rows)
    asked = [c for c, r in roles.items() if r == "requirement"]
    if len(asked) == 1 and rows and not {*PROBLEM} & {*roles.values()} and {*ANSWERS} & {*roles.values()}:
        roles[asked[0]] = "finding"  # what a committee asks, answered row by row, stands for its problem
    settle(page, table, grid, roles, rows, heads)
    return Columns(roles=roles, heads=heads, first_row=rows, ticks=ticks if len(ticks) > 1 else {})


def _groups(
    page: Page, table: Table, grid: Grid, roles: dict[int, Role], heads: dict[int, str], first_row: int
) -> dict[int, Role]:
    """A column of names, its head unknown or none, whose merged cells each stand beside several problems: 資金管理 beside 1, 2
    and 3; 標的名稱 over the names of projects. Behind the problems it needs a head, and names no unit, number or state.
    """
    told = min((c for c, r in roles.items() if r in PROBLEM), default=0)
    if "category" in roles.values():
        return {}
    behind = [c for c in range(told + 1, table.columns) if heads.get(c)]
    for column in (c for c in (*range(max(told, 1)), *behind) if c not in roles):
        cells = column_cells(table, grid, column, first_row)
        beside = column_cells(table, grid, told, first_row) if told else range(table.rows - first_row)
        merged = any(c.row_span > 1 for c in cells) and 1 < len(cells) < len(beside)
        longest = _NAMED_GROUP if heads.get(column) and column < max(told, 1) else _GROUP
        words = [cell_words(page, c) for c in cells]
        if merged and column > told and any(_names_no_group(w) for w in words):
            continue
        if merged and all(len(w) <= longest and not w.isdigit() and not _SENTENCE.search(w) for w in words):
            return {column: "category"}
    return {}


def _names_no_group(words: str) -> bool:
    return is_body_name(words) or any(c.isdigit() for c in words) or classify_status(words) is not None


def _cells_below(page: Page, table: Table, grid: Grid, column: int, first_row: int) -> list[str]:
    """What the cells of a column hold, without those that span columns."""
    cells = column_cells(table, grid, column, first_row)
    return [words for c in cells if c.column_span == 1 and (words := cell_words(page, c))]


def _head_rows(page: Page, table: Table, grid: Grid) -> tuple[int, int]:
    """First head row and first row of data. Titles and remarks above the head (附件2, 单位：万元) head nothing."""
    lowest = range(
        table.header_rows - 1, max(-1, table.header_rows - 3), -1
    )  # 甲 乙 1 2 may count them below
    if any(labels_columns(page, grid, row, table.columns) for row in lowest):
        return _below_remarks(page, grid, table), table.header_rows
    for row in range(min(_ABOVE_HEAD, table.rows - 1)):
        if labels_columns(page, grid, row, table.columns):
            spans = [grid[row, c].row_span for c in range(table.columns) if (row, c) in grid]
            return row, row + (max(spans) if min(spans) < max(spans) <= 3 else 1)
        cells = {grid[row, c] for c in range(table.columns) if (row, c) in grid}
        told = [c for c in cells if c.start < c.end]
        coloured = 2 * sum(bool(c.fill) for c in told) >= len(told)  # a legend
        if len(cells) > 3 and not coloured and not _is_form(page, told):
            break  # a row of cells that label nothing: data
    return 0, table.header_rows


def _is_form(page: Page, cells: list[Cell]) -> bool:
    """True for the cells of a row that tells of the whole table: 审计项目 | 经济责任审计 | 审计报告 | 某审〔2024〕1号."""
    words = [cell_words(page, c) for c in sorted(cells, key=lambda c: c.column)]
    paired = len(words) % 2 == 0 and all(len(w) <= _LABEL and w[-1].isalpha() for w in words[::2])
    return paired and any(map(is_label, words[::2])) and not any(map(is_label, words[1::2]))


def _below_remarks(page: Page, grid: Grid, table: Table) -> int:
    """The first of the head rows that labels columns: 填报单位：… may stand above it."""
    for row in range(table.header_rows - 1):
        cells = {grid[row, c] for c in range(table.columns) if (row, c) in grid}
        if not is_remark_row(page.folded[c.start : c.end] for c in cells):
            return row
    return table.header_rows - 1


def labels_columns(page: Page, grid: Grid, row: int, columns: int) -> bool:
    """Whether most filled cells of a row are labels."""
    cells = {grid[row, c] for c in range(columns) if (row, c) in grid}
    texts = [cell_words(page, cell) for cell in cells]
    known = [t for t in texts if t and len(t) <= 16 and label_role(t, strict=False)]
    return len(known) >= 2 and len(known) >= 0.6 * len([t for t in texts if t])


def _head_words(page: Page, grid: Grid, rows: range, column: int, width: int) -> list[str]:
    """Texts of the head cells over a column, outermost first; a head over the whole `width` heads nothing."""
    words: list[str] = []
    for row in rows:
        cell = grid.get((row, column))
        if cell is not None and cell.column_span < width:
            text = cell_words(page, cell)
            if text and text not in words:
                words.append(text)
    return words


def _role(words: list[str]) -> Role | None:
    if any(label_role(word, strict=False) in ("amount", "count") for word in words[:-1]):
        return "amount"  # 金额 over 应整改 and 已整改
    if any(label_role(word, strict=False) == "pace" for word in words[:-1]):
        return "pace"  # 整改类型 over 立行立改 and 持续整改
    for word in reversed(words):  # the innermost head says most
        role = label_role(word, strict=False)
        if role == "assisting" and any(label_role(w, strict=False) == "responsible" for w in words[:-1]):
            return "responsible"  # 责任单位 over 牵头单位 and 配合单位
        if role:
            return role
    return None
