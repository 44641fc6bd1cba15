"""Open a PDF file, or say in words why it cannot be read."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2 as pdfium

from extract.files.limits import Limits
from extract.model import Unreadable

# pdfminer, below pdfplumber, logs every oddity of a font; what matters is raised.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


@contextmanager
def opened(body: bytes, name: str, limits: Limits) -> Iterator[Any]:
    """The pdfium document of a file. Raises Unreadable: encrypted, broken, without pages, too many pages."""
    document = _open(body, name)
    try:
        count = len(document)
        if count == 0:
            raise Unreadable(
                "no_pages", f"{name}: got a PDF without pages, expected at least one; fetch it again"
            )
        if count > limits.max_pages:
            raise Unreadable(
                "too_many_pages",
                f"{name}: got {count:,} pages, at most {limits.max_pages:,} are read; split the file or raise max_pages",
            )
        yield document
    finally:
        document.close()


def _open(body: bytes, name: str) -> Any:
    try:
        return pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        reason = str(error)
    if "password" in reason.lower():
        raise Unreadable(
            "encrypted",
            f"{name}: got a PDF that asks for a password, expected one that opens without; "
            "get the file without protection",
        )
    if "security" in reason.lower():
        raise Unreadable(
            "encrypted",
            f"{name}: got a PDF with a protection that is not supported, expected one that opens without; "
            "get the file without protection",
        )
    raise Unreadable(
        "broken_file",
        f"{name}: got a PDF that cannot be parsed ({reason}), expected a whole file; fetch it again or repair it",
    )


class PlumberPages:
    """Pages of the same file as pdfplumber sees them; opened when the first is asked for."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._pages: list[Any] | None = None

    @contextmanager
    def page(self, index: int) -> Iterator[Any]:
        """One page, its memory given back afterwards. Raises whatever pdfplumber raises for a damaged file."""
        import pdfplumber  # noqa: PLC0415 - half a second of imports that text pages do not need

        if self._pages is None:
            self._pages = list(pdfplumber.open(io.BytesIO(self._body)).pages)
        page = self._pages[index]
        try:
            yield page
        finally:
            page.close()
