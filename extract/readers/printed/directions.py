"""Glyphs of a page by the direction their text runs in: what is slanted, printed twice, or runs sideways.

A glyph that is printed twice to look bold is kept once. What stands slanted across the page (watermarks, the words around a
seal) is left out.
"""

from collections import Counter
from typing import NamedTuple

from extract.model import Issue
from extract.readers.printed.frame import turned_box
from extract.readers.printed.geometry import Glyph, Run, run_of

_SLANT = 8.0  # degrees off the axes of the page from which on text is slanted: what a scanner turns is less
_MAIN = 0.6  # share of a page's glyphs that must run sideways for the page to be turned


class PageGlyphs(NamedTuple):
    """The visible glyphs by the direction their text runs in, and how many were left out: not visible, slanted."""

    by_direction: dict[int, list[Glyph]]
    hidden: int
    slanted: int = 0


def is_slanted(angle: float) -> bool:
    """Whether text that runs at an angle (degrees) stands slanted across the page."""
    return abs(angle - round(angle / 90) * 90) > _SLANT


def all_glyphs(found: dict[int, list[Glyph]], slanted: dict[int, list[Glyph]], hidden: int) -> PageGlyphs:
    """What is kept of a page: the level glyphs, or all of them where most are slanted."""
    across, level = (sum(g.text != " " for gs in some.values() for g in gs) for some in (slanted, found))
    if across > level:  # it is the text of the page
        found = {way: [*found.get(way, []), *slanted.get(way, [])] for way in (*found, *slanted)}
        across = 0
    return PageGlyphs({way: once(glyphs) for way, glyphs in found.items()}, hidden, across)


def once(glyphs: list[Glyph]) -> list[Glyph]:
    """Leave out a glyph that repeats another at nearly the same place; the one kept is bold."""
    seen: dict[tuple[str, int, int], int] = {}
    kept: list[Glyph] = []
    for g in glyphs:
        step = max(g.size * 0.3, 0.5)
        column, row = int(g.x0 // step), int(g.top // step)
        near = [(g.text, column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        twin = next((seen[spot] for spot in near if spot in seen and _same_spot(kept[seen[spot]], g)), None)
        if twin is None:
            seen[(g.text, column, row)] = len(kept)
            kept.append(g)
        else:
            kept[twin] = kept[twin]._replace(bold=True)
    return kept


def _same_spot(a: Glyph, b: Glyph) -> bool:
    """Whether two glyphs stand nearly on one another: a narrow letter (ll, 11) is followed by its like as near as that."""
    off = abs(a.x0 - b.x0)
    if off > min(0.2 * a.size, 0.7 * (a.x1 - a.x0)) or a.text == " ":
        return False
    return abs(a.top - b.top) < 0.2 * a.size


def main_direction(found: PageGlyphs) -> int:
    """The direction that most text of a page runs in, where it is another than left to right; else 0."""
    counts = Counter({way: sum(g.text != " " for g in glyphs) for way, glyphs in found.by_direction.items()})
    way, most = counts.most_common(1)[0] if counts else (0, 0)
    return way if most > _MAIN * counts.total() else 0


def sideways_runs(glyphs: list[Glyph], direction: int) -> list[Run]:
    """Runs of text that does not run with the page (heads of narrow columns), each in reading order."""
    spots = [(_turned(g, direction), g) for g in glyphs if g.text != " "]
    spots.sort(key=lambda pair: (round(pair[0].top), pair[0].x0))
    runs: list[list[Glyph]] = []
    last: Glyph | None = None
    for t, g in spots:
        gap = t.x0 - last.x1 if last else 0.0
        if last and abs(last.top - t.top) < 0.5 * t.size and -t.size < gap < 1.2 * t.size:
            if gap > 0.2 * t.size:
                runs[-1].append(g._replace(text=" "))
            runs[-1].append(g)
        else:
            runs.append([g])
        last = t
    return [run_of(run, upright=False) for run in runs]


def _turned(g: Glyph, direction: int) -> Glyph:
    x0, top, x1, bottom = turned_box((g.x0, g.top, g.x1, g.bottom), direction, 0, 0)
    return g._replace(x0=x0, top=top, x1=x1, bottom=bottom)


def slanted_left_out(slanted: dict[int, int]) -> list[Issue]:
    """One issue for all slanted text of a file: characters left out, by page."""
    if not slanted:
        return []
    message = (
        f"{sum(slanted.values())} characters that stand slanted across {len(slanted)} pages (first: page "
        f"{min(slanted)}) are taken for a watermark or a seal; they are left out."
    )
    return [Issue(kind="slanted_left_out", message=message)]
