"""Bands of one ruled row that hide several: rules part the head of some tables, or every other row, and no more."""

from collections.abc import Sequence
from itertools import pairwise

from extract.language.numerals import parse_numeral
from extract.readers.printed.cells import place
from extract.readers.printed.geometry import Run
from extract.readers.printed.lattice import Lattice
from extract.readers.printed.rows import is_number
from extract.readers.printed.runs import row_text, rows_of
from extract.readers.printed.stacks import Held, is_wrapped, wrapped_share

STACKED = 3  # printed rows in one ruled row from which on it may hide several
_SHARE = 0.6
_APART = 0.8  # em of white between serial numbers that no list in one cell has

Band = tuple[int, int]  # first row of the lattice and the one after the last, that no cell reaches out of


def stacked_bands(lattice: Lattice, runs: Sequence[Run]) -> tuple[Held, list[Band]]:
    """What each slot holds, and the bands that hide several rows.

    Where rules part most lines of a table, lines at one height in what is left are those of cells with several.
    """
    held = place(lattice, runs)
    bands = {band: slots_in(held, band) for band in _bands(lattice)}
    sure = [band for band, slots in bands.items() if _shows_rows(slots)]
    likely = [band for band, slots in bands.items() if band in sure or _is_stacked(slots)]
    lines = {
        band: len(rows_of(r for inside in slots.values() for r in inside)) for band, slots in bands.items()
    }
    most = sum(lines[band] for band in likely) * 2 >= sum(lines.values())
    return held, likely if most else sure


def _bands(lattice: Lattice) -> list[Band]:
    rows = len(lattice.ys) - 1
    crossed = {r for s in lattice.slots for r in range(s.row + 1, s.row + s.row_span)}
    cuts = [0, *(r for r in range(1, rows) if r not in crossed), rows]
    return list(pairwise(cuts))


def slots_in(held: Held, band: Band) -> Held:
    return {s: runs for s, runs in held.items() if band[0] <= s.row < band[1]}


def _shows_rows(held: Held) -> bool:
    """Whether numbers show that a band of one ruled row hides several."""
    filled = _one_row(held)
    rows = rows_of(run for runs in filled.values() for run in runs)
    return len(rows) > 1 and (_numbers_level(filled) or _counts_rows(filled))


def _is_stacked(held: Held) -> bool:
    """Whether the cells of a band of one ruled row have their lines at the same heights, and did not wrap them."""
    filled = _one_row(held)
    rows = rows_of(run for runs in filled.values() for run in runs)
    if len(rows) < STACKED:
        return False
    level = sum(
        len({s for run in row for s in filled if s.x0 <= run.x0 < s.x1}) >= _SHARE * len(filled)
        for row in rows
    )
    return level >= _SHARE * len(rows) and not is_wrapped(filled)


def _one_row(held: Held) -> Held:
    """The filled slots of a band; none where it has fewer than two, or they span different rows."""
    filled = {slot: runs for slot, runs in held.items() if runs}
    return filled if len(filled) > 1 and len({(slot.row, slot.row_span) for slot in filled}) == 1 else {}


def _numbers_level(filled: Held) -> bool:
    """Whether two or more cells hold numbers on several lines, at the same heights."""
    heights = []
    for slot, runs in filled.items():
        rows = rows_of(runs)
        numbers = len(rows) > 1 and all(is_number(row_text(row)) for row in rows)
        if numbers and wrapped_share(slot, runs) < _SHARE:  # a long figure may be cut: 1,234,567. / 89
            heights.append([row[0].middle for row in rows])
    if len(heights) < 2:
        return False
    most = max(heights, key=len)
    return all(any(abs(y - z) < 2 for z in most) for ys in heights for y in ys)


def _counts_rows(filled: Held) -> bool:
    """Whether the first cell counts rows: 1, 2, 3 below one another, far apart or level with lines of other cells."""
    first, *others = (filled[slot] for slot in sorted(filled, key=lambda s: s.column))
    lines = rows_of(first)
    values = [parse_numeral(row_text(row).strip("、.")) for row in lines]
    if (
        len(lines) < 2
        or None in values
        or [v - values[0] for v in values if v and values[0]] != list(range(len(lines)))
    ):
        return False
    if len(lines) >= STACKED and all(b[0].top - a[0].bottom > _APART * a[0].size for a, b in pairwise(lines)):
        return True  # beside cells that are centred
    beside = [row[0].middle for runs in others for row in rows_of(runs)]
    return all(any(abs(line[0].middle - y) < 2 for y in beside) for line in lines)
