"""Where the bytes of an archive's notices stand, for machines that fetch them on their own."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scrapers.archive.notices import newest
from scrapers.archive.store import Archive, open_archive
from scrapers.archive.warcs import Span
from scrapers.items import RawNotice


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A page of a notice without its bytes, and where these stand: a span of a file below the archive."""

    sha256: str
    warc: str
    span: Span


def iter_located(path: Path) -> Iterator[tuple[RawNotice, tuple[Located, ...]]]:
    """As `iter_raw`, without reading any bytes: `warcs.record_body` takes those of each page from its span."""
    with open_archive(path) as archive:
        names = dict(archive.sql.execute("SELECT id, name FROM warcs").fetchall())
        for found in newest(archive):
            yield found.raw, tuple(located(archive, record, names) for record in found.records)


def located(archive: Archive, record: sqlite3.Row, names: dict[int, str]) -> Located:
    """Where the bytes of a record stand."""
    holder = archive.record(record["holder"]) if record["holder"] else record
    span = Span(offset=holder["offset"], length=holder["length"])
    return Located(sha256=record["sha256"], warc=f"warc/{names[holder['warc']]}", span=span)
