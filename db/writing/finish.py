"""Make what depends on all notices together: order of rows, derived tables, search indexes."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from db.schema import SEARCHES, TABLES, table
from db.tables.columns import SearchIndex, Table

_BATCH = 400_000  # characters that are made words together: some 20 MB
_HELD = (
    32 << 20
)  # bytes of an index that are gathered before they are written: fewer pieces to be joined at the end
ALMOST = "almost"  # all that is missing are the tables of the site


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What the front door derived from all notices together; each part in the order of the dataset."""

    kin: Iterable[tuple[str, Sequence[str]]] = ()  # group id, finding ids
    copies: Iterable[tuple[str, Sequence[str]]] = ()  # first notice, all notices that are this document
    links: Iterable[tuple[str, str, str]] = ()  # earlier notice, later notice, why
    history: Iterable[
        tuple[str, str, str, str | None, str | None]
    ] = ()  # thread, finding, notice, date, status
    topics: Iterable[
        tuple[str, str | None, str | None, str | None, str | None, str | None]
    ] = ()  # rows of `topics`


def finish(connection: sqlite3.Connection, derived: Callable[[], Derived], *, program: str) -> None:
    """Bring rows into canonical order and rebuild all that is derived, inside the caller's transaction.

    `derived` is asked last: it may wait for another process.
    """
    _drop_derived(connection)
    for entry in TABLES:
        if entry.rowid:
            _bring_into_order(connection, entry)
    _drop_unused(connection)
    for search in SEARCHES:
        _rebuild_search(connection, search)
    _write_derived(connection, derived())
    connection.execute("DELETE FROM meta WHERE key LIKE 'used_rowid:%' OR key GLOB 'site_*'")
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        [("program", program), ("finished", ALMOST)],
    )


def settle(connection: sqlite3.Connection) -> None:
    """Gather the statistics that the query planner uses, in an order of their own, inside a transaction.

    The dataset counts as finished from here on, unless somebody has written to it since `finish`.
    """
    connection.execute("ANALYZE")
    found = connection.execute("SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY 1, 2").fetchall()
    connection.execute("DELETE FROM sqlite_stat1")  # ANALYZE wrote them in the order of a hash table
    connection.executemany("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", found)
    connection.execute("UPDATE meta SET value = 'yes' WHERE key = 'finished' AND value = ?", (ALMOST,))


def _drop_derived(connection: sqlite3.Connection) -> None:
    """Drop what is made anew, so that it stands in the file's schema in the same order every time."""
    made = "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'trigger')"
    derived = "name GLOB 'site_*' OR name GLOB 'sqlite_stat[0-9]'"
    for kind, name in connection.execute(f"{made} AND ({derived}) ORDER BY type DESC").fetchall():
        connection.execute(f'DROP {kind} "{name}"')
    for search in SEARCHES:
        connection.execute(f'DROP TABLE "{search.name}"')


def _bring_into_order(connection: sqlite3.Connection, entry: Table) -> None:
    """Number rows from 1 in canonical order, by rewriting the table where they are not.

    Dense rowids also survive anybody's VACUUM, which the search indexes rely on.
    """
    ranked = f'SELECT rowid AS old, row_number() OVER (ORDER BY {entry.order}) AS new FROM "{entry.name}"'
    if not connection.execute(f"SELECT EXISTS (SELECT 1 FROM ({ranked}) WHERE old <> new)").fetchone()[0]:
        return
    names = ", ".join(f'"{column}"' for column in entry.names)
    copy = f"{entry.name}_in_order"
    connection.execute(entry.create(copy))
    connection.execute(
        f'INSERT INTO "{copy}" (rowid, {names}) SELECT r.new, {names} FROM ({ranked}) AS r'
        f' JOIN "{entry.name}" AS t ON t.rowid = r.old ORDER BY r.new'
    )
    connection.execute(f'DELETE FROM "{entry.name}"')
    connection.execute(
        f'INSERT INTO "{entry.name}" (rowid, {names}) SELECT rowid, {names} FROM "{copy}" ORDER BY rowid'
    )
    connection.execute(f'DROP TABLE "{copy}"')


def _drop_unused(connection: sqlite3.Connection) -> None:
    """Drop sources and regions that no notice names any more."""
    connection.execute("DELETE FROM sources WHERE id NOT IN (SELECT source FROM notices)")
    used = "SELECT region_code FROM notices WHERE region_code IS NOT NULL"
    connection.execute(f"DELETE FROM regions WHERE code NOT IN ({used})")


def _write_derived(connection: sqlite3.Connection, derived: Derived) -> None:
    for name in ("finding_kin", "kin_groups", "notice_copies", "notice_links", "status_history", "topics"):
        connection.execute(f'DELETE FROM "{name}"')
    connection.executemany(table("topics").insert, derived.topics)
    connection.executemany(
        table("finding_kin").insert,
        ((finding, group) for group, members in derived.kin for finding in members),
    )
    connection.execute(
        "INSERT INTO kin_groups"
        " SELECT k.kin_id, count(*), count(DISTINCT f.notice_id), count(DISTINCT n.region_code)"
        " FROM finding_kin AS k JOIN findings AS f ON f.id = k.finding_id"
        " JOIN notices AS n ON n.id = f.notice_id"
        " GROUP BY k.kin_id"
    )
    connection.executemany(
        table("notice_copies").insert,
        ((notice, first) for first, members in derived.copies for notice in members),
    )
    connection.executemany(table("notice_links").insert, derived.links)
    connection.executemany(table("status_history").insert, _steps(derived))


def _steps(derived: Derived) -> Iterable[tuple[str, int, str, str, str | None, str | None]]:
    """Number the events of each thread."""
    counts: dict[str, int] = {}
    for thread, finding, notice, date, status in derived.history:
        counts[thread] = counts.get(thread, 0) + 1
        yield thread, counts[thread], finding, notice, date, status


def _rebuild_search(connection: sqlite3.Connection, search: SearchIndex) -> None:
    """Make a search index anew, so that it depends on the rows alone and not on their history."""
    from db.search.word_maker import WordMaker  # noqa: PLC0415 - numpy, which those who read a dataset do not need

    connection.execute(search.create)
    connection.execute(f'INSERT INTO "{search.name}" ("{search.name}", rank) VALUES (\'hashsize\', {_HELD})')
    gathered = ", ".join(_gathered(columns) for _, columns in search.columns)
    rows = connection.execute(f'SELECT rowid, {gathered} FROM "{search.table}" ORDER BY rowid')
    names = ", ".join(f'"{name}"' for name, _ in search.columns)
    marks = ", ".join("?" * (1 + len(search.columns)))
    insert = f'INSERT INTO "{search.name}" (rowid, {names}) VALUES ({marks})'
    maker = WordMaker()
    for batch in _batches(rows):
        words = iter(maker.words([text for _, *texts in batch for text in texts]))
        connection.executemany(insert, [(rowid, *islice(words, len(texts))) for rowid, *texts in batch])
    connection.execute(f'INSERT INTO "{search.name}" ("{search.name}") VALUES (\'optimize\')')


def _batches(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    """Rows that are worked on together: so many characters of text, and one row at least."""
    batch: list[tuple[Any, ...]] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += sum(map(len, row[1:]))
        if size > _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _gathered(columns: Sequence[str]) -> str:
    """Columns of the table joined line by line: words never run across cells."""
    return " || char(10) || ".join(f"coalesce(\"{column}\", '')" for column in columns)
