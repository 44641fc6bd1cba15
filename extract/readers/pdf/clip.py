"""The box that clip paths leave of an object of a PDF page."""

import ctypes
from typing import Any

import pypdfium2.raw as pdfium_c

from extract.readers.printed.frame import Affine, Corners

_SEGMENTS = 64  # a clip path with more segments than this is a drawing, not a frame


def clip_of(handle: Any, affine: Affine) -> Corners | None:
    """The box that all clip paths of an object share, where each is made of a few straight lines."""
    path = pdfium_c.FPDFPageObj_GetClipPath(handle)
    count = pdfium_c.FPDFClipPath_CountPaths(path) if path else 0
    clip: Corners | None = None
    for p in range(max(count, 0)):
        points = _points(path, p, affine)
        if not points:
            continue
        xs, ys = [x for x, _ in points], [y for _, y in points]
        x0, top, x1, bottom = clip or (min(xs), min(ys), max(xs), max(ys))
        clip = max(x0, min(xs)), max(top, min(ys)), min(x1, max(xs)), min(bottom, max(ys))
    return clip


def _points(path: Any, index: int, affine: Affine) -> list[tuple[float, float]]:
    segments = pdfium_c.FPDFClipPath_CountPathSegments(path, index)
    if not 0 < segments <= _SEGMENTS:
        return []
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for s in range(segments):
        segment = pdfium_c.FPDFClipPath_GetPathSegment(path, index, s)
        if pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
            points.append(affine.at(x.value, y.value))
    return points
