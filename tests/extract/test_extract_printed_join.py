"""Pieces of a table on several pages, as a scan gives them: a stroke taken for a rule parts no row."""

from collections.abc import Sequence

from extract.readers.printed.cells import PageCell, PageTable
from extract.readers.printed.geometry import Box
from extract.readers.printed.join import joined_tables
from extract.tables.grids import Grid

HEAD = ("序号", "责任单位", "反馈问题", "整改举措", "销号情况")
BORDERS = (60.0, 90.0, 160.0, 300.0, 460.0, 530.0)


def _table(page: int, cells: Sequence[tuple[int, int, int, str]], rows: int) -> PageTable:
    """Cells as row, column, rows over which they span, text."""
    made = tuple(
        PageCell(
            row=row,
            column=column,
            row_span=span,
            column_span=1,
            text=text,
            box=Box(
                x0=BORDERS[column],
                top=100.0 + 20 * row,
                x1=BORDERS[column + 1],
                bottom=100.0 + 20 * (row + span),
            ),
            bold=False,
            confidence=1.0,
        )
        for row, column, span, text in cells
    )
    box = Box(x0=60, top=100, x1=530, bottom=100 + 20 * rows)
    return PageTable(page=page, rows=rows, columns=5, cells=made, box=box, borders=BORDERS)


def _row(row: int, texts: Sequence[str]) -> list[tuple[int, int, int, str]]:
    return [(row, column, 1, text) for column, text in enumerate(texts)]


def _split_head() -> list[tuple[int, int, int, str]]:
    """The head, its last cell parted by a stroke."""
    return [*((0, c, 2, text) for c, text in enumerate(HEAD[:-1])), (0, 4, 1, ""), (1, 4, 1, HEAD[-1])]


def _texts(grid: Grid) -> list[list[str]]:
    return [[c.text for c in grid.row(r)] for r in range(grid.rows)]


FIRST = ("1", "综合科", "设备购置后闲置，截至审计日有93", "93台全部登记编号，同步开展", "已销号")
REST = ("", "", "台未拆封。", "使用培训。", "")
SECOND = ("2", "财务科", "合同签订不规范。", "修订合同范本。", "未销号")


def test_a_row_that_holds_nothing_of_its_own_is_no_row() -> None:
    table = _table(1, [*_split_head(), *_row(2, FIRST)], 3)
    assert _texts(joined_tables([table])[0]) == [list(HEAD), list(FIRST)]


def test_a_row_cut_by_the_page_goes_on_below_the_repeated_head() -> None:
    above = _table(1, [*_split_head(), *_row(2, FIRST)], 3)
    below = _table(2, [*_row(0, HEAD), *_row(1, REST), *_row(2, SECOND)], 3)
    (whole,) = joined_tables([above, below])
    first = [a + b for a, b in zip(FIRST, REST, strict=True)]
    assert _texts(whole) == [list(HEAD), first, list(SECOND)]


def test_an_empty_row_and_a_row_with_one_cell_of_its_own_stay() -> None:
    merged = [
        (1, 0, 2, "1"),
        (1, 1, 2, "综合科"),
        (1, 2, 1, "甲问题。"),
        (2, 2, 1, "乙问题。"),
        *_row(3, [""] * 5),
    ]
    table = _table(1, [*_row(0, HEAD), *merged, *_row(4, SECOND)], 5)
    (grid,) = joined_tables([table])
    assert [c.text for c in grid.cells if c.column == 2] == [HEAD[2], "甲问题。", "乙问题。", "", SECOND[2]]
