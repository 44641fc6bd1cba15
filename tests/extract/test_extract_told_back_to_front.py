"""Paragraphs that tell the answer before the problem, states that a clause leads to, and promises that close a notice."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles

HEAD = "汐堰市水务公司关于审计所涉事项纠正情况的公告\n市审计局对本公司作了审计，现将纠正情况公告如下。\n"
TAIL = "汐堰市水务公司\n2025年1月8日\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "公司董事会补充审议了3个项目，由此纠正了审计报告所指3个项目未经审议即行开工的情形。该事项已于8月31日了结。",
            "公司已退还多交的押金117万元，所纠正的是押金到期后未主动退还一事，目前大部分办结。",
        ),
        (
            "公司已补充审议3个项目，修订了议事规则。3个项目未经审议即行开工的问题已整改完毕。",
            "公司已退还多交的押金117万元。押金到期后未主动退还的问题目前大部分办结。",
        ),
    ],
)
def test_a_noun_behind_the_answer_closes_the_name_of_its_problem(first: str, second: str) -> None:
    extraction = extraction_of(f"{HEAD}{first}\n{second}\n{TAIL}")

    assert extraction.family == "rectification_report"
    assert titles(extraction) == ["3个项目未经审议即行开工", "押金到期后未主动退还"]
    assert statuses(extraction) == ["completed", "largely_completed"]


def test_a_cause_before_a_state_is_no_measure() -> None:
    extraction = extraction_of(
        f"{HEAD}1.水费欠款386万元长期未收回。已申请法院恢复执行。由于资产处置流拍，该问题尚未整改到位。\n"
        f"2.食堂差价由公司承担。已从保证金中扣回28.7万元。户户看得见，这件已办完了。\n{TAIL}"
    )

    assert measures(extraction, 1) == ["已申请法院恢复执行。"]
    assert statuses(extraction) == ["not_completed", "completed"]


def test_a_promise_below_paragraphs_that_each_end_with_their_state_speaks_for_all() -> None:
    told = "".join(
        f"报告提及，{fault}。就此，本局回应：{answer}。跟进状况为{state}。\n"
        for fault, answer, state in (
            ("外判公司人员数目没有核实", "已在十二个场馆设置签到", "已改善"),
            ("保养报告未作抽查便付款", "已设立两级覆核", "已改善"),
            ("没有订定紧急维修时间标准", "新合同订明两小时内到场", "已改善"),
            ("设备清册与实物不符", "全面盘点仍待安排", "未有改善"),
        )
    )
    extraction = extraction_of(
        f"汀澳市设施局回应审计报告\n{told}本局会继续听取意见，完善管理。\n汀澳市设施局\n2024年9月5日\n"
    )

    assert len(extraction.findings) == 4
    assert "继续听取" not in "".join(measures(extraction, 4))
    assert [m.kind for m in extraction.measures if m.finding is None] == ["next_step"]
