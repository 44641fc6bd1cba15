"""Displayed list numbers: every format the region's documents use."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.language.numerals import parse_numeral
from extract.readers.office.list_numbers import bullet, format_number, symbol


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ("decimal", "1 10 11 20 21 32"),
        ("decimalZero", "01 10 11 20 21 32"),
        ("decimalFullWidth", "１ １０ １１ ２０ ２１ ３２"),
        ("decimalEnclosedCircle", "① ⑩ ⑪ ⑳ ㉑ ㉜"),
        ("decimalEnclosedParen", "⑴ ⑽ ⑾ ⒇ 21 32"),
        ("decimalEnclosedFullstop", "⒈ ⒑ ⒒ ⒛ 21 32"),
        ("chineseCounting", "一 十 十一 二十 二十一 三十二"),
        ("chineseCountingThousand", "一 十 十一 二十 二十一 三十二"),
        ("taiwaneseCountingThousand", "一 十 十一 二十 二十一 三十二"),
        ("ideographDigital", "一 一〇 一一 二〇 二一 三二"),
        ("chineseLegalSimplified", "壹 壹拾 壹拾壹 贰拾 贰拾壹 叁拾贰"),
        ("ideographLegalTraditional", "壹 壹拾 壹拾壹 貳拾 貳拾壹 參拾貳"),
        ("ideographTraditional", "甲 癸 甲 癸 甲 乙"),
        ("upperLetter", "A J K T U FF"),
        ("lowerRoman", "i x xi xx xxi xxxii"),
        ("ordinal", "1st 10th 11th 20th 21st 32nd"),
        ("numberInDash", "- 1 - - 10 - - 11 - - 20 - - 21 - - 32 -"),
    ],
)
def test_numbers_are_written_in_every_format(number_format: str, shown: str) -> None:
    assert " ".join(format_number(n, number_format) or "" for n in (1, 10, 11, 20, 21, 32)) == shown


@pytest.mark.parametrize(
    ("number", "number_format", "shown"),
    [
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (105, "chineseCounting", "一○五"),
        (1024, "taiwaneseCountingThousand", "一千零二十四"),
        (2024, "chineseLegalSimplified", "贰仟零贰拾肆"),
        (0, "upperRoman", "0"),
        (-3, "chineseCountingThousand", "-3"),
    ],
)
def test_large_and_odd_numbers_are_written_too(number: int, number_format: str, shown: str) -> None:
    assert format_number(number, number_format) == shown


def test_a_format_that_is_not_known_says_so() -> None:
    assert format_number(1, "hindiVowels") is None


@settings(deadline=None, max_examples=100)
@given(st.integers(min_value=1, max_value=99_999))
def test_counting_forms_read_back_as_their_number(number: int) -> None:
    written = format_number(number, "chineseCountingThousand")

    assert written is not None and parse_numeral(written) == number


def test_symbol_fonts_are_translated_and_other_fonts_left_alone() -> None:
    assert symbol("\uf0fc", "Wingdings") == "√"
    assert symbol("√", "SimSun") == "√"
    assert symbol("\uf0ff", "Wingdings") is None
    assert bullet("\uf0ff", "Wingdings") == "•"
    assert bullet("—", "SimSun") == "—"
