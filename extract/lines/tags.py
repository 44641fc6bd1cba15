"""Words in brackets that stand before the name of a problem: 1.【财务核算】收入跨期确认。, （1）（采购管理）未签合同。"""

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from extract.lines.labels import label_role
from extract.status.statements import hits_in

_TAG = re.compile(
    r"[ ]*(?P<open>[【〖\[〔(（])[ ]*(?P<words>[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z、与和及·/ ]{1,15}?)[ ]*[】〗\]〕)）]"
    r"[ ]*(?=[^\s。，,；;：:、）)】\]〕]{4})"
)
_LINES = re.compile(
    r"^[ ]{0,2}(?:[^ \n【〖\[〔(（]{1,8}|[(（][^()（）]{1,3}[)）])?[ ]{0,2}"
    r"[\[〔(（](?P<words>[\u4e00-\u9fff][^\n\[\]〔〕()（）]{1,15})"
    r"[\]〕)）](?=[^\n]{4})",
    re.MULTILINE,
)
OPENS_TAG = frozenset(" 【〖[〔(（")
_SURE = frozenset("【〖")
_FEWEST = 3  # such lines, where the brackets are those that may hold anything
_OF_PACE = re.compile("改|销号|办结")  # 立行立改, 长期整改: how it is put right, no field


class Tag(NamedTuple):
    """Where the words in the bracket stand, None where they name no field, and where the bracket ends."""

    words: tuple[int, int] | None
    end: int


def tag_at(folded: str, start: int, end: int) -> Tag | None:
    """The bracket that opens folded[start:end]; None where it is a label, a state or part of the name."""
    m = _TAG.match(folded, start, end)
    if m is None or label_role(m["words"]) is not None or hits_in(folded, *m.span("words")):
        return None
    if m["open"] not in _SURE and m["words"].strip() not in _repeated(folded):
        return None
    return Tag(None if _OF_PACE.search(m["words"]) else m.span("words"), m.end())


@lru_cache(maxsize=4)
def _repeated(folded: str) -> frozenset[str]:
    """What stands in common brackets at the start of lines, where such lines are several and some words come again."""
    told = Counter(m["words"].strip() for m in _LINES.finditer(folded))
    enough = told.total() >= _FEWEST and max(told.values(), default=0) > 1
    return frozenset(told) if enough else frozenset()
