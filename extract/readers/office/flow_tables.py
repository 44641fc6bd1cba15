"""Tables of text documents: cells that say "I continue the one above" become cells with spans."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.model import Place
from extract.tables.grids import RawCell


@dataclass(slots=True, kw_only=True)
class FlowCell:
    """One cell as Word and RTF give it; `merge` names the neighbour it belongs to, if any."""

    text: str
    span: int = 1  # columns of the table's grid
    merge: Literal["", "above"] = ""
    header: bool = False
    place: Place | None = None
    fill: str | None = None


@dataclass(slots=True)
class _Open:
    """A placed cell that rows below may still extend."""

    cell: FlowCell
    row_span: int
    last_row: int


def merge_rows(rows: Sequence[Sequence[tuple[int, FlowCell]]]) -> tuple[tuple[RawCell, ...], ...]:
    """Rows of (grid column, cell) as rows of raw cells; a merged cell stands in its first row."""
    open_cells: dict[int, _Open] = {}
    laid: list[list[_Open]] = []
    for r, row in enumerate(rows):
        laid.append([])
        if row and row[0][0] > 0:  # a row that begins further right
            laid[r].append(_Open(FlowCell(text="", span=row[0][0]), 1, r))
        for column, cell in row:
            above = open_cells.get(column)
            if cell.merge == "above" and above is not None and above.last_row == r - 1:
                above.row_span, above.last_row = above.row_span + 1, r
                continue
            placed = _Open(cell, 1, r)
            laid[r].append(placed)
            open_cells[column] = placed
    return tuple(tuple(map(_raw, row)) for row in laid)


def _raw(placed: _Open) -> RawCell:
    cell = placed.cell
    return RawCell(
        text=cell.text,
        row_span=placed.row_span,
        column_span=cell.span,
        header=cell.header,
        place=cell.place,
        fill=cell.fill,
    )
