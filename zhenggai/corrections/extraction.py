"""Correct an extraction: findings as rows of words, decisions applied, and findings again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from db.rows.cells import text_sha256
from extract.model import (
    Document,
    Extraction,
    Finding,
    Issue,
    Measure,
    Reason,
    Span,
    Status,
    StatusReading,
)
from normalize.records import CorrectionNote, NoticeRecord
from normalize.status import parse_status
from zhenggai.corrections.applying import Entry, Outcome, apply
from zhenggai.corrections.model import Cell, Decision, Row, Words, as_quote, as_words

_SINGLE = ("label", "category", "title", "detail", "requirement", "result", "pace")
_RECONCILED = "count_differs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """An extraction after corrections, and what to add to the record that is made of it."""

    extraction: Extraction
    notes: tuple[CorrectionNote, ...] = ()
    reviewed: tuple[str | None, ...] = ()

    def marked(self, record: NoticeRecord) -> NoticeRecord:
        """Say of each row of the record whether somebody reviewed it, and what became of each correction."""
        if not self.notes:
            return record
        findings = tuple(
            replace(f, reviewed=kind) for f, kind in zip(record.findings, self.reviewed, strict=True)
        )
        return replace(record, findings=findings, corrections=self.notes)


def corrected(extraction: Extraction, document: Document, decisions: Sequence[Decision]) -> Corrected:
    """Apply the decisions that concern a document. Cells stay quotes: their spans point into its text."""
    if not decisions:
        return Corrected(extraction=extraction)
    text = document.text
    entries = [Entry(dict(row_of(f)), number) for number, f in enumerate(extraction.findings)]
    outcomes = apply(text, text_sha256(text), entries, decisions)
    findings = tuple(_finding(e, n, extraction.findings) for n, e in enumerate(entries, 1))
    new = replace(extraction, findings=findings)
    new = replace(new, issues=(*_issues(extraction, new, entries), *_questions(outcomes, entries)))
    notes = tuple(_note(o, entries) for o in outcomes)
    return Corrected(extraction=new, notes=notes, reviewed=tuple(e.reviewed for e in entries))


def row_of(finding: Finding) -> Row:
    """A finding as a row of words."""
    row: dict[str, Cell] = {}
    for name in _SINGLE:
        if (quote := getattr(finding, name)) is not None:
            row[name] = (as_words(quote),)
    if finding.deadline is not None:
        row["deadline_text"] = (as_words(finding.deadline),)
    if cell := _status_cell(finding.status):
        row["status"] = cell
    if finding.responsible:
        row["responsible"] = tuple(map(as_words, finding.responsible))
    if finding.measures:
        row["measures"] = tuple(as_words(m.text) for m in finding.measures)
    return row


def _status_cell(reading: StatusReading | None) -> Cell:
    """As the dataset shows it: a status, with the words that state it unless it was inferred."""
    if reading is None:
        return ()
    quote = reading.quote if reading.basis == "stated" else None
    value = reading.status or (parse_status(reading.quote.text) if reading.quote else None)
    if quote is not None:
        return (as_words(quote, value),)
    return (Words(words="", value=value),) if value else ()


def _finding(entry: Entry, position: int, findings: tuple[Finding, ...]) -> Finding:
    """The finding of a row: its own where nothing was changed, else made of the row's words."""
    held = findings[entry.origin] if entry.origin is not None else None
    if held is not None and not entry.by:
        measures = tuple(replace(m, finding=position) for m in held.measures)
        return replace(held, position=position, measures=measures)
    row = entry.row
    own = held.reasons if held is not None else ()
    reasons = tuple(r for r in own if r.field not in entry.by)
    return Finding(
        position=position,
        **{name: as_quote(row[name][0]) for name in _SINGLE if row.get(name)},
        deadline=as_quote(row["deadline_text"][0]) if row.get("deadline_text") else None,
        status=_status(entry, held),
        responsible=tuple(map(as_quote, row.get("responsible", ()))),
        measures=tuple(
            Measure(kind="rectification", text=as_quote(w), finding=position) for w in row.get("measures", ())
        ),
        reasons=(*reasons, *(Reason(field=name, rule=_rule(entry, name)) for name in entry.by)),
    )


def _rule(entry: Entry, name: str) -> str:
    typed = any(not w.at and w.words for w in entry.row.get(name, ()))
    return f"correction {entry.by[name]}{', typed in: not in the source' if typed else ''}"


def _status(entry: Entry, held: Finding | None) -> StatusReading | None:
    cell = entry.row.get("status", ())
    if held is not None and cell == _status_cell(held.status):
        return held.status
    if not cell:
        return None
    words = cell[0]
    return StatusReading(
        status=cast(Status | None, words.value),
        basis="stated" if words.words else "inferred",
        quote=as_quote(words) if words.words else None,
        rule=_rule(entry, "status"),
    )


def _issues(old: Extraction, new: Extraction, entries: list[Entry]) -> list[Issue]:
    """Doubts of the reading, moved with their rows; the check against the stated number is made again."""
    now = {entry.origin: n for n, entry in enumerate(entries, 1) if entry.origin is not None}
    kept = []
    for issue in old.issues:
        if issue.kind == _RECONCILED and len(old.findings) != len(new.findings):
            if len(new.findings) == new.stated_finding_count:
                continue
            message = (
                f"got {len(new.findings)} findings after corrections, the document states "
                f"{new.stated_finding_count}; compare it with the source"
            )
            kept.append(replace(issue, message=message))
        elif issue.record is not None and issue.record[0] == "findings":
            position = now.get(issue.record[1] - 1)
            kept.append(replace(issue, record=("findings", position) if position else None))
        else:
            kept.append(issue)
    return kept


def _questions(outcomes: Sequence[Outcome], entries: list[Entry]) -> list[Issue]:
    found = []
    for outcome in outcomes:
        if outcome.state == "question":
            at = _positions(outcome, entries)
            span = _span(outcome)
            message = f"correction {outcome.decision.id}: {outcome.message}"
            record = ("findings", at[0]) if at else None
            found.append(Issue(kind="correction_question", message=message, span=span, record=record))
    return found


def _span(outcome: Outcome) -> Span | None:
    for entry in outcome.entries:
        for words in entry.row.get("title", ()):
            for start, end in words.at:
                return Span(start=start, end=end)
    return None


def _positions(outcome: Outcome, entries: list[Entry]) -> tuple[int, ...]:
    """Rows that are still there, by identity: a later decision may have taken some away."""
    return tuple(n for n, entry in enumerate(entries, 1) if any(entry is e for e in outcome.entries))


def _note(outcome: Outcome, entries: list[Entry]) -> CorrectionNote:
    d = outcome.decision
    return CorrectionNote(
        id=d.id,
        kind=d.kind,
        state=outcome.state,
        findings=_positions(outcome, entries),
        fields=d.fields,
        typed=d.typed if outcome.state == "applied" else (),
        decided_at=d.decided_at,
        who=d.who,
        why=d.why,
        message=outcome.message,
    )
