"""Cut words that tell several faults into as many: at numbers, at semicolons, at the 、 of 甲、乙等问题, at commas, at 和.

Nothing is cut here on its own account: each way to cut is given with what it takes for granted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.drafts import Range
from extract.language.numerals import parse_numeral
from extract.language.patterns import AUDIT, FOUND, NUMBER
from extract.language.sentences import COMMAS, SEMICOLONS, parted
from extract.layouts.told import after_opener
from extract.lines.lines import Page
from extract.lines.series import series
from extract.notice.signature import is_body_name
from extract.roles.turning import weight
from extract.status.statements import hits_in

_AND = re.compile("、")
# 甲、乙、丙等问题，有关单位都…: names of faults before the word that says what they are
_NAMES = re.compile(
    rf"(?P<items>[^。；;，,：:]{{12,}}?)(?:等)?(?:方面)?(?:的)?(?:(?P<n>{NUMBER})[个项])?问题(?:[，,。]|$)"
)
_JOINED = re.compile("和|及(?!时)|以及|[，,](?:同时|且|并且|还|也)(?:存在)?|[，,]?另外[，,]?")
_SHORTEST, _LONGEST = 5, 90  # characters of a fault
_LEAST_JOINED = 6  # of one that 和 joins to another
# 审计发现3个问题：, 抽查发现，, 经审计，
_OPENER = re.compile(
    rf"[ ]*(?:经(?:{AUDIT})[，,]|[^。；;，,：:]{{0,12}}?(?:{AUDIT})[^。；;，,：:]{{0,8}}?"
    rf"(?:{FOUND}|认为|显示)(?:[^。；;，,：:]{{0,6}}?{NUMBER}[个项](?:主要)?问题)?"
    r"(?:[，,：:]|的(?=[^。；;，,]{6})|(?!之?后|问题|情况|以来|的)(?=[\u4e00-\u9fff\d])))"
)
# 该村三项问题，  新立村的主要问题是  存在以下两个问题：
_COUNTS = re.compile(
    rf"[ ]*[^，,。；;：:]{{0,16}}?(?:{NUMBER}(?:[个项]|个?方面)(?:的)?(?:主要|突出)?"
    r"(?:问题|事项)(?:较为|比较)?(?:突出)?"
    r"|(?:主要|突出|存在的?)问题)"
    r"(?:如下|有|是|为|包括|在于)?[，,：:]?(?=.{8})"
)
_HAS = re.compile(r"(?P<who>[^，,。；;：:、]{0,24}?)(?:还|均|都|主要)?存在(?:着|了)?(?=[^在的、，,]{4})")
# 一为甲，二为乙; 一个是甲；另一个是乙
_TURN = re.compile(
    r"(?P<label>(?P<n>[一二三四五六七八九])(?:为|是))|(?:第?一|另|另外|还有|再)一?[个项](?:问题)?(?:是|为)"
)

_CLAUSE = re.compile("[^，,。；;：:]{2,24}[，,]")
_ABOUT = re.compile("[ ]*(?:针对|关于|对于?)(?=[^，,。；;]{12,}问题[，,])")
_NUMERALS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One way to cut words into faults: each fault, its number as printed, and where the rest begins.

    `marked`: numbers, semicolons or a name for all of them (甲、乙等问题) say where each ends.
    """

    items: tuple[Range, ...]
    labels: tuple[Range | None, ...]
    end: int
    marked: bool
    counted: int | None = None  # how many a name for all of them says there are: 甲、乙等2个问题


def cuts_of(page: Page, told: list[Range], number: int | None) -> Iterator[Cut]:
    """The ways to cut the first of some sentences into two faults or more, and to take several of them for one each."""
    start, end = told[0]
    start = _opened(page, start, end)
    found = [_numbered(page, start, told), _cut(page, SEMICOLONS, start, end, marked=True)]
    named = _NAMES.match(page.folded, _after_has(page, start, end), end)
    if named:
        a, b = named.span("items")
        listed = [
            _cut(page, _AND, a, b, marked=True),
            *_joined(page, a, b, listed=True),
            *_joined(page, a, b),
        ]
        counted = parse_numeral(named["n"]) if named["n"] else None
        found += [replace(x, end=named.end(), marked=True, counted=counted) for x in listed]
    found += [_cut(page, _AND, start, end), _cut(page, COMMAS, start, end), *_joined(page, start, end)]
    if number is not None and len(told) > number:
        items = tuple(page.trim(max(a, start), b, also="。；;，,") for a, b in told[:number])
        if all(weight(page.folded[a:b]) < 0 for a, b in items):
            found.append(Cut(items=items, labels=(None,) * number, end=told[number - 1][1], marked=False))
    for cut in found:
        if cut is not None and len(cut.items) > 1 and _are_faults(page, cut.items, number):
            yield cut


def comma_clauses(page: Page, start: int, end: int) -> list[Range]:
    """The clauses of a sentence of faults, behind the words that open it."""
    return list(_cut(page, COMMAS, _opened(page, start, end), end).items)


def _opened(page: Page, start: int, end: int) -> int:
    """Where faults begin behind 审计发现， 前进村集体经济薄弱，审计反映 and 该村三项问题，."""
    lead = _ABOUT.match(page.folded, start, end)
    if lead:
        return lead.end()
    opener = _OPENER.match(page.folded, start, end)
    comma = None if opener else _CLAUSE.match(page.folded, start, end)
    found = opener or (_OPENER.match(page.folded, comma.end(), end) if comma else None)
    at = found.end() if found else after_opener(page, start, end)
    counted = _COUNTS.match(page.folded, at, end)
    return counted.end() if counted else at


def _after_has(page: Page, start: int, end: int) -> int:
    """Where the names of faults begin behind 集团存在."""
    m = _HAS.match(page.folded, start, end)
    own = m is not None and (len(m["who"]) <= 4 or is_body_name(m["who"]))
    return m.end() if m and own else start


def _numbered(page: Page, start: int, told: list[Range]) -> Cut | None:
    """一是甲；二是乙。 and 一为甲，二为乙。: the last one ends with its sentence."""
    last = told[-1][1]
    marks = [
        (m.start, m.label_end, m.end)
        for m in series(
            page.folded, start, last, ("shi", "num", "num_half", "num_paren", "circled", "ordinal")
        )
    ]
    labels: list[Range | None] = [(a, b) for a, b, _ in marks]
    if not marks:
        marks, labels = _turns(page, start, last)
    if len(marks) < 2 or page.folded[start : marks[0][0]].strip(" ，,：:"):
        return None
    stop = next((b for a, b in told if a <= marks[-1][2] < b), last)
    ends = [*(a for a, _, _ in marks[1:]), stop]
    items = tuple(page.trim(at, b, also="。；;，,") for (_, _, at), b in zip(marks, ends, strict=True))
    return Cut(items=items, labels=tuple(labels), end=stop, marked=True)


def _turns(page: Page, start: int, end: int) -> tuple[list[tuple[int, int, int]], list[Range | None]]:
    marks: list[tuple[int, int, int]] = []
    labels: list[Range | None] = []
    for m in _TURN.finditer(page.folded, start, end):
        before = page.folded[m.start() - 1] if m.start() > start else "，"
        if before not in "，,：:；;。、" or (m["n"] and _NUMERALS.index(m["n"]) != len(marks)):
            continue
        marks.append((m.start(), m.end(), m.end()))
        labels.append(m.span("label") if m["label"] else None)
    return marks, labels


def without_turn(page: Page, start: int, end: int) -> int:
    """Where a clause goes on behind 一是 or 另一个是."""
    m = _TURN.match(page.folded, start, end)
    return m.end() if m else start


def _are_faults(page: Page, items: tuple[Range, ...], number: int | None) -> bool:
    if any(hits_in(page.folded, *x) for x in items):
        return False
    told = sum(is_fault(page, *x) for x in items)
    return 3 * told >= 2 * len(items) if number == len(items) else told == len(items)


def _cut(page: Page, stops: re.Pattern[str], start: int, end: int, *, marked: bool = False) -> Cut:
    items = [page.trim(*x, also="。；;，,、") for x in parted(stops, page.folded, start, end)]
    lead = [page.folded[a:b].startswith("同时") and 2 for a, b in items]
    items = [(a + (n or 0), b) for (a, b), n in zip(items, lead, strict=True)]
    return Cut(items=tuple(items), labels=(None,) * len(items), end=end, marked=marked)


def _joined(page: Page, start: int, end: int, *, listed: bool = False) -> Iterator[Cut]:
    """甲和乙, 甲、乙及丙 (`listed`): the ways to take 和 for what stands between two faults."""
    for m in _JOINED.finditer(
        page.folded, start + _LEAST_JOINED, max(start + _LEAST_JOINED, end - _LEAST_JOINED)
    ):
        first = _cut(page, _AND, start, m.start()) if listed else None
        before = first.items if first and len(first.items) > 1 else (page.trim(start, m.start(), also="，,"),)
        items = (*before, page.trim(m.end(), end, also="。；;，,"))
        if all(b - a >= _LEAST_JOINED for a, b in items):
            yield Cut(items=items, labels=(None,) * len(items), end=end, marked=False)


def is_fault(page: Page, start: int, end: int) -> bool:
    """True for a clause that tells a fault."""
    words = page.folded[start:end]
    return _SHORTEST <= len(words) <= _LONGEST and weight(words) < 0
