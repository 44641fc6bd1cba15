"""Ledgers as offices fill them in: plain words for heads, opinions of those who check, cells told once, appendices in short."""

import pytest

from tests.extract.ledgers import told, word, workbook

HEADS = [
    "编号",
    "所属项目",
    "审计怎么说（问题）",
    "我们怎么改（措施）",
    "改得怎么样（成效）",
    "主责单位",
    "验收人意见",
    "销号情况",
]
ROWS = [
    ["1", "村道养护", "护栏缺失未补装。", "补装护栏31处。", "护栏全部补齐。", "县公路站", "同意", "已销号"],
    ["2", "", "养护日志补填。", "改用手机记录。", "日志按日上传。", "", "同意", "已销号"],
    ["3", "渡口改造", "渡船未年检。", "停航并送检。", "2艘已取得证书。", "县航道所", "继续整改", "未销号"],
    ["4", "", "救生衣过期。", "更换60件。", "全部更换。", "", "同意", "已销号"],
]  # fmt: skip


def test_words_in_brackets_tell_what_a_plainly_headed_column_holds() -> None:
    read = told(workbook([HEADS, *ROWS]), "label", "title", "measures", "result", "status")
    assert read[0] == ("1", "护栏缺失未补装。", "补装护栏31处。", "护栏全部补齐。", "completed")
    assert [row[4] for row in read] == ["completed", "completed", "not_completed", "completed"]


def test_what_a_checker_thought_is_asked_of_nobody() -> None:
    assert {row[0] for row in told(workbook([HEADS, *ROWS]), "requirement")} == {None}


def test_a_group_told_in_its_first_row_alone_is_that_of_the_rows_below_with_its_unit() -> None:
    read = told(workbook([HEADS, *ROWS]), "category", "units")
    assert read == [("村道养护", "县公路站")] * 2 + [("渡口改造", "县航道所")] * 2


def test_a_blank_among_filled_groups_is_a_blank() -> None:
    rows = [
        [*row[:1], category, *row[2:]] for row, category in zip(ROWS, ["路", "", "水", "电"], strict=True)
    ]
    assert [row[0] for row in told(workbook([HEADS, *rows]), "category")] == ["路", None, "水", "电"]


def test_the_place_beside_the_unit_that_answers_is_no_unit() -> None:
    rows = [
        ["序号", "乡镇", "被审计单位", "具体问题", "整改措施", "牵头单位", "配合单位"],
        ["1", "石湾镇", "石湾粮站", "库存账实不符。", "盘点并补记账目。", "县粮食局", "县财政局"],
        ["2", "柳桥镇", "柳桥粮站", "粮仓租金未入账。", "租金补记入账。", "县粮食局、县财政局", ""],
    ]
    assert told(workbook(rows), "units") == [("县粮食局",), ("县粮食局|县财政局",)]


def test_a_unit_named_for_each_measure_of_a_problem_is_named_once() -> None:
    rows = [
        ["序号", "问题", "整改措施", "责任单位"],
        ["1", "巡查流于形式。", "重排巡查班次。", "巡查科"],
        ["", "", "每周抽查记录。", "巡查科"],
        ["2", "罚款未入库。", "补缴国库。", "财务科"],
    ]
    assert told(workbook(rows, merged=["A3:A4", "B3:B4"]), "units") == [("巡查科",), ("财务科",)]


def test_a_row_that_counts_the_columns_is_no_finding_wherever_it_stands() -> None:
    heads, counts = (
        ["序号", "乡镇", "问题", "整改措施", "整改结果", "状态"],
        ["甲", "乙", "丙", "1", "2", "3"],
    )
    rows = [
        heads, counts,
        ["1", "石湾镇", "机房漏水。", "修补屋面。", "不再漏水。", "已完成"],
        heads, counts,
        ["2", "柳桥镇", "围栏倒塌。", "重建围栏。", "重建12米。", "已完成"],
    ]  # fmt: skip
    assert told(workbook(rows), "label", "title") == [("1", "机房漏水。"), ("2", "围栏倒塌。")]


def test_an_empty_place_to_sign_in_a_form_tells_nothing() -> None:
    form = [
        ["问题编号", "A-1", "问题类型", "药品"],
        ["问题描述", "常用药品未集中采购。去年自购31批。", "", ""],
        ["整改措施", "关闭线下审批通道。", "", ""],
        ["整改状态", "已完成整改", "", ""],
        ["审核意见", "主管单位：（盖章）\n年 月 日", "县审计局：（盖章）\n年 月 日", ""],
    ]
    again = [[cell.replace("A-1", "A-2").replace("药品", "器械") for cell in row] for row in form]
    merged = ((1, 1, 1, 3), (2, 1, 2, 3), (3, 1, 3, 3), (4, 2, 4, 3))
    read = told(word("卫健局整改销号申请表", form, again, merged=merged), "title", "detail")
    assert read == [("常用药品未集中采购。", "去年自购31批。"), ("常用器械未集中采购。", "去年自购31批。")]


TEXT = (
    "泉口县巡察整改进展情况的通报",
    "一、整改工作推进情况",
    "局党组召开会议研究整改方案。",
    "二、反馈问题整改情况",
    "1.农村路网谋划不够。规划中期评估滞后，5个项目未开展前期工作。",
    "整改情况：评估报告已经审议通过。",
    "2.工程领域风险突出。2个危桥项目存在先施工后招标问题。",
    "整改情况：对原负责人给予警告处分。",
    "3.党员教育管理松软。车站支部未按期换届。",
    "整改情况：支部已于7月完成换届。",
    "附表：整改进度一览表",
)


@pytest.mark.parametrize("lines", [TEXT, (TEXT[0], *(x.replace(".", "、") for x in TEXT[4:]))])
def test_an_appendix_that_tells_the_problems_in_short_one_for_one_fills_them(lines: tuple[str, ...]) -> None:
    rows = [
        ["序号", "问题（摘要）", "责任股室", "整改时限", "整改进度"],
        ["1", "路网谋划不够", "计划股", "2024年9月30日", "已完成"],
        ["2", "先施工后招标", "建设股、机关纪委", "2024年8月31日", "已完成"],
        ["3", "支部未按期换届", "人事股", "2024年7月31日", "正在整改"],
    ]
    read = told(word(*lines, rows), "label", "title", "units", "status", "deadline")
    assert read == [
        ("1", "农村路网谋划不够。", "计划股", "completed", "2024年9月30日"),
        ("2", "工程领域风险突出。", "建设股|机关纪委", "completed", "2024年8月31日"),
        ("3", "党员教育管理松软。", "人事股", "in_progress", "2024年7月31日"),
    ]


def test_a_call_for_ledgers_tells_no_finding() -> None:
    read = word(
        "关于报送第三季度审计整改台账的通知",
        "各有关单位：现将有关事项通知如下：",
        "一、报送范围。去年以来审计反映的问题均应列入。",
        "二、填报要求。整改状态分为已完成、正在整改、未整改。",
        [["序号", "审计查出问题", "整改措施", "整改状态"], ["1", "", "", ""], ["2", "", "", ""]],
    )
    assert (read.family, read.findings) == ("other", ())
