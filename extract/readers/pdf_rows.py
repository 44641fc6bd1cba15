"""Printed rows of an unruled table to rows of the table: cells of several lines, heads of several lines.

What tells rows apart, in this order: rules, serial numbers, wider steps between rows, cells left empty.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extract.numerals import parse_numeral
from extract.readers.pdf_columns import Zone
from extract.readers.pdf_geometry import Rule, Run
from extract.readers.pdf_lattice import Lattice, Slot

_SERIAL = re.compile(r"[（(]?\s*([0-9]{1,4}|[一二三四五六七八九十百]{1,4})\s*[)）.、．]?")
_NUMERIC = re.compile(r"[^\w]*\d[\d.,%\s()\-–+/*:]*[^\d\s]{0,3}|[-–—*./x…]{1,3}|n/?a", re.IGNORECASE)
_WIDER = 1.22  # a step is wider than the usual one from this ratio on

Groups = list[list[int]]  # indices of printed rows that make one row of the table


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
    return Lattice(tuple(zone.borders), tuple(ys), tuple(slots))


def _borders(zone: Zone, groups: Groups) -> list[float]:
    tops = [min(r.top for i in g for r in zone.rows[i]) for g in groups]
    bottoms = [max(r.bottom for i in g for r in zone.rows[i]) for g in groups]
    inner = [max((bottoms[i - 1] + tops[i]) / 2, tops[i] - 1) for i in range(1, len(groups))]
    return [tops[0] - 1, *inner, bottoms[-1] + 1]


def _spans(zone: Zone, group: list[int], rules: Sequence[Rule]) -> list[tuple[int, int]]:
    """Column ranges of the cells of a row. A run, or a short rule below it, may span free columns."""
    ranges = [(zone.column(run), run) for i in group for run in zone.rows[i]]
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
    ruled = [r.top for r in _full_rules(zone, rules)]
    first = next((y for y in ruled if zone.rows[0][0].middle < y), None)
    if first is not None and first < zone.rows[-1][0].middle:
        above = sum(row[0].middle < first for row in zone.rows)
        if above <= max(6, len(zone.rows) // 3):
            return above
    anchors = serial_rows(zone)
    if anchors:
        return _above_first(zone, anchors)
    for i, row in enumerate(zone.rows):
        others = [r for r in row if zone.column(r)[0] > 0]
        if others and sum(is_number(r.text) for r in others) * 2 >= len(others) and not _years(row):
            return i if i <= max(6, len(zone.rows) // 2) else 0
    return 0


def is_number(text: str) -> bool:
    """Whether a cell holds a number, or a sign for none (-, n/a, ...)."""
    return _NUMERIC.fullmatch(text.strip()) is not None


def _numeric(runs: Sequence[Run]) -> bool:
    """Whether at least half of the runs are numbers."""
    return sum(is_number(r.text) for r in runs) * 2 >= len(runs)


def _years(row: Sequence[Run]) -> bool:
    """A row of years labels columns: 2008 2009 2010."""
    texts = [r.text.strip(" *()") for r in row]
    return sum(bool(re.fullmatch(r"(?:19|20)\d\d(?:[-–/]\d{2,4})?", t)) for t in texts) * 2 > len(texts)


def _full_rules(zone: Zone, rules: Sequence[Rule]) -> list[Rule]:
    width = zone.borders[-1] - zone.borders[0]
    top, bottom = zone.rows[0][0].top - 4, zone.rows[-1][0].bottom + 4
    wide = [r for r in rules if r.horizontal and r.x1 - r.x0 > 0.8 * width and top <= r.top <= bottom]
    return sorted(
        (r for r in wide if r.x0 < zone.borders[1] and r.x1 > zone.borders[-2]), key=lambda r: r.top
    )


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


def _above_first(zone: Zone, anchors: list[int]) -> int:
    """The head ends above the first serial number, or at the widest step before it (centred cells)."""
    first = anchors[0]
    steps = [(_step(zone, i), i) for i in range(1, first + 1)]
    usual = median(_step(zone, i) for i in range(1, len(zone.rows)))
    widest, at = max(steps, default=(0.0, first))
    return at if widest > _WIDER * usual else first


def _step(zone: Zone, i: int) -> float:
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
        next((i for i in rows if zone.rows[i][0].middle > rule.top), head)
        for rule in _full_rules(zone, rules)
    } - {head}
    anchors = [i for i in serial_rows(zone) if i >= head]
    if anchors:
        return _cut(rows, cuts | _between_anchors(zone, anchors, head) | _whole_rows(zone, anchors, head))
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


def _between_anchors(zone: Zone, anchors: list[int], head: int) -> set[int]:
    """Where each row begins: at the widest step before its serial number, else at the number itself."""
    cuts = set()
    for before, anchor in pairwise([head - 1, *anchors]):
        if before < head:
            continue
        steps = {i: _step(zone, i) for i in range(before + 1, anchor + 1)}
        widest = max(steps, key=lambda i: (steps[i], i))
        usual = min(steps.values())
        cuts.add(widest if steps[widest] > _WIDER * usual and len(steps) > 1 else anchor)
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
    steps = {i: _step(zone, i) for i in rows}
    if len(steps) < 3:
        return set()
    ordered = sorted(steps.values())
    gap, at = max((b / max(a, 0.1), k) for k, (a, b) in enumerate(pairwise(ordered)))
    small = ordered[: at + 1]
    if gap < _WIDER or len(small) < 0.2 * len(ordered) or small[-1] > 1.35 * small[0]:
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
    if not _sparse(zone, i, head) or _step(zone, i) > 1.5 * row[0].size:
        return False
    if i + 1 < len(zone.rows) and _step(zone, i + 1) < 0.85 * _step(zone, i):
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
    step = _step(zone, i + 1)
    if step > 1.5 * row[0].size or not filled <= {zone.column(r)[0] for r in below}:
        return False
    if 0 not in filled:
        return i == head or step < 0.85 * _step(zone, i)
    return len(filled) == 1 and below[0].text[:1].islower()
