"""Status phrases: every one of the table, and what looks like a status and is none."""

import csv
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model import find_status
from normalize.status import parse_status


def rows() -> list[dict[str, str]]:
    path = Path(__file__).parent / "tables" / "status.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(), ids=lambda r: f"{r['text']}|{r['heading']}")
def test_parse_status_follows_the_table(row: dict[str, str]) -> None:
    assert parse_status(row["text"], heading=row["heading"] or None) == (row["status"] or None)


def found(text: str) -> list[tuple[str, str]]:
    return [(hit.text, hit.status) for hit in find_status(text) if not hit.attributive and not hit.counted]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("该问题已完成整改。一是印发办法。", [("已完成整改", "completed")]),
        ("截至10月底，上述问题均已整改到位，结果另行公告", [("均已整改到位", "completed")]),
        ("第1、3项已整改到位，第2项正在整改", [("已整改到位", "completed"), ("正在整改", "in_progress")]),
        ("第6項已移送霽川市住房和城鄉建設局處理。", [("已移送霽川市住房和城鄉建設局處理", "transferred")]),
        (
            "“甲”“乙”2个问题已整改完毕；“丙”问题已基本完成整改",
            [("已整改完毕", "completed"), ("已基本完成整改", "largely_completed")],
        ),
        ("污水处理费应征未征（正在整改）", [("正在整改", "in_progress")]),
        ("整改情況:已完成整改并長期堅持。", [("已完成整改并長期堅持", "completed")]),
        ("该问题需长期坚持。结合节点宣传。", [("需长期坚持", "long_term")]),
        ("该问题已完\n成整改", [("已完\n成整改", "completed")]),
        ("建立台账，长期坚持。", []),
        ("下发提醒函，已完成招标。", []),
        ("要求市水务局立即完成整改，确保问题整改到位", []),
        ("力争年底前基本完成整改", []),
        ("明确10个工作日办结", []),
        ("以前年度查出的往来款项挂账问题整改不到位。", []),
        ("垃圾分类设施建设任务未完成。", []),
        ("在审计整改中发现的问题", []),
    ],
)
def test_find_status_finds_statements_and_nothing_else(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_groups_quotations_and_counts_are_marked() -> None:
    text = "对已完成整改的问题回头看；对正在推进和需长期坚持的事项盘点；标注“持续整改”的事项；已完成整改8个，有2个正在整改"
    marked = [(hit.text, hit.attributive, hit.counted) for hit in find_status(text)]

    assert marked == [
        ("已完成整改", True, False),
        ("需长期坚持", True, False),
        ("持续整改", True, False),
        ("已完成整改", False, True),
        ("正在整改", False, True),
    ]


ALPHABET = "已未正在均全部完成整改到位办结基本部分持续长期坚持需移送处理要求确保的问题8个，。 \n“”（）并"


@given(st.one_of(st.text(), st.text(alphabet=ALPHABET, max_size=60)))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_without_raising_and_offsets_hold(text: str) -> None:
    last = 0
    for hit in find_status(text):
        assert text[hit.start : hit.end] == hit.text
        assert hit.start >= last
        last = hit.end
    parse_status(text)


@pytest.mark.parametrize(
    "unit",
    [
        "已",
        "已整",
        "正在",
        "逐步",
        "逐步整改中",
        "未",
        "已移送",
        "该问题",
        "已完成整改",
        "均已，",
        "的",
        " 已",
    ],
)
def test_time_grows_with_the_length_only(
    unit: str, grows: Callable[[Callable[[int], float], int], bool]
) -> None:
    def seconds(n: int) -> float:
        text = unit * (n // len(unit))
        started = time.process_time()
        find_status(text)
        return time.process_time() - started

    assert grows(seconds, 4_000)
