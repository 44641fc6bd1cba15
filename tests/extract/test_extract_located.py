"""Cells of annotated findings are found in the text of their document, which says what its clauses do."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from extract.roles.located import places


def finding(title: str, *measures: str, **cells: Any) -> dict[str, Any]:
    return {"title": title, "measures": list(measures), **cells}


def told(text: str, *findings: dict[str, Any]) -> str:
    return places(text, findings)[0]


def test_cells_are_found_whatever_the_white_space() -> None:
    does, opens = places("一、账外 存款。\n已并\n账。", [finding("账外存款。", "已并账。", detail=None)])
    assert does == "OOFFOFFFOMMOMM"
    assert opens == {2}


def test_of_words_that_stand_twice_each_finding_has_its_own() -> None:
    text = "甲账外存款。已并账。乙账外存款。已并账。"
    does, opens = places(text, [finding("账外存款。", "已并账。"), finding("账外存款。", "已并账。")])
    assert does == "OFFFFFMMMMOFFFFFMMMM"
    assert opens == {1, 11}


def test_what_stands_before_its_finding_is_found_too() -> None:
    assert told("已完成：账外存款。", finding("账外存款。", status_text="已完成")) == "MMMOFFFFF"


def test_a_cell_that_stands_in_pieces_is_found_piece_by_piece() -> None:
    text = "账外存款。已追回资金三万元，（见附件）并处理二人。"
    assert told(text, finding("账外存款。", "已追回资金三万元，并处理二人。")) == "FFFFFMMMMMMMMMOOOOOMMMMMM"


def test_titles_tell_the_fault_though_another_cell_holds_them() -> None:
    assert told("账外存款，已并账。", finding("账外存款", "账外存款，已并账。")) == "FFFFMMMMM"


@given(st.text("甲乙。 \n", max_size=12), st.lists(st.text("甲乙。 \n", max_size=4), max_size=4))
def test_every_character_does_one_thing(text: str, titles: list[str]) -> None:
    does, opens = places(text, [finding(t, requirement=t) for t in titles])
    assert len(does) == len(text)
    assert all(does[at] == "F" for at in opens)
