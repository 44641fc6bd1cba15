"""Facts that the dataset's card shows of the program and not of the notices: figures of `evaluate`, of topics, of releases."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from db.file.connection import StoreError

__all__ = ["CARD_FACTS", "keep", "remember"]

CARD_FACTS = ("evaluation", "topics_evaluation", "calibration", "release", "changes")


def keep(connection: sqlite3.Connection, key: str, value: object) -> None:
    """Write such a fact in the caller's transaction."""
    if key not in CARD_FACTS:
        raise KeyError(f"got: {key}; expected: one of {', '.join(CARD_FACTS)}")
    text = json.dumps(value, ensure_ascii=False)
    connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, text))


def remember(path: Path, key: str, value: object) -> None:
    """Keep a fact for the dataset's card: one of CARD_FACTS, as JSON. Raises KeyError for another key, StoreError for a
    file that cannot be written."""
    try:
        with closing(sqlite3.connect(path, timeout=60)) as connection, connection:
            keep(connection, key, value)
        with closing(sqlite3.connect(path, timeout=60)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.OperationalError as error:
        raise StoreError(
            f"got: {path} cannot be written ({error}); expected: a dataset that can be written; do: name a writable copy"
        ) from error
