"""Marked prose, from which the chain learns: words and what they do, nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.language.folding import fold
from extract.roles.marked import pieces_of
from extract.train_chain import PROSE, read_prose

MARKED = (
    "# plain\n审计发现，{B 押金未入账，}{F 共3笔。}\n{M 已补记。}{R 应按月核对。}\n====\n# unanswered\n概况。"
)
WORDS = st.text("押金未入账，。；A1 \n", min_size=1, max_size=12)


def test_pieces_know_what_each_character_does_and_where_problems_begin() -> None:
    first, second = pieces_of(MARKED)

    assert first.text == "审计发现,押金未入账,共3笔。\n已补记。应按月核对。"
    assert first.does == "OOOOO" + "F" * 10 + "O" + "MMMM" + "R" * 6
    assert first.opens == {5}
    assert first.answered
    assert [first.text[a:b] for a, b in first.lines] == first.text.split("\n")
    assert not second.answered
    assert second.does == "OOO"


@given(st.lists(st.tuples(st.sampled_from(["", "B", "F", "M", "R"]), WORDS), min_size=1, max_size=6))
def test_marks_take_no_character_with_them(parts: list[tuple[str, str]]) -> None:
    marked = "。".join(f"{{{letter} {words}}}" if letter else words for letter, words in parts)

    text = "。".join(words for _, words in parts)
    for piece in pieces_of(marked):
        assert len(piece.text) == len(piece.does)
        assert "".join(piece.text.split()) == fold("".join(text.split()))


@pytest.mark.parametrize("wrong", ["{B 押金", "押金}", "{X 押金}", "{B {F 押金}}"])
def test_braces_that_do_not_match_are_told(wrong: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        list(pieces_of(wrong))


def test_prose_of_the_tree_can_be_read_and_holds_every_kind_of_words() -> None:
    told = read_prose()

    assert {x.author for x in told} == {path.stem for path in PROSE.glob("*.txt")}
    assert len(told) >= 200
    assert {tag for x in told for tag in x.tags} == set(range(5))
