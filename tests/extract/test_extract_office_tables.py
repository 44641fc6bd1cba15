"""Tables as offices write them: lists turned sideways, bands between rows, remarks above the head, columns that say nothing."""

import pytest

from extract.model import Extraction
from tests.extract.notices import measures, statuses, titles
from tests.extract.tables_made import html, xlsx
from tests.extract.told import categories, labels, units

SIDEWAYS = [
    ["编号", "1", "2", "3"],
    ["问题名称", "场馆收入未及时入账", "器材验收缺少记录", "公务用车台账不全"],
    ["问题描述", "票款8.6万元滞留窗口。", "", "抽查3辆车无里程记录。"],
    ["整改措施", "1.补缴票款；2.按日结算。", "补做验收。", "补登里程。"],
    ["责任单位", "场馆中心、财务科", "器材科", "办公室"],
    ["整改状态", "已完成", "正在整改", "未完成"],
]


def test_a_list_turned_sideways_has_a_finding_a_column_whatever_describes_it() -> None:
    extraction = html(SIDEWAYS)

    assert titles(extraction) == SIDEWAYS[1][1:]
    assert labels(extraction) == ["1", "2", "3"]
    assert [f.detail.text if f.detail else None for f in extraction.findings] == [
        "票款8.6万元滞留窗口。",
        None,
        "抽查3辆车无里程记录。",
    ]
    assert measures(extraction, 1) == ["补缴票款；", "按日结算。"]
    assert units(extraction) == [["场馆中心", "财务科"], ["器材科"], ["办公室"]]
    assert statuses(extraction) == ["completed", "in_progress", "not_completed"]


def test_a_list_turned_sideways_may_be_headed_by_the_numbers_of_its_findings() -> None:
    rows = [
        ["内容", "问题一", "问题二", "问题三"],
        ["事实", *SIDEWAYS[2][1:2], "合同没有编号。", "无里程记录。"],
        *SIDEWAYS[3:],
    ]
    extraction = html(rows)

    assert labels(extraction) == ["问题一", "问题二", "问题三"]
    assert titles(extraction)[1:] == ["合同没有编号。", "无里程记录。"]
    assert units(extraction)[0] == ["场馆中心", "财务科"]


def test_a_cell_merged_over_a_list_turned_sideways_holds_for_each_finding() -> None:
    rows = [SIDEWAYS[1], SIDEWAYS[2], *SIDEWAYS[3:4], ["责任单位", "市体育馆"], SIDEWAYS[5]]

    assert units(html(rows)) == [["市体育馆"]] * 3


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


TICKED = [
    ["编制单位：麓川市体育局", "", "", "统计时间：2024年6月", "", ""],
    ["序号", "问题", "整改措施", "整改进度", "", ""],
    ["", "", "", "已完成", "推进中", "未启动"],
    ["1", "票款滞留窗口。", "按日结算。", "√", "", ""],
    ["2", "器材未登记。", "补登器材。", "", "√", ""],
]


@pytest.mark.parametrize(
    "remark", [TICKED[0], ["填表单位：市体育局", "", "2024年6月 填表", "", "单位：万元", ""], []]
)
def test_a_remark_above_a_head_of_two_rows_labels_nothing(remark: list[str]) -> None:
    rows = [remark, *TICKED[1:]] if remark else TICKED[1:]
    top = len(rows) - 3
    merged = [f"{c}{top}:{c}{top + 1}" for c in "ABC"] + [f"D{top}:F{top}"]
    extraction = xlsx({"表": rows}, {"表": merged})

    assert titles(extraction) == ["票款滞留窗口。", "器材未登记。"]
    assert statuses(extraction) == ["completed", "in_progress"]
    assert measures(extraction, 1) == ["按日结算。"]


HEAD = ["序号", "问题", "整改措施", "完成状态"]


def test_a_band_of_labels_holds_for_the_rows_below_and_names_no_field() -> None:
    extraction = html(
        [
            HEAD,
            ["责任单位：市体育馆、市泳馆"],
            ["1", "票款滞留窗口。", "按日结算。", "已完成"],
            ["2", "器材未登记。", "补登器材。", "整改中"],
            ["牵头部门：市青少年体校（2项）　整改时限：2024年9月底"],
            ["3", "训练费超标准。", "退还多收部分。", "已完成"],
        ]
    )

    assert units(extraction) == [["市体育馆", "市泳馆"]] * 2 + [["市青少年体校"]]
    assert categories(extraction) == [None] * 3
    assert [f.deadline.text if f.deadline else None for f in extraction.findings] == [
        None,
        None,
        "2024年9月底",
    ]


def test_a_band_may_name_a_field_and_its_units_in_brackets() -> None:
    extraction = html(
        [
            HEAD,
            ["一、场馆管理（责任单位：市体育馆）"],
            ["1", "票款滞留窗口。", "按日结算。", "已完成"],
            ["二、经费管理"],
            ["2", "训练费超标准。", "退还多收部分。", "已完成"],
        ]
    )

    assert categories(extraction) == ["场馆管理", "经费管理"]
    assert units(extraction) == [["市体育馆"], []]


def test_units_of_a_row_come_before_those_of_its_band() -> None:
    extraction = html(
        [
            [*HEAD, "责任单位"],
            ["配合单位：市财政局"],
            ["1", "票款滞留窗口。", "按日结算。", "已完成", "市体育馆"],
            ["2", "器材未登记。", "补登器材。", "整改中", ""],
        ]
    )

    assert units(extraction) == [["市体育馆"], ["市财政局"]]


PACED = ["序号", "问题", "整改措施"]


def ticked(
    group: str, *kinds: str, last: str = "整改情况", told: tuple[str, str] = ("已完成", "整改中")
) -> Extraction:
    """A ledger with columns ticked under a group of heads."""
    k = len(kinds)
    rows = [
        ["麓川市体育局审计整改台账"],
        [*PACED, group, *[""] * (k - 1), last],
        ["", "", "", *kinds, ""],
        ["1", "票款滞留窗口。", "按日结算。", "√", *[""] * (k - 1), told[0]],
        ["2", "器材未登记。", "补登器材。", *["√"] * k, told[1]],
    ]
    end = "ABCDEFGH"[2 + k]
    merged = [f"{c}2:{c}3" for c in ["A", "B", "C", "ABCDEFGH"[3 + k]]] + [f"D2:{end}2"]
    return xlsx({"表": rows}, {"表": merged})


def test_a_tick_under_units_names_the_unit_of_its_column() -> None:
    extraction = ticked("责任科室", "财务科", "器材科")

    assert units(extraction) == [["财务科"], ["财务科", "器材科"]]
    assert statuses(extraction) == ["completed", "in_progress"]


def test_a_tick_under_types_of_pace_states_nothing() -> None:
    extraction = ticked("整改类型", "立行立改", "持续整改")

    assert next(f.pace.text for f in extraction.findings if f.pace) == "立行立改"
    assert statuses(extraction) == ["completed", "in_progress"]
    without = ticked("整改类型", "立行立改", "限期整改", "持续整改", last="备注", told=("见附件1", ""))
    assert statuses(without) == [None, None]


def test_a_closing_row_of_names_is_no_finding() -> None:
    extraction = html(
        [
            [*PACED, "状态"],
            ["1", "票款滞留窗口。", "按日结算。", "已完成"],
            ["填表人：王某", "审核人：赵某", "", "2024年6月30日"],
        ]
    )

    assert titles(extraction) == ["票款滞留窗口。"]


def test_a_table_of_figures_tells_no_findings_but_how_many_there_are() -> None:
    extraction = html(
        [["单位", "发现问题（个）", "整改完成（个）"], ["体育馆", "2", "1"], ["合计", "2", "1"]],
        "审计发现以下问题：",
        "1.票款滞留窗口。金额8.6万元。",
        "2.器材未登记。",
    )

    assert titles(extraction) == ["票款滞留窗口。", "器材未登记。"]
    assert extraction.stated_finding_count == 2


def test_a_row_of_nothing_but_a_field_names_the_category_of_those_below() -> None:
    head = [*PACED, "责任科室", "状态"]
    told = [
        ["1", "票款滞留窗口。", "按日结算。", "财务科", "已完成"],
        ["2", "培训费超预算。", "补批。", "财务科", "已完成"],
    ]
    numbered = html(
        [
            head,
            ["一", "财务管理方面（2个）", "", "", ""],
            *told,
            ["（二）", "资产管理", "", "", ""],
            ["1", "器材未登记。", "补登。", "器材科", "整改中"],
        ]
    )
    plain = html([head, ["", "财务管理类", "", "", ""], *told])

    assert categories(numbered) == ["财务管理方面", "财务管理方面", "资产管理"]
    assert labels(numbered) == ["1", "2", "1"]
    assert categories(plain) == ["财务管理类"] * 2


def test_a_closing_text_in_the_place_of_a_number_is_none() -> None:
    extraction = html(
        [
            [*PACED, "状态"],
            ["1", "票款滞留窗口。", "按日结算。", "已完成"],
            ["截至2024年6月30日，1个问题已完成整改。", "", "", ""],
        ]
    )

    assert labels(extraction) == ["1"]


FULL = ["序号", "问题类别", "存在问题", "整改措施", "责任单位", "整改状态"]
GOODS = [
    ["1", "票务", "票款滞留窗口2.1万元。", "已足额缴存专户。", "票务中心", "已完成"],
    ["2", "器材", "器材未登记。", "正在逐件登记。", "器材科", "正在整改"],
    ["3", "票务", "赠票无登记。", "已建立赠票登记簿。", "票务中心", "已完成"],
]
