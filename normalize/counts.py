"""Read shares and counts in Chinese text, both scripts: 97.6%, 百分之三点五, 九成, 43项, 10个方面18类."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal, cast

from extract.model import fold
from normalize.amount_numbers import ARABIC, BEGINS, MIXED, parse_amount_number
from normalize.money_grammar import grammar

Bound = Literal["exact", "at_least", "at_most", "about"]
_CHINESE = "[〇零一二三四五六七八九十百千两点]+"
_PERCENT = re.compile(
    rf"(?<!\.){BEGINS}-?(?P<number>{ARABIC})\s?(?P<sign>[%‰])"
    rf"|(?P<base>百|千|万)分之(?P<part>\d+(?:\.\d+)?|{_CHINESE})"
    rf"|(?<![\d一二三四五六七八九十])(?P<tenths>[一二三四五六七八九]|[1-9])成(?P<half>半|[一二三四五六七八九])?(?![立为功员果本绩型分都])"
    rf"|(?<!\.){BEGINS}(?P<points>{ARABIC})\s?个百分点"
)
_DIVISOR = {"百": Decimal(1), "千": Decimal(10), "万": Decimal(100), "%": Decimal(1), "‰": Decimal(10)}


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
    folded = fold(text)
    found = []
    for m in _PERCENT.finditer(folded):
        value = _share(m)
        if value is not None:
            bound = _bound(folded, m.start(), m.end())
            points = m["points"] is not None
            found.append(
                Percent(
                    value=value,
                    bound=bound,
                    points=points,
                    start=m.start(),
                    end=m.end(),
                    text=text[m.start() : m.end()],
                )
            )
    return found


def parse_count(text: str) -> list[Count]:
    """Return every count of things in `text`, in order; ordinals (第3项), dates and amounts are none.

    >>> [(c.value, c.unit, c.noun) for c in parse_count("10个方面18类问题")]
    [(10, '个', '方面'), (18, '类', '问题')]
    """
    folded = fold(text)
    return [
        Count(
            value=int(value),
            unit=m["unit"],
            noun=m["noun"],
            bound="at_least" if m["more"] or m["after"] else _bound(folded, m.start(), m.end("unit")),
            start=m.start(),
            end=m.end(),
            text=text[m.start() : m.end()],
        )
        for m, value in _counts(folded)
    ]


def _counts(folded: str) -> Iterator[tuple[re.Match[str], Decimal]]:
    for m in _pattern().finditer(folded):
        value = parse_amount_number(m["number"])
        if (
            value is not None
            and value == value.to_integral_value()
            and (m["more"] or m["number"].strip("百千万亿"))
        ):
            yield m, value


@cache
def _pattern() -> re.Pattern[str]:
    words = tomllib.loads((Path(__file__).parent / "data" / "count_words.toml").read_text(encoding="utf-8"))
    unit, noun = ("|".join(sorted(words[name], key=len, reverse=True)) for name in ("classifiers", "nouns"))
    start = BEGINS + r"(?<![第几数〇零一二三四五六七八九十百千万亿])(?<!第\d、)"
    number = MIXED.replace("点", "")
    not_next = "|".join(words["not_after"])
    return re.compile(
        rf"{start}(?P<number>{number})\s?(?P<more>[余多])?\s?(?P<unit>{unit})(?!{not_next})"
        rf"(?P<after>[余多](?!次))?(?P<noun>{noun})?"
    )


def _share(m: re.Match[str]) -> Decimal | None:
    if m["number"]:
        value = parse_amount_number(m["number"])
        negative = -1 if m[0].startswith("-") else 1
        return None if value is None else negative * value / _DIVISOR[m["sign"]]
    if m["base"]:
        value = parse_amount_number(m["part"])
        return None if value is None else value / _DIVISOR[m["base"]]
    if m["tenths"]:
        tenths = parse_amount_number(m["tenths"])
        rest = Decimal(5) if m["half"] == "半" else parse_amount_number(m["half"] or "0")
        return None if tenths is None or rest is None else tenths * 10 + rest
    return parse_amount_number(m["points"])


def _bound(folded: str, start: int, end: int) -> Bound:
    left = folded[max(0, start - 8) : start]
    for bound, before in grammar().bounds_before:
        if before.search(left) and not (bound == "at_least" and re.search(r"不超过?\s?$", left)):
            return cast(Bound, bound)
    return cast(Bound, next((b for b, after in grammar().bounds_after if after.match(folded, end)), "exact"))
