"""Pages that are pictures: how large to draw them, what is on them, and where on the shown page it stands."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from extract.model import Block, Box, Document, Issue, Place
from extract.readers.printed.page import PageContent, content_of
from extract.readers.scans.engine import OcrMissing, Picture
from extract.readers.scans.helpers import Helpers

_DPI = 200  # what pages are drawn at; 150 does for print of 10 points, 120 begins to lose strokes
_A4 = 11.69  # inch, the longer side
_LARGEST = 17.5  # inch: pages larger than A3 are scans that took pixels for points; their paper is A4
_OFF = "recognition is switched off"
_INSTALL = 'install it with pip install ".[ocr]"'


class Drawn(NamedTuple):
    """RGB pixels of one page, their resolution in dots an inch, and the width of the page in points."""

    picture: Picture
    dpi: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """How a recognised page maps back to the shown page: the skew that was turned back, and points a point."""

    width: float  # of the recognised sheet, points
    height: float
    skew: float = 0.0  # degrees clockwise
    scale: float = 1.0

    def shown(self, box: Box) -> Box:
        """The box on the page as it is shown (turned upright, not levelled)."""
        angle = math.radians(self.skew)
        x, y = (box.x0 + box.x1) / 2 - self.width / 2, (box.top + box.bottom) / 2 - self.height / 2
        cx = x * math.cos(angle) - y * math.sin(angle) + self.width / 2
        cy = x * math.sin(angle) + y * math.cos(angle) + self.height / 2
        half_w, half_h = (box.x1 - box.x0) / 2, (box.bottom - box.top) / 2
        k = self.scale
        return Box(
            x0=round((cx - half_w) * k, 2),
            top=round((cy - half_h) * k, 2),
            x1=round((cx + half_w) * k, 2),
            bottom=round((cy + half_h) * k, 2),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturePage:
    """What was recognised on one page."""

    content: PageContent
    placing: Placing
    confidences: tuple[float, ...]


def read_picture(drawn: Drawn, *, number: int, threads: int) -> PicturePage:
    """Recognise a page. Raises OcrMissing."""
    if not threads:
        raise OcrMissing(_OFF)
    try:
        from extract.readers.scans.recognition import recognise  # noqa: PLC0415 - OpenCV is part of the extra
    except ImportError as error:
        raise OcrMissing(str(error)) from error
    found = recognise(drawn.picture, dpi=drawn.dpi, number=number, threads=threads)
    sheet = found.sheet
    across = sheet.height if sheet.turned in (90, 270) else sheet.width
    placing = Placing(width=sheet.width, height=sheet.height, skew=found.skew, scale=drawn.width / across)
    return PicturePage(content=content_of(sheet), placing=placing, confidences=found.confidences)


def drawn_page(page: Any, *, most_pixels: int) -> Drawn:
    """The picture of a PDF page as it is shown, and its resolution for the eye."""
    width, height = page.get_size()
    longest = max(width, height) / 72
    paper = longest if longest <= _LARGEST else _A4
    pixels = min(paper * _DPI, max(_native(page), 0.75 * paper * _DPI))
    scale = pixels / max(width, height)
    scale = min(scale, math.sqrt(most_pixels / max(1.0, width * height)))
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        picture = bitmap.to_numpy()[:, :, :3].copy()
    finally:
        bitmap.close()
    return Drawn(picture, max(picture.shape[:2]) / paper, width)


def _native(page: Any) -> float:
    """Pixels along the longer side of the largest image; infinite where a page has none."""
    sides = []
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        sides.append(max(item.get_px_size()))
    return max(sides, default=math.inf)


def with_places(document: Document, placings: dict[int, Placing]) -> Document:
    """The document with boxes of recognised pages moved to where they stand on the shown page."""
    if not placings:
        return document

    def moved(place: Place | None) -> Place | None:
        if place is None or place.box is None or place.page not in placings:
            return place
        return replace(place, box=placings[place.page].shown(place.box))

    def block(b: Block) -> Block:
        table = b.table
        if table is not None:
            table = replace(table, cells=tuple(replace(c, place=moved(c.place)) for c in table.cells))
        return replace(b, place=moved(b.place), table=table)

    return replace(document, blocks=tuple(map(block, document.blocks)))


def mean_confidence(pages: Iterable[PicturePage]) -> float | None:
    """Of all recognised characters; None where there are none."""
    marks = [c for page in pages for c in page.confidences]
    return round(sum(marks) / len(marks), 4) if marks else None


def missing(name: str, pages: Sequence[int], error: OcrMissing) -> Issue:
    """The issue of pages that nothing can read because the engine is not installed."""
    listed = ", ".join(map(str, pages[:20])) + (" ..." if len(pages) > 20 else "")
    if str(error) == _OFF:
        return Issue(
            kind="ocr_off", message=f"{name}: page {listed} is a picture, and {_OFF}; read it with --ocr"
        )
    return Issue(
        kind="ocr_missing",
        message=f"{name}: page {listed} is a picture, expected text or the recognition engine "
        f"({error}); {_INSTALL} and read the file again",
    )


@dataclass(slots=True)
class PictureReader:
    """Recognises the pages of one file that are pictures; without the engine it keeps which pages nothing could read."""

    threads: int  # of the engine
    recognised: list[PicturePage] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    no_engine: OcrMissing | None = None
    helpers: Helpers[PicturePage] | None = None

    @contextmanager
    def shared(self, last: int, draw: Callable[[int], Drawn | None]) -> Iterator[None]:
        """While inside, who has nothing to do helps. `draw` draws a page, up to the `last`; None for one that is no picture."""

        def read(number: int) -> PicturePage | None:
            drawn = draw(number)
            return None if drawn is None else read_picture(drawn, number=number, threads=self.threads)

        if self.threads != 1:  # none to read, or several, which a copy of the process would lack
            yield
            return
        self.helpers = Helpers(last, read)
        try:
            yield
        finally:
            self.helpers.end()

    def page(self, draw: Callable[[], Drawn], *, number: int) -> PageContent | None:
        """A page, drawn only where it can be read and nobody else has; None where the engine is not there."""
        if self.no_engine is None:
            try:
                helped = self.helpers.found(number) if self.helpers else None
                read = helped or read_picture(draw(), number=number, threads=self.threads)
                self.recognised.append(read)
                return read.content
            except OcrMissing as error:
                self.no_engine = error
        self.unread.append(number)
        return None

    def issues(self, name: str) -> list[Issue]:
        """One issue for all pages that nothing could read."""
        return [] if self.no_engine is None else [missing(name, self.unread, self.no_engine)]
