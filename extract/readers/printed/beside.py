"""Labels of rows that stand to the left of a ruled table, outside of its rules: they are its first column."""

from collections.abc import Sequence
from itertools import pairwise

from extract.readers.printed.cells import inside
from extract.readers.printed.geometry import Run
from extract.readers.printed.lattice import Lattice, Slot

_FEWEST = 3
_SHARE = 0.6  # of the rows with text that must be labelled
_WIDE = 0.4  # of the table: what is wider beside it is a column of the page
_LEVEL = 0.3  # em
_LONG = 16  # characters of a label


def labels_beside(lattice: Lattice, runs: Sequence[Run]) -> list[Run]:
    """Labels to the left of a lattice, each level with the text of a row of its own; none where few rows have one."""
    labels = [r for r in runs if r.x1 <= lattice.x0 + 1 and lattice.top <= r.middle <= lattice.bottom]
    if len(labels) < _FEWEST or not _are_labels(labels, lattice):
        return []
    levels = [(_row(lattice, r), r.middle) for r in runs if inside(lattice, r)]
    rows = [_row(lattice, r) for r in labels]
    level = all(
        any(row == at and abs(label.middle - y) < _LEVEL * label.size for at, y in levels)
        for label, row in zip(labels, rows, strict=True)
    )
    enough = len(set(rows)) >= max(len(rows), _SHARE * len({row for row, _ in levels}))
    return labels if level and enough else []


def with_labels(lattice: Lattice, labels: Sequence[Run]) -> Lattice:
    """The lattice with a column for the labels beside it."""
    x0 = min(r.x0 for r in labels) - 1
    column = [
        Slot(row, 0, 1, 1, x0, top, lattice.x0, bottom)
        for row, (top, bottom) in enumerate(pairwise(lattice.ys))
    ]
    moved = [slot._replace(column=slot.column + 1) for slot in lattice.slots]
    return Lattice((x0, *lattice.xs), lattice.ys, tuple(sorted([*column, *moved])))


def _are_labels(labels: Sequence[Run], lattice: Lattice) -> bool:
    widest = _WIDE * (lattice.x1 - lattice.x0)
    return all(r.upright and len(r.text) <= _LONG and r.x1 - r.x0 <= widest for r in labels)


def _row(lattice: Lattice, run: Run) -> int:
    return next((i for i, y in enumerate(lattice.ys[1:]) if run.middle < y), len(lattice.ys) - 2)
