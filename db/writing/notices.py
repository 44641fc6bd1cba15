"""Write and remove the rows of one file, inside a transaction that the caller holds."""

import hashlib
import sqlite3
from collections.abc import Container, Sequence
from functools import cache
from itertools import chain
from typing import Literal

from db.rows.notice import NoticeRows, Row
from db.rows.refusal import NO_BYTES
from db.schema import SEARCHES, TABLES, table

Outcome = Literal["notice", "refused", "container"]
_OWNED = tuple(entry.name for entry in TABLES if "notice_id" in entry.names and entry.name != "files")
_SEARCHED = tuple(search.table for search in SEARCHES)
_TOGETHER = 16  # rows of one statement
SHARED = frozenset({"sources", "regions"})  # rows that many notices name


def insert_notice(connection: sqlite3.Connection, rows: NoticeRows) -> None:
    """Insert all rows of a notice that the dataset does not hold."""
    for name, values in rows.tables.items():
        if not values:
            continue
        if name in SHARED:
            connection.executemany(_insert_shared(name), values)
        elif name in _SEARCHED:
            insert_with_rowids(connection, name, values)
        else:
            _insert_many(connection, name, values)


def _insert_many(connection: sqlite3.Connection, name: str, values: Sequence[Row]) -> None:
    """Insert rows, many of them by one statement: what it asks of a word, SQLite then prepares once for all."""
    whole = len(values) - len(values) % _TOGETHER
    for first in range(0, whole, _TOGETHER):
        connection.execute(_insert_together(name), [*chain.from_iterable(values[first : first + _TOGETHER])])
    if whole < len(values):
        connection.executemany(insert_of(name), values[whole:])


@cache
def _insert_together(name: str) -> str:
    insert, _, marks = insert_of(name).rpartition(" VALUES ")
    return f"{insert} VALUES {', '.join([marks] * _TOGETHER)}"


@cache
def columns_of(name: str) -> tuple[str, ...]:
    """The names of a table's columns, in order."""
    return table(name).names


@cache
def insert_of(name: str) -> str:
    """The statement that inserts a row of a table; made once, it is asked for with every notice."""
    return table(name).insert


@cache
def _insert_shared(name: str) -> str:
    """Of two descriptions under one key the smaller one stays, so that their order does not matter."""
    entry = table(name)
    rest = [column for column in entry.names if column not in entry.key]
    sets = ", ".join(f'"{column}" = excluded."{column}"' for column in rest)
    old = ", ".join(f'coalesce("{entry.name}"."{column}", \'\')' for column in rest)
    new = ", ".join(f"coalesce(excluded.\"{column}\", '')" for column in rest)
    return f"{entry.insert} ON CONFLICT DO UPDATE SET {sets} WHERE ({new}) < ({old})"


def insert_with_rowids(connection: sqlite3.Connection, name: str, values: Sequence[Row]) -> None:
    """Insert rows under rowids never used before: the search index still knows those of deleted rows."""
    top = f'SELECT max(rowid) FROM "{name}"'
    used = "SELECT CAST(value AS INT) FROM meta WHERE key = ?"
    sql = f"SELECT 1 + max(coalesce(({top}), 0), coalesce(({used}), 0))"
    first = connection.execute(sql, (_floor_key(name),)).fetchone()[0]
    connection.executemany(
        _insert_with_rowid(name), [(rowid, *row) for rowid, row in enumerate(values, first)]
    )


@cache
def _insert_with_rowid(name: str) -> str:
    names = ", ".join(f'"{column}"' for column in table(name).names)
    marks = ", ".join("?" * (1 + len(table(name).names)))
    return f'INSERT INTO "{name}" (rowid, {names}) VALUES ({marks})'


def _floor_key(name: str) -> str:
    return f"used_rowid:{name}"


def forget(connection: sqlite3.Connection, place: str, sha256: str) -> None:
    """Delete whatever the dataset holds of these bytes at this place, and that its bytes could not be had."""
    found = connection.execute(
        "SELECT notice_id, refusal, sha256 FROM files WHERE place = ? AND sha256 IN (?, ?)",
        (place, sha256, NO_BYTES),
    ).fetchall()
    for notice_id, refusal, known in found:
        connection.execute("DELETE FROM files WHERE place = ? AND sha256 = ?", (place, known))
        if refusal is not None:
            connection.execute("DELETE FROM issues WHERE id = ?", (refusal,))
        if notice_id is not None:
            delete_notice(connection, notice_id)


def forget_refusals(connection: sqlite3.Connection, container: str, *, but: Container[str]) -> None:
    """Delete that members of an archive were refused, except those at the places `but`: the others are gone or read now."""
    found = connection.execute(
        "SELECT place, sha256, refusal FROM files WHERE container = ? AND outcome = 'refused'", (container,)
    ).fetchall()
    for place, sha256, refusal in found:
        if place not in but:
            connection.execute("DELETE FROM files WHERE place = ? AND sha256 = ?", (place, sha256))
            connection.execute("DELETE FROM issues WHERE id = ?", (refusal,))


def delete_notice(connection: sqlite3.Connection, notice_id: str) -> None:
    """Delete all rows of a notice; its rowids are not used again before the next `finish`."""
    for name in _SEARCHED:
        connection.execute(
            f'INSERT INTO meta SELECT ?, coalesce(max(rowid), 0) FROM "{name}" WHERE true'
            " ON CONFLICT DO UPDATE SET value = excluded.value"
            " WHERE CAST(excluded.value AS INT) > CAST(value AS INT)",
            (_floor_key(name),),
        )
    for name in _OWNED:
        connection.execute(f'DELETE FROM "{name}" WHERE notice_id = ?', (notice_id,))
    connection.execute("DELETE FROM notices WHERE id = ?", (notice_id,))


def refusal_id(place: str, sha256: str) -> str:
    """Return the id of the `issues` row of a refused file."""
    return "refused-" + hashlib.sha256(f"{place}\0{sha256}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def next_version(connection: sqlite3.Connection, place: str, notice_id: str) -> tuple[int, bool]:
    """Return the number that this notice has among the versions at its place, or the next one; whether it is the only one."""
    rows = connection.execute("SELECT id, seen FROM notices WHERE place = ?", (place,)).fetchall()
    numbers: dict[str, int] = dict(rows)
    return numbers.get(notice_id, 1 + max(numbers.values(), default=0)), not rows


def settle_versions(connection: sqlite3.Connection, place: str) -> None:
    """Number the versions at a place by time of fetching, else as met; the last supersedes the rest."""
    rows = connection.execute(
        "SELECT id, seen, superseded_by FROM notices WHERE place = ?"
        " ORDER BY coalesce(fetched_at, ''), seen, id",
        (place,),
    ).fetchall()
    for number, (notice_id, seen, superseded_by) in enumerate(rows, 1):
        newest = None if number == len(rows) else rows[-1][0]
        if (seen, superseded_by) != (number, newest):
            connection.execute(
                "UPDATE notices SET seen = ?, superseded_by = ? WHERE id = ?", (number, newest, notice_id)
            )
