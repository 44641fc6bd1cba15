"""How what was read compares with what was printed: tables as rows, characters as a distance."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from extract.model import Document, squeeze

Rows = list[list[str]]


class Placed(Protocol):
    """A cell of a table: where it begins and how far it spans."""

    @property
    def row(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def row_span(self) -> int: ...
    @property
    def column_span(self) -> int: ...


Cell = TypeVar("Cell", bound=Placed)


def filled(rows: int, columns: int, cells: Iterable[Cell], text_of: Callable[[Cell], str]) -> Rows:
    """A table as rows of texts; a merged cell's text stands wherever the cell does."""
    grid = [[""] * columns for _ in range(rows)]
    for cell in cells:
        for r in range(cell.row, cell.row + cell.row_span):
            for c in range(cell.column, cell.column + cell.column_span):
                grid[r][c] = text_of(cell)
    return grid


def tables_of(document: Document) -> list[Rows]:
    """Every table of a document, its header rows included."""
    return [
        filled(t.rows, t.columns, t.cells, lambda cell: document.text[cell.start : cell.end])
        for t in (block.table for block in document.blocks)
        if t is not None
    ]


def body_rows(document: Document) -> list[list[tuple[str, ...]]]:
    """The rows of each table below its header, without white space."""
    headers = [block.table.header_rows for block in document.blocks if block.table is not None]
    return [
        [tuple(map(squeeze, row)) for row in table[header:]]
        for table, header in zip(tables_of(document), headers, strict=True)
    ]


def edit_distance(a: str, b: str) -> int:
    """Characters to insert, delete or replace (Levenshtein)."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (x != y))
    return row[-1]
