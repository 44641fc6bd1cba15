"""Tables that stand side by side on a sheet: cut it at the blank columns between them.

A blank column alone says little, a table may have one. It parts two tables where nothing above, below or across
it joins them, both sides are tables, and the right one names its own rows.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.language.folding import fold, squeeze
from extract.language.numerals import parse_numeral
from extract.readers.sheets.workbook import VisibleCell, VisibleSheet
from extract.tables.grids import is_label

_LEAST = 2  # rows of several cells that make a side a table, and columns
_RARE = 0.8  # share of rows: a column that more of them fill parts nothing
_SERIAL = ("序号", "编号", "no", "no.", "#")

Cells = list[VisibleCell]


def side_by_side(sheet: VisibleSheet) -> list[VisibleSheet]:
    """The sheet, or its parts in reading order: rows above, the tables beside one another, rows below."""
    rows = rows_of(sheet.cells)
    for gap in _gaps(sheet, len(rows)):
        for first, end in stretches(rows, gap):
            cuts = [first, *sorted(r for r in sheet.after_blank if first < r < end), end]
            pieces = [_sides(rows[a:b], gap) for a, b in pairwise(cuts)]
            left, right = _sides(rows[first:end], gap)
            two = any(_are_two(*sides) for sides in ((left, right), *pieces))
            if not two or _is_joined(rows, first, end, sheet.after_blank):
                continue
            above, below = [c for r in rows[:first] for c in r], [c for r in rows[end:] for c in r]
            parts = [part_of(sheet, some) for some in (above, left, right, below) if some]
            return [piece for part in parts for piece in side_by_side(part)]
    return [sheet]


def rows_of(cells: Sequence[VisibleCell]) -> list[Cells]:
    """Cells by row; a row that only merged cells from above reach into has none."""
    rows: list[Cells] = [[] for _ in range(max((c.row for c in cells), default=-1) + 1)]
    for cell in cells:
        rows[cell.row].append(cell)
    return rows


def _gaps(sheet: VisibleSheet, rows: int) -> list[int]:
    """Visible columns between filled ones that few rows fill: one for each blank stretch is enough."""
    begun = Counter(c.left for c in sheet.cells)
    filled = sorted(begun)
    between = (
        next((x for x in range(b - 1, a, -1) if x not in sheet.hidden_columns), None)
        for a, b in pairwise(filled)
    )
    rare = (x for x in filled[1:-1] if begun[x] < _RARE * rows)
    return sorted({*(x for x in between if x is not None), *rare})


def stretches(rows: Sequence[Cells], gap: float) -> list[tuple[int, int]]:
    """Stretches of rows in which no cell reaches into a column, and cells stand on both sides of it."""
    crossing = (c for row in rows for c in row if c.left <= gap <= c.right)
    crossed = (r for c in crossing for r in range(c.row, min(c.row + c.row_span, len(rows))))
    edges = sorted({-1, *crossed, len(rows)})
    found = [(a + 1, b) for a, b in pairwise(edges) if b - a > _LEAST]
    return [(a, b) for a, b in found if sum(_on_both_sides(row, gap) for row in rows[a:b]) >= _LEAST]


def _sides(rows: Sequence[Cells], gap: int) -> tuple[Cells, Cells]:
    inner = [c for row in rows for c in row]
    return [c for c in inner if c.right < gap], [c for c in inner if c.left > gap]


def _on_both_sides(row: Cells, gap: float) -> bool:
    return any(c.right < gap for c in row) and any(c.left > gap for c in row)


def _is_joined(rows: Sequence[Cells], first: int, end: int, after_blank: frozenset[int]) -> bool:
    """Whether a row of several cells right above or below the stretch goes on with it: it has that column filled."""
    above = first > 0 and first not in after_blank and len(rows[first - 1]) > 1
    return above or (end < len(rows) and end not in after_blank and len(rows[end]) > 1)


def _are_two(left: Cells, right: Cells) -> bool:
    """Whether both sides are tables, and no table that has a blank column."""
    heads = [_head(side) for side in (left, right)]
    if any(head is None for head in heads):
        return False
    mine, other = ([plain(c.text) for c in head or ()] for head in heads)
    if set(mine) & set(other) or _extent(left) != _extent(right):
        return True  # two of a kind, or of different heights
    return mine[0] not in _SERIAL and _namesrows_of(right, len(other))


def _head(cells: Cells) -> Cells | None:
    """The first row of a side with several cells; None where it is no table."""
    several = [row for row in rows_of(cells) if len(row) > 1]
    columns = {c.left for row in several for c in row}
    return several[0] if len(several) >= _LEAST and len(columns) >= _LEAST else None


def plain(text: str) -> str:
    """Folded text without white space."""
    return squeeze(fold(text)).lower()


def _extent(cells: Cells) -> tuple[int, int]:
    several = [row[0].row for row in rows_of(cells) if len(row) > 1]
    return several[0], several[-1]


def _namesrows_of(cells: Cells, columns: int) -> bool:
    """Whether the first column of a side tells its rows apart: words below a label, each once."""
    first = min(c.left for c in cells)
    texts = [plain(c.text) for c in cells if c.left == first][1:]
    words = [t for t in texts if parse_numeral(t) is None and not t[:1].isdigit()]
    label = next(c for c in cells if c.left == first)
    return (
        columns >= _LEAST
        and len(words) == len(texts) > 0
        and len(set(words)) == len(words)
        and is_label(label.text)
    )


def part_of(sheet: VisibleSheet, cells: Cells) -> VisibleSheet:
    """Some cells of a sheet as a sheet of their own, its rows counted anew."""
    kept = sorted({c.row for c in cells})
    index = {row: i for i, row in enumerate(kept)}
    blank = {index[b] for a, b in pairwise(kept) if b - a > 1 or b in sheet.after_blank}
    held = (sum(c.row <= row < c.row + c.row_span for row in kept) for c in cells)
    moved = [replace(c, row=index[c.row], row_span=span) for c, span in zip(cells, held, strict=True)]
    return replace(sheet, cells=tuple(moved), after_blank=frozenset(blank))
