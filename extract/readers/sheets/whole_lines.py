"""What a sheet holds in several cells: a number beside its text, a paragraph typed over several rows, the lines of one cell."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from extract.language.folding import fold
from extract.lines.enumerators import mark_at
from extract.readers.furniture.wrapped import BLANKS, TypedLine, continued, joint
from extract.readers.sheets.sides import Cells, part_of, rows_of
from extract.readers.sheets.workbook import VisibleCell, VisibleSheet
from extract.writing import tidy

_FEWEST = 4  # cells of a row whose other cells tell that one is divided
_APART = TypedLine("")  # what no line goes on over: a blank row, a table


def whole_lines(sheet: VisibleSheet) -> VisibleSheet:
    """The sheet with each such line in one cell, the first of those that held it."""
    edge = max((c.right for c in sheet.cells), default=0)
    rows = [row for run in _runs(rows_of(sheet.cells)) for row in _numbered_lines(run, edge)]
    cells = _unwrapped(_undivided(rows), sheet.after_blank)
    return sheet if len(cells) == len(sheet.cells) else part_of(sheet, cells)


def _runs(rows: Sequence[Cells]) -> Iterator[list[Cells]]:
    """Rows of several cells that stand together, and other rows."""
    for _, run in groupby(rows, key=lambda row: len(row) > 1):
        yield list(run)


def _numbered_lines(run: list[Cells], edge: int) -> list[Cells]:
    """Join number and text where the text fills the row, or where nothing but such lines stands together."""
    numbered = [_is_numbered(row) for row in run]
    return [
        [joined_cells(*row)] if told and (all(numbered) or (row[1].left < row[1].right == edge)) else row
        for told, row in zip(numbered, run, strict=True)
    ]


def _is_numbered(row: Cells) -> bool:
    """Whether a row is a number with its mark (一、 3. 第四条) and one text beside it."""
    if len(row) != 2 or row[0].row_span > 1 or row[1].row_span > 1:
        return False
    number = fold(row[0].text).strip()
    mark = mark_at(number) if len(number) <= 8 else None
    return (
        mark is not None and mark.start == 0 and mark.end == len(number) and row[1].left == row[0].right + 1
    )


def joined_cells(first: VisibleCell, *others: VisibleCell) -> VisibleCell:
    """Cells as one, in the place of the first and with the look of the longest."""
    text = first.text.rstrip()
    for cell in others:
        text = joint(text, tidy(cell.text))
    look = max((first, *others), key=lambda c: len(c.text)).cell
    return replace(first, right=max(c.right for c in (first, *others)), cell=replace(look, text=text))


def _undivided(rows: list[Cells]) -> list[Cells]:
    """Join the lines of one cell that stand in rows of their own, all other cells of the row being merged over them."""
    found = [*rows]
    for r, row in enumerate(rows):
        tall = {c.row_span for c in row if c.row_span > 1}
        alone = [c for c in row if c.row_span == 1]
        if len(row) < _FEWEST or len(alone) != 1 or len(tall) != 1:
            continue
        parts = [alone[0], *(c for some in rows[r + 1 : r + tall.pop()] for c in some)]
        height = max(c.row_span for c in row)
        same = all((c.left, c.right, c.row_span) == (alone[0].left, alone[0].right, 1) for c in parts)
        if same and [c.row for c in parts] == list(range(r, r + height)):
            text = "\n".join(c.text for c in parts)
            whole = replace(alone[0], row_span=height, cell=replace(alone[0].cell, text=text))
            found[r] = [whole if c is alone[0] else c for c in row]
            found[r + 1 : r + height] = [[]] * (height - 1)
    return found


def _alike(cell: VisibleCell, below: VisibleCell) -> bool:
    a, b = cell.cell, below.cell
    return (cell.left, cell.right, a.size, a.align, a.bold) == (
        below.left,
        below.right,
        b.size,
        b.align,
        b.bold,
    )


def _unwrapped(rows: Sequence[Cells], after_blank: frozenset[int]) -> Cells:
    """The cells, those joined that go on with the row above: typed by hand to the edge of the page, row by row."""
    lines: list[TypedLine] = []
    at: list[int] = []  # the line of each row
    for r, row in enumerate(rows):
        alone = row[0] if len(row) == 1 and row[0].row_span == 1 else None
        lines += [_APART] * (r in after_blank)
        at.append(len(lines))
        lines.append(TypedLine(tidy(alone.text), alone.text.startswith(BLANKS)) if alone else _APART)
    going_on = continued(lines)
    found: Cells = []
    for r, row in enumerate(rows):
        if at[r] in going_on and found and _alike(found[-1], row[0]):
            found[-1] = joined_cells(found[-1], row[0])
        else:
            found += row
    return found
