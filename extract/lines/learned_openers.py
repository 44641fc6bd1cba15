"""Sentences that the same few words open in paragraph after paragraph (原报告反映，… 检查看到… 检查认定：…): who told it, what
was seen, what was judged. Whatever the words, they part the paragraph as labels do, and what they open tells their roles.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extract.language.sentences import sentences
from extract.lines.labels import Role
from extract.lines.learned_labels import role_of_answer, written
from extract.model import Block
from extract.roles.role_model import answers, ask_of

_LINE = re.compile(
    r"^[ ]*+(?:[一二三四五六七八九十]{1,3}、|[(（][\d一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、])?[ ]*+"
    r"(?P<told>(?P<opens>[\u4e00-\u9fff]{2,12}[，,])[^\n]{24,})",
    re.MULTILINE,
)
_FEWEST = 4  # paragraphs
_SHARE = 0.6  # of them that a phrase opens a sentence of
_SHORTEST, _LONGEST = 3, 14  # characters of such a phrase
_HEAVY = 2000  # characters of a paragraph that is not looked at
_MARK = re.compile("[，,：:]")

Range = tuple[int, int]


def with_known_openers(folded: str, blocks: Sequence[Block]) -> str:
    """Folded text of the same length, with labels that every rule knows in place of learned openers of sentences."""
    counted = Counter([phrase for _, phrase in _LINE.findall(folded)])
    first = next((phrase for phrase, n in counted.items() if n >= _FEWEST), None)
    if first is None:
        return folded
    tables = [(b.start, b.end) for b in blocks if b.kind == "table"]
    told = [
        m.span("told")
        for m in _LINE.finditer(folded)
        if m["opens"] == first
        and m.end() - m.start() < _HEAVY
        and not any(a <= m.start() < b for a, b in tables)
    ]
    if len(told) < _FEWEST:
        return folded
    cut: list[Sequence[Range]] = [sentences(folded, a, b) for a, b in told]
    later = _common(folded, [s[1:] for s in cut])
    roles = _roles(folded, cut, first, later) if later else {}
    if not roles:
        return folded
    if all(folded.count("\n", b, c) < 2 for (_, b), (c, _) in pairwise(told)):
        del roles[first]  # one paragraph below the other: each opens a finding as it stands
    return _written_over(folded, cut, first, later, roles)


def _written_over(
    folded: str, cut: list[Sequence[Range]], first: str, later: list[str], roles: dict[str, Role]
) -> str:
    """The text with labels over these openers, blanks over one without a role."""
    characters = list(folded)
    for spans in cut:
        for at, (start, _) in enumerate(spans):
            phrase = next((p for p in (later if at else [first]) if folded.startswith(p, start)), None)
            if phrase:
                n, role = len(phrase), roles.get(phrase)
                characters[start : start + n] = f"{written(role, n - 1)}:"[-n:] if role else " " * n
    return "".join(characters)


def _common(folded: str, cut: Sequence[Sequence[Range]]) -> list[str]:
    """The longest phrases that open one of these sentences in most paragraphs, each up to its last mark if it holds one."""
    counted: Counter[str] = Counter()
    for spans in cut:
        counted.update(
            {folded[a : a + n] for a, b in spans for n in range(_SHORTEST, min(_LONGEST, b - a - 1) + 1)}
        )
    kept = [p for p, n in counted.items() if n >= max(_FEWEST - 1, _SHARE * len(cut))]
    longest = [p for p in kept if not any(q != p and q.startswith(p) for q in kept)]
    at_marks = [p[: max((m.end() for m in _MARK.finditer(p)), default=len(p))] for p in longest]
    return [p for p in dict.fromkeys(at_marks) if len(p) >= _SHORTEST]


def _roles(folded: str, cut: list[Sequence[Range]], first: str, later: list[str]) -> dict[str, Role]:
    """What the openers open: a fault first, what was done or stated of it behind; none where they do not."""
    opened = {
        p: [folded[a + len(p) : b] for spans in cut for a, b in spans if folded.startswith(p, a)]
        for p in [first, *later]
    }
    ask_of(text for texts in opened.values() for text in texts)
    if sum(map(answers, opened[first])) >= 0:
        return {}
    roles: dict[str, Role] = {first: "finding"}
    for phrase in later:
        role = role_of_answer(opened[phrase])
        if role is None or role in roles.values():
            return {}
        roles[phrase] = role
    return roles
