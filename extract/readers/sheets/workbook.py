"""A workbook before it is written: sheets of shown cells. Readers of XLSX, XLS and others make this."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from extract.files.limits import Limits
from extract.model import Unreadable
from extract.readers.office.docx_styles import Align
from extract.tables.fills import with_swatches

_ROWS, _COLUMNS = 1_048_576, 16_384  # of a sheet in Excel


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCell:
    """One cell that shows something."""

    text: str
    bold: bool = False
    align: Align | None = None
    size: float | None = None  # points
    fill: str | None = None  # its colour as six hexadecimal digits; none: white


@dataclass(frozen=True, slots=True)
class Range:
    """Rows and columns from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True, kw_only=True)
class Sheet:
    """One sheet: shown cells by (row, column) from 0, merged ranges, and what is hidden."""

    name: str
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)  # first and last, from 0
    hidden: bool = False
    without_value: list[str] = field(default_factory=list)  # cells with a formula and no stored result
    swatches: dict[tuple[int, int], str] = field(
        default_factory=dict
    )  # fills of cells that show nothing else

    def add(self, row: int, column: int, cell: SheetCell, limits: Limits) -> None:
        """Add a cell; refuses a sheet with more cells than the limit, and a cell outside of any sheet."""
        if not (0 <= row < _ROWS and 0 <= column < _COLUMNS):
            message = f"Sheet {self.name!r} has a cell outside of any sheet; fetch the file again."
            raise Unreadable("broken_file", message)
        if cell.text.strip():
            self.cells[row, column] = cell
            if len(self.cells) > limits.max_cells:
                raise Unreadable(
                    "too_many_cells",
                    f"Sheet {self.name!r} shows over {limits.max_cells:,} cells (max_cells); split the file.",
                )
        elif cell.fill and len(self.swatches) < limits.max_cells:
            self.swatches[row, column] = cell.fill

    def give_swatches(self) -> None:
        """Fill the words beside each swatch with its colour."""
        for row in {r for r, _ in self.swatches}:
            places = sorted(at for at in (*self.cells, *self.swatches) if at[0] == row)
            held = [
                (at in self.cells, self.cells[at].fill if at in self.cells else self.swatches[at])
                for at in places
            ]
            for at, fill in zip(places, with_swatches(held), strict=True):
                if at in self.cells:
                    self.cells[at] = replace(self.cells[at], fill=fill)
        self.swatches.clear()

    def hidden_places(self) -> bytes:
        """One byte a column, not 0 where it is hidden."""
        places = bytearray(_COLUMNS)
        for first, last in self.hidden_columns:
            left, right = max(first, 0), min(last, _COLUMNS - 1)
            places[left : right + 1] = b"\1" * max(right - left + 1, 0)
        return bytes(places)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisibleCell:
    """A cell that a reader of the sheet sees; rows are counted without hidden and blank ones."""

    row: int
    row_span: int
    left: int  # first and last column in the sheet
    right: int
    cell: SheetCell
    name: str  # A5: where it stands in the sheet

    @property
    def text(self) -> str:
        return self.cell.text


@dataclass(frozen=True, slots=True, kw_only=True)
class VisibleSheet:
    """What a reader of the sheet sees."""

    name: str
    cells: tuple[VisibleCell, ...]  # by row, then column
    after_blank: frozenset[int]  # rows that blank rows stand before
    hidden_columns: frozenset[int] = frozenset()  # counted as in the sheet


def cell_name(row: int, column: int) -> str:
    """A1-style name of a cell; row and column from 0."""
    return f"{column_name(column)}{row + 1}"


@lru_cache(maxsize=_COLUMNS)
def column_name(column: int) -> str:
    """Letters of a column from 0."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def visible(sheet: Sheet) -> VisibleSheet:
    """Leave out hidden rows and columns, and blank rows; merged ranges shrink with them."""
    anchors = {(m.top, m.left): m for m in sheet.merges}
    under = _covered(sheet.merges, sheet.cells)
    ranges = {at: anchors.get(at, Range(*at, *at)) for at in sorted(sheet.cells) if at not in under}
    hidden = sheet.hidden_places()
    extents = {
        at: extent
        for at, where in ranges.items()
        if (extent := _extent(where, sheet.hidden_rows, hidden)) is not None
    }
    filled = sorted({extent.top for extent in extents.values()})
    index = {row: i for i, row in enumerate(filled)}
    cells = [
        VisibleCell(
            row=index[where.top],
            row_span=bisect_right(filled, where.bottom) - index[where.top],
            left=where.left,
            right=where.right,
            cell=sheet.cells[at],
            name=cell_name(*at),
        )
        for at, where in extents.items()
    ]
    cells.sort(key=lambda c: (c.row, c.left))
    blank = _after_blank(filled, extents.values(), sorted(sheet.hidden_rows))
    unseen = frozenset(c for c, mark in enumerate(hidden) if mark) if any(hidden) else frozenset[int]()
    return VisibleSheet(name=sheet.name, cells=tuple(cells), after_blank=blank, hidden_columns=unseen)


def _extent(where: Range, hidden_rows: set[int], hidden_columns: bytes) -> Range | None:
    """The visible part of a range, or None where all of it is hidden."""
    if where.top not in hidden_rows and not hidden_columns[where.left]:
        return where
    top = next((r for r in range(where.top, where.bottom + 1) if r not in hidden_rows), None)
    left = hidden_columns.find(b"\0", where.left, where.right + 1)
    return None if top is None or left < 0 else Range(top, left, where.bottom, where.right)


def _after_blank(filled: Sequence[int], extents: Collection[Range], hidden: Sequence[int]) -> frozenset[int]:
    """Rows (counted as visible rows) before which at least one visible row is blank."""
    reach = {extent.top: 0 for extent in extents}
    for extent in extents:
        reach[extent.top] = max(reach[extent.top], extent.bottom)
    found, furthest = set[int](), -1
    for i, (before, row) in enumerate(pairwise(filled), start=1):
        furthest = max(furthest, reach[before])
        out_of_sight = bisect_left(hidden, row) - bisect_right(hidden, before)
        if row - before - 1 > out_of_sight and furthest < row - 1:
            found.add(i)
    return frozenset(found)


def hidden_content(sheet: Sheet) -> list[str]:
    """What hidden rows and columns hold, in words: `column J`, `row 7`."""
    under = _covered(sheet.merges, sheet.cells)
    lost = [at for at in sheet.cells if at not in under]
    hidden = sheet.hidden_places()
    columns = sorted({c for _, c in lost if hidden[c]})
    rows = sorted({r for r, _ in lost if r in sheet.hidden_rows})
    return [f"column {column_name(c)}" for c in columns] + [f"row {r + 1}" for r in rows]


def _covered(merges: Iterable[Range], cells: dict[tuple[int, int], SheetCell]) -> set[tuple[int, int]]:
    """Filled cells that lie under a merged range and are not its first: Excel does not show them."""
    rows = sorted({row for row, _ in cells})
    by_row: dict[int, list[int]] = {}
    for row, column in cells:
        by_row.setdefault(row, []).append(column)
    found: set[tuple[int, int]] = set()
    for m in merges:
        for row in rows[bisect_left(rows, m.top) : bisect_right(rows, m.bottom)]:
            found |= {(row, c) for c in by_row[row] if m.left <= c <= m.right and (row, c) != (m.top, m.left)}
    return found
