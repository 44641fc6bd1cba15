"""Keep the dataset: whole notices, the same rows whatever the order they came in.

Rows of a notice are written at once or not at all, in a transaction of their own or in one with those of
other notices (`together`). What depends on all notices together (kin findings, links, search indexes, the
order of rows) is made by `finish`; until then the tables are complete, and search finds what it found before.
"""

import sqlite3
from collections.abc import Callable, Container, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Self

from db.file import card
from db.file import connection as opening
from db.file.connection import StoreError, open_for_reading, open_for_writing, transaction, translated
from db.publishing import publish
from db.rows.notice import NoticeRows, notice_rows
from db.rows.refusal import NO_BYTES, Refusal
from db.writing import notices as writing
from db.writing.changes import Changes, changes
from db.writing.facts import Facts
from db.writing.finish import Derived, finish, settle
from db.writing.notices import Outcome

__all__ = [
    "NO_BYTES", "Derived", "Facts", "Known", "NoticeRows", "Outcome", "Refusal", "Store", "StoreError", "notice_rows",
    "is_finished", "open_for_reading", "open_store",
]  # fmt: skip

Work = Callable[[], Derived]
_FILE_FACTS = ("place", "sha256", "file_name", "container")
_KNOWN = ("outcome", "version", "notice_id", "reader", "withdrawn_at")
_COUNTED = ("notices", "findings", "measures", "focus_areas")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the dataset knows of a file: what became of it, and by which version of the extractor."""

    outcome: Outcome
    version: str
    notice_id: str | None
    reader: str | None
    withdrawn_at: str | None
    superseded: bool  # its place has held other bytes since, as far as the order of reading tells


def open_store(path: Path, *, program: str) -> "Store":
    """Open the dataset at `path` for writing, making it where there is none."""
    return Store(path, open_for_writing(path, program=program))


def is_finished(path: Path) -> bool:
    """Whether the dataset at `path` is in its final form, or an `ingest` was interrupted."""
    connection = open_for_reading(path)
    try:
        return _says_finished(connection)
    finally:
        connection.close()


def _says_finished(connection: sqlite3.Connection) -> bool:
    found = connection.execute("SELECT value FROM meta WHERE key = 'finished'").fetchone()
    return found is not None and found[0] == "yes"


def _derived(path: Path, derive: Callable[[Facts], Derived]) -> Derived:
    with closing(open_for_reading(path)) as connection:
        return derive(Facts(connection))


def _later(work: Work) -> Work:
    return work


class Store:
    """An open dataset. Use as a context manager; every method that writes is one transaction, or part of one."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self._file = opening.file_of(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the write-ahead log is folded in where nobody else reads."""
        self.connection.close()

    def known(self, place: str, sha256: str) -> Known | None:
        """Return what is known of these bytes at this place, or None."""
        found = self.connection.execute(
            "SELECT f.outcome, f.version, f.notice_id, f.reader, n.withdrawn_at,"
            " n.superseded_by IS NOT NULL AND n.fetched_at IS NULL"
            " FROM files AS f LEFT JOIN notices AS n ON n.id = f.notice_id"
            " WHERE f.place = ? AND f.sha256 = ?",
            (place, sha256),
        ).fetchone()
        if found is not None:
            return Known(**dict(zip(_KNOWN, found[:-1], strict=True)), superseded=bool(found[-1]))
        return None

    def refusals(self, place: str) -> list[tuple[str, str, str]]:
        """Return (place, kind, message) of files refused at this place or as members of the archive there."""
        found = self.connection.execute(
            "SELECT i.place, i.kind, i.message FROM files AS f JOIN issues AS i ON i.id = f.refusal"
            " WHERE f.place = ? OR (f.container = ? AND EXISTS"
            " (SELECT 1 FROM files AS c WHERE c.place = f.container AND c.outcome = 'container')) ORDER BY i.place",
            (place, place),
        )
        return found.fetchall()

    def count_members(self, container: str) -> int:
        """Count the notices that were found in an archive."""
        return self._count("SELECT count(*) FROM files WHERE container = ? AND outcome = 'notice'", container)

    def text_hash(self, notice_id: str) -> str | None:
        """Return the hash of a notice's text."""
        sql = "SELECT text_sha256 FROM notices WHERE id = ?"
        return next((str(row[0]) for row in self.connection.execute(sql, (notice_id,))), None)

    def members(self, container: str) -> list[tuple[str, str, str | None]]:
        """Return (place, hash of the bytes, hash of the text) of the notices that were found in an archive."""
        return self.connection.execute(
            "SELECT f.place, f.sha256, n.text_sha256 FROM files AS f JOIN notices AS n ON n.id = f.notice_id"
            " WHERE f.container = ? ORDER BY f.place",
            (container,),
        ).fetchall()

    def totals(self) -> dict[str, int]:
        """Count the rows of the dataset: notices, findings, measures, focus areas, doubts, refused files."""
        counts = {name: self._count(f"SELECT count(*) FROM {name}") for name in _COUNTED}
        counts["doubts"] = self._count("SELECT count(*) FROM issues WHERE notice_id IS NOT NULL")
        counts["refused"] = self._count("SELECT count(*) FROM files WHERE outcome = 'refused'")
        return counts

    def _count(self, sql: str, *values: str) -> int:
        count: int = self.connection.execute(sql, values).fetchone()[0]
        return count

    def changes(self, rows: NoticeRows) -> dict[str, Changes]:
        """Say by table what writing these rows would change in what the dataset holds of the notice."""
        return changes(self.connection, rows)

    def put(self, rows: NoticeRows, *, version: str) -> bool:
        """Write all rows of one notice, in place of what the dataset held of it.

        True where its place held other bytes before: both versions stay, the newest one counts.
        """
        with self._writing() as connection:
            seen, only = writing.next_version(connection, rows.place, rows.id)
            writing.forget(connection, rows.place, rows.sha256)
            writing.insert_notice(connection, rows)
            if seen > 1:
                connection.execute("UPDATE notices SET seen = ? WHERE id = ?", (seen, rows.id))
            if not only:
                writing.settle_versions(connection, rows.place)
            file: dict[str, str | None] = {name: getattr(rows, name) for name in _FILE_FACTS}
            self._note(
                file | {"outcome": "notice", "notice_id": rows.id, "reader": rows.reader, "version": version}
            )
        return seen > 1

    def refuse(self, refusal: Refusal, *, version: str) -> None:
        """Write that a file was refused: one row of `issues`, in place of what the dataset held of it."""
        place, sha256 = refusal.place, refusal.sha256
        issue = writing.refusal_id(place, sha256)
        with self._writing() as connection:
            writing.forget(connection, place, sha256)
            connection.execute(
                "INSERT INTO issues (id, place, file_name, kind, message) VALUES (?, ?, ?, ?, ?)",
                (issue, place, refusal.file_name, refusal.kind, refusal.message),
            )
            writing.settle_versions(connection, place)
            file: dict[str, str | None] = {name: getattr(refusal, name) for name in _FILE_FACTS}
            self._note(file | {"outcome": "refused", "refusal": issue, "version": version})

    def note_container(
        self,
        place: str,
        sha256: str,
        file_name: str,
        *,
        refused: Container[str],
        version: str,
        container: str | None = None,
    ) -> None:
        """Remember that every member of this archive has been dealt with, and which of them were refused."""
        with self._writing() as connection:
            writing.forget(connection, place, sha256)
            writing.forget_refusals(connection, place, but=refused)
            facts = {"place": place, "sha256": sha256, "file_name": file_name, "container": container}
            self._note(facts | {"outcome": "container", "version": version})

    def restore(self, notice_id: str, place: str) -> None:
        """Make an earlier version the newest again: its place holds its bytes once more."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE notices SET seen = (SELECT max(seen) + 1 FROM notices WHERE place = ?) WHERE id = ?",
                (place, notice_id),
            )
            writing.settle_versions(connection, place)

    def withdraw(self, notice_id: str, withdrawn_at: str | None) -> None:
        """Note when a notice was first missing from its site (None: it is back)."""
        with self._writing() as connection:
            connection.execute("UPDATE notices SET withdrawn_at = ? WHERE id = ?", (withdrawn_at, notice_id))

    @property
    def finished(self) -> bool:
        """Whether derived tables, search indexes and the order of rows are up to date."""
        return _says_finished(self.connection)

    def finish(
        self, derive: Callable[[Facts], Derived], *, program: str, begin: Callable[[Work], Work] = _later
    ) -> None:
        """Bring the dataset into its final form: the same whatever the order of ingesting.

        `begin` may let another process derive, from what is committed, while this one makes the rest; it returns how
        to wait for that.
        """
        with transaction(self.connection, self.path):  # nobody else writes while facts are read
            derived = begin(partial(_derived, self.path, derive))
            finish(self.connection, derived, program=program)
        with translated(self.path):
            publish.prepare(self.connection)
        with self.together():
            settle(self.connection)
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def remember(self, key: str, value: object) -> None:
        """Keep a fact for the dataset's card: one of `card.CARD_FACTS`. KeyError for another."""
        with self._writing() as connection:
            card.keep(connection, key, value)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of all that is written inside: a commit costs as much as a small notice's rows."""
        with transaction(self.connection, self.path):
            yield
            opening.check_file(self.path, self._file)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """The transaction that is open, else one of its own; marks the dataset as unfinished."""
        with nullcontext() if self.connection.in_transaction else self.together():
            self.connection.execute("UPDATE meta SET value = 'no' WHERE key = 'finished' AND value <> 'no'")
            yield self.connection

    def _note(self, file: dict[str, str | None]) -> None:
        values = [file.get(name) for name in writing.columns_of("files")]
        self.connection.execute(writing.insert_of("files"), values)
