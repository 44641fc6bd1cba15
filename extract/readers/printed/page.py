"""One upright page to what stands on it: tables, and the printed lines outside of them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.model import Box
from extract.readers.printed.beside import labels_beside, with_labels
from extract.readers.printed.cells import PageTable, inside, line_of, place, table_of
from extract.readers.printed.charts import Spot, is_chart
from extract.readers.printed.coloured import Fills, coloured, is_parted, with_fills
from extract.readers.printed.columns import Row, Zone, without_leaders
from extract.readers.printed.geometry import Run, Sheet, TextLine
from extract.readers.printed.gutters import reading_stretches
from extract.readers.printed.heads import lattice_of
from extract.readers.printed.lattice import Lattice, Slot, covers
from extract.readers.printed.regrid import completed
from extract.readers.printed.runs import rows_of
from extract.readers.printed.shades import chosen
from extract.readers.printed.stripes import with_stripes_joined, without_areas
from extract.readers.printed.zones import find_zones

_DRAWN = 20  # cells that rules make without making a table: they are bars or the grid of a chart
_LABEL = 12  # characters of a label in a chart, on average


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContent:
    """What one page holds: lines and tables from top to bottom, and the size of the upright page."""

    number: int
    width: float
    height: float
    items: tuple[TextLine | PageTable, ...]
    turned: int = 0


def content_of(sheet: Sheet, before: PageContent | None = None) -> PageContent:
    """Find the tables of a page; what is left over are lines. `before` is the page before."""
    ruled, drawings, rest = ruled_tables(sheet)
    sheet = replace(_without_rules_of(sheet, ruled), drawings=tuple(drawings))
    rows = rows_of(r for r in rest if r.upright)
    carried, fills = _carried(before), Fills(sheet.fills)
    items: list[TextLine | PageTable] = []
    bands = list(_bands(rows, ruled))
    homes = _homes([t for t in ruled if not _is_wide(t, rows)], bands)
    for k, (wide, band) in enumerate(bands):
        if wide is not None:
            items.append(wide)
        stretches = reading_stretches(band, sheet.rules) if band else [[]]
        for i, stretch in enumerate(stretches):
            mine = [t for t in homes[k] if not band or _home(t, stretches) == i]
            items += _items(sheet, stretch, mine, carried, fills, several=len(stretches) > 1)
            carried = ()
    items += [line_of([run]) for run in rest if not run.upright]
    return PageContent(
        number=sheet.number,
        width=sheet.width,
        height=sheet.height,
        items=tuple(with_fills(x, fills) if isinstance(x, PageTable) else x for x in items),
        turned=sheet.turned,
    )


def _items(
    sheet: Sheet,
    rows: list[Row],
    ruled: list[PageTable],
    carried: Sequence[float],
    fills: Fills,
    *,
    several: bool,
) -> list[TextLine | PageTable]:
    """The tables and lines of one column of a page, from top to bottom."""
    runs = [run for row in rows for run in row]
    ends = sorted(row[-1].x1 for row in rows)
    area = (min(r.x0 for r in runs), ends[len(ends) * 5 // 6]) if several and runs else None
    unruled, rest = _between_tables(sheet, rows, ruled, carried)
    lines = [line for row in rows_of(rest) for line in _lines(row, area, fills)]
    return sorted([*ruled, *unruled, *lines], key=_position)


def _is_wide(table: PageTable, rows: Sequence[Row]) -> bool:
    """Whether a ruled table reaches over most of the text area."""
    runs = [run for row in rows for run in row]
    left = min([table.box.x0, *(r.x0 for r in runs)])
    right = max([table.box.x1, *(r.x1 for r in runs)])
    return table.box.x1 - table.box.x0 > 0.6 * (right - left)


def _bands(rows: list[Row], ruled: Sequence[PageTable]) -> Iterator[tuple[PageTable | None, list[Row]]]:
    """The rows between wide ruled tables, each stretch with the table above it."""
    wide = [t for t in ruled if _is_wide(t, rows)]
    last: PageTable | None = None
    start = 0
    for table in [*wide, None]:
        end = len(rows)
        if table is not None:
            end = next((i for i in range(start, len(rows)) if rows[i][0].middle > table.box.top), len(rows))
        yield last, rows[start:end]
        last, start = table, end


def _homes(
    narrow: Sequence[PageTable], bands: Sequence[tuple[PageTable | None, list[Row]]]
) -> list[list[PageTable]]:
    """The narrow tables of each band: those below the wide table it begins with, and above the next one."""
    tops = [wide.box.top if wide is not None else 0.0 for wide, _ in bands]
    homes: list[list[PageTable]] = [[] for _ in bands]
    for table in narrow:
        homes[max(k for k, top in enumerate(tops) if k == 0 or top <= table.box.top)].append(table)
    return homes


def _home(table: PageTable, stretches: Sequence[Sequence[Row]]) -> int:
    """The stretch of rows that a narrow table stands among."""
    x, y = (table.box.x0 + table.box.x1) / 2, (table.box.top + table.box.bottom) / 2

    def distance(k: int) -> float:
        runs = [run for row in stretches[k] for run in row]
        x0, x1 = min(r.x0 for r in runs), max(r.x1 for r in runs)
        top, bottom = min(r.top for r in runs), max(r.bottom for r in runs)
        return max(x0 - x, x - x1, 0.0) * 3 + max(top - y, y - bottom, 0.0)

    return min(range(len(stretches)), key=distance)


def _carried(before: PageContent | None) -> tuple[float, ...]:
    """The borders of an unruled table that the page before ends with (but for a line or two of footer)."""
    for item in reversed(before.items[-3:] if before else ()):
        if isinstance(item, PageTable):
            return () if item.ruled else item.borders
    return ()


def _position(item: TextLine | PageTable) -> tuple[float, float]:
    if isinstance(item, PageTable):
        return item.box.top, item.box.x0
    return round((item.top + item.bottom) / 2), item.x0


def _lines(row: Sequence[Run], area: tuple[float, float] | None, fills: Fills) -> list[TextLine]:
    """A row outside tables: one line, or several where wide gaps part what belongs to different lines."""
    parts: list[list[Run]] = []
    swatches = fills.swatches(row) if fills else []
    for run in row:
        last = parts[-1][-1] if parts else None
        near = last is not None and run.x0 - last.x1 < 1.6 * max(run.size, last.size)
        if last is not None and near and not is_parted(last, run, swatches):
            parts[-1].append(run)
        else:
            parts.append([run])
    lines = [line_of(part, area) for part in parts]
    return coloured(lines, swatches, fills) if fills else lines


def ruled_tables(sheet: Sheet) -> tuple[list[PageTable], list[Box], list[Run]]:
    """The tables that rules make, areas that rules draw and that are no tables, and the runs outside of tables."""
    rest = list(sheet.runs)
    tables: list[PageTable] = []
    drawings: list[Box] = []
    for outline in with_stripes_joined(without_areas(_outermost(chosen(sheet)))):
        held_here = [p for r in rest if inside(outline, r) for p in without_leaders(r)]
        lattice = completed(outline, held_here)
        held = place(lattice, held_here)
        if not is_grid(lattice, held):
            if len(lattice.slots) >= _DRAWN and _are_labels(held_here):
                drawings.append(Box(x0=lattice.x0, top=lattice.top, x1=lattice.x1, bottom=lattice.bottom))
            continue
        if labels := labels_beside(lattice, rest):
            lattice = with_labels(lattice, labels)
            held = place(lattice, [*labels, *held_here])
        tables.append(table_of(lattice, held, sheet.number))
        rest = [r for r in rest if not inside(lattice, r)]
    return tables, drawings, rest


def _outermost(found: list[Lattice]) -> list[Lattice]:
    """Of lattices that stand in one another, the one with more cells: a frame around a table is no table."""
    kept: list[Lattice] = []
    for lattice in sorted(found, key=lambda lat: -len(lat.slots)):
        if not any(covers(lattice, other, 2) or covers(other, lattice, 2) for other in kept):
            kept.append(lattice)
    return sorted(kept, key=lambda lat: (lat.top, lat.x0))


def is_grid(lattice: Lattice, held: dict[Slot, list[Run]]) -> bool:
    """Whether a lattice is a table: text in at least two columns and in a fair share of its cells."""
    filled = [slot for slot, runs in held.items() if runs]
    columns = {slot.column for slot in filled}
    rows = {slot.row for slot in filled}
    if len(columns) < 2 or len(filled) < 3:
        return len(columns) == 2 and len(rows) == 1 and len(lattice.slots) == 2
    if sum(count > 1 for count in Counter(s.row for s in filled).values()) < 0.4 * len(rows):
        return False  # bars of a chart
    if is_chart([_spots(lattice, held, c) for c in range(len(lattice.xs) - 1)]):
        return False
    return len(filled) >= 0.15 * len(lattice.slots)


def _spots(lattice: Lattice, held: dict[Slot, list[Run]], column: int) -> list[Spot]:
    runs = [run for slot in lattice.slots if slot.column == column for run in held[slot]]
    return sorted((Spot(run.text, run.middle) for run in runs), key=lambda spot: spot.y)


def free_tables(
    sheet: Sheet, runs: Sequence[Run], carried: Sequence[float] = ()
) -> tuple[list[PageTable], list[Run]]:
    """The tables that only aligned text makes, and the runs outside of them."""
    aside = [r for r in runs if any(_in_box(b, r) for b in sheet.drawings)]
    rest = [r for r in runs if r not in aside] if aside else list(runs)
    tables = []
    for zone in find_zones(rows_of(rest), sheet.rules, carried):
        lattice = lattice_of(zone, sheet.rules)
        used = [run for row in zone.rows for run in row]
        tables.append(table_of(lattice, place(lattice, used), sheet.number, ruled=False))
        rest = _left_over(rest, zone)
    return tables, [*rest, *aside]


def _are_labels(runs: Sequence[Run]) -> bool:
    """Whether texts are as short as the labels of a drawing."""
    return sum(len(r.text) for r in runs) < _LABEL * len(runs)


def _in_box(box: Box, run: Run) -> bool:
    return box.x0 <= (run.x0 + run.x1) / 2 <= box.x1 and box.top <= run.middle <= box.bottom


def _without_rules_of(sheet: Sheet, ruled: Sequence[PageTable]) -> Sheet:
    """The sheet without the rules that made tables already."""
    boxes = [t.box for t in ruled]
    free = [r for r in sheet.rules if not any(b.top - 4 <= r.top and r.bottom <= b.bottom + 4 for b in boxes)]
    return replace(sheet, rules=tuple(free))


def _between_tables(
    sheet: Sheet, rows: list[Row], ruled: Sequence[PageTable], carried: Sequence[float]
) -> tuple[list[PageTable], list[Run]]:
    """Unruled tables above, between and below the ruled ones, and the runs outside of them."""
    tops = sorted(t.box.top for t in ruled)
    parts: list[list[Run]] = [[] for _ in range(len(tops) + 1)]
    for row in rows:
        parts[bisect_left(tops, row[0].middle)] += row
    tables: list[PageTable] = []
    rest: list[Run] = []
    for k, part in enumerate(parts):
        found, left = free_tables(sheet, part, () if k else carried)
        tables += found
        rest += left
    return tables, rest


def _left_over(runs: list[Run], zone: Zone) -> list[Run]:
    box = zone.borders[0], zone.rows[0][0].top - 1, zone.borders[-1], zone.rows[-1][0].bottom + 1
    return [r for r in runs if not (box[0] <= (r.x0 + r.x1) / 2 <= box[2] and box[1] <= r.middle <= box[3])]
