"""Lines that list findings told elsewhere by their state: 已完成整改：第1、3项, 整改中2个（第二、四项）, （1）F：已完成整改."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.drafts import Range
from extract.language.numerals import parse_numeral
from extract.language.patterns import NUMBER
from extract.lines.lines import Line, Page
from extract.lines.listed_numbers import NUMBERS, numbers_of
from extract.notice.state_tables import states_in_table
from extract.status.statements import hits_in
from extract.status.statuses import StatusHit, classify_status

_WHAT = "(?:问题|事项|任务|缺失)"
# What stands between a state and the numbers that it is said of, and these up to the end of their clause
_LEADS_TO = (
    rf"(?P<open>[:：(（]|[有为是即]|包括)[ ]*(?:{_WHAT}?(?:序号|编号)[为是:：]?[ ]*)?(?P<which>{NUMBERS})"
    rf"[ ]*(?P<sign>号(?:{_WHAT})?)?[ ]*[)）]?(?:[，,]?[ ]*共计?(?P<sum>{NUMBER})[个项条]{_WHAT}?)?[ ]*(?=[。；;，,\n]|$)"
)
# …的2个：第1、2项。其中1号问题待出具报告，2号问题设备正在安装。: what is said of each, in words that open with its number
_EACH = re.compile(
    rf"(?:^|(?<=[，,。；;]))[ ]*(?:其中)?[，,:：]?(?=第|问题|{NUMBER}号)(?P<one>{NUMBERS})号?{_WHAT}?(?:则|因|目前)?[，,:：]?"
)
_REFERS = re.compile(
    rf"的?{_WHAT}?[，,]?(?:[(（]?共?[有计]?(?P<n>{NUMBER})[个项条]{_WHAT}?[)）]?)?[，,]?(?:分别|具体)?{_LEADS_TO}"
)
_LONGEST = 160  # characters of such a line
# 整改进展一览：, 截至目前，, 5个问题中，: what may stand before a state
_LEAD = re.compile(
    r"[ ]*(?:[^，,。；;:：]{2,16}[:：])?"
    rf"(?:(?:截[至止][^，,。；;]{{2,14}}|目前|现|其中|[^，,。；;:：]{{0,10}}{NUMBER}[个项条]{_WHAT}?中?)[，,:：]?)*"
)
_HEAD = re.compile(
    r"(?:附[件表]?[\d一二三四五六]?[:： ]+)?"
    r"(?:整改|办理|问题|落实|完成|改善|情况|状态|结果|总体|汇总|统计|一览|进[展度]){2,6}(?:如下|表)?[:：]?"
)
_NAMED = re.compile(
    r"(?P<name>[^。；;\n]{2,80}?)[ ]{0,4}(?:[:：]|—{1,4})[ ]{0,4}(?P<state>[^，,。；;:：—]{2,14})[。；;]?[ ]*"
)
_NUMBERED = re.compile(rf"[ ]*(?=第|问题){NUMBERS}[ ]*")  # 第一项：正在整改
_SHORTEST = 4  # characters of a name
# What a page without such lines has neither of: numbers led to, whatever stands before; lines that each name a state
_MAY_REFER = re.compile(_LEADS_TO)
_MAY_LIST = re.compile(
    rf"^[^\n]{{0,6}}{_HEAD.pattern}[ ]*\n"
    r"[^\n]{0,90}[:：—)）、.][ ]{0,4}[^\n，,。；;:：—]{1,13}[改成进办未中善竣][。；;]?[ ]*$"
    r"|^[ ]*问题[(（]?[\d一二三四五六七八九十]{1,3}[)）]?[、,，和及至已均正]",
    re.MULTILINE,
)
_STOPS = " 。；;，,"
_KNOWN, _OPENING = 0.75, 6  # of the names of a list, and their first characters, which stand above it as well


@dataclass(frozen=True, slots=True, kw_only=True)
class StateApart:
    """A state, the numbers and the name of what it is said of."""

    hit: StatusHit
    numbers: frozenset[int]
    name: Range | None = None
    sure: bool = True  # False for 已完成：3, which may count
    notes: tuple[tuple[int, Range], ...] = ()  # what is said of one of them, by its number


@dataclass(frozen=True, slots=True)
class StatesApart:
    """The lines that only tell states, headings that stand above nothing else among them, and what they tell."""

    indexes: frozenset[int]
    told: tuple[StateApart, ...]


NONE_APART = StatesApart(indexes=frozenset(), told=())


def states_apart(page: Page, body: Sequence[Line]) -> StatesApart:
    """Find such lines; none where they tell a number twice."""
    tables = [x for x in body if x.is_table]
    found = dict(_in_tables(page, tables)) if tables else {}
    if not found and (_MAY_REFER.search(page.folded) or _MAY_LIST.search(page.folded)):
        found = dict(_by_state(page, body)) or _one_by_one(page, body)
    told = tuple(x for each in found.values() for x in each)
    numbers = [n for x in told for n in x.numbers]
    if not any(x.sure for x in told) or len(set(numbers)) < len(numbers):
        return NONE_APART
    heads = {x.index for x, below in pairwise(body) if below.index in found and _is_head(x, below)}
    return StatesApart(indexes=frozenset(heads | set(found)), told=told)


def _is_head(line: Line, below: Line | None = None) -> bool:
    """True for 整改进度 above states, and for the caption of a table of them (整改进展分类表)."""
    if line.is_table:
        return False
    caption = below is not None and below.is_table and line.is_plain and line.text.endswith("表")
    return caption or _HEAD.fullmatch(line.folded, line.body, line.end) is not None


def _in_tables(page: Page, tables: Sequence[Line]) -> Iterator[tuple[int, list[StateApart]]]:
    """状态 | 数量 | 序号: tables of nothing but states and numbers."""
    for line in tables:
        if told := states_in_table(page, line, _state):
            yield line.index, [StateApart(hit=hit, numbers=numbers) for hit, numbers in told]


def _by_state(page: Page, body: Sequence[Line]) -> Iterator[tuple[int, list[StateApart]]]:
    """已完成整改：第1、3项: lines of clauses that each name a state and numbers."""
    starts = [x.start for x in body]
    seen = -1
    for m in _REFERS.finditer(page.folded):
        line = body[max(bisect_right(starts, m.start()) - 1, 0)] if body else None
        if line is None or line.index == seen or not line.start <= m.start() < line.end:
            continue
        seen = line.index
        if not line.is_table and line.end - line.start <= _LONGEST and (told := _clauses(page, line)):
            yield line.index, told


def _clauses(page: Page, line: Line) -> list[StateApart]:
    """The states of a line and their numbers; none where it says anything else."""
    at, found = line.body, list[StateApart]()
    for m in _REFERS.finditer(page.folded, line.body, line.end):
        lead = _LEAD.match(page.folded, at, m.start())
        hit = _state(page, lead.end() if lead else at, m.start()) or _state(page, at, m.start())
        which = frozenset(numbers_of(m["which"]))
        counts = [parse_numeral(n) for n in (m["n"], m["sum"]) if n]
        if hit is None or not which or any(n != len(which) for n in counts):
            return []
        sure = len(which) > 1 or bool(counts) or m["which"][0] in "第问" or m["sign"] is not None
        found.append(StateApart(hit=hit, numbers=which, sure=sure))
        at = m.end()
        while at < line.end and page.folded[at] in _STOPS:
            at += 1
    if at >= line.end or not found:
        return found
    notes = _notes(page, at, line.end, found[-1].numbers)
    return [*found[:-1], replace(found[-1], notes=notes)] if notes else []


def _notes(page: Page, start: int, end: int, numbers: frozenset[int]) -> tuple[tuple[int, Range], ...]:
    """What stands behind such a list: of its only number, or of each in turn; none where it speaks of others."""
    marks = list(_EACH.finditer(page.folded, start, end))
    if not marks:
        return tuple((n, (start, end)) for n in numbers) if len(numbers) == 1 else ()
    stops = [*(m.start() for m in marks), end][1:]
    told = [
        (n, page.trim(m.end(), stop, also=_STOPS))
        for m, stop in zip(marks, stops, strict=True)
        for n in numbers_of(m["one"])
    ]
    return tuple(told) if marks[0].start() == start and all(n in numbers for n, _ in told) else ()


def _state(page: Page, start: int, end: int) -> StatusHit | None:
    """The state that is all that stands there."""
    a, b = page.trim(start, end, also="，,的")
    hits = hits_in(page.folded, a, b)
    if len(hits) == 1 and hits[0].start - a <= 2 and b - hits[0].end <= 2:
        return hits[0]
    words = page.folded[a:b]
    status = classify_status(words) if 2 <= b - a <= 12 and not hits else None
    return StatusHit(start=a, end=b, status=status, text=words, rule="state of a list") if status else None


def _one_by_one(page: Page, body: Sequence[Line]) -> dict[int, list[StateApart]]:
    """整改进度： / （1）已完成整改 / （2）正在整改: the last lines, which count as far as the numbers above them or name what
    stands there.
    """
    found: dict[int, list[StateApart]] = {}
    at = len(body)
    while at and (told := _told_of_one(page, body[at - 1])):
        at -= 1
        found[body[at].index] = [told]
    if len(found) < 2 or not at or not _is_head(body[at - 1]):
        return {}
    names = [x.name for each in found.values() for x in each if x.name]
    above = body[at - 1].start
    known = sum(page.folded.find(page.folded[a : min(b, a + _OPENING)], 0, above) >= 0 for a, b in names)
    counted = max((x.mark.value for x in body[: at - 1] if x.mark), default=0)
    return found if (known >= _KNOWN * len(names) if names else counted == len(found)) else {}


def _told_of_one(page: Page, line: Line) -> StateApart | None:
    if line.is_table:
        return None
    numbers = frozenset([line.mark.value] if line.mark else [])
    m = _NAMED.fullmatch(page.folded, line.body, line.end)
    hit = _state(page, *m.span("state")) if m else None
    named = _NUMBERED.fullmatch(page.folded, *m.span("name")) if m and hit else None
    if m and hit and named:
        return StateApart(hit=hit, numbers=frozenset(numbers_of(named[0])))
    if m and hit and len(m["name"]) >= _SHORTEST:
        return StateApart(hit=hit, numbers=numbers, name=m.span("name"))
    hit = _state(page, *page.trim(line.body, line.end, also="。；;")) if numbers else None
    return StateApart(hit=hit, numbers=numbers) if hit else None
