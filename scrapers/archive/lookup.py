"""Looking things up in an archive: an address, a hash, the newest of everything as files."""

import json
import re
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

from scrapers.addresses import canonical
from scrapers.answers.decoding import decode
from scrapers.archive.index import ArchiveError
from scrapers.archive.notices import iter_raw, newest
from scrapers.archive.store import Archive, is_archive, open_archive
from scrapers.pages import Ask, Page

GOOD = "outcome IN ('ok', 'not_modified', 'salvaged')"


def find_records(archive: Archive, what: str) -> list[sqlite3.Row]:
    """The records of an address or of a hash, oldest first; refused ones only where there are no others."""
    column = "sha256" if re.fullmatch(r"[0-9a-f]{64}", what.lower()) else "url"
    value = what.lower() if column == "sha256" else canonical(what)
    for condition in (GOOD, "1"):
        rows = archive.sql.execute(
            f"SELECT * FROM records WHERE {column} = ? AND {condition} ORDER BY id",  # noqa: S608 - our own words
            (value,),
        ).fetchall()
        if rows:
            return rows
    raise ArchiveError(
        f"got {what}, the archive has no record of that {'hash' if column == 'sha256' else 'address'}"
    )


def page_records(archive: Archive, sha256: str) -> list[sqlite3.Row]:
    """The records that hold the bytes of a notice with this hash; one on several pages has a record for each of them."""
    several = (found.records for found in newest(archive) if found.raw.later and found.sha256 == sha256)
    return list(next(several, ())) or find_records(archive, sha256)


def about(archive: Archive, record: sqlite3.Row) -> dict[str, Any]:
    """What the index knows of a record, with its WARC file."""
    values = {name: record[name] for name in record.keys() if name not in ("id", "warc", "holder")}  # noqa: SIM118
    name = archive.sql.execute("SELECT name FROM warcs WHERE id = ?", (record["warc"],)).fetchone()[0]
    return {**values, "notes": json.loads(record["notes"]), "warc": name}


def export_files(path: Path, folder: Path) -> int:
    """Write the newest versions to a folder under names made of their hashes; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with (folder / "manifest.jsonl").open("w", encoding="utf-8") as manifest:
        for raw in iter_raw(path):
            for page in (replace(raw, later=()), *raw.later):
                (folder / page.file_name).write_bytes(page.body)
                names = ("file_name", "source", "url", "fetched_at", "media_type", "listed_title", "listed_date",
                         "container", "withdrawn_at", "notes", "page")  # fmt: skip
                values = {name: getattr(page, name) for name in names} | {"sha256": page.sha256}
                values |= {"continues": raw.place} if page.page > 1 else {}
                manifest.write(json.dumps(values, ensure_ascii=False) + "\n")
                count += 1
    return count


def fetched_list(archive: Archive, source: str) -> Page | None:
    """The list page that the last pass of a source got, or None."""
    row = archive.sql.execute(
        "SELECT r.* FROM tasks t JOIN records r ON r.id = t.record WHERE t.source = ?"
        " AND t.outcome IN ('ok', 'not_modified') AND t.pass = (SELECT max(id) FROM passes WHERE source = ?)"
        " ORDER BY t.id LIMIT 1",
        (source, source),
    ).fetchone()
    if row is None:
        return None
    body = archive.body(row["id"])
    holder = archive.record(row["holder"] or row["id"])
    text = decode(body, holder["charset"])
    return Page(url=row["url"], text=text, ask=Ask(url=row["url"]), list_url=row["url"], body=body)


def last_verdicts(path: Path) -> dict[str, tuple[str, str]]:
    """For each source the verdict and time of its last finished pass; empty where there is no archive."""
    if not is_archive(path):
        return {}
    with open_archive(path) as archive:
        rows = archive.sql.execute(
            "SELECT source, verdict, finished_at FROM passes WHERE verdict IS NOT NULL AND kind != 'fetch' ORDER BY id"
        ).fetchall()
    return {row["source"]: (row["verdict"], row["finished_at"]) for row in rows}
