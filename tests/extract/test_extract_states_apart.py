"""States that a notice lists apart from its findings, by their numbers or their names."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles

HEAD = "栗河区档案馆关于审计发现问题整改情况的公告\n根据区审计局的审计报告，现将整改情况公告如下：\n"
FINDINGS = (
    "1.库房温湿度记录中断。\n整改措施：增设记录仪两台。\n"
    "2.数字化项目超期11个月。\n整改措施：与承建公司签订补充协议。\n"
    "3.购书费重复报销。\n整改措施：收回书款2.6万元。\n"
)
TAIL = "栗河区档案馆\n2025年4月2日\n"
STATES = ["completed", "in_progress", "completed"]


@pytest.mark.parametrize(
    "apart",
    [
        "已完成整改：第1、3项\n正在整改：第二项\n",
        "整改进度\n（一）已完成整改：第一、三项问题。\n（二）正在整改：第二项问题。\n",
        "已完成整改：问题一、问题三。\n正在整改：问题二。\n",
        "已完成整改的问题（2个）：1、3\n正在整改的问题（1个）：2\n",
        "目前，3个问题中，已完成整改2个（第1、3项），正在整改1个（第2项）。\n",
        "整改进展：已完成整改的有第1、3项；正在整改的有第2项。\n",
        "问题1、3已整改到位，问题2正在推进。\n",
        "已辦理完竣：第一、三項\n辦理中：第二項\n",
        "整改进度：\n（1）已完成整改\n（2）正在整改\n（3）已完成整改\n",
        "整改进展情况如下：\n第一项：已完成整改\n第二项：正在整改\n第三项：已完成整改\n",
        "整改进度：\n（1）库房温湿度记录中断：已完成整改\n（2）数字化项目超期：正在整改\n（3）购书费重复报销问题：已完成整改\n",
        "整改结果：\n购书费重复报销——已完成整改\n库房温湿度记录中断——已完成整改\n数字化项目超期11个月——正在整改\n",
    ],
)
def test_states_listed_below_all_findings(apart: str) -> None:
    e = extraction_of(HEAD + FINDINGS + apart + TAIL)
    assert statuses(e) == STATES
    alone = extraction_of(HEAD + FINDINGS + TAIL)
    assert titles(e) == titles(alone)
    assert [measures(e, n) for n in (1, 2, 3)] == [measures(alone, n) for n in (1, 2, 3)]


def test_states_listed_ahead_of_the_findings() -> None:
    e = extraction_of(HEAD + "整改进展一览：已完成整改：第1、3项；正在整改：第2项。\n" + FINDINGS + TAIL)
    assert statuses(e) == STATES


def test_states_below_a_heading_of_their_own() -> None:
    e = extraction_of(
        HEAD
        + "一、存在问题及整改措施\n（一）库房温湿度记录中断。\n增设记录仪两台。\n（二）数字化项目超期11个月。\n"
        "与承建公司签订补充协议。\n二、整改进展\n（一）库房温湿度记录中断：已完成整改\n（二）数字化项目超期11个月：正在整改\n"
        + TAIL
    )
    assert statuses(e) == ["completed", "in_progress"]


def test_a_list_of_findings_with_their_states_stays_a_list_of_findings() -> None:
    e = extraction_of(
        HEAD + "整改进度：\n1.库房温湿度记录中断：已完成整改\n2.数字化项目超期11个月：正在整改\n" + TAIL
    )
    assert len(titles(e)) == 2
    assert statuses(e) == ["completed", "in_progress"]


def test_counts_are_no_numbers() -> None:
    e = extraction_of(HEAD + FINDINGS + "已完成整改：2\n正在整改：1\n" + TAIL)
    assert statuses(e)[:2] == [None, None]


def test_a_number_that_no_finding_has_is_told() -> None:
    e = extraction_of(HEAD + FINDINGS + "已完成整改：第1、3项\n正在整改：第7项\n" + TAIL)
    assert statuses(e) == ["completed", None, "completed"]
    assert [i.kind for i in e.issues] == ["unlinked_measure"]
