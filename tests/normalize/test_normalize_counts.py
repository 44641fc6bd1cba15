"""Shares and counts follow their table; ordinals, dates, amounts and vague numbers are refused."""

import csv
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.money.counts import parse_count, parse_percent

SIGNS = {"exact": "", "at_least": " >=", "at_most": " <=", "about": " ~"}


def rows(kind: str) -> list[tuple[str, str]]:
    path = Path(__file__).parent / "tables" / "counts.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["expected"]) for row in csv.DictReader(file) if row["kind"] == kind]


@pytest.mark.parametrize(("text", "expected"), rows("percent"))
def test_parse_percent_follows_the_table(text: str, expected: str) -> None:
    found = parse_percent(text)
    wanted = [part.split() for part in expected.split("; ")] if expected else []

    assert [p.value for p in found] == [Decimal(value) for value, _ in wanted]
    assert ["points" if p.points else p.bound for p in found] == [bound for _, bound in wanted]


@pytest.mark.parametrize(("text", "expected"), rows("count"))
def test_parse_count_follows_the_table(text: str, expected: str) -> None:
    found = [
        f"{c.value} {c.unit}" + (f" {c.noun}" if c.noun else "") + SIGNS[c.bound] for c in parse_count(text)
    ]

    assert "; ".join(found) == expected


@given(
    st.one_of(
        st.text(), st.text(alphabet="0123456789.,%％‰百千万分之成个項类余多約第 几数十三家点", max_size=40)
    )
)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_raising_and_offsets_hold(text: str) -> None:
    for found in (*parse_percent(text), *parse_count(text)):
        assert text[found.start : found.end] == found.text


@given(st.integers(min_value=0, max_value=10**7))
@settings(max_examples=100, deadline=None)
def test_plain_counts_and_shares_are_read_exactly(value: int) -> None:
    assert [c.value for c in parse_count(f"{value}项")] == [value]
    assert [c.value for c in parse_count(f"共{value:,}家")] == [value]
    assert [p.value for p in parse_percent(f"占{value}%")] == [value]


@pytest.mark.parametrize("unit", ["1", "1,", " 111", "百", "一", "3项", "百分之", "成", "1.", "余"])
def test_time_grows_with_the_length_only(
    unit: str, grows: Callable[[Callable[[int], float], int], bool]
) -> None:
    def seconds(n: int) -> float:
        text = unit * (n // len(unit))
        started = time.process_time()
        parse_percent(text)
        parse_count(text)
        return time.process_time() - started

    assert grows(seconds, 4_000)
