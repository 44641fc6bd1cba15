"""Rows whose problem cell lists several problems: 1.… 2.… beside 1.… 2.… of what was done about each.

Such a row is read as so many rows: a cell with the same numbers is divided, any other holds for all of them.
"""

from extract.drafts import DraftStatus
from extract.layouts.columns import Columns
from extract.lines.labels import ANSWERS, Role
from extract.lines.lines import Page
from extract.model import Cell
from extract.status.statements import hits_in
from extract.status.statuses import classify_status
from extract.tables.gridded import Grid, cell_items

LabelledCell = tuple[Role, str, Cell]  # role, its label, what stands beside it


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


def divide_record(
    page: Page, cells: list[LabelledCell]
) -> tuple[list[list[LabelledCell]], DraftStatus | None]:
    """The cells of a record with labels down its side, once for each problem that it lists and answers: 糾正事由 一、… 二、…
    beside 機關改善情形 一、… 二、…; and the state that another cell states of all of them (4項均已結案).
    """
    at = next((i for i, c in enumerate(cells) if c[0] == "finding"), None)
    problems = cell_items(page, cells[at][2], keep_mark=True) if at is not None else []
    parts = {i: listed for i, c in enumerate(cells) if len(listed := cell_items(page, c[2])) == len(problems)}
    answered = any(cells[i][0] in ANSWERS for i in parts)
    if at is None or len(problems) < 2 or not answered or any(c[0] == "number" for c in cells):
        return [cells], None
    parts[at] = problems
    states = {
        i: state
        for i, (role, _, cell) in enumerate(cells)
        if i not in parts and role in ("progress", "result") and (state := _state_of_all(page, cell))
    }
    divided = [
        [(c[0], c[1], parts[i][n] if i in parts else c[2]) for i, c in enumerate(cells) if i not in states]
        for n in range(len(problems))
    ]
    return divided, next(iter(states.values()), None)


def _state_of_all(page: Page, cell: Cell) -> DraftStatus | None:
    hits = [h for h in hits_in(page.folded, cell.start, cell.end) if not h.attributive]
    if len({h.status for h in hits}) != 1:
        return None
    words = (hits[-1].start, hits[-1].end)
    return DraftStatus(status=hits[-1].status, words=words, rule="said of all problems of its record")


def _differ(page: Page, states: list[list[Cell]]) -> bool:
    """True where a list of states says different things of different problems."""
    return any(len({classify_status(page.folded[c.start : c.end]) for c in cells}) > 1 for cells in states)
