"""Where the bytes of an archive's notices stand, for machines that fetch them on their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scrapers.archive.store import newest, open_archive
from scrapers.archive.warcs import Span
from scrapers.items import RawNotice


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """One archived version without its bytes, and where these stand: a span of a file below the archive."""

    raw: RawNotice
    sha256: str
    warc: str
    span: Span


def iter_located(path: Path) -> Iterator[Located]:
    """As `iter_raw`, without reading any bytes: `warcs.record_body` takes them from the span."""
    with open_archive(path) as archive:
        names = dict(archive.sql.execute("SELECT id, name FROM warcs").fetchall())
        for raw, record in newest(archive):
            holder = archive.record(record["holder"]) if record["holder"] else record
            span = Span(offset=holder["offset"], length=holder["length"])
            yield Located(raw=raw, sha256=record["sha256"], warc=f"warc/{names[holder['warc']]}", span=span)
