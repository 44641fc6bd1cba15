"""Boxes of lines cut where white parts them: the engine joins cells of one row that stand close together."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import cv2
import numpy as np

from extract.readers.scans.rules import Mask

Gap = tuple[float, float]
Box4 = tuple[float, float, float, float]  # x0, top, x1, bottom in pixels

_EM = 0.78  # of the height of a box
_WHITE = 1.2  # em: the white of full-width stops is narrower
_NARROW = 0.45  # em: white that may part columns
_BROAD = 0.8  # em: white that needs a line less beside it
_STRIP = 0.3  # em: as wide the white must be on all lines
_ROWS = 4  # lines with white at one place that make columns
_TALL = 1.8  # times as high as wide: a box of characters below one another
_WHOLE = 0.55  # of the width of such a box: the least height of a character
_MARGIN = 0.12  # of the height, left on either side of the ink
_DUST = 1.3  # points across


def cut_at_white(boxes: Iterable[Box4], ink: Mask, dpi: float) -> list[Box4]:
    """The boxes, each cut at stretches without ink that are wider than any between characters of a line.

    Narrower ones cut too where the white runs on over neighbouring lines: it parts columns.
    """
    clean = _without_dust(ink, dpi)
    whole = [part for box in boxes for part in _parts(box, _wide_gaps(box, clean))]
    text = _within(whole, clean)
    return [part for box in whole for part in _parts(box, _river_gaps(box, whole, text))]


def stacked(box: Box4, ink: Mask) -> list[Box4]:
    """The boxes of characters that stand one below the other in a tall box (heads of narrow columns)."""
    x0, top, x1, bottom = box
    if bottom - top < _TALL * (x1 - x0):
        return [box]
    rows = ink[int(top) : int(bottom) + 1, max(0, int(x0)) : int(x1) + 1].any(axis=1)
    solid = [int(k) for k in np.flatnonzero(rows)]
    cuts, start = [top], solid[0] if solid else 0
    for end, begin in pairwise(solid):
        if begin > end + 1 and end + 1 - start >= _WHOLE * (x1 - x0):  # less is a part of a character: 二, 言
            cuts.append(top + (end + begin) / 2)
            start = begin
    return [(x0, a, x1, b) for a, b in pairwise([*cuts, bottom])]


def _within(boxes: Iterable[Box4], ink: Mask) -> Mask:
    """The ink inside of boxes: the edges of shades stand outside."""
    text = np.zeros_like(ink)
    for box in boxes:
        x0, top, x1, bottom = (max(0, int(v)) for v in box)
        text[top : bottom + 1, x0 : x1 + 1] = ink[top : bottom + 1, x0 : x1 + 1]
    return text


def _wide_gaps(box: Box4, ink: Mask) -> list[Gap]:
    least = _WHITE * _EM * (box[3] - box[1])
    return _gaps(box, ink, least) if box[2] - box[0] >= 2 * least else []


def _river_gaps(box: Box4, boxes: Sequence[Box4], ink: Mask) -> list[Gap]:
    em = _EM * (box[3] - box[1])
    return [gap for gap in _gaps(box, ink, _NARROW * em) if _is_river(gap, box, boxes, ink)]


def _is_river(gap: Gap, box: Box4, boxes: Sequence[Box4], ink: Mask) -> bool:
    """Whether the white of a gap, or a strip of it, goes on over lines above or below that have text on both sides."""
    height = box[3] - box[1]
    em, middle = _EM * height, (box[1] + box[3]) / 2
    wide = _STRIP * em
    starts = (gap[1] - wide - 1, (gap[0] + gap[1] - wide) / 2, gap[0] + 1)
    least = _ROWS if gap[1] - gap[0] < _BROAD * em else _ROWS - 1
    for x in starts:
        top, bottom = _clear(ink[:, int(x) : int(x + wide) + 1], int(middle))
        beside: list[float] = []
        for other in sorted(boxes, key=lambda b: b[1] + b[3]):
            y = (other[1] + other[3]) / 2
            sides = [b for b in boxes if abs((b[1] + b[3]) / 2 - y) < 0.5 * height]
            if top < y < bottom and min(b[0] for b in sides) < x and max(b[2] for b in sides) > x + wide:
                beside += [y] if not beside or y - beside[-1] > 0.6 * height else []
        if len(beside) >= least:
            return True
    return False


def _clear(strip: Mask, middle: int) -> tuple[int, int]:
    """How far up and down from `middle` a strip holds no ink."""
    inked = np.flatnonzero(strip.any(axis=1))
    at = int(np.searchsorted(inked, middle))
    top = int(inked[at - 1]) if at > 0 else 0
    return top, int(inked[at]) if at < len(inked) else strip.shape[0]


def _without_dust(ink: Mask, dpi: float) -> Mask:
    """The ink without pieces smaller than a stop."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    keep = stats[:, cv2.CC_STAT_AREA] > (_DUST * dpi / 72) ** 2
    keep[0] = False
    return np.asarray(keep[labels], dtype=np.uint8)


def _gaps(box: Box4, ink: Mask, least: float) -> list[Gap]:
    """Stretches without ink inside a box, at least so wide: where the ink before ends, where the next begins."""
    x0, top, x1, bottom = box
    height = bottom - top
    left = max(0, int(x0))
    part = ink[max(0, int(top + 0.08 * height)) : int(bottom - 0.08 * height) + 1, left : int(x1) + 1]
    solid = np.flatnonzero(part.any(axis=0))
    wide = np.flatnonzero(np.diff(solid) >= least)
    return [(left + float(solid[i]) + 1, left + float(solid[i + 1])) for i in wide]


def _parts(box: Box4, gaps: Sequence[Gap]) -> Iterator[Box4]:
    x0, top, x1, bottom = box
    margin = _MARGIN * (bottom - top)
    start = x0
    for end, begin in gaps:
        yield start, top, end + margin, bottom
        start = begin - margin
    yield start, top, x1, bottom
