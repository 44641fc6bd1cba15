"""Charts: their axes and labels stand in columns, and are no tables."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_VALUE = re.compile(r"[$€£¥]?([-–−]?\d+(?:\.\d+)?)[%‰]?")
_TICKS = 4  # numbers that fall at an even rate before they count as an axis
_EVEN = 0.06  # how far the rates of two steps may differ
_SPARSE = 0.25  # share of its cells that a wide table fills at least
_WIDE = 5  # columns


class Spot(NamedTuple):
    """A text of one column and its height on the page."""

    text: str
    y: float


def is_chart(columns: Sequence[Sequence[Spot]]) -> bool:
    """Whether a column of numbers is the scale of a chart and hardly anything stands beside its numbers.

    `columns`: the texts of each column from top to bottom. The numbers of a scale fall at one rate down the page.
    """
    scales = [_scale(column) for column in columns]
    ticks = max(scales, key=len, default=[])
    if not ticks:
        return False
    beside = [s for column, scale in zip(columns, scales, strict=True) if not scale for s in column]
    return sum(any(abs(s.y - y) < 3 for y in ticks) for s in beside) <= 0.5 * len(ticks)


def is_scattered(columns: Sequence[Sequence[Spot]], rows: int) -> bool:
    """Whether texts stand about in many columns and rows, as the labels of a drawing do."""
    return len(columns) >= _WIDE and sum(map(len, columns)) < _SPARSE * len(columns) * rows


def _scale(column: Sequence[Spot]) -> list[float]:
    """Heights of the numbers that make scales, where they are most of what a column holds."""
    found = [(s.y, value) for s in column if (value := _value(s.text)) is not None]
    if len(found) < max(_TICKS, 0.5 * len(column)):
        return []
    rates = [(b - a) / (z - y) if z > y else 0.0 for (y, a), (z, b) in pairwise(found)]
    on: list[float] = []
    start = 0
    for i in range(1, len(rates) + 1):
        if i == len(rates) or not _same(rates[i], rates[start]):
            if rates[start] < 0 and i - start >= _TICKS - 1 and not _are_years(found[start : i + 1]):
                on += [y for y, _ in found[start : i + 1]]
            start = i
    return on if len(on) >= 0.6 * len(found) else []


def _same(a: float, b: float) -> bool:
    return abs(a - b) <= _EVEN * abs(b)


def _are_years(found: Sequence[tuple[float, float]]) -> bool:
    return all(1800 < value < 2200 and value == int(value) for _, value in found)


def _value(text: str) -> float | None:
    found = _VALUE.fullmatch(text.strip().replace(",", "").replace(" ", ""))
    return float(found.group(1).replace("–", "-").replace("−", "-")) if found else None
