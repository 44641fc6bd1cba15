"""A page of a site printed as PDF: title and fields are told from what the site shows around the text."""

import io
from collections.abc import Sequence

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from extract.model import Document, squeeze
from extract.readers.pdf.file import read_pdf
from extract.understanding import understand
from scrapers.items import RawNotice
from tests.extract.pdf_samples import font, style
from tests.extract.told import title_blocks

TITLE = "云泊市青湾区住房保障中心关于2023年度公共租赁住房资金管理使用情况审计整改结果的公告"
LEAD = "2023年5月，区审计局对我中心2022年度公共租赁住房资金进行了审计。现将整改情况公告如下："
BODY = (
    "一、租金收缴不及时",
    "截至2022年末，有41户承租人拖欠租金8.6万元。",
    "整改情况：已整改。中心逐户上门催缴，收回租金8.6万元。",
    "二、维修合同未履行比选程序",
    "两个小区的维修合同共计36万元，直接指定施工单位。",
    "整改情况：正在整改。中心修订了采购办法。",
)
FOOT = ("【打印本页】【关闭窗口】", "主办单位：云泊市青湾区人民政府 备案号：云ICP备00000000号")
NAVIGATION = ("无障碍浏览 | 登录 | 简体", "首页", "政务公开", "互动交流")
PLACE = "您现在的位置：首页 > 政务公开 > 审计整改"
FIELDS = (
    ("索引号", "QW-0412/2023-0031", "发布机构", "青湾区住房保障中心"),
    ("发布日期", "2023-11-20", "文号", ""),
)
DATED = "2023-11-20 09:30 来源：青湾区住房保障中心 【字体：大 中 小】"


def _printed(
    above: Sequence[Flowable], size: float, below_title: str, body: Sequence[str] = BODY
) -> Document:
    text = style(11)
    flow = [
        *above,
        Paragraph(TITLE, style(size)),
        Paragraph(below_title, style(9)),
        Spacer(1, 8),
        *(Paragraph(line, style(11, indent=22 if line[-1] in "。：" else 0)) for line in (LEAD, *body)),
        Spacer(1, 8),
        Paragraph("2023年11月18日", style(11, align=2)),
        *(Paragraph(line, text) for line in FOOT),
    ]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, invariant=1).build(flow)
    return read_pdf(RawNotice(source="file", place="p.pdf", file_name="p.pdf", body=out.getvalue()))


def _head(*, ruled: bool) -> list[Flowable]:
    look = [("FONT", (0, 0), (-1, -1), font(), 9)] + [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] * ruled
    return [
        *(Paragraph(line, style(9)) for line in (*NAVIGATION, PLACE)),
        Table(FIELDS, style=look, hAlign="LEFT"),
        Spacer(1, 10),
    ]


@pytest.mark.parametrize("size", [20, 11], ids=["large", "as small as the text"])
def test_the_title_stands_below_navigation_and_fields(size: float) -> None:
    document = _printed(_head(ruled=True), size, DATED)
    assert title_blocks(document) == [TITLE]


def test_fields_above_and_below_the_title_are_fields_of_the_page_each_with_its_place() -> None:
    document = _printed(_head(ruled=True), 20, DATED)
    found = {f.key: f.value for f in document.fields}
    assert found["索引号"] == "QW-0412/2023-0031"
    assert found["发布机构"] == "青湾区住房保障中心"
    assert found["发布日期"] == "2023-11-20"
    assert all(f.span and document.text[f.span.start : f.span.end] == f.value for f in document.fields)


def test_what_a_site_shows_around_its_text_is_no_finding() -> None:
    extraction = understand(_printed(_head(ruled=True), 20, DATED))
    titles = [f.title.text for f in extraction.findings if f.title]
    assert titles == [BODY[0].removeprefix("一、"), BODY[3].removeprefix("二、")]
    assert squeeze(extraction.title.text) == TITLE if extraction.title else False


def test_the_place_in_the_site_and_the_foot_are_left_out() -> None:
    text = _printed(_head(ruled=True), 20, DATED).text
    assert PLACE not in text
    assert FOOT[0] not in text
    assert LEAD in squeeze(text)


def test_a_few_lines_in_pieces_among_sentences_are_no_table() -> None:
    states = "责任单位：区财政局　　　　　　　　　　　　整改状态：已整改"
    body = [
        line
        for part in BODY[::3]
        for line in (part, "这是一句写满整行的说明文字，" * 4 + "如上所述。", states)
    ]
    document = _printed([], 20, DATED, body)
    assert [b.kind for b in document.blocks if b.kind == "table"] == []


def test_a_notice_without_a_site_around_it_is_read_as_before() -> None:
    document = _printed([], 20, "（征求意见后修订）")
    assert title_blocks(document) == [TITLE]
    assert document.fields == ()


def test_a_table_that_holds_more_than_fields_stays_whole() -> None:
    rows = [
        ("序号", "问题", "整改情况"),
        ("1", "租金收缴不及时。", "已收回租金8.6万元。"),
        ("来源", "县审计局", ""),
    ]
    look = [("FONT", (0, 0), (-1, -1), font(), 9), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    document = _printed([Table(rows, style=look), Spacer(1, 10)], 20, DATED)
    table = next(b.table for b in document.blocks if b.table)
    assert table.rows == 3


def test_a_table_with_the_place_in_the_site_is_the_head_of_the_page_whatever_else_it_shows() -> None:
    rows = [("", "", "", ""), ("T作动态", "", "", ""), (PLACE, "", "", ""), *FIELDS]
    look = [("FONT", (0, 0), (-1, -1), font(), 9), ("BOX", (0, 0), (-1, -1), 0.5, colors.black)]
    look += [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] + [("SPAN", (0, r), (3, r)) for r in range(3)]
    document = _printed([Table(rows, style=look, colWidths=[70, 150, 70, 120]), Spacer(1, 10)], 20, DATED)
    assert title_blocks(document) == [TITLE]
    assert {f.key: f.value for f in document.fields}["索引号"] == FIELDS[0][1]
    assert PLACE not in document.text
