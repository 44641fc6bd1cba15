"""Find tables that no lines rule among the printed rows of a page.

Prose in columns, lists with bullets, tables of contents and pairs of label and value are set in columns too;
they are no tables.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extract.language.folding import fold, squeeze
from extract.readers.printed.columns import Row, Zone, borders_of, column_range, parted_at, phrases
from extract.readers.printed.geometry import Rule, overlap
from extract.readers.printed.likeness import is_table
from extract.readers.printed.seams import cut_at_seams

_NUMBERED = re.compile(
    r"(?:续|接|附)?表[\d一二三四五六七八九十]{1,3}(?:[-.—–]\d{1,2})?(?:$|[\s:：、.．]|[^\d年月个项份列])"
)
_UNIT = re.compile(r"[（(]?(?:金额|计量|数量)?单位[:：]\S{1,10}?[)）]?")
_PITCH = 4.6  # em between middles of rows: a wider step ends a table
_SINGLES = 4  # rows in a row that one column alone may have
_REACH = 110.0  # points: how far above or below the rule that closes a table may stand
_HEAD = 6  # rows that the head of a table may have


def find_zones(rows: Sequence[Row], rules: Sequence[Rule] = (), carried: Sequence[float] = ()) -> list[Zone]:
    """The unruled tables among the printed rows of a page (or of one column of it), from top to bottom.

    An empty row and the caption of a numbered table part tables. `rules` may close a table above and below;
    `carried` are the borders of an unruled table at the end of the page before.
    """
    prepared = cut_at_seams([[] if _captions(row) else phrases(row) for row in rows])
    first = _carried_on(prepared, carried) if carried else None
    if first is not None:
        return [first, *find_zones(rows[len(first.rows) :], rules)]
    zones: list[Zone] = []
    for chunk in _chunks(prepared):
        for zone in _best(chunk):
            whole = _with_rows_above(zone, zones[-1] if zones else None, chunk)
            if zones and whole is not zone and whole.rows[0][0].middle <= zones[-1].rows[-1][0].middle:
                zones.pop()
            zones.append(whole)
    return _each_up_to_rules([_below_rule(zone, rules) for zone in zones], prepared, rules)


def _each_up_to_rules(zones: Sequence[Zone], rows: Sequence[Row], rules: Sequence[Rule]) -> list[Zone]:
    """Each zone with the rows up to the rules that close it; none takes rows of another."""
    found: list[Zone] = []
    for k, zone in enumerate(zones):
        low = found[-1].rows[-1][0].middle if found else 0.0
        high = zones[k + 1].rows[0][0].middle if k + 1 < len(zones) else math.inf
        free = [row for row in rows if row and low < row[0].middle < high]
        found.append(_up_to_rules(zone, free, rules))
    return found


def _captions(row: Row) -> bool:
    """Whether a printed row is the caption of a numbered table, or tells the unit of what stands below it."""
    words = [squeeze(fold(part.text)) for part in phrases(row)]
    unit = bool(words) and _UNIT.fullmatch(words[-1]) is not None
    rest = words[:-1] if unit else words
    return (unit and not rest) or (0 < len(rest) <= 2 and _NUMBERED.match("".join(rest)) is not None)


def _below_rule(zone: Zone, rules: Sequence[Rule]) -> Zone:
    """The zone without single phrases above the rule that its head begins with."""
    first = next((i for i, row in enumerate(zone.rows) if len(row) > 1), 0)
    if not first:
        return zone
    width = zone.borders[-1] - zone.borders[0]
    low, high = zone.rows[first - 1][0].middle, zone.rows[first][0].middle
    ruled = any(r.horizontal and low < r.top < high and r.x1 - r.x0 > 0.8 * width for r in rules)
    return replace(zone, rows=zone.rows[first:]) if ruled else zone


def _up_to_rules(zone: Zone, rows: Sequence[Row], rules: Sequence[Rule]) -> Zone:
    """The zone with the rows between it and the rules that close it above and below."""
    left, right = zone.borders[0], zone.borders[-1]
    wide = [
        r.top
        for r in rules
        if r.horizontal and overlap(r.x0, r.x1, left, right) > 0.85 * max(right - left, r.x1 - r.x0)
    ]
    top, bottom = zone.rows[0][0].middle, zone.rows[-1][0].middle
    above = min((y for y in wide if top - _REACH < y < top), default=top)
    below = max((y for y in wide if bottom < y < bottom + _REACH), default=bottom)
    head = [parted_at(row, zone.borders) for row in rows if row and above < row[0].middle < top]
    tail = [parted_at(row, zone.borders) for row in rows if row and bottom < row[0].middle < below]
    head = [] if len(head) > _HEAD or any(_is_prose(row, zone) for row in head) else head
    tail = [] if len(tail) > _HEAD or any(_is_prose(row, zone) for row in tail) else tail
    return replace(zone, rows=(*map(tuple, head), *zone.rows, *map(tuple, tail)))


def _is_prose(row: Row, zone: Zone) -> bool:
    """Whether a row stands outside the columns of a zone, or runs over most of them."""
    width = zone.borders[-1] - zone.borders[0]
    if row[0].x0 < zone.borders[0] - 4 or row[-1].x1 > zone.borders[-1] + 4:
        return True
    first, last = column_range(zone.borders, row[0].x0, row[0].x1)
    crosses = len(row) == 1 and first == 0 and last > 0
    return crosses or any(r.x1 - r.x0 > 0.6 * width for r in row)


def _carried_on(rows: Sequence[Row], borders: Sequence[float]) -> Zone | None:
    """The rows at the top of a page that fit the columns of the table on the page before."""
    kept: list[Row] = []
    for row in rows:
        if not row or (kept and row[0].middle - kept[-1][0].middle > 2.4 * row[0].size):
            break
        parts = parted_at(row, borders)
        inside = all(borders[0] - 2 <= r.x0 and r.x1 <= borders[-1] + 2 for r in parts)
        if not inside or any(a != b for a, b in (column_range(borders, r.x0, r.x1) for r in parts)):
            break
        kept.append(parts)
    filled = {column_range(borders, r.x0, r.x1)[0] for row in kept for r in row}
    if len(filled) * 2 < len(borders) - 1 or not any(len(row) > 1 for row in kept):
        return None
    return Zone(rows=tuple(map(tuple, kept)), borders=tuple(borders))


def _chunks(rows: Sequence[Row]) -> list[list[Row]]:
    """Stretches of rows without a wide step, an empty row or many rows of one phrase."""
    chunks: list[list[Row]] = [[]]
    singles = 0
    for row in rows:
        current = chunks[-1]
        step = row[0].middle - current[-1][0].middle if current and row else 0.0
        single = len(row) < 2
        if not row or (
            current and (step > _PITCH * max(r.size for r in row) or (single and singles >= _SINGLES))
        ):
            chunks.append([])
            singles = 0
        if row:
            chunks[-1].append(row)
            singles = singles + 1 if single else 0
    return chunks


def _best(chunk: list[Row], depth: int = 0) -> list[Zone]:
    """The tables of a chunk: one, or those above and below its widest step where that explains more of it."""
    several = sum(len(row) > 1 for row in chunk)
    if several < 2:
        return []
    zone = _zone(chunk)
    if zone is not None and sum(len(row) > 1 for row in zone.rows) >= 0.8 * several:
        return [zone]
    whole = [zone] if zone else []
    steps = [b[0].middle - a[0].middle for a, b in pairwise(chunk)]
    at = max(range(len(steps)), key=steps.__getitem__) + 1
    if depth >= 6 or steps[at - 1] < 1.25 * median(steps):
        return whole
    parts = [*_best(chunk[:at], depth + 1), *_best(chunk[at:], depth + 1)]
    return parts if _weight(parts) > _weight(whole) else whole


def _weight(zones: Sequence[Zone]) -> int:
    return sum(len(z.rows) * (z.columns - 1) for z in zones)


def _with_rows_above(zone: Zone, before: Zone | None, chunk: list[Row]) -> Zone:
    """The zone and as many rows above it as leave its columns: the head, set off by a wide step.

    They may have been taken for a table of their own.
    """
    first = zone.rows[0][0].middle
    in_chunk = before is not None and before.rows[-1][0].middle >= chunk[0][0].middle
    if before is not None and in_chunk and (len(before.rows) > _HEAD or before.columns > zone.columns):
        return zone
    above = [row for row in chunk if row[0].middle < first - 1][-_HEAD:]
    for start in range(len(above)):
        longer = _zone([*above[start:], *map(list, zone.rows)])
        if longer and longer.columns >= zone.columns and longer.rows[0][0].middle < first - 1:
            return longer
    return zone


def _zone(chunk: list[Row]) -> Zone | None:
    borders = borders_of(chunk)
    if len(borders) < 3:
        return None
    rows = [parted_at(row, borders) for row in chunk]
    kept = _trimmed(rows, borders)
    if not kept:
        return None
    left, right = min(r.x0 for row in kept for r in row), max(r.x1 for row in kept for r in row)
    zone = Zone(rows=tuple(map(tuple, kept)), borders=(left - 1, *borders[1:-1], right + 1))
    return zone if is_table(zone) else None


def _trimmed(rows: list[Row], borders: Sequence[float]) -> list[Row]:
    """The rows from the first to the last that stand in columns, with what heads or continues them."""
    ranges = [[column_range(borders, r.x0, r.x1) for r in row] for row in rows]
    level = [len(row) > 1 and all(a == b for a, b in spans) for row, spans in zip(rows, ranges, strict=True)]
    if sum(level) < 2:
        return []
    first, last = level.index(True), len(level) - 1 - level[::-1].index(True)
    first = _below_running_head(rows, first, last, len(borders) - 1)
    while first > 0 and _heads(rows[first - 1], rows[first], ranges[first - 1]):
        first -= 1
    wrapped = _wrapped_white(rows[first : last + 1], ranges[first : last + 1])
    while last + 1 < len(rows) and _continues(rows[last + 1], rows[last], ranges[last + 1], wrapped):
        last += 1
    return rows[first : last + 1]


def _below_running_head(rows: list[Row], first: int, last: int, columns: int) -> int:
    """The first row after a wide step near the top, where the rows above it fill few columns: a running head."""
    steps = [rows[i][0].middle - rows[i - 1][0].middle for i in range(first + 1, last + 1)]
    usual = median(steps) if steps else 0.0
    for i in range(min(first + _HEAD, last - 1), first, -1):
        few = all(len(row) <= max(1, 0.4 * columns) for row in rows[first:i])
        if few and steps[i - first - 1] > 1.35 * usual and len(rows[i]) > 0.4 * columns:
            return i
    return first


def _heads(row: Row, below: Row, spans: list[tuple[int, int]]) -> bool:
    """Whether a row above a table belongs to its head: several phrases, or one that leaves column 0 free."""
    size = max(r.size for r in row)
    if len(row) == 1 and size > 1.2 * max(r.size for r in below):
        return False  # a caption
    white = min(r.top for r in below) - max(r.bottom for r in row)
    if len(row) == 1 and spans[0][0] == 0:
        return white < 0  # a cell of two lines beside centred ones of one
    return white < 0.9 * size


def _wrapped_white(rows: Sequence[Row], ranges: Sequence[list[tuple[int, int]]]) -> float:
    """The white above lines that go on with cells, where it is less than above every line that begins a record."""
    began: list[float] = []
    went_on: list[float] = []
    for above, row, spans in zip(rows, rows[1:], ranges[1:], strict=False):
        white = row[0].top - max(r.bottom for r in above)
        (went_on if spans[0][0] > 0 else began).append(white)
    return max(went_on) if began and went_on and max(went_on) < 0.8 * min(began) else 0.0


def _continues(row: Row, above: Row, spans: list[tuple[int, int]], wrapped: float) -> bool:
    """Whether a row below a table is the rest of a cell: one column, close to the row above."""
    white = row[0].top - max(r.bottom for r in above)
    if len(row) != 1 or spans[0][0] != spans[0][1]:
        return False
    return white < (max(0.45 * row[0].size, wrapped + 0.5) if spans[0][0] > 0 else 0)
