"""Read a Word document that is nothing but pictures: scans of a paper, pasted page by page."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from PIL import Image

from extract.files.limits import Limits
from extract.model import Document, Issue, Unreadable
from extract.readers.scans.pages import Drawn, PictureReader
from extract.readers.scans.picture_file import check_pixels, decoding, prepared, read_pages, resolution
from extract.readers.word.docx_pictures import PlacedPicture
from scrapers.items import RawNotice


def read_word_pictures(
    raw: RawNotice, pictures: Sequence[tuple[PlacedPicture, RawNotice]], limits: Limits, *, media_type: str
) -> Document:
    """Recognise the pictures of a document, one a page. Raises Unreadable where none can be decoded."""
    issues: list[Issue] = []
    drawn = (page for placed, file in pictures for page in _drawn(placed, file, limits, issues))
    document = read_pages(
        (partial(Drawn, *page) for page in drawn),
        PictureReader(limits.ocr_threads),
        name=raw.file_name,
        reader="word_pictures",
        media_type=media_type,
    )
    if not document.pages:
        told = issues[0].message if issues else "no picture is in the file"
        raise Unreadable(
            "no_text", f"{raw.file_name}: the document holds pictures only, and none can be read. {told}"
        )
    return replace(document, issues=(*issues, *document.issues))


def _drawn(placed: PlacedPicture, file: RawNotice, limits: Limits, issues: list[Issue]) -> Iterator[Drawn]:
    """The picture at the size it has on paper; what cannot be decoded (drawings: EMF, WMF) is told."""
    try:
        with decoding(file):
            image = Image.open(io.BytesIO(file.body))
            check_pixels(file, image, limits)
            dots = image.width * 72 / placed.width if placed.width > 72 else resolution(image)
            yield prepared(image, dots)
    except Unreadable as refusal:
        issues.append(Issue(kind="pictures_left_out", message=f"A picture is not read: {refusal.message}"))
