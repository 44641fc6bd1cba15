"""What is passed over for speed could not have matched: first characters of numbers, words that status phrases need."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.language.anchors import edges
from extract.lines.enumerators import _PATTERNS, _STARTS
from extract.lines.series import _FIRST_ITEM, _SEARCHERS, _count_up
from extract.status.forms import Form, any_of, status_words

FORMS = [
    *(form for _, forms in status_words().anywhere for _, form in forms),
    *(f for _, f in status_words().filling),
]


@pytest.mark.parametrize("number", range(len(_PATTERNS)), ids=lambda n: _PATTERNS[n][0])
def test_every_number_begins_with_a_character_of_its_row(number: int) -> None:
    kind, first, pattern = _PATTERNS[number]

    @given(st.from_regex(pattern), st.just(0))
    @settings(max_examples=15, deadline=None)
    def begins(text: str, _: int) -> None:
        m = re.compile(pattern).match(text)
        if m and text[:1].isascii() | (text[:1] > "\u2000"):
            assert text[0] in first or text[0].isdigit()

    begins()
    assert all(any(k == kind for k, _ in _STARTS[char]) for char in first)


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.rule)
def test_every_phrase_of_status_holds_a_word_its_form_needs(form: Form) -> None:
    bare = form.source.replace("(?P<form>", "(?:").replace("(?P<subject>", "(?:")

    @given(st.from_regex(bare))
    @settings(max_examples=4, deadline=None)
    def holds(text: str) -> None:
        m = form.pattern.search(text)
        if m:
            assert form.hint.search(m[0])
            assert status_words().hint.search(text)
            assert not form.needs or any_of(form.needs).search(m[0])
            first, last = edges(bare)
            assert re.match(first, m[0])
            assert re.search(last + r"\Z", m[0])

    holds()


@given(st.text(alphabet="一二12.、）)(是第其①②abA：，。；甲 项", max_size=24))
@settings(max_examples=300, deadline=None)
def test_a_text_without_a_first_item_holds_no_list(text: str) -> None:
    for kind in _SEARCHERS:
        found = _count_up(text, 0, len(text), kind)  # type: ignore[arg-type]
        assert len(found) < 2 or _FIRST_ITEM.search(text)


@pytest.mark.parametrize(
    "pattern",
    [
        r"甲?[乙丙]+丁*",
        r"\d{1,3}(?:年|月(?=底))?",
        r"(?:甲|乙?)丙{0,2}丁|[^戊]己",
        r"^甲.?$",
        r"[甲\d-](?!乙)",
        r"甲??",
    ],
)
def test_every_match_stands_between_the_edges_of_its_pattern(pattern: str) -> None:
    first, last = edges(pattern)

    @given(st.text(alphabet="甲乙丙丁戊己1٣年月底-", max_size=8))
    @settings(max_examples=60, deadline=None)
    def stands(text: str) -> None:
        for m in re.finditer(pattern, text):
            assert not m[0] or (re.match(first, m[0]) and re.search(last + r"\Z", m[0]))

    stands()
