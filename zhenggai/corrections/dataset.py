"""Rows of a dataset as decisions know them: words with the places they were taken from."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db.file.lookup import Connection, records_of, rows
from zhenggai.corrections.applying import Entry, apply
from zhenggai.corrections.model import Cell, Decision, Words
from zhenggai.scoring.compare import listed

_SINGLE = ("label", "category", "title", "detail", "requirement", "result", "deadline_text", "pace")
Spans = dict[tuple[str, str], list[tuple[int, int]]]  # (id of the row, column): pieces in order


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """A notice and its rows. `ids`: the finding of the dataset that each row came from, by its origin."""

    notice: dict[str, Any]
    entries: list[Entry]
    ids: tuple[str, ...]

    def entry_of(self, finding_id: str) -> Entry | None:
        """The row that came from a finding, unless a decision took it away."""
        return next(
            (e for e in self.entries if e.origin is not None and self.ids[e.origin] == finding_id), None
        )


def read_notice(connection: Connection, notice_id: str, pending: Sequence[Decision] = ()) -> Noticed | None:
    """The rows of a notice, after decisions that the dataset was not yet built with; None where there is none."""
    found = rows(connection, "SELECT * FROM notices WHERE id = ?", (notice_id,))
    if not found:
        return None
    notice = found[0]
    spans: Spans = defaultdict(list)
    for span in records_of(connection, "spans", notice_id):
        spans[span["record_id"], span["field"]].append((span["start"], span["end"]))
    measures: dict[str | None, list[dict[str, Any]]] = defaultdict(list)
    for measure in records_of(connection, "measures", notice_id):
        measures[measure["finding_id"]].append(measure)
    findings = records_of(connection, "findings", notice_id)
    text: str = notice["text"]
    entries = [
        Entry(_row(text, finding, measures[finding["id"]], spans), number, finding["reviewed"])
        for number, finding in enumerate(findings)
    ]
    apply(text, notice["text_sha256"], entries, pending)
    return Noticed(notice=notice, entries=entries, ids=tuple(f["id"] for f in findings))


def _row(text: str, finding: dict[str, Any], measures: list[dict[str, Any]], spans: Spans) -> dict[str, Cell]:
    row: dict[str, Cell] = {}
    key = finding["id"]
    for name in _SINGLE:
        if finding[name] is not None:
            row[name] = (Words(words=finding[name], at=tuple(spans[key, name])),)
    if finding["status"] is not None or finding["status_text"] is not None:
        at = tuple(spans[key, "status_text"])
        row["status"] = (Words(words=finding["status_text"] or "", at=at, value=finding["status"]),)
    if responsible := listed(finding["responsible"]):
        row["responsible"] = _cut(text, responsible, spans[key, "responsible"])
    if measures:
        row["measures"] = tuple(Words(words=m["text"], at=tuple(spans[m["id"], "text"])) for m in measures)
    return row


def _cut(text: str, names: Sequence[str], pieces: Sequence[tuple[int, int]]) -> Cell:
    """Give each entry of a list the pieces that hold it: they stand in order, as many as its characters fill."""
    waiting = list(pieces)
    cell = []
    for name in names:
        wanted, held = "".join(name.split()), ""
        at = []
        while waiting and held != wanted and wanted.startswith(held + _bare(text, waiting[0])):
            held += _bare(text, waiting[0])
            at.append(waiting.pop(0))
        cell.append(Words(words=name, at=tuple(at) if held == wanted else ()))
    return tuple(cell)


def _bare(text: str, piece: tuple[int, int]) -> str:
    return "".join(text[piece[0] : piece[1]].split())
