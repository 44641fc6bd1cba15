"""Running text among printed rows: full lines, one below the other at an even step.

The last line of a paragraph ends short; where the next line is indented as a paragraph begins, the text runs on.
"""

from collections.abc import Sequence, Set
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extract.readers.printed.geometry import Run

_FULL = 0.85  # share of the width of a column that its full lines fill
_WORDS = 1.6  # em: a wider gap inside a line is no blank of a stretched line
_LETTERS = 0.7
_CHARS = 12
_EVEN = 1.12  # a wider step than the usual by this ratio parts blocks
INDENT = (1.2, 3.2)  # em: how far in a paragraph begins


class Side(NamedTuple):
    """The running text of one column: how many lines its longest block has, and where the block stands."""

    longest: int
    size: float
    middles: tuple[float, ...]

    @property
    def top(self) -> float:
        return self.middles[0]

    @property
    def bottom(self) -> float:
        return self.middles[-1]


def running(rows: Sequence[Sequence[Run]]) -> Side:
    """The longest block of running text among the rows of one column."""
    lines = [row for row in rows if _is_text(row)]
    if len(lines) < 2:
        return Side(0, 10.0, (0.0,))
    right = sorted(row[-1].x1 for row in lines)[len(lines) * 9 // 10]
    left = sorted(row[0].x0 for row in rows)[
        len(rows) // 10
    ]  # where most lines are short ends, these tell the edge
    full = {id(row) for row in lines if row[-1].x1 - _start(row, left) >= _FULL * (right - left)}
    steps = [b[0].middle - a[0].middle for a, b in pairwise(rows) if id(a) in full]
    usual = median(steps) if steps else 0.0
    longest = max(_blocks(rows, full, left, usual), key=len)
    return Side(len(longest), median(row[0].size for row in lines), tuple(longest) or (0.0,))


def _blocks(rows: Sequence[Sequence[Run]], full: Set[int], left: float, usual: float) -> list[list[float]]:
    """Where the lines of each block stand: full ones an even step below one another, and short ends of paragraphs."""
    blocks: list[list[float]] = [[]]
    for above, row in pairwise([[], *rows]):
        even = bool(above) and usual / _EVEN < row[0].middle - above[0].middle < usual * _EVEN
        if not even or not (id(above) in full or _begins(row, left)):
            blocks.append([])
        if id(row) in full or (blocks[-1] and id(above) in full):
            blocks[-1].append(row[0].middle)
    return blocks


def _begins(row: Sequence[Run], left: float) -> bool:
    """Whether a line stands as far in as the first of a paragraph."""
    return INDENT[0] < (row[0].x0 - left) / row[0].size < INDENT[1]


def _start(row: Sequence[Run], left: float) -> float:
    """Where the line would begin but for the indent of a paragraph."""
    return left if _begins(row, left) else row[0].x0


def _is_text(row: Sequence[Run]) -> bool:
    """Whether a row is one line of words."""
    if any(b.x0 - a.x1 > _WORDS * max(a.size, b.size) for a, b in pairwise(row)):
        return False
    text = "".join("".join(r.text for r in row).split())
    return len(text) >= _CHARS and sum(c.isalpha() for c in text) >= _LETTERS * len(text)
