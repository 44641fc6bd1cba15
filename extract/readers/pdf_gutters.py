"""Pages of running text in two or more columns: cut the printed rows at the gutters, in reading order."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extract.readers.pdf_columns import Row, phrases
from extract.readers.pdf_geometry import Run

_LEAST = 8  # rows beside one another that make columns of text
_STRETCH = 3  # rows in a row that are cut, fewer are left whole
_GAP = 0.8  # em: a gutter is at least as wide
_FULL = 0.62  # share of a column's width that lines of running text fill
_DEPTH = 3


def reading_stretches(rows: Sequence[Row], depth: int = 0) -> list[list[Row]]:
    """The rows in reading order: one stretch as a rule; on a page in columns one for each column between full rows."""
    cut = [phrases(row) for row in rows]
    gutter = _gutter(cut) if depth < _DEPTH and len(rows) >= _LEAST else None
    if gutter is None:
        return [list(rows)]
    out: list[list[Row]] = []
    stretch: list[Row] = []
    for row in [*cut, None]:
        if row is not None and not _crosses(row, gutter):
            stretch.append(row)
            continue
        if stretch:
            out += _columns(stretch, gutter, depth)
            stretch = []
        if row is not None:
            out.append([row])
    return _merged(out)


def _gutter(rows: Sequence[Row]) -> float | None:
    """The x that the gaps of most rows share, where text runs full on either side of it."""
    solid = [row for row in rows if row]
    left, right = min(r.x0 for row in solid for r in row), max(r.x1 for row in solid for r in row)
    gaps = [(a.x1, b.x0) for row in solid for a, b in pairwise(row) if b.x0 - a.x1 > _GAP * b.size]
    inner = [
        (a + b) / 2
        for a, b in gaps
        if left + 0.2 * (right - left) < (a + b) / 2 < left + 0.8 * (right - left)
    ]
    if len(inner) < _LEAST:
        return None
    best = max(inner, key=lambda x: sum(a < x < b for a, b in gaps))
    beside = [row for row in solid if any(a.x1 < best < b.x0 for a, b in pairwise(row))]
    return best if len(beside) >= _LEAST and _is_prose(beside, best) else None


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
        letters = sum(c.isalpha() for c in text) / max(1, sum(not c.isspace() for c in text))
        if filled < _FULL or letters < 0.75 or len(text) < 12 * len(lines):
            return False
    return True


def _crosses(row: Row, gutter: float) -> bool:
    return any(r.x0 < gutter - 1 and r.x1 > gutter + 1 for r in row)


def _columns(stretch: list[Row], gutter: float, depth: int) -> list[list[Row]]:
    both = [row for row in stretch if row[0].x1 <= gutter < row[-1].x0]
    if len(stretch) < _STRETCH or (both and not _is_prose(both, gutter)):
        return [stretch]
    left = [part for row in stretch if (part := [r for r in row if _middle(r) < gutter])]
    right = [part for row in stretch if (part := [r for r in row if _middle(r) >= gutter])]
    return (
        [*reading_stretches(left, depth + 1), *reading_stretches(right, depth + 1)]
        if left and right
        else [stretch]
    )


def _middle(run: Run) -> float:
    return (run.x0 + run.x1) / 2


def _merged(stretches: list[list[Row]]) -> list[list[Row]]:
    """Single rows that follow one another belong to one stretch."""
    out: list[list[Row]] = []
    whole = False
    for stretch in stretches:
        if len(stretch) == 1 and whole:
            out[-1].extend(stretch)
        else:
            out.append(list(stretch))
        whole = len(stretch) == 1
    return out
