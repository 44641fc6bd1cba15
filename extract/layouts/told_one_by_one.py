"""Find the answers to several faults among the clauses behind them: 甲已…；乙已…；丙已…, in their order.

Nothing is paired here on its own account: each function gives what could be paired, and how far the two lists fit.
"""

import re
from itertools import pairwise, takewhile

from extract.drafts import Range
from extract.language.numerals import parse_numeral
from extract.language.patterns import ABOVE
from extract.language.sentences import COMMAS, parted
from extract.lines.lines import Page
from extract.lines.series import LISTS, series, with_ends
from extract.mentions.matching import containment

_STOPS = re.compile("[，,；;。]")
_NAME = 3  # characters that a body's or a thing's name has at least
_LEAD = re.compile(
    r"[ ]*(?:其中[，,:：]?|(?:截[至止]|至)[^，,。；;]{2,16}[，,]|目前[，,]|[对为]此[，,]?"
    r"|(?:具体|情况|整改情况)(?:为|是)?[：:]|(?:收到|接到)[^，,。；;]{2,16}后[，,]"
    rf"|(?:针对|对)?(?:{ABOVE})(?:[^：:。；;]{{0,24}}[：:]|[^：:。；;，,]{{0,10}}(?:问题|事项)[，,])"
    r"|(?:有关|相关|责任|各)(?:单位|部门)[^：:。；;，,]{0,12}[：:]|[一二三四五六七八九十]是|第[一二三四五六七八九十\d]{1,2}[个项](?:问题)?[，,]?|(?:针对|关于)[^，,。；;]{2,30}[，,])*"
)
# 第一项已…, 二是…, 其三，…: which fault a clause answers
_PLACE = re.compile(
    r"[ ]*(?:其中[，,:：]?)?(?:(?:第|其)(?P<a>\d{1,2}|[一二三四五六七八九十]{1,2})(?:[个项条](?:问题)?[，,]?|[，,])"
    r"|(?P<b>[一二三四五六七八九十])(?:是|为))"
)


def without_lead(page: Page, start: int, end: int) -> int:
    """Where an answer begins behind 其中，, 截至9月底， and 针对以上三个问题，我局逐条落实：."""
    m = _LEAD.match(page.folded, start, end)
    return m.end() if m else start


def answers_of(page: Page, items: list[Range], told: list[Range], *, sure: bool = False) -> list[Range]:
    """The answers to faults, one each and in their order, among clauses told behind them; empty where they do not fit.

    Numbers say which is which (第一项已…；第二项…); else as many clauses as faults answer one by one; else each begins where
    the words open that its fault opens with (县民政局…) or, where their number is `sure`, where its words are taken up.
    """
    placed = by_place(page, len(items), told)
    if placed:
        return placed
    told = [(without_lead(page, a, b), b) for a, b in told]
    told = [x for x in told if x[0] < x[1]]
    if len(told) == len(items):
        return told
    return _by_names(page, items, told) or (_by_words(page, items, told) if sure else [])


def by_place(page: Page, number: int, told: list[Range]) -> list[Range]:
    """Answers that open with their number, in order; what has none goes on with the one before it."""
    marks = series(page.folded, told[0][0], told[-1][1], LISTS) if told else []
    if len(marks) == number and marks[0].start == told[0][0]:
        return [page.trim(m.end, stop) for m, stop in with_ends(marks, told[-1][1])]
    opened = [(m, a, b) for a, b in told if (m := _PLACE.match(page.folded, a, b))]
    if [parse_numeral(m["a"] or m["b"]) for m, _, _ in opened] != list(range(1, number + 1)):
        return []
    stops = [*(a for _, a, _ in opened[1:]), told[-1][1]]
    return [page.trim(m.end(), stop) for (m, _, _), stop in zip(opened, stops, strict=True)]


def _by_names(page: Page, items: list[Range], told: list[Range]) -> list[Range]:
    clauses = _clauses_of(page, told)
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


def _clauses_of(page: Page, told: list[Range]) -> list[Range]:
    return [clause for where in told for clause in parted(COMMAS, page.folded, *where)]


def _by_words(page: Page, items: list[Range], told: list[Range]) -> list[Range]:
    """Answers told in the order of the faults, cut where they share most words with them: at stops, else at commas."""
    pieces = told if len(told) > len(items) else _clauses_of(page, told)
    titles = [page.folded[slice(*x)] for x in items]
    general = takewhile(lambda x: not any(containment(t, page.folded[slice(*x)]) for t in titles), pieces)
    pieces = pieces[len(list(general)) :]  # 村委会立即整改。 speaks of none
    if not len(items) <= len(pieces) <= _MOST:
        return []
    shared = [[containment(t, page.folded[a:b]) for a, b in pieces] for t in titles]
    starts = _division(shared)
    if not all(shared[i][k] > 0 for i, k in enumerate(starts)):
        return []
    stops = [*(pieces[k][0] for k in starts[1:]), pieces[-1][1]]
    return [(pieces[k][0], stop) for k, stop in zip(starts, stops, strict=True)]


_MOST = 40  # clauses that are tried


def _division(shared: list[list[float]]) -> list[int]:
    """Where each row begins when the columns are dealt to the rows in order, so that they share most, first words twice."""
    rows, columns = len(shared), len(shared[0])
    best = [[float("-inf")] * (columns + 1) for _ in range(rows + 1)]
    came = [[0] * (columns + 1) for _ in range(rows + 1)]
    best[0][0] = 0.0
    for i in range(rows):
        for j in range(i + 1, columns + 1):
            for k in range(i, j):
                if best[i][k] == float("-inf") or (i == 0 and k):
                    continue
                told = best[i][k] + shared[i][k] + sum(shared[i][k:j])
                if told > best[i + 1][j]:
                    best[i + 1][j], came[i + 1][j] = told, k
    starts = [columns]
    for i in range(rows, 0, -1):
        starts.append(came[i][starts[-1]])
    return starts[:0:-1]


def grouped_by(page: Page, clauses: list[Range], answers: list[Range]) -> list[Range]:
    """Clauses of a sentence of faults put together into as many faults as there are answers, by the words they share."""
    if not 1 < len(answers) <= len(clauses) <= _MOST:
        return []
    told = [page.folded[slice(*x)] for x in clauses]
    shared = [[containment(t, page.folded[a:b]) for t in told] for a, b in answers]
    starts = _division(shared)
    if not all(
        any(shared[i][k] > 0 for k in range(a, b))
        for i, (a, b) in enumerate(pairwise([*starts, len(clauses)]))
    ):
        return []
    return [
        page.trim(clauses[a][0], clauses[b - 1][1], also="，,。；;")
        for a, b in pairwise([*starts, len(clauses)])
    ]


def last_clause(page: Page, start: int, end: int) -> int:
    """Where the last clause of a text begins, its commas and stops counted."""
    return parted(_STOPS, page.folded, start, end)[-1][0]


def fitting(page: Page, items: list[Range], answers: list[Range]) -> int:
    """How many answers share words with the fault of their own place, and more than with any other."""
    titles = [page.folded[slice(*x)] for x in items]
    rows = [[containment(t, page.folded[a:b]) for t in titles] for a, b in answers]
    return sum(row[i] > 0 and row[i] == max(row) for i, row in enumerate(rows))
