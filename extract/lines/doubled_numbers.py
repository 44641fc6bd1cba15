"""Numbers printed twice, by the list and by hand: 1.1高标准…, 2.2撂荒…, （二）（二）…, 3. 3、…"""

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.lines.enumerators import Mark, MarkKind, Numbered

_NUMERAL = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_MAY = re.compile(
    rf"^[ ]*[(（]?(?P<n>{_NUMERAL})[ ]*[.、．)）:：][ ]*(?P<again>[(（]?(?P=n)[)）]?[.、．]?)[ ]*[^\d\s]",
    re.MULTILINE,
)
_FEWEST = 3  # lines that count on, each with its number twice; of 2.2台设备 alone nobody can tell
_COUNTS = frozenset("个台项名家户处所宗笔件份条类种次人年月日村万亿元%.．")  # what 7 in 7台设备 counts


def doubled_numbers(folded: str, lines: Numbered) -> Iterator[tuple[int, Mark]]:
    """Lines of one numbering that count on and all open with their number once more: each with a mark that holds both."""
    if not _MAY.search(folded):
        return
    runs: dict[MarkKind, list[tuple[int, Mark, int]]] = {}
    for i, (_, _, end, mark) in enumerate(lines):
        if mark is None:
            continue
        run = runs.setdefault(mark.kind, [])
        again = _again(folded, mark, end)
        if run and (again is None or mark.value != run[-1][1].value + 1):
            yield from _told(folded, run)
            run.clear()
        if again is not None:
            run.append((i, mark, again))
    for run in runs.values():
        yield from _told(folded, run)


def _again(folded: str, mark: Mark, end: int) -> int | None:
    """Where the words begin behind a number that stands twice."""
    printed = folded[mark.start : mark.label_end].strip("()（） ")
    m = re.compile(rf"[(（]?{re.escape(printed)}[)）]?[.、．]?[ ]*").match(folded, mark.end, end)
    return m.end() if m and m.end() < end else None


def _told(folded: str, run: list[tuple[int, Mark, int]]) -> Iterator[tuple[int, Mark]]:
    counting = sum(folded[again] in _COUNTS or folded[again].isdigit() for _, _, again in run)
    if len(run) >= _FEWEST and 2 * counting < len(run):
        yield from ((i, replace(mark, end=again)) for i, mark, again in run)
