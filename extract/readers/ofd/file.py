"""Read an OFD file (GB/T 33190-2016): the placed text of its pages, brought to the same sheets as PDF and scans.

Annotations, seals and attached files are no text of the notice and are left out, as are page headers, footers, what nobody
can see and what stands slanted across a page. A page that is a picture is recognised.
"""

from dataclasses import dataclass, field, replace

from extract.files.limits import DEFAULT_LIMITS, Limits
from extract.model import Document, Issue, Unreadable
from extract.readers.ofd.container import Container, Resources
from extract.readers.ofd.content import Canvas, canvas_of
from extract.readers.ofd.pictures import covered, drawn_page
from extract.readers.printed.directions import (
    PageGlyphs,
    all_glyphs,
    main_direction,
    sideways_runs,
    slanted_left_out,
)
from extract.readers.printed.document import assemble
from extract.readers.printed.drawn import fills_of, rules_of
from extract.readers.printed.frame import Affine, Frame, turned_box, turned_frame
from extract.readers.printed.garbled import is_garbled
from extract.readers.printed.geometry import Glyph, Run, Sheet
from extract.readers.printed.page import PageContent, content_of
from extract.readers.printed.runs import runs_of
from extract.readers.scans.pages import Drawn, PictureReader, mean_confidence, with_places
from scrapers.items import RawNotice

MEDIA_TYPE = "application/ofd"
_FEW = 30  # visible characters: fewer on a page that pictures cover are a stamp or a page number
_COVERS = 0.5  # share of a page that pictures must cover to be the page


def read_ofd(raw: RawNotice, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read an OFD file. Raises Unreadable for an encrypted, broken, empty or too long one."""
    container = Container(raw.body, raw.file_name, limits)
    session = _Session(raw, container, limits, PictureReader(limits.ocr_threads))
    count = len(container.pages)
    with session.pictures.shared(count, lambda number: session.picture(number - 1)):
        pages = [session.page(index) for index in range(count)]
    if len(session.broken) == len(pages):
        raise Unreadable("broken_file", session.broken[0].message)
    document = assemble(
        [p for p in pages if p is not None],
        reader="ofd",
        media_type=MEDIA_TYPE,
        issues=session.issues(),
        count=len(pages),
        confidence=mean_confidence(session.pictures.recognised),
    )
    return with_places(document, {p.content.number: p.placing for p in session.pictures.recognised})


@dataclass(slots=True)
class _Session:
    """Reads the pages of one file, and keeps what is met on the way."""

    raw: RawNotice
    container: Container
    limits: Limits
    pictures: PictureReader
    broken: list[Issue] = field(default_factory=list)
    slanted: dict[int, int] = field(default_factory=dict)  # characters left out, by page
    last: PageContent | None = None  # the page before

    def page(self, index: int) -> PageContent | None:
        """One page; None for one that is broken, or a picture that cannot be read."""
        try:
            self.last = self._page(index)
        except Unreadable as refusal:
            if refusal.kind not in ("broken_file", "no_text"):
                raise
            self.last = None
            message = f"{self.raw.file_name}: page {index + 1} is not read: {refusal.message}"
            self.broken.append(Issue(kind="unread_page", message=message))
        return self.last

    def _page(self, index: int) -> PageContent | None:
        parts = self.container.page(index)
        canvas = canvas_of(parts, self.raw.file_name)
        sheet = self._looked_at(canvas, index)
        if sheet is None:
            return self.pictures.page(lambda: self._drawn(canvas, parts.resources), number=index + 1)
        if sheet.slanted:
            self.slanted[index + 1] = sheet.slanted
        return content_of(sheet, self.last)

    def _looked_at(self, canvas: Canvas, index: int) -> Sheet | None:
        """The sheet of a page; None for a picture."""
        sheet = sheet_of(canvas, index + 1)
        text = "".join(run.text for run in sheet.runs)
        garbled = is_garbled(text)
        if garbled or len(text) < _FEW:
            if covered(canvas) > _COVERS:
                return None
            if garbled:
                raise Unreadable("no_text", "its characters are those of a font of its own; look at the page")
        return sheet

    def picture(self, index: int) -> Drawn | None:
        """A page to be recognised; None for one that is read otherwise."""
        parts = self.container.page(index)
        canvas = canvas_of(parts, self.raw.file_name)
        return self._drawn(canvas, parts.resources) if self._looked_at(canvas, index) is None else None

    def _drawn(self, canvas: Canvas, resources: Resources) -> Drawn:
        drawn = drawn_page(canvas, lambda key: self._file(resources, key), self.limits)
        return drawn._replace(width=canvas.width)

    def _file(self, resources: Resources, key: str) -> RawNotice | None:
        body = self.container.image(resources, key)
        return None if body is None else replace(self.raw, body=body)

    def _lost(self, part: str) -> Issue:
        message = f"{self.raw.file_name}: the list of resources {part} is broken; the pictures that it names are left out"
        return Issue(kind="pictures_left_out", message=message)

    def issues(self) -> list[Issue]:
        found = [*self.broken, *map(self._lost, self.container.lost), *slanted_left_out(self.slanted)]
        return [*found, *self.pictures.issues(self.raw.file_name)]


def sheet_of(canvas: Canvas, number: int) -> Sheet:
    """The runs and rules of one page, turned upright where most of its text runs sideways."""
    found = _by_direction(canvas)
    frame = Frame(canvas.width, canvas.height, Affine(1, 0, 0, 1, 0, 0))
    main = main_direction(found)
    if main:
        frame = turned_frame(frame, main)
    runs: list[Run] = []
    for direction, glyphs in found.by_direction.items():
        way = (direction - main) % 360
        level = [_turned(g, main, canvas) for g in glyphs]
        runs += sideways_runs(level, way) if way else runs_of(level)
    return Sheet(
        number=number,
        width=frame.width,
        height=frame.height,
        runs=tuple(runs),
        rules=tuple(rules_of(canvas.drawn, frame)),
        fills=tuple(fills_of(canvas.drawn, frame)),
        turned=frame.turned,
        slanted=found.slanted,
    )


def _by_direction(canvas: Canvas) -> PageGlyphs:
    found: dict[int, list[Glyph]] = {}
    slanted: dict[int, list[Glyph]] = {}
    for spot in canvas.spots:
        (slanted if spot.slanted else found).setdefault(spot.direction, []).append(spot.glyph)
    return all_glyphs(found, slanted, canvas.hidden)


def _turned(g: Glyph, direction: int, canvas: Canvas) -> Glyph:
    if not direction:
        return g
    x0, top, x1, bottom = turned_box((g.x0, g.top, g.x1, g.bottom), direction, canvas.width, canvas.height)
    return g._replace(x0=x0, top=top, x1=x1, bottom=bottom)
