"""Complete a lattice that rules part only in places, by the text that stands in its cells.

Shaded rows give walls to every other row only; some tables are ruled around the head and nowhere else, or have
rules between rows and none between columns.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from extract.readers.printed.bands import STACKED, Band, slots_in, stacked_bands
from extract.readers.printed.cells import place
from extract.readers.printed.columns import Zone, borders_of, column_range, parted_at, phrases
from extract.readers.printed.geometry import Run, is_cjk, overlap, run_of
from extract.readers.printed.lattice import REACH, Lattice, Slot
from extract.readers.printed.likeness import is_table
from extract.readers.printed.rows import body_groups, is_number
from extract.readers.printed.runs import rows_of
from extract.readers.printed.stacks import cut_at_rows

_SHARE = 0.6
_WHOLE = 0.8
_SLIVER = 5.5  # points
_MARK = re.compile(r"\(\d{1,2}\)")


def completed(lattice: Lattice, runs: Sequence[Run]) -> Lattice:
    """The lattice with the columns and rows that only its text shows."""
    lattice = parted(_without_slivers(lattice), runs)
    lattice = cut_at_rows(lattice, place(lattice, runs))
    held, stacked = stacked_bands(lattice, runs)
    extra = [x for band in stacked for slot in slots_in(held, band) for x in _inner(held[slot])]
    extra += [x for column in range(len(lattice.xs) - 1) for x in _number_columns(held, column)]
    if len(lattice.xs) == 2:
        extra += _columns_of(lattice, runs)
    if extra:
        lattice = _with_columns(lattice, extra)
        stacked = sorted({*stacked, *stacked_bands(parted(lattice, runs), runs)[1]})
    for band in reversed(stacked):  # from below: rows above keep their numbers
        lattice = _with_rows(lattice, band, runs)
    return parted(lattice, runs)


def _without_slivers(lattice: Lattice) -> Lattice:
    """The lattice without columns too narrow for text: the white between shaded cells."""
    xs: list[float] = []
    index: list[int] = []
    for x in lattice.xs:
        if xs and x - xs[-1] < _SLIVER:
            xs[-1] = (xs[-1] + x) / 2
        else:
            xs.append(x)
        index.append(len(xs) - 1)
    if len(xs) == len(lattice.xs):
        return lattice
    slots = []
    for s in lattice.slots:
        a, b = index[s.column], index[s.column + s.column_span]
        if b > a:
            slots.append(s._replace(column=a, column_span=b - a, x0=xs[a], x1=xs[b]))
    return Lattice(tuple(xs), lattice.ys, tuple(slots))


def _inner(runs: Sequence[Run]) -> list[float]:
    """Borders of the columns inside one cell."""
    rows = [phrases(row) for row in rows_of(runs)]
    borders = borders_of(rows) if len(rows) >= STACKED else []
    several = sum(len(row) > 1 for row in rows)
    return borders[1:-1] if several * 2 >= len(rows) else []


def _number_columns(held: dict[Slot, list[Run]], column: int) -> list[float]:
    """Borders of columns of numbers that stand side by side in most cells of one ruled column."""
    cells = [runs for s, runs in held.items() if s.column == column and s.column_span == 1 and runs]
    rows = [phrases(row) for runs in cells for row in rows_of(runs)]
    several = [row for row in rows if len(row) > 1]
    if len(several) < STACKED or len(several) < _SHARE * len(cells):
        return []
    borders = borders_of(several)
    if all(_MARK.fullmatch(row[-1].text.strip()) for row in several):
        return []  # 10,000 (1): signs of notes, not numbers
    numbers = sum(is_number(r.text) for row in several for r in row)
    return borders[1:-1] if numbers >= _SHARE * sum(map(len, several)) else []


def _columns_of(lattice: Lattice, runs: Sequence[Run]) -> list[float]:
    """Borders between the columns of a table whose rules part rows only: told by its ruled rows, else by its lines."""
    rows = [phrases(row) for row in rows_of(runs)]
    ruled = borders_of(
        [
            _side_by_side(r for row in rows for r in row if slot.holds(r.x0, r.middle))
            for slot in lattice.slots
        ]
    )
    lines = borders_of(rows)
    if len(ruled) >= max(3, len(lines)) and _fills_rows(lattice, _zone_of(rows, ruled)):
        return ruled[1:-1]
    return lines[1:-1] if len(lines) > 2 and is_table(_zone_of(rows, lines)) else []


def _zone_of(rows: Sequence[Sequence[Run]], borders: Sequence[float]) -> Zone:
    return Zone(rows=tuple(tuple(parted_at(row, borders)) for row in rows), borders=tuple(borders))


def _side_by_side(runs: Iterable[Run]) -> list[Run]:
    """The runs of a ruled row, those that stand above one another as one."""
    out: list[Run] = []
    for run in sorted(runs, key=lambda r: r.x0):
        if out and run.x0 < out[-1].x1:
            out[-1] = run_of([*out[-1].glyphs, *run.glyphs])
        else:
            out.append(run)
    return out


def _fills_rows(lattice: Lattice, zone: Zone) -> bool:
    """Whether most ruled rows have text in several columns and none that runs over two."""
    ruled = [[r for row in zone.rows for r in row if slot.holds(r.x0, r.middle)] for slot in lattice.slots]
    columns = [{zone.column(r) for r in runs} for runs in ruled if runs]
    whole = sum(len(own) > 1 and all(a == b for a, b in own) for own in columns)
    return len(columns) >= STACKED and whole >= _WHOLE * len(columns)


def _with_columns(lattice: Lattice, extra: Sequence[float]) -> Lattice:
    xs = list(lattice.xs)
    for x in sorted(extra):
        if all(abs(x - known) > 2 * REACH for known in xs) and lattice.x0 < x < lattice.x1:
            xs.append(x)
    xs.sort()
    index = {x: i for i, x in enumerate(xs)}
    slots = [
        s._replace(column=index[s.x0], column_span=index[s.x1] - index[s.x0]) for s in lattice.slots
    ]  # the borders of every slot are among the old xs
    return Lattice(tuple(xs), lattice.ys, tuple(slots))


def _with_rows(lattice: Lattice, band: Band, runs: Sequence[Run]) -> Lattice:
    """The lattice with one band cut into the rows that its text makes, and into all columns of the lattice."""
    top, bottom = lattice.ys[band[0]], lattice.ys[band[1]]
    rows = rows_of(r for r in runs if top <= r.middle < bottom)
    rows = [parted_at(row, lattice.xs) for row in rows]
    zone = Zone(rows=tuple(map(tuple, rows)), borders=lattice.xs)
    groups = body_groups(zone, 0, ())
    cuts = [(_bottom(zone, a) + _top(zone, b)) / 2 for a, b in pairwise(groups)]
    ys = [top, *cuts, bottom]
    added = len(groups) - (band[1] - band[0])
    walls = {s.column for s in lattice.slots if band[0] <= s.row < band[1]}
    slots = [
        s if s.row < band[0] else s._replace(row=s.row + added)
        for s in lattice.slots
        if not band[0] <= s.row < band[1]
    ]
    for i, group in enumerate(groups):
        for a, b in _cells(zone, group, walls):
            slots.append(
                Slot(band[0] + i, a, 1, b - a + 1, lattice.xs[a], ys[i], lattice.xs[b + 1], ys[i + 1])
            )
    all_ys = (*lattice.ys[: band[0]], *ys, *lattice.ys[band[1] + 1 :])
    return Lattice(lattice.xs, all_ys, tuple(slots))


def _top(zone: Zone, group: Sequence[int]) -> float:
    return min(r.top for i in group for r in zone.rows[i])


def _bottom(zone: Zone, group: Sequence[int]) -> float:
    return max(r.bottom for i in group for r in zone.rows[i])


def _cells(zone: Zone, group: Sequence[int], walls: Collection[int]) -> list[tuple[int, int]]:
    """Single columns, but for runs that no blank parts at a border where no wall stands."""
    runs = [r for i in group for r in zone.rows[i]]
    wide = {column_range(zone.borders, r.x0, r.x1) for r in runs}
    wide = {(a, b) for a, b in wide if not any(a < wall <= b for wall in walls)}
    alone = {a for a, b in wide if a == b}
    spans = [(a, b) for a, b in sorted(wide) if a != b and not alone & set(range(a, b + 1))]
    covered = {c for a, b in spans for c in range(a, b + 1)}
    if len(covered) != sum(b - a + 1 for a, b in spans):
        spans, covered = [], set()
    return sorted([*spans, *((c, c) for c in range(zone.columns) if c not in covered)])


def parted(lattice: Lattice, runs: Sequence[Run]) -> Lattice:
    """The lattice with wide cells parted where their text stands in several columns and crosses no border."""
    slots: list[Slot] = []
    for slot, inside in place(lattice, runs).items():
        slots += _by_columns(lattice, slot, inside) if slot.column_span > 1 else [slot]
    return lattice._replace(slots=tuple(slots))


def _by_columns(lattice: Lattice, slot: Slot, runs: Sequence[Run]) -> list[Slot]:
    borders = lattice.xs[slot.column : slot.column + slot.column_span + 1]
    pieces = parted_at(runs, borders)
    columns = [_one_column(borders, r) for r in pieces]
    if None in columns or len(set(columns)) < 2 or _is_spaced(pieces):
        return [slot]
    return [
        Slot(slot.row, slot.column + i, slot.row_span, 1, borders[i], slot.top, borders[i + 1], slot.bottom)
        for i in range(slot.column_span)
    ]


def _is_spaced(pieces: Sequence[Run]) -> bool:
    """Whether the pieces of a cell are the ideographs of one word, set apart to fill it: 方　案."""
    texts = [r.text for r in pieces]
    return len(set(texts)) == len(texts) < 5 and all(len(t) == 1 and is_cjk(t) for t in texts)


def _one_column(borders: Sequence[float], run: Run) -> int | None:
    """The column that holds all of a run but a sliver, if one does: a long line crosses a border by a word or two."""
    for i, (a, b) in enumerate(pairwise(borders)):
        out = run.x1 - run.x0 - overlap(a, b, run.x0, run.x1)
        if out <= 0.34 * (run.x1 - run.x0) and out < 1.5 * run.size:
            return i
    return None
