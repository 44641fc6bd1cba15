"""Workbooks of offices: several sheets, sheets that count or explain, rows that a further sheet prints again."""

import pytest

from tests.extract.notices import measures, statuses, titles
from tests.extract.tables_made import PACED, xlsx
from tests.extract.told import categories, labels, units

LEDGER = [
    ["麓川市体育局审计查出问题整改台账"],
    ["填报单位：麓川市体育局", "", "2024年6月 填报"],
    ["序号", "问题", "整改措施", "完成状态"],
    ["1", "票款滞留窗口。", "按日结算。", "已完成"],
    ["2", "器材未登记。", "补登器材。", "整改中"],
]


GUIDE = [["填报说明"], ["一、本表按月报送。"], ["二、完成状态只填已完成、整改中。"]]


TOTALS = [
    ["整改情况统计表"],
    ["单位", "问题数", "已完成", "整改中"],
    ["体育馆", "1", "1", "0"],
    ["泳馆", "1", "0", "1"],
    ["合计", "2", "1", "1"],
]


@pytest.mark.parametrize(
    "order", [("说明", "台账", "统计"), ("统计", "台账", "说明"), ("台账", "说明", "统计")]
)
def test_the_ledger_of_a_workbook_gives_its_title_and_its_findings(order: tuple[str, ...]) -> None:
    sheets = {"说明": GUIDE, "台账": LEDGER, "统计": TOTALS}
    extraction = xlsx({name: sheets[name] for name in order})

    assert extraction.title and extraction.title.text == LEDGER[0][0]
    assert (extraction.family, titles(extraction)) == (
        "rectification_report",
        ["票款滞留窗口。", "器材未登记。"],
    )
    assert extraction.issuer and extraction.issuer.text == "麓川市体育局"
    assert extraction.stated_finding_count == 2


def test_statistics_alone_are_no_findings() -> None:
    assert xlsx({"统计": TOTALS, "说明": GUIDE}).findings == ()


def test_the_title_of_a_further_ledger_is_no_category() -> None:
    def sheet(body: str) -> list[list[str]]:
        return [
            [f"麓川市{body}审计整改台账"],
            [*PACED, "状态"],
            ["1", f"{body}票款滞留。", "按日结算。", "已完成"],
        ]

    extraction = xlsx({body: sheet(body) for body in ("体育局", "教育局")})

    assert titles(extraction) == ["体育局票款滞留。", "教育局票款滞留。"]
    assert categories(extraction) == [None, None]


FULL = ["序号", "问题类别", "存在问题", "整改措施", "责任单位", "整改状态"]


GOODS = [
    ["1", "票务", "票款滞留窗口2.1万元。", "已足额缴存专户。", "票务中心", "已完成"],
    ["2", "器材", "器材未登记。", "正在逐件登记。", "器材科", "正在整改"],
    ["3", "票务", "赠票无登记。", "已建立赠票登记簿。", "票务中心", "已完成"],
]


@pytest.mark.parametrize("first", ["总表", "已完成"])
def test_rows_that_a_sheet_of_departments_or_states_prints_again_are_told_once(first: str) -> None:
    done = [r for r in GOODS if r[5] == "已完成"]
    sheets = {
        "总表": [["麓川市体育局审计整改台账"], FULL, *GOODS],
        "已完成": [["麓川市体育局审计整改台账（已完成）"], FULL, *([str(i), *r[1:]] for i, r in enumerate(done, 1))],
        "正在整改": [["麓川市体育局审计整改台账（正在整改）"], FULL, ["1", *GOODS[1][1:]]],
    }  # fmt: skip
    order = sorted(sheets, key=lambda name: name != first)
    extraction = xlsx({name: sheets[name] for name in order})

    assert sorted(titles(extraction)) == sorted(row[2] for row in GOODS)


def test_a_total_sheet_in_short_and_sheets_of_units_in_full_make_whole_findings() -> None:
    short = ["序号", "存在问题", "整改状态"]
    extraction = xlsx(
        {
            "汇总": [["麓川市体育局审计整改汇总"], short, *([r[0], r[2], r[5]] for r in GOODS)],
            "明细": [["麓川市体育局审计整改明细"], FULL, *GOODS],
        }
    )

    assert titles(extraction) == [row[2] for row in GOODS]
    assert measures(extraction, 2) == ["正在逐件登记。"]
    assert units(extraction) == [["票务中心"], ["器材科"], ["票务中心"]]


def test_the_same_words_of_several_units_are_findings_of_each() -> None:
    row = ["1", "器材", "器材未登记。", "已逐件登记。"]
    sheets = {
        unit: [[f"{unit}审计整改台账"], FULL, [*row, unit, "已完成"]] for unit in ("票务中心", "器材科")
    }

    assert units(xlsx(sheets)) == [["票务中心"], ["器材科"]]


def test_forms_on_sheets_of_their_own_are_not_named_by_the_title_that_each_prints() -> None:
    sheets = {
        f"问题{i}": [
            ["麓川市体育局审计整改销号单"], ["问题编号", f"T-{i}"], ["问题描述", row[2]], ["整改措施", row[3]], ["整改状态", row[5]],
        ]
        for i, row in enumerate(GOODS, 1)
    }  # fmt: skip
    extraction = xlsx(sheets)

    assert titles(extraction) == [row[2] for row in GOODS]
    assert labels(extraction) == ["T-1", "T-2", "T-3"]
    assert categories(extraction) == [None] * 3


def test_a_line_of_units_above_the_table_of_each_sheet_holds_for_its_rows() -> None:
    sheets = {
        unit: [["麓川市体育局审计整改台账"], [f"责任单位：{unit}"], FULL[:4] + FULL[5:], [*row[:4], row[5]]]
        for unit, row in (("票务中心", GOODS[0]), ("器材科", GOODS[1]))
    }

    assert units(xlsx(sheets)) == [["票务中心"], ["器材科"]]


@pytest.mark.parametrize("head", [["序号", "项目", "内容"], ["序号", "事项", "具体情况"]])
def test_blocks_of_labels_beside_their_number_are_a_finding_each_below_a_head_that_labels_nothing(
    head: list[str],
) -> None:
    rows: list[list[str]] = [["麓川市体育局审计整改销号表"], head]
    merged = []
    for row in GOODS:
        merged.append(f"A{len(rows) + 1}:A{len(rows) + 3}")
        rows += [[row[0], "存在问题", row[2]], ["", "整改措施", row[3]], ["", "整改状态", row[5]]]
    extraction = xlsx({"Sheet1": rows}, {"Sheet1": merged})

    assert titles(extraction) == [row[2] for row in GOODS]
    assert statuses(extraction) == ["completed", "in_progress", "completed"]
    assert measures(extraction, 3) == ["已建立赠票登记簿。"]


def test_a_cell_whose_lines_are_broken_by_hand_after_a_comma_tells_one_measure() -> None:
    extraction = xlsx(
        {
            "Sheet1": [
                ["序号", "存在问题", "整改措施"],
                ["1", "票款滞留窗口。", "责成票务中心缴存滞留票款，\n对窗口负责人谈话提醒。"],
                ["2", "器材未登记。", "已逐件登记。\n修订器材管理办法。"],
            ]
        }
    )

    assert len(measures(extraction, 1)) == 1
    assert measures(extraction, 2) == ["已逐件登记。", "修订器材管理办法。"]
