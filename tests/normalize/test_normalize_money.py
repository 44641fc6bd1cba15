"""Amounts of money: values exact, bounds, currencies, units of headers; what is no amount is refused."""

import csv
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.money.amounts import Unit, amount_role, find_damaged_amounts, parse_money, parse_unit
from normalize.money.numbers import parse_amount_number

TABLE = Path(__file__).parent / "tables" / "money.csv"


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_is_large_enough() -> None:
    assert len(rows()) >= 120


@pytest.mark.parametrize("row", rows(), ids=lambda r: f"{r['text']}|{r['unit']}")
def test_parse_money_follows_the_table(row: dict[str, str]) -> None:
    text = row["text"]
    found = parse_money(text, unit=row["unit"] or None, currency=row["local"] or "CNY")  # type: ignore[arg-type]
    wanted = [part.split() for part in row["expected"].split("; ")] if row["expected"] else []

    assert [(m.value, m.currency, m.bound) for m in found] == [(Decimal(v), c, b) for v, c, b in wanted]
    assert all(text[m.start : m.end] == m.text for m in found)
    assert len(find_damaged_amounts(text)) == int(row["damaged"] or 0)


@pytest.mark.parametrize(
    ("text", "amount", "role"),
    [
        ("涉及金额86.40万元", "86.40万元", "involved"),
        ("多计工程价款412.63万元", "412.63万元", "overstated"),
        ("欠缴租金126.48万元", "126.48万元", "outstanding"),
        ("1860.42万元滞留在县区财政", "1860.42万元", "outstanding"),
        ("已收回本金1500万元", "1500万元", "recovered"),
        ("追回违规领取的补贴9.87万元", "9.87万元", "clawed_back"),
        ("扣回超付资金61.7万元", "61.7万元", "recovered"),
        ("多领的12.60万元已全额追回", "12.60万元", "clawed_back"),
        ("187萬元已於5月全額上繳國庫", "187萬元", "paid_in"),
        ("核減工程款35 642.17元", "35 642.17元", "reduced"),
        ("已清退63.47万元，惠及学生8216人", "63.47万元", "refunded"),
        ("补发过渡安置费214.6万元", "214.6万元", "paid_out"),
        ("无法收回的9.8万元", "9.8万元", "outstanding"),
        ("剩余62.77万元，将在结算时一并扣回", "62.77万元", None),
        ("总投资5.36亿元", "5.36亿元", None),
        ("未按规定上缴3.2万元", "3.2万元", "outstanding"),
        ("租金8.1万元未及时足额缴入国库", "8.1万元", "outstanding"),
        ("尚有6.3万元未退还", "6.3万元", "outstanding"),
        ("未经审批支付7.7万元", "7.7万元", "paid_out"),
        ("重复发放补贴2.4万元", "2.4万元", "overstated"),
        ("溢付維護費5萬元", "5萬元", "overstated"),
        ("短收租金4萬元", "4萬元", "outstanding"),
        ("收回3万元，结余5万元", "5万元", "outstanding"),
    ],
)
def test_the_words_beside_an_amount_give_its_role(text: str, amount: str, role: str | None) -> None:
    start = text.index(amount)
    assert amount_role(text, start, start + len(amount)) == role


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", Unit(scale=Decimal(10_000), currency="CNY")),
        ("金额（元）", Unit(scale=Decimal(1), currency="CNY")),
        ("單位：新臺幣千元", Unit(scale=Decimal(1000), currency="TWD")),
        ("百萬港元", Unit(scale=Decimal(1_000_000), currency="HKD")),
        ("單位：百萬元", Unit(scale=Decimal(1_000_000), currency="CNY")),
        ("单位：个", None),
        ("责任单位", None),
    ],
)
def test_units_of_headers_and_captions_are_read(text: str, unit: Unit | None) -> None:
    assert parse_unit(text) == unit


@given(st.decimals(min_value=0, max_value=10**9, places=2))
@settings(max_examples=150, deadline=None)
def test_every_plain_amount_is_read_exactly(value: Decimal) -> None:
    for text in (f"{value}元", f"{value:,}元", f"人民币{value}元", f"涉及{value}元，"):
        assert [m.value for m in parse_money(text)] == [value]


@given(st.integers(min_value=1, max_value=10**9 - 1))
@settings(max_examples=150, deadline=None)
def test_mixed_units_add_up(value: int) -> None:
    high, rest = divmod(value, 10**8)
    middle, low = divmod(rest, 10**4)
    gap = "零" if low < 10 and value > low else ""  # of 3万5 it is not certain whether it is 3万零5
    text = (f"{high}亿" if high else "") + (f"{middle}万" if middle else "") + (f"{gap}{low}" if low else "")
    assert parse_amount_number(text) == value


ALPHABET = "0123456789.,，万亿千百十兆元角分余多近约*×X至-、壹贰两三点新臺幣港HK$NT¥ \n以上下左右分别为单位"


@given(st.one_of(st.text(), st.text(alphabet=ALPHABET, max_size=50)))
@settings(max_examples=500, deadline=None)
def test_any_text_is_read_without_raising_and_offsets_hold(text: str) -> None:
    last = 0
    for money in parse_money(text):
        assert text[money.start : money.end] == money.text
        assert money.start >= last
        last = money.end
        amount_role(text, money.start, money.end)
    for damaged in find_damaged_amounts(text):
        assert text[damaged.start : damaged.end] == damaged.text
    parse_money(text, unit="万元")
    parse_unit(text)


@pytest.mark.parametrize(
    "unit", ["1", "1,", "1,111", "111 ", "万", "一", "3万", "1.", "*", "¥", "3至", "分别为1、", "元", "余"]
)
def test_time_grows_with_the_length_only(
    unit: str, grows: Callable[[Callable[[int], float], int], bool]
) -> None:
    def seconds(n: int) -> float:
        text = unit * (n // len(unit)) + "a万元"
        started = time.process_time()
        parse_money(text)
        find_damaged_amounts(text)
        return time.process_time() - started

    assert grows(seconds, 4_000)
