"""Keys beside their values above a ledger, numbers where titles stand, titles in the first row, promises that list."""

import pytest

from extract.model import Document, Extraction
from extract.reading import read
from extract.understanding import understand
from scrapers.items import RawNotice
from tests.extract.notices import extraction_of
from tests.extract.office_parts import workbook
from tests.extract.test_extract_spreadsheets import row, sheet

LEDGER = (
    row(4, "序号", "审计发现问题", "整改措施", "整改状态"),
    row(5, "1", "公厕未按时开放。", "已调整开放时间。", "已完成"),
    row(6, "2", "保洁合同未备案。", "已补报材料。", "正在整改"),
)


def document(name: str, body: bytes) -> Document:
    return read(RawNotice(source="file", place="x", file_name=name, body=body))


@pytest.mark.parametrize(
    "cells",
    [
        ("填报单位：栖川市城管局", "问题数：2个", "填报日期：", "2024年12月18日"),
        ("填报单位（盖章）：", "栖川市城管局", "填报日期：", "2024年12月18日"),
        ("填报单位：", "栖川市城管局", "填报日期：2024年12月18日"),
    ],
)
def test_a_key_alone_in_its_cell_above_a_ledger_goes_with_the_cell_behind_it(cells: tuple[str, ...]) -> None:
    rows = (row(1, "栖川市城管局审计整改情况表"), row(3, *cells), *LEDGER)
    found = understand(document("x.xlsx", workbook({"表": sheet(*rows)})))
    assert [f.title.text for f in found.findings] == ["公厕未按时开放。", "保洁合同未备案。"]
    assert found.issuer is not None and found.issuer.text == "栖川市城管局"
    assert found.signed is not None and found.signed.text == "2024年12月18日"


def html(head: str, body: str) -> Extraction:
    return understand(document("x.doc", f"<html><head>{head}</head><body>{body}</body></html>".encode()))


def test_a_document_number_is_no_title_even_where_the_file_is_named_after_it() -> None:
    body = (
        "<p align=center>栖工信公告〔2024〕9号</p><p align=center>栖川市工信局<br>关于审计查出问题整改情况的公告</p>"
        "<p>根据审计报告，现将整改情况公告如下：</p><p>一、会议费未结算。已完成整改。</p>"
    )
    found = html("<title>栖工信公告〔2024〕9号(定稿2)</title>", body)
    assert found.title is not None and found.title.text.endswith("关于审计查出问题整改情况的公告")
    assert found.document_number is not None and found.document_number.text == "栖工信公告〔2024〕9号"


def test_the_first_row_of_a_table_that_is_all_there_is_may_be_the_title() -> None:
    head = "<tr><td colspan=3>溪畔市住房中心审计整改进展情况表</td></tr>"
    rows = "<tr><td>序号</td><td>审计发现问题</td><td>整改状态</td></tr><tr><td>1</td><td>租金收缴率低。</td><td>已完成</td></tr>"
    found = html("", f"<table>{head}{rows}<tr><td>2</td><td>房源空置。</td><td>整改中</td></tr></table>")
    assert found.title is not None and found.title.text == "溪畔市住房中心审计整改进展情况表"


def test_a_promise_that_lists_what_will_be_done_is_cut_at_its_items() -> None:
    told = extraction_of(
        "栖川市城管局关于审计整改情况的公告\n现将整改情况公告如下：\n一、3处公厕未按时开放。\n整改情况：已完成整改。已调整开放时间。\n"
        "二、保洁合同未备案。\n整改情况：正在整改。已补报材料。\n下一步，我局将从两个方面巩固成果：一是加强培训；二是纳入年度考核。"
    )
    assert [m.text.text for m in told.measures] == ["加强培训；", "纳入年度考核。"]


def test_a_bare_day_below_who_fills_in_a_ledger_signs_it() -> None:
    told = extraction_of(
        "栖川市第四中学审计整改情况一览表\n单位（盖章）：栖川市第四中学\n2024年11月6日\n"
        "一、3处公厕未按时开放。\n整改情况：已完成整改。已调整开放时间。\n二、保洁合同未备案。\n整改情况：正在整改。已补报材料。"
    )
    assert told.published is None
    assert told.signed is not None and told.signed.text == "2024年11月6日"
