"""Findings that are rows of a table: which rows tell one, which go on with it, which head those below."""

import re
from dataclasses import dataclass, field

from extract.answers.content import read_content
from extract.answers.stated import put_status
from extract.drafts import Draft, DraftStatus
from extract.layouts.bands import (
    Band,
    answers_in,
    band_of,
    counts_rows,
    first_band,
    group_cell,
    is_remark,
)
from extract.layouts.carried import with_carried
from extract.layouts.cells import fill, fill_further, opened, without_differing
from extract.layouts.coloured import stated_by_fills
from extract.layouts.columns import Columns
from extract.layouts.divided import divide_row
from extract.layouts.told_cells import is_record, opened_record
from extract.lines.enumerators import mark_at
from extract.lines.labels import label_role
from extract.lines.lines import Page
from extract.model import Cell, Issue, Span, Table
from extract.tables.gridded import Grid, cell_words
from extract.tables.labels import is_remark_row

_TOTAL = re.compile(r"^(?:合计|总计|小计|共计|总数)")
_NOTE = re.compile(
    r"^(?:注|备注|说明|(?:填表|制表|填报|审核|复核)人?|数据来源)\d?[:：.]|^注\d?$"
    r"|^[(（]?(?:以下(?:为)?(?:空白|无正文)|(?:续|接|转)[上前下]?一?[表页]|此[处页]空白)"
)


def read_rows(
    page: Page, table: Table, grid: Grid, columns: Columns, above: Band, *, divide: bool = False
) -> tuple[Draft, ...]:
    """The findings of the rows below the head, or the answers, by what the columns say."""
    rows = _Rows(
        page=page,
        table=table,
        grid=grid,
        columns=columns,
        band=first_band(page, table, grid, columns, above),
        divide=divide,
        carried=with_carried(page, table, grid, columns),
        counted=counts_rows(page, table, grid, columns),
        seen_rows=columns.first_row,
    )
    for row in range(columns.first_row, table.rows):
        rows.read(row)
    for draft in rows.drafts:
        without_differing(draft)
    return tuple(rows.drafts)


@dataclass(slots=True, kw_only=True)
class _Rows:
    """The rows of one table while they are read: its columns, the band they stand under, the findings so far."""

    page: Page
    table: Table
    grid: Grid
    columns: Columns
    band: Band
    divide: bool
    carried: Grid
    counted: bool
    drafts: list[Draft] = field(default_factory=list)
    last_problem: Cell | None = None
    seen: set[Cell] = field(
        default_factory=set
    )  # cells of the rows above `seen_rows`, and what these have added
    seen_rows: int

    def read(self, row: int) -> None:
        """Read one row: a head printed again, a band, the rest of the finding above, or a finding of its own."""
        cells = _distinct(self.grid, row, self.table.columns)
        texts = [(c, cell_words(self.page, c)) for c in cells]
        filled = [(c, t) for c, t in texts if t]
        if not filled or _is_head_again(filled) or self._reads_wide(filled, row, len(cells)):
            return
        lone = len(filled) == 1 and _NOTE.match(filled[0][1])
        closes = _closes(filled)
        group = None if lone or closes else group_cell(self.columns, filled, counted=self.counted)
        if group is not None:
            self.band = band_of(self.page, group, self.band)
        elif not closes and not is_remark(self.columns, filled):
            self._tell(filled, row)

    def _reads_wide(self, filled: list[tuple[Cell, str]], row: int, cells: int) -> bool:
        """Read a row of one wide cell: the answer to the finding above, a note, or the band of those below."""
        wide = _wide_cell(filled, row, cells)
        told = answers_in(self.page, wide) if wide is not None and self.drafts else []
        if told:
            read_content(self.page, self.drafts[-1], told, "measure")
        elif wide is None or len(filled) > 1:
            return False
        elif not _NOTE.match(filled[0][1]):
            self.band = band_of(self.page, wide, self.band)
        return True

    def _tell(self, filled: list[tuple[Cell, str]], row: int) -> None:
        """Read a row that tells a problem, or goes on with the one above."""
        page, columns, carried = self.page, self.columns, self.carried
        cell = _problem(page, carried, columns, row)
        if cell is None and _counts_on(page, self.drafts, carried, columns, row):
            if not self.drafts[-1].issues:
                self.drafts[-1].issues.append(_without_problem(page, filled))
        elif cell is None or (cell is self.last_problem and self.drafts):
            self._add_to_last(row)
        else:
            self.last_problem = cell
            divided = divide_row(page, carried, columns, row, self.divide)
            self.drafts += [_row(page, g, columns, row, self.band) for g in divided]

    def _add_to_last(self, row: int) -> None:
        """A row without a problem of its own (a merged problem cell, a page break) adds to the finding above."""
        if not self.drafts:
            return
        for above in range(self.seen_rows, row):
            self.seen.update(c for k in range(len(self.columns.heads)) if (c := self.carried.get((above, k))))
        self.seen_rows = row
        self.seen.update(self.carried[row, k] for k in self.columns.of("number") if (row, k) in self.carried)
        fill_further(self.page, self.drafts[-1], self.carried, self.columns, row, self.seen)


def _wide_cell(filled: list[tuple[Cell, str]], row: int, cells: int) -> Cell | None:
    """The cell that has a row to itself, beside those that go on from the row above (a number of two rows)."""
    own = filled if len(filled) == 1 else [x for x in filled if x[0].row == row]
    return own[0][0] if len(own) == 1 and (own[0][0].column_span > 1 or cells == 1) else None


def _problem(page: Page, grid: Grid, columns: Columns, row: int) -> Cell | None:
    """The cell that tells a row's problem; the description stands for it where the row has a number of its own."""
    first, *others = columns.of("finding", "detail")
    numbered = any(_begins(page, grid, row, c) for c in columns.of("number"))
    for column in [first, *others] if numbered else [first]:
        cell = grid.get((row, column))
        if cell is not None and page.folded[cell.start : cell.end].strip():
            return cell
    return None


def _begins(page: Page, grid: Grid, row: int, column: int) -> bool:
    cell = grid.get((row, column))
    return cell is not None and cell.row == row and bool(page.folded[cell.start : cell.end].strip())


def _counts_on(page: Page, drafts: list[Draft], grid: Grid, columns: Columns, row: int) -> bool:
    """True for a row whose number follows that of the last finding: whatever it tells, it is none of that."""
    cells = [grid[row, c] for c in columns.of("number") if _begins(page, grid, row, c)]
    last = drafts[-1].label if drafts and cells else None
    value = _value(page.folded[last[0] : last[1]]) if last else None
    return value is not None and any(_value(cell_words(page, c)) == value + 1 for c in cells)


def _value(number: str) -> int | None:
    mark = mark_at(f"{number.rstrip('.、')}、")
    return mark.value if mark else None


def _without_problem(page: Page, filled: list[tuple[Cell, str]]) -> Issue:
    start, end = filled[0][0].start, filled[-1][0].end
    words = " ".join(page.text[start : filled[0][0].end].split())
    return Issue(
        kind="number_gap",
        message=f"got row {words!r} of a table without a problem, expected one; look at the source",
        span=Span(start=start, end=end),
    )


def _closes(filled: list[tuple[Cell, str]]) -> bool:
    """True for a row of totals, and for 填表人：… | 审核人：…"""
    first = filled[0][1]
    return bool(_TOTAL.match(first)) or (bool(_NOTE.match(first)) and is_remark_row(t for _, t in filled))


def _distinct(grid: Grid, row: int, columns: int) -> list[Cell]:
    cells: list[Cell] = []
    for c in range(columns):
        cell = grid.get((row, c))
        if cell is not None and (not cells or cells[-1] is not cell):
            cells.append(cell)
    return cells


def _is_head_again(filled: list[tuple[Cell, str]]) -> bool:
    """True for a row of labels alone: the head, printed again on the next page."""
    return len(filled) > 2 and all(len(t) <= 12 and label_role(t, strict=False) for _, t in filled)


def _row(page: Page, grid: Grid, columns: Columns, row: int, band: Band) -> Draft:
    """Read one row: cells by the roles of their columns, then what the band above it says."""
    cells = [grid[row, c] for c in range(len(columns.heads)) if (row, c) in grid]
    start, end = min(c.start for c in cells), max(c.end for c in cells)
    problem = _problem(page, grid, columns, row) or grid[row, columns.of("finding", "detail")[0]]
    if is_record(page, problem, titled=True):
        draft = opened_record(page, problem, (start, end))
    else:
        draft = opened(page, (problem.start, problem.end), (start, end))
    fill(page, draft, grid, columns, row, {problem})
    coloured = stated_by_fills(page, cells) if draft.status is None else None
    if coloured is not None:
        status, words = coloured
        put_status(draft, DraftStatus(status=status, words=words, rule="fill that a note explains"))
    band.give(page, draft)
    return draft
