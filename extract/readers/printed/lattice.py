"""Rules to lattices: which cells ruling lines enclose, merged cells included.

Rules that touch one another make one lattice. A missing wall between two elementary cells merges them;
a side that the page leaves open is closed at the end of the rules that reach it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from extract.readers.printed.geometry import Rule

REACH = 3.0  # points: how far rules may miss one another and still meet
_WALL = 0.6  # share of a side that must be ruled to part two cells
_MOST = 4000  # rules: more are a drawing


class Slot(NamedTuple):
    """One cell of a lattice: its place on the grid and on the page."""

    row: int
    column: int
    row_span: int
    column_span: int
    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x < self.x1 and self.top <= y < self.bottom


class Lattice(NamedTuple):
    """The borders of columns and rows, and the cells they enclose."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]

    @property
    def x0(self) -> float:
        return self.xs[0]

    @property
    def x1(self) -> float:
        return self.xs[-1]

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def bottom(self) -> float:
        return self.ys[-1]


def lattices(rules: Sequence[Rule], reach: float = REACH) -> list[Lattice]:
    """The lattices that rules make, from top to bottom; those of a single cell included."""
    if len(rules) > _MOST:
        return []
    found = []
    for group in touching(rules, reach):
        lattice = _lattice(group, reach)
        if lattice is not None:
            found.append(lattice)
    return sorted(found, key=lambda lat: (lat.top, lat.x0))


def covers(outer: Lattice, inner: Lattice, slack: float = REACH) -> bool:
    """Whether a lattice stands inside of another."""
    return (
        outer.x0 - slack <= inner.x0
        and inner.x1 <= outer.x1 + slack
        and outer.top - slack <= inner.top
        and inner.bottom <= outer.bottom + slack
    )


def touching(rules: Sequence[Rule], reach: float) -> list[list[Rule]]:
    """Groups of rules that meet, directly or through others; rules that meet none are left out."""
    flat = [r for r in rules if r.horizontal]
    tall = sorted((r for r in rules if not r.horizontal), key=lambda r: r.x0)
    xs = [r.x0 for r in tall]
    parent = list(range(len(flat) + len(tall)))
    met = [False] * len(parent)
    for i, h in enumerate(flat):
        for j in range(bisect_left(xs, h.x0 - reach), bisect_right(xs, h.x1 + reach)):
            v = tall[j]
            if v.top - reach <= h.top <= v.bottom + reach:
                parent[_root(parent, len(flat) + j)] = _root(parent, i)
                met[i] = met[len(flat) + j] = True
    groups: dict[int, list[Rule]] = {}
    for i, rule in enumerate([*flat, *tall]):
        if met[i]:
            groups.setdefault(_root(parent, i), []).append(rule)
    return list(groups.values())


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def _lattice(group: list[Rule], reach: float) -> Lattice | None:
    flat = [r for r in group if r.horizontal]
    tall = [r for r in group if not r.horizontal]
    xs = _positions([r.x0 for r in tall], [min(r.x0 for r in flat), max(r.x1 for r in flat)], reach)
    ys = _positions([r.top for r in flat], [min(r.top for r in tall), max(r.bottom for r in tall)], reach)
    if len(xs) < 2 or len(ys) < 2:
        return None
    right = _walls([(r.x0, r.top, r.bottom) for r in tall], xs, ys, reach)
    below = _walls([(r.top, r.x0, r.x1) for r in flat], ys, xs, reach)
    return Lattice(tuple(xs), tuple(ys), tuple(_slots(xs, ys, right, below)))


def _positions(ruled: Sequence[float], ends: Sequence[float], reach: float) -> list[float]:
    """Middle of each bundle of positions; an end counts where no rule is near it."""
    out: list[list[float]] = []
    for at in sorted(ruled):
        if out and at - out[-1][0] <= reach:
            out[-1].append(at)
        else:
            out.append([at])
    middles = [sum(bundle) / len(bundle) for bundle in out]
    low, high = ends
    if not middles or low < middles[0] - 2 * reach:
        middles.insert(0, low)
    if high > middles[-1] + 2 * reach:
        middles.append(high)
    return middles


def _walls(
    rules: Sequence[tuple[float, float, float]], lanes: Sequence[float], steps: Sequence[float], reach: float
) -> list[list[bool]]:
    """walls[lane][step]: whether the piece of a lane between two steps is ruled.

    `rules` are (position across, start, end). The outermost lanes always count as ruled.
    """
    ruled = [[0.0] * (len(steps) - 1) for _ in lanes]
    for at, start, end in rules:
        lane = min(range(len(lanes)), key=lambda i: abs(lanes[i] - at))
        if abs(lanes[lane] - at) > 2 * reach:
            continue
        for step in range(len(steps) - 1):
            ruled[lane][step] += max(0.0, min(end, steps[step + 1]) - max(start, steps[step]))
    last = len(lanes) - 1
    return [
        [
            lane in (0, last) or ruled[lane][step] >= _WALL * (steps[step + 1] - steps[step])
            for step in range(len(steps) - 1)
        ]
        for lane in range(len(lanes))
    ]


def _slots(
    xs: Sequence[float], ys: Sequence[float], right: list[list[bool]], below: list[list[bool]]
) -> list[Slot]:
    """Elementary cells grown over missing walls into rectangles, from the upper left on."""
    rows, columns = len(ys) - 1, len(xs) - 1
    taken = [[False] * columns for _ in range(rows)]
    slots = []
    for r in range(rows):
        for c in range(columns):
            if taken[r][c]:
                continue
            end = c + 1
            while end < columns and not right[end][r] and not taken[r][end]:
                end += 1
            last = r + 1
            while last < rows and _same_cell(right, below, taken, last, c, end):
                last += 1
            for i in range(r, last):
                taken[i][c:end] = [True] * (end - c)
            slots.append(Slot(r, c, last - r, end - c, xs[c], ys[r], xs[end], ys[last]))
    return slots


def _same_cell(
    right: list[list[bool]], below: list[list[bool]], taken: list[list[bool]], row: int, c: int, end: int
) -> bool:
    """Whether the cells c..end of `row` belong to the cell above: no wall over them, none between them."""
    open_above = not any(below[row][i] or taken[row][i] for i in range(c, end))
    return open_above and not any(right[i][row] for i in range(c + 1, end))
