"""What the cells of one finding mean: status, deadline, topics - and an issue for each that cannot be read."""

from collections.abc import Sequence

from extract.model import Finding, Issue, MeasureKind, Quote, StatusReading
from normalize.agencies.listed_bodies import listed_bodies
from normalize.dates.reading import DateContext, parse_deadline
from normalize.quotes import issue_at
from normalize.records import FindingRecord, MeasureRecord, Status, TopicMention
from normalize.status import parse_status
from normalize.topics.choice import told_of, topics_of_all


def finding_record(
    finding: Finding,
    context: DateContext,
    known_issues: tuple[Issue, ...],
    *,
    topics: tuple[TopicMention, ...] = (),
    source: str | None = None,
) -> tuple[FindingRecord, list[Issue]]:
    """Return the record of one finding and what was not understood of it; `source` is the document's text."""
    issues: list[Issue] = []
    reading = finding.status
    status, status_issue = _status(reading, finding.position, known_issues)
    if status_issue:
        issues.append(status_issue)
    deadline = parse_deadline(finding.deadline.text, context) if finding.deadline else None
    if finding.deadline and deadline and deadline.kind == "unknown":
        message = f"got {finding.deadline.text!r} as a deadline; no day can be told: {deadline.note}"
        issues.append(issue_at("unread_deadline", message, finding.deadline, finding.position))
    record = FindingRecord(
        position=finding.position,
        title=finding.title,
        label=finding.label,
        category=finding.category,
        detail=finding.detail,
        requirement=finding.requirement,
        status=status,
        status_basis=reading.basis if reading and status else None,
        status_text=reading.quote if reading and reading.basis == "stated" else None,
        status_rule=reading.rule if reading else None,
        result=finding.result,
        responsible=tuple(quote for quote, _ in listed_bodies(finding.responsible, source)),
        deadline=finding.deadline,
        deadline_on=deadline.deadline_on if deadline else None,
        pace=finding.pace,
        measures=tuple(
            measure_record(m.kind, m.text, finding.position, n) for n, m in enumerate(finding.measures, 1)
        ),
        topics=topics,
        reasons=finding.reasons,
    )
    return record, issues


def topics_of(findings: Sequence[Finding]) -> list[tuple[TopicMention, ...]]:
    """Return the topics of each finding of a notice."""
    return topics_of_all(
        [
            told_of(
                f.title.text,
                f.detail.text if f.detail else None,
                [measure.text.text for measure in f.measures],
                category=f.category.text if f.category else None,
            )
            for f in findings
        ]
    )


def measure_record(kind: MeasureKind, text: Quote, finding: int | None, position: int) -> MeasureRecord:
    """Return the record of one measure."""
    return MeasureRecord(kind=kind, text=text, finding=finding, position=position)


def _status(
    reading: StatusReading | None, position: int, known_issues: tuple[Issue, ...]
) -> tuple[Status | None, Issue | None]:
    """Take the reader's status; words it did not know are tried once more, then reported."""
    if reading is None or reading.status is not None or reading.quote is None:
        return reading.status if reading else None, None
    status = parse_status(reading.quote.text)
    told = any(i.kind == "unknown_status" and i.record == ("findings", position) for i in known_issues)
    if status is not None or told:
        return status, None
    message = (
        f"got {reading.quote.text!r} where a status stands, expected a known phrase; add it if it is one"
    )
    return None, issue_at("unknown_status", message, reading.quote, position)
