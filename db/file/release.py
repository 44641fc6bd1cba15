"""Bring a dataset into the form in which it is released: one file that follows from its content alone."""

import sqlite3
from contextlib import closing
from pathlib import Path


def compact(source: Path, target: Path) -> None:
    """Copy a dataset without free pages and without a write-ahead log: equal content gives equal bytes."""
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("VACUUM INTO ?", (str(target),))
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
