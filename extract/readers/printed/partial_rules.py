"""Rules between the rows of a table that leave out the columns of merged cells: 资金管理 beside two rows, a rule right of it."""

from collections.abc import Sequence

from extract.readers.printed.columns import Zone
from extract.readers.printed.geometry import Rule, overlap
from extract.readers.printed.lattice import Slot

_LEVEL = 1.5  # points between the pieces of one rule
_LONG = 20.0  # points: shorter pieces underline words

Partial = tuple[float, frozenset[int]]  # where a rule stands, and the columns that it leaves out


def partial_rules(zone: Zone, rules: Sequence[Rule]) -> list[Partial]:
    """The rules from above that cover most columns of a table, the last among them, and not all."""
    top, bottom = zone.rows[0][0].top, zone.rows[-1][0].bottom
    pieces = sorted(
        (r for r in rules if r.horizontal and r.x1 - r.x0 > _LONG and top < r.top < bottom),
        key=lambda r: r.top,
    )
    levels: list[list[Rule]] = []
    for piece in pieces:
        if levels and piece.top - levels[-1][0].top < _LEVEL:
            levels[-1].append(piece)
        else:
            levels.append([piece])
    found = []
    for level in levels:
        free = frozenset(c for c in range(zone.columns) if not _covered(zone, level, c))
        if free and 2 * len(free) <= zone.columns and zone.columns - 1 not in free:
            found.append((level[0].top, free))
    return found


def _covered(zone: Zone, level: Sequence[Rule], column: int) -> bool:
    a, b = zone.borders[column], zone.borders[column + 1]
    return sum(max(0.0, overlap(a, b, r.x0, r.x1)) for r in level) > 0.5 * (b - a)


def with_merged(slots: Sequence[Slot], ys: Sequence[float], partial: Sequence[Partial]) -> list[Slot]:
    """The slots, those joined between which a rule leaves out their column. `ys` are the borders of the rows."""
    out = list(slots)
    for y, free in partial:
        below = min(range(1, len(ys) - 1), key=lambda i: abs(ys[i] - y), default=0)
        for column in free if below else ():
            above = next((s for s in out if s.column == column and s.row + s.row_span == below), None)
            under = next((s for s in out if s.column == column and s.row == below), None)
            if above and under and above.column_span == under.column_span == 1:
                tall = above._replace(row_span=above.row_span + under.row_span, bottom=under.bottom)
                out = [tall if s is above else s for s in out if s is not under]
    return sorted(out, key=lambda s: (s.row, s.column))
