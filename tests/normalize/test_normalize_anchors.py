"""A text that holds none of a pattern's anchors never matches it: leaving the pattern untried changes nothing."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.language.anchors import anchors
from normalize.topics.labelled import read_labelled
from normalize.topics.rules import _rules, prepared, rule_hits

CHARACTERS = "预算编制资金漏"
PIECES = st.recursive(
    st.sampled_from(
        [
            *CHARACTERS,
            ".",
            "[预算]",
            "[^漏]",
            "[0-9]",
            r"[预\]算]",
            r"\d",
            "预算",
            "编?",
            "制*",
            "金+",
            "资{0,2}",
        ]
    ),
    lambda inner: st.one_of(
        st.builds("(?:{}|{})".format, inner, inner),
        st.builds("(?:{})?".format, inner),
        st.builds("{}{}".format, inner, inner),
        st.builds("(?!{})".format, inner),
        st.builds("{}|{}".format, inner, inner),
    ),
    max_leaves=6,
)


@given(PIECES, st.text(alphabet=CHARACTERS + "0。", max_size=12))
@settings(max_examples=400, deadline=None)
def test_every_match_holds_an_anchor(pattern: str, text: str) -> None:
    found = anchors(pattern)
    if re.search(pattern, text):
        assert found is None or any(string in text for string in found)


@pytest.mark.parametrize(
    ("pattern", "strings"),
    [
        ("预算编[制报]|漏编", {"预算编", "漏编"}),
        ("(?:未|没有)拨付", {"未拨付", "有拨付"}),
        ("资金?闲置", {"闲置"}),
        ("未.{0,8}测评", {"测评"}),
        (r"正[^\[\]编制]{0,9}拨付", {"拨付"}),
        ("(?P<what>预算)编制", {"预算编"}),
        ("(?:预.|算)编", {"编"}),
        ("(?:预.|算)[0-9]", {"预", "算"}),
        ("(?:预|算)编", {"预编", "算编"}),
        ("[0-9]+", None),
        ("(?!预算)", None),
        ("预算|.", None),
    ],
)
def test_anchors_are_few_and_long(pattern: str, strings: set[str] | None) -> None:
    assert anchors(pattern) == (frozenset(strings) if strings is not None else None)


def test_hits_are_the_same_as_of_trying_every_pattern() -> None:
    rules = _rules()
    texts = [prepared(f"{finding.title}。{finding.detail}") for finding in read_labelled()[::4]]
    for text, hits in zip(texts, rule_hits(texts), strict=True):
        passed = [test for test in rules.tests if all(p.search(text) for p in test.patterns)]
        denied = {test.topic for test in passed if test.kind == "unless"}
        told = {rules.topics[test.topic] for test in passed if test.topic not in denied}
        assert {hit.topic for hit in hits} == told
