"""Words of a notice's own: states that it explains, sentences that the same words open."""

from extract.lines.learned_openers import with_known_openers
from extract.status.legends import with_known_states
from extract.status.statuses import classify_status

_EXPLAINED = "“靠岸”是指整改完成,“半程”是指改了一部分。\n"


def test_a_word_that_the_notice_explains_states_where_it_stands_alone() -> None:
    told = with_known_states(f"{_EXPLAINED}状态:靠岸\n半程\n船已靠岸边\n")
    lines = told.split("\n")[1:]
    assert classify_status(lines[0][3:]) == "completed"
    assert classify_status(lines[1]) == "largely_completed"
    assert lines[2] == "船已靠岸边"


def test_one_explained_word_or_none_changes_nothing() -> None:
    for text in (
        "状态:靠岸\n",
        "“靠岸”是指整改完成。\n靠岸\n",
        "“靠岸”是指未经同意销号,“半程”是指改了一部分。\n靠岸\n",
    ):
        assert with_known_states(text) == text


def test_openers_that_come_again_become_labels_of_the_same_length() -> None:
    faults = ("收费未入账,涉及两个站所", "采购没有比价就付了款", "设备闲置两年没有使用", "票据没有按规定核销")
    text = "\n".join(f"去年查出,{x}。这次去看,问题已由站里改正并入账。判定为:改好了。" for x in faults)
    told = with_known_openers(text, ())
    assert len(told) == len(text)
    assert told.count("状态:改好了") == 4
    assert "去年查出" not in told


def test_openers_of_few_paragraphs_stay() -> None:
    text = "\n".join(
        f"去年查出,收费未入账{n}。这次去看,问题已由站里改正并入账。判定为:改好了。" for n in "甲乙"
    )
    assert with_known_openers(text, ()) == text


def test_states_as_they_are_spoken() -> None:
    assert classify_status("改了一半") == "largely_completed"
    assert classify_status("还没有办成") == "not_completed"
    assert classify_status("没有改动") == "not_completed"
    assert classify_status("这件办完了") == "completed"
    assert classify_status("还在办") == "in_progress"


def test_characters_that_stand_for_states_state_nothing_in_a_file() -> None:
    assert with_known_states("状态:\ufdd0\ufdd0\n") == "状态:??\n"
