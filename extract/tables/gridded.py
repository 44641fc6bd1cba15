"""Cells of a table by their places in its grid, and what they hold."""

from dataclasses import replace

from extract.language.folding import squeeze
from extract.lines.enumerators import MarkKind, mark_at
from extract.lines.lines import Page
from extract.lines.series import series, with_ends
from extract.model import Cell, Table

Grid = dict[tuple[int, int], Cell]
_ITEMS: tuple[MarkKind, ...] = ("num", "num_half", "num_paren", "circled", "han_paren", "han")


def grid_of(table: Table) -> Grid:
    """Map every position of the grid to the cell that holds it, merged ones included."""
    return {
        (r, c): cell
        for cell in table.cells
        for r in range(cell.row, cell.row + cell.row_span)
        for c in range(cell.column, cell.column + cell.column_span)
    }


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
    return [
        replace(cell, start=m.start if keep_mark else m.end, end=stop) for m, stop in with_ends(marks, end)
    ]


def column_cells(table: Table, grid: Grid, column: int, first_row: int = 0) -> list[Cell]:
    """The filled cells of a column from a row on, merged ones once."""
    found: list[Cell] = []
    above: Cell | None = None
    for row in range(first_row, table.rows):
        cell = grid.get((row, column))
        if cell is not None and cell is not above and cell.start < cell.end:
            found.append(cell)
        above = cell
    return found


def is_number(page: Page, cell: Cell) -> bool:
    words = cell_words(page, cell)
    mark = mark_at(words) or mark_at(f"{words}、") or mark_at(f"{words}:")
    return len(words) <= 6 and mark is not None and mark.end >= len(words)
