"""Patterns that were rewritten to grow with their text find what the plain ones found."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.readers.html import title as html_title
from extract.readers.printed import likeness as pdf_likeness
from extract.readers.sheets import writing as sheet_writing
from normalize.agencies import people
from normalize.documents import prefixes as document_prefixes
from normalize.documents import regulations
from normalize.money import context as money_context
from scrapers.lists import jsons
from zhenggai.certainty import cell_signals as signals

Found = Callable[[re.Pattern[str], str], object]


def pieces(pattern: re.Pattern[str], text: str) -> object:
    return [piece for piece in map(str.strip, pattern.split(text)) if piece]


def groups(pattern: re.Pattern[str], text: str) -> object:
    match = pattern.match(text)
    return match and match.groups()


def label(pattern: re.Pattern[str], text: str) -> object:
    match = pattern.search(text)
    return match and match.group().strip()


def searched(pattern: re.Pattern[str], text: str) -> object:
    match = pattern.search(text)
    return match and match.span()


def whole(pattern: re.Pattern[str], text: str) -> object:
    return pattern.fullmatch(text) is not None


def count(pattern: re.Pattern[str], text: str) -> object:
    return len(pattern.findall(text))


def key_and_value(pattern: re.Pattern[str], text: str) -> object:
    """A blank key is none."""
    match = pattern.match(text)
    return match.groups() if match and match[1].strip() else None


BEGINS = r"(?:^|[\n。；;])\s*"
PAIRS: dict[str, tuple[str, re.Pattern[str], Found, list[str]]] = {
    "callback": (
        r"^\s*(?:/\*.*?\*/)?\s*[\w.$]+\s*\((.*)\)\s*;?\s*$", jsons.CALLBACK, groups,
        ["a", ".", "(", ")", ";", " ", "\n", "/*", "*/", "[1]"],
    ),
    "title": (
        r"\s*(?:[_|｜»›]|--+|——|\s[-–—·:：]\s|-(?=[^\d\s])|·)\s*", html_title._CUT, pieces,
        [" ", "_", "|", "-", "—", "·", "：", "甲", "1"],
    ),
    "key and value": (
        r"^\s*([^:：。,，;；]{1,14}?)\s*[:：]\s*(\S.*?)\s*$", sheet_writing._KEY_VALUE, key_and_value,
        [" ", "\n", "甲", "：", ":", "。", "乙乙乙乙乙乙乙"],
    ),
    "number": (
        r"[^\d]*\d[\d.,%\s()\-–+/*:]*[^\d\s]{0,4}", pdf_likeness._NUMBER, whole, ["甲", "1", ".", "%", " ", "万元"],
    ),
    "letters": (
        r"(?:(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff] ){1,7}[\u4e00-\u9fff]|[\u4e00-\u9fff]+)\s{0,2}$",
        document_prefixes._LETTERS, searched, ["审", " ", "电", "x", "(", "\n"],
    ),
    "break": (
        r"[,。;:!?\n(]|[\d.]+[万亿]?元", money_context._BREAK, pieces, ["1", ".", "万", "元", "甲", ",", "("],
    ),
    "telephone": (
        r"[,:;]?(?:(?:联系)?电话|手机|tel)?[:]?\+?\d[\d-]{6,}\d$", people._TELEPHONE, searched,
        ["1", "-", "+", ":", "电话", "张", "55551234"],
    ),
    "version": (
        r"\s*\((?:[^()]{0,12}(?:行|稿|版|本|修订|修正|年|暂定|案|定)|\d{4}年?[-—~至]+\d{4}年?)\)$",
        regulations._VERSION, searched, ["(", ")", "试行", "2024", "年", "-", "法"],
    ),
    "inner label": (BEGINS + r"[\u3400-\u9fff]{2,8}[：:]", signals._INNER_LABEL, label, ["\n", " ", "。", "措施", "：", "1"]),
    "inner number": (
        BEGINS + r"(?:\d{1,2}[.．、](?!\d)|[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,2}、)",
        signals._INNER_NUMBER, count, ["\n", " ", "；", "1", "、", "（", "）", "一", "甲"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_rewritten_pattern_finds_what_the_plain_one_found(name: str, data: st.DataObject) -> None:
    plain, rewritten, found, alphabet = PAIRS[name]
    text = "".join(data.draw(st.lists(st.sampled_from(alphabet), max_size=16)))
    assert found(rewritten, text) == found(re.compile(plain, rewritten.flags), text)
