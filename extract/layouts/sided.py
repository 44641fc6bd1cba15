"""Forms whose records stand beside a merged cell: 事项1, 资金管理 or the problem itself, beside rows of labels and values."""

import re
from collections.abc import Mapping
from dataclasses import replace

from extract.lines.enumerators import mark_at
from extract.lines.labels import ABOUT_PROBLEM, ANSWERS, PROBLEM, Role, label_role, matters
from extract.lines.lines import Page
from extract.lines.parts import is_generic, part_role
from extract.model import Cell, Table
from extract.tables.gridded import Grid, cell_words


def without_side(page: Page, table: Table, grid: Grid) -> tuple[Table, Grid, dict[int, Cell]]:
    """The table without its first column where that only stands beside labels, and the cell beside each row.

    A cell beside labels that name no problem (整改情况 over 措施 and 状态) goes on with the record above it.
    """
    if table.columns < 3:
        return table, grid, {}
    sides = {r: grid[r, 0] for r in range(table.rows) if _is_side(table, grid.get((r, 0)))}
    if not sides or 3 * sum(_is_label(page, grid.get((r, 1))) for r in sides) < 2 * len(sides):
        return table, grid, {}
    others = [r for r in range(table.rows) if r not in sides and not _is_head(page, table, grid, r)]
    if any(_is_label(page, grid.get((r, 0))) for r in others):
        return table, grid, {}  # 序号 | 1 above a merged 整改情况: labels stand in the first column, too
    heads = {r for r in range(table.rows) if r not in sides and r not in others}
    inner = {(r, c - 1): cell for (r, c), cell in grid.items() if c and r not in heads}
    opening = {cell for cell in set(sides.values()) if _names_problem(page, grid, cell)}
    beside = {r: cell for r, cell in sides.items() if cell in opening}
    return replace(table, columns=table.columns - 1), inner, beside if opening else {}


def _is_side(table: Table, cell: Cell | None) -> bool:
    return cell is not None and cell.row_span > 1 and cell.column_span == 1


def _is_head(page: Page, table: Table, grid: Grid, row: int) -> bool:
    """True for 序号 | 责任单位 above the records, labels and nothing else, and for 序号 | 项目 | 内容 at the top."""
    cells = {c for k in range(table.columns) if (c := grid.get((row, k))) and c.start < c.end}
    named = not row and len(cells) > 2 and label_role(cell_words(page, grid[row, 0])) == "number"
    words = [cell_words(page, c) for c in cells]
    return all(label_role(w) is not None or (named and _NAMED.fullmatch(w)) for w in words)


def _is_label(page: Page, cell: Cell | None) -> bool:
    return cell is not None and label_role(cell_words(page, cell)) is not None


def _names_problem(page: Page, grid: Grid, side: Cell) -> bool:
    """True where the labels beside a cell tell a whole record: a problem and more about it, or more about the cell."""
    rows = range(side.row, side.row + side.row_span)
    roles = {label_role(cell_words(page, c)) for r in rows if (c := grid.get((r, 1)))} - {None}
    told = PROBLEM if names_part(page, side) else PROBLEM | ABOUT_PROBLEM
    return bool(roles & told) and len(roles) > 1


def names_part(page: Page, side: Cell) -> bool:
    """True for a cell that only says what part of a form the labels beside it are: 问题情况, 整改落实."""
    words = cell_words(page, side)
    return label_role(words, strict=False) is not None or is_generic(words) or part_role(words) is not None


def numbers_problem(page: Page, cell: Cell) -> bool:
    """True for a label that names a problem by its number: 问题一, 反馈问题（2）, 查核所見三."""
    words = cell_words(page, cell).rstrip(":：")
    mark = mark_at(words)
    if mark is not None and mark.kind == "problem" and mark.end >= len(words):
        return True
    stem = bare_label(words)
    return stem != words and label_role(stem) in PROBLEM


def bare_label(label: str) -> str:
    """A label without the number of its problem: 審計發現 of 審計發現（2）."""
    stem = _NUMBER.sub("", label)
    return stem if len(stem) > 1 and stem != label else label


_NAMED = re.compile("(?:[项类]目|事项|内容|情况|具体|说明|填[写报]|明细)+")
_NUMBER = re.compile(r"[ ]?[(（]?[\d一二三四五六七八九十]{1,3}[)）]?[:：]?$")


def passed_matters(page: Page, grid: Grid, roles: Mapping[int, Role | None]) -> frozenset[str]:
    """Labels that name no problem here: 案由 beside 糾正事由, or where nothing was done about it."""
    beside = (grid[r, 0] for r, role in roles.items() if role == "finding" and (r, 1) in grid)
    named = {
        cell_words(page, cell) for cell in beside if cell.column_span == 1
    } - matters()  # 一号事项 over all
    return matters() if named or not ANSWERS & {*roles.values()} else frozenset()
