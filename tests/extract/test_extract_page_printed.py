"""Folded words of a page are told as they are printed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.language.folding import squeeze
from extract.lines.lines import Page
from extract.model import Block, Document


def page(text: str) -> Page:
    block = Block(kind="paragraph", start=0, end=len(text))
    return Page(Document(text=text, blocks=(block,), reader="text", media_type="text/plain"))


@pytest.mark.parametrize(
    ("text", "words", "printed"),
    [
        ("關於整改情況的報告", "关于整改情况", "關於整改情況"),
        ("整改 情況一，整改情况二", "整改情况", "整改情況"),  # where they first stand, blanks aside
        ("整改情况", "审计结果", "审计结果"),
        ("整改情况", "", ""),
    ],
)
def test_words_are_told_as_they_first_stand(text: str, words: str, printed: str) -> None:
    assert page(text).printed(words) == printed


@given(st.text("甲乙 \n", max_size=12), st.text("甲乙 ", max_size=4))
def test_words_are_found_whatever_blanks_stand_between_them(text: str, words: str) -> None:
    of = page(text)
    found = re.search(r"\s*".join(map(re.escape, words)), of.folded)

    assert of.printed(words) == (squeeze(text[slice(*found.span())]) if found else words)
