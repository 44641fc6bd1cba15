"""Two who speak in turn and one label below every heading, told by what stands behind them."""

import pytest

from extract.lines.learned_turns import with_known_turns
from extract.status.statements import pure_status

_FAULTS = (
    "票款隔了两个月才存进银行,未按规定及时上缴。",
    "采购没有比价就付了款,违反采购管理规定。",
    "两台设备闲置三年没有使用。",
)
_DONE = "已收回资金3万元并上缴财政,修订了管理办法。"


@pytest.mark.parametrize(
    ("asks", "says"), [("贵局说,", "我馆:"), ("审计组认为,", "我镇办理:"), ("你们写道:", "站里答:")]
)
def test_two_who_speak_in_turn_become_a_problem_and_its_answer(asks: str, says: str) -> None:
    text = "来信收悉。\n" + "\n".join(f"{asks}{x}\n{says}{_DONE}" for x in _FAULTS) + "\n"
    told = with_known_turns(text, ())
    assert len(told) == len(text)
    assert told.count("问题:") == told.count("回复:") == len(_FAULTS)


def test_one_label_below_every_number_becomes_an_answer() -> None:
    text = "\n".join(f"{n}、{x}\n我馆做了这些:{_DONE}" for n, x in enumerate(_FAULTS, 1)) + "\n"
    assert with_known_turns(text, ()).count("回复:") == len(_FAULTS)


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{n}、{x}\n对此,{_DONE}\n" for n, x in enumerate(_FAULTS, 1)),  # a comma opens a sentence
        "".join(f"甲说,{_DONE}\n乙说:{x}\n" for x in _FAULTS),  # the answer first
        "".join(f"票款\n贵局说,{x}\n我馆:{_DONE}\n" for x in _FAULTS),  # a title stands above
        f"贵局说,{_FAULTS[0]}\n我馆:{_DONE}\n",  # once
    ],
)
def test_other_lines_stay_as_they_are(text: str) -> None:
    assert with_known_turns(text, ()) == text


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("这一处基本整改完毕。", "largely_completed"),
        ("这一处整改完毕。", "completed"),
        ("这处还在改。", "in_progress"),
    ],
)
def test_a_place_counted_once_is_a_subject(text: str, status: str) -> None:
    hit = pure_status(text, 0, len(text))
    assert hit is not None
    assert hit.status == status


def test_two_places_are_counted() -> None:
    assert pure_status("两处整改完毕。", 0, 7) is None
