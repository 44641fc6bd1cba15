"""Cut a sentence of faults and the answers behind it into as many of each: 甲，乙，丙。甲已…；乙已…；丙已…。

Nothing is cut here on its own account: each function gives what could be cut, and how far the two lists fit each other.
"""

import re
from itertools import takewhile

from extract.drafts import Range
from extract.layouts.told import after_opener
from extract.lines.lines import Page
from extract.mentions.matching import containment
from extract.roles.turning import weight

_SEMICOLONS = re.compile("[；;]")
_COMMAS = re.compile("[，,；;]")
_AND = re.compile("、")
# 甲、乙、丙等问题，有关单位都…: names of faults before the word that says what they are
_NAMES = re.compile(
    r"(?P<items>[^。；;，,：:]{12,}?)(?:等)?(?:方面)?(?:的)?(?:\d{1,2}[个项])?问题(?:[，,。]|$)"
)
_SHORTEST, _LONGEST = 5, 90  # characters of a fault
_NAME = 3  # characters that a body's or a thing's name has at least
_LEAD = re.compile(
    r"[ ]*(?:其中[，,:：]?|(?:截[至止]|至)[^，,。；;]{2,16}[，,]|目前[，,]|(?:针对|对)?(?:以上|上述|前述)"
    r"(?:[^：:。；;]{0,24}[：:]|[^：:。；;，,]{0,10}(?:问题|事项)[，,])"
    r"|(?:有关|相关|责任|各)(?:单位|部门)[^：:。；;，,]{0,12}[：:]|[一二三四五六七八九十]是|第[一二三四五六七八九十\d]{1,2}[个项](?:问题)?[，,]|(?:针对|关于)[^，,。；;]{2,30}[，,])*"
)
_WHO = "审计|抽查|检查|核查|调查|督查|复核"
# 审计发现3个问题：, 抽查发现，, 经审计，
_OPENER = re.compile(
    rf"[ ]*(?:经(?:{_WHO})[，,]|[^。；;，,：:]{{0,12}}?(?:{_WHO})[^。；;，,：:]{{0,8}}?(?:指出|发现|查出|查明|反映|显示|揭示)"
    r"(?:[^。；;，,：:]{0,6}?(?:\d{1,2}|[一二两三四五六七八九十]{1,2})[个项](?:主要)?问题)?[，,：:])"
)


def cuts_of(page: Page, start: int, end: int, number: int | None) -> list[list[Range]]:
    """The ways to cut a sentence into faults: at semicolons, at the 、 of 甲、乙等问题, at commas. Each at least two, and all
    told as faults; most where they are as many as the `number` that the document says.
    """
    opener = _OPENER.match(page.folded, start, end)
    start = opener.end() if opener else after_opener(page, start, end)
    named = _NAMES.match(page.folded, start, end)
    found = [_cut(page, _SEMICOLONS, start, end)]
    if named:
        found.append(_cut(page, _AND, *named.span("items")))
    found += [_cut(page, _AND, start, end), _cut(page, _COMMAS, start, end)]
    return [items for items in found if len(items) > 1 and _are_faults(page, items, number)]


def _are_faults(page: Page, items: list[Range], number: int | None) -> bool:
    told = sum(is_fault(page, *x) for x in items)
    return 3 * told >= 2 * len(items) if number == len(items) else told == len(items)


def _cut(page: Page, stops: re.Pattern[str], start: int, end: int) -> list[Range]:
    ends = [*(m.start() for m in stops.finditer(page.folded, start, end - 1)), end]
    spans = zip([start, *(e + 1 for e in ends)], ends, strict=False)
    return [page.trim(a, b, also="。；;，,") for a, b in spans]


def is_fault(page: Page, start: int, end: int) -> bool:
    """True for a clause that tells a fault."""
    words = page.folded[start:end]
    return _SHORTEST <= len(words) <= _LONGEST and weight(words) < 0


def without_lead(page: Page, start: int, end: int) -> int:
    """Where an answer begins behind 其中，, 截至9月底， and 针对以上三个问题，我局逐条落实：."""
    m = _LEAD.match(page.folded, start, end)
    return m.end() if m else start


def answers_of(page: Page, items: list[Range], told: list[Range]) -> list[Range]:
    """The answers to faults, one each and in their order, among clauses told behind them; empty where they do not fit.

    As many clauses as faults answer one by one; else each begins where the words open that its fault opens with (县民政局…).
    """
    told = [(without_lead(page, a, b), b) for a, b in told]
    return told if len(told) == len(items) else _by_names(page, items, told)


def _by_names(page: Page, items: list[Range], told: list[Range]) -> list[Range]:
    clauses = [(a, stop) for a, b in told for a, stop in _clauses(page, a, b)]
    starts: list[int] = []
    for item in items:
        words = page.folded[slice(*item)]
        shared = [_opens_alike(words, page.folded[a:b]) for a, b in clauses]
        most = max(shared, default=0)
        if most < _NAME or shared.count(most) > 1:
            return []
        starts.append(clauses[shared.index(most)][0])
    if starts != sorted(set(starts)) or not told or starts[0] != told[0][0]:
        return []
    return list(zip(starts, [*starts[1:], told[-1][1]], strict=True))


def _opens_alike(a: str, b: str) -> int:
    """How many characters two texts open with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))


def _clauses(page: Page, start: int, end: int) -> list[Range]:
    ends = [*(m.end() for m in _COMMAS.finditer(page.folded, start, end)), end]
    return [(a, b) for a, b in zip([start, *ends], ends, strict=False) if a < b]


def fitting(page: Page, items: list[Range], answers: list[Range]) -> int:
    """How many answers share words with the fault of their own place, and more than with any other."""
    titles = [page.folded[slice(*x)] for x in items]
    rows = [[containment(t, page.folded[a:b]) for t in titles] for a, b in answers]
    return sum(row[i] > 0 and row[i] == max(row) for i, row in enumerate(rows))
