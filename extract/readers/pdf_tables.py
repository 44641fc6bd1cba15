"""The tables of any PDF file, page by page: the part of the PDF reader that can be used alone.

    for table in read_pdf_tables("report.pdf"):
        print(table.page, table.texts())

Every table is given as it stands on its page: pieces of a table that goes on over pages are not joined, and
repeated headers are kept (`read_pdf` joins them).
"""

import os
from pathlib import Path

from extract.limits import DEFAULT_LIMITS, Limits
from extract.readers.pdf import page_contents
from extract.readers.pdf_cells import PageCell, PageTable

__all__ = ["PageCell", "PageTable", "read_pdf_tables"]


def read_pdf_tables(path: str | os.PathLike[str], *, limits: Limits = DEFAULT_LIMITS) -> list[PageTable]:
    """The tables of a PDF file, from the first page to the last and from top to bottom.

    `table.page` counts from 1; `table.rows`, `table.columns` are its size; `table.cells` hold row, column
    (from 0), row_span, column_span, text and box (points from the upper left corner of the upright page).
    Ruled, partly ruled and unruled tables are found, on pages turned sideways and in scans too (with the
    extra `ocr`). Raises `Unreadable` for a file that is encrypted, broken, empty or past a limit.
    """
    file = Path(path)
    contents = page_contents(file.read_bytes(), file.name, limits)
    return [item for page in contents.pages for item in page.items if isinstance(item, PageTable)]
