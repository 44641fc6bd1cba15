"""Bring a dataset of an earlier schema up to date: ordered steps, each in a transaction of its own.

A step that is interrupted leaves the schema before it; opening the dataset again goes on from there.
Version 1 is the first schema, so there is no step to it. A step says its SQL itself: the schema goes on changing.
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


def _review(connection: sqlite3.Connection) -> None:
    """Columns of the review, and the table of corrections. Files are read again, which fills them."""
    added = (
        'notices ADD COLUMN "text_sha256" TEXT',
        "findings ADD COLUMN \"doubts\" TEXT NOT NULL DEFAULT '[]'",
        'findings ADD COLUMN "reviewed" TEXT',
    )
    for clause in added:
        connection.execute(f"ALTER TABLE {clause}")
    connection.execute(_CORRECTIONS_2)


_CORRECTIONS_2 = """CREATE TABLE "corrections" (
  "notice_id" TEXT NOT NULL REFERENCES "notices" ("id"),
  "id" TEXT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('accept', 'correct', 'split', 'merge', 'add', 'reject')),
  "state" TEXT NOT NULL CHECK ("state" IN ('applied', 'silent', 'question')),
  "findings" TEXT NOT NULL,
  "fields" TEXT NOT NULL,
  "typed" TEXT NOT NULL,
  "decided_at" TEXT NOT NULL,
  "who" TEXT,
  "why" TEXT,
  "message" TEXT,
  PRIMARY KEY ("notice_id", "id")
) STRICT, WITHOUT ROWID"""

MIGRATIONS: tuple[Migration, ...] = (
    Migration(version=2, about="doubts, review and corrections of findings", apply=_review),
)


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
