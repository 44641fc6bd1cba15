"""Numbers of paragraphs that a report quotes rise without counting on; amounts at the start of lines are none."""

from tests.extract.notices import extraction_of, statuses, titles

REPORT = """
泳池管理署落实审计建议进度报告
本文件汇报审计报告第4章所提建议的落实进度。
第2部分：设施维修
{a}检修期延长，影响市民使用。
13个场馆的检修较原订计划延长超过30天。
建议：检讨检修安排。
进展：备件已提前采购。
状况：已完成
{b}池水流失多年未获处理。
4个场馆的补充水量超出上限一倍。
建议：订立警戒水平。
进展：装设独立水表。
状况：部分完成
第3部分：人员
{c}救生员长期人手不足。
一年内局部关闭泳池1214次。
建议：检讨招聘策略。
进展：推出全年合约。
状况：进行中
"""


def test_rising_numbers_of_paragraphs_number_the_findings_they_stand_before() -> None:
    extraction = extraction_of(REPORT.format(a="2.8　", b="2.15　", c="3.6　"))

    assert titles(extraction) == [
        "检修期延长，影响市民使用。",
        "池水流失多年未获处理。",
        "救生员长期人手不足。",
    ]
    assert [f.label and f.label.text for f in extraction.findings] == ["2.8", "2.15", "3.6"]
    assert statuses(extraction) == ["completed", "largely_completed", "in_progress"]


def test_numbers_that_fall_or_measure_are_no_numbers_of_paragraphs() -> None:
    for a, b, c in (("3.6　", "2.8　", "2.15　"), ("2.8 万元", "2.15 万元", "3.6 万元")):
        extraction = extraction_of(REPORT.format(a=a, b=b, c=c))
        assert all(f.label is None for f in extraction.findings)
