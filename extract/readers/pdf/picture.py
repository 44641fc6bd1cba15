"""Draw one page of a PDF file or a picture file: what a place (page and box) of a document is shown on."""

import io

from PIL import Image, ImageOps

from extract.files.limits import DEFAULT_LIMITS, Limits
from extract.model import Unreadable
from extract.page_picture import PagePicture
from extract.readers.pdf.source import opened
from extract.readers.scans.picture_file import check_pixels, decoding, resolution
from scrapers.items import RawNotice

_JPEG_QUALITY = 80
_LONGEST = 4000  # pixels


def page_picture(
    raw: RawNotice, page: int, *, turned: int = 0, dpi: float = 110, limits: Limits = DEFAULT_LIMITS
) -> PagePicture:
    """The picture of a page (from 1). `turned` is what `Document.turned` says of it, in degrees clockwise.

    Raises Unreadable for a page that the file does not have, and for one that is too large to be drawn.
    """
    is_pdf = raw.body[:1024].find(b"%PDF-") >= 0
    picture, width, height = _pdf_page(raw, page, dpi, limits) if is_pdf else _frame(raw, page, dpi, limits)
    if turned:
        picture = picture.rotate(-turned, expand=True)
        width, height = (height, width) if turned in (90, 270) else (width, height)
    out = io.BytesIO()
    picture.save(out, format="JPEG", quality=_JPEG_QUALITY)
    return PagePicture(jpeg=out.getvalue(), width=width, height=height)


def _pdf_page(raw: RawNotice, page: int, dpi: float, limits: Limits) -> tuple[Image.Image, float, float]:
    with opened(raw.body, raw.file_name, limits) as document:
        _check(raw, page, len(document))
        shown = document[page - 1]
        width, height = shown.get_size()
        scale = min(dpi / 72, _LONGEST / max(width, height, 1))
        return shown.render(scale=scale).to_pil().convert("RGB"), width, height


def _frame(raw: RawNotice, page: int, dpi: float, limits: Limits) -> tuple[Image.Image, float, float]:
    with decoding(raw):
        image = Image.open(io.BytesIO(raw.body))
        _check(raw, page, getattr(image, "n_frames", 1))
        image.seek(page - 1)
        check_pixels(raw, image, limits)
        own = resolution(image)
        upright = ImageOps.exif_transpose(image).convert("RGB")
    width, height = upright.width * 72 / own, upright.height * 72 / own
    upright.thumbnail((int(width * dpi / 72) + 1, int(height * dpi / 72) + 1))
    return upright, width, height


def _check(raw: RawNotice, page: int, count: int) -> None:
    if not 1 <= page <= count:
        raise Unreadable("no_such_page", f"{raw.file_name}: got page {page}, expected 1 to {count}")
