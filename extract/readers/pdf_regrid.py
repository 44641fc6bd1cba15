"""Complete a lattice that rules part only in places: by the text that stands in its cells.

Shaded rows give walls to every other row only; some tables are ruled around the head and nowhere else.
"""

from collections.abc import Sequence

from extract.readers.pdf_cells import place
from extract.readers.pdf_columns import parted_at
from extract.readers.pdf_geometry import Run
from extract.readers.pdf_lattice import Lattice, Slot


def parted(lattice: Lattice, runs: Sequence[Run]) -> Lattice:
    """The lattice with wide cells parted where their text stands in several columns and crosses no border."""
    held = place(lattice, runs)
    slots: list[Slot] = []
    for slot, inside in held.items():
        slots += _by_columns(lattice, slot, inside) if slot.column_span > 1 else [slot]
    return lattice._replace(slots=tuple(slots))


def _by_columns(lattice: Lattice, slot: Slot, runs: Sequence[Run]) -> list[Slot]:
    borders = lattice.xs[slot.column : slot.column + slot.column_span + 1]
    pieces = parted_at(runs, borders)
    taken = []
    for run in pieces:
        slack = min(2.0, (run.x1 - run.x0) / 4)
        columns = {
            i
            for i in range(slot.column_span)
            if borders[i] < run.x1 - slack and run.x0 + slack < borders[i + 1]
        }
        if len(columns) != 1:
            return [slot]
        taken.append(columns.pop())
    if len(set(taken)) < 2:
        return [slot]
    return [
        Slot(slot.row, slot.column + i, slot.row_span, 1, borders[i], slot.top, borders[i + 1], slot.bottom)
        for i in range(slot.column_span)
    ]
