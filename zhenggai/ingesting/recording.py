"""What becomes of the answers of readers: rows of the dataset, and the account of one run."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from itertools import takewhile

from db.publishing.coverage import Share
from db.rows.notice import NoticeRows
from db.store import Known, Refusal, Store
from db.writing.changes import Changes
from scrapers.items import RawNotice
from zhenggai.corrections.model import NO_CORRECTIONS, Corrections

Version = Callable[[str | None], str]  # by reader: the version of all that decides what its files become


@dataclass(slots=True, kw_only=True)
class Report:
    """What one run did. `refusals`: (place, kind, message) of every file refused now.

    `changed` counts the notices of which a new version of the program makes something else, `changes` their rows.
    """

    files: int = 0
    read: int = 0
    unchanged: int = 0
    changed: int = 0
    changes: dict[str, Changes] = field(default_factory=dict)
    superseded: list[str] = field(default_factory=list)
    refusals: list[tuple[str, str, str]] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)
    shares: list[Share] = field(default_factory=list)

    def note_changes(self, changes: dict[str, Changes]) -> None:
        """Add what reading one notice anew changes."""
        self.changed += bool(changes)
        for name, change in changes.items():
            self.changes[name] = self.changes.get(name, Changes()) + change


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorder:
    """Writes what was read into the store and counts it. `again`, `preview`, `corrections`: as in `Options`."""

    store: Store
    report: Report
    again: bool = False
    preview: bool = False
    corrections: Corrections = NO_CORRECTIONS

    def is_unchanged(self, raw: RawNotice, sha256: str, version: Version) -> bool:
        """Whether this version of the program has dealt with these bytes at this place; counts them if so."""
        known = None if self.again else self.store.known(raw.place, sha256)
        if known is None or known.version != version(known.reader) + self._mark(raw.place, sha256, known):
            return False
        if known.outcome == "notice" and known.notice_id is not None:
            self.report.unchanged += 1
            if self.preview:
                return True
            if known.superseded:
                self.store.restore(known.notice_id, raw.place)
            if known.withdrawn_at != raw.withdrawn_at:
                self.store.withdraw(known.notice_id, raw.withdrawn_at)
            return True
        refusals = self.store.refusals(raw.place)
        if any(kind == "missing_program" for _, kind, _ in refusals):
            return False  # it may be there by now
        if known.outcome == "container":
            self.report.unchanged += self.store.count_members(raw.place)
        self.report.refusals += refusals
        return True

    def _mark(self, place: str, sha256: str, known: Known) -> str:
        """The decisions that had a say in what a file became, as a part of its version."""
        if not self.corrections.decisions:
            return ""
        if known.outcome == "notice" and known.notice_id is not None:
            return self.corrections.mark([(place, sha256, self.store.text_hash(known.notice_id))])
        if known.outcome == "container":
            return self.corrections.mark(self.store.members(place), within=place)
        return ""

    def together(self) -> AbstractContextManager[None]:
        """One transaction for all that is written inside."""
        return nullcontext() if self.preview else self.store.together()

    def write(self, result: NoticeRows | Refusal, version: Version) -> None:
        """Write one notice, or that a file was refused."""
        if isinstance(result, Refusal):
            self._write_refusal(result, version(None))
        else:
            mark = self.corrections.mark([(result.place, result.sha256, result.text_sha256)])
            self._write_notice(result, version(result.reader) + mark)

    def note_container(self, raw: RawNotice, sha256: str, version: Version) -> None:
        """An archive counts as dealt with when all its members are written."""
        if not self.preview:
            mark = self.corrections.mark(self.store.members(raw.place), within=raw.place)
            told = (at for at, _, _ in reversed(self.report.refusals))  # its members' stand at the end
            self.store.note_container(
                raw.place,
                sha256,
                raw.file_name,
                refused=set(takewhile(lambda at: at.startswith(f"{raw.place}!"), told)),
                version=version(None) + mark,
                container=raw.container,
            )

    def _write_refusal(self, result: Refusal, version: str) -> None:
        row = (result.place, result.kind, result.message)
        self.report.refusals.append(row)
        if self.preview:
            return
        known = self.store.known(result.place, result.sha256)
        same = known is not None and known.outcome == "refused" and known.version == version
        if not same or row not in self.store.refusals(result.place):
            self.store.refuse(result, version=version)

    def _write_notice(self, result: NoticeRows, version: str) -> None:
        known = self.store.known(result.place, result.sha256)
        if known is not None and known.version == version and not self.again:  # another run was here
            self.report.unchanged += 1
            return
        self.report.read += 1
        if known is not None:
            self.report.note_changes(self.store.changes(result))
        if self.preview:
            return
        if self.store.put(result, version=version):
            self.report.superseded.append(result.place)
