"""A page of a site pasted into Word: title and fields are told from what the site shows around the text."""

import io
from collections.abc import Iterable

import docx
import pytest
from docx.shared import Pt

from extract.files.limits import Limits
from extract.model import Document
from extract.readers.word.docx import read_docx
from extract.readers.word.rtf import read_rtf
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
ABOVE = ("苇塘县人民政府", "首页", "政务公开", "当前位置：首页 > 政务公开 > 审计整改")
FIELDS = (("索引号", "WT-0311/2023-0027", "发布机构", "苇塘县民政局"), ("发布日期", "2023-11-20", "文号", ""))
BELOW = ("【打印本页】【关闭窗口】", "主办单位：苇塘县人民政府 备案号：苇ICP备00000000号")


def _read(document: docx.document.Document) -> Document:
    out = io.BytesIO()
    document.save(out)
    return read_docx(RawNotice(source="file", place="p", file_name="p.docx", body=out.getvalue()), Limits())


def _add(where: docx.document.Document, lines: Iterable[str]) -> None:
    for line in lines:
        where.add_paragraph(line)


def _pasted(*, banner: float = 11) -> Document:
    page = docx.Document()
    page.add_paragraph().add_run(ABOVE[0]).font.size = Pt(banner)
    _add(page, ABOVE[1:])
    table = page.add_table(rows=0, cols=4)
    for row in FIELDS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    _add(page, (TITLE, "发布时间：2023-11-20 来源：县民政局", *TEXT, *BELOW))
    return _read(page)


@pytest.mark.parametrize("banner", [11, 26], ids=["small banner", "banner larger than the title"])
def test_the_title_stands_below_the_banner_the_navigation_and_the_fields(banner: float) -> None:
    assert title_blocks(_pasted(banner=banner)) == [TITLE]


def test_fields_of_the_page_are_fields_of_the_document_each_with_its_place() -> None:
    document = _pasted()
    printed = {f.key: f.value for f in document.fields if f.origin == "page"}
    assert printed["索引号"] == "WT-0311/2023-0027"
    assert printed["发布日期"] == "2023-11-20"
    placed = [f for f in document.fields if f.span]
    assert all(f.span and document.text[f.span.start : f.span.end] == f.value for f in placed)


def test_navigation_and_foot_are_left_out_and_nothing_else() -> None:
    document = _pasted()
    assert all(line in document.text for line in TEXT)
    assert not any(line in document.text for line in (ABOVE[3], *BELOW))


def test_findings_are_those_of_the_text() -> None:
    found = understand(_pasted()).findings
    assert [f.title.text for f in found if f.title] == ["向已死亡人员发放低保金。", "临时救助审批超期。"]


def test_a_table_that_lays_out_a_page_is_its_text() -> None:
    page = docx.Document()
    table = page.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "苇塘县人民政府", "首页 | 政务公开 | 互动交流"
    table.cell(1, 0).text = "通知公告"
    cell = table.cell(1, 1)
    cell.paragraphs[0].text = TITLE
    for line in TEXT:
        cell.add_paragraph(line)
    document = _read(page)
    assert [b.kind for b in document.blocks if b.kind == "table"] == []
    assert len(understand(document).findings) == 2


def test_a_table_of_findings_with_a_long_cell_stays_a_table() -> None:
    page = docx.Document()
    _add(page, (TITLE, TEXT[0]))
    table = page.add_table(rows=3, cols=3)
    long = "\n".join(f"{n}.{'逐户核对在保人员信息并追回资金' * 2}。" for n in range(1, 7))
    rows = (("序号", "问题", "整改措施"), ("1", "低保金多发。", long), ("2", "审批超期。", long))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    assert [b.table.rows for b in _read(page).blocks if b.table] == [3]


def _rtf(cells: list[list[str]]) -> bytes:
    def typed(text: str) -> str:
        return "".join(f"\\u{ord(c) if ord(c) < 32768 else ord(c) - 65536}?" for c in text)

    edges = "".join(f"\\cellx{2000 * (k + 1)}" for k in range(len(cells)))
    told = "".join("\\pard\\intbl " + "\\par ".join(map(typed, cell)) + "\\cell " for cell in cells)
    return f"{{\\rtf1\\ansi\\uc1 \\trowd{edges} {told}\\row \\pard\\par}}".encode()


def test_a_table_that_lays_out_a_page_is_its_text_in_rtf_too() -> None:
    body = _rtf([["通知公告", "审计公告"], [TITLE, *TEXT]])
    document = read_rtf(RawNotice(source="file", place="p", file_name="p.rtf", body=body), Limits())
    assert title_blocks(document) == [TITLE]
    assert len(understand(document).findings) == 2
