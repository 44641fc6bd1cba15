"""Document numbers: the table says what is decidable; damaged ones are flagged, never repaired silently."""

import csv
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.documents.numbers import find_document_numbers, parse_document_number


def rows() -> list[dict[str, str]]:
    path = Path(__file__).parent / "tables" / "document_numbers.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_is_large_enough() -> None:
    assert len(rows()) >= 120


@pytest.mark.parametrize("row", rows(), ids=lambda r: r["text"])
def test_parse_document_number_follows_the_table(row: dict[str, str]) -> None:
    found = parse_document_number(row["text"])

    if not row["canonical"] and not row["damaged"]:
        assert found is None
        return
    assert found is not None
    assert found.text == row["text"][found.start : found.end]
    assert found.damaged is bool(row["damaged"])
    assert (found.canonical or "") == row["canonical"]
    assert found.issuer_prefix == row["prefix"]
    assert [str(v) if v is not None else "" for v in (found.year, found.number)] == [
        row["year"],
        row["number"],
    ]
    assert "|".join(found.repaired) == row["repaired"]
    if not found.damaged:
        assert [found.place or "", found.line or "", found.kind or ""] == [
            row["place"],
            row["line"],
            row["kind"],
        ]
        assert str(found.total_number or "") == row["total"]


def test_running_text_gives_every_number_with_its_place() -> None:
    text = "按照霁审报〔2024〕1号和国发〔2016〕51号要求，见2024年第3号公告，另收到汐审函【2023】第12号。"
    found = [text[n.start : n.end] for n in find_document_numbers(text)]

    assert found == ["霁审报〔2024〕1号", "国发〔2016〕51号", "2024年第3号公告", "汐审函【2023】第12号"]


def test_a_number_without_known_letters_before_it_is_not_called_damaged() -> None:
    assert find_document_numbers("该项目（20211230）于人民路〔2022〕建成，共20224号") == []


@given(
    st.text(alphabet="霁珞汐岚澄", min_size=1, max_size=2),
    st.sampled_from(["审报", "审数据调报", "审公告", "政办发", "财函"]),
    st.sampled_from(["〔{}〕{}号", "[{}]{}号", "（{}）第{}号", "【{}】 {} 號", "﹝{}﹞{}号"]),
    st.integers(2000, 2049),
    st.integers(1, 99999),
)
@settings(max_examples=200, deadline=None)
def test_every_bracket_style_gives_the_same_number(
    place: str, letters: str, style: str, year: int, number: int
) -> None:
    found = parse_document_number(place + letters + style.format(year, number))

    assert found is not None
    assert found.canonical == f"{place}{letters}〔{year}〕{number}号"
    assert (found.place, found.year, found.number) == (place, year, number)


ALPHABET = "霁审数据调报公告字第号號〔〕[]【】（）() 2022412年总令X3HBD二〇一正调\n和根据收到"


@given(st.one_of(st.text(), st.text(alphabet=ALPHABET, max_size=50)))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_without_raising_and_offsets_hold(text: str) -> None:
    last = 0
    for found in find_document_numbers(text):
        assert text[found.start : found.end] == found.text
        assert found.start >= last
        assert not (found.damaged and found.canonical)
        last = found.end


@pytest.mark.parametrize(
    "unit", ["审", "〔", "2022", "霁审报〔2022", "令第", "第1号", "字", "二〇", "( ", "X3HB", "1正"]
)
def test_time_grows_with_the_length_only(
    unit: str, grows: Callable[[Callable[[int], float], int], bool]
) -> None:
    def seconds(n: int) -> float:
        text = unit * (n // len(unit))
        started = time.process_time()
        find_document_numbers(text)
        return time.process_time() - started

    assert grows(seconds, 4_000)
