"""The drawn paths of a page, in the words of `printed/drawn.py`: lines, rectangles, other paths."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from extract.readers.ofd.values import is_true, numbers
from extract.readers.office.package import child
from extract.readers.printed.frame import Affine

_STEP = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TAKES = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_MOST = 5_000  # steps of one path: a map or a drawing, in which no ruling is looked for
_NEAR = 0.5  # points: corners of a rectangle may be off by so much

Point = tuple[float, float]
Colour = tuple[float, ...] | None


@dataclass(slots=True)
class Drawn:
    """What is drawn on a page, as `rules_of` takes it; places are points."""

    cropbox: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    lines: list[dict[str, Any]] = field(default_factory=list)
    rects: list[dict[str, Any]] = field(default_factory=list)
    curves: list[dict[str, Any]] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.lines) + len(self.rects) + len(self.curves)

    def add(self, element: etree._Element, to_page: Affine, stroke: Colour, fill: Colour) -> None:
        """Add the pieces of one path object with its colours (None: not told)."""
        look = {
            "stroke": is_true(element, "Stroke", True),
            "fill": is_true(element, "Fill", False),
            "stroking_color": stroke,
            "non_stroking_color": fill,
        }
        data = child(element, "AbbreviatedData")
        for points in _pieces((data.text if data is not None else None) or ""):
            placed = [to_page.at(x, y) for x, y in points]
            xs, ys = [x for x, _ in placed], [y for _, y in placed]
            item = {**look, "x0": min(xs), "top": min(ys), "x1": max(xs), "bottom": max(ys), "pts": placed}
            if len(placed) == 2:
                self.lines.append(item)
            elif _is_rectangle(placed):
                self.rects.append(item)
            else:
                self.curves.append(item)


def _pieces(data: str) -> Iterator[list[Point]]:
    """The pieces of a path, each as its points; of a curve only the ends count."""
    points: list[Point] = []
    words = iter(_STEP.findall(data)[: _MOST * 3])
    for word in words:
        takes = _TAKES.get(word.upper())
        if takes is None:
            continue
        values = numbers(" ".join(next(words, "") for _ in range(takes)))
        if len(values) < takes:
            break
        if word.upper() in "MS":
            if len(points) > 1:
                yield points
            points = [(values[0], values[1])]
        elif takes and points:
            points.append((values[-2], values[-1]))
        elif len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _is_rectangle(points: list[Point]) -> bool:
    """Whether four corners along the axes, the first one perhaps again at the end."""
    corners = points[:-1] if len(points) == 5 and _near(points[0], points[-1]) else points
    if len(corners) != 4:
        return False
    return all(
        abs(a[0] - b[0]) < _NEAR or abs(a[1] - b[1]) < _NEAR
        for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)
    )


def _near(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) < _NEAR and abs(a[1] - b[1]) < _NEAR
