"""Read shares and counts in Chinese text, both scripts: 97.6%, 百分之三点五, 九成, 43项, 10个方面18类."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extract.model import fold
from normalize.money.grammar import Bound, bound_of
from normalize.money.numbers import ARABIC, BEGINS, MIXED, parse_amount_number
from normalize.vocabulary import any_of, vocabulary

_DIGIT = "[一二三四五六七八九]"
_CHINESE = "[〇零一二三四五六七八九十百千两点]+"
_NUMERAL = r"\d〇零一二三四五六七八九十百千万亿两点"
_TO = r"\s?(?:至|到|-{1,2}|—{1,2}|~)\s?"
_PERCENT = re.compile(
    rf"(?<!\.)(?<!\d\. ){BEGINS}(?<![\d%]-)(?P<minus>负|-)?"
    rf"(?:(?<![从由自])(?P<low>{ARABIC})\s?[%‰]?{_TO})?(?P<number>{ARABIC})\s?(?P<sign>[%‰])(?![\dA-F]{{2}})"  # not %2D
    rf"|(?<![{_NUMERAL}])(?P<base>[百千万]|[百千]万|{_DIGIT}|十)分之(?P<part>{ARABIC}|{_CHINESE}|百)"
    rf"|(?P<all>百分百)|(?P<half_of>(?<![另每])一半|半数|过半(?!年))"
    rf"|(?<![{_NUMERAL}.])(?P<tenths>[1-9](?:\.\d)?|[一二两三四五六七八九](?:点{_DIGIT})?)成(?P<half>半|{_DIGIT}|[1-9])?(?![立为功员果本绩型分都])"
    rf"|(?<![.{_NUMERAL[2:]}]){BEGINS}(?P<points>{ARABIC}|[一二三四五六七八九十百两]{{1,5}}(?:点{_DIGIT}{{1,2}})?)\s?个百分点"
)
_ALONE = re.compile(r"(?:近|(?<![以之晚早同])上|超过?|逾|过|约|达|不足|不到)\s?$")  # 近百个, 上千户
_OVER = re.compile(r"(?:(?<![以之晚早同])上|逾|过)\s?$")
_DIVISOR = {
    "百": Decimal(1),
    "千": Decimal(10),
    "万": Decimal(100),
    "百万": Decimal(10**4),
    "千万": Decimal(10**5),
    "%": Decimal(1),
    "‰": Decimal(10),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Percent:
    """A share in per cent (97.6 for 97.6%), or a difference of shares in percentage points."""

    value: Decimal
    bound: Bound
    points: bool
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A count of things: 43项 is value 43, unit 项; in 10个方面 the noun is 方面. `text[start:end]` prints it."""

    value: int
    unit: str
    noun: str | None
    bound: Bound
    start: int
    end: int
    text: str


def parse_percent(text: str) -> list[Percent]:
    """Return every share in `text`, in order; 千分之三 is 0.3, 九成 is 90.

    >>> [(p.value, p.bound) for p in parse_percent("整改率97.6%，近九成")]
    [(Decimal('97.6'), 'exact'), (Decimal('90'), 'at_most')]
    """
    return [found for m in _PERCENT.finditer(fold(text)) for found in _percents(m, text)]


def _percents(m: re.Match[str], text: str) -> Iterator[Percent]:
    value = _share(m)
    if value is None:
        return
    points = m["points"] is not None
    low = parse_amount_number(m["low"]) if m["low"] else None
    bound = "at_least" if m["half_of"] == "过半" else bound_of(m.string, m.start(), m.end())
    if low is not None:  # 80%至90%
        span = (m.start("low"), m.end("low"))
        low /= _DIVISOR[m["sign"]]
        yield Percent(
            value=low,
            bound="at_least",
            points=False,
            start=span[0],
            end=span[1],
            text=text[span[0] : span[1]],
        )
        bound = "at_most"
    start = m.start("number") if low is not None else m.start()
    yield Percent(
        value=value, bound=bound, points=points, start=start, end=m.end(), text=text[start : m.end()]
    )


def parse_count(text: str) -> list[Count]:
    """Return every count of things in `text`, in order; ordinals (第3项), dates and amounts are none.

    >>> [(c.value, c.unit, c.noun) for c in parse_count("10个方面18类问题")]
    [(10, '个', '方面'), (18, '类', '问题')]
    """
    return [found for m in _pattern().finditer(fold(text)) for found in _counts(m, text)]


def _counts(m: re.Match[str], text: str) -> Iterator[Count]:
    value = parse_amount_number(m["number"])
    if (
        value is None
        or value != value.to_integral_value()
        or not (m["more"] or m["number"].strip("百千万亿") or _said_before(_ALONE, m))
    ):
        return
    low = parse_amount_number(m["low"]) if m["low"] else None
    ranged = low is not None and low == low.to_integral_value() and low < value
    more = m["more"] or m["after"]
    more = more or _said_before(_OVER, m)
    bound: Bound = "at_least" if more else bound_of(m.string, m.start(), m.end("unit"))
    if low is not None and ranged:  # 3至5家
        start, end = m.span("low")
        yield Count(
            value=int(low), unit=m["unit"], noun=m["noun"], bound="at_least", start=start, end=end,
            text=text[start:end],
        )  # fmt: skip
        bound = "at_most"
    start = m.start("number")
    yield Count(
        value=int(value), unit=m["unit"], noun=m["noun"], bound=bound, start=start, end=m.end(),
        text=text[start : m.end()],
    )  # fmt: skip


def _said_before(words: re.Pattern[str], m: re.Match[str]) -> bool:
    start = m.start("number")
    return words.search(m.string, max(0, start - 4), start) is not None


@cache
def _pattern() -> re.Pattern[str]:
    words = vocabulary("count_words")
    unit, noun = (any_of(words[name]) for name in ("classifiers", "nouns"))
    start = BEGINS + r"(?<![第几数〇零一二三四五六七八九十百千万亿])(?<!第\d、)"
    number = MIXED.replace("点", "")
    not_next = "|".join(words["not_after"])
    return re.compile(
        rf"{start}(?:(?P<low>{ARABIC}|[一二三四五六七八九十]{{1,3}}){_TO})?(?P<number>{number})\s?(?P<more>[余多]|(?<=[十百千])几)?\s?(?P<unit>{unit})(?!{not_next})"
        rf"(?P<after>[余多](?!次))?(?P<noun>{noun})?"
    )


def _share(m: re.Match[str]) -> Decimal | None:
    if m["all"] or m["half_of"]:
        return Decimal(100 if m["all"] else 50)
    if m["number"]:
        value = parse_amount_number(m["number"])
        negative = -1 if m["minus"] else 1
        return None if value is None else negative * value / _DIVISOR[m["sign"]]
    if m["base"]:
        value = parse_amount_number(m["part"])
        if value is None or m["base"] in _DIVISOR:
            return None if value is None else value / _DIVISOR[m["base"]]
        whole = parse_amount_number(m["base"])
        share = value * 100 / whole if whole else None
        return share if share is not None and share == round(share, 4) else None  # 三分之一 has no end
    if m["tenths"]:
        tenths = parse_amount_number(m["tenths"])
        rest = Decimal(5) if m["half"] == "半" else parse_amount_number(m["half"] or "0")
        return None if tenths is None or rest is None else tenths * 10 + rest
    return parse_amount_number(m["points"])
