"""Search is exact for any number of characters, in either script."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from db.schema import SEARCHES
from db.search.word_maker import WordMaker
from db.search.words import NO_MATCH, bigrams, fold_for_search, matches, search_query
from normalize.records import fold
from tests.db.records import HAN

WORDS = st.text(
    st.one_of(HAN, st.sampled_from("资資金项項目乾干着著后後，。、 ABc12%-.,·〇\U00020000")), max_size=40
)
HAN_WORDS = st.text(st.one_of(HAN, st.sampled_from("资金项目")), min_size=1, max_size=6)


def found(texts: list[str], query: str) -> list[int]:
    """Positions of the texts that the real index finds."""
    create = next(search for search in SEARCHES if search.name == "measures_fts").create
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(create)
        rows = [(number, bigrams(text)) for number, text in enumerate(texts)]
        connection.executemany("INSERT INTO measures_fts (rowid, text) VALUES (?, ?)", rows)
        sql = "SELECT rowid FROM measures_fts WHERE measures_fts MATCH ? ORDER BY rowid"
        return [row[0] for row in connection.execute(sql, (search_query(query),))]


@settings(deadline=None, max_examples=200)
@given(st.lists(st.one_of(WORDS, st.text(max_size=8)), max_size=6), st.lists(WORDS, min_size=1, max_size=3))
@example(["İ资金Σ", "ΑΣ Σ\0\n", "", "\ud800金", "\U00030001\U00030002"], [""])
def test_words_of_many_texts_are_those_of_each(texts: list[str], more: list[str]) -> None:
    maker = WordMaker()
    assert maker.words([*texts, *more]) == [bigrams(text) for text in (*texts, *more)]
    assert maker.words(more) == [bigrams(text) for text in more]


@pytest.mark.parametrize("text", ["\U00030001\U00030002项目", "MAßNAHMEN İZMİR 项目", "ΟΔΟΣ项目"])
def test_rare_characters_and_capital_letters_of_others_are_found(text: str) -> None:
    assert found([text], text) == [0]
    assert found([text], text.split(maxsplit=1)[0].lower()) == [0]


TEXTS = [
    "专项资金闲置",
    "專項資金閒置",
    "资产管理不规范，金额较大",
    "未开展等级保护测评（等保三级）",
    "Apache 2.4 未升级",
    "5G网络",
]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("资金", [0, 1]),
        ("資金", [0, 1]),
        ("金", [0, 1, 2]),
        ("等保", [3]),
        ("闲置", [0, 1]),
        ("资金闲置", [0, 1]),
        ("规范金额", []),  # punctuation lies between
        ("规范，金额", [2]),
        ("资金 专项", [0, 1]),
        ("金 -资金", [2]),
        ('"资产管理" 金额', [2]),
        ("apache", [4]),
        ("Apache 2.4", [4]),
        ("2.4", [4]),
        ("4.2", []),
        ("pache", []),  # words of letters are whole words
        ("5G", [5]),
        ("5g网", [5]),
        ("5G网络", [5]),
        ("网络", [5]),
        ("保三级", [3]),
        ("，", []),
        ("", []),
        ('"', []),
        ("AND OR NOT NEAR( * ^", []),
    ],
)
def test_what_a_query_finds(query, expected):
    assert found(TEXTS, query) == expected


PRINTED = ("1500万元", "1,500万元", "1，500.00万元", "1500.0萬元", "１５００万元")


@pytest.mark.parametrize("query", PRINTED)
def test_an_amount_is_found_however_its_number_is_printed(query):
    texts = [f"收回{text}。" for text in PRINTED]
    assert found([*texts, "1501万元", "150万元", "1500人"], query) == list(range(len(PRINTED)))
    assert [matches(text, query) for text in texts] == [[(2, 2 + len(text))] for text in PRINTED]
    assert found(["2.50亿元", "2.5亿", "2.05亿元"], "2.5亿") == [0, 1]


def test_a_number_is_not_found_inside_another():
    """500万元 is neither 1,500万元 nor 0.500万元, 5万元 not 12.5万元; what a number begins with is found."""
    texts = [
        "收回1,500万元",
        "收回500万元",
        "收回12.5万元",
        "收回5万元",
        "收回1,500.00万元",
        "收回2,021，2,022",
        "12·5万元",
    ]
    assert found(texts, "500万元") == [1]
    assert found(texts, "5万元") == [3, 6]
    assert found(texts, "12.5万元") == [2, 6]
    assert found(texts, "1500万元") == [0, 4]
    assert found(texts, "12") == [2, 6]
    assert [matches(text, "500万元") for text in texts[:2]] == [[], [(2, 7)]]
    assert matches(texts[2], "12.5万元") == [(2, 8)]


def test_days_and_lists_of_numbers_are_found_by_their_parts():
    texts = ["2024.6.30", "2021,2022年", "第1，2项", "V2.4.1"]
    assert [found(texts, query) for query in ("6.30", "2024.6", "2022年", "2项", "2.4")] == [
        [0],
        [0],
        [1],
        [2],
        [],
    ]
    assert matches(texts[0], "6.30") == [(5, 9)]


def test_numbers_of_other_things_are_found_as_they_are_printed():
    assert found(["第1500号", "第1,500号", "2,024年"], "1500号") == [0]
    assert search_query("2024年") == '"2024 年" *'


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=8), HAN_WORDS)
@example(["亁乾隆乾净"], "乾")
@example(["看著", "看着"], "看着")
def test_han_query_finds_exactly_the_texts_that_hold_it(texts, query):
    wanted = fold_for_search(query)
    holding = [number for number, text in enumerate(texts) if wanted in fold_for_search(text)]
    assert found(texts, query) == holding


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5), st.data())
def test_any_cut_of_a_run_of_characters_is_found(texts, data):
    text = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    cut = text[start:end]
    if all("\u4e00" <= character <= "\u9fff" for character in cut) and cut:
        assert texts.index(text) in found(texts, cut)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_query(text):
    found(["资金"], text)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6), WORDS)
def test_highlights_are_where_the_index_finds(texts, query):
    hits = set(found(texts, query))
    for number, text in enumerate(texts):
        ranges = matches(text, query)
        assert all(0 <= start < end <= len(text) for start, end in ranges)
        assert ranges == sorted(ranges)
        if number in hits:
            assert ranges


def test_query_without_anything_to_find_matches_nothing():
    assert search_query("  。。 ") == NO_MATCH
    assert search_query("-资金") == NO_MATCH


def test_folding_keeps_offsets():
    text = "專項資金，閒置"
    assert [text[start:end] for start, end in matches(text, "资金 闲置")] == ["資金", "閒置"]
    assert len(fold(text)) == len(text)
