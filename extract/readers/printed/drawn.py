"""Ruling lines of a page, told from what is drawn on it (as pdfplumber gives it): lines, borders and edges of filled areas.

An area filled with white has no visible edge. Of a thin filled area only its middle line counts.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from extract.readers.printed.frame import Frame, turned_box
from extract.readers.printed.geometry import Fill, Rule
from extract.tables.fills import fill_of

_THIN = 4.0  # points: a filled area no thicker than this is a line
_SHORT = 2.0  # points: shorter pieces are dots of a dotted line or parts of a drawing
_MARGIN = 12.0  # points: the widest margin of text in a cell
_MOST_SHADES = 1500
_SLANT = 1.0  # points: a line that leaves its axis further is no ruling

Edge = tuple[float, float, float, float]  # x0, top, x1, bottom


def rules_of(page: Any, frame: Frame) -> list[Rule]:
    """The rules of a pdfplumber page, in points of the upright page `frame`."""
    rules: dict[bool, list[Rule]] = {False: [], True: []}
    for edge, shade in _segments(page):
        if (box := _upright(edge, page, frame)) is not None:
            rules[shade].append(Rule(*box, shade))
    return [*dotted_joined(rules[False]), *dotted_joined(rules[True])]


def fills_of(page: Any, frame: Frame) -> list[Fill]:
    """The coloured areas of a pdfplumber page in the order they were drawn in, in points of the upright page `frame`."""
    areas = [item for item in (*page.rects, *filter(_is_box, page.curves)) if _shaded(item)]
    found: list[Fill] = []
    for item in areas if len(areas) <= _MOST_SHADES else ():
        colour, box = colour_of(item.get("non_stroking_color")), _upright(_box(item), page, frame)
        if colour is not None and box is not None:
            found.append(Fill(*box, colour))
    return found


def _upright(edge: Edge, page: Any, frame: Frame) -> Edge | None:
    """What of an area can be seen, on the upright page."""
    left, top = page.cropbox[0], page.cropbox[1]
    shown = frame.height, frame.width  # before the page was turned
    width, height = shown if frame.turned in (90, 270) else (frame.width, frame.height)
    x0, y0, x1, y1 = edge
    box = (max(x0 - left, 0.0), max(y0 - top, 0.0), min(x1 - left, width), min(y1 - top, height))
    if box[0] > box[2] or box[1] > box[3]:
        return None
    return turned_box(box, (360 - frame.turned) % 360, width, height)


def _segments(page: Any) -> Iterator[tuple[Edge, bool]]:
    """The lines of a page, and the edges of its filled areas (True)."""
    shades = [_box(i) for i in (*page.rects, *page.curves) if _shaded(i)]
    for line in page.lines:
        if line.get("stroke", True) and _shows(line, line.get("stroking_color"), shades):
            yield from ((edge, False) for edge in _axis(*_box(line)))
    boxes = [curve for curve in page.curves if _is_box(curve)]
    paths = [curve for curve in page.curves if not _is_box(curve)]
    for rect in (*page.rects, *boxes):
        if not _lies_in(_box(rect), shades):
            yield from _rect(rect, shades)
    for curve in paths:
        filled = not _visible(curve, stroked=True)
        yield from ((edge, filled) for edge in _curve(curve))


def _box(item: dict[str, Any]) -> Edge:
    return item["x0"], item["top"], item["x1"], item["bottom"]


def _is_box(curve: dict[str, Any]) -> bool:
    """Whether a path runs along the four sides of its box: a rectangle that was drawn side by side."""
    x0, top, x1, bottom = _box(curve)
    points: list[tuple[float, float]] = curve["pts"]
    return len(points) in (4, 5) and all(
        min(abs(x - x0), abs(x - x1)) < 0.01 > min(abs(y - top), abs(y - bottom)) for x, y in points
    )


def _shaded(item: dict[str, Any]) -> bool:
    """Whether an item is an area filled with a colour, on which white lines show."""
    x0, top, x1, bottom = _box(item)
    filled = bool(item.get("fill")) and not is_white(item.get("non_stroking_color"))
    return filled and min(x1 - x0, bottom - top) > _THIN


def _lies_in(box: Edge, shades: Sequence[Edge]) -> bool:
    """Whether an area lies behind a line of text inside of a shaded cell: the same margin on its left and right."""
    if len(shades) > _MOST_SHADES or box[3] - box[1] <= _THIN:
        return False
    return any(
        1 < box[0] - s[0] <= _MARGIN
        and abs((box[0] - s[0]) - (s[2] - box[2])) < 2
        and s[1] - 1 <= box[1]
        and box[3] <= s[3] + 1
        for s in shades
    )


def _shows(item: dict[str, Any], color: Any, shades: Sequence[Edge]) -> bool:
    if not is_white(color):
        return True
    x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return any(s[0] - 2 <= x <= s[2] + 2 and s[1] - 2 <= y <= s[3] + 2 for s in shades)


def _axis(x0: float, top: float, x1: float, bottom: float) -> Iterator[Edge]:
    """The middle line of something thin along an axis."""
    if bottom - top <= min(_THIN, x1 - x0):
        yield x0, (top + bottom) / 2, x1, (top + bottom) / 2
    elif x1 - x0 <= min(_THIN, bottom - top):
        yield (x0 + x1) / 2, top, (x0 + x1) / 2, bottom


def _rect(rect: dict[str, Any], shades: Sequence[Edge]) -> Iterator[tuple[Edge, bool]]:
    x0, top, x1, bottom = _box(rect)
    thin = min(x1 - x0, bottom - top) <= _THIN
    stroked = bool(rect.get("stroke")) and _shows(rect, rect.get("stroking_color"), shades)
    filled = bool(rect.get("fill")) and (
        _shows(rect, rect.get("non_stroking_color"), shades)
        if thin
        else not is_white(rect.get("non_stroking_color"))
    )
    if not (stroked or filled):
        return
    if thin:
        yield from ((edge, False) for edge in _axis(x0, top, x1, bottom))
        return
    for edge in ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)):
        yield edge, not stroked


def _curve(curve: dict[str, Any]) -> Iterator[Edge]:
    """The straight pieces of a path that runs along the axes; any other path is a drawing."""
    if not (_visible(curve, stroked=True) or _visible(curve, stroked=False)):
        return
    points = curve["pts"]
    pieces = list(pairwise(points))
    if any(min(abs(ax - bx), abs(ay - by)) > _SLANT for (ax, ay), (bx, by) in pieces):
        return
    for (ax, ay), (bx, by) in pieces:
        yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _visible(item: dict[str, Any], *, stroked: bool) -> bool:
    if stroked:
        return bool(item.get("stroke", True)) and not is_white(item.get("stroking_color"))
    return bool(item.get("fill")) and not is_white(item.get("non_stroking_color"))


def is_white(color: Any) -> bool:
    """Whether a colour of the file is white: grey 1, RGB 1 1 1, CMYK 0 0 0 0. An unknown colour is not."""
    if color is None or isinstance(color, str):
        return False
    values = [color] if isinstance(color, int | float) else list(color)
    if not all(isinstance(v, int | float) for v in values):
        return False
    if len(values) == 4:
        return max(values) <= 0.02
    return len(values) in (1, 3) and min(values) >= 0.98


def colour_of(color: Any) -> str | None:
    """A colour of the file (grey, RGB, CMYK; parts from 0 to 1) as six hexadecimal digits; None for others."""
    values = (
        [color] if isinstance(color, int | float) else list(color) if isinstance(color, tuple | list) else []
    )
    if len(values) not in (1, 3, 4) or not all(isinstance(v, int | float) for v in values):
        return None
    if len(values) == 4:
        values = [(1 - v) * (1 - values[3]) for v in values[:3]]
    parts = [round(255 * min(max(v, 0.0), 1.0)) for v in (values * 3 if len(values) == 1 else values)]
    return fill_of("".join(f"{part:02X}" for part in parts))


def dotted_joined(rules: Iterable[Rule], reach: float = 4.0) -> list[Rule]:
    """Join pieces that follow one another on one line with no gap wider than `reach` points."""
    listed = list(rules)
    shade = any(r.shade for r in listed)
    flat = _joined(((r.x0, r.x1, r.top) for r in listed if r.horizontal), reach)
    tall = _joined(((r.top, r.bottom, r.x0) for r in listed if not r.horizontal), reach)
    joined = [Rule(a, at, b, at, shade) for a, b, at in flat]
    return joined + [Rule(at, a, at, b, shade) for a, b, at in tall]


def _joined(pieces: Iterable[tuple[float, float, float]], reach: float) -> list[tuple[float, float, float]]:
    """Pieces (start, end, position) on nearly one position that touch become one."""
    lanes: dict[int, list[tuple[float, float, float]]] = {}
    for piece in pieces:
        lanes.setdefault(round(piece[2]), []).append(piece)
    out = []
    for lane in lanes.values():
        lane.sort()
        start, end, at = lane[0]
        for a, b, _ in lane[1:]:
            if a <= end + reach:
                end = max(end, b)
            else:
                out.append((start, end, at))
                start, end = a, b
        out.append((start, end, at))
    return [piece for piece in out if piece[1] - piece[0] > _SHORT]
