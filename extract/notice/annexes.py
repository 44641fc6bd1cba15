"""Answers in an annex behind the signature: 附件：整改情况 above as many numbers as the list of findings has."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from extract.lines.lines import Line, Page
from extract.lines.parts import part_role

# 附件：整改情况, 附件1　整改落实情况, 附件 alone above a title
_ANNEX = re.compile(r"[ ]*附[件表录]?[ ]*[\d一二三四五六七八九十]{0,2}[ ]*[:：]?[ ]*(?:\d[.、．])?[ ]*")
_ANSWERS = re.compile("整改|落实|办理|处理|改善|措施|纠正")
_STOPS = re.compile("[。；;，,]")
_LONGEST = 40  # characters of a title
_MOST = 4  # such titles: what stands below each is looked through


def annexed_answers(page: Page, lines: Sequence[Line], end: int) -> Line | None:
    """The line that heads such an annex behind the line `end`, the last of the signature; its body begins behind 附件：."""
    above = [x for x in lines if x.index < end]
    titles = filter(_answers, _titles(page, [x for x in lines if x.index > end]))
    for title in islice(titles, _MOST):
        items = _counted([x for x in lines if x.index > title.index])
        if items > 1 and any(n == items for n in _counts(above)):
            return title
    return None


def _titles(page: Page, lines: Sequence[Line]) -> Iterator[Line]:
    """What stands behind 附件：, or on the line below it."""
    for at, line in enumerate(lines):
        m = None if line.is_table else _ANNEX.match(page.folded, line.start, line.end)
        if m and m.end() < line.end:
            yield replace(line, body=m.end(), mark=None)
        elif m and at + 1 < len(lines) and lines[at + 1].is_plain:
            yield lines[at + 1]


def _answers(title: Line) -> bool:
    words = title.folded[title.body : title.end].rstrip("：: ")
    few = len(words) <= _LONGEST and not _STOPS.search(words)
    return few and _ANSWERS.search(words) is not None and part_role(words) != "next_step"


def _counted(lines: Sequence[Line]) -> int:
    """How far the first numbers count on from 1."""
    first = next((x.mark for x in lines if x.number), None)
    values = [x.mark.value for x in lines if first and x.mark and x.mark.kind == first.kind]
    return len(values) if values == list(range(1, len(values) + 1)) else 0


def _counts(lines: Sequence[Line]) -> Iterator[int]:
    """How many numbers of each kind there are, where they count on."""
    for kind in {x.number for x in lines if x.number}:
        yield _counted([x for x in lines if x.number == kind])
