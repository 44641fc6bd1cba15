"""A problem and its state in one sentence, or side by side on one line: F问题，已整改到位。…; F 已整改; F｜整改中."""

import re
from functools import lru_cache

from extract.language.patterns import ABOVE, DIGIT, FOUND
from extract.roles.turning import ANSWER, may_name_fault, weight
from extract.status.statements import pure_status
from extract.status.statuses import StatusHit, may_state

_LONGEST = 120  # characters of such a sentence
_SHORTEST = 4  # of what it names
_BREAKS = "，,：:|｜·—–~～→ \t-"
_BESIDE = "|｜· \t"  # what parts a badge from the name
STATES_OPEN = frozenset("已未正尚整基持长推完进办销部阶")  # the first characters of states in few words
_FIRST = re.compile(r"(?P<state>[^\s，,。；;：:、|｜]{2,10})[ |｜]+(?=[^\s]{4})")
_STOPS = "。；;！!"
# the last 问题, else the last break, else the last but one (已整改，并长期坚持)
_NAMED = re.compile(rf".{{0,120}}(?:问题|事项)[{_BREAKS}]{{0,4}}(?=.{{2}})")
_PARTED = re.compile(rf".{{1,120}}[{_BREAKS}](?=[^{_BREAKS}]{{2,24}}$)")
_PARTED_TWICE = re.compile(rf".{{1,120}}[{_BREAKS}](?=[^{_BREAKS}]{{2,24}}[{_BREAKS}][^{_BREAKS}]{{2,24}}$)")
# 对F问题，已…，该问题已整改; 6个问题，已整改到位; 上述问题均已整改; 审计发现的问题，正在整改: a sum, or what was named before
_NAMES_NONE = re.compile(
    rf"(?:(?:{ABOVE}|这些?|该|此|各|其余|其他|剩余|所有|全部)|.*{DIGIT}[个项条](?:具体|主要|审计)?问题$"
    rf"|(?:审计|巡察|检查|报告)?(?:{FOUND}|涉及|存在)的|.*[，,；;](?:该|此|本|这)(?:项|个)?(?:问题|事项)$)"
)
_OF = re.compile(r"(?:的|等|等的)?(?P<noun>问题|事项)$")


@lru_cache(maxsize=4096)  # asked where lines are read, and where problems without numbers are looked for
def state_behind(folded: str, start: int, end: int) -> tuple[int, StatusHit] | None:
    """Where the problem that folded[start:end] names ends, and the state behind it; None where it tells not both."""
    if end - start > _LONGEST or not may_state(folded, start, end):
        return None
    stop = end - 1 if folded[end - 1] in _STOPS else end
    named = _NAMED.match(folded, start, stop)
    for m in (named,) if named else (p.match(folded, start, stop) for p in (_PARTED, _PARTED_TWICE)):
        state = pure_status(folded, m.end(), stop) if m else None
        if m and state:
            return _named_by(folded, start, m.end(), state)
    return None


def _named_by(folded: str, start: int, at: int, state: StatusHit) -> tuple[int, StatusHit] | None:
    """Where the name of a problem ends that opens folded[start:at], in front of its state."""
    words = folded[start:at].rstrip(_BREAKS)
    if state.status == "not_completed" and len(words) == at - start:
        return None  # 上年审计问题整改不到位: a fault itself
    noun = _OF.search(words)
    title = words[: noun.start()] if noun else words
    if len(title) < _SHORTEST or _NAMES_NONE.match(words) or (noun is None and weight(title) > ANSWER):
        return None
    beside = folded[at - 1] in _BESIDE or "改" in state.text  # 往来款挂账，未处理 is a fault and no more
    return (start + len(title), state) if noun or (beside and may_name_fault(title)) else None


def named_last(folded: str, start: int, end: int) -> int:
    """Where the problem begins that folded[start:end] names behind what was done (已收回3户欠费，租金催收不力的问题); `start`
    where nothing was done before it.
    """
    at = folded.rfind("，", start, end) + 1 or folded.rfind(",", start, end) + 1
    if not at or end - at < _SHORTEST or _NAMES_NONE.match(folded[at:end]):
        return start
    fault, acts = folded[at:end], folded[start:at]
    return at if weight(acts) > ANSWER and weight(fault) < ANSWER and may_name_fault(fault) else start


def state_before(folded: str, start: int, end: int) -> tuple[StatusHit, int] | None:
    """The state that a blank or a bar parts from the problem behind it (已整改 账实不符), and where that begins."""
    m = _FIRST.match(folded, start, end)
    state = pure_status(folded, start, m.end("state")) if m else None
    return (state, m.end()) if m and state else None
