"""Columns of equal width at equal steps, as bulletins are set: told by where their lines begin.

Each line stands flush with its column or as far in as a paragraph begins. Paragraphs of two lines show no long
block of running text, and the last column may hold three lines or none.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf
from statistics import median

from extract.readers.printed.geometry import Rule, Run
from extract.readers.printed.running import INDENT

_MOST = 4  # columns
_BLOCK = 6  # lines of a column of paragraphs
_GAP = (0.8, 4.5)  # em: how wide a gutter is
_PLACED = 0.8  # share of a column's lines that begin where lines of paragraphs begin
_FULL = 0.85  # share of the width of a column that its full lines fill
_CHARS = 8  # characters of a line, on average


def equal_gutters(rows: Sequence[Sequence[Run]], rules: Sequence[Rule]) -> list[float]:
    """The x of each gutter, from left to right; none where no columns are shown."""
    begun = [row[0].x0 for row in rows] + [b.x0 for row in rows for a, b in pairwise(row)]
    size = median(row[0].size for row in rows)
    left = _edge(begun, size)
    right = max([r.x1 for row in rows for r in row] + [r.x1 for r in rules if r.horizontal])
    for step in sorted({round(x - left) for x in begun if x - left > 6 * size}, reverse=True):
        count = round((right - left + size) / step)
        gap = count * step - (right - left)
        if 2 <= count <= _MOST and _GAP[0] * size <= gap <= _GAP[1] * size:
            starts = [left + k * step for k in range(count)]
            if _are_columns(rows, starts, step - gap, size):
                return [x - gap / 2 for x in starts[1:]]
    return []


def _edge(begun: Sequence[float], size: float) -> float:
    """The leftmost place that three lines begin at."""
    places = sorted(begun)
    return next((a for a, b in zip(places, places[2:], strict=False) if b - a < 0.3 * size), places[0])


def _are_columns(rows: Sequence[Sequence[Run]], starts: Sequence[float], width: float, size: float) -> bool:
    """Whether the lines of all columns begin as those of paragraphs do, and one column at least is full of them."""
    shown = 0
    held = list(_held(rows, starts, size))
    for start, lines in zip(starts, held, strict=True):
        inset = [(line[0].x0 - start) / size for line in lines]
        flush = [line for line, x in zip(lines, inset, strict=True) if abs(x) < 0.4]
        opens = sum(INDENT[0] < x < INDENT[1] for x in inset)
        full = sum(line[-1].x1 - start >= _FULL * width for line in lines)
        if len(lines) >= _BLOCK and len(flush) + opens < _PLACED * len(lines):
            return False
        chars = sum(len(r.text) for line in lines for r in line)
        enough = len(lines) >= _BLOCK and chars >= _CHARS * len(lines)
        shown += enough and opens >= 2 and len(flush) >= 3 and full >= 3
    return shown >= 2 or (shown == 1 and len(held[0]) >= 2 * _BLOCK and _is_rest(held[1:], starts[1:], size))


def _is_rest(columns: Sequence[Sequence[Sequence[Run]]], starts: Sequence[float], size: float) -> bool:
    """Whether what little stands beside one column of paragraphs goes on in the next, and no other holds any."""
    first, *others = columns
    placed = [line for line in first if -0.4 < (line[0].x0 - starts[0]) / size < INDENT[1]]
    return len(placed) >= 2 and not any(others)


def _held(rows: Sequence[Sequence[Run]], starts: Sequence[float], size: float) -> Iterator[list[list[Run]]]:
    """The lines of each column in the longest stretch of rows none of which reaches from one into the next."""
    ends = [*(x - 0.4 * size for x in starts[1:]), inf]
    stretches: list[list[Sequence[Run]]] = [[]]
    for row in rows:
        if any(r.x0 < x < r.x1 for x in ends[:-1] for r in row):
            stretches.append([])
        else:
            stretches[-1].append(row)
    free = max(stretches, key=len)
    for start, end in zip(starts, ends, strict=True):
        yield [line for row in free if (line := [r for r in row if start - 0.4 * size <= r.x0 < end])]
