"""Notes below a text that its words refer to: …5.2万元[1]；… / [1] 已归还5.2万元。

What they explain is no finding, what was done may stand in them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.drafts import Range
from extract.lines.lines import Line, Page

_HEAD = re.compile(
    r"[ ]*[【\[]?(?:注[释解]?|附注|脚注|尾注|备注|(?:文末|文后)?注释"
    r"|名词解释|名词说明|术语(?:解释|说明)?|有关名词)[】\]]?[:：]?[ ]*"
)
_BRACKETED = re.compile(r"\[(?:注[ ]?)?\d{1,2}\]|[(（]注[ ]?\d{1,2}[)）]|\[注[一二三四五六七八九十]{1,2}\]")
_NAMED = re.compile(r"注[ ]?\d{1,2}(?=[:：、. ])")
_CIRCLED = re.compile("[①-⑳]")
_NUMBER = re.compile(r"\d{1,2}|[一二三四五六七八九十]{1,2}|[①-⑳]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note, the words that open it, and where the text refers to it."""

    sign: Range
    told: Range
    referred: Range


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes and the indexes of all lines that belong to them."""

    notes: tuple[Note, ...] = ()
    indexes: frozenset[int] = frozenset()


NONE = Notes()


def notes_of(page: Page, lines: Sequence[Line]) -> Notes:
    """The notes of a text, two or more of them or below a heading that says so (注释：); none where the text refers to none."""
    heads = {x.index for x in lines if x.is_plain and _HEAD.fullmatch(page.folded, x.start, x.end)}
    opened = list(_opened(page, lines, heads))
    if not opened:
        return NONE
    first = opened[0][0].start
    notes: list[Note] = []
    for line, sign in opened:
        at = _reference(page, page.folded[slice(*sign)], first)
        if at is None:
            return NONE
        notes.append(Note(sign=sign, told=page.trim(sign[1], line.end, also=":：、"), referred=at))
    if len(notes) < 2 and not heads:
        return NONE
    if any(a.referred >= b.referred for a, b in pairwise(notes)):
        return NONE
    before = [x for x in lines if x.index in heads and x.start < first][-1:]
    begins = before[0].start if before and before[0].index == opened[0][0].index - 1 else first
    last = opened[-1][0].index
    glossary = min((i for i in heads if i > last), default=len(page.lines))
    own = {x.index for x in lines if begins <= x.start and (x.index <= last or x.index >= glossary)}
    return Notes(tuple(notes), frozenset(own))


def _opened(page: Page, lines: Sequence[Line], heads: set[int]) -> Iterator[tuple[Line, Range]]:
    """Lines that open with the sign of a note; ① and 注1： do so below 注释： or where the text refers to a note so."""
    headed = False
    for line in lines:
        headed = headed or line.index in heads
        if line.is_table:
            continue
        m = _BRACKETED.match(page.folded, line.start, line.end) or _NAMED.match(
            page.folded, line.start, line.end
        )
        m = m or (_CIRCLED.match(page.folded, line.start, line.end) if headed else None)
        if m:
            yield line, m.span()


def _reference(page: Page, sign: str, before: int) -> Range | None:
    """Where the text above refers to a note, in its sign with or without brackets: 5.2万元[1], 5.2万元（注1）."""
    number = _NUMBER.search(sign)
    if number is None:
        return None
    named = rf"[\[(（【]注[ ]?{number[0]}[\])）】]" if "注" in sign else re.escape(sign)
    found = re.compile(rf"(?<!\n){named}").search(page.folded, 1, before)
    return found.span() if found else None
