"""What drawing a page gives; the drawing itself, and the libraries it needs, stand in `readers/pdf/picture.py`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    """A page of a paged source as a JPEG; boxes of the document's places fit it in points of `width` x `height`."""

    jpeg: bytes
    width: float
    height: float
