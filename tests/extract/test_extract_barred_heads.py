"""Heads of pages as tables typed with bars, page titles with the site behind them, numbers of series, parts that introduce."""

import pytest

from extract.lines.lines import Page
from extract.model import Document, Extraction
from extract.notice.facts import field_value
from extract.reading import read
from extract.understanding import understand
from scrapers.items import RawNotice
from tests.extract.told import squeezed_titles, words

TITLE = "砚州市老年食堂资金专项审计调查结果公告"
OPENING = "砚州市审计局对老年食堂资金进行了专项审计调查。现将审计调查结果公告如下："
FOUND = ("二、审计发现的主要问题", "（一）补助对象审核不严。", "（二）台账未更新。")


def read_lines(*lines: str) -> Document:
    return read(RawNotice(source="file", place="n", file_name="n.txt", body="\n".join(lines).encode()))


def of(*lines: str) -> Extraction:
    return understand(read_lines(*lines))


def test_labels_and_values_by_turns_between_bars_are_fields() -> None:
    head = (
        "| 索引号 | 4300000010/2025-21405 | 发布机构 | 砚州市审计局 | 发文日期 | 2025-12-24 |",
        "|:---|:---|---|---|---|---|",
        "| 信息类别 | 综合政务 | 公开方式 | 政府网站 |",
    )
    document = read_lines(*head, OPENING, *FOUND)
    page, found = Page(document), understand(document)
    number = field_value(page, "index_number")
    assert number and number.text == "4300000010/2025-21405"
    assert (words(found.issuer), words(found.published)) == ("砚州市审计局", "2025-12-24")
    assert found.title is None
    assert (found.family, len(found.findings)) == ("audit_result", 2)
    assert "---" not in document.text


@pytest.mark.parametrize(
    "rows",
    [
        (
            "| 序号 | 问题 | 整改情况 |",
            "|---|---|---|",
            "| 1 | 台账未更新 | 已完成整改 |",
            "| 2 | 票据未核销 | 正在整改 |",
        ),
        (
            "| 问题 | 台账未更新 |",
            "| 整改情况 | 已完成整改 |",
            "| 问题 | 票据未核销 |",
            "| 整改情况 | 正在整改 |",
        ),
    ],
)
def test_tables_of_findings_between_bars_stay_tables(rows: tuple[str, ...]) -> None:
    found = of("砚州市老年食堂审计发现问题整改情况公告", *rows)
    assert squeezed_titles(found) == ["台账未更新", "票据未核销"]


def test_the_title_of_a_page_gives_way_to_that_of_its_text() -> None:
    head = ("山高水长，文脉绵延，源远流长！", TITLE + "-砚州报业网", "当前位置：砚州报业网 > 社会", TITLE)
    assert words(of(*head, "来源：砚州日报 日期：2024-03-05", OPENING, *FOUND).title) == TITLE
    alone = TITLE + "-2024年度"
    assert words(of(alone, OPENING, *FOUND).title) == alone  # nothing further down says less


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("2025年第4号公告：" + TITLE, "2025年第4号"),
        ("（2025年公告 第3号）", "2025年公告第3号"),
        ("（2025年第6号公告）", "2025年第6号公告"),
    ],
)
def test_numbers_of_series_before_a_title_or_with_its_kind_inside(line: str, number: str) -> None:
    lines = (line,) if "：" in line else (TITLE, line)
    assert words(of(*lines, OPENING, *FOUND).document_number) == number


def test_what_was_audited_is_told_before_the_part_on_problems() -> None:
    told = (
        "一、审计情况",
        "（一）食堂资金情况",
        "2022年收入112万元，支出104万元。",
        "（二）助餐资金情况",
        "2022年收入106万元，支出103万元。",
    )
    assert squeezed_titles(of(TITLE, OPENING, *told, *FOUND)) == ["补助对象审核不严。", "台账未更新。"]
    only = ("一、审计情况", "（一）补助对象审核不严。", "（二）台账未更新。", "二、审计建议", "健全制度。")
    assert squeezed_titles(of(TITLE, OPENING, *only)) == ["补助对象审核不严。", "台账未更新。"]
