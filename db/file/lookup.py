"""Rows of the dataset as dictionaries, for programs that read a few columns by name."""

import json
from collections.abc import Mapping, Sequence
from sqlite3 import Connection
from typing import Any

from db.schema import table

__all__ = ["Connection", "dataset_version", "records_of", "rows"]


def rows(
    connection: Connection, sql: str, values: Sequence[object] | Mapping[str, object] = ()
) -> list[dict[str, Any]]:
    """Run a query and return its rows by column name."""
    cursor = connection.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def records_of(connection: Connection, name: str, notice_id: str | None) -> list[dict[str, Any]]:
    """Return the rows that a table holds of one notice, in document order."""
    columns = table(name).names
    order = ", ".join(f'"{column}"' for column in ("finding_id", "position") if column in columns)
    sql = f'SELECT * FROM "{name}" WHERE notice_id = ?' + (f" ORDER BY {order}" if order else "")
    return rows(connection, sql, (notice_id,))


def dataset_version(connection: Connection) -> str:
    """The name of the release; of a dataset that was never released, the program that made it."""
    found = dict(
        connection.execute("SELECT key, value FROM meta WHERE key IN ('release', 'program')").fetchall()
    )
    return str(json.loads(found["release"])) if "release" in found else str(found.get("program", ""))
