"""Rivers of white that run down several printed rows and part columns of text."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extract.readers.printed.geometry import Run
from extract.tables.grids import is_label

_RIVER = 0.3  # em: narrower white is no river


def rivers_of(body: Sequence[Sequence[Run]]) -> list[tuple[float, float]]:
    """Stretches of x that no row crosses, or hardly any, and that have text of several rows on either side."""
    clear = _stretches(body, 0)
    allowed = max(1 if len(body) >= 5 else 0, int(0.12 * len(body)))
    crossed = [(a, b) for a, b in _stretches(body, allowed) if not any(c < b and a < d for c, d in clear)]
    return _with_banks(sorted([*clear, *crossed]), body)


def _stretches(body: Sequence[Sequence[Run]], allowed: int) -> list[tuple[float, float]]:
    """Stretches wide enough for a river that at most so many runs cross."""
    size = median(r.size for row in body for r in row)
    events = sorted([(r.x0, 1) for row in body for r in row] + [(r.x1, -1) for row in body for r in row])
    found: list[tuple[float, float]] = []
    depth, since = 0, None
    for x, change in events:
        depth += change
        if depth <= allowed and since is None:
            since = x
        elif depth > allowed and since is not None:
            if x - since >= max(_RIVER * size, 1.5):
                found.append((since, x))
            since = None
    return found


def _with_banks(
    rivers: list[tuple[float, float]], body: Sequence[Sequence[Run]]
) -> list[tuple[float, float]]:
    """Rivers with a column of at least two rows on either side; a column of less joins its neighbour."""
    left, right = min(r.x0 for row in body for r in row), max(r.x1 for row in body for r in row)
    kept = [(a, b) for a, b in rivers if a > left and b < right]
    least = 2 if len(body) < 12 else 3
    while kept:
        edges = [left - 1, *((a + b) / 2 for a, b in kept), right + 1]
        inside = [
            [[r for r in row if edges[i] <= (r.x0 + r.x1) / 2 < edges[i + 1]] for row in body]
            for i in range(len(edges) - 1)
        ]
        thin = next((i for i, column in enumerate(inside) if _is_thin(column, min(least, len(body)))), None)
        apart = next((i for i, (a, b) in enumerate(pairwise(inside)) if _complete(a, b)), None)
        if apart is not None:
            kept.pop(apart)
            continue
        if thin is None:
            return kept
        beside = [i for i in (thin - 1, thin) if 0 <= i < len(kept)]
        kept.pop(min(beside, key=lambda i: kept[i][1] - kept[i][0]))
    return kept


def _is_thin(column: Sequence[Sequence[Run]], least: int) -> bool:
    """Whether too few rows fill a column; one with a label alone was left empty."""
    runs = [r for row in column for r in row]
    return sum(map(bool, column)) < least and not (len(runs) == 1 and is_label(runs[0].text))


def _complete(left: Sequence[Sequence[Run]], right: Sequence[Sequence[Run]]) -> bool:
    """Whether two neighbours are one column whose texts are aligned differently: no row fills both, one has no label."""
    if len(left) < 4 or any(a and b for a, b in zip(left, right, strict=True)):
        return False
    for side, other in ((left, right), (right, left)):
        few = sum(map(bool, side)) <= max(2, 0.25 * len(side))
        labels = [any(is_label(r.text) for row in some for r in row) for some in (side, other)]
        if few and labels == [True, False]:
            return True
    return False
