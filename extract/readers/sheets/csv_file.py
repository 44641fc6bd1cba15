"""Read tables saved as text, cells parted by commas, tabs or semicolons (CSV, TSV): a workbook of one sheet without looks."""

import csv
import io

from extract.files.charset import decode
from extract.files.limits import Limits
from extract.files.refusals import refuse_long_text
from extract.model import Document, Issue, Unreadable
from extract.readers.sheets.workbook import Sheet, SheetCell
from extract.readers.sheets.writing import write_workbook
from scrapers.items import RawNotice

MEDIA_TYPE = "text/csv"
_HEAD = 65_536  # characters that tell what parts the cells


def read_csv(raw: RawNotice, limits: Limits) -> Document:
    """Read one such file. Raises Unreadable where it is too large, broken, or shows nothing."""
    refuse_long_text(raw, limits)
    decoded = decode(raw.body, declared=raw.charset)
    sheet = Sheet(name="Sheet1")
    try:
        rows = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=_delimiter(decoded.text[:_HEAD]))
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                sheet.add(r, c, SheetCell(text=text), limits)
    except csv.Error as error:
        raise Unreadable(
            "broken_file",
            f"{raw.file_name}: got a quotation mark that is not closed, or a cell too long for a table ({error}); look at the "
            "file, save it again, or name it .txt where it is a text",
        ) from None
    issues = (Issue(kind="charset", message=decoded.doubt),) if decoded.doubt else ()
    return write_workbook([sheet], raw, reader="csv", media_type=MEDIA_TYPE, issues=issues)


def _delimiter(head: str) -> str:
    """What parts the cells of most lines."""
    lines = [line for line in head.splitlines() if line.strip()]
    return max(",\t;", key=lambda mark: sum(mark in line for line in lines))
