"""The story of one row: from the bytes on their site to each cell, as lines of text."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from db.file.lookup import Connection, records_of, rows
from scrapers.archive.index import ArchiveError
from scrapers.archive.lookup import about, page_records
from scrapers.archive.store import is_archive, open_archive
from zhenggai.scoring.compare import listed

_FILE = "SELECT * FROM files WHERE notice_id = ?"
_CELLS = ("label", "category", "title", "detail", "requirement", "status_text", "result", "responsible",
          "deadline_text", "pace")  # fmt: skip
_NAMED = {
    "status_text": "status",
    "deadline_text": "deadline",
}  # columns whose reasons stand under another name
_RECORD = ("id", "url", "fetched_at", "status", "media_type", "sha256", "warc", "offset")
WIDTH = 60  # characters shown of each cell


class UnknownFindingError(Exception):
    """Raised for an id that the dataset does not hold."""


def story(connection: Connection, finding_id: str, folders: Sequence[Path] = ()) -> Iterator[str]:
    """Yield the lines. `folders`: archives of crawls, for the record of the fetch. Raises UnknownFindingError."""
    found = rows(connection, "SELECT * FROM findings WHERE id = ?", (finding_id,))
    if not found:
        raise UnknownFindingError(finding_id)
    finding = found[0]
    notice = rows(connection, "SELECT * FROM notices WHERE id = ?", (finding["notice_id"],))[0]
    yield f"{finding['id']}  {finding['title']}"
    yield from _bytes(connection, notice, folders)
    yield from _program(connection, notice)
    yield from _layouts(notice)
    yield from _cells(connection, finding, notice)
    yield from _surety(connection, finding)
    yield from _corrections(connection, finding)


def _head(title: str) -> str:
    return f"\n{title}"


def _line(name: str, value: object) -> str:
    return f"  {name:14}{value}"


def _bytes(connection: Connection, notice: dict[str, Any], folders: Sequence[Path]) -> Iterator[str]:
    yield _head("BYTES")
    yield _line("sha256", notice["sha256"])
    for name in ("place", "url", "source", "fetched_at", "withdrawn_at", "container", "media_type"):
        if notice[name]:
            yield _line(name, notice[name])
    if notice["superseded_by"]:
        yield _line("superseded by", notice["superseded_by"])
    for folder in folders:
        if is_archive(folder):
            yield from _records(folder, notice["sha256"])
            continue
        path = folder / (notice["container"] or notice["place"])
        yield _line("in folder", path) if path.is_file() else _line("not in folder", folder)


def _records(folder: Path, sha256: str) -> Iterator[str]:
    """The records of an archive that hold these bytes."""
    try:
        with open_archive(folder) as archive:
            for record in page_records(archive, sha256):
                told = about(archive, record) | {"id": record["id"]}
                said = ", ".join(f"{name} {told[name]}" for name in _RECORD if told.get(name) is not None)
                yield _line("record", f"{folder.name}: {said}")
    except ArchiveError as error:
        yield _line("no record", error)


def _program(connection: Connection, notice: dict[str, Any]) -> Iterator[str]:
    yield _head("PROGRAM")
    for file in rows(connection, _FILE, (notice["id"],)):
        yield _line("version", file["version"])
    yield _line("reader", notice["reader"])
    yield _line("text sha256", notice["text_sha256"])
    yield _line("family", notice["family"])
    if notice["region_evidence"]:
        yield _line("region", f"{notice['city']} ({notice['region_evidence']})")


def _layouts(notice: dict[str, Any]) -> Iterator[str]:
    yield _head("LAYOUT")
    yield _line("chosen", notice["layout"])
    for entry in json.loads(notice["layouts"]):
        yield _line(entry["layout"], f"{entry['score']:.2f}, {entry['findings']} findings: {entry['why']}")


def _cells(connection: Connection, finding: dict[str, Any], notice: dict[str, Any]) -> Iterator[str]:
    """Each cell with its place and with the rule, model or correction that decided it."""
    yield _head("CELLS")
    reasons: dict[str, list[str]] = defaultdict(list)
    for reason in json.loads(finding["reasons"]):
        sure = "" if reason["certainty"] >= 1 else f" ({reason['certainty']:.2f})"
        reasons[reason["field"]].append(reason["rule"] + sure)
    places = _places(connection, notice["id"])
    for name in _CELLS:
        value = "；".join(listed(finding[name])) if name == "responsible" else finding[name]
        if value:
            yield from _cell(name, value, places[finding["id"], name], reasons[_NAMED.get(name, name)])
    if finding["status"]:
        rule = "; ".join(dict.fromkeys([finding["status_rule"] or "", *reasons["status"]])).strip("; ")
        yield _line("status", f"{finding['status']} ({finding['status_basis']}): {rule}")
    if finding["deadline_on"]:
        yield _line("deadline_on", finding["deadline_on"])
    for measure in records_of(connection, "measures", notice["id"]):
        if measure["finding_id"] == finding["id"]:
            name = f"measure {measure['position']}"
            yield from _cell(name, measure["text"], places[measure["id"], "text"], reasons["measures"])
    for topic in rows(
        connection,
        "SELECT * FROM finding_topics WHERE finding_id = ? ORDER BY certainty DESC",
        (finding["id"],),
    ):
        yield _line("topic", f"{topic['topic']}: {topic['decided_by']} ({topic['certainty']:.2f})")


def _places(connection: Connection, notice_id: str) -> dict[tuple[str, str], list[str]]:
    places: dict[tuple[str, str], list[str]] = defaultdict(list)
    for span in records_of(connection, "spans", notice_id):
        page = f" page {span['page']}" if span["page"] else ""
        places[span["record_id"], span["field"]].append(f"{span['start']}-{span['end']}{page}")
    return places


def _cell(name: str, value: str, places: list[str], reasons: list[str]) -> Iterator[str]:
    text = " ".join(value.split())
    yield _line(name, text[:WIDTH] + "…" * (len(text) > WIDTH))
    yield _line(
        "",
        f"at {', '.join(places) or 'no place: not in the source'}; {'; '.join(reasons) or 'its place in the layout'}",
    )


def _surety(connection: Connection, finding: dict[str, Any]) -> Iterator[str]:
    yield _head("HOW SURE")
    score = finding["confidence"]
    yield _line(
        "confidence", "not scored" if score is None else f"{score:.3f} (calibrated: see the dataset's card)"
    )
    for doubt in json.loads(finding["doubts"]):
        yield _line("doubt", f"{doubt['message']} [{doubt['kind']}]")
    for issue in rows(
        connection, "SELECT kind, message FROM issues WHERE record_id = ? ORDER BY id", (finding["id"],)
    ):
        yield _line("issue", f"{issue['message']} [{issue['kind']}]")


def _corrections(connection: Connection, finding: dict[str, Any]) -> Iterator[str]:
    yield _head("CORRECTIONS")
    found = rows(
        connection,
        "SELECT * FROM corrections WHERE notice_id = ? ORDER BY decided_at, id",
        (finding["notice_id"],),
    )
    own = [note for note in found if finding["id"] in listed(note["findings"])]
    if not own:
        yield _line("none", "nobody has decided about this row")
    for note in own:
        yield _line(
            note["state"], f"{note['id']} [{note['kind']}] {', '.join(listed(note['fields']))}".rstrip()
        )
        by = f"by {note['who']} " if note["who"] else ""
        yield _line("", f"{by}{note['decided_at']}{': ' + note['why'] if note['why'] else ''}")
        if note["message"]:
            yield _line("", note["message"])
        if listed(note["typed"]):
            yield _line("", f"typed in, not in the source: {', '.join(listed(note['typed']))}")
