"""The archive: WARC files with every byte that came, and the SQLite index that finds them.

    ARCHIVE/index.sqlite    records, sources' passes, places and their versions (schema.sql)
    ARCHIVE/warc/*.warc.gz  WARC 1.1

One process writes at a time; any number read. What `ingest` reads of it is told by `notices.py`.
"""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

from scrapers.archive.index import ArchiveError, connect, insert, prepare, record_values, take_in_leftovers
from scrapers.archive.warcs import Earlier, Span, WarcFile, read_record
from scrapers.pages import Exchange

INDEX = "index.sqlite"
SAME_BYTES = "SELECT * FROM records WHERE sha256 = ? AND kind = 'response' AND bytes > 0 ORDER BY id LIMIT 1"
WARC_BYTES = 500_000_000  # a WARC file that has grown past this is followed by another


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A record that was just archived. `fresh` is false where its bytes had been archived before."""

    id: int
    sha256: str
    fresh: bool


class Archive:
    """An open archive. `open_archive` makes one; closing it gives the writer's lock back."""

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: Any | None) -> None:
        self.path = path
        self.sql = connection
        self._lock = lock
        self._warc: WarcFile | None = None
        self._say: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close files and give the lock back."""
        if self._warc:
            self._warc.close()
            self._warc = None
        self.sql.close()
        if self._lock:
            self._lock.close()
            self._lock = None

    def describe(self, **say: str) -> None:
        """What the warcinfo record of the next WARC file says."""
        self._say = say

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: what happens inside is one change of the index."""
        self.sql.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.sql.execute("ROLLBACK")
            raise
        self.sql.execute("COMMIT")

    def keep(self, exchange: Exchange, *, source: str | None, role: str, ask: str, outcome: str) -> Kept:
        """Archive one answer. Bytes that are in the archive already become a revisit record."""
        values = record_values(exchange, source=source, role=role, ask=ask)
        earlier, holder = self._earlier(exchange, ask, values["sha256"])
        about = {
            "source": source,
            "role": role,
            "ask": ask,
            "outcome": outcome,
            "notes": list(exchange.notes),
        }
        warc = self._current(exchange.fetched_at)
        span = warc.append(exchange, values["sha256"], about, earlier)
        self.sql.execute("UPDATE warcs SET bytes = ? WHERE name = ?", (warc.size, warc.path.name))
        number = self.sql.execute("SELECT id FROM warcs WHERE name = ?", (warc.path.name,)).fetchone()[0]
        values |= {"warc": number, "offset": span.offset, "length": span.length, "outcome": outcome}
        values |= {"kind": "revisit" if earlier else "response", "holder": holder}
        values["sha256"] = earlier.sha256 if earlier else values["sha256"]
        return Kept(id=insert(self.sql, "records", values), sha256=values["sha256"], fresh=earlier is None)

    def _earlier(self, exchange: Exchange, ask: str, found: str) -> tuple[Earlier | None, int | None]:
        """The record that holds the same bytes: for a 304 the last full answer, else one with the same
        hash.
        """
        if exchange.status == 304:
            row = self.last_full(ask)
        elif exchange.body:
            row = self.sql.execute(SAME_BYTES, (found,)).fetchone()
        else:
            row = None
        if row is None:
            return None, None
        holder = row["holder"] or row["id"]
        return Earlier(url=row["url"], fetched_at=row["fetched_at"], sha256=row["sha256"]), holder

    def _current(self, now: str) -> WarcFile:
        """The WARC file being written; a new one at the start and when the last has grown large."""
        if self._warc and self._warc.size < WARC_BYTES:
            return self._warc
        if self._warc:
            self._warc.close()
        stamp = "".join(character for character in now if character.isalnum())
        path = self.path / "warc" / f"zhenggai-{stamp}.warc.gz"
        self._warc = WarcFile(path, {"format": "WARC File Format 1.1", **self._say}, now)
        self.sql.execute("INSERT INTO warcs (name, bytes) VALUES (?, ?)", (path.name, self._warc.size))
        return self._warc

    def last_full(self, ask: str) -> sqlite3.Row | None:
        """The newest good answer with a body to the same request."""
        query = (
            "SELECT * FROM records WHERE ask = ? AND status = 200 AND outcome = 'ok' ORDER BY id DESC LIMIT 1"
        )
        row: sqlite3.Row | None = self.sql.execute(query, (ask,)).fetchone()
        return row

    def record(self, number: int) -> sqlite3.Row:
        """The index row of a record."""
        row: sqlite3.Row | None = self.sql.execute("SELECT * FROM records WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise ArchiveError(f"got record {number}, the archive {self.path} has none of that number")
        return row

    def body(self, number: int) -> bytes:
        """The body of a record; a revisit's is that of the record it refers to."""
        row = self.record(number)
        if row["holder"]:
            row = self.record(row["holder"])
        name = self.sql.execute("SELECT name FROM warcs WHERE id = ?", (row["warc"],)).fetchone()[0]
        _, _, body = read_record(self.path / "warc" / name, Span(offset=row["offset"], length=row["length"]))
        if sha256(body).hexdigest() != row["sha256"]:
            raise ArchiveError(
                f"record {row['id']} in {name} is damaged: its bytes do not have the hash of the index"
            )
        return body


def is_archive(path: Path) -> bool:
    """Is this folder an archive? A file that only has the name of the index makes it none."""
    try:
        return (path / INDEX).is_file() and (path / "warc").is_dir()
    except OSError:  # a folder that nobody may look into, a path that is too long
        return False


def open_archive(path: Path, *, write: bool = False) -> Archive:
    """Open an archive; for writing it is made where there is none, and what a killed writer left is
    taken in.
    """
    if not write:
        if not (path / INDEX).is_file():
            raise ArchiveError(
                f"got {path}, expected a folder with {INDEX}; run `zhenggai crawl` to make an archive"
            )
        return Archive(path, connect(path / INDEX, read_only=True), None)
    (path / "warc").mkdir(parents=True, exist_ok=True)
    lock = (path / "writer.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise ArchiveError(f"another crawl is writing {path}; wait for it to end") from None
    archive = Archive(path, connect(path / INDEX), lock)
    try:
        with archive.transaction():
            prepare(archive.sql)
            take_in_leftovers(path / "warc", archive.sql)
    except BaseException:
        archive.close()
        raise
    return archive
