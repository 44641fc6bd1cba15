"""Printed rows of an unruled table to rows of the table: which lines make the cells of one row.

What tells rows apart, in this order: rules, serial numbers, wider steps between rows, cells left empty.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extract.language.numerals import parse_numeral
from extract.readers.printed.columns import Zone
from extract.readers.printed.geometry import Rule
from extract.readers.printed.partial_rules import partial_rules

_SERIAL = re.compile(r"[（(]?\s*([0-9]{1,4}|[一二三四五六七八九十百]{1,4})\s*[)）.、．]?")
_NUMERIC = re.compile(r"[^\w]*\d[\d.,%\s()\-–+/*:]*[^\d\s]{0,3}|[-–—*./x…]{1,3}|n/?a", re.IGNORECASE)
WIDER = 1.22  # a step is wider than the usual one from this ratio on

Groups = list[list[int]]  # indices of printed rows that make one row of the table


def is_number(text: str) -> bool:
    """Whether a cell holds a number, or a sign for none (-, n/a, ...)."""
    return _NUMERIC.fullmatch(text.strip()) is not None


def full_rules(zone: Zone, rules: Sequence[Rule]) -> list[Rule]:
    width = zone.borders[-1] - zone.borders[0]
    top, bottom = zone.rows[0][0].top - 4, zone.rows[-1][0].bottom + 4
    wide = [r for r in rules if r.horizontal and r.x1 - r.x0 > 0.8 * width and top <= r.top <= bottom]
    return sorted(
        (r for r in wide if r.x0 < zone.borders[1] and r.x1 > zone.borders[-2]), key=lambda r: r.top
    )


def serial_rows(zone: Zone) -> list[int]:
    """Printed rows that begin with a serial number, where the numbers of the first column count up."""
    found: list[tuple[int, int]] = []
    texts = last = 0
    for i, row in enumerate(zone.rows):
        if zone.column(row[0]) != (0, 0):
            continue
        m = _SERIAL.fullmatch(row[0].text.strip())
        value = parse_numeral(m.group(1)) if m else None
        texts, last = texts + 1, i
        if value is not None:
            found.append((i, value))
    if len(found) == 1:  # the rest of a table on its last page
        alone = found[0][0] == last and texts <= 3 and zone.columns > 2
        return [last] if alone and found[0][1] < 1000 else []
    ups = sum(b == a + 1 for (_, a), (_, b) in pairwise(found))
    counted = len(found) >= 2 and ups >= 0.8 * (len(found) - 1) and len(found) >= 0.6 * (texts - 2)
    return [i for i, _ in found] if counted else []


def step(zone: Zone, i: int) -> float:
    """Distance of a printed row from what stands above: the white between them and the height of a line.

    Rows of cells that are centred lie between one another; the white between rows of the table shows all the same.
    """
    above = max(r.bottom for row in zone.rows[max(0, i - 8) : i] for r in row)
    row = zone.rows[i]
    return min(r.top for r in row) - above + max(r.size for r in row)


def body_groups(zone: Zone, head: int, rules: Sequence[Rule]) -> Groups:
    """The rows of the table below its head."""
    rows = range(head, len(zone.rows))
    if not rows:
        return []
    cuts = {
        next((i for i in rows if zone.rows[i][0].middle > rule.top), head) for rule in full_rules(zone, rules)
    } - {head}
    anchors = [i for i in serial_rows(zone) if i >= head]
    partial = {
        next((i for i in rows if zone.rows[i][0].middle > y), head) for y, _ in partial_rules(zone, rules)
    } - {head}
    if partial and cuts and (not anchors or len(cuts | partial) + 1 == len(anchors)):
        return _cut(rows, cuts | partial)
    if anchors:
        sections = _sections(zone, head)
        cuts |= sections | {i + 1 for i in sections}
        return _cut(
            rows, cuts | _between_anchors(zone, anchors, sections, head) | _whole_rows(zone, anchors, head)
        )
    if len(cuts) >= 3 and len(cuts) >= 0.3 * len(rows):
        return _cut(rows, cuts)
    wide = _wide_steps(zone, head)
    if wide:
        return _cut(rows, cuts | wide)
    return _cut(rows, cuts | _starts(zone, head))


def _cut(rows: range, cuts: set[int]) -> Groups:
    groups: Groups = []
    for i in rows:
        if i in cuts or not groups:
            groups.append([i])
        else:
            groups[-1].append(i)
    return groups


def _sections(zone: Zone, head: int) -> set[int]:
    """Rows of one phrase that runs from the first column into the next: they head the rows below (一、财政管理方面)."""
    alone = [i for i in range(head, len(zone.rows)) if len(zone.rows[i]) == 1]
    wide = [i for i in alone if zone.column(zone.rows[i][0])[0] == 0 < zone.column(zone.rows[i][0])[1]]
    return {i for i in wide if not zone.rows[i][0].text[0].isdigit()}


def _between_anchors(zone: Zone, anchors: list[int], sections: set[int], head: int) -> set[int]:
    """Where each row begins: at the widest step before its serial number, else at the number itself."""
    cuts = set()
    for before, anchor in pairwise([head - 1, *anchors]):
        if before < head or any(before < i < anchor for i in sections):
            continue
        steps = {i: step(zone, i) for i in range(before + 1, anchor + 1)}
        widest = max(steps, key=lambda i: (steps[i], i))
        usual = min(steps.values())
        cuts.add(widest if steps[widest] > WIDER * usual and len(steps) > 1 else anchor)
    return cuts


def _whole_rows(zone: Zone, anchors: list[int], head: int) -> set[int]:
    """Rows that hold as many numbers as rows with a serial number usually do, whether they have one or not."""
    numbers = [sum(is_number(r.text) for r in row[1:]) for row in zone.rows]
    usual = median(numbers[i] for i in anchors)
    rows = range(head, len(zone.rows))
    return {i for i in rows if numbers[i] >= max(2, 0.7 * usual)} - {head}


def _wide_steps(zone: Zone, head: int) -> set[int]:
    """Rows after a wider step, where steps come in two kinds and each stretch between fills most columns."""
    rows = range(head + 1, len(zone.rows))
    steps = {i: step(zone, i) for i in rows}
    if len(steps) < 3:
        return set()
    ordered = sorted(steps.values())
    gap, at = max((b / max(a, 0.1), k) for k, (a, b) in enumerate(pairwise(ordered)))
    small = ordered[: at + 1]
    if gap < WIDER or len(small) < 0.2 * len(ordered) or small[-1] > 1.35 * small[0]:
        return set()
    wide = {i for i in rows if steps[i] > ordered[at]}
    groups = _cut(range(head, len(zone.rows)), wide)
    filled = [len({zone.column(r)[0] for i in g for r in zone.rows[i]}) for g in groups]
    lines = [max(_lines_per_column(zone, g)) for g in groups]
    whole = sum(n >= 0.6 * zone.columns for n in filled) >= 0.7 * len(groups)
    return wide if whole and not _stacked(zone, groups) and max(lines) > 1 else set()


def _stacked(zone: Zone, groups: Groups) -> bool:
    """Whether the lines below the first of each group are rows themselves: they fill columns, with numbers."""
    below = [zone.rows[i] for g in groups for i in g[1:]]
    full = [row for row in below if len({zone.column(r)[0] for r in row}) >= 0.7 * zone.columns]
    if zone.columns == 2:
        full = [row for row in full if is_number(row[-1].text)]
    return len(full) > 0.5 * len(below)


def _lines_per_column(zone: Zone, group: list[int]) -> list[int]:
    counts = [0] * zone.columns
    for i in group:
        for run in zone.rows[i]:
            counts[zone.column(run)[0]] += 1
    return counts


def _starts(zone: Zone, head: int) -> set[int]:
    """Printed rows that begin a row of the table: a row with few cells belongs to the row it stands closer to."""
    starts, carried = set(), False
    for i in range(head + 1, len(zone.rows)):
        if not carried and (_belongs_below(zone, i, head) or not _belongs_above(zone, i, head)):
            starts.add(i)
        carried = i in starts and _belongs_below(zone, i, head)
    if len(zone.rows) > head + 1 and _belongs_below(zone, head, head):
        starts.discard(head + 1)
    return starts


def _sparse(zone: Zone, i: int, head: int) -> bool:
    """Whether a printed row fills few of the columns that rows of this table fill, and none with a number."""
    row = zone.rows[i]
    usual = median(len(r) for r in zone.rows[head:])
    filled = {zone.column(r)[0] for r in row}
    return len(filled) <= max(1, 0.5 * usual) and not any(is_number(r.text) for r in row)


def _belongs_above(zone: Zone, i: int, head: int) -> bool:
    row, above = zone.rows[i], zone.rows[i - 1]
    filled = {zone.column(r)[0] for r in row}
    if not _sparse(zone, i, head) or step(zone, i) > 1.5 * row[0].size:
        return False
    if i + 1 < len(zone.rows) and step(zone, i + 1) < 0.85 * step(zone, i):
        return False
    if not filled <= {zone.column(r)[0] for r in above}:
        return 0 not in filled
    if 0 not in filled:
        return True
    first = next(r for r in above if zone.column(r)[0] == 0)
    return len(filled) == 1 and (row[0].text[:1].islower() or row[0].x0 > first.x0 + 0.5 * row[0].size)


def _belongs_below(zone: Zone, i: int, head: int) -> bool:
    if i + 1 >= len(zone.rows) or not _sparse(zone, i, head):
        return False
    row, below = zone.rows[i], zone.rows[i + 1]
    filled = {zone.column(r)[0] for r in row}
    gap = step(zone, i + 1)
    if gap > 1.5 * row[0].size or not filled <= {zone.column(r)[0] for r in below}:
        return False
    if 0 not in filled:
        return i == head or gap < 0.85 * step(zone, i)
    return len(filled) == 1 and below[0].text[:1].islower()
