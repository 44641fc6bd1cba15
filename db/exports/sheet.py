"""What is exported: a query, and what its columns mean."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from db.schema import SEARCHES, TABLES, VIEWS
from db.search.words import search_query
from db.tables.columns import Column

_BATCH = 5_000
_REGION = "region_code, prefecture_code, province_code, city, prefecture, province"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A named query whose result is exported. Columns are explained by the schema, as far as it knows their names."""

    name: str
    sql: str
    values: tuple[Any, ...] = ()


def sheet_of(name: str, where: str = "", values: tuple[Any, ...] = ()) -> Sheet:
    """The sheet of a whole table or view, or of the rows for which `where` (SQL with marks) holds.

    Raises KeyError for a name that is neither.
    """
    known = {*(table.name for table in TABLES), *(view.name for view in VIEWS)}
    if name not in known:
        raise KeyError(f"got: {name}; expected: one of {', '.join(sorted(known))}")
    return Sheet(
        name=name, sql=f'SELECT * FROM "{name}"' + (f" WHERE {where}" if where else ""), values=values
    )


def narrowed(name: str, *, region: str | None = None, words: str | None = None) -> Sheet:
    """The rows of a table or view that belong to a region (code or name, of any level) and hold some words.

    Raises KeyError for an unknown name, ValueError where the table cannot be narrowed that way.
    """
    columns = _names(name)
    conditions: list[str] = []
    values: list[str] = []
    if region is not None:
        key = "id" if name == "notices" else "notice_id"
        if key not in columns:
            raise ValueError(f"got: a region for {name}; expected: a table whose rows belong to notices")
        conditions.append(f"{key} IN (SELECT id FROM notices WHERE ? IN ({_REGION}))")
        values.append(region)
    if words is not None:
        key, searched = ("finding_id", "findings") if name == "rectification_table" else ("id", name)
        if searched not in {search.table for search in SEARCHES}:
            raise ValueError(f"got: words for {name}; expected: a table that can be searched")
        conditions.append(
            f"{key} IN (SELECT t.id FROM {searched}_fts AS x JOIN {searched} AS t ON t.rowid = x.rowid"
            f" WHERE {searched}_fts MATCH ?)"
        )
        values.append(search_query(words))
    return sheet_of(name, " AND ".join(conditions), tuple(values))


def _names(name: str) -> tuple[str, ...]:
    for view in VIEWS:
        if view.name == name:
            return tuple(column for column, _, _ in view.columns)
    return next((entry.names for entry in TABLES if entry.name == name), ())


def count_rows(connection: sqlite3.Connection, sheet: Sheet) -> int:
    """How many rows the query has."""
    found: int = connection.execute(f"SELECT count(*) FROM ({sheet.sql})", sheet.values).fetchone()[0]
    return found


def read(
    connection: sqlite3.Connection, sheet: Sheet
) -> tuple[tuple[Column, ...], Iterator[list[tuple[Any, ...]]]]:
    """Run the query: its columns, and its rows in batches."""
    cursor = connection.execute(sheet.sql, sheet.values)
    columns = tuple(_column(sheet.name, description[0]) for description in cursor.description)
    return columns, iter(lambda: cursor.fetchmany(_BATCH), [])


def _column(sheet: str, name: str) -> Column:
    """A column as the table or view of the sheet describes it, else as any table does, else by its name alone."""
    tables = sorted(TABLES, key=lambda entry: entry.name != sheet)
    typed = next((column for entry in tables for column in entry.columns if column.name == name), None)
    for view in VIEWS:
        for column, zh, about in view.columns:
            if view.name == sheet and column == name:
                like = typed or Column(name=name, type="TEXT", zh=zh, about=about)
                return Column(name=name, type=like.type, zh=zh, about=about, json=like.json)
    return typed or Column(name=name, type="TEXT", zh=name, about="Computed by the query.")
