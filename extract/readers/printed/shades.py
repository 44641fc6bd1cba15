"""Choose between lines and shades: which lattices of a page are its tables."""

from collections.abc import Sequence

from extract.readers.printed.cells import inside, place
from extract.readers.printed.columns import phrases
from extract.readers.printed.geometry import Run, Sheet
from extract.readers.printed.lattice import Lattice, covers, lattices
from extract.readers.printed.runs import rows_of
from extract.readers.printed.stacks import wrapped_share

_FILLED = 0.85  # share of an area that lines must rule for its shades not to count
_FINE = 0.35  # share of its cells that they must make


def chosen(sheet: Sheet) -> list[Lattice]:
    """The lattices of a page. Where lines alone rule an area well, the edges of its shades do not count.

    Shades often lie behind each line of text; in other tables they alone part the rows.
    """
    found = lattices(sheet.rules)
    lines = [r for r in sheet.rules if not r.shade]
    if len(lines) == len(sheet.rules):
        return found
    ruled = lattices(lines)
    out: list[Lattice] = []
    for lattice in found:
        inner = [lat for lat in ruled if covers(lattice, lat)]
        runs = [r for r in sheet.runs if inside(lattice, r)]
        out += inner if _rule_alone(inner, lattice, runs) else [lattice]
    return out


def _rule_alone(inner: Sequence[Lattice], outer: Lattice, runs: Sequence[Run]) -> bool:
    """Whether lattices of lines fill an area, part it finely enough, and leave no cell with text of several."""
    area = sum((lat.x1 - lat.x0) * (lat.bottom - lat.top) for lat in inner)
    slots = sum(len(lat.slots) for lat in inner)
    whole = (outer.x1 - outer.x0) * (outer.bottom - outer.top)
    if area < _FILLED * whole or slots < max(4, _FINE * len(outer.slots)):
        return False
    crowded = sum(_crowded(lat, [r for r in runs if inside(lat, r)]) for lat in inner)
    return crowded <= _crowded(outer, runs)


def _crowded(lattice: Lattice, runs: Sequence[Run]) -> int:
    """How many wide cells hold rows of several phrases, and how many tall ones a line for each of their rows."""
    count = 0
    for slot, held in place(lattice, runs).items():
        rows = rows_of(held)
        count += slot.column_span > 1 and any(len(phrases(row)) > 2 for row in rows)
        count += slot.row_span > 2 and len(rows) >= slot.row_span and wrapped_share(slot, held) < 1
    return count
