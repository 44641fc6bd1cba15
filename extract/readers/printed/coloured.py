"""Fills of a page at what they tell of: cells that stand on a colour, words on one or beside a swatch of it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.model import Box
from extract.readers.printed.cells import PageCell, PageTable
from extract.readers.printed.geometry import Fill, Run, TextLine, overlap
from extract.tables.fills import with_swatches

_COVERED = 0.6  # share of a cell or a word that a fill must cover
_LANE = 40.0  # points: fills are looked up by the heights that they reach over
_LOW, _WIDE = 2.5, 8.0  # em: the tallest and the widest swatch


class Fills:
    """The fills of a page, found by height."""

    def __init__(self, fills: Iterable[Fill]) -> None:
        self._lanes: dict[int, list[Fill]] = {}
        for fill in fills:
            for lane in range(int(fill.top // _LANE), int(fill.bottom // _LANE) + 1):
                self._lanes.setdefault(lane, []).append(fill)

    def __bool__(self) -> bool:
        return bool(self._lanes)

    def behind(self, box: Box | Run | TextLine) -> str | None:
        """The colour that most of an area stands on: of fills on one another the last that was drawn."""
        least = _COVERED * (box.x1 - box.x0) * (box.bottom - box.top)
        found = (f for f in reversed(self._at((box.top + box.bottom) / 2)) if _shared(f, box) > least)
        return next((f.colour for f in found), None)

    def swatches(self, row: Sequence[Run]) -> list[Fill]:
        """Small areas of a colour that stand beside the words of a row, and behind none of them."""
        size, middle = row[0].size, row[0].middle
        return [
            f
            for f in self._at(middle)
            if f.top <= middle <= f.bottom
            and f.bottom - f.top < _LOW * size
            and f.x1 - f.x0 < _WIDE * size
            and not any(overlap(f.x0, f.x1, r.x0, r.x1) > 1 for r in row)
        ]

    def _at(self, y: float) -> Sequence[Fill]:
        return self._lanes.get(int(y // _LANE), ())


def _shared(fill: Fill, box: Box | Run | TextLine) -> float:
    across = overlap(fill.x0, fill.x1, box.x0, box.x1)
    return across * overlap(fill.top, fill.bottom, box.top, box.bottom) if across > 0 else 0.0


def with_fills(table: PageTable, fills: Fills) -> PageTable:
    """The table, its cells with the colours that they stand on."""

    def filled(cell: PageCell) -> PageCell:
        colour = fills.behind(cell.box)
        return replace(cell, fill=colour) if colour else cell

    return replace(table, cells=tuple(map(filled, table.cells))) if fills else table


def is_parted(a: Run, b: Run, swatches: Sequence[Fill]) -> bool:
    """Whether a swatch stands between two runs of a row."""
    return any(a.x1 - 1 <= f.x0 and f.x1 <= b.x0 + 1 for f in swatches)


def coloured(lines: Sequence[TextLine], swatches: Sequence[Fill], fills: Fills) -> list[TextLine]:
    """The lines of a row with the colours of swatches beside them, or those that they stand on."""
    row = sorted(
        [*((x.x0, x, fills.behind(x)) for x in lines), *((f.x0, None, f.colour) for f in swatches)], key=_left
    )
    given = with_swatches([(line is not None, colour) for _, line, colour in row])
    return [replace(line, fill=c) if c else line for (_, line, _), c in zip(row, given, strict=True) if line]


def _left(piece: tuple[float, TextLine | None, str | None]) -> float:
    return piece[0]
