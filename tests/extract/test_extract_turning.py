"""Where a text turns from what was found to what was done about it."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.language.folding import fold
from extract.roles.cues import tells_act
from extract.roles.turning import split_roles, weight


def roles(text: str, prior: str = "measure", *, sure: bool = False) -> list[tuple[str, str]]:
    folded = fold(text)
    found = split_roles(folded, [(0, len(text))], prior, sure=sure)
    return [(role, text[a:b]) for role, (a, b) in found]


def test_description_then_answer_is_cut_where_the_act_begins() -> None:
    text = "4个乡镇将专项资金86万元用于办公经费。4个乡镇已将资金归还原渠道，并约谈了责任人。"

    assert roles(text) == [
        ("finding", "4个乡镇将专项资金86万元用于办公经费。"),
        ("measure", "4个乡镇已将资金归还原渠道，并约谈了责任人。"),
    ]


def test_a_paragraph_of_acts_is_one_answer() -> None:
    text = "县水务局督促施工单位返修管道3处。更换老旧阀门12个。"

    assert [role for role, _ in roles(text, sure=True)] == ["measure"]


def test_among_findings_a_description_stays_one() -> None:
    text = "2个单位未经集体决策购买理财产品500万元。截至2023年末仍有120万元未收回。"

    assert [role for role, _ in roles(text, "finding")] == ["finding"]


def test_words_that_name_a_time_after_the_audit_turn_the_text() -> None:
    text = "租金长期未收。审计指出后，收回租金3.2万元。"

    assert roles(text, "finding") == [
        ("finding", "租金长期未收。"),
        ("measure", "审计指出后，收回租金3.2万元。"),
    ]


@pytest.mark.parametrize(
    "sentence",
    ["更换老旧管网3公里。", "市林业局督促林场归还资金。", "（2）补签合同4份；", "二是建立会商机制。"],
)
def test_acts_are_told_by_their_opening(sentence: str) -> None:
    assert tells_act(fold(sentence))


@pytest.mark.parametrize("sentence", ["部分单位未建立台账。", "3个项目未制定方案。", "资金使用不规范。"])
def test_acts_that_were_left_undone_are_none(sentence: str) -> None:
    assert not tells_act(fold(sentence))
    assert weight(fold(sentence)) < 0


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="已未将收回资金。；，123（）\n审计指出后", max_size=120), st.booleans())
def test_the_stretches_tile_the_text_in_order(text: str, sure: bool) -> None:
    folded = fold(text)
    found = [where for _, where in split_roles(folded, [(0, len(text))], "measure", sure=sure)]

    assert all(a < b for a, b in found)
    assert all(x[1] <= y[0] for x, y in itertools.pairwise(found))
    kept = "".join("".join(text[a:b].split()) for a, b in found)
    assert kept == "".join(text.split())
