"""One upright page to what stands on it: tables, and the printed lines outside of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.readers.pdf_cells import PageTable, inside, line_of, place, table_of
from extract.readers.pdf_columns import Zone, without_leaders
from extract.readers.pdf_geometry import Run, Sheet, TextLine
from extract.readers.pdf_lattice import Lattice, Slot, lattices
from extract.readers.pdf_regrid import completed
from extract.readers.pdf_rows import lattice_of
from extract.readers.pdf_runs import rows_of
from extract.readers.pdf_stripes import with_stripes_joined
from extract.readers.pdf_zones import find_zones


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
    tables, rest = ruled_tables(sheet)
    unruled, rest = free_tables(sheet, rest, tables, carried=_carried(before))
    lines = [line for row in rows_of(rest) for line in _lines(row)]
    items: list[TextLine | PageTable] = [*tables, *unruled, *lines]
    return PageContent(
        number=sheet.number,
        width=sheet.width,
        height=sheet.height,
        items=tuple(sorted(items, key=_position)),
        turned=sheet.turned,
    )


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


def _lines(row: Sequence[Run]) -> list[TextLine]:
    """A row outside tables: one line, or several where wide gaps part what belongs to different lines."""
    parts: list[list[Run]] = []
    for run in row:
        if parts and run.x0 - parts[-1][-1].x1 < 1.6 * max(run.size, parts[-1][-1].size):
            parts[-1].append(run)
        else:
            parts.append([run])
    return [line_of(part) for part in parts]


def ruled_tables(sheet: Sheet) -> tuple[list[PageTable], list[Run]]:
    """The tables that rules make, and the runs outside of them."""
    rest = list(sheet.runs)
    tables = []
    found = [lat for lat in lattices(sheet.rules) if len(lat.slots) > 1]
    for outline in with_stripes_joined(_outermost(found)):
        held_here = [p for r in rest if inside(outline, r) for p in without_leaders(r)]
        lattice = completed(outline, held_here)
        held = place(lattice, held_here)
        if not is_grid(lattice, held):
            continue
        tables.append(table_of(lattice, held, sheet.number))
        rest = [r for r in rest if not inside(lattice, r)]
    return tables, rest


def _outermost(found: list[Lattice]) -> list[Lattice]:
    """Of lattices that stand in one another, the one with more cells: a frame around a table is no table."""
    kept: list[Lattice] = []
    for lattice in sorted(found, key=lambda lat: -len(lat.slots)):
        if not any(_within(lattice, other) or _within(other, lattice) for other in kept):
            kept.append(lattice)
    return sorted(kept, key=lambda lat: (lat.top, lat.x0))


def _within(inner: Lattice, outer: Lattice) -> bool:
    return (
        outer.x0 - 2 <= inner.x0
        and inner.x1 <= outer.x1 + 2
        and outer.top - 2 <= inner.top
        and inner.bottom <= outer.bottom + 2
    )


def is_grid(lattice: Lattice, held: dict[Slot, list[Run]]) -> bool:
    """Whether a lattice is a table: text in at least two columns and in a fair share of its cells."""
    filled = [slot for slot, runs in held.items() if runs]
    columns = {slot.column for slot in filled}
    rows = {slot.row for slot in filled}
    if len(columns) < 2 or len(filled) < 3:
        return len(columns) == 2 and len(rows) == 1 and len(lattice.slots) == 2
    return len(filled) >= 0.15 * len(lattice.slots)


def free_tables(
    sheet: Sheet, runs: Sequence[Run], ruled: Sequence[PageTable], carried: Sequence[float] = ()
) -> tuple[list[PageTable], list[Run]]:
    """The tables that only aligned text makes, and the runs outside of them."""
    rest = list(runs)
    tables = []
    rows = _between_tables(rows_of(r for r in rest if r.upright), ruled)
    for zone in find_zones(rows, sheet.rules, carried):
        lattice = lattice_of(zone, sheet.rules)
        used = [run for row in zone.rows for run in row]
        tables.append(table_of(lattice, place(lattice, used), sheet.number, ruled=False))
        rest = _left_over(rest, zone)
    return tables, rest


def _between_tables(rows: list[list[Run]], ruled: Sequence[PageTable]) -> list[list[Run]]:
    """The rows, with an empty row where a ruled table parts them."""
    out: list[list[Run]] = []
    for row in rows:
        if out and out[-1] and any(out[-1][0].middle < t.box.top <= row[0].middle for t in ruled):
            out.append([])
        out.append(row)
    return out


def _left_over(runs: list[Run], zone: Zone) -> list[Run]:
    box = zone.borders[0], zone.rows[0][0].top - 1, zone.borders[-1], zone.rows[-1][0].bottom + 1
    return [r for r in runs if not (box[0] <= (r.x0 + r.x1) / 2 <= box[2] and box[1] <= r.middle <= box[3])]
