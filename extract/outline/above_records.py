"""Titles above records whose labels stand alone on their lines: F / 责任单位 / 甲 / 整改措施 / 已…, again G / 责任单位 / 乙."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.lines.labels import ABOUT_PROBLEM, ANSWERS, Role
from extract.lines.lines import Line

_LONGEST = 120  # characters of a title
_FEWEST = 2  # records
_LABEL = 20  # characters of a label
_ABOVE = 3  # lines above the first such label: its title, other labels with their cells
_ALONE = 4  # labels that stand alone on their lines
_Gap = tuple[int, int, int]  # a label, the next one, the lines between the cell of the first and the second


def titles_of_records(lines: list[Line]) -> list[int]:
    """Indexes of the lines right above the first labels of records; none where a label names the problem, or a number does.

    Where the records begin is told by their labels, which come in one order, and by the lines between: what stands between
    the last of a record and the first of the next is a cell and a title.
    """
    alone = [
        n
        for n, x in enumerate(lines)
        if x.is_plain and x.end - x.start <= _LABEL and x.heading_role is not None
    ]
    if len(alone) < _ALONE or not all(x.is_plain for x in lines[max(0, alone[0] - _ABOVE) : alone[0]]):
        return []
    places = list(_labels(lines))
    order = _order([words for _, words, _, _ in places])
    kept = [(n, order.index(words), alone) for n, words, _, alone in places if words in order]
    roles = {role for _, _, role, _ in places}
    if len(order) < 2 or "finding" in roles or not (roles & ANSWERS and len(roles & ABOUT_PROBLEM) > 1):
        return []
    gaps = [(a, b, m - n - 1 - alone) for (n, a, alone), (m, b, _) in pairwise(kept)]
    first = _first(gaps, len(order))
    if first is None:
        return []
    begin = [kept[0][0], *(m for (n, a, _), (m, b, _) in pairwise(kept) if _ends(a, b, first, len(order)))]
    heads = [lines[n - 1] for n in begin if n]
    named = len(begin) >= _FEWEST and len(heads) == len(begin) and all(map(_may_name, heads))
    return [x.index for x in heads] if named else []


def _labels(lines: Sequence[Line]) -> Iterator[tuple[int, str, Role, bool]]:
    """Where labels stand, their words and roles, and whether their cells stand on the next line, which is no label then."""
    cell = -1
    for n, line in enumerate(lines):
        if n == cell or not line.is_plain:
            continue
        role = line.heading_role if line.end - line.start <= _LABEL else None
        label = line.opening_label
        if role is not None:
            cell = n + 1
            yield n, line.text.strip(" :：【】[]"), role, True
        elif label is not None and label.role is not None:
            yield n, label.words, label.role, False


def _may_name(line: Line) -> bool:
    return line.is_plain and line.opening_label is None and line.end - line.start <= _LONGEST


def _order(words: Sequence[str]) -> list[str]:
    """The labels in the order in which they follow one another, the most frequent first; none where they come in several."""
    anchor = Counter(words).most_common(1)[0][0]
    order = [anchor]
    for run in _runs(words, anchor):
        at = 0
        for word in run:
            if word in order:
                if order.index(word) < at:
                    return []
                at = order.index(word)
            else:
                at += 1
                order.insert(at, word)
    once = [w for w in dict.fromkeys(words) if w not in order]  # the first of all may stand but once
    return [*order, *once]


def _runs(words: Sequence[str], anchor: str) -> Iterator[Sequence[str]]:
    """The labels behind each place of one of them."""
    starts = [n for n, w in enumerate(words) if w == anchor]
    yield from (words[a + 1 : b] for a, b in pairwise([*starts, len(words)]))


def _first(gaps: Sequence[_Gap], count: int) -> int | None:
    """The place in the order of the label that opens a record: one line stands below the last cell of each, and within as few
    as possible.
    """
    fit: list[tuple[int, int]] = []
    for first in range(count):
        between = [lines for a, b, lines in gaps if _ends(a, b, first, count)]
        if between and set(between) == {1}:
            within = sum(lines > 0 for a, b, lines in gaps if not _ends(a, b, first, count))
            fit.append((within, first))
    return min(fit)[1] if fit else None


def _ends(a: int, b: int, first: int, count: int) -> bool:
    """True where a record ends between two labels that follow one another."""
    return (a - first) % count >= (b - first) % count
