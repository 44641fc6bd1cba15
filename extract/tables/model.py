"""The grid that readers of every format fill: cells with spans, laid out as browsers do."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.model import Place

_MAX_SPAN = 1000  # as browsers do: a larger colspan is a mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """One cell: position from 0, spans, its text as printed (line breaks kept)."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    text: str = ""
    header: bool = False  # the format says so (<th>, a header row of Word), or the whole cell is bold
    place: Place | None = None
    fill: str | None = None  # its colour as six hexadecimal digits; none: white


@dataclass(frozen=True, slots=True, kw_only=True)
class RawCell:
    """One cell of a row of cells, before its column is known."""

    text: str = ""
    row_span: int = 1  # 0: to the last row, as in HTML
    column_span: int = 1
    header: bool = False
    place: Place | None = None
    fill: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table. `header_rows` and `transposed` mean what they mean in `extract.model.Table`."""

    rows: int
    columns: int
    cells: tuple[GridCell, ...]
    header_rows: int = 0
    transposed: bool = False
    _by_row: dict[int, list[GridCell]] | None = field(default=None, init=False, compare=False, repr=False)

    def row(self, index: int) -> list[GridCell]:
        """The cells that begin in a row, from left to right."""
        if self._by_row is None:
            by_row: dict[int, list[GridCell]] = {}
            for cell in sorted(self.cells, key=lambda c: c.column):
                by_row.setdefault(cell.row, []).append(cell)
            object.__setattr__(self, "_by_row", by_row)  # an index, no part of the value
            return by_row.get(index, [])
        return self._by_row.get(index, [])


def lay_out(rows: Sequence[Sequence[RawCell]]) -> Grid:
    """Place rows of raw cells on a grid the way browsers do; spans past the last row are cut."""
    taken: dict[int, int] = {}  # column -> first row that is free again
    cells: list[GridCell] = []
    columns = 0
    for r, row in enumerate(rows):
        c = 0
        for raw in row:
            while taken.get(c, 0) > r:
                c += 1
            width = min(max(raw.column_span, 1), _MAX_SPAN)
            height = len(rows) - r if raw.row_span == 0 else min(max(raw.row_span, 1), len(rows) - r)
            width = next((w for w in range(1, width) if taken.get(c + w, 0) > r), width)  # never overlap
            for w in range(width):
                taken[c + w] = r + height
            cells.append(_placed(raw, r, c, height, width))
            c += width
            columns = max(columns, c)
    return _without_empty_edges(Grid(rows=len(rows), columns=columns, cells=tuple(cells)))


def _placed(raw: RawCell, row: int, column: int, height: int, width: int) -> GridCell:
    return GridCell(
        row=row,
        column=column,
        row_span=height,
        column_span=width,
        text=raw.text,
        header=raw.header,
        place=raw.place,
        fill=raw.fill,
    )


def _without_empty_edges(grid: Grid) -> Grid:
    """Drop rows without any text, and columns that no cell needs (colspans larger than the table)."""
    starts = sorted({c.column for c in grid.cells})
    rows = sorted({r for c in grid.cells if c.text.strip() for r in range(c.row, c.row + c.row_span)})
    if len(rows) == grid.rows and len(starts) == grid.columns:
        return grid
    new_column = {old: new for new, old in enumerate(starts)}
    new_row = {old: new for new, old in enumerate(rows)}
    cells = []
    for c in grid.cells:
        covered = [r for r in range(c.row, c.row + c.row_span) if r in new_row]
        if covered:
            width = sum(1 for s in starts if c.column <= s < c.column + c.column_span)
            cells.append(
                replace(
                    c,
                    row=new_row[covered[0]],
                    row_span=len(covered),
                    column=new_column[c.column],
                    column_span=width,
                )
            )
    return replace(grid, rows=len(rows), columns=len(starts), cells=tuple(cells))
