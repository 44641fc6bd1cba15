"""Rows whose problem cell lists several problems: 1.… 2.… beside 1.… 2.… of what was done about each.

Such a row is read as so many rows: a cell with the same numbers is divided, any other holds for all of them.
"""

from extract.layouts.columns import Columns
from extract.layouts.gridded import Grid, cell_items
from extract.lines import Page
from extract.model import Cell
from extract.statuses import classify_status


def divide_row(page: Page, grid: Grid, columns: Columns, row: int, always: bool) -> list[Grid]:
    """The grids to read a row from: one, or one for each problem that its problem cell lists.

    A row with a number of its own is one finding with that number, unless `always` (the document counts them so) or
    its list of states differs (1.已完成 2.正在整改).
    """
    problem = columns.of("finding", "detail")[0]
    problems = cell_items(page, grid.get((row, problem)), keep_mark=True)
    if len(problems) < 2:
        return [grid]
    parts = {
        c: listed
        for c in columns.roles
        if c != problem and len(listed := cell_items(page, grid.get((row, c)))) == len(problems)
    }
    states = [parts[c] for c in columns.of("status") if c in parts]
    if columns.of("number") and not always and not _differ(page, states):
        return [grid]
    parts[problem] = problems
    numbers = {(row, c) for c in columns.of("number")}  # they number the row, not its problems
    shared = {place: cell for place, cell in grid.items() if place not in numbers}
    return [shared | {(row, c): listed[i] for c, listed in parts.items()} for i in range(len(problems))]


def _differ(page: Page, states: list[list[Cell]]) -> bool:
    """True where a list of states says different things of different problems."""
    return any(len({classify_status(page.folded[c.start : c.end]) for c in cells}) > 1 for cells in states)
