"""What deriving needs to know of all notices together, in the order that `finish` gives the rows."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from db.schema import table
from normalize.records import Status

_ORDER = table("notices").order  # rows may lie in another order still


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFact:
    """A finding for linking: `text` is title and detail."""

    id: str
    text: str
    status: Status | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFact:
    """A notice for linking. `on` is the date it speaks at: signed, else published."""

    id: str
    title: str | None
    issuer: str | None
    region_code: str | None
    audit_report_number: str | None
    audited: tuple[str, ...]
    on: date | None
    findings: tuple[FindingFact, ...]


class Facts:
    """Facts of the newest versions of all notices, each kind as a stream."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def finding_texts(self) -> Iterator[tuple[str, str]]:
        """Yield (id, title and detail) of every finding."""
        yield from self._connection.execute(
            "SELECT f.id, f.title || coalesce(char(10) || f.detail, '') FROM findings AS f"
            " JOIN notices AS n ON n.id = f.notice_id WHERE n.superseded_by IS NULL"
            " ORDER BY n.place, n.seen, n.id, f.position"
        )

    def notice_texts(self) -> Iterator[tuple[str, str]]:
        """Yield (id, text) of every notice."""
        yield from self._connection.execute(
            f"SELECT id, text FROM notices WHERE superseded_by IS NULL ORDER BY {_ORDER}"
        )

    def notices(self) -> Iterator[NoticeFact]:
        """Yield every notice with its findings."""
        rows = self._connection.execute(
            "SELECT id, title, issuer, region_code,"
            " coalesce(audit_report_number_repaired, audit_report_number), coalesce(signed_on, published_on)"
            f" FROM notices WHERE superseded_by IS NULL ORDER BY {_ORDER}"
        )
        for notice_id, title, issuer, region_code, number, spoken in rows:
            yield NoticeFact(
                id=notice_id,
                title=title,
                issuer=self._canonical(notice_id, "issuer") or issuer,
                region_code=region_code,
                audit_report_number=number,
                audited=self._audited(notice_id),
                on=date.fromisoformat(spoken) if spoken else None,
                findings=self._findings(notice_id),
            )

    def _canonical(self, notice_id: str, role: str) -> str | None:
        found = self._connection.execute(
            "SELECT canonical FROM agencies WHERE notice_id = ? AND role = ? AND canonical IS NOT NULL"
            " ORDER BY position LIMIT 1",
            (notice_id, role),
        ).fetchone()
        return None if found is None else str(found[0])

    def _audited(self, notice_id: str) -> tuple[str, ...]:
        found = self._connection.execute(
            "SELECT coalesce(canonical, text) FROM agencies"
            " WHERE notice_id = ? AND role = 'audited' ORDER BY position",
            (notice_id,),
        )
        return tuple(name for (name,) in found)

    def _findings(self, notice_id: str) -> tuple[FindingFact, ...]:
        found = self._connection.execute(
            "SELECT id, title || coalesce(char(10) || detail, ''), status FROM findings WHERE notice_id = ?"
            " ORDER BY position",
            (notice_id,),
        )
        return tuple(FindingFact(id=row[0], text=row[1], status=row[2]) for row in found)
