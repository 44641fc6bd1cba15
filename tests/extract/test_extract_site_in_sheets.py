"""Texts in a workbook: a page of a site pasted into it, a notice typed by hand into its rows, and both as CSV."""

import csv
import io
from collections.abc import Sequence

import openpyxl
import pytest
from openpyxl.styles import Alignment, Font

from extract.model import Document, Extraction, Unreadable
from extract.reading import read
from extract.understanding import understand
from scrapers.items import RawNotice
from tests.extract.told import title_blocks

TITLE = "苇塘县民政局关于2023年度社会救助资金审计整改情况的公告"
TEXT = (
    "2023年5月，县审计局对我局2022年度社会救助资金进行了审计。现将整改情况公告如下：",
    "一、存在问题及整改情况",
    "（一）向已死亡人员发放低保金。17名死亡人员多领取低保金3.6万元。整改情况：已整改。多发资金全部追回。",
    "（二）临时救助审批超期。41笔临时救助未在规定时限内办结。整改情况：正在整改。我局正在简化审批环节。",
    "二、下一步打算",
    "健全数据比对机制，按月核对在保人员信息。",
    "苇塘县民政局",
    "2023年11月18日",
)
ABOVE = (("苇塘县人民政府",), ("首页", "政务公开", "办事服务"), ("当前位置：首页 > 政务公开 > 审计整改",))
FIELDS = (("索引号", "WT-0311/2023-0027", "发布机构", "苇塘县民政局"), ("成文日期", "2023-11-18", "文号", ""))
DATED = (("日期：2023-11-20 来源：县民政局 【字体：大 中 小】",),)
BELOW = (("【打印本页】【关闭窗口】",), ("主办单位：苇塘县人民政府 备案号：苇ICP备00000000号",))
PAGE = (*ABOVE, *FIELDS, (TITLE,), *DATED, *((line,) for line in TEXT), *BELOW)

Rows = Sequence[Sequence[str]]


def _book(rows: Rows, *, wide: int = 1, large: str = "") -> Document:
    """Rows as a workbook; a row of one cell is merged over `wide` columns, the cell `large` is large."""
    book = openpyxl.Workbook()
    sheet = book.active
    for r, row in enumerate(rows, start=1):
        for c, text in enumerate(row, start=1):
            cell = sheet.cell(r, c, text or None)
            cell.alignment = Alignment(wrap_text=True)
            if text and text == large:
                cell.font = Font(size=20)
        if len(row) == 1 and wide > 1:
            sheet.merge_cells(start_row=r, start_column=1, end_row=r, end_column=wide)
        if len(row) == 2 and wide > 2:
            sheet.merge_cells(start_row=r, start_column=2, end_row=r, end_column=wide)
    out = io.BytesIO()
    book.save(out)
    return read(RawNotice(source="file", place="b.xlsx", file_name="b.xlsx", body=out.getvalue()))


def _csv(rows: Rows, encoding: str = "utf-8-sig", delimiter: str = ",") -> Document:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    body = out.getvalue().encode(encoding)
    return read(RawNotice(source="file", place="b.csv", file_name="b.csv", body=body))


def _findings(extraction: Extraction) -> list[tuple[str, str | None]]:
    return [(f.title.text, f.status.status if f.status else None) for f in extraction.findings]


FOUND = [("向已死亡人员发放低保金", "completed"), ("临时救助审批超期", "in_progress")]


@pytest.mark.parametrize(
    "document",
    [_book(PAGE), _book(PAGE, wide=6), _book(PAGE, large=TITLE), _book(PAGE, large=ABOVE[0][0]), _csv(PAGE)],
    ids=["rows", "merged rows", "large title", "large banner", "csv"],
)
def test_a_page_pasted_into_a_sheet_has_its_own_title_and_fields(document: Document) -> None:
    extraction = understand(document)

    assert title_blocks(document) == [TITLE]
    assert (
        "当前位置" not in document.text and "打印本页" not in document.text and "备案号" not in document.text
    )
    fields = {f.key: f.value for f in document.fields if f.origin == "page"}
    assert (fields["索引号"], fields["成文日期"]) == ("WT-0311/2023-0027", "2023-11-18")
    assert [f.title.text.rstrip("。") for f in extraction.findings] == [title for title, _ in FOUND]
    assert extraction.published is not None and extraction.published.text == "2023-11-20"
    assert extraction.signed is not None and extraction.signed.text == "2023年11月18日"


def test_every_line_of_a_pasted_page_keeps_its_cell() -> None:
    document = _book(PAGE)

    places = {document.text[b.start : b.end]: b.place for b in document.blocks}
    below = places[TEXT[0]]
    assert below is not None and below.cell == f"A{len(ABOVE) + len(FIELDS) + len(DATED) + 2}"


def test_columns_of_links_beside_the_text_are_no_table() -> None:
    links = ("栏目导航", "机构职能", "审计公告", "工作动态")
    filler = [("", f"（{n}）固定资产未登记入账。整改情况：已整改。{n}处资产已补登。") for n in "三四五六七"]
    lines = [TITLE, *TEXT[:4]]
    beside = [(links[i] if i < len(links) else "", line) for i, line in enumerate(lines)]
    document = _book([("首页 | 机构 | 公告",), *beside, *filler, ("", TEXT[6]), ("", TEXT[7])])

    assert title_blocks(document) == [TITLE]
    assert all(b.table is None for b in document.blocks)
    assert [f.title.text.rstrip("。") for f in understand(document).findings][:2] == [t for t, _ in FOUND]


def test_a_ledger_of_two_columns_stays_a_table() -> None:
    problems = [(str(n), f"第{n}个单位的固定资产未按规定登记入账，涉及金额{n}万元。") for n in range(1, 12)]
    document = _book([(TITLE,), ("序号", "存在问题"), *problems])

    (table,) = [b.table for b in document.blocks if b.table is not None]
    assert (table.rows, table.columns) == (12, 2)


def test_a_number_in_a_cell_of_its_own_belongs_to_the_line_beside_it() -> None:
    numbered = [
        (TITLE,),
        (TEXT[0],),
        ("一、", "存在问题及整改情况"),
        ("（一）", TEXT[2][3:]),
        ("（二）", TEXT[3][3:]),
        ("二、", "下一步打算"),
        (TEXT[5],),
        (TEXT[6],),
        (TEXT[7],),
    ]
    for document in (_book(numbered, wide=8), _csv(numbered)):
        extraction = understand(document)

        assert all(b.table is None for b in document.blocks)
        assert "（一）向已死亡人员" in document.text
        assert [f.title.text.rstrip("。") for f in extraction.findings] == [title for title, _ in FOUND]


def test_paragraphs_typed_over_several_rows_are_whole() -> None:
    width = 30
    paragraphs = [f"\u3000\u3000{line}" for line in TEXT[:6]]
    rows = [(p[i : i + width],) for p in paragraphs for i in range(0, len(p), width)]
    document = _book([(TITLE,), *rows, (TEXT[6],), (TEXT[7],)], wide=8)

    lines = document.text.split("\n")
    assert TEXT[2] in lines and TEXT[3] in lines
    assert TITLE in lines


def test_a_sentence_between_two_tables_ends_the_first() -> None:
    head = ("序号", "问题", "整改情况", "状态")
    between = "以上2个问题已经全部整改完毕，涉及资金已上缴国库；其余问题的整改情况见下表。"
    first = [(str(n), f"问题{n}未按规定办理", "已补办手续", "已完成") for n in (1, 2)]
    second = [("编号", "3", "4", "5"), ("问题", "甲项超标", "乙项闲置", "丙项滞留")]
    document = _book([(TITLE,), head, *first, (), (between,), (), *second], wide=4)

    assert [b.table.rows for b in document.blocks if b.table is not None] == [3, 2]
    assert between in document.text.split("\n")


def test_lines_of_one_cell_in_rows_of_their_own_are_one_cell() -> None:
    head = ("序号", "审计发现问题", "整改措施", "责任单位")
    rows = [
        (TITLE,),
        head,
        ("1", "物资采购未验收。", "补办验收手续。", "财务科"),
        ("", "涉及物资12批次。", "", ""),
        ("2", "工资拖欠。", "补发工资。", "人事科"),
    ]
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append([text or None for text in row])
    for area in ("A3:A4", "C3:C4", "D3:D4"):
        sheet.merge_cells(area)
    held = io.BytesIO()
    book.save(held)
    document = read(RawNotice(source="file", place="b.xlsx", file_name="b.xlsx", body=held.getvalue()))

    (table,) = [b.table for b in document.blocks if b.table is not None]
    assert table.rows == 3
    assert "物资采购未验收。\n涉及物资12批次。" in document.text
    assert len(understand(document).findings) == 2


def test_what_closes_a_table_without_a_blank_row_is_none_of_its_first_column() -> None:
    rows = [
        (TITLE,),
        ("责任单位", "审计查明的问题", "整改情况", "是否完成"),
        ("苇塘镇", "大额现金支出未经审批。", "已修订财务制度。", "是"),
        ("芦荡镇", "物资采购未验收。", "已补办验收手续。", "是"),
        ("各镇整改报告可在本级政务公开栏查阅。",),
        ("苇塘县审计局",),
        ("2024年8月20日",),
    ]
    document = _book(rows)
    extraction = understand(document)

    assert [b.table.rows for b in document.blocks if b.table is not None] == [3]
    assert [[unit.text for unit in f.responsible] for f in extraction.findings] == [["苇塘镇"], ["芦荡镇"]]
    unanswered = _book(
        [
            (TITLE,),
            ("存在的问题", "整改情况"),
            ("票据管理混乱，未按规定编号。", "已清理。"),
            ("工资拖欠三个月没有发放。",),
        ]
    )
    assert [b.table.rows for b in unanswered.blocks if b.table is not None] == [3]


def test_what_the_head_of_a_ledger_says_stays_a_line() -> None:
    rows = [
        ("汀兰县审计查出问题整改台账",),
        ("填报单位：汀兰县水利局",),
        ("更新日期：2024年6月3日",),
        ("序号", "问题", "整改措施", "整改时限"),
        ("1", "票据管理混乱。", "清理票据。", "2024年9月"),
    ]
    document = _book(rows)

    assert [b.kind for b in document.blocks] == ["title", "paragraph", "paragraph", "table"]
    assert understand(document).published is None


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8-sig", ","), ("gb18030", ","), ("utf-8", "\t"), ("utf-16", ";")]
)
def test_csv_is_read_as_a_sheet(encoding: str, delimiter: str) -> None:
    rows = [
        ("汀兰县审计查出问题整改台账", "", "", ""),
        ("序号", "问题", "整改措施", "整改情况"),
        ("1", "票据管理混乱，\n部分票据未编号。", "清理票据。", "已完成"),
        ("2", "工资拖欠。", "补发工资，约谈负责人。", "整改中"),
    ]
    document = _csv(rows, encoding, delimiter)

    assert (document.reader, document.media_type) == ("csv", "text/csv")
    (table,) = [b.table for b in document.blocks if b.table is not None]
    assert (table.rows, table.columns, table.header_rows) == (3, 4, 1)
    assert [s for _, s in _findings(understand(document))] == ["completed", "in_progress"]


def test_csv_that_shows_nothing_or_is_broken_is_refused_in_words() -> None:
    with pytest.raises(Unreadable, match="shows anything"):
        _csv([("", ""), ("", "")])
    body = ('"' + "整" * 200_000).encode()
    with pytest.raises(Unreadable, match="quotation mark"):
        read(RawNotice(source="file", place="b.csv", file_name="b.csv", body=body))
