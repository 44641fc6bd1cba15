"""Read amounts of money in Chinese text, both scripts, exactly.

`parse_money` returns every amount with its place, value in the currency's main unit, currency and
bound. What is masked or broken (***万元, 3,.83万元) gets no value: `find_damaged_amounts` reports it.
`amount_role` reads the verb beside an amount (收回, 上缴, 多计 ...).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.model import fold
from normalize.money.context import DamagedAmount, amount_role, find_damaged_amounts
from normalize.money.found import Money, before, bound_between, money_at
from normalize.money.grammar import MONEY_HINT, Bound, currency_of, grammar
from normalize.money.numbers import ARABIC, LEADING_ZERO, parse_amount_number
from normalize.records import Currency

__all__ = [
    "Bound", "Currency", "DamagedAmount", "Money", "Unit", "amount_role", "find_damaged_amounts", "parse_money",
    "parse_unit",
]  # fmt: skip

_TENTHS = {c: i for i, c in enumerate("0123456789")} | {c: i for i, c in enumerate("〇一二三四五六七八九")}
_TENTHS |= {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")} | {"参": 3}
_ENGLISH = {"million": 10**6, "billion": 10**9}
_VAGUE = re.compile("[余多几来个]")
_BIG = re.compile("(?<![万亿兆])[万亿兆]++$")
_SCALE = re.compile("(?<![十百千万亿兆])[十百千万亿兆]*+$")
_NUMBER = re.compile(ARABIC)
_JOINS = frozenset(
    "至到-—~、和及与"
)  # what stands before the right end of a range, before the last of some amounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit printed apart from its numbers: 单位：万元 is 10,000 yuan."""

    scale: Decimal
    currency: Currency


def parse_money(text: str, *, unit: str | Unit | None = None, currency: Currency = "CNY") -> list[Money]:
    """Return every amount of money in `text`, in order.

    `unit`: the unit that a table's header or caption states (万元, 单位：元) for numbers without their
    own; `currency`: what a plain 元 or $ means here (HKD for a notice of Hong Kong).

    >>> [(m.value, m.currency, m.bound) for m in parse_money("3億5,200萬餘元，其中港幣120萬元")]
    [(Decimal('352000000'), 'CNY', 'at_least'), (Decimal('1200000'), 'HKD', 'exact')]
    >>> parse_money("12.5", unit="金额（万元）")[0].value
    Decimal('125000.0')
    """
    folded = fold(text)
    kept: list[Money] = []
    if MONEY_HINT.search(folded):
        for money in sorted(_amounts(folded, currency), key=lambda m: (m.start, -m.end, m.bound == "exact")):
            if not kept or money.start >= kept[-1].end:
                kept.append(money)
    if "间" in folded:
        bound_between(folded, kept)
    if not kept and unit is not None:
        stated = parse_unit(unit, currency=currency) if isinstance(unit, str) else unit
        kept = list(_cells(folded, stated)) if stated else []
    for money in kept:
        money.text = text[money.start : money.end]
    return kept


def parse_unit(text: str, *, currency: Currency = "CNY") -> Unit | None:
    """Read the unit of a header or caption (单位：万元, 金额（元）, 港幣千元); None where none is money."""
    m = grammar().unit.search(fold(text))
    if m is None:
        return None
    scale = parse_amount_number("一" + m["scale"]) if m["scale"] else Decimal(1)
    mark = m["mark"] or m["after"]
    return Unit(scale=scale, currency=currency_of(mark, m["unit"], currency)) if scale else None


def _amounts(folded: str, currency: Currency) -> Iterator[Money]:
    """Yield what may be amounts; a pattern is tried only where a text holds what each of its matches does."""
    g = grammar()
    for m in g.united.finditer(folded):
        if not _no_amount(folded, m):
            yield from _with_neighbours(folded, m, currency)
    for m in g.marked.finditer(folded) if g.mark.search(folded.upper()) else ():
        if _is_marked(folded, m, currency):
            yield from _with_neighbours(folded, m, currency)
    for m in (m for pattern in g.apart for m in pattern.finditer(folded)) if "(" in folded else ():
        unit = parse_unit(m["scale"] + m["unit"], currency=currency)
        value = parse_amount_number(m["number"])
        if unit is not None and value is not None:
            yield money_at(folded, m.start("number"), m.end("number"), value * unit.scale, unit.currency)
    for m in g.tenths.finditer(folded) if "角" in folded else ():
        yield money_at(folded, m.start(), m.end(), _minor(m), currency)
    for m in g.bare.finditer(folded) if g.bare_end.search(folded) else ():
        whole = m[0] == folded.strip()
        value = parse_amount_number(_VAGUE.sub("", m["number"]))
        if (
            value
            and m["number"][0] not in "万亿千百"
            and (whole or "个" in m["number"] or g.bare_cue.search(folded[: m.start()][-12:]))
        ):
            yield money_at(folded, m.start(), m.end(), value, currency, inner=_inner(m))


def _inner(m: re.Match[str]) -> bool:
    """Whether 余, 多 or 几 stands inside the number: 28万多元, 十几万元."""
    return not {*"余多几"}.isdisjoint(m["number"])


def _is_marked(folded: str, m: re.Match[str], currency: Currency) -> bool:
    """A word such as 港元 before a number marks it only with a unit, a scale or an end: not 港元3年期."""
    if m["mark"] == "$" and currency == "CNY":
        return False  # whose dollars is not said
    scaled = m["unit"] or m["english"] or m["number"][-1] in "十百千万亿兆余多"
    following = folded[m.end() : m.end() + 1]
    return (
        bool(scaled) or not m["mark"][-1] >= "一" or not following >= "一" or following in "以左之的为和及至"
    )


def _no_amount(folded: str, m: re.Match[str]) -> bool:
    """Words that only look like an amount: 二元 (one Chinese digit), 万元 (no number)."""
    number = m["number"]
    if not number.strip("百千万亿兆佰仟"):
        said = grammar().scale_alone.search(folded[: m.start()][-4:])
        return said is None and not folded.startswith("以上", m.end())
    plain = m["unit"] == "元" and not (m["whole"] or m["tenths"] or m["cents"])
    return plain and not number.strip("〇零一二三四五六七八九两余多")


def _with_neighbours(folded: str, m: re.Match[str], currency: Currency) -> Iterator[Money]:
    """Yield an amount, and those before it that share its unit (3至5万元, 分别为2、3万元)."""
    number = _VAGUE.sub("", m["number"])
    if LEADING_ZERO.match(number):
        return  # digits are missing: 00万元
    value = parse_amount_number(number if number[0] not in "万亿兆" else "一" + number)
    if value is None:
        return
    groups = m.groupdict()
    value = value * _ENGLISH.get((groups.get("english") or "").lower(), 1) + _minor(m)
    own = currency_of(groups.get("mark") or _mark_before(folded, m.start()), m["unit"], currency)
    end, own = _suffix(folded, m.end(), own)
    money = money_at(folded, m.start(), end, value, own, inner=_inner(m))
    if before(folded, m.start()) in _JOINS:
        scale = _SCALE.search(number)
        factor = (parse_amount_number("一" + scale[0]) if scale and scale[0] else None) or Decimal(1)
        left = grammar().range_left.search(folded, max(0, m.start() - 40), m.start())
        low = _low_end(left, number, factor, abs(value)) if left else None
        if left and low is not None and low < abs(value):
            low_end = left.end("unit") if left["unit"] else left.end("number")
            yield money_at(folded, left.start(), low_end, low, own, at="at_least")
            yield replace(money, bound="at_most")
            return
        yield from _sharing(folded, m.start(), factor, own)
    yield money


def _mark_before(folded: str, start: int) -> str | None:
    """Return the mark of a currency that words of bound part from its amount: 港币约3亿元, 新台币(下同)5万元."""
    if before(folded, start) not in grammar().mark_apart:
        return None
    m = grammar().marked_before.search(folded, max(0, start - 16), start)
    return m["mark"] if m else None


def _sharing(folded: str, end: int, factor: Decimal, currency: Currency) -> Iterator[Money]:
    """Yield the amounts of a list that ends at `end` and has scale and unit of the amount behind it."""
    shared = grammar().shared.search(folded, max(0, end - 80), end)
    for part in _NUMBER.finditer(shared[1] or shared[2]) if shared else ():
        begin = shared.start(shared.lastindex or 1) + part.start() if shared else 0
        value = parse_amount_number(part[0])
        if value is not None:
            yield money_at(folded, begin, begin + len(part[0]), value * factor, currency)


def _low_end(left: re.Match[str], high_number: str, factor: Decimal, high: Decimal) -> Decimal | None:
    """Return the low end of a range; its scale may stand at the high end alone: 一百二十至一百五十万元, 五至二十万元."""
    value = parse_amount_number(_VAGUE.sub("", left["number"]))
    if value is None or left["unit"] or re.search("[万亿兆]", left["number"]):
        return value
    small = re.search("[十百千佰仟拾]", left["number"])
    if not small and value * factor < high:
        return value * factor
    big = _BIG.search(high_number)
    shared = value * (parse_amount_number("一" + big[0]) or 1) if big else value
    return shared if shared < high else value


def _minor(m: re.Match[str]) -> Decimal:
    """Value of 角 and 分."""
    tenths, cents = m["tenths"], m["cents"]
    return (
        Decimal(_TENTHS[tenths] * 10 if tenths else 0) / 100 + Decimal(_TENTHS[cents] if cents else 0) / 100
    )


def _suffix(folded: str, end: int, currency: Currency) -> tuple[int, Currency]:
    """Read 500万元人民币, 5万元(港币)."""
    m = grammar().suffix.match(folded, end)
    if m is None or re.match(r"\s?\d", folded[m.end() :]):
        return end, currency
    return m.end(), currency_of(m[1], None, currency)


def _cells(folded: str, unit: Unit) -> Iterator[Money]:
    """Numbers of a table's cell whose unit stands in the header; nothing where other words stand too."""
    parts = list(re.finditer(rf"(?<![\d.,])-?{ARABIC}(?![\d.,%])", folded))
    if not parts or _rest(folded, parts).strip(" 、;/,约近余多\n"):
        return
    for part in parts:
        value = parse_amount_number(part[0].lstrip("-"))
        if value is not None:
            money = money_at(folded, part.start(), part.end(), value * unit.scale, unit.currency)
            yield replace(money, value=-abs(money.value)) if part[0].startswith("-") else money


def _rest(folded: str, parts: list[re.Match[str]]) -> str:
    """What is left of a text without its numbers."""
    edges = [0, *(edge for part in parts for edge in part.span()), len(folded)]
    return "".join(folded[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
