"""Sheets as an Excel workbook: the rows first, for tools that read one sheet; last, what each column means."""

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from db.exports.sheet import Sheet, read
from db.tables.columns import Column

_MOST_ROWS = 1_048_576  # Excel's own limits
_MOST_CHARACTERS = 32_767
_CUT = "…[cut]"
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed date: the same rows give the same file
_CHUNK = 1 << 20


def xlsx_pieces(connection: sqlite3.Connection, sheet: Sheet) -> Iterator[bytes]:
    """A workbook. More rows than a sheet holds go on in further sheets; too long cells are cut and say so."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.xlsx"
        _write(path, connection, sheet)
        with path.open("rb") as file:
            while piece := file.read(_CHUNK):
                yield piece


def _write(path: Path, connection: sqlite3.Connection, sheet: Sheet) -> None:
    from xlsxwriter import Workbook  # noqa: PLC0415 - only here

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    columns, batches = read(connection, sheet)
    with Workbook(path, options) as book:
        book.set_properties({"created": _MADE, "title": sheet.name})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        page, line = 0, _MOST_ROWS
        for batch in batches:
            for row in batch:
                if line >= _MOST_ROWS:
                    page, line = page + 1, 1
                    rows = _started(book, sheet.name, page, columns, bold)
                _line(rows, line, row)
                line += 1
        if not page:
            rows = _started(book, sheet.name, 1, columns, bold)
        _dictionary(book.add_worksheet("columns"), columns, bold)


def _started(book: Any, name: str, page: int, columns: Sequence[Column], bold: Any) -> Any:
    """A sheet with its header; Excel wants names of at most 31 characters."""
    rows = book.add_worksheet(name[:26] + (f" {page}" if page > 1 else ""))
    rows.freeze_panes(1, 0)
    rows.set_column(0, len(columns) - 1, 18)
    for number, column in enumerate(columns):
        rows.write_string(0, number, f"{column.zh}\n{column.name}", bold)
    return rows


def _dictionary(page: Any, columns: Sequence[Column], bold: Any) -> None:
    page.set_column(0, 2, 24)
    page.set_column(3, 3, 90)
    for number, head in enumerate(("column", "列", "type", "meaning")):
        page.write_string(0, number, head, bold)
    for line, column in enumerate(columns, 1):
        for number, cell in enumerate((column.name, column.zh, column.type, column.about)):
            page.write_string(line, number, cell)


def _line(page: Any, line: int, row: Sequence[Any]) -> None:
    """Write one row: numbers as numbers, everything else as text that is never run."""
    for number, value in enumerate(row):
        if isinstance(value, str):
            cell = value if len(value) <= _MOST_CHARACTERS else value[: _MOST_CHARACTERS - len(_CUT)] + _CUT
            page.write_string(line, number, cell)
        elif value is not None:
            page.write_number(line, number, value)
