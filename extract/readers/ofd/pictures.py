"""A page that is a picture, or several that make one: drawn as it is shown, to be recognised."""

import io
import math
from collections.abc import Callable, Sequence

from PIL import Image

from extract.files.limits import Limits
from extract.model import Unreadable
from extract.readers.ofd.content import Canvas, Picture
from extract.readers.scans.pages import Drawn
from extract.readers.scans.picture_file import check_pixels, decoding, prepared
from scrapers.items import RawNotice

_DPI = (100.0, 200.0)  # the least and the most that a page is drawn at


def covered(canvas: Canvas) -> float:
    """The share of a page that its pictures cover, those that overlap counted twice."""
    areas = (
        max(0.0, min(x1, canvas.width) - max(x0, 0.0)) * max(0.0, min(y1, canvas.height) - max(y0, 0.0))
        for _, (x0, y0, x1, y1), _ in canvas.pictures
    )
    return min(1.0, sum(areas) / max(1.0, canvas.width * canvas.height))


def drawn_page(canvas: Canvas, load: Callable[[str], RawNotice | None], limits: Limits) -> Drawn:
    """The pictures of a page on white paper. Raises Unreadable where none of them can be decoded."""
    images = [
        (p, image) for p in canvas.pictures if (image := _decoded(load(p.resource), limits)) is not None
    ]
    if not images:
        raise Unreadable("broken_file", "its pictures are missing or in a form that is not read (JBIG2)")
    dpi = min(max(_native(images), _DPI[0]), _DPI[1])
    scale = min(dpi / 72, math.sqrt(limits.max_image_pixels / max(1.0, canvas.width * canvas.height)))
    paper = Image.new(
        "RGB", (max(1, round(canvas.width * scale)), max(1, round(canvas.height * scale))), "white"
    )
    for picture, image in images:
        x0, top, x1, bottom = (round(v * scale) for v in picture.box)
        size = max(1, min(x1 - x0, paper.width)), max(1, min(bottom - top, paper.height))
        upright = image.rotate(-_turn(picture), expand=True) if _turn(picture) else image
        with_alpha = upright.convert("RGBA").resize(size)
        paper.paste(with_alpha, (x0, top), with_alpha)
    return prepared(paper, scale * 72)


def _decoded(file: RawNotice | None, limits: Limits) -> Image.Image | None:
    if file is None:
        return None
    try:
        with decoding(file):
            image = Image.open(io.BytesIO(file.body))
            check_pixels(file, image, limits)
            image.load()
            return image
    except Unreadable:
        return None


def _native(images: Sequence[tuple[Picture, Image.Image]]) -> float:
    """Dots an inch of the picture with the most pixels."""
    picture, image = max(images, key=lambda pair: pair[1].width * pair[1].height)
    x0, _, x1, _ = picture.box
    across = image.height if _turn(picture) in (90, 270) else image.width
    return across * 72 / max(1.0, x1 - x0)


def _turn(picture: Picture) -> int:
    """Degrees clockwise by which a picture is turned on the page."""
    return round(math.degrees(math.atan2(picture.to_page.b, picture.to_page.a)) / 90) % 4 * 90
