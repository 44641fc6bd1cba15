"""Which rows a filter leaves, one bit a row: made with the site's tables, so that words and filters meet in one scan.

The index of words gives hits faster (0.03 us each) than SQL can look up where a row stands (0.3 us) or hand it to Python
(0.25 us). So a choice becomes a string of a byte a row, bound to the statement that reads the hits, which takes the
rowid's byte: any word with any filter costs one scan of its hits. A bit's place is the rowid, the highest bit is row 0.
"""

import sqlite3
import struct
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import and_, or_

from db.choosing.selection import Selection, limits

__all__ = ["BY_RANK", "IS_MARKED", "fill", "marked", "ranked"]

IS_MARKED = "substr(?, rowid + 1, 1) = x'31'"  # bind what `marked` gives
BY_RANK = "substr(?, 4 * rowid + 1, 4)"  # bind what `ranked` gives
_TABLES = {"findings": ("site_rows", "finding"), "notices": ("site_notices", "notice")}
_TOPICS = {
    "findings": "SELECT s.finding FROM site_row_topics AS t JOIN site_rows AS s ON s.rank = t.rank WHERE t.topic = ?",
    "notices": "SELECT s.notice FROM site_notice_topics AS t JOIN site_notices AS s ON s.rank = t.rank WHERE t.topic = ?",
}
_VALUES = {
    "province_code": "SELECT DISTINCT province_code FROM site_notices",
    "year": "SELECT DISTINCT year FROM site_notices",
    "status": "SELECT DISTINCT status FROM site_rows",
    "topic": "SELECT DISTINCT topic FROM site_row_topics",
}
# measures: province and year are those of the notice, which may tell measures of no finding; the others of the finding
_OWNERS = {"province_code": "notices", "year": "notices", "status": "findings", "topic": "findings"}
_OWNED = {
    "notices": "SELECT m.rowid, n.rowid FROM measures AS m JOIN notices AS n ON n.id = m.notice_id",
    "findings": "SELECT m.rowid, f.rowid FROM measures AS m JOIN findings AS f ON f.id = m.finding_id",
}
_LISTED = {
    "findings": "SELECT r.finding FROM site_rows AS r WHERE {where}",
    "notices": "SELECT r.notice FROM site_notices AS r WHERE {where}",
    "measures": "SELECT m.rowid FROM site_notices AS r CROSS JOIN notices AS n ON n.rowid = r.notice"
    " CROSS JOIN measures AS m ON m.notice_id = n.id WHERE {where}",
}
# what anybody's statement looks up for a hit among measures: one look by rowid, not three by keys of text
MEASURES = """
INSERT INTO site_measures
SELECT m.rowid, s.rank, r.rank, s.region_code, s.place_code, s.province_code, s.year, r.status
FROM measures AS m JOIN notices AS n ON n.id = m.notice_id JOIN site_notices AS s ON s.notice = n.rowid
LEFT JOIN findings AS f ON f.id = m.finding_id LEFT JOIN site_rows AS r ON r.finding = f.rowid ORDER BY 1"""
_BITS = "SELECT bits FROM site_marks WHERE kind = ? AND name = ? AND value = ?"
OFF, ON = b"0", ord("1")


def fill(connection: sqlite3.Connection) -> None:
    """Fill `site_measures` and `site_marks` from the site's other tables."""
    connection.execute(MEASURES)
    insert = "INSERT INTO site_marks (kind, name, value, bits) VALUES (?, ?, ?, ?)"
    owners = {kind: _owners(connection, kind) for kind in _OWNED}
    for kind, ranks in _ranks(connection, owners["notices"]).items():
        connection.execute(insert, (kind, "rank", "*", struct.pack(f">{len(ranks)}I", *ranks)))
    for name, values in _VALUES.items():
        for (value,) in connection.execute(values).fetchall():
            for kind, marks in _made(connection, name, value, owners):
                connection.execute(insert, (kind, name, str(value), _packed(marks)))


def _made(
    connection: sqlite3.Connection, name: str, value: str | int, owners: dict[str, Sequence[int]]
) -> Iterator[tuple[str, bytes]]:
    """The marks of a value for each kind of rows that has such values."""
    for kind, (table, column) in _TABLES.items():
        if kind == "notices" and name == "status":
            continue
        sql = _TOPICS[kind] if name == "topic" else f"SELECT {column} FROM {table} WHERE {name} = ?"
        marks = _marks(_width(connection, kind), connection.execute(sql, (value,)))
        yield kind, marks
        if _OWNERS[name] == kind:
            yield "measures", bytes(map(marks.__getitem__, owners[kind]))


def _ranks(connection: sqlite3.Connection, owners: Sequence[int]) -> dict[str, Sequence[int]]:
    """For each rowid of `notices` and of `measures` the rank of the notice, the last of all where it is not listed."""
    ranks = [0xFFFFFFFF] * _width(connection, "notices")
    for rank, notice in connection.execute("SELECT rank, notice FROM site_notices"):
        ranks[notice] = rank
    return {"notices": ranks, "measures": [ranks[notice] for notice in owners]}


def _owners(connection: sqlite3.Connection, kind: str) -> Sequence[int]:
    """For each rowid of `measures` the rowid of its finding or notice; 0, which is no row, where it has none."""
    owners = [0] * _width(connection, "measures")
    for measure, owner in connection.execute(_OWNED[kind]):
        owners[measure] = owner
    return owners


def _width(connection: sqlite3.Connection, table: str) -> int:
    """Bits for rowids from 0 up, in whole bytes."""
    last: int = connection.execute(f"SELECT coalesce(max(rowid), 0) FROM {table}").fetchone()[0]
    return -(-(last + 1) // 8) * 8


def _marks(width: int, found: Iterable[tuple[int]]) -> bytes:
    marks = bytearray(OFF) * width
    for (rowid,) in found:
        marks[rowid] = ON
    return bytes(marks)


def _packed(marks: bytes) -> bytes:
    return int(marks, 2).to_bytes(-(-len(marks) // 8), "big")


def marked(connection: sqlite3.Connection, kind: str, selection: Selection) -> bytes | None:
    """For each rowid of a kind of rows from 0 up whether a choice leaves it, as the digit 0 or 1; None where it leaves all.

    Words are not looked at, nor the status of notices, which have none.
    """
    sets = {
        "province_code": selection.provinces,
        "year": selection.years,
        "status": (selection.status,) if selection.status and kind != "notices" else (),
        "topic": (selection.topic,) if selection.topic else (),
    }
    width = _width(connection, kind)
    parts = [_any(connection, kind, name, values) for name, values in sets.items() if values]
    if selection.cities:
        clauses, values = limits(Selection(cities=selection.cities))
        listed = connection.execute(_LISTED[kind].format(where=" AND ".join(clauses)), values)
        parts.append(int(_marks(width, listed), 2))
    return f"{reduce(and_, parts):0{width}b}".encode() if parts else None


def ranked(connection: sqlite3.Connection, kind: str) -> bytes:
    """For each rowid of `notices` or `measures` the rank of its notice, 1 the newest, in four bytes."""
    found: tuple[bytes] = connection.execute(_BITS, (kind, "rank", "*")).fetchone()
    return found[0]


def _any(connection: sqlite3.Connection, kind: str, name: str, values: Iterable[object]) -> int:
    """The rows that have one of some values; a value that does not occur has none."""
    found = (connection.execute(_BITS, (kind, name, str(value))).fetchone() for value in values)
    return reduce(or_, (int.from_bytes(row[0], "big") for row in found if row), 0)
