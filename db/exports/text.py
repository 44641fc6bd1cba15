"""Sheets as CSV and as JSON lines."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from db.exports.sheet import Sheet, read

# a spreadsheet may run a cell that begins with one of these: also in their full-width forms, and behind blanks
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


def guarded(value: object) -> object:
    """A cell as CSV for spreadsheets: text that would be run as a formula gets an apostrophe in front."""
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return value


def csv_pieces(connection: sqlite3.Connection, sheet: Sheet, *, for_excel: bool = True) -> Iterator[bytes]:
    """CSV (RFC 4180). For Excel it begins with the mark that tells UTF-8, and formulas are disarmed."""
    columns, batches = read(connection, sheet)
    if for_excel:
        yield b"\xef\xbb\xbf"
    yield _csv([[column.name for column in columns]])
    for batch in batches:
        yield _csv([[guarded(value) for value in row] for row in batch] if for_excel else batch)


def csv_for_excel(names: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A small CSV whole: with the mark that tells UTF-8, formulas disarmed."""
    return b"\xef\xbb\xbf" + _csv([[guarded(value) for value in row] for row in (names, *rows)])


def _csv(rows: list[Any]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


def jsonl_pieces(connection: sqlite3.Connection, sheet: Sheet) -> Iterator[bytes]:
    """One JSON object a line; columns that hold JSON lists are lists."""
    columns, batches = read(connection, sheet)
    lists = {number for number, column in enumerate(columns) if column.json}
    names = [column.name for column in columns]
    for batch in batches:
        lines = []
        for row in batch:
            cells = (json.loads(v) if n in lists and v is not None else v for n, v in enumerate(row))
            lines.append(json.dumps(dict(zip(names, cells, strict=True)), ensure_ascii=False))
        yield ("\n".join(lines) + "\n").encode()
