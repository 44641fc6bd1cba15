"""The notice page: the source on one side, what was read from it on the other, each cell lit in its place."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from db.file.lookup import dataset_version, rows
from db.site.asked.answers import Answer, Ask, Connection, File, Missing, Page, Redirect
from db.site.asked.kept import PICTURED
from db.site.asked.shared import Names, whole
from db.site.html.source_cells import Cells
from db.site.languages.language import SCRIPT_TAGS
from db.site.pages.citing import citation, web_address
from db.site.security import SANDBOX_POLICY
from db.site.text.evidence import Cell, PageBreak, cell_key, cut

__all__ = ["archived", "notice", "picture"]

NOTICE_FIELDS = (
    "title",
    "issuer",
    "document_number",
    "index_number",
    "audit_report_number",
    "published_on",
    "signed_on",
)
FINDING_FIELDS = (
    "category", "title", "detail", "requirement", "status_text", "result", "responsible", "deadline_text", "pace",
)  # fmt: skip
FINDINGS_SHOWN = 100  # a ledger of thousands is shown in parts; its text always whole
DOUBTS_SHOWN = 50
# where a date stands under its as-printed column
PLACED_AS = {"published_on": "published_text", "signed_on": "signed_text"}

NOTICE = "SELECT rowid, * FROM notices WHERE id = ?"
FINDINGS = "SELECT * FROM findings WHERE notice_id = ? AND position BETWEEN ? AND ? ORDER BY position"
MEASURES = """
SELECT id, finding_id, kind, text, position FROM measures WHERE finding_id IN (SELECT value FROM json_each(?))
UNION ALL SELECT id, finding_id, kind, text, position FROM measures WHERE notice_id = ? AND +finding_id IS NULL
ORDER BY finding_id, position"""
FOCUS = "SELECT id, label, title, detail FROM focus_areas WHERE notice_id = ? ORDER BY position"
SPANS = """
SELECT record_table || ':' || record_id || ':' || field AS key, start, "end", page, bbox FROM spans
WHERE notice_id = ? AND record_table IN ('notices', 'findings', 'measures', 'focus_areas')
  AND record_id IN (SELECT value FROM json_each(?)) ORDER BY start"""
DOUBTS = "SELECT kind, message, record_table, record_id, start FROM issues WHERE notice_id = ? ORDER BY id"
PAGES = "SELECT page, min(start) AS start FROM places WHERE notice_id = ? AND page IS NOT NULL GROUP BY page ORDER BY page"
LINKS = """
SELECT l.earlier_id AS id, n.title, coalesce(n.published_on, n.signed_on) AS said_on, l.why, 'earlier' AS side
FROM notice_links AS l JOIN notices AS n ON n.id = l.earlier_id WHERE l.later_id = :id
UNION ALL
SELECT l.later_id, n.title, coalesce(n.published_on, n.signed_on), l.why, 'later'
FROM notice_links AS l JOIN notices AS n ON n.id = l.later_id WHERE l.earlier_id = :id ORDER BY 3"""
COPIES = """
SELECT n.id, n.title, n.url, n.place FROM notice_copies AS c JOIN notice_copies AS o ON o.first_id = c.first_id
JOIN notices AS n ON n.id = o.notice_id WHERE c.notice_id = ? AND o.notice_id <> c.notice_id ORDER BY n.id"""
VERSIONS = """
SELECT id, seen, fetched_at, withdrawn_at FROM notices WHERE place = ? AND id <> ? ORDER BY seen"""


def find(connection: Connection, notice_id: str) -> dict[str, object]:
    """The row of a notice; raises Missing."""
    found = rows(connection, NOTICE, (notice_id,))
    if not found:
        raise Missing(notice_id)
    return found[0]


def notice(connection: Connection, ask: Ask) -> Answer:
    """The page of one notice. `?cell=` lights a cell without any script; `?view=pages` asks for page pictures."""
    row = find(connection, ask.values["id"])
    notice_id = str(row["id"])
    part = _part(ask, notice_id, int(str(row["finding_count"])))
    findings = rows(connection, FINDINGS, (notice_id, part.first, part.last))
    kept = rows(connection, MEASURES, (json.dumps([f["id"] for f in findings]), notice_id))
    focus_areas = rows(connection, FOCUS, (notice_id,))
    shown = [notice_id, *(str(record["id"]) for record in (*findings, *kept, *focus_areas))]
    doubts = rows(connection, DOUBTS, (notice_id,))
    breaks = [
        PageBreak(start=int(str(p["start"])), page=int(str(p["page"])))
        for p in rows(connection, PAGES, (notice_id,))
    ]
    cells = connection.execute(SPANS, (notice_id, json.dumps(shown))).fetchall()
    is_kept = ask.site.evidence.holds(str(row["sha256"]))
    has_pictures = is_kept and bool(breaks) and str(row["media_type"]).startswith(PICTURED)
    measures: dict[object, list[dict[str, object]]] = {}
    for measure in kept:
        measures.setdefault(measure["finding_id"], []).append(measure)
    view = "pages" if has_pictures and ask.get("view") == "pages" else "text"
    values = {
        "notice": row,
        "fields": [(field, PLACED_AS.get(field, field)) for field in NOTICE_FIELDS if row[field]],
        "findings": [_finding(f, measures.get(f["id"], [])) for f in findings],
        "part": part,
        "shown": set(shown),
        "position": partial(_position, notice_id),
        "finding_fields": FINDING_FIELDS,
        "own_measures": measures.get(None, []),
        "focus_areas": focus_areas,
        "pieces": cut(str(row["text"]), cells, breaks if len(breaks) > 1 else ()),
        "cells": Cells(
            notice=notice_id,
            placed={key for key, *_ in cells},
            lit=ask.get("cell"),
            script=SCRIPT_TAGS.get(str(row["script"]), "zh"),
            language=ask.language,
            ending="&amp;view=pages" if view == "pages" else "#lit",
        ),
        "key": cell_key,
        "lit": ask.get("cell"),
        "doubts": doubts[:DOUBTS_SHOWN],
        "doubts_more": len(doubts[DOUBTS_SHOWN:]),
        "links": rows(connection, LINKS, {"id": notice_id}),
        "copies": rows(connection, COPIES, (notice_id,)),
        "versions": rows(connection, VERSIONS, (row["place"], notice_id)),
        "has_pictures": has_pictures,
        "view": view,
        "pictures": _pictures([Cell._make(cell) for cell in cells], breaks) if has_pictures else [],
        "is_kept": is_kept,
        "original": web_address(row["url"]),
        "citation": citation(row, ask, dataset_version(connection)),
        "names": Names(connection, ask.words),
    }
    return Page(template="notice.html", values=values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The findings that a page shows of a long notice, by position, and where the parts beside it begin."""

    first: int
    last: int
    of: int

    @property
    def before(self) -> int | None:
        """Where the part before begins."""
        return self.first - FINDINGS_SHOWN if self.first > 1 else None

    @property
    def after(self) -> int | None:
        """Where the next part begins."""
        return self.last + 1 if self.last < self.of else None


def _part(ask: Ask, notice_id: str, findings: int) -> Part:
    """The part that `?from=` names, else the one that holds the cell to be lit, else the first."""
    asked = (
        whole(ask.get("from"), None, low=1) or _position(notice_id, ask.get("cell").partition(":")[2]) or 1
    )
    first = (min(asked, max(findings, 1)) - 1) // FINDINGS_SHOWN * FINDINGS_SHOWN + 1
    return Part(first=first, last=min(first + FINDINGS_SHOWN - 1, findings), of=findings)


def _position(notice_id: str, record_id: object) -> int | None:
    """Position of the finding that a record belongs to, by its id; None where it belongs to none."""
    text = str(record_id).partition(":")[0]
    number = text.removeprefix(f"{notice_id}-").partition("-")[0] if text.startswith(f"{notice_id}-") else ""
    return whole(number, None, low=1)


def _finding(row: dict[str, object], measures: list[dict[str, object]]) -> dict[str, object]:
    row["responsible"] = "；".join(json.loads(str(row["responsible"])))
    row["topics"] = json.loads(str(row["topics"]))
    row["measures"] = measures
    return row


def _pictures(cells: Sequence[Cell], breaks: Sequence[PageBreak]) -> list[dict[str, object]]:
    """Pages in order, each with the boxes of the cells that stand on it."""
    return [
        {"page": b.page, "boxes": [_box(c) for c in cells if c.page == b.page and c.bbox]} for b in breaks
    ]


def _box(cell: Cell) -> dict[str, object]:
    left, top, right, bottom = json.loads(cell.bbox or "")
    return {"key": cell.key, "x": left, "y": top, "w": right - left, "h": bottom - top}


def picture(connection: Connection, ask: Ask) -> Answer:
    """The picture of one page of a paged source."""
    row = find(connection, ask.values["id"])
    drawn = ask.site.evidence.picture(str(row["sha256"]), whole(ask.values["page"], 0) or 0)
    if drawn is None:
        raise Missing(ask.path)
    headers = {"cache-control": "public, max-age=86400", "x-page-size": f"{drawn.width:g} {drawn.height:g}"}
    return File(body=drawn.body, media_type=drawn.media_type, headers=headers)


def archived(connection: Connection, ask: Ask) -> Answer:
    """The archived bytes, as a download that nothing can run; where none are kept, back to the notice."""
    row = find(connection, ask.values["id"])
    body = ask.site.evidence.body(str(row["sha256"]))
    if body is None:
        return Redirect(path=f"/notice/{row['id']}")
    headers = {"content-security-policy": SANDBOX_POLICY, "cache-control": "public, max-age=86400"}
    return File(body=body, media_type="application/octet-stream", name=str(row["file_name"]), headers=headers)
