"""Read a picture of a page, or a TIFF of several: a scan that was published without a PDF around it."""

import io
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from extract.files.limits import DEFAULT_LIMITS, Limits
from extract.model import Document, Unreadable
from extract.readers.printed.document import assemble
from extract.readers.printed.page import PageContent
from extract.readers.scans.pages import Drawn, PictureReader, mean_confidence, with_places
from scrapers.items import RawNotice

_A4 = 11.69  # inch, the longer side: the paper of a picture that does not tell its resolution
_DPI = (90.0, 450.0)  # what a scan of print may have; other figures in a file are not about paper
_NARROWEST = 12  # pixels, when shrunk: a line of print needs more
_LONGEST = 3400  # pixels: larger pictures are shrunk, an A3 sheet at 200 dots an inch stays


def read_image(raw: RawNotice, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Recognise a picture file. Raises Unreadable for a broken or too large one."""
    with decoding(raw):
        image = Image.open(io.BytesIO(raw.body))
        count = min(getattr(image, "n_frames", 1), limits.max_pages)

    def page(number: int) -> Drawn:
        """A page of the file, turned as its EXIF data say."""
        with decoding(raw):
            image.seek(number - 1)
            check_pixels(raw, image, limits)
            return prepared(image, resolution(image))

    pictures = PictureReader(limits.ocr_threads)
    with pictures.shared(count, page):
        return read_pages(
            (partial(page, number) for number in range(1, count + 1)),
            pictures,
            name=raw.file_name,
            reader="image",
            media_type=_media_type(raw.body),
        )


def read_pages(
    pages: Iterable[Callable[[], Drawn]], pictures: PictureReader, *, name: str, reader: str, media_type: str
) -> Document:
    """Recognise pictures, one a page; without the engine not more than the first is asked for."""
    contents: list[PageContent] = []
    count = 0
    for count, page in enumerate(pages, 1):
        content = pictures.page(page, number=count)
        if content is None:
            break
        contents.append(content)
    document = assemble(
        contents,
        reader=reader,
        media_type=media_type,
        issues=pictures.issues(name),
        count=count,
        confidence=mean_confidence(pictures.recognised),
    )
    return with_places(document, {p.content.number: p.placing for p in pictures.recognised})


@contextmanager
def decoding(raw: RawNotice) -> Iterator[None]:
    """Turn what Pillow says of a damaged or too large picture into a refusal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large files; `check_pixels` refuses them
            yield
    except Image.DecompressionBombError as error:
        message = f"{raw.file_name}: got a picture too large to be opened ({error}); shrink it"
        raise Unreadable("too_large", message) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        # Pillow names its stream by its place in memory, which is another in each run
        why = "of no kind that is known" if isinstance(error, UnidentifiedImageError) else error
        raise Unreadable(
            "broken_file",
            f"{raw.file_name}: got a picture that cannot be decoded ({why}), expected a whole PNG, JPEG, TIFF, "
            "BMP, GIF or WebP file; fetch it again",
        ) from error


def check_pixels(raw: RawNotice, image: Image.Image, limits: Limits) -> None:
    """Raise Unreadable for a picture of more pixels than are read, or too narrow to hold text, before it is decoded."""
    pixels = image.width * image.height
    if min(image.size) * min(1.0, _LONGEST / max(image.size)) < _NARROWEST:
        raise Unreadable(
            "no_text",
            f"{raw.file_name}: got a picture of {image.width:,} x {image.height:,} pixels, in which no line of text "
            "can stand; expected a page",
        )
    if pixels > limits.max_image_pixels:
        raise Unreadable(
            "too_large",
            f"{raw.file_name}: got a picture of {pixels:,} pixels, at most {limits.max_image_pixels:,} "
            "are read; shrink it or raise the limit (max_image_pixels)",
        )


def resolution(image: Image.Image) -> float:
    """Dots an inch: what the file declares, if that can be of a scan; else what A4 paper makes of it."""
    declared = float(image.info.get("dpi", (0, 0))[0] or 0)
    return declared if _DPI[0] <= declared <= _DPI[1] else max(image.size) / _A4


def prepared(image: Image.Image, own: float) -> Drawn:
    """A page to be recognised; `own` is its resolution in dots an inch."""
    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("RGBA", "LA", "P"):
        with_alpha = upright.convert("RGBA")
        paper = Image.new("RGBA", with_alpha.size, (255, 255, 255, 255))
        upright = Image.alpha_composite(paper, with_alpha)
    rgb = upright.convert("RGB")
    width = rgb.width
    if max(rgb.size) > _LONGEST:
        rgb.thumbnail((_LONGEST, _LONGEST), Image.Resampling.LANCZOS)
    picture = np.ascontiguousarray(np.asarray(rgb, dtype=np.uint8))
    return Drawn(picture, own * rgb.width / width, width * 72 / own)


def _media_type(body: bytes) -> str:
    for magic, name in (
        (b"\x89PNG", "png"),
        (b"\xff\xd8", "jpeg"),
        (b"BM", "bmp"),
        (b"GIF", "gif"),
        (b"RIFF", "webp"),
    ):
        if body.startswith(magic):
            return f"image/{name}"
    return "image/tiff"
