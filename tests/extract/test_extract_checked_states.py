"""States behind somebody's check, statements for all behind the last finding, lists that count 一来, 二来."""

import pytest

from extract.answers.content import _NOTHING
from extract.language.folding import fold
from extract.lines.series import series
from extract.notice.speaks_of_all import answers_all
from extract.status.statements import statements


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("经区审计局复核，确认已整改到位。", "completed"),
        ("经住建、消防等部门核验，已整改到位。", "completed"),
        ("9月12日，区审计局现场核验确认已整改到位。", "completed"),
        ("经核验仍未整改到位。", "not_completed"),
        ("清退多收费用，经复核全部销号。", "completed"),
    ],
)
def test_check_before_a_state_does_not_hide_it(text: str, state: str) -> None:
    folded = fold(text)
    assert [s.hit.status for s in statements(folded, 0, len(folded))] == [state]


@pytest.mark.parametrize(
    "text",
    [
        "待县审计局核验后销号。",
        "尚未核验。",
        "已报区审计局申请销号。",
        "材料经审核确认后予以销号。",
        "目前待验收。",
    ],
)
def test_check_to_come_states_nothing(text: str) -> None:
    folded = fold(text)
    assert not statements(folded, 0, len(folded))


def test_check_of_a_step_is_no_state_of_the_problem() -> None:
    folded = fold("目前竣工结算审核已完成，审减工程款72.16万元，5月底经区林业局现场验收合格。")
    assert not statements(folded, 0, len(folded))


def test_line_behind_the_last_finding_answers_all() -> None:
    assert answers_all("审计指出后，中心党支部高度重视，上述问题正在逐项整改。")
    assert not answers_all("审计指出后，中心追回租金3万元，该问题已整改。")


def test_list_counts_in_two_ways_of_speech() -> None:
    for text in ("一来，调拨电脑9台。二来，办理报废手续。", "一则压减用车频次，二则改租赁车辆为平台派车。"):
        assert len(series(text, 0, len(text), ("shi",))) == 2


def test_cell_that_names_the_remark_says_nothing() -> None:
    assert _NOTHING.fullmatch("见备注")
    assert not _NOTHING.fullmatch("见备注并已缴款")
