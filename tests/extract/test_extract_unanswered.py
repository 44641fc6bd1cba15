"""Findings whose answer or state only the rest of the document tells: by the others' shape, by their place, by a label."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles

SHAPE = """
禾墩县教师进修学校审计整改公告
现将整改情况公告如下：
1.培训费未单独核算。学校自2023年9月起设置专门科目核算，补记培训费8.6万元。
2.资产报废未审批。补办审批手续，报废资产残值已上缴。
3.学员食堂伙食费结余挂账。往年结余11.4万元冲减了2023年秋季伙食费。
4.考务费发放无签领表。已补签领表32份，今后一律打卡发放。
禾墩县教师进修学校
2023年12月8日
"""


def test_a_finding_without_an_answer_among_answered_ones_has_it_in_its_text() -> None:
    extraction = extraction_of(SHAPE)

    assert measures(extraction, 3) == ["往年结余11.4万元冲减了2023年秋季伙食费。"]
    assert [f.detail for f in extraction.findings] == [None] * 4


def test_a_text_that_tells_a_fault_stays_the_description() -> None:
    text = SHAPE.replace(
        "往年结余11.4万元冲减了2023年秋季伙食费。", "审计抽查发现，有11.4万元结余长期挂账未清理。"
    )
    extraction = extraction_of(text)

    assert measures(extraction, 3) == []
    assert extraction.findings[2].detail is not None


def test_a_list_of_bare_findings_gets_no_answers() -> None:
    lines = [
        "1.票据管理混乱。有票据36张未登记。",
        "2.合同未归档。2020年的合同12份散落各科室。",
        "3.公车油卡无台账。全年加油费9.8万元。",
    ]
    text = "\n".join(
        ["砚口区会展中心审计整改公告", "审计指出以下问题：", *lines, "砚口区会展中心", "2021年3月4日"]
    )

    assert [measures(extraction_of(text), n) for n in (1, 2, 3)] == [[], [], []]


PLACES = """
桦岭县2018年就业补助资金审计结果公告
审计查出的主要问题有：一是公益性岗位补贴发放不精准，涉及21人；二是培训机构虚报课时；三是创业担保贷款逾期未催收；四是就业监测系统闲置。
{said}
桦岭县审计局
2019年11月8日
"""


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "到2019年10月底，前三个问题已整改到位，第四个问题正在整改。",
            ["completed", "completed", "completed", "in_progress"],
        ),
        (
            "截至目前，前两项、第四项已完成整改；第三项正在整改。",
            ["completed", "completed", "in_progress", "completed"],
        ),
        (
            "截至目前，第一项、第二项已整改完毕，后两项正在整改。",
            ["completed", "completed", "in_progress", "in_progress"],
        ),
        (
            "截至目前，前三项已完成整改；最后一项需长期坚持。",
            ["completed", "completed", "completed", "long_term"],
        ),
        ("截至目前，前六项已完成整改。", [None] * 4),  # there are four
        ("前三个月，有关整改工作已完成整改方案的制定。", [None] * 4),  # no findings
    ],
)
def test_findings_are_named_by_their_place_in_the_list(said: str, expected: list[str | None]) -> None:
    assert statuses(extraction_of(PLACES.format(said=said))) == expected


STATE = """
莞溪市2023年水利建设资金审计整改情况公告
1.堤防超概算。
整改责任单位：市水利局
整改进展：补办概算调整手续，已完成整改。
2.水闸启闭机闲置。
整改责任单位：市水利局
整改进展：已移交灌区管理所使用。
3.水价改革滞后。
整改责任单位：市发展改革委
整改进展：正在推进。
莞溪市人民政府
2024年7月2日
"""


def test_an_act_where_a_state_is_expected_is_a_measure() -> None:
    extraction = extraction_of(STATE)

    assert statuses(extraction) == ["completed", None, "in_progress"]
    assert [measures(extraction, n) for n in (1, 2, 3)] == [
        ["补办概算调整手续"],
        ["已移交灌区管理所使用。"],
        [],
    ]
    assert extraction.issues == ()


VERDICTS = """
芷亭区粮食储备审计整改跟踪检查公告
一、原审计发现：轮换差价未入账。
本次检查结果：差价86万元已入账。{label}：整改到位。
二、原审计发现：仓房维修超期。
本次检查结果：3栋仓房尚在施工。{label}：部分整改。
芷亭区审计局
2024年6月20日
"""


@pytest.mark.parametrize("label", ["整改评价", "整改认定", "核查结论", "整改结论"])
def test_a_verdict_behind_its_label_is_the_state(label: str) -> None:
    extraction = extraction_of(VERDICTS.format(label=label))

    assert statuses(extraction) == ["completed", "largely_completed"]
    assert measures(extraction, 1) == ["差价86万元已入账。"]


def test_the_name_of_a_site_above_the_title_is_no_part_of_it() -> None:
    extraction = extraction_of(
        "莞溪市国有资产监督管理委员会 门户网站\n首页 / 国企监管 / 审计整改\n\n" + STATE.strip()
    )

    assert extraction.title is not None
    assert extraction.title.text == "莞溪市2023年水利建设资金审计整改情况公告"


ENDS = """
莞溪市2020年村级财务审计结果公告
一、收支管理方面
两个村以白条列支工程款21万元，且没有村民代表会议记录。
整改结果：已整改。补开票据，补办会议记录。
部分村租金长期未收，涉及鱼塘、门面共计14处、37万元。
整改结果：正在整改。已收回18万元。
{said}
莞溪市审计局
2021年3月1日
"""


@pytest.mark.parametrize(
    "said",
    [
        "对有关违纪违规问题，审计机关已依法提出处理意见。",
        "针对审计发现的问题，市审计局已按规定出具审计报告和审计决定。",
    ],
)
def test_what_the_auditors_did_about_all_is_no_measure_of_the_last(said: str) -> None:
    extraction = extraction_of(ENDS.format(said=said))

    assert len(titles(extraction)) == 2
    assert measures(extraction, 2) == ["已收回18万元。"]
