"""Take decisions about the doubtful rows of a dataset and keep each as a file: what the review page asks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from db.file.connection import open_for_reading
from db.file.lookup import Connection, rows
from db.site.server.review import Refused
from zhenggai.corrections import shaping
from zhenggai.corrections.asking import SHAPES
from zhenggai.corrections.dataset import Noticed, read_notice
from zhenggai.corrections.files import CorrectionError, decisions, remove, save
from zhenggai.corrections.model import KINDS, Corrections, Decision, Kind, Row
from zhenggai.scoring.compare import listed

_QUEUE = """
SELECT f.id, f.title, coalesce(n.city, '') AS city, f.confidence,
  EXISTS (SELECT 1 FROM issues AS i WHERE i.record_id = f.id AND i.kind = 'correction_question') AS question
FROM findings AS f JOIN notices AS n ON n.id = f.notice_id
WHERE n.superseded_by IS NULL AND coalesce(f.reviewed, 'correct') = 'correct'
ORDER BY question DESC, f.confidence IS NOT NULL, f.confidence, f.rowid LIMIT ?"""
_LOST = """
SELECT DISTINCT 'notice:' || n.id AS id, coalesce(n.title, n.file_name) AS title, coalesce(n.city, '') AS city,
  NULL AS confidence, 1 AS question
FROM issues AS i JOIN notices AS n ON n.id = i.notice_id
WHERE i.kind = 'correction_question' AND i.record_id IS NULL AND n.superseded_by IS NULL ORDER BY 1 LIMIT ?"""
_QUESTIONS = (
    "SELECT id, message, findings FROM corrections WHERE notice_id = ? AND state = 'question' ORDER BY id"
)
_KNOWN = "SELECT id FROM corrections WHERE notice_id = ?"
_OF_SOURCE = "SELECT id FROM notices WHERE sha256 = ? OR place = ?"
_SHOWN = ("id", "title", "file_name", "city", "published_on", "script")
MOST = 1_000  # rows of the queue that a page shows


class ReviewDesk:
    """The desk of one dataset and one folder of corrections. `now` gives the time of a decision."""

    def __init__(self, db: Path, folder: Path, *, now: Callable[[], datetime]) -> None:
        self._db = db
        self._folder = folder
        self._now = now
        self._all = list(decisions(folder)) if folder.exists() else []
        self._done: dict[str, str] = {}  # finding: kind of the decision that ended its review
        self._made: list[tuple[Decision, str]] = []  # of this start, with the finding

    def queue(self) -> dict[str, Any]:
        """Rows nobody has reviewed, those with questions first, then the least certain."""
        connection = open_for_reading(self._db)
        try:
            found = [*rows(connection, _LOST, (MOST,)), *rows(connection, _QUEUE, (MOST,))]
            self._note_pending(connection, found)
        finally:
            connection.close()
        return {
            "rows": [
                entry | {"question": bool(entry["question"]), "done": self._done.get(entry["id"])}
                for entry in found
            ]
        }

    def _note_pending(self, connection: Connection, found: Sequence[Mapping[str, Any]]) -> None:
        """Rows that were decided after the dataset was built are done: at the first look, ask the files."""
        if self._done or not self._all:
            return
        shown = {entry["id"].rpartition("-")[0] for entry in found}
        sources = {(d.sha256, d.place) for d in self._all}
        notices = {row["id"] for source in sources for row in rows(connection, _OF_SOURCE, source)}
        for notice_id in sorted(notices & shown):
            noticed = self._read(connection, notice_id)
            if noticed is None or not self._pending(connection, noticed.notice):
                continue
            for finding in noticed.ids:
                entry = noticed.entry_of(finding)
                if entry is None or entry.reviewed not in (None, "correct"):
                    self._done[finding] = entry.reviewed if entry and entry.reviewed else "reject"

    def row(self, finding_id: str) -> dict[str, Any]:
        """One row with its source, as it is after all decisions. Raises Refused where there is none."""
        connection = open_for_reading(self._db)
        try:
            return self._row(connection, finding_id)
        finally:
            connection.close()

    def _row(self, connection: Connection, finding_id: str) -> dict[str, Any]:
        noticed = self._noticed(connection, finding_id)
        entry = noticed.entry_of(finding_id)
        known = rows(connection, "SELECT confidence, doubts FROM findings WHERE id = ?", (finding_id,))
        others = [w.at for e in noticed.entries if e is not entry for w in e.row.get("title", ())]
        return {
            "id": finding_id,
            "notice": {name: noticed.notice[name] for name in _SHOWN},
            "text": noticed.notice["text"],
            "confidence": known[0]["confidence"] if known else None,
            "doubts": listed(known[0]["doubts"]) if known else [],
            "questions": self._questions(connection, noticed, finding_id),
            "cells": _as_json(entry.row) if entry else None,
            "others": [piece for at in others for piece in at],
        }

    def _read(self, connection: Connection, notice_id: str) -> Noticed | None:
        found = rows(connection, "SELECT id, text_sha256 FROM notices WHERE id = ?", (notice_id,))
        return read_notice(connection, notice_id, self._pending(connection, found[0])) if found else None

    def _noticed(self, connection: Connection, finding_id: str) -> Noticed:
        kind, _, rest = finding_id.partition(":")
        noticed = self._read(connection, rest if kind == "notice" else finding_id.rpartition("-")[0])
        if noticed is None or (kind != "notice" and finding_id not in noticed.ids):
            raise Refused(f"got: {finding_id}; expected: a row of this dataset")
        return noticed

    def _pending(self, connection: Connection, notice: Mapping[str, Any]) -> tuple[Decision, ...]:
        """Decisions about this text that the dataset was built without."""
        built = {row["id"] for row in rows(connection, _KNOWN, (notice["id"],))}
        known = Corrections.of(self._all).decisions
        return tuple(d for d in known if d.text_sha256 == notice["text_sha256"] and d.id not in built)

    def _questions(self, connection: Connection, noticed: Noticed, finding_id: str) -> list[dict[str, str]]:
        mine = {d.id for d in self._all} - {name for d in self._all for name in d.replaces}
        return [
            {"id": q["id"], "message": q["message"]}
            for q in rows(connection, _QUESTIONS, (noticed.notice["id"],))
            if q["id"] in mine
            and (finding_id in listed(q["findings"]) or (not listed(q["findings"]) and ":" in finding_id))
        ]

    def decide(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Keep one decision. Raises Refused where it cannot be taken."""
        finding, kind = str(asked.get("finding", "")), asked.get("kind")
        if kind not in KINDS:
            raise Refused(f"got: {kind!r}; expected: one of {', '.join(KINDS)}")
        connection = open_for_reading(self._db)
        try:
            noticed = self._noticed(connection, finding)
            decision = self._decision(noticed, finding, cast(Kind, kind), asked)
            questions = self._questions(connection, noticed, finding)
            saved = self._save(decision, tuple(q["id"] for q in questions), finding)
            if kind == "merge":
                self._swallowed(noticed, finding)
            return {
                "ok": True,
                "id": saved.id,
                "done": self._done.get(finding),
                "row": self._row(connection, finding),
            }
        finally:
            connection.close()

    def _save(self, decision: Decision, replaces: tuple[str, ...], finding: str) -> Decision:
        try:
            saved = save(self._folder, replace(decision, replaces=replaces))
        except CorrectionError as error:
            raise Refused(str(error)) from error
        self._all.append(saved)
        self._made.append((saved, finding))
        if saved.kind not in ("correct", "add"):
            self._done[finding] = saved.kind
        return saved

    def _swallowed(self, noticed: Noticed, finding: str) -> None:
        """The row behind a merged one has no review of its own any more."""
        at = next(n for n, e in enumerate(noticed.entries) if e is noticed.entry_of(finding))
        origin = noticed.entries[at + 1].origin
        if origin is not None:
            self._done[noticed.ids[origin]] = "merge"

    def _decision(self, noticed: Noticed, finding: str, kind: Kind, asked: Mapping[str, Any]) -> Decision:
        entry = noticed.entry_of(finding)
        if entry is None and kind != "add":
            raise Refused("got: a row that an earlier decision took away; expected: undo that decision first")
        before, after = SHAPES[kind](noticed, entry, asked)
        notice = noticed.notice
        return Decision(
            kind=kind,
            field=str(asked.get("field")) if kind == "correct" else None,
            text_sha256=notice["text_sha256"],
            sha256=notice["sha256"],
            place=notice["place"],
            decided_at=self._time(),
            who=str(asked.get("who") or "").strip()[:200] or None,
            why=str(asked.get("why") or "").strip()[:2_000] or None,
            before=before,
            after=after,
        )

    def _time(self) -> str:
        """Later than the last decision, so that their order is kept."""
        now = self._now().strftime("%Y-%m-%dT%H:%M:%SZ")
        last = max((d.decided_at for d in self._all), default="")
        return now if now > last else shaping.second_after(last)

    def undo(self) -> dict[str, Any]:
        """Take back the last decision of this start. Raises Refused where there is none."""
        if not self._made:
            raise Refused("got: nothing to undo; expected: a decision since the page was started")
        decision, finding = self._made.pop()
        self._remove(decision.id)
        self._done.clear()  # the files tell
        return {"ok": True, "id": decision.id, "finding": finding}

    def dismiss(self, correction: str) -> dict[str, Any]:
        """Delete a correction that became a question: it no longer holds. Raises Refused for any other name."""
        self._remove(correction)
        return {"ok": True, "id": correction}

    def _remove(self, name: str) -> None:
        try:
            remove(self._folder, name, known=self._all)
        except (CorrectionError, OSError) as error:
            raise Refused(str(error)) from error
        self._all = [d for d in self._all if d.id != name]


def _as_json(row: Row) -> dict[str, list[dict[str, Any]]]:
    return {
        name: [{"words": w.words, "at": w.at, "value": w.value} for w in cell] for name, cell in row.items()
    }
