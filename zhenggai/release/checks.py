"""What is asserted of a dataset before it is released. Each check answers with what does not hold."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from db.file.lookup import Connection, rows
from db.publishing.coverage import shares
from zhenggai.release.rules import Rules
from zhenggai.scoring.compare import listed
from zhenggai.scoring.floors import below
from zhenggai.scoring.report import Score

# as-printed columns; those of a notice may come from a <meta> of its page, which stands nowhere in the text
PRINTED: dict[str, tuple[str, ...]] = {
    "notices": ("title", "issuer", "document_number", "index_number", "audit_report_number", "published_text",
                "signed_text"),
    "findings": ("label", "category", "title", "detail", "requirement", "status_text", "result", "responsible",
                 "deadline_text", "pace"),
    "measures": ("text",),
    "focus_areas": ("label", "title", "detail"),
}  # fmt: skip
_UNPLACED = frozenset({"notices"})
_SPANS = """
SELECT record_table, record_id, field, start, "end" FROM spans WHERE notice_id = ?
ORDER BY record_table, record_id, field, piece"""
_TYPED = "SELECT findings, typed FROM corrections WHERE state = 'applied' AND typed <> '[]'"
_BY_SOURCE = "SELECT source, count(*) AS n FROM notices WHERE superseded_by IS NULL GROUP BY source"
_PLACES = "SELECT place, title, file_name FROM notices WHERE superseded_by IS NULL ORDER BY place"
_REFUSALS = """
SELECT f.place, i.kind, i.message FROM files AS f JOIN issues AS i ON i.id = f.refusal ORDER BY f.place"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One thing that does not hold: which check, and what was got and expected."""

    check: str
    message: str


def failures(
    connection: Connection,
    rules: Rules,
    *,
    previous: Connection | None = None,
    result: Score | None = None,
    floors: Mapping[str, float] | None = None,
) -> list[Failure]:
    """Everything that stands against a release, check by check."""
    found = [*_sources(connection, rules), *_resolved(connection, rules)]
    if previous is not None:
        found += _lost(connection, previous, rules)
    if result is not None and floors:
        found += [Failure(check="evaluation floors", message=said) for said in below(result, floors)]
    return found + list(_ungrounded(connection))


def _sources(connection: Connection, rules: Rules) -> Iterator[Failure]:
    counts: dict[str, int] = {row["source"]: row["n"] for row in rows(connection, _BY_SOURCE)}
    if not counts:
        yield Failure(check="source counts", message="got no notice at all; expected: some")
    for source in sorted({*counts, *rules.sources}):
        bounds, count = rules.sources.get(source, rules.default), counts.get(source, 0)
        if count < bounds.minimum:
            message = f"{source}: got {count} notices, expected at least {bounds.minimum}"
            yield Failure(check="source counts", message=message)
        if bounds.maximum is not None and count > bounds.maximum:
            message = f"{source}: got {count} notices, expected at most {bounds.maximum}"
            yield Failure(check="source counts", message=message)


def _resolved(connection: Connection, rules: Rules) -> Iterator[Failure]:
    for share in shares(connection):
        name = f"{share.table}.{share.column}"
        least = rules.resolved.get(name, 0.0)
        if share.share is not None and share.share < least:
            message = f"{name}: got {share.share:.3f} of {share.total}, expected at least {least}"
            yield Failure(check="share resolved", message=message)


def _lost(connection: Connection, previous: Connection, rules: Rules) -> Iterator[Failure]:
    """Notices of the last release whose place holds none any more. A withdrawn notice is still in the archive."""
    now = {row["place"] for row in rows(connection, _PLACES)}
    refused = {
        row["place"]: f"refused [{row['kind']}]: {row['message']}" for row in rows(connection, _REFUSALS)
    }
    for row in rows(previous, _PLACES):
        place = row["place"]
        if place not in now and place not in rules.allowed:
            why = refused.get(place, "its file was not among the input")
            message = (
                f"{place} ({row['title'] or row['file_name']}): {why}; bring it back or allow it in [lost]"
            )
            yield Failure(check="lost notices", message=message)


def _ungrounded(connection: Connection) -> Iterator[Failure]:
    """As-printed cells whose spans do not hold their text, white space aside; notice by notice."""
    typed = _typed(connection)
    for notice in rows(connection, "SELECT id FROM notices ORDER BY rowid"):
        notice_id = notice["id"]
        quoted = _quoted(connection, notice_id)
        for table, columns in PRINTED.items():
            key = "id" if table == "notices" else "notice_id"
            for row in rows(connection, f'SELECT * FROM "{table}" WHERE {key} = ? ORDER BY id', (notice_id,)):  # noqa: S608
                for column in columns:
                    owner = row["finding_id"] if table == "measures" else row["id"]
                    is_typed = (owner, "measures" if table == "measures" else column) in typed
                    if not is_typed and (message := _differs(table, row, column, quoted)):
                        yield Failure(check="cells equal their spans", message=message)


def _quoted(connection: Connection, notice_id: str) -> dict[tuple[str, str, str], str]:
    """What the spans of every cell of a notice hold, without white space."""
    text: str = rows(connection, "SELECT text FROM notices WHERE id = ?", (notice_id,))[0]["text"]
    quoted: dict[tuple[str, str, str], str] = defaultdict(str)
    for span in rows(connection, _SPANS, (notice_id,)):
        piece = text[span["start"] : span["end"]]
        quoted[span["record_table"], span["record_id"], span["field"]] += "".join(piece.split())
    return quoted


def _differs(
    table: str, row: Mapping[str, Any], column: str, quoted: Mapping[tuple[str, str, str], str]
) -> str | None:
    value = "".join(listed(row[column])) if column == "responsible" else row[column]
    held = quoted.get((table, row["id"], column))
    if not value or (held is None and table in _UNPLACED) or held == "".join(value.split()):
        return None
    return f"{table} {row['id']} {column}: got {value[:40]!r}, the spans hold {(held or '')[:40]!r}"


def _typed(connection: Connection) -> set[tuple[str, str]]:
    """(finding, column) of cells that a correction typed in: `status` stands for the words that state it."""
    names = {"status": "status_text"}
    return {
        (finding, names.get(column, column))
        for note in rows(connection, _TYPED)
        for finding in listed(note["findings"])
        for column in listed(note["typed"])
    }
