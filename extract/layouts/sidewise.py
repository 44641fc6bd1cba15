"""Tables whose labels stand down the side: each further column is a finding, or each run of labels is one record."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from extract.answers.stated import put_status
from extract.drafts import Draft, Range
from extract.layouts.cells import category_of_cell, opened, put_accepted, put_cell, put_number
from extract.layouts.divided import LabelledCell, divide_record
from extract.layouts.guessed import approves
from extract.layouts.headed import Heading
from extract.layouts.sided import bare_label, names_part, numbers_problem, passed_matters, without_side
from extract.lines.labels import ABOUT_PROBLEM, PROBLEM, Role, label_role, tells_looking
from extract.lines.lines import Page
from extract.model import Cell, Table
from extract.status.statements import pure_status
from extract.tables.gridded import Grid, cell_words, is_number

_STATES = 30  # characters: a cell named 状态 that holds more tells how it went
_BANNER = 5  # characters: a first row of one cell that holds more may name a problem


@dataclass(slots=True)
class _Record:
    """Labelled cells in order, and the cell over the whole width above them."""

    banner: Cell | None = None
    group: Cell | None = None  # a cell over the whole width above several records: their field
    side: Cell | None = None  # a merged cell beside its labels
    heading: Heading | None = None
    numbered: Cell | None = None  # the label that numbers its problem: 问题一
    cells: list[LabelledCell] = field(default_factory=list)

    def holds(self, roles: Collection[str]) -> bool:
        return any(role in roles for role, _, _ in self.cells)


def read_sidewise(
    page: Page, table: Table, grid: Grid, category: tuple[Range, ...], heading: Heading | None
) -> tuple[tuple[Draft, ...], str]:
    """The findings of a table with labels down its side, and why it was read that way."""
    table, grid, sides = without_side(page, table, grid)
    roles = {r: _role(page, grid[r, 0]) for r in range(table.rows) if (r, 0) in grid}
    if not sides and _is_list(page, table, grid, roles):
        drafts = [_column(page, grid, roles, column, category) for column in range(1, table.columns)]
        found = {d.title: d for d in reversed(drafts) if d is not None}
        return tuple(reversed(found.values())), "labels down the side, a finding a column"
    records = _records(page, table, grid, sides, passed=passed_matters(page, grid, roles))
    if len(records) == 1 and records[0].banner is None:
        records[0].heading = heading
    read = [d for r in records for d in _divided(page, r, category)]
    return tuple(read), "labels down the side" if read else "labels down the side name no problem"


def _role(page: Page, cell: Cell) -> Role | None:
    return label_role(cell_words(page, cell), strict=False) or (
        "finding" if numbers_problem(page, cell) else None
    )


def _is_list(page: Page, table: Table, grid: Grid, roles: dict[int, Role | None]) -> bool:
    """True where several cells stand beside the label of the problem: each column is a finding.

    Of several such labels (问题名称, 具体表现) each stands once, and what is said of the problems stands beside them.
    """
    rows = [r for r, role in roles.items() if role in PROBLEM and not _only_numbers(page, table, grid, r)]
    if not rows or not _several(page, table, grid, rows[0]):
        return False
    told = [r for r, role in roles.items() if role in ABOUT_PROBLEM] if len(rows) > 1 else []
    return 2 * sum(_several(page, table, grid, r) for r in told) >= len(told)


def _only_numbers(page: Page, table: Table, grid: Grid, row: int) -> bool:
    """True for a row of numbers beside its label: 内容 | 问题一 | 问题二."""
    cells = [c for k in range(1, table.columns) if (c := grid.get((row, k))) and c.start < c.end]
    return all(is_number(page, c) for c in cells)


def _several(page: Page, table: Table, grid: Grid, row: int) -> bool:
    """True for a label with several values beside it, none of which is a further label."""
    cells = _beside(page, table, grid, row)
    return len(cells) > 1 and not any(_labels_next(page, cells[i:]) for i in range(len(cells)))


def _beside(page: Page, table: Table, grid: Grid, row: int) -> list[Cell]:
    """The filled cells beside a label, without those that only number what follows."""
    cells = dict.fromkeys(c for k in range(1, table.columns) if (c := grid.get((row, k))) and c.start < c.end)
    kept = [c for c in cells if c is not grid.get((row, 0))]
    return [c for i, c in enumerate(kept) if i == len(kept) - 1 or not is_number(page, c)]


def _records(
    page: Page, table: Table, grid: Grid, sides: Mapping[int, Cell], *, passed: Collection[str]
) -> list[_Record]:
    """Cut the rows where the labels begin anew: at a number or a problem once the record has its answer, at a banner.
    Another of the merged cells beside the rows (`sides`) begins one, too. Labels that are `passed` tell nothing of it.
    """
    records = [_Record()]
    role: Role | None = None
    label: Cell | None = None
    for row in range(table.rows):
        head = grid.get((row, 0))
        side = sides.get(row, records[-1].side)
        if side is not records[-1].side:
            records.append(_Record(side=side))
        if head is not None and _is_banner(page, table, head):
            if head is not records[-1].banner:
                records.append(_Record(banner=head))
            role = None
            continue
        if head is not None and head is not label and head.start < head.end:
            role, label = None if cell_words(page, head) in passed else _role(page, head), head
            if _begins(records[-1], role, cell_words(page, head)):
                records.append(_Record(side=side, group=records[-1].group or records[-1].banner))
            if numbers_problem(page, head) and not records[-1].holds(PROBLEM):
                records[-1].numbered = head
        _put_row(page, records[-1], role, label, _beside(page, table, grid, row))
    return _grouped(records)


def _begins(now: _Record, role: Role | None, label: str) -> bool:
    """True for a label that opens a further record: the first one again, a number, or a problem after an answer."""
    if not now.holds(PROBLEM):
        return False
    again = bare_label(label) == bare_label(now.cells[0][1]) and now.holds(ABOUT_PROBLEM)
    if now.banner is not None:
        return again
    return (
        again
        or role == "number"
        or (role == "finding" and now.holds(ABOUT_PROBLEM) and now.holds(["finding"]))
    )


def _grouped(records: list[_Record]) -> list[_Record]:
    """Cells over the whole width name the field of what stands below them where one stands above several records."""
    groups = {id(r.group) for r in records if r.group is not None}
    for record in records:
        single = groups and record.banner is not None and record.holds(["finding"])
        if single or id(record.banner) in groups:
            record.group, record.banner = record.banner, None
    return records


def _put_row(page: Page, record: _Record, role: Role | None, label: Cell | None, cells: list[Cell]) -> None:
    """A row: what stands beside its label; a further label (责任单位 | … | 时限 | …) says it of what follows."""
    seen = {id(c) for _, _, c in record.cells}
    for i, cell in enumerate(cells):
        if _labels_next(page, cells[i:]):
            role, label = label_role(cell_words(page, cell)), cell
        elif role is not None and label is not None and id(cell) not in seen and not _approves(page, cell):
            numbers = role in PROBLEM and is_number(page, cell)  # 整改任务 | 第12项, above 反馈问题 | F
            record.cells.append(("number" if numbers else role, cell_words(page, label), cell))


def _approves(page: Page, cell: Cell) -> bool:
    """True for 分管领导意见：情况属实，同意销号."""
    return approves(cell_words(page, cell))


def _labels_next(page: Page, cells: list[Cell]) -> bool:
    """True for a label with its value beside it: not for 已完成 before 责任单位, nor for the last cell."""
    words = cell_words(page, cells[0])
    if len(cells) < 2 or label_role(words) is None or pure_status(words, 0, len(words)):
        return False
    return len(cells) == 2 or not _labels_next(page, cells[1:])


def _is_banner(page: Page, table: Table, cell: Cell) -> bool:
    """True for a cell over the whole width that is no label: it names or numbers the record below."""
    words = cell_words(page, cell)
    return cell.column_span >= table.columns > 1 and bool(words) and label_role(words) is None


def _divided(page: Page, record: _Record, category: tuple[Range, ...]) -> list[Draft]:
    """The findings of a record: one, or each problem that it lists."""
    parts, state = divide_record(page, record.cells)
    drafts = [d for cells in parts if (d := _record(page, replace(record, cells=cells), category))]
    for draft in drafts:
        if state:
            put_status(draft, state)
    return drafts


def _record(page: Page, record: _Record, category: tuple[Range, ...]) -> Draft | None:
    cells = list(record.cells)
    at = next((i for wanted in ("finding", "detail") for i, c in enumerate(cells) if c[0] == wanted), None)
    title = _name(page, record)
    if at is None and not record.holds(ABOUT_PROBLEM):
        return None
    if title is None and at is not None:
        _, _, cell = cells.pop(at)
        title = cell.start, cell.end
    if title is None:
        return None
    every = [c for _, _, c in record.cells] + [c for c in (record.banner, record.side) if c]
    draft = opened(page, title, (min(c.start for c in every), max(c.end for c in every)))
    draft.category = () if any(c[0] == title[0] for c in category) else category
    if record.side and title[0] != record.side.start and not is_number(page, record.side):
        draft.category = (
            draft.category if names_part(page, record.side) else category_of_cell(page, record.side)
        )
    draft.category = category_of_cell(page, record.group) if record.group else draft.category
    _number(page, draft, record)
    for role, words, cell in sorted(cells, key=lambda x: x[0] != "number"):
        put_cell(page, draft, _settled(role, words, cell, record), cell, words)
    put_accepted(page, draft, [cell for role, _, cell in cells if role == "acceptance"])
    return draft


def _name(page: Page, record: _Record) -> Range | None:
    """What names the problem: the record's banner, the cell beside it or the heading, where it only describes it."""
    named = record.side if record.banner is None and not record.holds(PROBLEM) else record.banner
    long = named is not None and named.end - named.start > _BANNER
    if (
        named is not None
        and long
        and not is_number(page, named)
        and not _NAMES_FORM.search(cell_words(page, named))
    ):
        return named.start, named.end
    return record.heading.words if record.heading and not record.holds(["finding"]) else None


_NAMES_FORM = re.compile(
    "(?:表|台账|清单|[档卡]|卡片|登记单|公示单)$"
)  # 整改销号公示表, over the record it is


def _number(page: Page, draft: Draft, record: _Record) -> None:
    """The label that a banner or side of a number alone, a label of one (问题一), or the heading, prints."""
    number = next((c for c in (record.banner, record.side) if c and is_number(page, c)), record.numbered)
    if number is not None:
        put_number(page, draft, number)
    elif record.heading is not None and record.heading.label is not None:
        draft.label, draft.label_value = record.heading.label, record.heading.value
        draft.because("label", "number of the heading above its table")


def _settled(role: Role, words: str, cell: Cell, record: _Record) -> Role:
    """What 整改情况 holds, by what stands beside it and by its length; 调查核实情况 above an answer tells what was found."""
    answers = [c for r, _, c in record.cells if r in ("progress", "measure")]
    if role == "progress" and len(answers) > 1 and cell is answers[0] and tells_looking(words):
        return "detail"
    measured = record.holds(["measure"])
    if role == "status" and cell.end - cell.start > _STATES:
        role = "progress"
    if role == "progress" and measured:
        return "result"
    return "detail" if role == "finding" else role


def _column(
    page: Page, grid: Grid, roles: dict[int, Role | None], column: int, category: tuple[Range, ...]
) -> Draft | None:
    """One column of a list with labels down its side."""
    cells = {
        r: c for r in roles if (c := grid.get((r, column))) and c is not grid.get((r, 0)) and c.start < c.end
    }
    numbers = [r for r, cell in cells.items() if roles[r] in (None, *PROBLEM) and is_number(page, cell)]
    told = {r: cell for r, cell in cells.items() if r not in numbers}
    order = [r for wanted in ("finding", "detail") for r in told if roles[r] == wanted]
    if not order:
        return None
    draft = opened(
        page,
        (cells[order[0]].start, cells[order[0]].end),
        (min(c.start for c in cells.values()), max(c.end for c in cells.values())),
    )
    draft.category = category
    if numbers:
        put_number(page, draft, cells[numbers[0]])
    for row in sorted(told, key=lambda r: (roles[r] != "number", r)):
        role = roles[row]
        if role is not None and row != order[0]:
            put_cell(page, draft, role, told[row], cell_words(page, grid[row, 0]))
    return draft
