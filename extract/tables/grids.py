"""Tables of every format as grids: spans, header rows, continued and transposed tables.

A reader makes `GridCell`s (rows of raw cells go through `lay_out`), `finish` finds what labels the grid,
`joined` glues pieces of one table, and `TextBuilder.add_table` writes the canonical text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from extract.language.folding import plain_of, squeeze
from extract.tables.labels import describe, is_caption, is_full_width, is_label, is_paired, says_continued
from extract.tables.model import Grid, GridCell, RawCell, lay_out

__all__ = [
    "Grid", "GridCell", "RawCell", "continues", "describe", "drop_repeated_headers", "finish", "is_caption",
    "is_label", "join", "joined", "lay_out", "says_continued", "unfold_pairs", "without_rows",
]  # fmt: skip


def unfold_pairs(grid: Grid) -> Grid:
    """Turn rows of label, value, label, value into rows of one label and its value (reading order stays)."""
    rows = [grid.row(r) for r in range(grid.rows)]
    if (
        not is_paired(grid)
        or any(c.row_span > 1 for c in grid.cells)
        or any(len(row) % 2 and len(row) > 1 for row in rows)
    ):
        return grid
    cells: list[GridCell] = []
    count = 0
    for row in rows:
        for label, value in zip(row[::2], row[1::2], strict=False):
            cells.append(replace(label, row=count, column=0, row_span=1, column_span=1))
            cells.append(replace(value, row=count, column=1, row_span=1, column_span=1))
            count += 1
        if len(row) % 2:
            cells.append(replace(row[-1], row=count, column=0, row_span=1, column_span=2))
            count += 1
    return replace(grid, rows=count, columns=2, cells=tuple(cells))


def continues(before: Grid, after: Grid) -> bool:
    """Whether `after`, which directly follows `before`, is the rest of the same table.

    It is where the columns agree and its header is the same, or it has no header. Two tables with labels
    down the side are two records, not one table.
    """
    if before.transposed or (after.transposed and not _same_side(before, after)):
        return False
    if before.columns != after.columns:
        return False
    if _same_header(before, after) or _is_head_alone(before, after):
        return True
    rows = any(
        not is_full_width(after, r) for r in range(after.rows)
    )  # a row over the whole width names a group
    return before.header_rows > 0 and after.header_rows == 0 and rows


def _same_side(before: Grid, after: Grid) -> bool:
    """Whether words down the side are values of the table above, not labels: 已完成 in a first column of states."""
    values = {plain_of(c.text) for c in before.cells if c.column == 0 and c.row >= before.header_rows}
    side = {plain_of(c.text) for c in after.cells if c.column == 0 and c.column_span == 1}
    return before.header_rows > 0 and bool(side) and side <= values


def _header_words(grid: Grid, rows: int) -> list[tuple[int, int, str]]:
    top = 0
    while top < rows and is_full_width(grid, top):
        top += 1
    return sorted((c.row - top, c.column, plain_of(c.text)) for c in grid.cells if top <= c.row < rows)


def _same_header(before: Grid, after: Grid) -> bool:
    words = _header_words(before, before.header_rows)
    return bool(words) and words == _header_words(after, max(after.header_rows, before.header_rows))


def _is_head_alone(before: Grid, after: Grid) -> bool:
    """Whether a grid is a row of labels only, whose records stand in the grids below (a head that does not scroll)."""
    if before.rows != 1 or before.header_rows or after.header_rows:
        return False
    labels = [c.text for c in before.cells if c.text.strip()]
    first = [c.text for c in after.row(0) if c.text.strip()]
    return len(labels) > 2 and all(map(is_label, labels)) and not any(map(is_label, first))


def join(before: Grid, after: Grid) -> Grid:
    """Append the rows of a continued table, its repeated header left out."""
    cells, rows = _below(before, after, before.rows)
    return replace(before, rows=rows, cells=before.cells + tuple(cells))


def _below(head: Grid, after: Grid, rows: int) -> tuple[list[GridCell], int]:
    """The cells of a continued table below so many rows, its repeated header left out; and the rows there are then."""
    skip = max(after.header_rows, head.header_rows) if _same_header(head, after) else 0
    moved = []
    for c in after.cells:
        if c.row + c.row_span > skip:
            top = max(c.row, skip)
            moved.append(replace(c, row=top - skip + rows, row_span=c.row + c.row_span - top))
    return moved, rows + after.rows - skip


def drop_repeated_headers(grid: Grid) -> Grid:
    """Leave out rows further down that repeat a header row (a table pasted from several pages)."""
    if not grid.header_rows:
        return grid
    headers = [[plain_of(c.text) for c in grid.row(r)] for r in range(grid.header_rows)]
    below = range(grid.header_rows, grid.rows)
    told = [header for header in headers if len(header) > 1]
    repeated = {r for r in below if [plain_of(c.text) for c in grid.row(r)] in told}
    if not repeated:
        return grid
    left = without_rows(grid, repeated)
    return (
        left if left.rows > left.header_rows else replace(left, header_rows=0)
    )  # labels over nothing label nothing


def without_rows(grid: Grid, gone: Set[int]) -> Grid:
    """The grid without some rows; cells that span others too stay."""
    new: dict[int, int] = {}
    for r in range(grid.rows):
        if r not in gone:
            new[r] = len(new)
    cells = []
    for c in grid.cells:
        covered = [r for r in range(c.row, c.row + c.row_span) if r in new]
        if c.row in new or (covered and c.row_span > 1):
            cells.append(replace(c, row=new[covered[0]], row_span=len(covered)))
    return replace(grid, rows=len(new), cells=tuple(cells))


def finish(grid: Grid) -> Grid:
    """What every reader does with a raw grid: unfold pairs, find labels, drop repeated headers."""
    return drop_repeated_headers(describe(stack_halves(unfold_pairs(upright(grid)))))


_VERTICAL = re.compile(r"\s*[\u4e00-\u9fff](?:\s*\n\s*[\u4e00-\u9fff])+\s*")


def upright(grid: Grid) -> Grid:
    """Words set from top to bottom, a character a line, as one line."""
    if not any("\n" in c.text and _VERTICAL.fullmatch(c.text) for c in grid.cells):
        return grid
    cells = (
        replace(c, text=squeeze(c.text)) if "\n" in c.text and _VERTICAL.fullmatch(c.text) else c
        for c in grid.cells
    )
    return replace(grid, cells=tuple(cells))


def stack_halves(grid: Grid) -> Grid:
    """A list set in two halves beside one another (序号 | 问题 | 状态 | 序号 | 问题 | 状态) as one below the other."""
    half, head = grid.columns // 2, next((r for r in range(min(grid.rows, 3)) if len(grid.row(r)) > 1), 0)
    labels = [plain_of(c.text) for c in grid.row(head)]
    if grid.columns % 2 or half < 2 or len(labels) != grid.columns or labels[:half] != labels[half:]:
        return grid
    below = [c for c in grid.cells if c.row > head]
    crossing = any(c.column < half < c.column + c.column_span for c in below)
    if crossing or len(set(labels)) < half or 2 * sum(map(is_label, labels[:half])) <= half:
        return grid
    down = grid.rows - head - 1
    kept = [c for c in grid.cells if c.row < head or (c.row == head and c.column < half)]
    kept = [replace(c, column_span=half) if c.column_span > half else c for c in kept]
    right = [replace(c, row=c.row + down, column=c.column - half) for c in below if c.column >= half]
    left = [c for c in below if c.column < half]
    last = {c.row for c in right if c.text.strip()}
    right = [c for c in right if c.row in last]  # a right half may be shorter
    rows = max((c.row + c.row_span for c in [*kept, *left, *right]), default=0)
    return replace(grid, rows=rows, columns=half, cells=(*kept, *left, *right))


def joined(grids: Iterable[Grid]) -> Iterator[Grid]:
    """Join each grid with those that continue it; the grids follow one another without text between."""
    head: Grid | None = (
        None  # what labels the run: its first grid, or this and the next where it is a head alone
    )
    rest: list[Grid] = []
    for grid in map(finish, grids):
        if head is None:
            head = grid
        elif not continues(head, grid):
            yield _glued(head, rest)
            head, rest = grid, []
        elif head.header_rows:
            rest.append(grid)
        else:
            head = describe(join(head, grid))
    if head is not None:
        yield _glued(head, rest)


def _glued(head: Grid, rest: Sequence[Grid]) -> Grid:
    """A grid and all those that continue it, in one go: thousands of tables of one row are seen."""
    rows, cells = head.rows, list(head.cells)
    for grid in rest:
        moved, rows = _below(head, grid, rows)
        cells.extend(moved)
    return replace(head, rows=rows, cells=tuple(cells)) if rest else head
