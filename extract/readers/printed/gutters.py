"""Pages of running text in two or more columns: cut the printed rows at the gutters, in reading order.

A column may hold tables and figures beside the running text of its neighbour. What tells a gutter from the white
between columns of a table: lines of text that run full, one below the other at an even step, beside it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf
from statistics import median

from extract.readers.printed.columns import Row, phrases
from extract.readers.printed.equal_columns import equal_gutters
from extract.readers.printed.geometry import Rule, Run
from extract.readers.printed.running import INDENT, Side, running

_LEAST = 8  # rows beside one another that make columns of text
_BLOCK = 6  # lines of running text in a row that show a column, where its neighbour shows one too
_ALONE = 8  # where its neighbour shows none
_GAP = 0.8  # em: a gutter is at least as wide
_FULL = 0.62  # share of a column's width that lines of running text fill
_DEPTH = 3
_FEW = 4  # rows that are no part of equal columns
_CELL = 5  # characters of a cell such as 3, 已完成 or 县财政局
_STOPS = "，。、；：（）《》“”"  # sentences have them, and figures besides
_OVER = 20.0  # points that a rule must reach over a gutter on either side to part what is above from what is below

Stretch = tuple[list[Row], bool]  # rows, and whether they are left whole


def reading_stretches(rows: Sequence[Row], rules: Sequence[Rule] = (), depth: int = 0) -> list[list[Row]]:
    """The rows in reading order: one stretch as a rule; on a page in columns one for each column between full rows.

    A rule that runs over a gutter parts the rows above it from those below.
    """
    cut = [_cut(row) for row in rows]
    if depth >= _DEPTH or len(rows) < _LEAST:
        return [list(rows)]
    gutter = _gutter(cut)
    gutters = [gutter] if gutter is not None else equal_gutters(cut, rules)
    if not gutters:
        return [list(rows)]
    first, last = gutters[0], gutters[-1]
    over = sorted(r.top for r in rules if r.horizontal and r.x0 < first - _OVER and r.x1 > last + _OVER)
    out: list[Stretch] = []
    for stretch in _between(cut, gutters, over):
        short = len(stretch) < (_FEW if gutter is None else 2)  # name and number of a bulletin
        if short and (gutter is None or _crosses(stretch[0], gutters)):
            out.append((stretch, True))
        elif gutter is not None:
            out += _columns(stretch, gutter, rules, depth)
        else:
            out += ((part, False) for part in _parts(stretch, gutters))
    return _merged(out)


def _cut(row: Row) -> Row:
    parts = phrases(row)
    return parts if len(parts) > 1 else list(row)


def _parts(rows: Sequence[Row], gutters: Sequence[float]) -> Iterator[list[Row]]:
    """The rows of each column that holds any."""
    for left, right in pairwise([-inf, *gutters, inf]):
        if part := [held for row in rows if (held := [r for r in row if left <= _middle(r) < right])]:
            yield part


def _between(rows: Sequence[Row], gutters: Sequence[float], over: Sequence[float]) -> Iterator[list[Row]]:
    """Stretches of rows that leave the gutters free, cut at rules; rows that cross it stand alone."""
    stretch: list[Row] = []
    for row in rows:
        ruled = bool(stretch) and any(stretch[-1][0].middle < y < row[0].middle for y in over)
        if stretch and (ruled or _crosses(row, gutters)):
            yield stretch
            stretch = []
        if _crosses(row, gutters):
            yield [row]
        else:
            stretch.append(row)
    if stretch:
        yield stretch


def _gutter(rows: Sequence[Row]) -> float | None:
    """The x that most rows leave free, where text runs full beside it."""
    solid = [row for row in rows if row]
    left, right = min(r.x0 for row in solid for r in row), max(r.x1 for row in solid for r in row)
    gaps = [(a.x1, b.x0) for row in solid for a, b in pairwise(row) if b.x0 - a.x1 > _GAP * b.size]
    inner = [
        (a + b) / 2
        for a, b in gaps
        if left + 0.2 * (right - left) < (a + b) / 2 < left + 0.8 * (right - left)
    ]
    if len(inner) >= _LEAST:
        best = max(inner, key=lambda x: sum(a < x < b for a, b in gaps))
        beside = [row for row in solid if any(a.x1 < best < b.x0 for a, b in pairwise(row))]
        if len(beside) >= _LEAST and _is_prose(beside, best):
            return best
    return next((x for x in _begins(solid, left, right) if _parts_text(solid, x)), None)


def _begins(rows: Sequence[Row], left: float, right: float) -> list[float]:
    """Places near the middle of the page where many runs begin, just before them; those of most runs first."""
    middle = left + 0.3 * (right - left), left + 0.72 * (right - left)
    begun = sorted((r.x0, r.size) for row in rows for r in row if middle[0] < r.x0 < middle[1])
    counts: dict[int, list[float]] = {}
    for x, _ in begun:
        counts.setdefault(round(x / 3), []).append(x)
    indented = {
        k: sum(INDENT[0] < (x - min(xs)) / size < INDENT[1] for x, size in begun) for k, xs in counts.items()
    }
    many = [k for k in counts if len(counts[k]) + min(indented[k], len(counts[k])) >= _BLOCK]
    many.sort(key=lambda k: len(counts[k]) + indented[k], reverse=True)
    return [min(counts[k]) - 1.5 for k in many[:4]]


def _parts_text(rows: Sequence[Row], gutter: float) -> bool:
    """Whether lines of running text stand beside a gutter: on both sides, or on one out of step with the other."""
    free = [row for row in rows if not _crosses(row, [gutter])]
    left, right = _sides(free, gutter)
    if len(left) < _BLOCK or len(right) < _BLOCK:
        return False
    a, b = running(left), running(right)
    if a.longest >= _BLOCK and b.longest >= _BLOCK:
        return True
    text, other = (a, right) if a.longest >= b.longest else (b, left)
    return text.longest >= _ALONE and _out_of_step(text, other)


def _out_of_step(text: Side, other: Sequence[Row]) -> bool:
    """Whether most rows beside running text stand on no line of it, as cells of a table would."""
    size = text.size
    beside = [row for row in other if text.top - size < row[0].middle < text.bottom + size]
    level = sum(any(abs(row[0].middle - y) < 0.12 * size for y in text.middles) for row in beside)
    return len(beside) >= 3 and level <= 0.4 * len(beside)


def _sides(rows: Sequence[Row], gutter: float) -> tuple[list[Row], list[Row]]:
    left = [part for row in rows if (part := [r for r in row if _middle(r) < gutter])]
    right = [part for row in rows if (part := [r for r in row if _middle(r) >= gutter])]
    return left, right


def _is_prose(rows: Sequence[Row], gutter: float) -> bool:
    """Whether rows hold running text on both sides of a gutter."""
    left = [[r for r in row if r.x1 <= gutter] for row in rows]
    right = [[r for r in row if r.x0 >= gutter] for row in rows]
    for side in (left, right):
        lines = [line for line in side if line]
        if not lines:
            return False
        width = max(line[-1].x1 for line in lines) - min(line[0].x0 for line in lines)
        filled = median(sum(r.x1 - r.x0 for r in line) / width for line in lines)
        text = "".join(r.text for line in lines for r in line)
        letters = sum(c.isalpha() or c in _STOPS for c in text) / max(1, sum(not c.isspace() for c in text))
        if filled < _FULL or letters < 0.75 or len(text) < 12 * len(lines) or _are_cells(lines):
            return False
    return True


def _are_cells(lines: Sequence[Row]) -> bool:
    """Whether most lines are pieces with white between them, half of which are as short as cells of a table."""
    parted = [line for line in lines if len(line) > 1]
    short = sum(len(r.text.strip()) <= _CELL for line in parted for r in line)
    return 2 * len(parted) > len(lines) and 2 * short >= sum(map(len, parted))


def _crosses(row: Row, gutters: Sequence[float]) -> bool:
    return any(r.x0 < x - 1 and r.x1 > x + 1 for r in row for x in gutters)


def _columns(stretch: list[Row], gutter: float, rules: Sequence[Rule], depth: int) -> list[Stretch]:
    """A stretch cut at the gutter where running text stands on a side of it; else it may be a wide table."""
    left, right = _sides(stretch, gutter)
    both = [row for row in stretch if row[0].x1 <= gutter < row[-1].x0]
    text = not both or _is_prose(both, gutter) or max(running(left).longest, running(right).longest) >= 3
    if not left or not right or not text:
        return [(stretch, True)]
    parts = [*reading_stretches(left, rules, depth + 1), *reading_stretches(right, rules, depth + 1)]
    return [(part, False) for part in parts]


def _middle(run: Run) -> float:
    return (run.x0 + run.x1) / 2


def _merged(stretches: Sequence[Stretch]) -> list[list[Row]]:
    """What is left whole and follows one another belongs to one stretch."""
    out: list[list[Row]] = []
    before = False
    for stretch, whole in stretches:
        if whole and before:
            out[-1].extend(stretch)
        else:
            out.append(list(stretch))
        before = whole
    return out
