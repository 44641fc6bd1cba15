"""Headings that announce what is solved, and paragraphs below them that each name a problem and its answer."""

from tests.extract.notices import extraction_of, measures, titles

SLOGANS = """
市妇联关于市委巡察整改情况的通报
市妇联党组召开专题会议研究，现将整改情况通报如下：
一、{one}
针对学习走形式的问题，制定学习计划，组织交流研讨6次。
针对调研不深入的问题，班子成员到基层调研23次。
二、{two}
针对维权热线接听率低的问题，增配接线员4名。
市妇联党组
2024年9月20日
"""


def test_slogans_that_solve_a_problem_head_the_findings_below_them() -> None:
    text = SLOGANS.format(
        one="强化理论武装，着力解决学习不深不透问题", two="聚焦主责主业，切实破解服务妇女不到位难题"
    )
    extraction = extraction_of(text)

    assert titles(extraction) == ["学习走形式", "调研不深入", "维权热线接听率低"]
    assert measures(extraction, 3) == ["增配接线员4名。"]


def test_answers_that_name_a_part_of_a_numbered_problem_stay_its_answers() -> None:
    text = SLOGANS.format(one="理论学习不深不透。", two="服务妇女儿童不到位。")

    assert titles(extraction_of(text)) == ["理论学习不深不透。", "服务妇女儿童不到位。"]


def test_their_heading_is_the_category() -> None:
    text = SLOGANS.format(
        one="强化理论武装，着力解决学习不深不透问题", two="聚焦主责主业，切实破解服务妇女不到位难题"
    )

    assert [f.category.text if f.category else None for f in extraction_of(text).findings] == [
        "强化理论武装，着力解决学习不深不透问题",
        "强化理论武装，着力解决学习不深不透问题",
        "聚焦主责主业，切实破解服务妇女不到位难题",
    ]
