"""What is drawn on a page: text objects, paths and pictures of its layers, blocks and composite objects.

What nobody sees is left out: objects that are not visible, fully transparent, or white on nothing.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from extract.model import Unreadable
from extract.readers.ofd.container import PageParts, Resources
from extract.readers.ofd.paths import Drawn
from extract.readers.ofd.texts import Spot, spots_of
from extract.readers.ofd.values import POINTS, Box, box, color, is_true, number, placed
from extract.readers.office.package import attribute, children, local
from extract.readers.printed.drawn import is_white
from extract.readers.printed.frame import Affine, Corners

_DEPTH = 12  # of blocks and composite objects
_MOST = 60_000  # objects and glyphs of a page


class Picture(NamedTuple):
    """A picture on the page: the number of its resource, its place in points, and what maps the unit square to it."""

    resource: str
    box: Corners
    to_page: Affine


@dataclass(slots=True)
class Canvas:
    """What a page shows, in points from its upper left corner."""

    width: float
    height: float
    spots: list[Spot] = field(default_factory=list)
    drawn: Drawn = field(default_factory=Drawn)
    pictures: list[Picture] = field(default_factory=list)
    hidden: int = 0  # characters left out
    count: int = 0


def canvas_of(parts: PageParts, name: str) -> Canvas:
    """Everything that the contents of a page draw. Raises Unreadable for more than a page can hold."""
    x, y, width, height = parts.box
    canvas = Canvas(width * POINTS, height * POINTS)
    canvas.drawn.cropbox = (0.0, 0.0, canvas.width, canvas.height)
    to_page = Affine(POINTS, 0, 0, POINTS, -x * POINTS, -y * POINTS)
    walk = _Walk(parts.resources, canvas, name)
    white: list[list[Spot]] = []
    for root in parts.contents:
        for content in children(root, "Content"):
            for layer in children(content, "Layer"):
                walk.through(layer, to_page, attribute(layer, "DrawParam"), white)
    backdrops = [p.box for p in canvas.pictures]
    backdrops += [
        (r["x0"], r["top"], r["x1"], r["bottom"])
        for r in (*canvas.drawn.rects, *canvas.drawn.curves)
        if r["fill"] and not is_white(r["non_stroking_color"])
    ]
    for spots in white:
        shown = any(_holds(b, spots[0]) for b in backdrops)
        canvas.spots += spots if shown else []
        canvas.hidden += 0 if shown else len(spots)
    canvas.spots = [s for s in canvas.spots if _on_page(s, canvas)]
    return canvas


class _Walk:
    """Goes through the objects of a page in the order they are drawn."""

    def __init__(self, resources: Resources, canvas: Canvas, name: str) -> None:
        self.resources, self.canvas, self.name = resources, canvas, name

    def through(
        self,
        holder: etree._Element,
        to_page: Affine,
        layer: str | None,
        white: list[list[Spot]],
        depth: int = 0,
    ) -> None:
        for element in holder:
            self._counted(1)
            kind = local(element)
            if not is_true(element, "Visible", True):
                self.canvas.hidden += sum(len(code.text or "") for code in children(element, "TextCode"))
            elif kind == "TextObject":
                self._text(element, placed(element, to_page), layer, white)
            elif kind == "PathObject":
                colors = (
                    color(element, f"{way}Color", self.resources.parameters, layer)
                    for way in ("Stroke", "Fill")
                )
                if number(element, "Alpha") != 0:
                    self.canvas.drawn.add(element, placed(element, to_page), *colors)
            elif kind == "ImageObject":
                self._picture(element, to_page)
            elif kind == "PageBlock" and depth < _DEPTH:
                self.through(element, to_page, layer, white, depth + 1)
            elif kind == "CompositeObject" and depth < _DEPTH:
                inner = self.resources.composites.get(attribute(element, "ResourceID") or "")
                for content in children(inner, "Content"):
                    self.through(content, placed(element, to_page), layer, white, depth + 1)

    def _counted(self, more: int) -> None:
        self.canvas.count += more
        if self.canvas.count > _MOST:
            message = (
                f"{self.name}: a page draws more than {_MOST:,} objects and characters; it is made to harm"
            )
            raise Unreadable("too_many_cells", message)

    def _text(
        self, element: etree._Element, to_page: Affine, layer: str | None, white: list[list[Spot]]
    ) -> None:
        bold = (attribute(element, "Font") or "") in self.resources.bold
        spots = spots_of(element, to_page, self.canvas.count, bold=bold)
        self._counted(len(spots))
        drawn = is_true(element, "Fill", True) or is_true(element, "Stroke", False)
        if not drawn or number(element, "Alpha") == 0:
            self.canvas.hidden += len(spots)
        elif spots and is_white(color(element, "FillColor", self.resources.parameters, layer)):
            white.append(spots)
        else:
            self.canvas.spots += spots

    def _picture(self, element: etree._Element, to_page: Affine) -> None:
        told: Box | None = box(attribute(element, "Boundary"))
        own = placed(element, to_page)
        if attribute(element, "CTM") is None and told is not None:
            own = Affine(own.a * told[2], own.b * told[2], own.c * told[3], own.d * told[3], own.e, own.f)
        corners = [own.at(x, y) for x in (0, 1) for y in (0, 1)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        if number(element, "Alpha") != 0:
            resource = attribute(element, "ResourceID") or ""
            self.canvas.pictures.append(Picture(resource, (min(xs), min(ys), max(xs), max(ys)), own))


def _holds(area: Corners, spot: Spot) -> bool:
    g = spot.glyph
    return area[0] <= (g.x0 + g.x1) / 2 <= area[2] and area[1] <= (g.top + g.bottom) / 2 <= area[3]


def _on_page(spot: Spot, canvas: Canvas) -> bool:
    g = spot.glyph
    return 0 <= (g.x0 + g.x1) / 2 <= canvas.width and 0 <= (g.top + g.bottom) / 2 <= canvas.height
