"""A status said of the body that was audited, by its name: of all findings where it is the only one."""

import pytest

from tests.extract.notices import extraction_of, statuses

RESULT = """
青岚县第三小学2022年度财务收支审计结果公告
青岚县审计局派出审计组，对{who}2022年度财务收支情况进行了审计，现将审计结果公告如下：
一、审计发现的主要问题
（一）未编制采购预算。
（二）固定资产未登记入账。
二、审计处理及整改情况
{told}
"""


def read(told: str, who: str = "青岚县第三小学（以下简称三小）") -> list[str | None]:
    return statuses(extraction_of(RESULT.format(told=told, who=who)))


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (
            "对上述问题，县审计局已依法出具审计报告，青岚县第三小学正在积极组织整改，具体整改情况由其自行公告。",
            "in_progress",
        ),
        ("对上述问题，青岚县第三小学正在组织整改，县审计局将依法跟踪检查。", "in_progress"),
        ("针对审计发现的问题，目前青岚县第三小学已全部整改完毕。", "completed"),
        ("青岚县第三小学已按照审计处理意见对相关事项进行了整改。", "completed"),
        ("县审计局出具了审计报告。青岚县第三小学已按照审计决定的要求进行了整改。", "completed"),
    ],
)
def test_what_is_said_of_the_only_body_audited_holds_for_all_findings(told: str, status: str) -> None:
    assert read(told) == [status, status]


def test_what_is_said_of_a_body_that_was_not_audited_holds_for_none() -> None:
    assert read("青岚县教育局正按照审计意见组织整改。") == [None, None]


def test_what_is_said_of_one_of_several_bodies_audited_holds_for_none() -> None:
    told = "青岚县第三小学正按照审计意见进行整改。"

    assert read(told, who="青岚县第三小学、第四小学") == [None, None]


def test_plans_of_the_body_audited_are_no_status() -> None:
    assert read("对上述问题，青岚县第三小学正在研究制定整改方案。") == [None, None]
