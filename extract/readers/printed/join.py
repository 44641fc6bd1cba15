"""Make one table of its pieces on several pages.

A row that a page break cut in two is one row again: its second half has no serial number, and goes on where
the first half stopped in the middle of a sentence. A merged cell that the page break cut goes on too.
"""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from extract.language.folding import fold, squeeze
from extract.language.numerals import parse_numeral
from extract.model import Place
from extract.readers.printed.cells import PageTable
from extract.readers.printed.lines import glue, has_mark
from extract.tables.grids import (
    Grid,
    GridCell,
    continues,
    drop_repeated_headers,
    finish,
    is_label,
    join,
    without_rows,
)

_STOPS = "。；！？.;!?"
_CLOSED = '”’）》」』】)"'
_SAME_BORDER = 4.0  # points


def grid_of(table: PageTable) -> Grid:
    """The table of one page as a grid, its labels found."""
    cells = tuple(
        GridCell(
            row=c.row,
            column=c.column,
            row_span=c.row_span,
            column_span=c.column_span,
            text=c.text,
            header=c.bold and bool(c.text),
            place=Place(page=table.page, box=c.box),
            fill=c.fill,
        )
        for c in table.cells
    )
    return finish(_without_hollow_rows(Grid(rows=table.rows, columns=table.columns, cells=cells)))


def _without_hollow_rows(grid: Grid) -> Grid:
    """The grid without rows that hold nothing but parts of cells over several rows: a stroke in a scan was taken for a rule."""
    own = {c.row for c in grid.cells if c.text.strip() and c.row_span == 1}
    through = [(c.row, c.row + c.row_span) for c in grid.cells if c.text.strip() and c.row_span > 1]
    hollow = {r for a, b in through for r in range(a, b) if r not in own}
    kept = {min(r for r in range(a, b)) for a, b in through if not any(r in own for r in range(a, b))}
    return without_rows(grid, hollow - kept) if hollow - kept else grid


def joined_tables(tables: Sequence[PageTable]) -> list[Grid]:
    """Grids of tables that follow one another with nothing but page breaks between them."""
    grids: list[Grid] = []
    for before, table in zip([None, *tables], tables, strict=False):
        grid = grid_of(table)
        whole = _continued(before, grids[-1], table, grid) if before is not None else None
        if whole is None:
            grids.append(grid)
        else:
            grids[-1] = whole
    return [drop_repeated_headers(grid) for grid in grids]


def _continued(above: PageTable, before: Grid, below: PageTable, after: Grid) -> Grid | None:
    """The table so far and the piece below it as one; None where that is a table of its own."""
    if above.page != below.page and _same_outline(above, below) and _is_cut_record(before, after):
        return _rest_of_record(above, before, below, after)
    return _joined(before, after, _aligned(above, below))


def _aligned(before: PageTable, after: PageTable) -> bool:
    """Whether two pieces have their column borders at the same places."""
    return before.columns == after.columns and all(
        abs(a - b) <= _SAME_BORDER for a, b in zip(before.borders, after.borders, strict=True)
    )


def _same_outline(before: PageTable, after: PageTable) -> bool:
    """Whether two pieces have the same outer borders: the inner ones of a form differ from row to row."""
    outer = zip((before.borders[0], before.borders[-1]), (after.borders[0], after.borders[-1]), strict=True)
    return all(abs(a - b) <= _SAME_BORDER for a, b in outer)


def _is_cut_record(before: Grid, after: Grid) -> bool:
    """Whether a form (labels down the side) goes on below a page break: there it does not begin as it began."""
    opens, goes_on = before.row(0)[:1], after.row(0)[:1]
    if not opens or not goes_on or before.header_rows or (after.header_rows and not after.transposed):
        return False
    form = before.transposed or (before.rows == 1 and after.transposed and is_label(opens[0].text))
    return form and squeeze(fold(opens[0].text)) != squeeze(fold(goes_on[0].text))


def _rest_of_record(above: PageTable, before: Grid, below: PageTable, after: Grid) -> Grid:
    """Append the rows of a form's second half; a row without a label goes on with the last one above."""
    borders = _merged(above.borders, below.borders)
    whole = replace(join(_on(borders, above, before), _on(borders, below, after)), transposed=True)
    first = _covering(whole, before.rows)
    return whole if first[min(first)].text else _merge_rows(whole, before.rows)


def _merged(one: Sequence[float], other: Sequence[float]) -> list[float]:
    both: list[float] = []
    for x in sorted((*one, *other)):
        if not both or x - both[-1] > _SAME_BORDER:
            both.append(x)
    return both


def _on(borders: Sequence[float], table: PageTable, grid: Grid) -> Grid:
    """The grid of a table over finer borders: its cells span the columns between theirs."""
    at = [min(range(len(borders)), key=lambda i: abs(borders[i] - x)) for x in table.borders]
    cells = (
        replace(c, column=at[c.column], column_span=at[c.column + c.column_span] - at[c.column])
        for c in grid.cells
    )
    return replace(grid, columns=len(borders) - 1, cells=tuple(cells))


def _joined(before: Grid, after: Grid, aligned: bool) -> Grid | None:
    if not continues(before, after):
        if not aligned or before.transposed or after.transposed:
            return None
        after = replace(after, header_rows=0)
    if not _same_labels(before, after) and _has_own_labels(after):
        return None
    rows = before.rows
    whole = join(before, after)
    if rows >= whole.rows:
        return whole
    serial = _serial_column(whole)
    if _is_rest_of_row(whole, rows, serial):
        return _merge_rows(whole, rows)
    return _grow_merged(whole, rows)


def _same_labels(before: Grid, after: Grid) -> bool:
    return [squeeze(c.text) for c in before.row(0)] == [squeeze(c.text) for c in after.row(0)]


def _has_own_labels(grid: Grid) -> bool:
    """Whether a table begins with a row of words that label columns."""
    first = [c.text for c in grid.row(0) if c.text]
    return sum(map(is_label, first)) >= max(2, len(first) // 2)


def _serial_column(grid: Grid) -> int | None:
    """The column whose cells count the rows, if there is one."""
    for column in range(min(grid.columns, 3)):
        values = [parse_numeral(squeeze(fold(c.text)).strip("().、")) for c in _column(grid, column)]
        numbers = [v for v in values if v is not None]
        ups = sum(b == a + 1 for a, b in itertools.pairwise(numbers))
        if len(numbers) >= 2 and ups >= 0.7 * (len(numbers) - 1):
            return column
    return None


def _column(grid: Grid, column: int) -> list[GridCell]:
    cells = [c for c in grid.cells if c.column == column and c.row >= grid.header_rows]
    return sorted(cells, key=lambda c: c.row)


def _covering(grid: Grid, row: int) -> dict[int, GridCell]:
    """The cell that covers each column in a row."""
    return {
        column: c
        for c in grid.cells
        if c.row <= row < c.row + c.row_span
        for column in range(c.column, c.column + c.column_span)
    }


def _is_rest_of_row(grid: Grid, row: int, serial: int | None) -> bool:
    """Whether `row`, the first after a page break, is the rest of the row above."""
    above, below = _covering(grid, row - 1), _covering(grid, row)
    shared = [c for c in below if c in above and below[c].text and above[c].text]
    if len({id(c) for c in below.values()}) == 1 or any(below[c].row != row for c in below):
        return False
    cut = any(not _stopped(above[c].text) for c in shared)
    if serial is not None and serial in below and serial in above:
        if below[serial].text:
            return not above[serial].text and cut
        filled = [c for c in below if below[c].text]
        few = len(filled) * 2 <= grid.columns or not shared
        return bool(filled) and (cut or few) and above[serial].row_span == 1
    return bool(shared) and not below[min(below)].text and cut


def _stopped(text: str) -> bool:
    return text.rstrip(_CLOSED)[-1:] in _STOPS


def _merge_rows(grid: Grid, row: int) -> Grid:
    """Append the cells of `row` to those of the row above, and take the row out."""
    above, below = _covering(grid, row - 1), _covering(grid, row)
    cells: dict[int, GridCell] = {id(c): c for c in grid.cells}
    for column, part in below.items():
        first = above.get(column)
        if part.column != column or first is None:
            continue
        text = _appended(first.text, part.text)
        grown = replace(first, text=text, row_span=first.row_span + part.row_span)
        cells[id(first)] = grown
        cells.pop(id(part), None)
    shifted = [_without_row(c, row) for c in cells.values()]
    return replace(grid, rows=grid.rows - 1, cells=tuple(shifted))


def _appended(text: str, rest: str) -> str:
    if not text or not rest:
        return text or rest
    between = "\n" if _stopped(text) and has_mark(rest) else glue(text, rest, room=False)
    return text + between + rest


def _without_row(cell: GridCell, row: int) -> GridCell:
    if cell.row >= row:
        return replace(cell, row=cell.row - 1)
    if cell.row + cell.row_span > row:
        return replace(cell, row_span=cell.row_span - 1)
    return cell


def _grow_merged(grid: Grid, row: int) -> Grid:
    """Let a merged cell reach over the page break where an empty cell, or the rest of its text, goes on below."""
    above, below = _covering(grid, row - 1), _covering(grid, row)
    cells = {id(c): c for c in grid.cells}
    for column, part in below.items():
        first = above.get(column)
        if first is None or part.column != column or part.row != row or first.column_span != part.column_span:
            continue
        spans = any(c.row_span > 1 for c in grid.cells if c.column == column and c.row >= grid.header_rows)
        if first.text and spans and (not part.text or _rest_of_label(grid, column, part)):
            text = _appended(first.text, part.text)
            cells[id(first)] = replace(first, text=text, row_span=first.row_span + part.row_span)
            cells.pop(id(part), None)
    return replace(grid, cells=tuple(cells.values()))


def _rest_of_label(grid: Grid, column: int, part: GridCell) -> bool:
    """Whether a merged cell below a page break only ends the text of the one above: all others are numbered."""
    others = [c.text for c in _column(grid, column) if c is not part and c.text]
    return len(others) >= 2 and all(map(has_mark, others)) and not has_mark(part.text)
