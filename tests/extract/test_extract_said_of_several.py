"""What closing words say of findings they name by part and number, of the rest by its number, and of all; whom to reach."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses

PARTS = """
丹霞市水利投资集团审计整改情况公告
市审计局指出2个方面4个问题。集团已组织整改，现公告如下。
一、财务管理方面
（一）多计成本费用32.1万元。已调整账务。
（二）往来款项长期挂账。已发函催收24家。
二、工程管理方面
（一）未经批准变更设计。已补办审批手续。
（二）竣工决算编制滞后。9个项目已编制6个。
{closing}
丹霞市水利投资集团有限公司
2024年4月10日
"""
DONE, GOING = "completed", "in_progress"


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        ("除第二部分第（二）项正在整改外，其余问题均已整改完毕。", [DONE, DONE, DONE, GOING]),
        (
            "除第一部分第（二）项、第二部分第（一）项正在整改外，其余问题均已整改完毕。",
            [DONE, GOING, GOING, DONE],
        ),
        ("截至3月底，上述4个问题中3个已整改完成（第二部分第（二）项正在整改）。", [DONE, DONE, DONE, GOING]),
        (
            "第一方面的第（一）、（二）项已整改到位，第二方面第（一）项、第（二）项正在推进整改。",
            [DONE, DONE, GOING, GOING],
        ),
    ],
)
def test_findings_named_by_part_and_number(closing: str, expected: list[str]) -> None:
    extraction = extraction_of(PARTS.format(closing=closing))

    assert statuses(extraction) == expected
    assert measures(extraction, 4) == ["9个项目已编制6个。"]


def test_a_number_that_does_not_fit_gives_the_rest_nothing() -> None:
    closing = "截至3月底，上述4个问题中2个已整改完成（第二部分第（二）项正在整改）。"

    assert statuses(extraction_of(PARTS.format(closing=closing))) == [None, None, None, GOING]


RESULT = """
榕江市2023年乡村建设专项资金审计结果公告
2024年1月至3月，市审计局对乡村建设专项资金进行了审计，现公告如下：
一、基本情况
2023年全市安排专项资金2.3亿元。
二、审计发现的主要问题
（一）项目库管理不规范。18个项目未入库即安排资金1 260万元。
（二）工程质量存在缺陷。3个村的道路路面厚度未达设计要求。
（三）资金沉淀。市农业农村局结余资金97.4万元超过2年未统筹使用。
{asked}
榕江市审计局
2024年5月20日
"""


@pytest.mark.parametrize(
    "asked",
    [
        "市审计局要求上述单位于2024年9月底前整改到位，并将结果书面报送市审计局。",
        "市政府责令以上有关部门2024年9月底前完成整改。",
        "审计组督促各被审计单位在2024年9月底前纠正到位。",
    ],
)
def test_what_all_are_asked_below_the_last_finding_is_none_of_its_cells(asked: str) -> None:
    findings = extraction_of(RESULT.format(asked=asked)).findings

    assert [f.deadline.text if f.deadline else None for f in findings] == ["2024年9月底前"] * 3
    assert [f.requirement for f in findings] == [None] * 3
    assert findings[2].detail
    assert findings[2].detail.text == "市农业农村局结余资金97.4万元超过2年未统筹使用。"


def test_what_a_finding_asks_of_its_own_units_is_its_own() -> None:
    text = RESULT.replace("未达设计要求。", "未达设计要求。\n市审计局要求上述单位于2024年6月底前整改。")
    findings = extraction_of(text.format(asked="市审计局要求上述单位于2024年9月底前整改。")).findings

    assert "上述单位" not in (findings[0].detail.text if findings[0].detail else "")
    assert findings[0].deadline is None or findings[0].deadline.text != "2024年6月底前"


CLOSED = """
汀州区卫生健康局关于审计发现问题整改结果的公示
1.家庭医生签约补助拨付滞后。
一是申请资金48.6万元，2024年5月拨付到位；二是将拨付时限写入绩效办法。
整改进度：已完成
2.公共卫生经费核算不实。
一是重新核算，调整账目2笔；二是公布咨询电话0000-7654321。
整改进度：正在整改
{reach}
汀州区卫生健康局
2024年9月3日
"""


@pytest.mark.parametrize(
    "reach",
    [
        "意见反映方式：电话 0000-6120035，邮箱 tz@example.cn",
        "社会各界对公示内容有不同看法的可以书面反映，电话0000-7654321，邮箱tz@example.cn。",
        "来信地址：汀州区府前路9号",
        "监督举报渠道：每个工作日来电0000-7654321",
        "邮政编码：300000",
    ],
)
def test_whom_to_reach_is_no_measure_of_the_last_finding(reach: str) -> None:
    extraction = extraction_of(CLOSED.format(reach=reach))

    assert measures(extraction, 1) == ["申请资金48.6万元，2024年5月拨付到位；", "将拨付时限写入绩效办法。"]
    assert measures(extraction, 2) == ["重新核算，调整账目2笔；", "公布咨询电话0000-7654321。"]


@pytest.mark.parametrize("label", ["“回头看”核实：", "“回头看”查明：", "“回头看”情况："])
def test_labels_that_hold_a_quoted_word(label: str) -> None:
    extraction = extraction_of(f"""
屏山区审计局关于2022年度审计查出问题整改“回头看”情况的通报
1.农村公路养护资金拨付不及时
{label}资金已于2023年3月拨付到位，该问题已完成整改。
2.校园安防设施未按期建成
{label}7所学校中5所已建成，2所尚在施工，该问题正在整改。
屏山区审计局
2024年6月3日
""")

    assert statuses(extraction) == [DONE, GOING]
    assert [f.detail for f in extraction.findings] == [None, None]


LISTED_FIRST = """
文昌阁区住房保障中心审计整改情况公告
区审计局对我中心进行了审计，指出2个问题。
一、基本情况
我中心承担公租房管理职责，现有房源2 315套。
二、审计发现的主要问题
（一）公租房租金收缴不及时。
一是逐户送达催缴通知186份；二是对3户恶意拖欠者提起诉讼，收回租金19.2万元。
整改进度：已完成
（二）空置房源未及时分配。
一是2个小区136套房源空置超过18个月；二是未建立轮候对象定期通知制度。
整改进度：正在推进
文昌阁区住房保障中心
2024年12月9日
"""


def test_acts_above_a_label_with_a_state_are_measures_and_faults_there_describe() -> None:
    extraction = extraction_of(LISTED_FIRST)

    assert len(measures(extraction, 1)) == 2
    assert measures(extraction, 2) == []
    assert extraction.findings[1].detail
    assert statuses(extraction) == [DONE, GOING]


def test_lots_head_their_problems_arrows_lead_on_and_a_date_in_brackets_signs() -> None:
    extraction = extraction_of("""
芙蓉街道办事处关于跟踪审计意见采纳情况的公告
街道办事处边审边改，现将采纳情况公告如下。
第一份建议函（2023年8月）
1. 外墙保温面积多算2 180平方米。
整改情况：核减造价41.3万元。
第二份建议函（2023年11月）
2. 甲供材料领用台账不健全。擅自领用水泥3吨。→ 建立领用台账并每周核对。
以上办理情况已报区审计局备案。
（2024年6月28日）
""")

    assert [f.category.text if f.category else None for f in extraction.findings] == [
        "第一份建议函（2023年8月）",
        "第二份建议函（2023年11月）",
    ]
    assert measures(extraction, 1) == ["核减造价41.3万元。"]
    assert measures(extraction, 2) == ["建立领用台账并每周核对。"]
    assert extraction.signed
    assert extraction.signed.text == "2024年6月28日"
    assert extraction.issuer is None or "（" not in extraction.issuer.text
