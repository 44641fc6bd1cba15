"""Ledgers whose heads say little: unknown words, remarks that answer, percentages, forms beside merged cells, annexes."""

import pytest

from tests.extract.ledgers import told, word, workbook

COLUMNS = ("label", "title", "detail", "status", "measures", "units")


def test_a_column_before_the_description_names_the_problem_whatever_its_head() -> None:
    extraction = workbook(
        [
            ["编号", "进展到哪", "毛病", "具体表现", "咋改的", "谁来办"],
            [
                "1",
                "已办结",
                "苗木采购未招标。",
                "86万元直接委托。",
                "补办采购审批手续，追究2人责任。",
                "种苗站",
            ],
            ["2", "正在推进", "护林员工资拖欠。", "", "分两批补发拖欠的工资14万元。", "林管站"],
            ["3", "已办结", "", "2022年账外存放租金4万元。", "已将租金全部入账并上缴国库。", "财务股"],
        ]
    )

    assert told(extraction, *COLUMNS) == [
        (
            "1",
            "苗木采购未招标。",
            "86万元直接委托。",
            "completed",
            "补办采购审批手续，追究2人责任。",
            "种苗站",
        ),
        ("2", "护林员工资拖欠。", None, "in_progress", "分两批补发拖欠的工资14万元。", "林管站"),
        ("3", "2022年账外存放租金4万元。", None, "completed", "已将租金全部入账并上缴国库。", "财务股"),
    ]


def test_the_name_of_a_project_before_the_description_is_no_problem() -> None:
    extraction = workbook(
        [
            ["序号", "标的", "具体表现", "整改措施"],
            ["1", "苗圃道路改造", "超概算12%未报批。", "补报调整概算。"],
            ["2", "防火瞭望塔", "设备闲置两年。", "调配启用设备。"],
        ]
    )

    assert told(extraction, "title", "detail") == [("超概算12%未报批。", None), ("设备闲置两年。", None)]


def test_a_row_that_counts_on_without_a_problem_adds_nothing_to_the_one_above() -> None:
    rows = [
        ["序号", "存在短板", "整改举措", "办理状态", "责任站所"],
        ["1", "票据管理混乱。", "启用电子票据。", "已办结", "财务股"],
        ["2", "", "追回资金2万元。", "办理中", "审计股"],
        ["3", "合同未备案。", "补办备案。", "已办结", "法规股"],
    ]
    extraction = workbook(rows)

    assert told(extraction, "label", "measures", "units", "status") == [
        ("1", "启用电子票据。", "财务股", "completed"),
        ("3", "补办备案。", "法规股", "completed"),
    ]
    assert "number_gap" in {issue.kind for issue in extraction.issues}

    rows[2][0] = ""
    assert told(workbook(rows), "measures", "units")[0] == ("启用电子票据。|追回资金2万元。", "财务股|审计股")


def test_a_note_beside_ticks_tells_what_was_done() -> None:
    extraction = word(
        "汀兰县林草局审计意见办理对照表",
        [
            ["序号", "审计指出的问题", "审计意见", "办理进度", "", "", "说明"],
            ["", "", "", "已办结", "办理中", "未启动", ""],
            ["1", "票据管理混乱。", "规范票据。", "√", "", "", "启用电子票据并完成清理。"],
            ["2", "合同未备案。", "补充备案。", "", "", "√", "因系统升级暂未补备案。"],
        ],
        merged=[(0, 3, 0, 5), *((0, c, 1, c) for c in (0, 1, 2, 6))],
    )

    assert extraction.family == "rectification_report"
    assert told(extraction, "requirement", "status", "measures") == [
        ("规范票据。", "completed", "启用电子票据并完成清理。"),
        ("补充备案。", "not_completed", "因系统升级暂未补备案。"),
    ]


@pytest.mark.parametrize("head", ["整改进度", "完成比例", "整改成效"])
def test_percentages_are_no_result(head: str) -> None:
    rows = [
        ["序号", "问题", "整改措施", head],
        ["1", "票据混乱。", "清理票据。", "100%"],
        ["2", "工资拖欠。", "补发工资。", "60%"],
    ]

    assert told(workbook(rows), "measures", "result", "status") == [
        ("清理票据。", None, None),
        ("补发工资。", None, None),
    ]  # fmt: skip


def test_remarks_state_how_far_it_has_come_where_nothing_else_does() -> None:
    rows = [
        ["序号", "问题", "整改措施", "备注"],
        ["1", "票据管理混乱。", "启用电子票据。", "已完成"],
        ["2", "合同未备案。", "补办备案。", ""],
    ]
    assert told(workbook(rows), "status", "measures") == [
        ("completed", "启用电子票据。"),
        (None, "补办备案。"),
    ]

    rows[0][2], rows[1][3] = "整改情况", "同意销号"
    assert told(workbook(rows), "status") == [(None,), (None,)]


def test_circumstances_beside_a_problem_describe_it() -> None:
    extraction = workbook(
        [
            ["序号", "问题", "具体情况", "整改措施", "整改状态"],
            ["1", "票据管理混乱", "抽查发现37份收据未连号使用，涉及8.6万元。", "启用电子票据。", "已完成"],
            ["2", "合同未备案", "未按规定将5份合同报县司法局备案。", "补办备案。", "整改中"],
        ]
    )

    assert told(extraction, "detail", "result")[0] == ("抽查发现37份收据未连号使用，涉及8.6万元。", None)


FORM = [
    ["", "反馈问题", "票据管理混乱。"], ["", "责任股室", "财务股"], ["", "整改做法", "启用电子票据。"], ["", "是否完成", "是"],
    ["", "反馈问题", "合同未备案。"], ["", "责任股室", "法规股"], ["", "整改做法", "补办备案。"], ["", "是否完成", "否"],
]  # fmt: skip


@pytest.mark.parametrize(
    ("sides", "label", "category"),
    [
        (("事项1", "事项2"), "事项1", None),
        (("一", "二"), "一", None),
        (("资金管理", "合同管理"), None, "资金管理"),
        (("整改落实", "整改落实"), None, None),
    ],
)
def test_a_merged_cell_beside_labels_numbers_or_groups_a_record(
    sides: tuple[str, str], label: str | None, category: str | None
) -> None:
    rows = [[sides[r // 4] if r % 4 == 0 else "", *row[1:]] for r, row in enumerate(FORM)]
    extraction = word("汀兰县林草局问题整改登记表", rows, merged=[(0, 0, 3, 0), (4, 0, 7, 0)])

    assert told(extraction, "label", "category", *COLUMNS[1:])[0] == (
        label, category, "票据管理混乱。", None, "completed", "启用电子票据。", "财务股",
    )  # fmt: skip
    assert told(extraction, "title", "status")[1:] == [("合同未备案。", "not_completed")]


def test_the_cell_beside_may_name_the_problem() -> None:
    rows = [row for i, row in enumerate(FORM) if i % 4]
    rows = [
        [words if r % 3 == 0 else "", *row[1:]]
        for r, (words, row) in enumerate(
            zip(["票据管理混乱，收据未连号"] * 3 + ["合同未按规定备案"] * 3, rows, strict=True)
        )
    ]
    extraction = word("汀兰县林草局问题整改登记表", rows, merged=[(0, 0, 2, 0), (3, 0, 5, 0)])

    assert told(extraction, "title", "measures") == [
        ("票据管理混乱，收据未连号", "启用电子票据。"),
        ("合同未按规定备案", "补办备案。"),
    ]


def test_parts_of_one_form_are_one_record() -> None:
    extraction = word(
        "汀兰县林草局问题整改登记表",
        [
            ["问题情况", "问题描述", "票据管理混乱。"],
            ["", "责任单位", "财务股"],
            ["整改落实", "整改措施", "启用电子票据。"],
            ["", "整改状态", "已完成"],
            ["验收", "验收单位", "县审计局"],
            ["", "验收意见", "同意销号"],
        ],
        merged=[(0, 0, 1, 0), (2, 0, 3, 0), (4, 0, 5, 0)],
    )

    assert told(extraction, "category", "title", "status", "measures") == [
        (None, "票据管理混乱。", "completed", "启用电子票据。")
    ]


@pytest.mark.parametrize(
    "between", [("附件",), ("汀兰县林草局", "2024年6月3日"), ("汀兰县林草局", "2024年6月3日", "附件1")]
)
def test_a_table_in_an_annex_stands_under_no_heading_of_the_notice(between: tuple[str, ...]) -> None:
    extraction = word(
        "汀兰县林草局关于审计整改情况的公告",
        "一、下一步工作",
        "（一）标本兼治。修订采购管理制度，年内完成培训。",
        *between,
        [["序号", "问题", "整改措施", "整改状态"], ["1", "票据混乱。", "清理票据。", "已完成"], ["2", "工资拖欠。", "补发工资。", "整改中"]],
    )  # fmt: skip

    assert told(extraction, "category", "status") == [(None, "completed"), (None, "in_progress")]


def test_the_date_of_a_ledger_was_not_its_publication_and_who_hands_it_over_speaks() -> None:
    rows = [
        ["交办单位：汀兰县审计局"],
        ["更新日期：2024年6月3日"],
        ["序号", "问题事项", "整改要求", "整改期限"],
        ["1", "票据管理混乱。", "清理票据。", "2024年9月"],
        ["2", "工资拖欠。", "补发工资。", "2024年8月"],
    ]
    extraction = workbook(rows, title="汀兰县审计查出问题交办清单")

    assert extraction.published is None
    assert extraction.issuer is not None and extraction.issuer.text == "汀兰县审计局"


def test_heads_that_ask_say_what_stands_below_them() -> None:
    extraction = workbook(
        [
            ["序", "查出了什么", "为什么会发生", "怎么改的", "谁来改", "最迟何时改完", "改到什么程度"],
            [
                "1",
                "租金收缴滞后。",
                "合同未约定滞纳金",
                "已收回71万元。",
                "仓储公司",
                "2025年3月",
                "正在整改",
            ],
            [
                "2",
                "存货账实不符。",
                "未执行月度盘点",
                "由责任人赔偿1.92万元。",
                "农资公司",
                "2024年10月",
                "已完成",
            ],
            ["合计", "2项", "", "", "", "", "已完成1项"],
        ]
    )

    assert told(extraction, *COLUMNS) == [
        ("1", "租金收缴滞后。", "合同未约定滞纳金", "in_progress", "已收回71万元。", "仓储公司"),
        ("2", "存货账实不符。", "未执行月度盘点", "completed", "由责任人赔偿1.92万元。", "农资公司"),
    ]
    assert extraction.stated_finding_count == 2


def test_a_column_of_matters_groups_the_problems_that_another_column_tells() -> None:
    extraction = workbook(
        [
            ["編號", "案由", "審核意見摘要", "機關辦理情形", "主辦課室", "管考建議"],
            ["1", "路燈維護契約", "短計違約金7萬8,200元。", "業自10月份價金扣抵。", "工務課", "解除列管"],
            [
                "2",
                "市場攤位管理",
                "空攤率達38%，未研提計畫。",
                "已辦理招租2次。",
                "農經課",
                "已改善，同意結案",
            ],
        ]
    )

    assert told(extraction, "category", "title", "status") == [
        ("路燈維護契約", "短計違約金7萬8,200元。", "completed"),
        ("市場攤位管理", "空攤率達38%，未研提計畫。", "completed"),
    ]


def test_what_a_first_look_found_describes_the_problem_where_another_column_answers_it() -> None:
    extraction = workbook(
        [
            ["编号", "反映问题", "调查核实情况", "处理和整改情况", "责任单位", "办结情况"],
            [
                "1",
                "砂石场噪声扰民。",
                "现场核查，22时后仍有装载作业。",
                "责令夜间停产。",
                "城东镇人民政府",
                "已办结",
            ],
            [
                "2",
                "养猪场臭味大。",
                "干粪棚未封闭，反映属实。",
                "责令封闭干粪棚。",
                "桥头乡人民政府",
                "阶段性办结",
            ],
        ]
    )

    assert told(extraction, "detail", "measures") == [
        ("现场核查，22时后仍有装载作业。", "责令夜间停产。"),
        ("干粪棚未封闭，反映属实。", "责令封闭干粪棚。"),
    ]
