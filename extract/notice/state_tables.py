"""Tables that only say which findings stand how: 状态 | 数量 | 序号, along their rows or down their columns."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from extract.language.numerals import parse_numeral
from extract.lines.lines import Line, Page
from extract.lines.listed_numbers import NUMBERS, numbers_of
from extract.model import Cell
from extract.status.statuses import StatusHit

Told = tuple[StatusHit, frozenset[int]]
State = Callable[[Page, int, int], StatusHit | None]
_LARGEST = 600  # characters of such a table
_COUNT = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_NUMBERS = re.compile(rf"{NUMBERS}[ ]*(?:号|项|个)?(?:问题|事项)?[。；;]?")
_COUNTS = re.compile(rf"共?(?P<n>{_COUNT})[ ]*[个项条件]?(?:问题|事项)?|零|\d{{1,3}}(?:\.\d+)?%")
_NAMES_THEM = re.compile(
    "序号|编号|题号|项号|(?:对应|涉及|具体|所属|包[括含])[^，,。]{0,3}(?:问题|事项|项)|哪几?[项个]"
)
_NOTHING = re.compile("(?:无|没有|[—/-]+|0|零)?")
_SUMS = re.compile("合计|总计|小计|共计|总数|总体")
_TALLY = re.compile(rf"[(（]?共?{_COUNT}[个项条件][)）]?")


def states_in_table(page: Page, line: Line, state: State) -> list[Told]:
    """What a table tells that holds states, the numbers of findings and how many these are; none where it tells more.

    `state` says which state is all that stands somewhere.
    """
    table = line.block.table
    if table is None or line.end - line.start > _LARGEST or table.rows > 20 or table.columns > 10:
        return []
    if any(c.row_span > 1 or c.column_span > 1 for c in table.cells):
        return []
    by_row, by_column = defaultdict[int, list[Cell]](list), defaultdict[int, list[Cell]](list)
    for cell in table.cells:
        by_row[cell.row].append(cell)
        by_column[cell.column].append(cell)
    ways = (list(by_row.values()), list(by_column.values()))
    return next((told for way in ways if (told := _along(page, way, state))), [])


def _along(page: Page, lines: Sequence[Sequence[Cell]], state: State) -> list[Told]:
    """The states of lines of one length, the first of which may be the heads of the others."""
    if len({len(x) for x in lines}) > 1 or not 2 <= len(lines[0]) <= 5:
        return []
    words = [[page.folded[c.start : c.end].strip() for c in line] for line in lines]
    hits = [[_state(page, c, state) for c in line] for line in lines]
    headed = not any(hits[0])
    below = [n for n in range(headed, len(lines)) if not any(map(_SUMS.fullmatch, words[n]))]
    of_state = {n for i in below for n, hit in enumerate(hits[i]) if hit}
    if len(of_state) != 1 or not all(any(hits[i]) for i in below):
        return []
    others = set(range(len(lines[0]))) - of_state
    named = {n for n in others if headed and _NAMES_THEM.search(words[0][n])}
    listed = named or {n for n in others if any(_is_list(words[i][n]) for i in below)}
    if len(listed) != 1:
        return []  # 已完成 | 3 counts
    at = listed.pop()
    told = [_told(hits[i], words[i][at], [words[i][n] for n in others - {at}]) for i in below]
    return [x for x in told if x and x[1]] if all(told) else []


def _told(hits: Sequence[StatusHit | None], which: str, tallies: Sequence[str]) -> Told | None:
    """The state of a line with its numbers; None where it says anything else, or counts others than these."""
    hit = next(filter(None, hits))
    numbers = frozenset(numbers_of(which)) if _NUMBERS.fullmatch(which) else frozenset[int]()
    if not numbers and not _NOTHING.fullmatch(which):
        return None
    counts = [_COUNTS.fullmatch(w) for w in tallies if not _NOTHING.fullmatch(w)]
    agree = all(m and (m["n"] is None or parse_numeral(m["n"]) == len(numbers)) for m in counts)
    return (hit, numbers) if agree else None


def _is_list(words: str) -> bool:
    """True for 1、3 and 第2项: numbers that cannot count."""
    return _NUMBERS.fullmatch(words) is not None and (words[:1] in "第问" or len(numbers_of(words)) > 1)


def _state(page: Page, cell: Cell, state: State) -> StatusHit | None:
    """The state that a cell holds, with or without how many there are: 已完成整改（3项）."""
    start, end = page.trim(cell.start, cell.end)
    if end - start < 2 or end - start > 16:
        return None
    tally = _TALLY.search(page.folded, start, end)
    return state(page, start, tally.start() if tally and tally.end() == end else end)
