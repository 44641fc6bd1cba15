"""Tables as grids, whatever format they come from."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract.readers.typed.tables import grid_at, tidy_cells
from extract.tables.grids import (
    Grid,
    RawCell,
    continues,
    finish,
    is_caption,
    is_label,
    join,
    joined,
    lay_out,
    says_continued,
)
from extract.writing import TextBuilder, tidy

HEADER = ("序号", "存在问题", "整改措施", "责任单位", "整改时限", "整改状态")


def grid(*rows: Sequence[str | RawCell]) -> Grid:
    """A finished grid; strings are plain cells."""
    return finish(lay_out([[c if isinstance(c, RawCell) else RawCell(text=c) for c in row] for row in rows]))


def record(number: int) -> tuple[str, ...]:
    return (str(number), f"第{number}个问题没有按期办结", "已督促办理", "市水务局", "2024年6月底", "已完成")


def texts(table: Grid) -> list[list[str]]:
    return [[c.text for c in table.row(r)] for r in range(table.rows)]


def test_spans_push_later_cells_aside() -> None:
    table = lay_out(
        [
            [RawCell(text="a", row_span=2), RawCell(text="b", column_span=2)],
            [RawCell(text="c"), RawCell(text="d")],
        ]
    )

    assert [(c.text, c.row, c.column) for c in table.cells] == [
        ("a", 0, 0), ("b", 0, 1), ("c", 1, 1), ("d", 1, 2),
    ]  # fmt: skip
    assert (table.rows, table.columns) == (2, 3)


def test_spans_past_the_grid_are_cut() -> None:
    table = lay_out(
        [[RawCell(text="a", row_span=99, column_span=5000), RawCell(text="b")], [RawCell(text="c")]]
    )

    assert all(c.row + c.row_span <= table.rows for c in table.cells)
    assert all(c.column + c.column_span <= table.columns for c in table.cells)
    assert table.columns < 5


def test_a_row_span_of_zero_reaches_the_last_row() -> None:
    table = lay_out(
        [[RawCell(text="a", row_span=0), RawCell(text="b")], [RawCell(text="c")], [RawCell(text="d")]]
    )

    assert table.cells[0].row_span == 3


def test_rows_without_text_are_left_out() -> None:
    table = lay_out(
        [[RawCell(text="a"), RawCell(text="b")], [RawCell(), RawCell()], [RawCell(text="c"), RawCell()]]
    )

    assert texts(table) == [["a", "b"], ["c", ""]]


def test_a_header_row_is_found_by_its_labels() -> None:
    table = grid(HEADER, record(1), record(2))

    assert (table.header_rows, table.transposed) == (1, False)


def test_a_header_of_two_rows_is_found_by_its_spans() -> None:
    table = grid(
        [
            RawCell(text="序号", row_span=2),
            RawCell(text="问题", row_span=2),
            RawCell(text="整改情况", column_span=2),
        ],
        ["措施", "状态"],
        ["1", "资金滞留专户超过一年", "已全部拨付", "已完成"],
    )

    assert table.header_rows == 2


def test_a_header_of_two_rows_is_found_where_only_columns_are_merged() -> None:
    table = grid(
        ["序号", "问题", RawCell(text="整改情况", column_span=2)],
        ["", "", "措施", "状态"],
        ["1", "资金滞留专户超过一年", "已全部拨付", "已完成"],
    )

    assert table.header_rows == 2


def test_a_row_over_all_columns_above_the_header_is_the_caption() -> None:
    table = grid([RawCell(text="整改情况统计表", column_span=6)], HEADER, record(1))
    builder = TextBuilder()
    block = builder.add_table(table)

    assert table.header_rows == 2
    assert block is not None and block.table is not None and block.table.caption is not None
    assert builder.text()[block.table.caption.start : block.table.caption.end] == "整改情况统计表"


def test_a_category_row_in_the_middle_stays_a_row() -> None:
    table = grid(HEADER, [RawCell(text="一、资金管理方面", column_span=6)], record(1))

    assert table.header_rows == 1
    assert texts(table)[1] == ["一、资金管理方面"]


def test_unknown_words_above_numbers_are_a_header() -> None:
    table = grid(["街市", "攤檔總數", "空置"], ["濱海街市", "120", "7"], ["山腳街市", "88", "12"])

    assert table.header_rows == 1


def test_a_table_of_records_without_labels_has_no_header() -> None:
    table = grid(record(1), record(2), record(3))

    assert table.header_rows == 0


def test_labels_down_the_side_make_a_transposed_table() -> None:
    table = grid(
        ["審計署的觀察：", "截至三月底，空置率為14%，其中部分檔位空置超過五年。"],
        ["審計署的建議：", "署方應檢討檔位的用途。"],
        ["署方回應：", "接納。"],
    )

    assert (table.header_rows, table.transposed) == (0, True)


def test_forms_of_two_labels_a_row_are_unfolded() -> None:
    table = grid(
        ["责任单位", "市财政局", "整改时限", "2024年6月"], ["整改措施", "追回资金", "整改状态", "已完成"]
    )

    assert texts(table) == [
        ["责任单位", "市财政局"], ["整改时限", "2024年6月"], ["整改措施", "追回资金"], ["整改状态", "已完成"],
    ]  # fmt: skip
    assert table.transposed


def test_repeated_header_rows_are_left_out() -> None:
    table = grid(HEADER, record(1), HEADER, record(2))

    assert [row[0] for row in texts(table)] == ["序号", "1", "2"]


@pytest.mark.parametrize("with_header", [True, False])
def test_a_table_that_goes_on_is_joined(with_header: bool) -> None:
    first, second = grid(HEADER, record(1)), grid(*([HEADER] if with_header else []), record(2), record(3))

    assert continues(first, second)
    table = join(first, second)

    assert [row[0] for row in texts(table)] == ["序号", "1", "2", "3"]
    assert table.header_rows == 1


def test_one_row_alone_goes_on_a_table() -> None:
    (table,) = joined([grid(HEADER, record(1)), lay_out([[RawCell(text=t) for t in record(2)]])])

    assert table.rows == 3


def test_tables_of_other_columns_or_headers_stay_apart() -> None:
    other = grid(("序号", "问题", "措施", "单位", "状态"), ("1", "问题描述若干", "措施", "某局", "已完成"))
    renamed = grid((*HEADER[:-1], "整改成效"), record(2))

    assert not continues(grid(HEADER, record(1)), other)
    assert not continues(grid(HEADER, record(1)), renamed)


def test_two_records_with_labels_down_the_side_stay_apart() -> None:
    one = grid(["整改措施", "追回资金"], ["整改状态", "已完成"])

    assert not continues(one, one)


@pytest.mark.parametrize(
    "text", ["序号", "整改措施", "責任單位", "金额（万元）", "審核意見", "整 改 时 限", "是否完成"]
)
def test_words_that_label_columns(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize("text", ["1", "2024年6月底", "追回资金36.2万元。", "市水务局", ""])
def test_values_are_no_labels(text: str) -> None:
    assert not is_label(text)


def test_lines_between_tables() -> None:
    assert says_continued("（续表）") and says_continued("續表一") and not says_continued("续建项目三个")
    assert is_caption("审计整改情况一览表（截至6月底）") and not is_caption("问题整改落实如下：")


def flat(*lines: str) -> tuple[Grid | None, int]:
    return grid_at(lines, 0)


def test_cells_parted_by_bars_become_a_grid() -> None:
    table, taken = flat(
        "序号 | 问题 | 状态", "--- | --- | ---", "1 | 资金滞留 | 已完成", "2 | 设备闲置 | 正在整改", "正文"
    )

    assert taken == 4
    assert table is not None and table.header_rows == 1
    assert texts(table)[2] == ["2", "设备闲置", "正在整改"]


def test_cells_one_a_line_become_a_grid() -> None:
    table, taken = flat(
        "序号", "问题", "状态", "1", "资金滞留", "已完成", "2", "设备闲置", "正在整改", "特此公告。"
    )

    assert taken == 9
    assert table is not None and texts(table)[1] == ["1", "资金滞留", "已完成"]


HEAD = ("序号", "存在问题", "整改措施", "责任科室", "办结时间", "进展")


def test_cells_of_several_lines_and_missing_cells_find_their_columns() -> None:
    table, taken = flat(
        *HEAD,
        *("1", "闸门漏水", "1.更换止水带；", "2.每月巡查。", "工管科", "2023年6月", "已完成"),
        "二、资金管理方面",
        *("2", "水费3.2万元未入账", "36.5万元全部补缴", "2023年底前", "正在整改"),
        "备注：截至2023年9月。",
    )

    assert taken == 19
    assert table is not None and texts(table)[1:] == [
        ["1", "闸门漏水", "1.更换止水带；\n2.每月巡查。", "工管科", "2023年6月", "已完成"],
        ["二、资金管理方面"],
        ["2", "水费3.2万元未入账", "36.5万元全部补缴", "", "2023年底前", "正在整改"],
    ]


def test_the_column_that_counts_may_stand_behind_another() -> None:
    table, _ = flat(
        "状态",
        "序号",
        "问题",
        "措施",
        "已整改",
        "1",
        "账实不符",
        "清查资产",
        "未整改",
        "2",
        "押金挂账",
        "逐户退还",
    )

    assert table is not None and [row[1] for row in texts(table)] == ["序号", "1", "2"]


@pytest.mark.parametrize("gap", ["\t", "    ", " ", "　　"])
def test_rows_glued_with_gaps_go_on_below(gap: str) -> None:
    rows = ("1", "闸门漏水", "1.更换止水带；", "\n2.每月巡查。", "工管科", "2023年6月", "已完成")
    lines = (gap.join(HEAD) + "\n" + gap.join(rows).replace(gap + "\n", "\n") + "\n" + gap.join(
        ("2", "水费未入账", "全部补缴", "财务科", "2023年底前", "正在整改")
    )).split("\n")  # fmt: skip
    table, taken = flat(*map(tidy_cells, lines))

    assert taken == len(lines)
    assert table is not None and texts(table)[1][2] == "1.更换止水带；\n2.每月巡查。"
    assert texts(table)[2] == ["2", "水费未入账", "全部补缴", "财务科", "2023年底前", "正在整改"]


@pytest.mark.parametrize(
    "lines",
    [("正文一句话。",), ("甲|乙",), ("序号", "问题", "状态"), ("序号", "问题", "状态", "2", "a", "b")],
)
def test_other_lines_are_no_table(lines: tuple[str, ...]) -> None:
    assert flat(*lines)[0] is None


raw_cells = st.builds(
    RawCell,
    text=st.text(max_size=8),
    row_span=st.integers(0, 5),
    column_span=st.integers(1, 5),
    header=st.booleans(),
)


@settings(deadline=None, max_examples=150)
@example([[RawCell(text="", row_span=0)] * 4])  # a page's table of spacers: no row is left
@given(st.lists(st.lists(raw_cells, max_size=5), max_size=6))
def test_cells_never_overlap_and_stand_at_their_spans(rows: list[list[RawCell]]) -> None:
    table = finish(lay_out(rows))
    builder = TextBuilder()
    builder.add("paragraph", "前文")
    block = builder.add_table(table)

    taken = set()
    for cell in table.cells:
        for r in range(cell.row, cell.row + cell.row_span):
            for c in range(cell.column, cell.column + cell.column_span):
                assert (r, c) not in taken
                assert r < table.rows and c < table.columns
                taken.add((r, c))
    assert table.header_rows < max(1, table.rows)
    if block is not None and block.table is not None:
        written = [builder.text()[c.start : c.end] for c in block.table.cells]
        assert [w for w in written if w] == [
            w for w in (tidy(c.text) for c in sorted(table.cells, key=lambda c: (c.row, c.column))) if w
        ]


@settings(deadline=None, max_examples=100)
@given(st.integers(2, 5), st.integers(1, 4), st.integers(1, 4), st.booleans())
def test_a_cut_table_is_the_whole_table_again(columns: int, first: int, second: int, again: bool) -> None:
    header = HEADER[:columns]
    rows = [record(n)[:columns] for n in range(1, first + second + 1)]

    (table,) = joined([grid(header, *rows[:first]), grid(*([header] if again else []), *rows[first:])])

    assert texts(table) == [list(r) for r in (header, *rows)]


def test_a_large_grid_is_described_in_time() -> None:
    rows = [[RawCell(text=str(c)) for c in range(20)] for _ in range(3000)]
    begin = time.process_time()
    finish(lay_out(rows))

    assert time.process_time() - begin < 10


def test_a_header_repeated_over_nothing_labels_nothing() -> None:
    labels = [RawCell(text=text, header=True) for text in ("序号", "问题", "整改措施")]
    plain = [RawCell(text=cell.text) for cell in labels]
    grid = finish(lay_out([labels, plain]))
    assert (grid.rows, grid.header_rows) == (1, 0)
