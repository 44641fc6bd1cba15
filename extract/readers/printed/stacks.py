"""Cells that hide several rows: their lines stand level with those of other cells, and were not wrapped."""

from collections.abc import Sequence
from itertools import pairwise

from extract.readers.printed.cells import line_of
from extract.readers.printed.geometry import Run
from extract.readers.printed.lattice import Lattice, Slot
from extract.readers.printed.lines import fits
from extract.readers.printed.rows import is_number
from extract.readers.printed.runs import rows_of

_LEAST = 4  # lines of a tall cell from which on it may hide rows
_LEVEL = 2.0  # points that lines of one row may differ by
_SHARE = 0.8
_OVER = 0.35  # em that a line may reach over the border of its row
_CUT = "-.,/:"  # a figure or a date that ends so goes on below
_WRAPPED = 0.4  # share of line breaks that had to be made: from this on a cell is one text

Held = dict[Slot, list[Run]]


def cut_at_rows(lattice: Lattice, held: Held) -> Lattice:
    """The lattice with tall cells cut at the borders of rows, where they hold a line for each row beside them.

    Rules that part rows often leave out the column of labels, or rule a single total.
    """
    tall = [slot for slot in held if slot.row_span > 1 and _hides_rows(slot, held)]
    if not tall:
        return lattice
    slots = [s for s in lattice.slots if s not in tall]
    for slot in tall:
        slots += _pieces(lattice, slot, held[slot])
    return lattice._replace(slots=tuple(sorted(slots, key=lambda s: (s.row, s.column))))


def _hides_rows(slot: Slot, held: Held) -> bool:
    rows = rows_of(held[slot])
    if len(rows) < _LEAST or wrapped_share(slot, held[slot]) >= _WRAPPED:
        return False
    others = [
        run.middle
        for other, runs in held.items()
        if other is not slot
        and other.column != slot.column
        and other.top < slot.bottom
        and slot.top < other.bottom
        for run in runs
    ]
    level = sum(any(abs(row[0].middle - y) < _LEVEL for y in others) for row in rows)
    return level >= _SHARE * len(rows)


def _pieces(lattice: Lattice, slot: Slot, runs: Sequence[Run]) -> list[Slot]:
    """A slot cut at the borders that fall between two of its lines."""
    rows = rows_of(runs)
    cuts = [slot.row]
    for r in range(slot.row + 1, slot.row + slot.row_span):
        y = lattice.ys[r]
        above = [run for row in rows for run in row if run.middle < y]
        below = [run for row in rows for run in row if run.middle >= y]
        if all(run.bottom - y < _OVER * run.size for run in above) and all(
            y - run.top < _OVER * run.size for run in below
        ):
            cuts.append(r)
    cuts.append(slot.row + slot.row_span)
    return [
        slot._replace(row=a, row_span=b - a, top=lattice.ys[a], bottom=lattice.ys[b])
        for a, b in pairwise(cuts)
    ]


def wrapped_share(slot: Slot, runs: Sequence[Run]) -> float:
    """The share of line breaks in a cell that the typesetter had to make: what follows would not have fitted."""
    rows = rows_of(runs)
    lines = [line_of(row) for row in rows]
    if len(lines) < 2:
        return 0.0
    padding = min(max(0.0, min(line.x0 for line in lines) - slot.x0), 6.0)
    if sum(map(_is_parted, rows)) >= 0.6 * len(rows):
        return 0.0
    made = sum(not fits(a, b.text, slot.x0 + padding, slot.x1 - padding) for a, b in pairwise(lines))
    return made / (len(lines) - 1)


def _is_parted(row: Sequence[Run]) -> bool:
    """Whether a printed row is no line of text: it has a gap wider than a stretched blank."""
    return any(b.x0 - a.x1 >= 1.6 * a.size for a, b in pairwise(row))


def is_wrapped(held: Held) -> bool:
    """Whether half of the cells of a band hold one text each, wrapped."""
    texts = 0
    for slot, runs in held.items():
        numbers = sum(is_number(run.text) and run.text[-1] not in _CUT for run in runs)
        texts += wrapped_share(slot, runs) >= 0.6 and numbers * 2 <= len(runs)
    return texts * 2 >= len(held)
