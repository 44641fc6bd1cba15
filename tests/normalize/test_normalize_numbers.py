"""Numbers written in Chinese characters are read as they are spoken and as cheques print them, and never guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.money.amounts import parse_money
from normalize.money.numbers import parse_amount_number

PLAIN, CAPITAL = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
SCALES = {"plain": ("千", "百", "十", ""), "capital": ("仟", "佰", "拾", "")}
BIG = ((10**8, "亿"), (10**4, "万"), (1, ""))
numbers = st.integers(min_value=1, max_value=10**12 - 1)


def four_digits(number: int, style: str) -> str:
    digits = PLAIN if style == "plain" else CAPITAL
    said, gap = "", False
    for power, scale in zip((1000, 100, 10, 1), SCALES[style], strict=True):
        digit = number // power % 10
        if digit:
            said += ("零" if gap and said else "") + digits[digit] + scale
        gap = not digit
    return said


def spoken(number: int, style: str = "plain") -> str:
    """Write a number as it is said; 零 stands for each gap."""
    said = ""
    for size, scale in BIG:
        part = number // size % 10**4
        if part:
            said += ("零" if said and part < 1000 else "") + four_digits(part, style) + scale
    return said


@given(numbers, st.sampled_from(["plain", "capital"]))
def test_every_number_is_read_as_it_is_spoken(number, style):
    assert parse_amount_number(spoken(number, style)) == number


@given(numbers, st.sampled_from(["plain", "capital"]))
def test_every_spoken_amount_is_an_amount(number, style):
    text = spoken(number, style) + "元整"
    assert [(m.value, m.text) for m in parse_money(text)] == [(number, text)]


@given(
    st.integers(1, 9),
    st.integers(1, 9),
    st.sampled_from([("百", 100), ("千", 1000), ("万", 10**4), ("亿", 10**8)]),
)
def test_a_last_digit_without_its_scale_is_of_the_next_scale_below(head, tail, scale):
    word, size = scale
    assert parse_amount_number(PLAIN[head] + word + PLAIN[tail]) == head * size + tail * size // 10
    assert parse_amount_number(PLAIN[head] + word + "零" + PLAIN[tail]) == head * size + tail
    assert parse_amount_number(CAPITAL[head] + word + CAPITAL[tail]) is None


@given(st.integers(1, 10**11 - 1).map(lambda n: n * 10), st.text(alphabet=PLAIN, min_size=1, max_size=4))
def test_decimals_follow_any_number_that_ends_in_a_scale(number, decimals):
    whole = spoken(number)
    if whole.endswith(tuple("十百千万亿")):
        digits = "".join(str(PLAIN.index(c)) for c in decimals)
        assert parse_amount_number(f"{whole}点{decimals}") == number + Decimal(f"0.{digits}")


@given(st.integers(1, 9999), st.integers(1, 9999), st.sampled_from(["万", "亿"]), st.sampled_from("至到~—"))
def test_a_range_shares_the_scale_that_its_end_prints(low, high, scale, to):
    low, high = min(low, high), max(low, high)
    found = parse_money(f"{spoken(low)}{to}{spoken(high)}{scale}元")
    size = {"万": 10**4, "亿": 10**8}[scale]
    if low < high and spoken(high)[-1] not in "十百千" and len(spoken(low)) > 1:
        assert [m.value for m in found] == [low * size, high * size]


@pytest.mark.parametrize("text", ["3万5", "两千三点一", "三四万", "叁仟陆", "七八十", ""])
def test_what_can_be_read_in_two_ways_is_no_number(text):
    assert parse_amount_number(text) is None
