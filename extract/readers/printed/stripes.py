"""Tables whose rows are ruled or shaded one by one: stripes with the same columns make one lattice."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extract.readers.printed.lattice import REACH, Lattice, Slot

_APART = 3.0  # times the height of a stripe: wider white parts two tables


def with_stripes_joined(found: Sequence[Lattice]) -> list[Lattice]:
    """Lattices of the same columns that follow one another closely, as one; white between them is a row."""
    groups: list[list[Lattice]] = []
    for lattice in sorted(found, key=lambda lat: (lat.top, lat.x0)):
        group = next((g for g in groups if _goes_on(g, lattice)), None)
        if group is None:
            groups.append([lattice])
        else:
            group.append(lattice)
    return [_joined(g) if len(g) > 2 else lat for g in groups for lat in (g[:1] if len(g) > 2 else g)]


def without_areas(found: Sequence[Lattice]) -> list[Lattice]:
    """Lattices without those of one cell, and without shaded areas that are rows of a table no lines part.

    Such areas have no columns, and others as wide stand near; rows above, between and below them belong to the table.
    """
    areas = [lat for lat in found if len(lat.xs) == 2]
    return [
        lat
        for lat in found
        if len(lat.slots) > 1
        and not (len(lat.xs) == 2 and any(_is_near(lat, other) for other in areas if other is not lat))
    ]


def _is_near(area: Lattice, other: Lattice) -> bool:
    height = max((lat.bottom - lat.top) / len(lat.slots) for lat in (area, other))
    apart = max(other.top - area.bottom, area.top - other.bottom)
    same = abs(area.x0 - other.x0) <= REACH and abs(area.x1 - other.x1) <= REACH
    return same and REACH < apart <= _APART * height


def _goes_on(group: list[Lattice], lattice: Lattice) -> bool:
    last = group[-1]
    same = len(last.xs) == len(lattice.xs) > 2 and all(
        abs(a - b) <= REACH for a, b in zip(last.xs, lattice.xs, strict=True)
    )
    height = median(lat.bottom - lat.top for lat in (*group, lattice))
    return same and -REACH <= lattice.top - last.bottom <= _APART * height


def _joined(group: list[Lattice]) -> Lattice:
    xs = group[0].xs
    ys: list[float] = list(group[0].ys)
    slots = list(group[0].slots)
    for above, below in pairwise(group):
        if below.top - above.bottom > 2 * REACH:
            row = len(ys) - 1
            slots += [
                Slot(row, c, 1, 1, a, above.bottom, b, below.top) for c, (a, b) in enumerate(pairwise(xs))
            ]
            ys.append(below.top)
        row = len(ys) - 1
        slots += [
            s._replace(row=s.row + row, x0=xs[s.column], x1=xs[s.column + s.column_span]) for s in below.slots
        ]
        ys += below.ys[1:]
    return Lattice(xs, tuple(ys), tuple(slots))
