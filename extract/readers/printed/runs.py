"""Glyphs to runs, runs to rows, rows to text.

A run ends where a gap is too wide for a blank. Blanks that the page does not print are put in between Latin
words only: the extra space that typesetting leaves between Chinese characters and digits is no blank.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.readers.printed.geometry import Glyph, Run, is_cjk, run_of

WIDE = 0.6  # em: a gap that ends a run
_BLANK = 0.16  # em: a gap between Latin letters that is a blank
_LEVEL = 0.3  # em: how far glyphs of one line may stand apart vertically


def runs_of(glyphs: Iterable[Glyph]) -> list[Run]:
    """Runs in the order of the glyphs' first appearance, neighbours on one line joined."""
    pieces: list[list[Glyph]] = []
    for g in glyphs:
        if pieces and _follows(pieces[-1], g):
            pieces[-1].append(g)
        else:
            pieces.append([g])
    solid = [run_of(p) for p in pieces if any(not g.text.isspace() for g in p)]
    return [run for row in rows_of(solid) for run in _joined(row)]


def _follows(piece: list[Glyph], g: Glyph) -> bool:
    last = piece[-1]
    return same_level(last, g) and -0.5 * g.size < g.x0 - last.x1 < WIDE * max(g.size, last.size)


def same_level(a: Glyph | Run, b: Glyph | Run) -> bool:
    """Whether two pieces stand on one line: equal middles, or one is a raised or lowered small sign."""
    small, large = sorted((a, b), key=lambda p: p.bottom - p.top)
    off = abs((a.top + a.bottom) - (b.top + b.bottom)) / 2
    height = small.bottom - small.top
    if off < _LEVEL * height:
        return True
    return height < 0.8 * (large.bottom - large.top) and (
        min(a.bottom, b.bottom) - max(a.top, b.top) > 0.5 * height
    )


def rows_of(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs grouped into printed rows from top to bottom, each from left to right."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (r.middle, r.x0)):
        row = next((row for row in reversed(rows[-4:]) if same_level(_anchor(row), run)), None)
        if row is None:
            rows.append([run])
        else:
            row.append(run)
    rows.sort(key=lambda row: _anchor(row).middle)
    return [sorted(row, key=lambda r: r.x0) for row in rows]


def _anchor(row: list[Run]) -> Run:
    """The run that tells the level of a row: its largest, so that raised signs do not."""
    return max(row, key=lambda r: r.bottom - r.top)


def _joined(row: Sequence[Run]) -> list[Run]:
    """Join neighbours of a row that are no further apart than a blank is wide."""
    glyphs: list[list[Glyph]] = []
    for run in _put_inside(row):
        gap = run.x0 - glyphs[-1][-1].x1 if glyphs else 0.0
        near = bool(glyphs) and -0.5 * run.size < gap < WIDE * max(run.size, glyphs[-1][-1].size)
        if near and run.upright:
            glyphs[-1].extend(run.glyphs)
        else:
            glyphs.append(list(run.glyphs))
    return [run_of(_with_blanks(g)) if row[0].upright else run_of(g, upright=False) for g in glyphs]


def _put_inside(row: Sequence[Run]) -> list[Run]:
    """Put what a page draws after a line into the gaps it left there: quotation marks of another font."""
    out: list[Run] = []
    for run in row:
        host = out[-1] if out else None
        if host and run.upright and run.x0 > host.x0 and run.x1 < host.x1 and _in_gap(host, run):
            out[-1] = run_of(sorted([*host.glyphs, *run.glyphs], key=lambda g: g.x0))
        else:
            out.append(run)
    return out


def _in_gap(host: Run, run: Run) -> bool:
    slack = 0.2 * run.size
    return not any(g.x0 < run.x1 - slack and run.x0 + slack < g.x1 for g in host.glyphs if g.text != " ")


def _with_blanks(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """One blank glyph where the page prints blanks or leaves a gap between Latin words."""
    out: list[Glyph] = []
    blank = False
    for g in glyphs:
        if g.text.isspace():
            blank = True
            continue
        if out:
            last = out[-1]
            gap = g.x0 - last.x1
            if (blank and gap > -0.1 * g.size) or (gap > _BLANK * g.size and not _tight(last.text, g.text)):
                out.append(Glyph(" ", last.x1, g.top, max(g.x0, last.x1), g.bottom, g.size, g.bold))
        out.append(g)
        blank = False
    return out


def _tight(left: str, right: str) -> bool:
    return is_cjk(left[-1]) or is_cjk(right)


def row_text(runs: Sequence[Run]) -> str:
    """The text of a row: its runs, with a blank between them where the page leaves one."""
    text = runs[0].text
    for before, run in pairwise(runs):
        close = run.x0 - before.x1 < WIDE * max(run.size, before.size)
        text += "" if close and _tight(before.glyphs[-1].text, run.glyphs[0].text) else " "
        text += run.text
    return text


def split_run(run: Run, x: float) -> tuple[Run | None, Run | None]:
    """Cut a run at a place: glyphs whose middle lies before it, and the rest."""
    left = [g for g in run.glyphs if (g.x0 + g.x1) / 2 < x]
    right = [g for g in run.glyphs if (g.x0 + g.x1) / 2 >= x]
    return _run_or_none(left), _run_or_none(right)


def _run_or_none(glyphs: list[Glyph]) -> Run | None:
    return run_of(glyphs) if any(not g.text.isspace() for g in glyphs) else None
