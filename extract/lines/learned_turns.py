"""Two who speak in turn, and one label below heading after heading, in words no vocabulary holds: 贵局说，F。 / 我校：已… told
by what stands behind them over all records of the document.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extract.language.sentences import sentences
from extract.lines.enumerators import mark_at
from extract.lines.labels import ABOUT_PROBLEM, ANSWERS, PROBLEM, Role, label_role
from extract.lines.learned_labels import line_above, role_of_answer, stands_below_number, written
from extract.model import Block
from extract.roles.role_model import answers, ask_of

_TURN = re.compile(r"^[ ]*+(?P<opens>[\u4e00-\u9fff]{2,12}[,，:：])(?=[^\n]{6})", re.MULTILINE)
_FEWEST = 3
_ENDS = ("。", ";", "；", "!", "?", ":", "：", "，", ",")  # how a line ends that is no title

Turn = re.Match[str]


def with_known_turns(folded: str, blocks: Sequence[Block]) -> str:
    """Folded text of the same length, with labels that every rule knows in place of who speaks in turn."""
    counted = Counter(_TURN.findall(folded))
    again = {opens for opens, n in counted.items() if n >= _FEWEST}
    if not again or all(_known(opens) for opens in again):
        return folded
    tables = [(b.start, b.end) for b in blocks if b.kind == "table"]
    turns = [
        m
        for m in _TURN.finditer(folded)
        if m["opens"] in again and not any(a <= m.start() < b for a, b in tables)
    ]
    roles = _in_turn(folded, turns) or _below_headings(folded, turns)
    characters = list(folded)
    for m in turns:
        role = roles.get(m["opens"])
        if role is not None:
            start, end = m.span("opens")
            characters[start:end] = f"{written(role, end - start - 1)}:"[start - end :]
    return "".join(characters)


def _known(opens: str) -> Role | None:
    """The role of a label that the vocabulary holds, with 如下 before its colon as well."""
    return label_role(opens[:-1].removesuffix("如下"))


def _in_turn(folded: str, turns: list[Turn]) -> dict[str, Role]:
    """A problem and its answer, one after the other all along, no title above the problem."""
    order = list(dict.fromkeys(m["opens"] for m in turns))
    for first, second in pairwise(order):
        told = [m for m in turns if m["opens"] in (first, second)]
        firsts, seconds = told[::2], told[1::2]
        if len(firsts) != len(seconds) or len(firsts) < _FEWEST:
            continue
        if any(m["opens"] != first for m in firsts) or any(m["opens"] != second for m in seconds):
            continue
        known = _known(first), _known(second)
        if all(known) or (known[0] and known[0] not in PROBLEM) or (known[1] and known[1] not in ANSWERS):
            continue
        if any(_has_title(folded, m.start()) for m in firsts):
            continue
        if _weight(folded, firsts) < min(0.0, _weight(folded, seconds)):
            return {first: "finding", second: "progress"}
    return {}


def _below_headings(folded: str, turns: list[Turn]) -> dict[str, Role]:
    """One label with a colon below numbered heading after heading, the problem."""
    starts = {folded.rfind("\n", 0, m.start("opens")) + 1 for m in turns}
    roles: dict[str, Role] = {}
    for opens in dict.fromkeys(m["opens"] for m in turns):
        told = [m for m in turns if m["opens"] == opens]
        known = _known(opens)
        if known in PROBLEM or known in ABOUT_PROBLEM - {"status"} or known == "acceptance":
            return {}
        unknown = known is None and opens[-1] in ":：" and mark_at(opens) is None
        if unknown and all(stands_below_number(folded, m.start(), starts) for m in told):
            role = role_of_answer([_line_behind(folded, m) for m in told])
            roles |= {opens: role} if role else {}
    return roles if len(roles) == 1 else {}


def _has_title(folded: str, at: int) -> bool:
    above = line_above(folded, at)
    line = folded[above:at].strip()
    return bool(line) and (not line.endswith(_ENDS) or mark_at(folded, above, at) is not None)


def _line_behind(folded: str, turn: Turn) -> str:
    stop = folded.find("\n", turn.end())
    return folded[turn.end() : stop if stop >= 0 else len(folded)].strip()


def _weight(folded: str, turns: list[Turn]) -> float:
    """How much these paragraphs tell what was done rather than what was found: below 0 where most tell a problem."""
    told = [_line_behind(folded, m) for m in turns]
    said = [[text[a:b] for a, b in sentences(text, 0, len(text))] for text in told]
    ask_of(x for spans in said for x in spans)
    return sum(sum(map(answers, spans)) / max(1, len(spans)) for spans in said) / len(said)
