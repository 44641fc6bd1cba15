"""What became of every correction in a dataset, and the reviewed notices as gold for `evaluate`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from db.file.lookup import Connection, records_of, rows
from zhenggai.corrections.model import Decision
from zhenggai.scoring.compare import listed

_NOTES = """
SELECT c.id, c.state, c.message, n.place FROM corrections AS c JOIN notices AS n ON n.id = c.notice_id
WHERE n.superseded_by IS NULL ORDER BY c.id, n.place"""
_REVIEWED = """
SELECT n.id, n.file_name, n.place, count(*) AS rows, count(nullif(f.reviewed, 'correct')) AS reviewed
FROM notices AS n JOIN findings AS f ON f.notice_id = n.id
WHERE n.superseded_by IS NULL GROUP BY n.id HAVING count(f.reviewed) ORDER BY n.place"""
_CELLS = ("label", "category", "title", "detail", "requirement", "status_text", "result", "deadline_text")
_ORDER = ("question", "applied", "silent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One correction: its state (`unseen` where the dataset knows nothing of it), where, and what changed."""

    id: str
    kind: str
    state: str
    place: str
    message: str | None


def check(connection: Connection, decisions: Iterable[Decision]) -> list[Checked]:
    """Say of each correction what became of it. Where it concerns several texts, a question counts first."""
    held: dict[str, list[dict[str, Any]]] = {}
    for note in rows(connection, _NOTES):
        held.setdefault(note["id"], []).append(note)
    return [_checked(decision, held.get(decision.id, [])) for decision in decisions]


def _checked(decision: Decision, notes: list[dict[str, Any]]) -> Checked:
    if not notes:
        message = (
            "no notice of the dataset has its text, bytes or place, or it was read without this correction"
        )
        return Checked(
            id=decision.id, kind=decision.kind, state="unseen", place=decision.place, message=message
        )
    first = min(notes, key=lambda note: _ORDER.index(note["state"]))
    return Checked(
        id=decision.id,
        kind=decision.kind,
        state=first["state"],
        place=first["place"],
        message=first["message"],
    )


def gold(connection: Connection) -> Iterator[tuple[str, dict[str, Any] | None, str]]:
    """Yield (place, annotation, what is known of it) of each notice in which somebody reviewed rows.

    An annotation must hold every finding of its file, so it is None until all rows are reviewed. Facts of the
    notice and measures of the whole document are left out: nobody reviewed them.
    """
    for notice in rows(connection, _REVIEWED):
        said = f"{notice['reviewed']} of {notice['rows']} rows reviewed"
        if notice["reviewed"] < notice["rows"]:
            yield notice["place"], None, said
            continue
        yield notice["place"], _annotation(connection, notice), said


def _annotation(connection: Connection, notice: dict[str, Any]) -> dict[str, Any]:
    measures: dict[str | None, list[str]] = {}
    for measure in records_of(connection, "measures", notice["id"]):
        measures.setdefault(measure["finding_id"], []).append(measure["text"])
    findings = []
    for finding in records_of(connection, "findings", notice["id"]):
        stated = finding["status_basis"] == "stated"
        cells: dict[str, Any] = {name: finding[name] for name in _CELLS}
        cells |= {
            "status": finding["status"] if stated else None,
            "status_basis": "stated" if stated else None,
            "responsible": listed(finding["responsible"]),
            "measures_lead": None,
            "measures": measures.get(finding["id"], []),
            "measures_split": True,
        }
        findings.append(cells)
    return {"file_name": notice["file_name"], "findings": findings}
