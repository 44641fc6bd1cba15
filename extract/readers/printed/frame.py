"""An upright page: how the space of a file maps to it, and what turning it does to places on it."""

from typing import NamedTuple

Corners = tuple[float, float, float, float]  # x0, top, x1, bottom


class Affine(NamedTuple):
    """Page space of the file to points from the upper left corner of the upright page."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, left: float, bottom: float, right: float, top: float) -> Corners:
        x0, y0 = self.at(left, bottom)
        x1, y1 = self.at(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


class Frame(NamedTuple):
    """An upright page: its size, how its file space maps to it, and how far it was turned (clockwise)."""

    width: float
    height: float
    affine: Affine
    turned: int = 0


def turned_frame(frame: Frame, direction: int) -> Frame:
    """The frame after the page is turned so that text of `direction` runs from left to right."""
    a, b, c, d, e, f = frame.affine
    width, height = frame.width, frame.height
    turns = {
        90: Frame(height, width, Affine(b, -a, d, -c, f, width - e), 270),
        180: Frame(width, height, Affine(-a, -b, -c, -d, width - e, height - f), 180),
        270: Frame(height, width, Affine(-b, a, -d, c, height - f, e), 90),
    }
    return turns.get(direction, frame)


def turned_box(box: Corners, direction: int, width: float, height: float) -> Corners:
    """Where a box of a page comes to lie when text of `direction` is turned to run from left to right."""
    x0, top, x1, bottom = box
    if direction == 90:  # downwards
        return top, width - x1, bottom, width - x0
    if direction == 180:
        return width - x1, height - bottom, width - x0, height - top
    if direction == 270:  # upwards
        return height - bottom, x0, height - top, x1
    return box
