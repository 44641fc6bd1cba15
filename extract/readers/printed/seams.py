"""Cells of an unruled table that touch: a date that fills its column, and the state written right behind it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.readers.printed.columns import Row
from extract.readers.printed.geometry import Run, run_of

_LEAST = 3  # rows that must show it
_CELLS = 3  # phrases of a row of cells; running text has fewer
_NEAR = 1.2  # points
_WHITE = 0.4  # em that are left between the two cells: a river runs there


def cut_at_seams(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows, their phrases cut where another piece of text begins in several of them, and a phrase of its own in others."""
    begun: dict[int, float] = {
        round(b.x0): b.x0 for row in rows if len(row) >= _CELLS for _, b in pairwise(row)
    }
    if len(begun) < 2:
        return rows
    seams: dict[int, set[int]] = {}
    for i, row in enumerate(rows):
        for run in row if len(row) >= _CELLS else ():
            for x in _seams(run):
                if (at := _near(x, begun)) is not None:
                    seams.setdefault(at, set()).add(i)
    shown = {at: begun[at] for at, found in seams.items() if len(found) >= _LEAST}
    return [_cut(row, shown) for row in rows] if shown else rows


def _cut(row: Row, shown: dict[int, float]) -> Row:
    return [part for run in row for part in _parts(run, shown)] if len(row) >= _CELLS else row


def _near(x: float, begun: dict[int, float]) -> int | None:
    """The place that phrases begin at which is nearest to `x`."""
    places = (at for at in (round(x), round(x) - 1, round(x) + 1) if at in begun)
    return next((at for at in places if abs(begun[at] - x) < _NEAR), None)


def _seams(run: Run) -> Iterator[float]:
    if run.glyphs[0].piece != run.glyphs[-1].piece:
        yield from (b.x0 for a, b in pairwise(run.glyphs) if a.piece != b.piece and not b.text.isspace())


def _parts(run: Run, shown: dict[int, float]) -> list[Run]:
    cuts = [
        k
        for k, (a, b) in enumerate(pairwise(run.glyphs), start=1)
        if a.piece != b.piece and not b.text.isspace() and _near(b.x0, shown) is not None
    ]
    if not cuts:
        return [run]
    pieces = [run_of(run.glyphs[a:b]) for a, b in pairwise([0, *cuts, len(run.glyphs)])]
    ends = [b.x0 - _WHITE * b.size for b in pieces[1:]]
    return [*(a._replace(x1=min(a.x1, x)) for a, x in zip(pieces, ends, strict=False)), pieces[-1]]
