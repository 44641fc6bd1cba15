"""Put the text of a page into the cells of a lattice."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.model import Box
from extract.readers.printed.geometry import Glyph, Run, TextLine, overlap, run_of
from extract.readers.printed.lattice import Lattice, Slot
from extract.readers.printed.lines import CLOSING, cell_text
from extract.readers.printed.runs import row_text, rows_of

_GAP = 12.0  # points: a narrower column that holds no text is the gap of a double line
_PADDING = 8.0  # points: more space between border and text is no padding but alignment


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCell:
    """One cell of a table on one page; `box` is the cell's, `confidence` that of its least certain word."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    text: str = ""
    bold: bool = False
    box: Box
    confidence: float = 1.0
    fill: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTable:
    """A table, or the piece of one, on one page. `ruled` tells whether lines or aligned text made it.

    `borders` are those of its columns from left to right, one more than columns.
    """

    page: int
    rows: int
    columns: int
    cells: tuple[PageCell, ...]
    box: Box
    borders: tuple[float, ...]
    ruled: bool = True

    def texts(self) -> list[list[str]]:
        """The texts row by row; a merged cell's text stands in its first place, the others are empty."""
        grid = [[""] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            grid[cell.row][cell.column] = cell.text
        return grid


def place(lattice: Lattice, runs: Iterable[Run]) -> dict[Slot, list[Run]]:
    """The runs in each slot. A word that crosses a wall belongs to the slot that holds most of it."""
    held: dict[Slot, list[Run]] = {slot: [] for slot in lattice.slots}
    by_row: dict[int, list[Slot]] = {}
    for slot in lattice.slots:
        for row in range(slot.row, slot.row + slot.row_span):
            by_row.setdefault(row, []).append(slot)
    for run in runs:
        row = bisect_right(lattice.ys, run.middle) - 1
        for slot, piece in _pieces(run, by_row.get(min(max(row, 0), len(lattice.ys) - 2), [])):
            held[slot].append(piece)
    return held


def inside(lattice: Lattice, run: Run) -> bool:
    """Whether a run stands in the area of a lattice."""
    x = (run.x0 + run.x1) / 2
    return lattice.x0 - 1 <= x <= lattice.x1 + 1 and lattice.top <= run.middle <= lattice.bottom


def _pieces(run: Run, beside: Sequence[Slot]) -> list[tuple[Slot, Run]]:
    if not run.upright:
        slot = _nearest(beside, (run.x0 + run.x1) / 2)
        return [(slot, run)] if slot else []
    whole = _nearly_all(run, beside)
    if whole is not None:
        return [(whole, run)]
    out: list[tuple[Slot, list[Glyph]]] = []
    for atom in _atoms(run.glyphs):
        votes = [_nearest(beside, (g.x0 + g.x1) / 2) for g in atom]
        hangs = bool(out) and all(g.text in CLOSING for g in atom)
        slot = out[-1][0] if hangs else max(votes, key=votes.count)
        if slot is None:
            continue
        if out and out[-1][0] == slot:
            out[-1][1].extend(atom)
        else:
            out.append((slot, list(atom)))
    return [(slot, run_of(glyphs)) for slot, glyphs in out if any(not g.text.isspace() for g in glyphs)]


def _nearly_all(run: Run, slots: Sequence[Slot]) -> Slot | None:
    """The slot that all of a run but a sliver stands in, where it was written in one go."""
    if run.glyphs[0].piece != run.glyphs[-1].piece:
        return None
    for slot in slots:
        out = run.x1 - run.x0 - overlap(slot.x0, slot.x1, run.x0, run.x1)
        if out < 0.25 * (run.x1 - run.x0) and out < 1.2 * run.size:
            return slot
    return None


def _atoms(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Stretches of glyphs that touch and were written in one go: no border of cells is inside them."""
    atoms: list[list[Glyph]] = []
    for g in glyphs:
        last = atoms[-1][-1] if atoms else None
        blank = g.text.isspace() or (last is not None and last.text.isspace())
        if last is None or blank or g.piece != last.piece or g.x0 - last.x1 > 0.12 * g.size:
            atoms.append([g])
        else:
            atoms[-1].append(g)
    return atoms


def _nearest(slots: Sequence[Slot], x: float) -> Slot | None:
    held = next((s for s in slots if s.x0 <= x < s.x1), None)
    if held is None and slots:
        return min(slots, key=lambda s: min(abs(s.x0 - x), abs(s.x1 - x)))
    return held


def table_of(lattice: Lattice, held: dict[Slot, list[Run]], page: int, *, ruled: bool = True) -> PageTable:
    """The table of a lattice whose slots hold their runs.

    Rows in which no text begins are left out, and columns so narrow that they are gaps between lines.
    """
    filled = {s.row for s, runs in held.items() if runs}
    begun = {s.column for s, runs in held.items() if runs}
    xs = lattice.xs
    rows = [r for r in range(len(lattice.ys) - 1) if r in filled]
    columns = [c for c in range(len(xs) - 1) if c in begun or (ruled and xs[c + 1] - xs[c] > _GAP)]
    padding = _padding(held)
    cells = []
    for slot, runs in held.items():
        own_rows = [i for i, r in enumerate(rows) if slot.row <= r < slot.row + slot.row_span]
        own_columns = [i for i, c in enumerate(columns) if slot.column <= c < slot.column + slot.column_span]
        if own_rows and own_columns:
            cells.append(_cell(slot, runs, padding, own_rows, own_columns))
    return PageTable(
        page=page,
        rows=len(rows),
        columns=len(columns),
        cells=tuple(cells),
        box=Box(x0=lattice.x0, top=lattice.top, x1=lattice.x1, bottom=lattice.bottom),
        borders=(*(xs[c] for c in columns), xs[-1]),
        ruled=ruled,
    )


def _padding(held: dict[Slot, list[Run]]) -> float:
    """Space between a border and the text: the smallest that many cells keep on their left."""
    margins = sorted(max(0.0, min(r.x0 for r in runs) - s.x0) for s, runs in held.items() if runs)
    return min(margins[len(margins) // 4], _PADDING) if margins else 0.0


def _cell(slot: Slot, runs: list[Run], padding: float, rows: list[int], columns: list[int]) -> PageCell:
    lines = lines_of(runs)
    return PageCell(
        row=rows[0],
        column=columns[0],
        row_span=len(rows),
        column_span=len(columns),
        text=cell_text(lines, slot.x0 + padding, slot.x1 - padding) if lines else "",
        bold=bool(runs) and all(r.bold for r in runs),
        box=Box(x0=slot.x0, top=slot.top, x1=slot.x1, bottom=slot.bottom),
        confidence=min((r.confidence for r in runs), default=1.0),
    )


def lines_of(runs: Iterable[Run]) -> list[TextLine]:
    """The printed lines that runs make, from top to bottom; sideways runs are lines of their own."""
    listed = list(runs)
    rows = rows_of(r for r in listed if r.upright)
    sideways = sorted((r for r in listed if not r.upright), key=lambda r: r.x0)
    return [line_of(row) for row in [*rows, *([run] for run in sideways)]]


def line_of(row: Sequence[Run], area: tuple[float, float] | None = None) -> TextLine:
    """One row of runs as a line."""
    return TextLine(
        text=row_text(row),
        x0=row[0].x0,
        top=min(r.top for r in row),
        x1=max(r.x1 for r in row),
        bottom=max(r.bottom for r in row),
        size=max(r.size for r in row),
        bold=all(r.bold for r in row),
        confidence=min(r.confidence for r in row),
        area=area,
    )
