"""The notices of an archive as `ingest` reads them: the newest version of each, an article on several pages whole."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from scrapers.archive.store import Archive, open_archive
from scrapers.items import RawNotice, joint_sha256

FOLLOWING = "following"  # the fact of a version that names the article's next page
NEWEST = """
SELECT p.*, s.region, v.id AS version, v.record, v.files, v.facts, v.doubts, parent.url AS container,
       parent.date AS parent_date, parent.withdrawn_at AS parent_withdrawn_at
FROM places p
JOIN versions v ON v.id = (SELECT max(id) FROM versions WHERE place = p.id)
LEFT JOIN places parent ON parent.id = p.parent
LEFT JOIN versions pv ON pv.id = (SELECT max(id) FROM versions WHERE place = p.parent)
LEFT JOIN passes read ON read.id = pv.pass
LEFT JOIN sources s ON s.id = p.source
"""
NOTICES = f"""{NEWEST} WHERE p.state = 'kept' AND p.role != 'page' AND (read.id IS NULL OR p.last_seen >= read.started_at)
ORDER BY p.source, coalesce(parent.url, p.url), p.role, p.url
"""
PAGE = (
    f"{NEWEST} WHERE p.state = 'kept' AND p.role = 'page' AND p.source = ? AND p.url = ? AND parent.url = ?"
)
REPEATED = "SELECT 1 FROM places WHERE role = 'page' AND state = 'repeats' AND source = ? AND url = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A notice in an archive, its bytes left out: its hash, and the record of each of its pages."""

    raw: RawNotice
    sha256: str
    records: tuple[sqlite3.Row, ...]


def iter_raw(path: Path, *, known: Callable[[RawNotice, str], bool] | None = None) -> Iterator[RawNotice]:
    """The newest version of each article and of the files it points to, in a fixed order.

    A file that the newest version of its article no longer points to is left out. Withdrawn notices come with the
    time they were first missing. An address comes once, also where several sources list it (the first by name has
    it), and so does a file with the same bytes under two addresses of one source.
    `known` is asked, with the notice without its body and the hash of the body, whether it can be left out: then
    its bytes are not read.
    """
    with open_archive(path) as archive:
        for found in newest(archive):
            if known is None or not known(found.raw, found.sha256):
                yield read(archive, found)


def read(archive: Archive, found: Found) -> RawNotice:
    """A notice with its bytes. Raises what reading a damaged archive raises (`index.STORAGE_ERRORS`)."""
    return found.raw.with_bodies(archive.body(record["id"]) for record in found.records)


def newest(archive: Archive) -> Iterator[Found]:
    """What `iter_raw` yields, without bytes."""
    seen: set[tuple[str, str]] = set()
    for row in archive.sql.execute(NOTICES).fetchall():
        record = archive.record(row["record"])
        keys = {("address", row["url"])}
        if row["role"] == "attachment":
            keys.add((row["source"], record["sha256"]))
        if not keys & seen:
            seen |= keys
            yield whole(archive, row, record)


def whole(archive: Archive, row: sqlite3.Row, record: sqlite3.Row) -> Found:
    """A notice with the further pages that its pages lead to, as far as the archive has them."""
    records, later = [record], list[RawNotice]()
    goes_on_at = following_of(row["facts"])
    while goes_on_at:
        page = archive.sql.execute(PAGE, (row["source"], goes_on_at, row["url"])).fetchone()
        if page is None or any(page["url"] == one.place for one in later):
            repeated = archive.sql.execute(REPEATED, (row["source"], goes_on_at)).fetchone()
            goes_on_at = None if repeated else goes_on_at
            break
        records.append(archive.record(page["record"]))
        later.append(replace(raw_of(page, records[-1]), page=len(records), container=None))
        goes_on_at = following_of(page["facts"])
    fetched_at = max(
        one["fetched_at"] for one in records
    )  # what was fetched last makes it a version of its own
    raw = replace(raw_of(row, record), later=tuple(later), goes_on_at=goes_on_at, fetched_at=fetched_at)
    return Found(raw=raw, sha256=joint_sha256([one["sha256"] for one in records]), records=tuple(records))


def following_of(facts: str) -> str | None:
    """The address of the next page, by the facts of a version (JSON)."""
    return dict(json.loads(facts)).get(FOLLOWING) if FOLLOWING in facts else None


def raw_of(row: sqlite3.Row, record: sqlite3.Row) -> RawNotice:
    """One archived version as the next room reads it, its body left out."""
    return RawNotice(
        source=row["source"],
        place=row["url"],
        file_name=f"{record['sha256'][:16]}{record['ending']}",
        body=b"",
        url=row["url"],
        fetched_at=record["fetched_at"],
        media_type=record["media_type"],
        charset=record["charset"],
        listed_title=row["title"],
        listed_date=row["date"] or row["parent_date"],
        source_region=row["region"],
        container=row["container"],
        withdrawn_at=row["withdrawn_at"] or row["parent_withdrawn_at"],
        notes=(*json.loads(record["notes"]), *json.loads(row["doubts"])),
    )
