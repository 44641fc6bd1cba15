"""A page laid out in columns: the columns of a site beside its text, as a browser's page comes into a sheet."""

from collections.abc import Sequence
from dataclasses import replace

from extract.language.title_words import looks_like_title
from extract.readers.sheets.sides import Cells, part_of, rows_of, stretches
from extract.readers.sheets.workbook import VisibleCell, VisibleSheet
from extract.tables.grids import is_label

_PAGE, _PAGE_TEXT, _MOST = (
    6,
    200,
    0.7,
)  # rows, characters and share of the text beside which a column of links stands
_HEAD = 4  # rows of the text within which its title stands
_LONGEST = 30  # characters of a link


def unfolded(sheet: VisibleSheet) -> VisibleSheet:
    """The sheet with what stands beside the text above it, so that the text is no table; others as they are."""
    rows = rows_of(sheet.cells)
    for first in sorted({c.left for c in sheet.cells})[1:]:
        for a, b in stretches(rows, first - 0.5):
            parted = _parted(rows, a, b, first)
            if _is_beside(parted[1], parted[2]):
                return _stacked(sheet, parted)
    return sheet


def _parted(rows: Sequence[Cells], a: int, b: int, first: int) -> list[Cells]:
    """Cells above, those beside the text in rows[a:b], those of the text, cells below; a column begins at `first`."""
    both = [r for r in range(a, b) if rows[r] and rows[r][0].left < first <= rows[r][-1].left]
    inner = [c for row in rows[both[0] : b] for c in row]
    side, main = sorted(
        ([c for c in inner if c.left < first], [c for c in inner if c.left >= first]), key=_size
    )
    end = main[-1].row + 1
    side = [replace(c, row_span=1) for c in side if c.row < end]
    return [[c for r in rows[: both[0]] for c in r], side, main, [c for r in rows[end:] for c in r]]


def _size(cells: Cells) -> int:
    return sum(len(c.text) for c in cells)


def _is_beside(side: Cells, main: Cells) -> bool:
    """Whether cells are links beside a text: short, few labels, ended long before the text that begins with its title."""
    rows = [row for row in rows_of(main) if row]
    if not side or _size(main) < max(_PAGE_TEXT, _MOST * (_size(main) + _size(side))):
        return False
    ended = sum(row[0].row > side[-1].row for row in rows)
    beside = {c.row for c in side}
    alone = len(beside) == len(side) and sum(len(row) > 1 for row in rows if row[0].row in beside) * 2 < len(
        side
    )
    links = all(len(c.text) <= _LONGEST for c in side) and sum(is_label(c.text) for c in side) * 2 < len(side)
    titled = any(len(row) == 1 and looks_like_title(row[0].text) for row in rows[:_HEAD])
    return ended >= _PAGE and alone and links and titled


def _stacked(sheet: VisibleSheet, parts: Sequence[Cells]) -> VisibleSheet:
    """Parts of a sheet below one another, each apart from the one above it."""
    cells: list[VisibleCell] = []
    blank: set[int] = set()
    for part in (part_of(sheet, some) for some in parts if some):
        height = cells[-1].row + 1 if cells else 0
        height = max([height, *(c.row + c.row_span for c in cells)])
        blank |= {height + r for r in part.after_blank} | ({height} if cells else set())
        cells += [replace(c, row=c.row + height) for c in part.cells]
    return replace(sheet, cells=tuple(cells), after_blank=frozenset(blank))
