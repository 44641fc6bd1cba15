"""The tables of any PDF file, page by page: the part of the PDF reader that can be used alone.

    for table in read_pdf_tables("report.pdf"):
        print(table.page, table.texts())

Every table is given as it stands on its page: pieces of a table that goes on over pages are not joined, and
repeated headers are kept (`read_pdf` joins them).
"""

import os
from dataclasses import replace
from pathlib import Path

from extract.files.limits import DEFAULT_LIMITS, Limits
from extract.readers.pdf.file import page_contents
from extract.readers.printed.cells import PageCell, PageTable

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
    found = [item for page in contents.pages for item in page.items if isinstance(item, PageTable)]
    return [without_empty_columns(table) for table in found]


def without_empty_columns(table: PageTable) -> PageTable:
    """The table without columns in which no text begins: they are gaps of double lines, or padding."""
    kept = sorted({c.column for c in table.cells if c.text})
    if len(kept) == table.columns or not kept:
        return table
    index = {old: new for new, old in enumerate(kept)}
    cells = []
    for cell in table.cells:
        own = [index[c] for c in range(cell.column, cell.column + cell.column_span) if c in index]
        if own:
            cells.append(replace(cell, column=own[0], column_span=len(own)))
    borders = (*(table.borders[c] for c in kept), table.borders[-1])
    return replace(table, columns=len(kept), cells=tuple(cells), borders=borders)
