"""Status words: what a whole phrase states, what running text states, and what only sounds like a status."""

import pytest

from extract.status.statuses import classify_status, find_status
from tests.extract.notices import extraction_of, statuses

WHOLE = {
    "completed": [
        "已完成", "已整改", "整改到位", "已办结", "已结案", "完成并长期坚持", "已改善（完成）", "已落實", "解除列管",
        "已按要求整改", "整改完成率100%", "整改到位率达100%", "已依規定辦理完成", "已實施", "已验收合格", "按要求完成了整改",
        "已经改完", "已改到位", "都改好了",
    ],
    "largely_completed": [
        "基本完成", "阶段性完成", "阶段性办结", "部分完成", "部分改善", "部分落實", "除尾款外均已完成",
        "除设备采购款外，其余问题已整改到位", "已部分实施",
    ],
    "in_progress": [
        "正在整改", "整改中", "推进中", "正在办理", "改善中", "辦理中", "進行中", "正在招标", "达到序时进度",
        "按时序推进", "有關工作仍在進行中", "还在改",
    ],
    "long_term": ["持续整改", "长期坚持", "要一直坚持下去"],
    "not_completed": [
        "未完成", "未整改", "未办结", "逾期未完成", "未有改善", "尚未落實", "尚未開展", "尚待改善", "滞后",
        "未能在规定期限内完成整改", "未達成",
    ],
    "transferred": ["移送处理", "线索已移送纪检监察机关"],
    "not_required": ["不属实", "无需整改", "無須跟進"],
}  # fmt: skip

NONE = [
    "立行立改", "接納", "同意建議", "已上缴", "责令立即整改", "要求限期整改到位", "有效", "完成率85%项目", "正在核实",
    "除险加固", "方案已修改完", "还在改造中",
]  # fmt: skip


@pytest.mark.parametrize(
    ("phrase", "status"), [(phrase, status) for status, phrases in WHOLE.items() for phrase in phrases]
)
def test_a_whole_phrase_states_one_status(phrase: str, status: str) -> None:
    assert classify_status(phrase) == status
    assert classify_status(f"“{phrase}”。") == status


@pytest.mark.parametrize("phrase", NONE)
def test_requirements_pace_acceptance_and_acts_state_nothing(phrase: str) -> None:
    assert classify_status(phrase) is None


@pytest.mark.parametrize("phrase", ["已实施", "滞后", "达到序时进度"])
def test_words_that_state_only_as_a_whole_are_passed_over_in_running_text(phrase: str) -> None:
    assert find_status(f"该中心{phrase}的项目共有两处，资料齐全。") == []


@pytest.mark.parametrize(
    ("heading", "phrase", "status"),
    [
        ("是否完成", "是", "completed"),
        ("是否完成整改", "否", "not_completed"),
        ("已完成", "√", "completed"),
        ("正在推进", "√", "in_progress"),
        ("整改类型", "持续整改", None),
        ("整改时限", "长期坚持", None),
    ],
)
def test_the_heading_says_what_a_cell_states(heading: str, phrase: str, status: str | None) -> None:
    assert classify_status(phrase, heading=heading) == status


def test_a_heading_that_counts_some_of_its_findings_gives_no_status_to_all() -> None:
    notice = """青墩县供水公司审计整改情况公告
现将审计发现问题整改情况公告如下：
一、会计核算方面（问题3个，已完成2个，正在整改1个）
1.少计营业收入26万元。
整改情况：已调增收入26万元。
2.成本费用跨期列支。
整改情况：已调整年初未分配利润。
3.管网资产未转固。
整改情况：竣工决算正在评审。
二、正在整改的问题（2个）
4.水表超期未检定。
整改情况：已送检210块。
5.水费欠收58万元。
整改情况：已收回12万元。
青墩县供水公司
2024年5月6日
"""
    assert statuses(extraction_of(notice)) == [None, None, None, "in_progress", "in_progress"]


@pytest.mark.parametrize("tail", ["并销号", "，并已销号", "并予以销号", "并归档"])
def test_what_closes_the_file_belongs_to_the_status(tail: str) -> None:
    assert [hit.text for hit in find_status(f"该问题已完成整改{tail}。")] == [f"已完成整改{tail}"]
