"""Draw one page of a PDF file or a picture file: what a place (page and box) of a document is shown on."""

import io
from dataclasses import dataclass

import pypdfium2 as pdfium
from PIL import Image, ImageOps

from extract.readers.image import resolution

_JPEG_QUALITY = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    """A page as a JPEG; boxes of the document's places fit it in points of `width` x `height`."""

    jpeg: bytes
    width: float
    height: float


def page_picture(body: bytes, page: int, *, turned: int = 0, dpi: float = 110) -> PagePicture:
    """The picture of a page (from 1). `turned` is what `Document.turned` says of it, in degrees clockwise.

    Raises ValueError for a page that the file does not have.
    """
    picture, width, height = (
        _pdf_page(body, page, dpi) if body[:1024].find(b"%PDF-") >= 0 else _frame(body, page, dpi)
    )
    if turned:
        picture = picture.rotate(-turned, expand=True)
        width, height = (height, width) if turned in (90, 270) else (width, height)
    out = io.BytesIO()
    picture.save(out, format="JPEG", quality=_JPEG_QUALITY)
    return PagePicture(jpeg=out.getvalue(), width=width, height=height)


def _pdf_page(body: bytes, page: int, dpi: float) -> tuple[Image.Image, float, float]:
    document = pdfium.PdfDocument(body)
    try:
        _check(page, len(document))
        width, height = document[page - 1].get_size()
        scale = min(dpi / 72, 4000 / max(width, height))
        return document[page - 1].render(scale=scale).to_pil().convert("RGB"), width, height
    finally:
        document.close()


def _frame(body: bytes, page: int, dpi: float) -> tuple[Image.Image, float, float]:
    image = Image.open(io.BytesIO(body))
    _check(page, getattr(image, "n_frames", 1))
    image.seek(page - 1)
    own = resolution(image)
    upright = ImageOps.exif_transpose(image).convert("RGB")
    width, height = upright.width * 72 / own, upright.height * 72 / own
    upright.thumbnail((int(width * dpi / 72) + 1, int(height * dpi / 72) + 1))
    return upright, width, height


def _check(page: int, count: int) -> None:
    if not 1 <= page <= count:
        raise ValueError(f"got page {page}, expected 1 to {count}")
