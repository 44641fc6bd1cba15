"""The title among the leading lines of a document that is no web page."""

import pytest

from extract.language.title_words import looks_like_title
from extract.readers.furniture.title_lines import TitleLine, find_title

TITLE = "远岚市水务局关于审计查出问题整改情况的公告"
BODY = "2024年3月，远岚市审计局对我局进行了审计，现将整改情况公告如下。"


def title(*lines: tuple[str, float | None, bool]) -> list[str]:
    """Titles found; each line is (text, size, centred)."""
    made = [TitleLine(key=i, text=t, size=s, centred=c) for i, (t, s, c) in enumerate(lines)]
    return [lines[i][0] for i in find_title(made)]


def test_a_centred_line_that_names_a_document_is_the_title() -> None:
    assert title((TITLE, 22, True), (BODY, 16, False)) == [TITLE]


def test_lines_of_one_look_make_one_title() -> None:
    first, second = "远岚市水务局", "关于审计查出问题整改情况的公告"

    assert title((first, 22, True), (second, 22, True), (BODY, 16, False)) == [first, second]


def test_an_issuer_or_date_below_the_title_is_not_part_of_it() -> None:
    lines = (
        (TITLE, 22, True),
        ("远岚市水务局", 22, True),
        ("（2024年10月11日）", 16, True),
        (BODY, 16, False),
    )

    assert title(*lines) == [TITLE]


def test_a_masthead_and_a_document_number_stand_above_the_title() -> None:
    lines = (
        ("远岚市审计局文件", 48, True),
        ("远审发〔2024〕12号", 16, True),
        (TITLE, 22, True),
        (BODY, 16, False),
    )

    assert title(*lines) == [TITLE]


def test_the_serial_of_a_series_is_no_title() -> None:
    lines = (
        ("审计结果公告", 36, True),
        ("2024年第3号（总第12号）", 16, True),
        ("2023年度供水专项资金审计结果", 22, True),
        (BODY, 16, False),
    )

    assert title(*lines) == ["2023年度供水专项资金审计结果"]


def test_an_annex_mark_above_the_title_is_no_title() -> None:
    assert title(("附件2", 16, False), (TITLE, 22, True)) == [TITLE]


def test_a_first_line_that_names_a_document_is_the_title_without_any_look() -> None:
    assert title((TITLE, None, False), (BODY, None, False)) == [TITLE]


def test_a_large_line_stands_out_without_being_centred() -> None:
    assert title((TITLE, 22, False), (BODY, 16, False), (BODY, 16, False)) == [TITLE]


@pytest.mark.parametrize("first", [BODY, "一、总体情况", "编制单位：远岚市审计局", "王某某", "〔2024〕12号"])
def test_no_title_is_made_up(first: str) -> None:
    assert title((first, 16, False), (BODY, 16, False)) == []


def test_a_numbered_centred_line_is_a_heading() -> None:
    lines = [TitleLine(key=0, text="总体情况", centred=True, numbered=True)]

    assert find_title(lines) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TITLE, True),
        ("整改台账（2024年度）", True),
        ("关于某事项整改的", True),
        ("水费收入未入账。", False),
        ("单位：万元", False),
    ],
)
def test_words_alone_tell_a_likely_title(text: str, expected: bool) -> None:
    assert looks_like_title(text) is expected
