"""Headings that announce what is solved, and paragraphs below them that each name a problem and its answer."""

import pytest

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


@pytest.mark.parametrize(
    ("heading", "state"),
    [
        ("整改到位，务求实效", None),
        ("整改到位", None),
        ("已整改到位的问题", "completed"),
        ("正在整改", "in_progress"),
    ],
)
def test_a_heading_that_exhorts_states_nothing_of_the_findings_below(heading: str, state: str | None) -> None:
    extraction = extraction_of(
        f"""
沂川县交通局关于2023年度预算执行审计整改情况的公告
现将整改情况公告如下：
一、提高站位，压实责任
局党组召开会议研究部署，成立专班。
二、{heading}
（一）养护资金拨付不及时。
滞留的养护资金86万元拨付到各养护站。
（二）渡口设施维护不到位。
12处渡口设施重新涂装。
三、建章立制，长效管理
修订财务管理办法，严格大额支出集体研究制度。
"""
    )
    assert [f.status.status if f.status else None for f in extraction.findings] == [state, state]
