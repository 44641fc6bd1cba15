"""The archive's SQLite index: opening it, its schema, and what a killed writer left behind."""

import json
import sqlite3
from hashlib import sha256
from pathlib import Path
from typing import Any

from scrapers.answers.decoding import charset_of
from scrapers.answers.magic import extension_of
from scrapers.archive.warcs import Span, read_record, whole_members
from scrapers.pages import Exchange

SCHEMA_VERSION = 1


class ArchiveError(Exception):
    """The folder is no archive, is in use, or is damaged; the message says which and what to do."""


STORAGE_ERRORS = (ArchiveError, OSError, sqlite3.Error)  # what writing and reading an archive can raise


def insert(sql: sqlite3.Connection, table: str, values: dict[str, Any]) -> int:
    """Insert one row; table and column names are ours, never data."""
    names = ", ".join(values)
    marks = ", ".join("?" for _ in values)
    cursor = sql.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))  # noqa: S608
    return int(cursor.lastrowid or 0)


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection with rows by name and explicit transactions."""
    address = f"file:{path.resolve().as_posix().replace('%', '%25').replace('?', '%3f').replace('#', '%23')}"
    sql = sqlite3.connect(
        address + ("?mode=ro" if read_only else ""), uri=True, isolation_level=None, timeout=30
    )
    sql.row_factory = sqlite3.Row
    if not read_only:
        sql.execute("PRAGMA journal_mode = WAL")
        # a power cut may take the last commits; their bytes are in the WARC file by then and are taken in again
        sql.execute("PRAGMA synchronous = NORMAL")
    return sql


def prepare(sql: sqlite3.Connection) -> None:
    """Make the tables of a new archive; refuse one that a newer program wrote."""
    version = sql.execute("PRAGMA user_version").fetchone()[0]
    if version == 0:
        for statement in (Path(__file__).parent / "schema.sql").read_text("utf-8").split(";\n"):
            sql.execute(statement)
        sql.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    elif version != SCHEMA_VERSION:
        raise ArchiveError(
            f"got an archive of schema {version}, this program knows {SCHEMA_VERSION}; use the newer one"
        )


def take_in_leftovers(folder: Path, sql: sqlite3.Connection) -> None:
    """Index records that reached the disk before a killed writer could say so; cut off half-written ones."""
    for path in sorted(folder.glob("*.warc.gz")):
        row = sql.execute("SELECT id, bytes FROM warcs WHERE name = ?", (path.name,)).fetchone()
        number = row["id"] if row else insert(sql, "warcs", {"name": path.name, "bytes": 0})
        known = row["bytes"] if row else 0
        if path.stat().st_size < known:
            raise ArchiveError(
                f"{path} is shorter ({path.stat().st_size}) than the index knows ({known}); restore it"
            )
        end = known
        for span in whole_members(path, known):
            salvage(sql, number, path, span)
            end = span.offset + span.length
        if end < path.stat().st_size:
            with path.open("r+b") as file:
                file.truncate(end)
        sql.execute("UPDATE warcs SET bytes = ? WHERE id = ?", (end, number))


def salvage(sql: sqlite3.Connection, warc: int, path: Path, span: Span) -> None:
    """Index one leftover answer as evidence; the crawl asks again, because it does not know it was
    answered.
    """
    rec_headers, http, body = read_record(path, span)
    if rec_headers.get_header("WARC-Type") != "response":
        return
    about = json.loads(rec_headers.get_header("WARC-JSON-Metadata"))
    exchange = Exchange(
        url=rec_headers.get_header("WARC-Target-URI"),
        fetched_at=rec_headers.get_header("WARC-Date"),
        status=int(http.get_statuscode()),
        headers=tuple(http.headers),
        body=body,
        notes=tuple(about["notes"]),
    )
    values = record_values(exchange, source=about["source"], role=about["role"], ask=about["ask"])
    place = {"warc": warc, "offset": span.offset, "length": span.length, "kind": "response"}
    insert(sql, "records", values | place | {"outcome": "salvaged"})


def record_values(exchange: Exchange, *, source: str | None, role: str, ask: str) -> dict[str, Any]:
    """What the index says of an answer, as far as the answer itself tells."""
    content_type = exchange.header("content-type") or ""
    media_type = content_type.split(";")[0].strip().lower() or None
    return {
        "source": source,
        "role": role,
        "url": exchange.url,
        "ask": ask,
        "fetched_at": exchange.fetched_at,
        "status": exchange.status,
        "media_type": media_type,
        "charset": charset_of(content_type),
        "etag": exchange.header("etag"),
        "last_modified": exchange.header("last-modified"),
        "location": exchange.header("location"),
        "disposition": exchange.header("content-disposition"),
        "sha256": sha256(exchange.body).hexdigest(),
        "bytes": len(exchange.body),
        "ending": extension_of(exchange.body, media_type, exchange.url),
        "notes": json.dumps(exchange.notes, ensure_ascii=False),
    }
