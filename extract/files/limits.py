"""Limits that every reader keeps to. Past a limit a reader raises `Unreadable`, it does not try harder."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one document may cost. Enforced by the readers and by the child process that runs them."""

    max_bytes: int = 64 * 1024 * 1024  # of one file
    max_text_bytes: int = 8 * 1024 * 1024  # of one text or HTML file
    max_pages: int = 800
    max_seconds: float = 300.0  # of one document, OCR included
    max_memory: int = 3 * 1024 * 1024 * 1024  # bytes of address space for one document
    max_depth: int = 400  # nesting of HTML or XML; deeper elements are read flat
    max_cells: int = 400_000  # of one sheet or table
    max_zip_ratio: float = 200.0  # unpacked to packed
    max_unpacked: int = 512 * 1024 * 1024  # bytes of all members together
    max_members: int = 500
    max_archive_depth: int = 2  # archives in archives
    max_image_pixels: int = 60_000_000
    ocr_threads: int = (
        1  # of the recognition engine (documents are read side by side); 0: pictures are not read
    )


DEFAULT_LIMITS = Limits()
