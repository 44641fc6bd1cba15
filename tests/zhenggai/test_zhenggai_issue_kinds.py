"""Doubts and refusals have one vocabulary, and words for it in both languages."""

from typing import get_args

from db.site.languages.language import read_messages
from extract.model import IssueKind


def test_every_kind_has_words_and_every_word_a_kind():
    messages = read_messages()
    worded = {key.removeprefix("doubt.") for key in messages if key.startswith("doubt.")}
    assert worded == set(get_args(IssueKind))
    for kind in worded:
        assert messages[f"doubt.{kind}"]["zh"]
        assert messages[f"doubt.{kind}"]["en"]


def test_kinds_are_listed_once():
    assert len(set(get_args(IssueKind))) == len(get_args(IssueKind))
