"""Link a later notice on the same audit to the earlier one, and give findings their status history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from normalize.records import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFacts:
    """What linking needs to know of a finding."""

    id: str
    text: str  # title and detail
    status: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFacts:
    """What linking needs to know of a notice. `on` is the date it speaks at (signed, else published)."""

    id: str
    title: str | None = None
    issuer: str | None = None  # canonical where known, else as printed
    region_code: str | None = None
    audit_report_number: str | None = None
    audited: tuple[str, ...] = ()
    on: date | None = None
    findings: tuple[FindingFacts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLink:
    """`later` speaks of the same audit as `earlier`; `why` says by which evidence."""

    earlier: str
    later: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusEvent:
    """One entry of a finding's history: `thread` is the id of the finding where it was first told."""

    thread: str
    finding: str
    notice: str
    on: date | None
    status: Status | None


def link_notices(notices: Iterable[NoticeFacts]) -> list[NoticeLink]:
    """Return links between notices on one audit, in date order."""
    return []


def status_histories(notices: Iterable[NoticeFacts], links: Iterable[NoticeLink]) -> list[StatusEvent]:
    """Return the status history of every finding that is told in more than one linked notice."""
    return []
