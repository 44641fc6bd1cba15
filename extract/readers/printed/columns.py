"""Columns of text that no lines part: rivers of white that run down several printed rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.readers.printed.geometry import Glyph, Run, is_cjk, run_of
from extract.readers.printed.rivers import rivers_of
from extract.readers.printed.runs import split_run
from extract.tables.grids import is_label

_WIDE_BLANK = 0.42  # em: a blank between words of one cell is narrower
_SEAM = 0.25  # em
_HALF_WHITE = frozenset("，。、；：）】」』》〉〕")
_LEADER = re.compile(r"(?:\.[ ]?){4,}|(?:[…‥·][ ]?){3,}|_{4,}")

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


def phrases(row: Row) -> Row:
    """The row cut at leaders and wide blanks; words of a line of prose stretched to full width stay together."""
    parted = [
        _without_white(piece)
        for run in row
        for part in without_leaders(run)
        for whole in _at_pieces(part)
        for piece in _at_blanks(whole)
    ]
    if len(parted) > 1 and _is_stretched(row, parted):
        return [run_of([g for r in parted for g in (*r.glyphs, _blank_after(r))])]
    return parted


def _is_stretched(row: Row, parted: Row) -> bool:
    """Whether a row is one line of prose: hardly any white, or blanks of one width between many words."""
    ink = sum(r.x1 - r.x0 for r in parted)
    gaps = [b.x0 - a.x1 for a, b in pairwise(parted)]
    if any(_are_cells(a, b) for a, b in pairwise(parted)):
        return False
    if ink > 0.88 * (parted[-1].x1 - parted[0].x0) and max(gaps) < 1.1 * parted[0].size and ink > 200:
        return True
    blanks = [g.x1 - g.x0 for r in row for g in r.glyphs if g.text.isspace()]
    blanks += [b.x0 - a.x1 for a, b in pairwise(row)]
    letters = [g.text for r in parted for g in r.glyphs if g.text.isalpha()]
    words = len(blanks) > 3 and len(letters) > 20 and max(gaps) < 1.6 * parted[0].size
    return words and max(blanks) < 1.35 * median(blanks)


def _are_cells(left: Run, right: Run) -> bool:
    """Whether two phrases were written one by one, with white between ideographs: prose leaves none there."""
    last, first = left.glyphs[-1], right.glyphs[0]
    return (
        last.piece != first.piece
        and is_cjk(first.text)
        and is_cjk(last.text)
        and last.text not in _HALF_WHITE
    )


def _at_pieces(run: Run) -> list[Run]:
    """A run cut where another piece of text begins after some white, that inside of punctuation included."""
    pieces: list[list[Glyph]] = [[]]
    for g in run.glyphs:
        last = pieces[-1][-1] if pieces[-1] else None
        if last is not None and last.piece != g.piece and not (g.text.isspace() or last.text.isspace()):
            white = g.x0 - last.x1 + (0.5 * last.size if last.text in _HALF_WHITE else 0.0)
            if white >= _WIDE_BLANK * g.size:
                pieces.append([])
        pieces[-1].append(g)
    return [run_of(p) for p in pieces] if len(pieces) > 1 else [run]


def _without_white(run: Run) -> Run:
    """A run that ends before the white half of a full-width stop."""
    last = run.glyphs[-1]
    if last.text not in _HALF_WHITE or last.x1 - last.x0 < 0.8 * last.size:
        return run
    return run_of([*run.glyphs[:-1], last._replace(x1=last.x1 - 0.5 * last.size)])


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


def borders_of(rows: Sequence[Sequence[Run]]) -> list[float]:
    """Borders of the columns that rivers part, the outermost included; without a river two or none."""
    several = [row for row in rows if len(row) > 1]
    if not several:
        return []
    usual = sorted(len(row) for row in several)[len(several) * 3 // 4]
    body = [row for row in several if len(row) >= max(2, 0.6 * usual)]
    end = max(r.x1 for row in body for r in row)
    body = [
        row for row in several if row in body or (row[-1].x0 > end and all(is_label(r.text) for r in row))
    ]
    rivers = rivers_of(body)
    left, right = min(r.x0 for row in rows for r in row), max(r.x1 for row in rows for r in row)
    return [left - 1, *((a + b) / 2 for a, b in rivers), right + 1]


def parted_at(row: Sequence[Run], borders: Sequence[float]) -> Row:
    """Runs of a row cut at borders that fall between two of their words."""
    out: Row = []
    for run in row:
        rest: Run | None = run
        for x in borders[1:-1]:
            if rest is None or not rest.x0 < x < rest.x1:
                continue
            cut = _blank_near(rest, x) or _seam_near(rest, x)
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


def _seam_near(run: Run, x: float) -> float | None:
    """Where a border runs through the white between two pieces of text that were written one by one.

    No blank glyph stands there beside ideographs.
    """
    for last, g in pairwise(run.glyphs):
        gap = g.x0 - last.x1
        seam = last.piece != g.piece and (is_cjk(last.text) or is_cjk(g.text))
        if seam and last.x0 < x < g.x1 and gap >= _SEAM * g.size:
            white = gap + (0.5 * last.size if last.text in _HALF_WHITE else 0.0)
            return (last.x1 + g.x0) / 2 if white >= _WIDE_BLANK * g.size else None
    return None
