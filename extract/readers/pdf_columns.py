"""Find tables that no lines rule: text set in columns, parted by rivers of white that run down several rows.

A zone is a stretch of printed rows with the borders of its columns. Prose in columns, lists with bullets,
tables of contents and pairs of label and value are set in columns too; they are no tables.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median

from extract.readers.pdf_geometry import Glyph, Run, run_of
from extract.readers.pdf_runs import split_run

_RIVER = 0.3  # em: narrower white is no river
_WIDE_BLANK = 0.42  # em: a blank between words of one cell is narrower
_PITCH = 2.4  # em between middles of rows: a wider step ends a zone
_SINGLES = 4  # rows in a row that one column alone may have
_LEADER = re.compile(r"(?:\.[ ]?){4,}|(?:[…‥·][ ]?){3,}|_{4,}")
_BULLET = re.compile(r"[•●■◆▪○◦\-–—*·]|[（(]?[0-9a-zA-Z一二三四五六七八九十]{1,3}[)）.、]")
_NUMBER = re.compile(r"[^\d]*\d[\d.,%\s()\-–+/*:]*[^\d\s]{0,4}")

_FIGURE = re.compile(r"[(\-–+$€¥£]*\d[\d.,]*[%)*]*|[-–]")
_GROUP_HEAD = re.compile(r"[-–+$€¥£(]?\d{1,3}")
_GROUP = re.compile(r"\d{3}(?!\d)")

Row = list[Run]


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """Printed rows of one unruled table, and the borders of its columns from left to right."""

    rows: tuple[tuple[Run, ...], ...]
    borders: tuple[float, ...]

    @property
    def columns(self) -> int:
        return len(self.borders) - 1

    def column(self, run: Run) -> tuple[int, int]:
        """First and last column that a run stands in."""
        return column_range(self.borders, run.x0, run.x1)


def column_range(borders: Sequence[float], x0: float, x1: float) -> tuple[int, int]:
    """First and last column that the stretch x0..x1 touches; a sliver of overlap does not count."""
    slack = min(1.5, (x1 - x0) / 4)
    last = len(borders) - 2
    first = max((i for i in range(last + 1) if borders[i] <= x0 + slack), default=0)
    end = max((i for i in range(last + 1) if borders[i] < x1 - slack), default=first)
    return first, max(first, end)


def find_zones(rows: Sequence[Row], carried: Sequence[float] = ()) -> list[Zone]:
    """The unruled tables among the printed rows of a page (or of one column of it), from top to bottom.

    An empty row parts tables. `carried` are the borders of an unruled table at the end of the page before.
    """
    prepared = [phrases(row) for row in rows]
    first = _carried_on(prepared, carried) if carried else None
    if first is not None:
        rest = find_zones(rows[len(first.rows) :])
        return [first, *rest]
    chunks = _chunks(prepared)
    zones: list[Zone] = []
    above: list[Row] = []  # rows that the chunk may continue: the last zone, or a chunk that is none
    for chunk in chunks:
        zone = _zone(chunk)
        joined = bool(zones) and bool(above) and tuple(above[-1]) == zones[-1].rows[-1]
        least = max(2, zone.columns if zone else 0, zones[-1].columns if joined else 0)
        whole = _with_rows_above(above, chunk, least, whole_only=joined)
        if whole is not None:
            zones[-1 if joined else len(zones) :] = [whole]
        elif zone is not None:
            zones.append(zone)
        ends_zone = bool(zones) and bool(chunk) and zones[-1].rows[-1][0].middle >= chunk[-1][0].middle - 1
        above = [list(row) for row in zones[-1].rows] if ends_zone else chunk
    return zones


def _carried_on(rows: Sequence[Row], borders: Sequence[float]) -> Zone | None:
    """The rows at the top of a page that fit the columns of the table on the page before."""
    kept: list[Row] = []
    for row in rows:
        if not row or (kept and row[0].middle - kept[-1][0].middle > _PITCH * row[0].size):
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


def _with_rows_above(above: list[Row], chunk: list[Row], least: int, *, whole_only: bool) -> Zone | None:
    """The zone of a chunk and as many rows above it as leave at least so many columns."""
    if not above or not chunk or not _near(above[-1], chunk[0]):
        return None
    for start in range(1 if whole_only else len(above)):
        zone = _zone([*above[start:], *chunk])
        if zone and zone.columns >= least and zone.rows[0][0].middle <= above[-1][0].middle:
            return zone
    return None


def _near(above: Row, below: Row) -> bool:
    """Whether nothing but a wide step parts two rows."""
    return below[0].middle - above[0].middle < 2 * _PITCH * below[0].size


def phrases(row: Row) -> Row:
    """The row cut at leaders and wide blanks; words of a line of prose stretched to full width stay together."""
    parted = [piece for run in row for part in without_leaders(run) for piece in _at_blanks(part)]
    if len(parted) < 2:
        return parted
    ink = sum(r.x1 - r.x0 for r in parted)
    gaps = [b.x0 - a.x1 for a, b in pairwise(parted)]
    if ink > 0.88 * (parted[-1].x1 - parted[0].x0) and max(gaps) < 1.1 * parted[0].size and ink > 200:
        return [run_of([g for r in parted for g in (*r.glyphs, _blank_after(r))])]
    return parted


def _at_blanks(run: Run) -> list[Run]:
    """A run cut at wide blanks, and at blanks between two numbers (but for 8 927.15)."""
    words: list[list[Glyph]] = [[]]
    blanks: list[Glyph] = []
    for g in run.glyphs:
        if g.text.isspace():
            blanks.append(g)
            words.append([])
        else:
            words[-1].append(g)
    pieces: list[list[Glyph]] = [words[0]]
    for blank, before, after in zip(blanks, words, words[1:], strict=False):
        if blank.x1 - blank.x0 >= _WIDE_BLANK * blank.size or _two_numbers(_text(before), _text(after)):
            pieces.append(after)
        else:
            pieces[-1] = [*pieces[-1], blank, *after]
    return [run_of(p) for p in pieces if p] if len(pieces) > 1 else [run]


def _text(glyphs: Sequence[Glyph]) -> str:
    return "".join(g.text for g in glyphs)


def _two_numbers(left: str, right: str) -> bool:
    grouped = bool(_GROUP_HEAD.fullmatch(left) and _GROUP.match(right))
    return bool(_FIGURE.fullmatch(left) and _FIGURE.fullmatch(right)) and not grouped


def _blank_after(run: Run) -> Glyph:
    return run.glyphs[-1]._replace(text=" ", x0=run.x1, x1=run.x1)


def without_leaders(run: Run) -> list[Run]:
    """What is left of a run when the dots that lead from a label to its number are taken out."""
    text = run.text
    if not _LEADER.search(text):
        return [run]
    pieces: list[Run] = []
    index = [i for i, g in enumerate(run.glyphs) for _ in g.text]
    at = 0
    for m in [*_LEADER.finditer(text), None]:
        end = m.start() if m else len(text)
        glyphs = [run.glyphs[i] for i in sorted({index[k] for k in range(at, end)})]
        if any(not g.text.isspace() for g in glyphs):
            pieces.append(run_of(glyphs))
        at = m.end() if m else at
    return pieces


def _chunks(rows: Sequence[Row]) -> list[list[Row]]:
    """Stretches of rows that begin and end with a row of several phrases and hold few others in between."""
    chunks: list[list[Row]] = []
    current: list[Row] = []
    singles = 0
    for row in rows:
        if not row:
            chunks.append(current)
            current, singles = [], 0
            continue
        step = row[0].middle - current[-1][0].middle if current else 0.0
        size = max(r.size for r in row)
        single = len(row) < 2
        if current and (step > _PITCH * size or (single and singles >= _SINGLES)):
            chunks.append(current)
            current, singles = [], 0
        current.append(row)
        singles = singles + 1 if single else 0
    return [_from_several(c) for c in [*chunks, current]]


def _from_several(chunk: list[Row]) -> list[Row]:
    """A chunk without the single phrases at its ends; empty where it has no two rows of several."""
    several = [i for i, row in enumerate(chunk) if len(row) > 1]
    return chunk if len(several) > 1 else []


def _zone(chunk: list[Row]) -> Zone | None:
    borders = borders_of(chunk)
    if len(borders) < 3:
        return None
    rows = [parted_at(row, borders) for row in chunk]
    kept = _trimmed(rows, borders)
    if not kept:
        return None
    zone = Zone(rows=tuple(tuple(row) for row in kept), borders=tuple(borders))
    return zone if is_table(zone) else None


def borders_of(rows: Sequence[Sequence[Run]]) -> list[float]:
    """Borders of the columns that rivers part, the outermost included; without a river two or none."""
    several = [row for row in rows if len(row) > 1]
    if not several:
        return []
    usual = sorted(len(row) for row in several)[len(several) * 3 // 4]
    body = [row for row in several if len(row) >= max(2, 0.6 * usual)]
    rivers = _rivers(body)
    left, right = min(r.x0 for row in rows for r in row), max(r.x1 for row in rows for r in row)
    return [left - 1, *((a + b) / 2 for a, b in rivers), right + 1]


def _rivers(body: Sequence[Sequence[Run]]) -> list[tuple[float, float]]:
    """Stretches of x that hardly any row crosses and that have text of several rows on either side."""
    allowed = max(1 if len(body) >= 5 else 0, int(0.12 * len(body)))
    size = median(r.size for row in body for r in row)
    events = sorted([(r.x0, 1) for row in body for r in row] + [(r.x1, -1) for row in body for r in row])
    rivers: list[tuple[float, float]] = []
    depth, since = 0, None
    for x, change in events:
        depth += change
        if depth <= allowed and since is None:
            since = x
        elif depth > allowed and since is not None:
            if x - since >= max(_RIVER * size, 1.5):
                rivers.append((since, x))
            since = None
    return _with_banks(rivers, body)


def _with_banks(
    rivers: list[tuple[float, float]], body: Sequence[Sequence[Run]]
) -> list[tuple[float, float]]:
    """Rivers with a column of at least two rows on either side; a column of less joins its neighbour."""
    left, right = min(r.x0 for row in body for r in row), max(r.x1 for row in body for r in row)
    kept = [(a, b) for a, b in rivers if a > left and b < right]
    least = 2 if len(body) < 12 else 3
    while kept:
        edges = [left - 1, *((a + b) / 2 for a, b in kept), right + 1]
        counts = [
            sum(any(edges[i] <= (r.x0 + r.x1) / 2 < edges[i + 1] for r in row) for row in body)
            for i in range(len(edges) - 1)
        ]
        thin = next((i for i, n in enumerate(counts) if n < min(least, len(body))), None)
        if thin is None:
            return kept
        beside = [i for i in (thin - 1, thin) if 0 <= i < len(kept)]
        kept.pop(min(beside, key=lambda i: kept[i][1] - kept[i][0]))
    return kept


def parted_at(row: Sequence[Run], borders: Sequence[float]) -> Row:
    """Runs of a row cut at borders that fall between two of their words."""
    out: Row = []
    for run in row:
        rest: Run | None = run
        for x in borders[1:-1]:
            if rest is None or not rest.x0 < x < rest.x1:
                continue
            cut = _blank_near(rest, x)
            if cut is not None:
                left, rest = split_run(rest, cut)
                if left is not None:
                    out.append(left)
        if rest is not None:
            out.append(rest)
    return out


def _blank_near(run: Run, x: float) -> float | None:
    """The middle of the blank that a border runs through, where it is wider than blanks between words are."""
    widths = [g.x1 - g.x0 for g in run.glyphs if g.text.isspace()]
    for i, g in enumerate(run.glyphs):
        if g.text.isspace() and g.x0 - 0.9 * g.size <= x <= g.x1 + 0.9 * g.size:
            usual = median(widths) if len(widths) > 2 else 0.28 * g.size
            beside = run.glyphs[i - 1].text + run.glyphs[i + 1].text
            if g.x1 - g.x0 > 1.3 * usual or beside.isdigit():
                return (g.x0 + g.x1) / 2
    return None


def _trimmed(rows: list[Row], borders: Sequence[float]) -> list[Row]:
    """The rows from the first to the last that stand in columns, with what heads or continues them."""
    ranges = [[column_range(borders, r.x0, r.x1) for r in row] for row in rows]
    level = [len(row) > 1 and all(a == b for a, b in spans) for row, spans in zip(rows, ranges, strict=True)]
    if sum(level) < 2:
        return []
    first, last = level.index(True), len(level) - 1 - level[::-1].index(True)
    while first > 0 and _heads(rows[first - 1], rows[first], ranges[first - 1]):
        first -= 1
    while last + 1 < len(rows) and _continues(rows[last + 1], rows[last], ranges[last + 1]):
        last += 1
    return rows[first : last + 1]


def _heads(row: Row, below: Row, spans: list[tuple[int, int]]) -> bool:
    """Whether a row above a table belongs to its head: several phrases, or one that leaves column 0 free."""
    size = max(r.size for r in row)
    white = min(r.top for r in below) - max(r.bottom for r in row)
    if len(row) == 1 and spans[0][0] == 0:
        return white < 0  # a cell of two lines beside centred ones of one
    return white < 0.9 * size


def _continues(row: Row, above: Row, spans: list[tuple[int, int]]) -> bool:
    """Whether a row below a table is the rest of a cell: one column, close to the row above."""
    white = row[0].top - max(r.bottom for r in above)
    if len(row) != 1 or spans[0][0] != spans[0][1]:
        return False
    return white < (0.45 * row[0].size if spans[0][0] > 0 else 0)


def is_table(zone: Zone) -> bool:
    """Whether text in columns is a table, not prose, a list, a table of contents or labelled values."""
    texts: list[list[str]] = [[] for _ in range(zone.columns)]
    filled: list[list[float]] = [[] for _ in range(zone.columns)]
    for row in zone.rows:
        for c in range(zone.columns):
            runs = [r for r in row if zone.column(r) == (c, c)]
            if runs:
                width = zone.borders[c + 1] - zone.borders[c]
                texts[c].append(" ".join(r.text for r in runs))
                filled[c].append((runs[-1].x1 - runs[0].x0) / width)
    if any(not column for column in texts):
        return False
    full = sum(1 for row in zone.rows if len({zone.column(r)[0] for r in row}) > 1)
    if full < (2 if zone.columns > 2 else 3):
        return False
    numeric = any(_share(_NUMBER, column) > 0.6 for column in texts[1:])
    if not numeric and all(
        mean(map(len, t)) >= 18 and median(w) > 0.7 for t, w in zip(texts, filled, strict=True)
    ):
        return False  # prose in columns
    if zone.columns == 2:
        labelled = sum(t.rstrip().endswith((":", "：")) for t in texts[0]) > 0.5 * len(texts[0])
        return not (labelled or _share(_BULLET, texts[0]) > 0.7)
    return True


def _share(pattern: re.Pattern[str], texts: Sequence[str]) -> float:
    return sum(pattern.fullmatch(t.strip()) is not None for t in texts) / len(texts)
