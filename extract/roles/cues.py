"""Weigh what an unlabelled sentence does - describe a finding, tell a measure, require something - by its words."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, Literal, get_args

from extract.vocabulary import vocabulary

SentenceRole = Literal["finding", "measure", "requirement"]


@cache
def _data() -> dict[str, Any]:
    return vocabulary("cues")


_ROLES: tuple[SentenceRole, ...] = get_args(SentenceRole)


_Cue = tuple[SentenceRole, Callable[[str], re.Match[str] | None], float]  # a role, what tells it, its weight


@cache
def _cues() -> tuple[_Cue, ...]:
    """The cues of every role. Sentences are short: to try them all takes less time than a sieve of their anchors."""
    return tuple(
        (role, getattr(re.compile(source), method), weight)
        for role in _ROLES
        for where, method in (("patterns", "search"), ("opening", "match"))
        for source, weight in _data()[role].get(where, [])
    )


@cache
def _acts() -> re.Pattern[str]:
    words = _data()["acts"]
    # a body of the state or of business, named at the start of the sentence
    ends = "局|委|厅|署|部门|单位|中心|公司|政府|办|院|校|街道|镇|乡|集团|处|所|县|区|市|企业|园|会|站|馆|队|组|家|人"
    body = rf"[^，,。；;：:未没不]{{2,26}}?(?:{ends})"
    return re.compile(
        rf"(?:[(（]?\d{{1,2}}[)）.、]|[一二三四五六]是)?"
        rf"(?:(?:并|同时|已|还|目前)?(?:{'|'.join(words['opening'])})"
        rf"|{body}(?:已|将|均|及时|全部|立即)?(?:{'|'.join(words['after_body'])}))"
    )


def tells_act(sentence: str) -> bool:
    """True for a sentence that opens with an act, or with a body and its act: 更换老旧管网…, 市林业局督促…."""
    return _acts().match(sentence.lstrip()) is not None


@lru_cache(maxsize=2048)
def weigh(sentence: str) -> dict[SentenceRole, float]:
    """Return the weight of each role for one folded sentence; 0 where nothing speaks for it."""
    head = sentence[:400]  # enough to tell, and bounded work on endless lines
    weights: dict[SentenceRole, float] = dict.fromkeys(_ROLES, 0.0)
    for role, found, weight in _cues():
        if found(head):
            weights[role] += weight
    return weights


def names_fault(words: str) -> bool:
    """True where the words of a folded sentence speak for a finding more than for anything done or asked."""
    weights = weigh(words)
    return weights["finding"] > max(weights["measure"], weights["requirement"])


def says_nothing(sentence: str) -> bool:
    """True where no word of a sentence speaks for any role: here the model is asked."""
    return not any(weigh(sentence).values())


def leaning(sentence: str, prior: SentenceRole | None = None, *, bonus: float = 0.7) -> SentenceRole | None:
    """Return the heaviest role, `prior` helped by `bonus`; None where nothing speaks for any."""
    weights = dict(weigh(sentence))
    if prior is not None:
        weights[prior] += bonus
    role = max(weights, key=weights.__getitem__)
    return role if weights[role] > 0 else None
