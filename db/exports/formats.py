"""Take the dataset away: one table, view or query as CSV, XLSX, Parquet or JSON lines; all of it as a data package.

Every format is written as pieces of bytes, so that a download of a million rows needs little memory.
"""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from db.exports import package, parquet, text, xlsx
from db.exports.sheet import Sheet, count_rows, narrowed, sheet_of

__all__ = ["FORMATS", "Format", "Sheet", "count_rows", "narrowed", "pieces", "sheet_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: how its bytes are made, and under which name and type they travel."""

    name: str
    ending: str
    media_type: str
    about: str
    write: Callable[[sqlite3.Connection, Sheet], Iterator[bytes]]


FORMATS: dict[str, Format] = {
    entry.name: entry
    for entry in (
        Format(
            name="csv",
            ending="csv",
            media_type="text/csv; charset=utf-8",
            about="For Excel: UTF-8 with its mark; cells that would be formulas begin with an apostrophe.",
            write=text.csv_pieces,
        ),
        Format(
            name="jsonl",
            ending="jsonl",
            media_type="application/jsonl",
            about="One JSON object a line; lists are lists.",
            write=text.jsonl_pieces,
        ),
        Format(
            name="xlsx",
            ending="xlsx",
            media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            about="Excel workbook with a sheet that explains the columns; nothing in it is a formula.",
            write=xlsx.xlsx_pieces,
        ),
        Format(
            name="parquet",
            ending="parquet",
            media_type="application/vnd.apache.parquet",
            about="Typed columns for DuckDB, Polars, pandas and Spark (needs the extra `parquet`).",
            write=parquet.parquet_pieces,
        ),
        Format(
            name="datapackage",
            ending="zip",
            media_type="application/zip",
            about="Frictionless data package: every table as CSV, with types, keys, meanings and checksums.",
            write=package.package_pieces,
        ),
    )
}


def pieces(connection: sqlite3.Connection, sheet: Sheet, format_name: str) -> Iterator[bytes]:
    """Write a sheet in a format. Raises KeyError for a format that is not in `FORMATS`."""
    return FORMATS[format_name].write(connection, sheet)
