"""Boxes of lines cut where white parts them: the engine joins cells of one row that stand close together."""

from collections.abc import Iterable, Iterator

import cv2
import numpy as np

from extract.readers.ocr_rules import Mask

Box4 = tuple[float, float, float, float]  # x0, top, x1, bottom in pixels

_EM = 0.78  # of the height of a box
_WHITE = 1.2  # em: the white of full-width stops is narrower
_MARGIN = 0.12  # of the height, left on either side of the ink
_DUST = 1.3  # points across


def cut_at_white(boxes: Iterable[Box4], ink: Mask, dpi: float) -> list[Box4]:
    """The boxes, each cut at stretches without ink that are wider than any between characters of a line."""
    clean = _without_dust(ink, dpi)
    return [part for box in boxes for part in _parts(box, clean)]


def _without_dust(ink: Mask, dpi: float) -> Mask:
    """The ink without pieces smaller than a stop."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    keep = stats[:, cv2.CC_STAT_AREA] > (_DUST * dpi / 72) ** 2
    keep[0] = False
    return np.asarray(keep[labels], dtype=np.uint8)


def _parts(box: Box4, ink: Mask) -> Iterator[Box4]:
    x0, top, x1, bottom = box
    height = bottom - top
    least = _WHITE * _EM * height
    if x1 - x0 < 2 * least:
        yield box
        return
    left = max(0, int(x0))
    part = ink[max(0, int(top + 0.08 * height)) : int(bottom - 0.08 * height) + 1, left : int(x1) + 1]
    solid = np.flatnonzero(part.any(axis=0))
    start = x0
    for i in np.flatnonzero(np.diff(solid) >= least):
        end, begin = left + float(solid[i]) + 1, left + float(solid[i + 1])
        yield start, top, end + _MARGIN * height, bottom
        start = begin - _MARGIN * height
    yield start, top, x1, bottom
