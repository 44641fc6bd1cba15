"""From an unruled table to a lattice: which rows are its head, and which cells span columns."""

import re
from collections.abc import Sequence
from statistics import median

from extract.readers.printed.columns import Zone
from extract.readers.printed.geometry import Rule, Run
from extract.readers.printed.lattice import Lattice, Slot
from extract.readers.printed.lines import has_mark
from extract.readers.printed.partial_rules import partial_rules, with_merged
from extract.readers.printed.rows import WIDER, Groups, body_groups, full_rules, is_number, serial_rows, step

_BESIDE = 0.9  # em: a step that is shorter leads to a line that stands beside the one above


def lattice_of(zone: Zone, rules: Sequence[Rule] = ()) -> Lattice:
    """The lattice of an unruled table: its columns, its rows, and cells that span columns."""
    head = head_size(zone, rules)
    groups = _head_groups(zone, head) + body_groups(zone, head, rules)
    ys = _borders(zone, groups)
    slots: list[Slot] = []
    for r, group in enumerate(groups):
        spans = _spans(zone, group, rules if group[0] < head else ())
        slots += [
            Slot(r, a, 1, b - a + 1, zone.borders[a], ys[r], zone.borders[b + 1], ys[r + 1]) for a, b in spans
        ]
    merged = with_merged(_tall_labels(zone, groups, head, slots), ys, partial_rules(zone, rules))
    return Lattice(tuple(zone.borders), tuple(ys), tuple(merged))


def _tall_labels(zone: Zone, groups: Groups, head: int, slots: list[Slot]) -> list[Slot]:
    """The slots, those of labels joined that stand between two lines of the head: they span both rows."""
    rows = [(min(r.top for r in row), max(r.bottom for r in row)) for row in zone.rows[:head]]
    group_of = {i: g for g, group in enumerate(groups) for i in group}
    out = list(slots)
    for i in range(1, head - 1):
        first, last = group_of[i - 1], group_of[i + 1]
        if first == last or rows[i][0] >= rows[i - 1][1] or rows[i][1] <= rows[i + 1][0]:
            continue
        near = {zone.column(r) for k in (i - 1, i + 1) for r in zone.rows[k]}
        for column in (zone.column(r) for r in zone.rows[i]):
            own = [s for s in out if first <= s.row <= last and s.column == column[0] and s.column_span == 1]
            taken = any(a <= column[0] <= b for a, b in near)
            if column[0] == column[1] and not taken and len(own) == last - first + 1:
                tall = own[0]._replace(row_span=last - first + 1, bottom=own[-1].bottom)
                out = sorted([*(s for s in out if s not in own), tall], key=lambda s: (s.row, s.column))
    return out


def _borders(zone: Zone, groups: Groups) -> list[float]:
    tops = [min(r.top for i in g for r in zone.rows[i]) for g in groups]
    bottoms = [max(r.bottom for i in g for r in zone.rows[i]) for g in groups]
    inner = [max((bottoms[i - 1] + tops[i]) / 2, tops[i] - 1) for i in range(1, len(groups))]
    return [tops[0] - 1, *inner, bottoms[-1] + 1]


def _spans(zone: Zone, group: list[int], rules: Sequence[Rule]) -> list[tuple[int, int]]:
    """Column ranges of the cells of a row. A run, or a short rule below it, may span free columns."""
    ranges = [(zone.column(run), run) for i in group for run in zone.rows[i]]
    if len(ranges) == 1 and ranges[0][0][0] == 0 < ranges[0][0][1] and has_mark(ranges[0][1].text):
        return [(0, zone.columns - 1)]  # it heads the rows below
    taken = {a for (a, b), _ in ranges if a == b}
    wide: list[tuple[int, int]] = []
    for (a, b), run in ranges:
        under = _underlined(zone, run, rules)
        first, last = (min(a, under[0]), max(b, under[1])) if under else (a, b)
        while last > first and (last in taken and last != a):
            last -= 1
        if last > first and not any(w[0] <= last and first <= w[1] for w in wide):
            wide.append((first, last))
    covered = {c for a, b in wide for c in range(a, b + 1)}
    return sorted([*wide, *((c, c) for c in range(zone.columns) if c not in covered)])


def _underlined(zone: Zone, run: Run, rules: Sequence[Rule]) -> tuple[int, int] | None:
    """The columns of the short rule right below a run in the head of a table."""
    for rule in rules:
        near = -1 <= rule.top - run.bottom + 0.15 * run.size <= 0.9 * run.size
        if rule.horizontal and near and rule.x0 - 2 <= run.x0 and run.x1 <= rule.x1 + 2:
            width = zone.borders[-1] - zone.borders[0]
            if rule.x1 - rule.x0 < 0.9 * width:
                return zone.column(run._replace(x0=rule.x0 + 2, x1=rule.x1 - 2))
    return None


def head_size(zone: Zone, rules: Sequence[Rule]) -> int:
    """How many printed rows label the columns: those above the first rule, or before the first numbers."""
    ruled = [r.top for r in full_rules(zone, rules)]
    first = next((y for y in ruled if zone.rows[0][0].middle < y), None)
    if first is not None and first < zone.rows[-1][0].middle:
        above = sum(row[0].middle < first for row in zone.rows)
        if above <= max(6, len(zone.rows) // 3):
            return above
    anchors = serial_rows(zone)
    if anchors:
        return min(_above_first(zone, anchors), _first_of_numbers(zone, 3) or anchors[0])
    first = _first_of_numbers(zone, 1) or 0
    return first if first <= max(6, len(zone.rows) // 2) else 0


def _first_of_numbers(zone: Zone, least: int) -> int | None:
    """The first printed row in which at least so many cells, half of those behind the first column, hold numbers."""
    for i, row in enumerate(zone.rows):
        others = [r for r in row if zone.column(r)[0] > 0]
        if len(others) >= least and _numeric(others) and not _years(row):
            return i
    return None


def _numeric(runs: Sequence[Run]) -> bool:
    """Whether at least half of the runs are numbers."""
    return sum(is_number(r.text) for r in runs) * 2 >= len(runs)


def _years(row: Sequence[Run]) -> bool:
    """A row of years labels columns: 2008 2009 2010."""
    texts = [r.text.strip(" *()") for r in row]
    return sum(bool(re.fullmatch(r"(?:19|20)\d\d(?:[-–/]\d{2,4})?", t)) for t in texts) * 2 > len(texts)


def _head_groups(zone: Zone, head: int) -> Groups:
    """Rows of the head: lines without spanning cells that follow one another are one row."""
    groups: Groups = []
    spanned = [any(a != b for a, b in map(zone.column, zone.rows[i])) for i in range(head)]
    for i in range(head):
        step = zone.rows[i][0].middle - zone.rows[i - 1][0].middle if i else 0.0
        if groups and not spanned[i] and not spanned[i - 1] and step < 1.6 * zone.rows[i][0].size:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def _above_first(zone: Zone, anchors: list[int]) -> int:
    """The head ends above the first serial number, or at the widest step before it (centred cells)."""
    first = anchors[0]
    while first and step(zone, first) < _BESIDE * zone.rows[first][0].size:
        first -= 1  # a line of a cell beside it that is centred
    if not first:
        return 0
    steps = [(step(zone, i), i) for i in range(1, first + 1)]
    usual = median(step(zone, i) for i in range(1, len(zone.rows)))
    widest, at = max(steps, default=(0.0, first))
    return at if widest > WIDER * usual else first
