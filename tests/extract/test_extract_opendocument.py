"""OpenDocument texts and workbooks: what their reader sees, as of Word and Excel files."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.files.limits import Limits
from extract.model import Document, Unreadable
from extract.reading import read, recognise
from scrapers.items import RawNotice
from tests.extract.odf_parts import (
    COVERED,
    LEDGER_ROWS,
    cell,
    flat,
    items,
    ledger_ods,
    list_style,
    notice_odt,
    ods,
    odt,
    opendocument,
    p,
    row,
    style,
)  # fmt: skip
from tests.extract.office_samples import SAMPLES
from tests.extract.test_extract_spreadsheets import tables, texts

HIDDEN = '<style:text-properties text:display="none"/>'
CHINESE = 'style:num-format="一, 二, 三, ..." style:num-suffix="、"'


def raw(body: bytes, name: str = "x.odt") -> RawNotice:
    return RawNotice(source="file", place=name, file_name=name, body=body)


def reading(body: bytes, limits: Limits | None = None) -> Document:
    return read(raw(body), limits=limits or Limits())


def lines(body: str, **parts: str) -> list[str]:
    return reading(odt(body, **parts)).text.split("\n")


def kinds(document: Document) -> list[str]:
    return [issue.kind for issue in document.issues]


def refusal(body: bytes, limits: Limits | None = None) -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        reading(body, limits)
    return refused.value


def test_a_notice_is_read_with_title_numbers_and_table() -> None:
    document = reading(notice_odt())
    assert (document.reader, document.media_type) == ("odt", "application/vnd.oasis.opendocument.text")
    assert document.text.split("\n")[:4] == [
        "远岚市审计局关于2023年度审计查出问题整改情况的公告",
        "一、资金管理方面",
        "1.专户利息未上缴。已完成整改。",
        "2.往来款长期挂账。正在整改。",
    ]
    assert document.blocks[0].kind == "title"
    (table,) = tables(document)
    assert texts(document, table) == [list(cells) for cells in LEDGER_ROWS]
    assert document.text.endswith("远岚市审计局\n2024年8月6日")


def test_a_workbook_is_read_as_its_cells_show() -> None:
    document = reading(ledger_ods())
    assert (document.reader, document.blocks[0].kind) == ("ods", "title")
    (table,) = tables(document)
    assert texts(document, table) == [list(cells) for cells in LEDGER_ROWS]


@pytest.mark.parametrize(("make", "kind"), [(notice_odt, "odt"), (ledger_ods, "ods")])
def test_content_decides_whatever_the_name(make, kind) -> None:
    assert recognise(raw(make(), "附件.doc")).name == kind


def test_one_xml_file_is_read_as_the_packed_one_is() -> None:
    body, automatic = (
        items(p("其一。"), p("其二。"), more='text:style-name="L1"'),
        list_style("L1", [CHINESE]),
    )
    assert reading(flat("text", body, automatic=automatic)).text == "一、其一。\n二、其二。"
    assert (
        reading(
            flat("spreadsheet", f'<table:table table:name="甲">{row("序号", "问题")}</table:table>')
        ).reader
        == "ods"
    )
    assert reading(odt(body, automatic=automatic)).text == "一、其一。\n二、其二。"


def test_properties_are_fields_without_names_of_persons() -> None:
    meta = "<dc:title>整改公告</dc:title><dc:creator>张三</dc:creator><meta:creation-date>2024-08-06</meta:creation-date>"
    found = {field.key: field.value for field in reading(odt(p("正文。"), meta=meta)).fields}
    assert found == {"title": "整改公告", "created": "2024-08-06"}


# numbers


def test_a_list_goes_on_behind_what_stands_between_if_it_says_so() -> None:
    automatic = list_style(
        "L1", [CHINESE, 'style:num-format="1" style:num-prefix="（" style:num-suffix="）"']
    )
    opened = items(p("甲。"), items(p("子。")), more='xml:id="one" text:style-name="L1"')
    reopened = items(items(p("丑。")), p("乙。"), more='text:continue-list="one" text:style-name="L1"')
    anew = items(p("丙。"), more='text:style-name="L1"')
    assert lines(opened + p("插话。") + reopened + anew, automatic=automatic) == [
        "一、甲。", "（1）子。", "插话。", "（2）丑。", "二、乙。", "一、丙。",
    ]  # fmt: skip


def test_items_may_begin_elsewhere_have_several_paragraphs_or_no_number() -> None:
    automatic = list_style("L1", ['style:num-format="1" style:num-suffix="." text:start-value="3"'])
    body = (
        '<text:list text:style-name="L1"><text:list-header><text:p>不编号。</text:p></text:list-header>'
        f"<text:list-item>{p('甲。')}{p('又一段。')}</text:list-item>"
        f'<text:list-item text:start-value="8">{p("乙。")}</text:list-item><text:list-item>{p("丙。")}</text:list-item></text:list>'
    )
    assert lines(body, automatic=automatic) == ["不编号。", "3.甲。", "又一段。", "8.乙。", "9.丙。"]


def test_numbers_of_several_levels_and_of_headings() -> None:
    automatic = list_style("L1", [CHINESE, 'style:num-format="1" text:display-levels="2"'])
    outline = (
        '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" '
        'style:num-format="1" style:num-prefix="第" style:num-suffix="部分"/></text:outline-style>'
    )
    body = '<text:h text:outline-level="1">总体情况</text:h><text:h text:outline-level="1">整改</text:h><text:h text:outline-level="2">细目</text:h>'
    body += items(p("甲。"), items(p("子。")), more='text:style-name="L1"')
    document = reading(odt(body, automatic=automatic, styles=outline))
    assert document.text.split("\n") == ["第1部分 总体情况", "第2部分 整改", "细目", "一、甲。", "一.1子。"]
    assert [(b.kind, b.level) for b in document.blocks[:3]] == [
        ("heading", 1),
        ("heading", 1),
        ("heading", 2),
    ]


def test_a_number_format_that_is_not_known_is_told() -> None:
    body = items(p("甲。"), more='text:style-name="L1"')
    document = reading(
        odt(body, automatic=list_style("L1", ['style:num-format="ア, イ" style:num-suffix="."']))
    )
    assert document.text == "1.甲。"
    assert kinds(document) == ["unknown_number_format"]


def test_a_list_without_a_known_style_has_no_numbers() -> None:
    assert lines(items(p("甲。"), p("乙。"), more='text:style-name="gone"')) == ["甲。", "乙。"]


# what is left out


def test_hidden_deleted_and_noted_is_left_out_and_told() -> None:
    automatic = style("T1", "text", HIDDEN) + style("P2", "paragraph", HIDDEN)
    body = (
        '<text:tracked-changes><text:changed-region text:id="a"><text:deletion><text:p>删去的话。</text:p></text:deletion>'
        "</text:changed-region></text:tracked-changes>"
        + p('看得见<text:span text:style-name="T1">看不见</text:span><text:change text:change-id="a"/>。')
        + p("整段看不见", "P2")
        + '<text:section text:display="none"><text:p>隐藏的节</text:p></text:section>'
        + p("有注<text:note><text:note-body><text:p>脚注</text:p></text:note-body></text:note>的话"
            "<office:annotation><text:p>批注</text:p></office:annotation>。")
        + "<text:table-of-content><text:index-body><text:p>目录……1</text:p></text:index-body></text:table-of-content>"
    )  # fmt: skip
    document = reading(odt(body, automatic=automatic))
    assert document.text == "看得见。\n有注的话。"
    assert set(kinds(document)) == {
        "tracked_changes",
        "hidden_left_out",
        "footnotes_left_out",
        "contents_left_out",
    }


def test_blanks_tabs_breaks_and_glosses_are_as_displayed() -> None:
    body = p(
        "甲\n   乙<text:s text:c='3'/>丙<text:tab/>丁<text:line-break/><text:ruby><text:ruby-base>戊</text:ruby-base>"
        "<text:ruby-text>wu</text:ruby-text></text:ruby>己<text:soft-page-break/>"
    )
    assert reading(odt(body)).text == "甲 乙 丙 丁\n戊己"


def test_text_boxes_follow_the_paragraph_that_anchors_them() -> None:
    box = "<draw:frame><draw:text-box><text:p>框中的话。</text:p></draw:text-box></draw:frame>"
    assert lines(p(f"前{box}后。") + p("尾。")) == ["前后。", "框中的话。", "尾。"]


# tables of texts


def test_merged_cells_and_repeated_rows_of_a_text() -> None:
    merged = cell("类别", 'table:number-rows-spanned="2"')
    rows = row(merged, cell("甲乙", 'table:number-columns-spanned="2"'), COVERED) + row(COVERED, "子", "丑")
    rows += row("值", "一", "二", more='table:number-rows-repeated="2"')
    document = reading(
        odt(f"<table:table><table:table-header-rows>{rows}</table:table-header-rows></table:table>")
    )
    (table,) = tables(document)
    spans = {document.text[c.start : c.end]: (c.row_span, c.column_span) for c in table.cells}
    assert (spans["类别"], spans["甲乙"]) == ((2, 1), (1, 2))
    assert (table.rows, table.columns) == (4, 3)


def test_a_table_of_one_column_is_a_frame() -> None:
    assert lines(f"<table:table>{row('一、甲。')}{row('二、乙。')}</table:table>") == ["一、甲。", "二、乙。"]


# workbooks


def test_hidden_sheets_rows_and_columns_are_left_out_and_told() -> None:
    automatic = style("ta", "table", '<style:table-properties table:display="false"/>')
    automatic += style("ro", "table-row", '<style:table-row-properties style:row-height="0cm"/>')
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="9"/>'
    shown = (
        columns
        + row("序号", "密", "问题")
        + row("1", "密", "甲")
        + row("2", "密", "乙", more='table:visibility="filter"')
    )
    shown += row("3", "密", "丙", more='table:style-name="ro"') + row("4", "密", "丁")
    body = f'<table:table table:name="藏" table:style-name="ta">{row("藏", "藏")}</table:table><table:table table:name="台账">{shown}</table:table>'
    document = reading(opendocument("spreadsheet", body, automatic=automatic))
    (table,) = tables(document)
    assert texts(document, table) == [["序号", "问题"], ["1", "甲"], ["4", "丁"]]
    assert [issue.message for issue in document.issues] == [
        "Sheet '藏' is hidden; it is left out.",
        "Sheet '台账': column B, row 3, row 4 hidden; left out.",
    ]


@pytest.mark.parametrize(
    ("attributes", "shown", "text"),
    [
        ('office:value-type="date" office:date-value="2024-03-31"', "2024年3月31日", "2024年3月31日"),
        ('office:value-type="percentage" office:value="0.855"', "85.50%", "85.50%"),
        ('office:value-type="float" office:value="12.3"', "", "12.3"),
        ('office:value-type="percentage" office:value="0.855"', "", "85.5%"),
        ('office:value-type="date" office:date-value="2024-03-31T00:00:00"', "", "2024-03-31"),
        ('office:value-type="boolean" office:boolean-value="true"', "", "TRUE"),
        ('office:value-type="string" office:string-value="已完成"', "", "已完成"),
        ('office:value-type="float" office:value="x1"', "", "x1"),
    ],
)
def test_a_cell_shows_its_words_and_its_value_only_without_them(
    attributes: str, shown: str, text: str
) -> None:
    document = reading(ods({"台账": row("序号", "值", "问题") + row("1", cell(shown, attributes), "甲")}))
    (table,) = tables(document)
    assert texts(document, table)[1] == ["1", text, "甲"]


def test_a_formula_without_a_result_is_told() -> None:
    document = reading(
        ods({"台账": row("序号", "值", "问题") + row("1", '<table:table-cell table:formula="of:=1"/>', "甲")})
    )
    assert kinds(document) == ["formula_without_value"]
    assert "B2" in document.issues[0].message


def test_repeated_cells_and_rows_are_shown_as_often_as_they_stand_there() -> None:
    rows = row("序号", "问题", "情况") + row(
        cell("同", 'table:number-columns-repeated="3"'), more='table:number-rows-repeated="2"'
    )
    (table,) = tables(document := reading(ods({"台账": rows})))
    assert texts(document, table) == [["序号", "问题", "情况"], ["同"] * 3, ["同"] * 3]


def test_a_merged_cell_hides_what_lies_under_it() -> None:
    under = "<table:covered-table-cell><text:p>看不见</text:p></table:covered-table-cell>"
    rows = (
        row("序号", "问题", "情况")
        + row("1", cell("甲", 'table:number-rows-spanned="2"'), "完成")
        + row("2", under, "未完成")
    )
    document = reading(ods({"台账": rows}))
    assert "看不见" not in document.text
    (table,) = tables(document)
    assert [(c.row_span) for c in table.cells if document.text[c.start : c.end] == "甲"] == [2]


# hostile, protected, others of the family


@pytest.mark.parametrize(
    "inside",
    [
        row(cell("x", 'table:number-columns-repeated="16384"'), more='table:number-rows-repeated="1048576"'),
        row(cell("x"), more='table:number-rows-repeated="1048576"'),
    ],
)
def test_a_cell_repeated_a_million_times_is_refused_at_the_limit(inside: str) -> None:
    assert refusal(ods({"s": inside}), Limits(max_cells=5_000)).kind == "too_many_cells"


def test_empty_rows_repeated_a_million_times_cost_nothing() -> None:
    empty = row(more='table:number-rows-repeated="1048576" table:visibility="collapse"') * 2_000
    assert refusal(ods({"s": empty})).kind == "no_text"
    assert (
        refusal(ods({"s": empty + row("x")})).kind == "broken_file"
    )  # a cell below the last row of any sheet


def test_rows_of_a_text_repeated_without_end_are_cut() -> None:
    rows = row(
        cell("x", 'table:number-columns-repeated="999999"'), more='table:number-rows-repeated="999999"'
    )
    assert refusal(odt(f"<table:table>{rows}</table:table>")).kind == "too_many_cells"


def test_a_protected_file_is_refused_as_such() -> None:
    manifest = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    assert refusal(odt(p("x"), manifest=manifest, more={"content.xml": b"\x93\x01"})).kind == "encrypted"  # type: ignore[arg-type]


def test_a_presentation_is_refused_as_such() -> None:
    assert refusal(opendocument("presentation", "<draw:page/>")).kind == "unsupported_format"
    assert refusal(flat("presentation", "<draw:page/>")).kind == "unsupported_format"


def test_a_document_without_a_word_holds_no_text() -> None:
    assert refusal(odt(p(""))).kind == "no_text"
    assert refusal(ods({"甲": row("")})).kind == "no_text"


_TEXT = st.text(st.sampled_from("整改问题已完成一二（）、。：，12aZ% \u3000é𠮷"), max_size=12)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(_TEXT, min_size=2, max_size=4), min_size=1, max_size=5))
def test_every_word_of_every_cell_is_found_in_the_text(rows: Sequence[Sequence[str]]) -> None:
    inside = "".join(row(*cells) for cells in rows)
    for body in (
        odt(p("开头。") + f"<table:table>{inside}</table:table>"),
        ods({"甲": row("开头") + inside}),
    ):
        document = reading(body)
        found = "".join(document.text.split())
        assert all("".join(text.split()) in found for cells in rows for text in cells)
        assert "\n".join(document.text[b.start : b.end] for b in document.blocks) == document.text


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("name", "ending"), [("notice.docx", "odt"), ("ledger.xlsx", "ods"), ("ledger.xlsx", "fods")]
)
def test_what_libreoffice_saves_reads_as_what_it_opened(tmp_path: Path, name: str, ending: str) -> None:
    (tmp_path / name).write_bytes(SAMPLES[name]())
    subprocess.run(  # exit code 0 even where it made nothing
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", ending, "--outdir", str(tmp_path), str(tmp_path / name)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    made = tmp_path / f"{name.partition('.')[0]}.{ending}"
    if not made.exists():
        pytest.skip("LibreOffice is installed without the part that opens this file")
    assert read(raw(made.read_bytes())).text == read(raw((tmp_path / name).read_bytes())).text
