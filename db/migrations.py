"""Bring a dataset of an earlier schema up to date: ordered steps, each in a transaction of its own.

A step that is interrupted leaves the schema before it; opening the dataset again goes on from there.
Version 1 is the first schema, so there is no step to it.
"""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step: the schema version it leads to, what changes for readers, and the change itself."""

    version: int
    about: str
    apply: Callable[[sqlite3.Connection], None]


MIGRATIONS: tuple[Migration, ...] = ()


def schema_version(connection: sqlite3.Connection) -> int:
    """Return the version of the schema in the file."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(connection: sqlite3.Connection, steps: Sequence[Migration] = MIGRATIONS) -> list[Migration]:
    """Apply every step that leads beyond the file's version, in order; return those that were applied.

    The connection must be in autocommit mode. Derived tables count as out of date afterwards.
    """
    applied = []
    for step in steps:
        connection.execute("BEGIN IMMEDIATE")
        try:
            if schema_version(connection) < step.version:  # another program may have been quicker
                step.apply(connection)
                connection.execute(f"PRAGMA user_version = {step.version}")
                facts = {"schema": str(step.version), "finished": "no"}
                connection.executemany(
                    "UPDATE meta SET value = ? WHERE key = ?", [(v, k) for k, v in facts.items()]
                )
                applied.append(step)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    return applied
