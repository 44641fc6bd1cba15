"""Workbooks: what each visible sheet shows, cell by cell, with lines above and notes below its table."""

from datetime import date
from itertools import pairwise

import pytest

from extract.files.limits import Limits
from extract.model import Document, Table, Unreadable
from extract.reading import read
from scrapers.items import RawNotice
from tests.extract.office_parts import workbook
from tests.extract.office_samples import HEADER, LEDGER, TITLE, ledger_workbook_2003, ledger_xls, ledger_xlsx

HEAD = ("序号", "审计发现问题", "整改情况")


def reading(body: bytes, limits: Limits | None = None) -> Document:
    raw = RawNotice(source="file", place="x", file_name="x.xlsx", body=body)
    return read(raw, limits=limits or Limits())


def tables(document: Document) -> list[Table]:
    return [b.table for b in document.blocks if b.table is not None]


def texts(document: Document, table: Table) -> list[list[str]]:
    """Rows of a table; a merged cell stands in its first place."""
    rows: list[list[str]] = [[""] * table.columns for _ in range(table.rows)]
    for c in table.cells:
        rows[c.row][c.column] = document.text[c.start : c.end]
    return rows


def row(number: int, *cells: str, more: str = "") -> str:
    """XML of a row of inline strings; an empty string makes no cell."""
    shown = "".join(
        f'<c r="{chr(65 + i)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for i, text in enumerate(cells)
        if text
    )
    return f'<row r="{number}" {more}>{shown}</row>'


def sheet(*rows: str, merges: tuple[str, ...] = (), before: str = "") -> str:
    merged = "".join(f'<mergeCell ref="{m}"/>' for m in merges)
    return f"{before}<sheetData>{''.join(rows)}</sheetData>" + (
        f"<mergeCells>{merged}</mergeCells>" if merges else ""
    )


def shown_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@pytest.mark.parametrize("make", [ledger_xlsx, ledger_workbook_2003])
def test_a_ledger_is_a_title_lines_a_table_and_a_note(make: object) -> None:
    document = reading(make())  # type: ignore[operator]

    assert document.text[document.blocks[0].start : document.blocks[0].end] == TITLE
    assert document.blocks[0].kind == "title"
    (table,) = tables(document)
    assert table.header_rows == 1
    rows = texts(document, table)
    assert tuple(rows[0]) == HEADER
    assert [r[5] for r in rows[1:]] == [shown_date(r[5]) for r in LEDGER]
    assert [r[2] for r in rows[1:]] == [r[2] for r in LEDGER]


def test_lines_above_the_table_are_paragraphs_and_fields() -> None:
    document = reading(ledger_xlsx())

    assert [b.kind for b in document.blocks] == ["title", "paragraph", "paragraph", "table", "note"]
    fields = {f.key: f for f in document.fields if f.origin == "page"}
    assert fields["编制单位"].value == "远岚市审计局"
    span = fields["编制单位"].span
    assert span is not None and document.text[span.start : span.end] == "远岚市审计局"


def test_every_cell_knows_its_sheet_and_name() -> None:
    document = reading(ledger_xlsx())
    (table,) = tables(document)

    merged = next(c for c in table.cells if c.row_span == 2)
    assert merged.place is not None
    assert (merged.place.sheet, merged.place.cell) == ("市财政局", "B4")


def test_sheets_of_one_layout_are_tables_of_their_own_below_their_names() -> None:
    document = reading(ledger_xlsx(["市财政局", "市住建局"]))

    assert [b.kind for b in document.blocks].count("title") == 1
    headings = [document.text[b.start : b.end] for b in document.blocks if b.kind == "heading"]
    assert headings == ["市财政局", "市住建局"]
    places = [b.place.sheet for b in document.blocks if b.table is not None and b.place is not None]
    assert places == ["市财政局", "市住建局"]
    assert len([f for f in document.fields if f.key == "编制单位"]) == 1


@pytest.mark.parametrize("body", [ledger_xlsx(hidden_column=True), ledger_xls()])
def test_hidden_columns_are_left_out_and_named(body: bytes) -> None:
    document = reading(body)
    (table,) = tables(document)

    assert "整改措施" not in document.text
    assert table.columns == len(HEADER) - 1
    assert any(i.kind == "hidden_left_out" and "column D" in i.message for i in document.issues)


def test_an_old_workbook_reads_like_a_new_one() -> None:
    document = reading(ledger_xls())
    (table,) = tables(document)

    assert document.reader == "xls"
    assert [r[4] for r in texts(document, table)[1:]] == [shown_date(r[5]) for r in LEDGER]
    assert (1, 1, 2) in [(c.row, c.column, c.row_span) for c in table.cells]
    assert any("底稿" in i.message for i in document.issues)
    assert "不公开的内容" not in document.text


@pytest.mark.parametrize("how", ['hidden="1"', 'ht="0" customHeight="1"'])
def test_hidden_rows_and_what_merged_ranges_cover_are_left_out(how: str) -> None:
    hidden = row(3, "2", "乙", "藏", more=how)
    rows = (row(1, *HEAD), row(2, "1", "甲", "已完成"), hidden, row(4, "3", "丙", "盖住"))
    body = workbook({"s": sheet(*rows, merges=("C2:C4",))})

    document = reading(body)
    (table,) = tables(document)

    assert texts(document, table) == [list(HEAD), ["1", "甲", "已完成"], ["3", "丙", ""]]
    assert next(c for c in table.cells if c.row_span == 2).column == 2
    assert [i.message for i in document.issues] == ["Sheet 's': row 3 hidden; left out."]


def test_a_hidden_sheet_is_named_and_not_read() -> None:
    secret = '暗" state="veryHidden'  # the name is followed by its attribute

    document = reading(
        workbook({"明": sheet(row(1, *HEAD), row(2, "1", "甲", "已完成")), secret: sheet(row(1, "密"))})
    )

    assert "密" not in document.text
    assert ["暗" in i.message for i in document.issues] == [True]


def test_a_formula_without_a_stored_result_is_a_doubt() -> None:
    cells = '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>2+2</f><v>4</v></c></row>'

    document = reading(workbook({"s": sheet(cells)}))

    assert document.text == "4"
    assert [i.kind for i in document.issues] == ["formula_without_value"]


def test_values_of_every_type_are_shown() -> None:
    cells = (
        '<row><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><v>公式文字</v></c><c t="s"><v>0</v></c>'
        '<c s="1"><v>0.256</v></c><c><v>1851.61</v></c><c t="s"><v>9</v></c></row>'
    )
    strings = ("<si><r><t>富</t></r><r><t>文_x000D_\n本</t></r><rPh><t>fu</t></rPh></si>",)
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/></cellXfs>'

    document = reading(workbook({"s": sheet(cells)}, strings=strings, styles=styles))

    assert document.text.split("\t") == ["TRUE", "#N/A", "公式文字", "富文\n本", "25.60%", "1851.61"]


def test_text_that_looks_like_a_formula_stays_text() -> None:
    document = reading(workbook({"s": sheet(row(1, "=1+1", "@x"), row(2, "-2", "+3"))}))

    assert document.text == "=1+1\t@x\n-2\t+3"


def test_a_row_that_is_one_outline_heading_spans_the_table() -> None:
    rows = [
        row(1, *HEAD),
        row(2, "一、财政管理方面"),
        row(3, "1", "甲", "已完成"),
        row(4, "二、资产方面"),
        row(5, "2", "乙", "已完成"),
    ]

    document = reading(workbook({"s": sheet(*rows)}))
    (table,) = tables(document)

    wide = [(c.row, document.text[c.start : c.end]) for c in table.cells if c.column_span == 3]
    assert wide == [(1, "一、财政管理方面"), (3, "二、资产方面")]


def test_two_tables_on_a_sheet_are_two_tables_with_their_lines() -> None:
    rows = [
        row(1, "表一整改情况统计表"), row(2, *HEAD), row(3, "1", "甲", "已完成"), row(4, "注：截至年底"),
        row(6, "表二未完成问题清单"), row(7, *HEAD), row(8, "1", "乙", "正在整改"),
    ]  # fmt: skip

    document = reading(workbook({"s": sheet(*rows, merges=("A1:C1", "A6:C6"))}))

    assert [b.kind for b in document.blocks] == ["title", "table", "note", "heading", "table"]


def test_a_blank_row_inside_a_table_does_not_cut_it() -> None:
    rows = [row(1, *HEAD), row(2, "1", "甲", "已完成"), row(4, "2", "乙", "已完成")]

    (table,) = tables(reading(workbook({"s": sheet(*rows)})))

    assert table.rows == 3


def test_signatures_below_a_table_are_lines() -> None:
    rows = [
        row(1, *HEAD),
        row(2, "1", "甲", "已完成"),
        row(3, "2", "乙", "已完成"),
        row(4, "填表人：", "", "2024年3月31日"),
        row(5, "", "", "远岚市审计局"),
    ]

    document = reading(workbook({"s": sheet(*rows)}))

    assert [b.kind for b in document.blocks] == ["table", "paragraph", "paragraph", "paragraph"]


def test_lines_that_go_on_with_a_note_are_no_rows_of_the_table() -> None:
    rows = [
        row(1, *HEAD),
        row(2, "1", "甲", "已完成"),
        row(3, "2", "乙", "已完成"),
        row(5, "填表人：张某", "", "审核：李某"),
        row(6, "注：1.数据截至年底。"),
        row(7, "2.金额为概数。"),
    ]

    document = reading(workbook({"s": sheet(*rows)}))

    assert [b.kind for b in document.blocks] == ["table", "paragraph", "paragraph", "note", "paragraph"]
    assert document.text.endswith("注：1.数据截至年底。\n2.金额为概数。")


def test_a_last_row_with_one_filled_cell_stays_in_the_table() -> None:
    rows = [row(1, *HEAD), row(2, "1", "甲", "已完成"), row(3, "2")]

    (table,) = tables(reading(workbook({"s": sheet(*rows)})))

    assert table.rows == 3


def test_merged_ranges_of_a_whole_sheet_cost_nothing() -> None:
    body = workbook(
        {"s": sheet(row(1, *HEAD), row(2, "1", "甲", "已完成"), merges=("A3:XFD1048576", "C2:C1048576"))}
    )

    (table,) = tables(reading(body))

    assert (table.rows, table.columns) == (2, 3)


def test_more_cells_than_the_limit_are_refused() -> None:
    body = workbook({"s": sheet(*(row(i, "1", "甲", "乙") for i in range(1, 12)))})

    with pytest.raises(Unreadable, match="max_cells") as refusal:
        reading(body, Limits(max_cells=30))

    assert refusal.value.kind == "too_many_cells"


def test_a_workbook_that_shows_nothing_is_refused() -> None:
    with pytest.raises(Unreadable, match="shows anything"):
        reading(workbook({"s": sheet()}))


@pytest.mark.parametrize("body", [ledger_xlsx(["甲", "乙"]), ledger_xls(), ledger_workbook_2003()])
def test_blocks_tile_the_text_and_cells_follow_one_another(body: bytes) -> None:
    document = reading(body)

    assert document.text == "\n".join(document.text[b.start : b.end] for b in document.blocks)
    for table in tables(document):
        assert all(a.end < b.start or a.end + 1 >= b.start for a, b in pairwise(table.cells))
        taken = [
            (r, c)
            for x in table.cells
            for r in range(x.row, x.row + x.row_span)
            for c in range(x.column, x.column + x.column_span)
        ]
        assert sorted(taken) == [(r, c) for r in range(table.rows) for c in range(table.columns)]


def beside(*sides: tuple[tuple[str, ...], ...], top: int = 1) -> bytes:
    """A sheet whose tables stand beside one another with one blank column between them, from row `top` on."""
    height = max(map(len, sides))
    lines = []
    for i in range(height):
        cells: list[str] = []
        for side in sides:
            cells += [*(side[i] if i < len(side) else [""] * len(side[0])), ""]
        lines.append(row(top + i, *cells))
    return workbook({"Sheet1": sheet(*lines)})


BODIES = (("单位", "问题个数"), ("柳溪县财政局", "3"), ("白沙镇人民政府", "5"), ("红石乡人民政府", "4"))
PROJECTS = (("项目名称", "完成率"), ("桥梁养护", "90%"), ("校舍维修", "75%"), ("饮水工程", "60%"))


@pytest.mark.parametrize(
    "sides",
    [
        (BODIES, PROJECTS),
        (BODIES, PROJECTS[:3]),
        (BODIES, BODIES),
        ((("表一 单位情况", ""), *BODIES), (("表二 项目情况", ""), *PROJECTS)),
        (BODIES, PROJECTS, BODIES),
    ],
)
def test_tables_side_by_side_are_tables_of_their_own(sides: tuple[tuple[tuple[str, ...], ...], ...]) -> None:
    document = reading(beside(*sides))

    found = [tuple(map(tuple, texts(document, t))) for t in tables(document)]
    assert found == [side[1:] if not side[0][1] else side for side in sides]


def test_a_table_with_a_blank_column_is_one_table() -> None:
    counted = [(str(i), f"问题{i}", "", f"已整改{i}", f"第{i}中学") for i in range(1, 5)]
    led = (("序号", "审计发现问题", "", "整改情况", "责任单位"), *counted)
    amounts = [(f"第{i}项", f"{i}00", "", f"{i}50", f"{i}75") for i in range(1, 5)]
    years = (("科目", "2022年", "", "2023年", "2024年"), *amounts)
    labelled = (
        ("单位", "备注", "", "项目名称", "金额"),
        *(("甲局", "", "", f"校舍{i}", "3") for i in range(4)),
    )
    for lines in (led, years, (("单位", "问题", "备注", "项目名称", "金额"), *labelled[1:])):
        (table,) = tables(reading(workbook({"Sheet1": sheet(*(row(i, *r) for i, r in enumerate(lines, 1)))})))
        assert table.rows == 5
