"""Read a PDF file.

Plain text pages are read with pdfium alone, in a millisecond or two. A page with rules, shaded areas or text
in columns is looked at glyph by glyph, with the rules that pdfplumber finds. A page without text, or with text
that is none, is a picture: it is recognised (`ocr.py`).

Page headers, footers and page numbers are left out; so is text that nobody can see, and what stands slanted
across a page (watermarks).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium

from extract.files.limits import DEFAULT_LIMITS, Limits
from extract.model import Document, Issue, Unreadable
from extract.readers.pdf.facts import PageFacts, facts_of, may_hold_table
from extract.readers.pdf.fast import FastLines, fast_lines
from extract.readers.pdf.frame import shown_frame
from extract.readers.pdf.glyphs import upright_glyphs
from extract.readers.pdf.source import PlumberPages, opened
from extract.readers.printed.directions import sideways_runs, slanted_left_out
from extract.readers.printed.document import assemble
from extract.readers.printed.drawn import fills_of, rules_of
from extract.readers.printed.frame import Frame
from extract.readers.printed.garbled import is_garbled
from extract.readers.printed.geometry import Fill, Rule, Run, Sheet
from extract.readers.printed.page import PageContent, content_of
from extract.readers.printed.runs import runs_of
from extract.readers.scans.pages import (
    Drawn,
    PicturePage,
    PictureReader,
    drawn_page,
    mean_confidence,
    with_places,
)
from scrapers.items import RawNotice

_FEW = 30  # visible characters: fewer on a page that a picture covers are a stamp or a page number
_COVERS = 0.5  # share of a page that a picture must cover to be the page
_OUTLINES = 60  # drawn areas without any text: letters turned to outlines


def read_pdf(raw: RawNotice, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a PDF file into a document. Raises Unreadable for an encrypted, broken, empty or too long file."""
    read = page_contents(raw.body, raw.file_name, limits)
    document = assemble(
        read.pages,
        reader="pdf",
        media_type="application/pdf",
        issues=read.issues,
        count=read.count,
        confidence=mean_confidence(read.recognised),
    )
    return with_places(document, {p.content.number: p.placing for p in read.recognised})


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesRead:
    """What stands on the pages of a file; `count` counts those that nothing could read too."""

    pages: tuple[PageContent, ...]
    count: int
    recognised: tuple[PicturePage, ...]
    issues: tuple[Issue, ...]


def page_contents(body: bytes, name: str, limits: Limits) -> PagesRead:
    """Tables and lines of every page. Raises Unreadable as `read_pdf` does."""
    session = _Session(
        name=name, limits=limits, plumber=PlumberPages(body), pictures=PictureReader(limits.ocr_threads)
    )
    with opened(body, name, limits) as document:
        count = len(document)
        with session.pictures.shared(count, lambda number: session.picture(document, number - 1)):
            pages = [session.page(document, index) for index in range(count)]
    if len(session.issues) == len(pages):
        raise Unreadable(
            "broken_file",
            f"{name}: got {len(pages)} pages and none of them can be parsed, expected a whole file; fetch it again",
        )
    return PagesRead(
        pages=tuple(p for p in pages if p is not None),
        count=len(pages),
        recognised=tuple(session.pictures.recognised),
        issues=tuple(session.found_issues()),
    )


@dataclass(slots=True, kw_only=True)
class _Session:
    """Reads the pages of one file, and keeps what is met on the way."""

    name: str
    limits: Limits
    plumber: PlumberPages
    pictures: PictureReader
    issues: list[Issue] = field(default_factory=list)
    slanted: dict[int, int] = field(default_factory=dict)  # characters left out, by page
    last: PageContent | None = None  # the page before

    def page(self, document: Any, index: int) -> PageContent | None:
        """One page by the cheapest way that reads it whole; None for a picture that cannot be read."""
        try:
            self.last = self._page(document, index)
        except pdfium.PdfiumError as error:
            self.last = None
            self.issues.append(
                Issue(
                    kind="unread_page",
                    message=f"{self.name}: got a page {index + 1} that cannot be parsed ({error}), expected a whole "
                    "one; look at the file",
                )
            )
        return self.last

    def _page(self, document: Any, index: int) -> PageContent | None:
        with _opened_page(document, index) as (page, textpage):
            found = self._looked_at(page, textpage, index)
            if found is None:
                return self.pictures.page(lambda: self._drawn(page), number=index + 1)
            if isinstance(found, PageContent):
                return found
            if found.slanted:
                self.slanted[index + 1] = found.slanted
            return content_of(found, self.last)

    def _looked_at(self, page: Any, textpage: Any, index: int) -> PageContent | Sheet | None:
        """A page of plain lines, the sheet of any other with text; None for a picture."""
        frame = shown_frame(page)
        facts = facts_of(page, frame)
        fast = None if facts.hidden_texts or facts.covered > _COVERS else fast_lines(textpage, frame)
        if fast is not None and is_plain(facts, fast):
            return PageContent(
                number=index + 1, width=frame.width, height=frame.height, items=tuple(fast.lines)
            )
        sheet = sheet_of(page, textpage, self.plumber, index)
        return None if is_picture(sheet, facts) else sheet

    def picture(self, document: Any, index: int) -> Drawn | None:
        """A page to be recognised; None for one that is read otherwise."""
        with _opened_page(document, index) as (page, textpage):
            return self._drawn(page) if self._looked_at(page, textpage, index) is None else None

    def _drawn(self, page: Any) -> Drawn:
        return drawn_page(page, most_pixels=self.limits.max_image_pixels)

    def found_issues(self) -> list[Issue]:
        return [*self.issues, *slanted_left_out(self.slanted), *self.pictures.issues(self.name)]


@contextmanager
def _opened_page(document: Any, index: int) -> Iterator[tuple[Any, Any]]:
    """A page and its text."""
    page = document[index]
    textpage = page.get_textpage()
    try:
        yield page, textpage
    finally:
        textpage.close()
        page.close()


def is_plain(facts: PageFacts, fast: FastLines) -> bool:
    """Whether the fast lines of a page are all there is to read on it."""
    text = "".join(line.text for line in fast.lines)
    return bool(text) and not may_hold_table(facts, fast.lines, fast.gaps) and not is_garbled(text)


def is_picture(sheet: Sheet, facts: PageFacts) -> bool:
    """Whether a page must be recognised: a scan, garbled text, or letters drawn as outlines."""
    text = "".join(run.text for run in sheet.runs)
    if is_garbled(text):
        return True
    if facts.covered > _COVERS:
        return len(text) < _FEW
    return not text and facts.drawn >= _OUTLINES


def sheet_of(page: Any, textpage: Any, plumber: PlumberPages, index: int) -> Sheet:
    """The runs and rules of one page, turned upright."""
    frame, found = upright_glyphs(page, textpage)
    runs: list[Run] = runs_of(found.by_direction.get(0, []))
    for direction, glyphs in found.by_direction.items():
        if direction:
            runs += sideways_runs(glyphs, direction)
    rules, fills = _drawn(plumber, index, frame)
    return Sheet(
        number=index + 1,
        width=frame.width,
        height=frame.height,
        runs=tuple(runs),
        rules=tuple(rules),
        fills=tuple(fills),
        turned=frame.turned,
        slanted=found.slanted,
    )


def _drawn(plumber: PlumberPages, index: int, frame: Frame) -> tuple[list[Rule], list[Fill]]:
    """The rules and fills of a page; none where pdfplumber cannot parse it, which costs tables, not text."""
    try:
        with plumber.page(index) as page:
            return rules_of(page, frame), fills_of(page, frame)
    except Exception:
        return [], []
