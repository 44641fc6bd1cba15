"""Rows whose problem cell lists several problems: 1.… 2.… beside 1.… 2.… of what was done about each.

Such a row is read as so many rows: a cell with the same numbers is divided, any other holds for all of them.
"""

import re
from dataclasses import replace

from extract.answers.stated import status_of_hit
from extract.drafts import DraftStatus
from extract.layouts.columns import Columns
from extract.lines.labels import ANSWERS, Role
from extract.lines.lines import Page
from extract.model import Cell
from extract.status.statements import hits_in
from extract.status.statuses import classify_status
from extract.tables.gridded import Grid, cell_items, is_number

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
    parts = {
        i: listed for i, c in enumerate(cells) if len(listed := _answers_listed(page, c)) == len(problems)
    }
    answered = any(cells[i][0] in ANSWERS for i in parts)
    if at is None or len(problems) < 2 or not answered or any(_numbers(page, c) for c in cells):
        return [cells], None
    parts[at] = problems
    decided = {
        i
        for i, c in enumerate(cells)
        if i not in parts and _DECIDED.search(page.folded, c[2].start, c[2].end)
    }
    states = {
        i: state
        for i, (role, _, cell) in enumerate(cells)
        if i not in parts and role in ("progress", "result") and (state := _state_of_all(page, cell))
    }
    divided = [
        [
            (c[0], c[1], parts[i][n] if i in parts else c[2])
            for i, c in enumerate(cells)
            if i not in states and i not in decided and not _ACCUSED.match(c[1])
        ]
        for n in range(len(problems))
    ]
    return divided, next(iter(states.values()), None)


# （一）有關需求評估部分：…: what the answer is to, in front of it
_TAKES_UP = re.compile(
    r"[ ]*(?:有关|关于|就|针对)[^，,。；;:：]{2,20}?(?:部[分份]|一节|方面|事项|乙节)[:：，,]"
)
_DECIDED = re.compile(
    r"(?:委员会|会议|院会|大会)[^。；;]{0,8}(?:决议|决定|议决)[:：，,]?[^。；;]{0,16}(?:结案|存查|备查|洽悉|查照)"
)
_ACCUSED = re.compile("被(?:纠正|弹劾|纠举|调查|诉)")  # 被糾正機關: whose record it is, not who answers


def _numbers(page: Page, cell: LabelledCell) -> bool:
    """True for the number of a record; 字號 113財正0127 is that of the paper."""
    return cell[0] == "number" and is_number(page, cell[2])


def _answers_listed(page: Page, cell: LabelledCell) -> list[Cell]:
    """The items of a cell; below 函復改善情形，摘要如下：, and without the words that only take up the problem."""
    role, _, told = cell
    lead = page.folded.find("\n", told.start, told.end)
    listed = cell_items(page, told)
    if not listed and role in ANSWERS and lead > 0 and page.folded[told.start : lead].rstrip().endswith(":"):
        listed = cell_items(page, replace(told, start=lead + 1))
    return [
        replace(item, start=m.end()) if (m := _TAKES_UP.match(page.folded, item.start, item.end)) else item
        for item in listed
    ]


def _state_of_all(page: Page, cell: Cell) -> DraftStatus | None:
    hits = [h for h in hits_in(page.folded, cell.start, cell.end) if not h.attributive]
    if len({h.status for h in hits}) != 1:
        return None
    return status_of_hit(hits[-1], "said of all problems of its record")


def _differ(page: Page, states: list[list[Cell]]) -> bool:
    """True where a list of states says different things of different problems."""
    return any(len({classify_status(page.folded[c.start : c.end]) for c in cells}) > 1 for cells in states)
