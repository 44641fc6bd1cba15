"""Dates and deadlines: the table decides what is decidable; everything else must be refused."""

import csv
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.dates.reading import (
    DateContext,
    date_problem,
    parse_date,
    parse_dates,
    parse_deadline,
    read_dates,
)

TABLES = Path(__file__).parent / "tables"


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def context(row: dict[str, str]) -> DateContext:
    on = date.fromisoformat(row["on"]) if row["on"] else None
    return DateContext(on=on, region=row["region"] or None)


def test_the_tables_are_large_enough() -> None:
    assert len(rows("dates.csv")) >= 150
    assert len(rows("deadlines.csv")) >= 50


@pytest.mark.parametrize("row", rows("dates.csv"), ids=lambda r: f"{r['text']}@{r['on']}{r['region']}")
def test_parse_date_follows_the_table(row: dict[str, str]) -> None:
    value = parse_date(row["text"], context(row))

    if not row["start"]:
        assert value is None
    else:
        assert value is not None
        got = (value.start.isoformat(), value.end.isoformat(), value.precision, value.kind)
        assert got == (row["start"], row["end"], row["precision"], row["kind"])


@pytest.mark.parametrize("row", rows("deadlines.csv"), ids=lambda r: f"{r['text']}@{r['on']}{r['region']}")
def test_parse_deadline_follows_the_table(row: dict[str, str]) -> None:
    deadline = parse_deadline(row["text"], context(row))

    assert (deadline.deadline_on.isoformat() if deadline.deadline_on else "") == row["deadline"]
    assert deadline.kind == row["kind"]
    assert deadline.note or deadline.kind != "unknown", "an unread deadline must say why"


@pytest.mark.parametrize(
    "text",
    [
        "2021915日",
        "20219月",
        "1116日",
        "2018131日",
        "202288日",
        "2月30日",
        "2024年13月",
        "6月30日",
        "24年6月",
    ],
)
def test_a_refused_date_has_a_note(text: str) -> None:
    assert date_problem(text)


@pytest.mark.parametrize("text", ["2024年6月30日", "无", "〔2025〕1号"])
def test_what_is_a_date_or_looks_like_none_has_no_note(text: str) -> None:
    assert date_problem(text) is None


def test_a_plain_date_or_iso_text_serves_as_context() -> None:
    assert parse_date("12月底前", date(2024, 11, 5)) == parse_date("12月底前", "2024-11-05")


def test_running_text_gives_every_date_with_its_place() -> None:
    text = "2023年4月10日至6月9日，审计组进点；该局于5月22日缴库，5.3万元已于2024年底前收回。"
    found = [(text[m.start : m.end], m.value.end.isoformat(), m.inferred) for m in parse_dates(text)]

    assert found == [
        ("2023年4月10日至6月9日", "2023-06-09", False),
        ("5月22日", "2023-05-22", True),
        ("2024年底前", "2024-12-31", False),
    ]


def test_a_year_said_in_the_same_sentence_is_carried_on_but_not_over_its_end() -> None:
    text = "2022年3月立项，8月验收。9月付款。"
    ends = [m.value.end.isoformat() for m in parse_dates(text, date(2024, 1, 1))]

    assert ends == ["2022-03-31", "2022-08-31", "2024-09-30"]


def test_spans_of_days_in_running_text_are_no_dates() -> None:
    assert parse_dates("公示不少于7日，15日内报送，连续30日", date(2024, 1, 1)) == []


ALPHABET = (
    "0123456789年月日号季度上中下旬半底末初前内至到-—~./一二三四十〇○零元民国今去明本至〔〕第 \n,。旬起以来"
)


@given(st.one_of(st.text(), st.text(alphabet=ALPHABET, max_size=40)))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_without_raising_and_offsets_hold(text: str) -> None:
    for mention in parse_dates(text, DateContext(on=date(2024, 2, 29), region="TW-TPE")):
        assert text[mention.start : mention.end] == mention.text
        assert mention.value.start <= mention.value.end
    parse_date(text, date(2024, 2, 29))
    parse_deadline(text, date(2024, 2, 29))
    date_problem(text)


@given(st.dates(date(1980, 1, 1), date(2099, 12, 31)))
@settings(max_examples=200, deadline=None)
def test_every_day_is_read_however_it_is_written(day: date) -> None:
    forms = [
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y-%m-%d}",
        f"{day:%Y.%m.%d}",
        f"{day:%Y/%m/%d}",
        f"民國{day.year - 1911}年{day.month}月{day.day}日",
        day.strftime("%Y%m%d"),
    ]
    assert {(v.start, v.end) if v else None for v in map(parse_date, forms)} == {(day, day)}


@pytest.mark.parametrize(
    "unit", ["2024年", "1月至", "20", "年底", "一", "2024.", "本月", "至", " ", "二〇", "5月，", "1", "百"]
)
def test_time_grows_with_the_length_only(
    unit: str, grows: Callable[[Callable[[int], float], int], bool]
) -> None:
    def seconds(n: int) -> float:
        text = "2024年" + unit * (n // len(unit)) + "至5月"
        started = time.process_time()
        parse_dates(text, date(2024, 1, 1))
        parse_deadline(unit * (n // len(unit)), date(2024, 1, 1))
        return time.process_time() - started

    assert grows(seconds, 2_000)


@given(
    st.dates(date(1899, 1, 1), date(2101, 1, 1)),
    st.sampled_from(
        [
            "{0}年{1}月{2}日",
            "{0}-{1:02}-{2:02}",
            "{0}/{1}/{2}",
            "{0}年{1}月{2}",
            "{0}-{1}-{2} 10:20",
            " {0}-{1}-{2}",
        ]
    ),
    st.sampled_from([None, DateContext(script="hans"), DateContext(region="TW-TPE"), date(2024, 5, 1)]),
)
@settings(max_examples=300, deadline=None)
def test_a_day_printed_in_full_is_what_the_grammar_reads(day, form, context):
    text = form.format(day.year, day.month, day.day)
    found = [mention.value for mention in read_dates(text, context)]
    assert parse_date(text, context) == (found[0] if len({(v.start, v.end) for v in found}) == 1 else None)


@pytest.mark.parametrize(
    "text", ["2023-02-30", "2023年13月1日", "2024/2/29", "2023年0月1日", "1999-1-0", "２０２３年５月６日"]
)
def test_an_impossible_day_is_none_however_plainly_it_is_printed(text):
    found = [m.value for m in read_dates(text)]
    assert parse_date(text) == (found[0] if found else None)
