"""One amount as found: its place, value and bound; the ends of a range."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from normalize.money.grammar import Bound, bound_of, grammar
from normalize.records import Currency

_MINUS = frozenset("负-")


@dataclass(slots=True, kw_only=True)
class Money:
    """One amount: `text[start:end]` prints it, `value` is in yuan, dollars ... (not in 万元).

    `bound`: at_least (余, 多, 以上, 超过), at_most (近, 不足, 以下), about (约, 左右). The ends of a range
    (3万元至5万元) are two amounts, at_least and at_most.
    """

    value: Decimal
    currency: Currency
    bound: Bound
    start: int
    end: int
    text: str


def bound_between(folded: str, kept: list[Money]) -> None:
    """Give the ends of 介于20万元和30万元之间 their bounds."""
    for low, high in pairwise(kept):
        joined = folded[low.end : high.start].strip() in ("和", "与")
        if joined and folded.startswith(("之间", "间"), high.end) and low.value < high.value:
            low.bound, high.bound = "at_least", "at_most"


def money_at(
    folded: str,
    start: int,
    end: int,
    value: Decimal,
    currency: Currency,
    *,
    inner: bool = False,
    at: Bound = "exact",
) -> Money:
    """Return the amount that `folded[start:end]` prints; a minus before it makes it negative."""
    bound = at if at != "exact" else _bound(folded, start, end, inner=inner)
    if before(folded, start) in _MINUS and grammar().minus.search(folded, max(0, start - 6), start):
        value, start = -value, start - 1
    return Money(value=value, currency=currency, bound=bound, start=start, end=end, text="")


def _bound(folded: str, start: int, end: int, *, inner: bool) -> Bound:
    if "来" in folded[start:end]:
        return "about"  # 四百来万元
    if inner or (
        folded[max(0, start - 1) : start] in ("上", "过") and folded[start : start + 1] in "百千万亿"
    ):
        return "at_least"  # 上千万元
    return bound_of(folded, start, end)


def before(folded: str, at: int) -> str:
    """The last character before a place, blanks aside; patterns that end there need not be tried where it is another."""
    return folded[max(0, at - 3) : at].rstrip()[-1:]
