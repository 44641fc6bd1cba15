"""Signs that part a problem from its answer or state it: arrows on the line, ticks and triangles that a hand draws."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles

HEAD = "芦汀市殡葬管理所审计问题整改情况\n市审计局列出的问题，逐项说明如下。"
TAIL = "芦汀市殡葬管理所\n2024年10月21日\n"


@pytest.mark.parametrize("arrow", [" → ", "→", " ⇒ "])
def test_arrows_on_every_line_lead_on_to_the_answer(arrow: str) -> None:
    extraction = extraction_of(
        f"{HEAD}\n1.寄存费超标准收取6.4万元{arrow}已全部退还丧属\n2.销售收入滞留账外29.7万元{arrow}已上缴财政专户\n"
        f"3.火化炉维修未招标{arrow}正在整改\n{TAIL}"
    )

    assert titles(extraction) == ["寄存费超标准收取6.4万元", "销售收入滞留账外29.7万元", "火化炉维修未招标"]
    assert measures(extraction, 2) == ["已上缴财政专户"]
    assert statuses(extraction) == [None, None, "in_progress"]


def test_an_arrow_once_is_part_of_its_sentence() -> None:
    extraction = extraction_of(
        f"{HEAD}\n1.流程申请→审批未留痕。已整改到位。\n2.账目不清。已整改到位。\n{TAIL}"
    )

    assert titles(extraction)[0] == "流程申请→审批未留痕。"


@pytest.mark.parametrize("legend", ["打勾的已经改完，打三角的还在改。", "画√的已整改，画△的正在整改。"])
def test_what_a_tick_drawn_by_hand_means_is_told_by_the_text(legend: str) -> None:
    extraction = extraction_of(
        f"{HEAD}{legend}\n1.√ 少计摊位费收入：已补记2.7万元。\n2.△ 水电费账目不清：正逐户核对抄表记录。\n3.√ 合同未续签：已重新签订。\n{TAIL}"
    )

    assert titles(extraction) == ["少计摊位费收入", "水电费账目不清", "合同未续签"]
    assert statuses(extraction) == ["completed", "in_progress", "completed"]
