"""The notice page: the source on one side, what was read from it on the other, each cell lit in its place."""

import json
from collections.abc import Sequence

from db.site.answers import Answer, Ask, Connection, File, Missing, Page, Redirect
from db.site.evidence import Cell, PageBreak, cell_key, cut
from db.site.kept import PICTURED
from db.site.security import SANDBOX_POLICY
from db.site.shared import Names, rows, whole

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
# where a date stands under its as-printed column
PLACED_AS = {"published_on": "published_text", "signed_on": "signed_text"}

NOTICE = "SELECT rowid, * FROM notices WHERE id = ?"
FINDINGS = "SELECT * FROM findings WHERE notice_id = ? ORDER BY position"
MEASURES = "SELECT id, finding_id, kind, text FROM measures WHERE notice_id = ? ORDER BY finding_id, position"
FOCUS = "SELECT id, label, title, detail FROM focus_areas WHERE notice_id = ? ORDER BY position"
SPANS = """
SELECT record_table, record_id, field, start, "end", page, bbox FROM spans
WHERE notice_id = ? AND record_table IN ('notices', 'findings', 'measures', 'focus_areas') ORDER BY start"""
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
    spans = rows(connection, SPANS, (notice_id,))
    breaks = [
        PageBreak(start=int(str(p["start"])), page=int(str(p["page"])))
        for p in rows(connection, PAGES, (notice_id,))
    ]
    cells = [_cell(span) for span in spans]
    is_kept = ask.site.evidence.holds(str(row["sha256"]))
    has_pictures = is_kept and bool(breaks) and str(row["media_type"]).startswith(PICTURED)
    measures: dict[object, list[dict[str, object]]] = {}
    for measure in rows(connection, MEASURES, (notice_id,)):
        measures.setdefault(measure["finding_id"], []).append(measure)
    values = {
        "notice": row,
        "fields": [(field, PLACED_AS.get(field, field)) for field in NOTICE_FIELDS if row[field]],
        "findings": [
            _finding(f, measures.get(f["id"], [])) for f in rows(connection, FINDINGS, (notice_id,))
        ],
        "finding_fields": FINDING_FIELDS,
        "own_measures": measures.get(None, []),
        "focus_areas": rows(connection, FOCUS, (notice_id,)),
        "pieces": cut(str(row["text"]), cells, breaks if len(breaks) > 1 else ()),
        "placed": {cell.key for cell in cells},
        "key": cell_key,
        "lit": ask.get("cell"),
        "doubts": rows(connection, DOUBTS, (notice_id,)),
        "links": rows(connection, LINKS, {"id": notice_id}),
        "copies": rows(connection, COPIES, (notice_id,)),
        "versions": rows(connection, VERSIONS, (row["place"], notice_id)),
        "has_pictures": has_pictures,
        "view": "pages" if has_pictures and ask.get("view") == "pages" else "text",
        "pictures": _pictures(cells, breaks) if has_pictures else [],
        "is_kept": is_kept,
        "original": web_address(row["url"]),
        "names": Names(connection, ask.words),
    }
    return Page(template="notice.html", values=values)


def web_address(url: object) -> str | None:
    """An address fit for a link: http or https and nothing else."""
    text = str(url or "")
    return text if text.lower().startswith(("http://", "https://")) else None


def _finding(row: dict[str, object], measures: list[dict[str, object]]) -> dict[str, object]:
    names = json.loads(str(row["responsible"]))
    return {
        **row,
        "responsible": "；".join(names),
        "topics": json.loads(str(row["topics"])),
        "measures": measures,
    }


def _cell(span: dict[str, object]) -> Cell:
    box = json.loads(str(span["bbox"])) if span["bbox"] else None
    return Cell(
        key=cell_key(str(span["record_table"]), str(span["record_id"]), str(span["field"])),
        start=int(str(span["start"])),
        end=int(str(span["end"])),
        page=int(str(span["page"])) if span["page"] else None,
        bbox=tuple(box) if box else None,
    )


def _pictures(cells: Sequence[Cell], breaks: Sequence[PageBreak]) -> list[dict[str, object]]:
    """Pages in order, each with the boxes of the cells that stand on it."""
    return [
        {
            "page": entry.page,
            "boxes": [
                {
                    "key": c.key,
                    "x": c.bbox[0],
                    "y": c.bbox[1],
                    "w": c.bbox[2] - c.bbox[0],
                    "h": c.bbox[3] - c.bbox[1],
                }
                for c in cells
                if c.page == entry.page and c.bbox
            ],
        }
        for entry in breaks
    ]


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
