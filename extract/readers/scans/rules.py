"""Find the ruling lines of a table in the picture of a page, and wipe them out for recognition."""

import cv2
import numpy as np
import numpy.typing as npt

from extract.readers.printed.geometry import Rule
from extract.readers.printed.lattice import touching
from extract.readers.scans.engine import Picture

_SHORTEST = 0.18  # inch: a piece of a line is at least as long; strokes of characters seldom are
_LEAST = 0.2  # inch: a rule is at least as long
_REACH = 0.06  # inch: how far rules may miss one another and still meet
_TABLE = 0.8  # inch: the longest rule of a table is at least as long; strokes of a heading are not
_END = 0.1  # inch: how far a rule may end from the one it should reach
_LINE = 1.5  # inch: a rule that meets no other is at least as long
_THICKEST = 0.05  # inch
_FRAME = 0.1  # inch: the frame around a table may be as thick, where it is _SLIM times as long
_SLIM = 20
_CONTRAST = 18  # grey levels that ink is darker than its surroundings
_BREAK = 0.12  # inch: a gap in a line that dust, a seal or a weak print leaves

Mask = npt.NDArray[np.uint8]


def ink_of(picture: Picture, dpi: float) -> Mask:
    """255 where a picture is clearly darker than its surroundings."""
    gray = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) if picture.ndim == 3 else picture
    block = max(3, int(dpi * 0.2) | 1)
    mask = cv2.adaptiveThreshold(
        gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, _CONTRAST
    )
    return np.asarray(mask, dtype=np.uint8)


def _thin(picture: Picture, dpi: float, *, horizontal: bool) -> Mask:
    """255 where a picture is darker than what is near on both sides: lines, also at the edge of a shaded area."""
    gray = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) if picture.ndim == 3 else picture
    across = 2 * int(_THICKEST * dpi) + 1
    kernel = np.ones((across, 1) if horizontal else (1, across), np.uint8)
    hat = cv2.morphologyEx(gray, cv2.MORPH_BLACKHAT, kernel)
    return np.asarray((hat > _CONTRAST) * 255, dtype=np.uint8)


def rules_in(picture: Picture, dpi: float) -> tuple[list[Rule], Mask]:
    """The rules of a level picture in pixels, and the mask of their ink."""
    ink = ink_of(picture, dpi)
    flat, flat_ink = _strokes(ink & _thin(picture, dpi, horizontal=True), dpi, horizontal=True)
    tall, tall_ink = _strokes(ink & _thin(picture, dpi, horizontal=False), dpi, horizontal=False)
    groups = touching([*flat, *tall], _REACH * dpi)
    kept_rules = {r for g in groups if max(map(_length, g)) > _TABLE * dpi for r in g}
    tall_kept = [r for r in tall if r in kept_rules]
    flat_kept = [r for r in flat if r in kept_rules and _ends_on(r, tall_kept, dpi)]
    flat_kept += [r for r in flat if r not in flat_kept and _length(r) > _LINE * dpi]
    tall_kept = [r for r in tall_kept if _ends_on(r, flat_kept, dpi)]
    mask = np.zeros_like(ink)
    for kept, source in ((flat_kept, flat_ink), (tall_kept, tall_ink)):
        for rule in kept:
            area = _area(rule, dpi, ink.shape)
            mask[area] |= source[area]
    return [*flat_kept, *tall_kept], mask


def _area(rule: Rule, dpi: float, shape: tuple[int, ...]) -> tuple[slice, slice]:
    reach = _THICKEST * dpi
    top, bottom = max(0, int(rule.top - reach)), min(shape[0], int(rule.bottom + reach) + 1)
    left, right = max(0, int(rule.x0 - reach)), min(shape[1], int(rule.x1 + reach) + 1)
    return slice(top, bottom), slice(left, right)


def _strokes(ink: Mask, dpi: float, *, horizontal: bool) -> tuple[list[Rule], Mask]:
    """Straight strokes along one axis that are longer than those of characters, and their ink."""
    length = max(12, int(dpi * _SHORTEST))
    kernel = np.ones((1, length) if horizontal else (length, 1), np.uint8)
    opened = cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel)
    opened = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    mask = np.asarray(opened, dtype=np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    pieces = []
    for label, (x, y, w, h, area) in enumerate(stats[1:].tolist(), 1):
        long = w if horizontal else h
        if area > long * max(_THICKEST * dpi, min(_FRAME * dpi, long / _SLIM)):  # a filled area
            mask[y : y + h, x : x + w][labels[y : y + h, x : x + w] == label] = 0
        elif horizontal:
            pieces.append((float(x), float(x + w), y + h / 2))
        else:
            pieces.append((float(y), float(y + h), x + w / 2))
    least = _LEAST * dpi
    lines = [p for p in _collinear(pieces, dpi) if p[1] - p[0] >= least]
    return [Rule(a, at, b, at) if horizontal else Rule(at, a, at, b) for a, b, at in lines], mask


def _collinear(pieces: list[tuple[float, float, float]], dpi: float) -> list[tuple[float, float, float]]:
    """Pieces (start, end, position) that go on in one line become one: dust and weak print break lines."""
    off, gap = 0.02 * dpi, _BREAK * dpi
    out: list[tuple[float, float, float]] = []
    for start, end, at in sorted(pieces):
        near = next((i for i, o in enumerate(out) if abs(o[2] - at) <= off and start - o[1] <= gap), None)
        if near is None:
            out.append((start, end, at))
        else:
            before = out[near]
            share = (end - start) / max(1.0, end - before[0])
            out[near] = (before[0], max(before[1], end), before[2] * (1 - share) + at * share)
    return out


def _ends_on(rule: Rule, others: list[Rule], dpi: float) -> bool:
    """Whether a rule begins and ends at rules that run across it; a long one need not."""
    reach = _END * dpi
    if _length(rule) > _LINE * dpi:
        return True
    if rule.horizontal:
        beside = [o.x0 for o in others if o.top - reach <= rule.top <= o.bottom + reach]
        ends = (rule.x0, rule.x1)
    else:
        beside = [o.top for o in others if o.x0 - reach <= rule.x0 <= o.x1 + reach]
        ends = (rule.top, rule.bottom)
    return all(any(abs(at - end) <= reach for at in beside) for end in ends)


def _length(rule: Rule) -> float:
    return max(rule.x1 - rule.x0, rule.bottom - rule.top)


def wiped(picture: Picture, mask: Mask) -> Picture:
    """The picture with its rules painted in the colour of the paper around them."""
    grown = cv2.dilate(mask, np.ones((3, 3), np.uint8)) > 0
    around = cv2.dilate(picture, np.ones((9, 9), np.uint8))  # the lightest near by
    out = picture.copy()
    out[grown] = around[grown]
    return out
