"""Regulations in 《》 and what a text does to them."""

import csv
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.documents.regulations import find_regulations


def rows() -> list[tuple[str, str]]:
    path = Path(__file__).parent / "tables" / "regulations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["expected"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("text", "expected"), rows())
def test_find_regulations_follows_the_table(text: str, expected: str) -> None:
    assert "; ".join(f"{r.name}:{r.effect}" for r in find_regulations(text)) == expected


def test_the_number_printed_after_a_title_is_kept() -> None:
    found = find_regulations("按照《数据管理办法》（霁府办发【2020】第11号）执行")

    assert [r.document_number for r in found] == ["霁府办发〔2020〕11号"]


@pytest.mark.parametrize(
    ("text", "number", "article"),
    [
        ("违反《预算法》第十三条第二款第（三）项的规定", None, "第十三条第二款第（三）项"),
        ("依《預算法》第62條規定", None, "第62條"),
        ("《网络安全等级保护基本要求》（GB/T 22239—2019）", "GB/T 22239—2019", None),
        ("《采购管理办法》（霁财〔2020〕4号）第五条之一", "霁财〔2020〕4号", "第五条之一"),
        ("違反《預算法》第25條第1項第2款規定", None, "第25條第1項第2款"),
        ("违反《预算法》第十三条、第五十七条和第五十八条", None, "第十三条、第五十七条和第五十八条"),
        ("《车辆管理办法》第三条至第五条", None, "第三条至第五条"),
        ("《财务管理办法》（以下简称办法）第十二条第（一）、（三）项", None, "第十二条第（一）、（三）项"),
        ("《公共財政條例》（第2章）第16條第(2)款", None, "第16條第(2)款"),
        ("《企业会计准则第14号——收入》第四条", None, "第四条"),
        ("《预算法》规定", None, None),
        ("《采购管理办法》（试行）", None, None),
    ],
)
def test_number_and_article_printed_after_a_title_are_kept(
    text: str, number: str | None, article: str | None
) -> None:
    (found,) = find_regulations(text)

    assert (found.document_number, found.article) == (number, article)


def test_a_wrapped_title_loses_its_line_break_in_the_name_but_not_in_the_text() -> None:
    (found,) = find_regulations("印发《资产管\n理办法》")

    assert found.name == "资产管理办法"
    assert found.text == "《资产管\n理办法》"


@given(
    st.one_of(
        st.text(),
        st.text(alphabet="《》〈〉修订印发废止根据办法条例、和（）()。，\n未已2024年号〔〕", max_size=60),
    )
)
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_without_raising_and_offsets_hold(text: str) -> None:
    for found in find_regulations(text):
        assert text[found.start : found.end] == found.text
        assert found.text.startswith("《")
        assert found.text.endswith("》")


@pytest.mark.parametrize("unit", ["《", "》", "《办法》", "《\n", "印发", "《办法》、", "(", "《法》已经"])
def test_time_grows_with_the_length_only(
    unit: str, grows: Callable[[Callable[[int], float], int], bool]
) -> None:
    def seconds(n: int) -> float:
        text = unit * (n // len(unit))
        started = time.process_time()
        find_regulations(text)
        return time.process_time() - started

    assert grows(seconds, 4_000)


@pytest.mark.parametrize("run", ["经" * 80, "于经" * 40, "已经" * 40, "经于全面" * 20])
def test_long_runs_after_a_title_cost_no_more_than_their_length(run):
    start = time.process_time()
    assert [found.effect for found in find_regulations(f"根据《审计法》{run}修订")] == ["cites"]
    assert time.process_time() - start < 1
