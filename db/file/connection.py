"""Open the dataset's file, and say in words what went wrong with it."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.file.migrations import migrate, schema_version
from db.schema import SCHEMA_VERSION, TABLES, statements

APPLICATION_ID = 0x5A474149  # "ZGAI": what `file` and the first check see
WAL_PAGES = 16_384  # 64 MB: half the time of many small notices was spent on folding the log in
CACHE_KB = 65_536
BUSY_MS = 600_000  # another ingest may be finishing a large dataset


class StoreError(Exception):
    """Raised where the dataset cannot be read or written; the message says what to do."""


def open_for_writing(path: Path, *, program: str) -> sqlite3.Connection:
    """Open or make a dataset. `program` is the program's version, kept in `meta`."""
    with translated(path):
        connection = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None)
        try:
            _write_ahead(connection)
            connection.execute(
                "PRAGMA synchronous = NORMAL"
            )  # a power cut may cost the last notices, no more
            connection.execute(f"PRAGMA wal_autocheckpoint = {WAL_PAGES}")
            connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
            _prepare(connection, path, program)
            migrate(connection)
            _check_columns(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Open a dataset to read it; on read-only media too, where a write-ahead log cannot be made.

    Where it may be written, SQLite is told to write nothing (`query_only`): a connection that is read-only leaves its log
    (-wal, -shm) beside the file when it is closed.
    """
    if not path.is_file():
        raise StoreError(
            f"got: no file {path}; expected: a dataset; do: make one with `zhenggai ingest PATH --db {path}`"
        )
    with translated(path):
        for options in ("mode=rw", "mode=ro", "mode=ro&immutable=1"):
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?{options}", uri=True, isolation_level=None
            )
            try:
                connection.execute("PRAGMA query_only = ON")
                check_version(connection, path)
            except sqlite3.OperationalError:
                connection.close()
                if "immutable" in options:
                    raise
            except BaseException:
                connection.close()
                raise
            else:
                return connection
    raise AssertionError("unreachable")


def check_version(connection: sqlite3.Connection, path: Path) -> int:
    """Return the schema's version; raise where the file is no dataset of ours, or a newer program's."""
    version = schema_version(connection)
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID:
        raise StoreError(
            f"got: another program's SQLite file {path}; expected: one of zhenggai; do: name another file"
        )
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"got: {path} of schema {version}; expected: at most {SCHEMA_VERSION}; do: use a newer zhenggai"
        )
    return version


def lacks_columns(connection: sqlite3.Connection) -> list[str]:
    """Name the columns of the schema that the file does not have: it was made by a program between releases."""
    missing = []
    for entry in TABLES:
        held = {row[1] for row in connection.execute(f'PRAGMA table_info("{entry.name}")')}
        missing += [f"{entry.name}.{name}" for name in entry.names if name not in held]
    return missing


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Keep a write-ahead log. Two programs that turn a new file to it at once are told "locked" without a wait: we wait."""
    until = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _check_columns(connection: sqlite3.Connection, path: Path) -> None:
    if missing := lacks_columns(connection):
        listed = ", ".join(missing[:5])
        raise StoreError(
            f"got: {path} without {listed}; expected: the schema of this program; do: build it anew"
        )


def _prepare(connection: sqlite3.Connection, path: Path, program: str) -> None:
    """Make the tables of an empty file, in one transaction; check those of any other."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            for statement in statements():
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            facts = {"schema": str(SCHEMA_VERSION), "program": program, "finished": "yes"}
            connection.executemany("INSERT INTO meta VALUES (?, ?)", facts.items())
        check_version(connection, path)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def file_of(path: Path) -> tuple[int, int] | None:
    """Which file of the machine stands at a path now; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def check_file(path: Path, file: tuple[int, int] | None) -> None:
    """Raise where a path no longer leads to this file: what is written to it is lost when it is closed."""
    if file_of(path) != file:
        raise StoreError(
            f"got: {path} was deleted or replaced while it was written; expected: the same file; do: run again"
        )


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """One transaction that takes the write lock at its start, and leaves nothing behind when it fails."""
    with translated(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # a full disk has rolled it back already
                connection.execute("ROLLBACK")
            raise


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the file into a `StoreError` in plain words."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise  # a row that breaks the schema is our own fault, not the file's
    except sqlite3.DatabaseError as error:
        if (message := _in_words(error, path)) is None:
            raise
        raise StoreError(message) from error


_WORDS = {
    sqlite3.SQLITE_BUSY: ("is locked by another program", "let it end, then run again"),
    sqlite3.SQLITE_LOCKED: ("is locked by another program", "let it end, then run again"),
    sqlite3.SQLITE_READONLY: (
        "cannot be written",
        "give yourself the right to write it, or name another file",
    ),
    sqlite3.SQLITE_FULL: (
        "lies on a full disk; what was written before is safe",
        "make room, then run again",
    ),
    sqlite3.SQLITE_IOERR: ("cannot be read or written", "check the disk and its free space, then run again"),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "name a file in a folder that exists and can be written"),
    sqlite3.SQLITE_NOTADB: ("is no SQLite file", "name another file"),
    sqlite3.SQLITE_CORRUPT: ("is damaged", "delete it and build it again from the sources"),
}


def _in_words(error: sqlite3.DatabaseError, path: Path) -> str | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None or code & 0xFF not in _WORDS:
        return None
    got, do = _WORDS[code & 0xFF]  # the low byte is the primary code
    whole = code & 0xFF not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
    expected = "a dataset that can be written" if whole else "a dataset that zhenggai made"
    return f"got: {path} {got} ({error}); expected: {expected}; do: {do}"
