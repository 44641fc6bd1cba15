"""The finding page: one finding under a permanent address, with history, kin, evidence and a citation."""

import json

from db.file.lookup import dataset_version, rows
from db.site.asked.answers import Answer, Ask, Connection, Missing, Page
from db.site.asked.shared import Names
from db.site.pages.citing import citation, web_address
from db.site.pages.kin import COUNTED
from db.site.pages.notice import FINDING_FIELDS, find
from db.site.text.evidence import cell_key

__all__ = ["finding"]

KIN_SHOWN = 20

FINDING = "SELECT rowid, * FROM findings WHERE id = ?"
MEASURES = "SELECT id, text FROM measures WHERE finding_id = ? ORDER BY position"
TOPICS = "SELECT topic, decided_by, certainty FROM finding_topics WHERE finding_id = ? ORDER BY certainty DESC, topic"
AMOUNTS = """
SELECT text, value, currency, bound, min(position) FROM amounts WHERE finding_id = ?
GROUP BY value, currency, bound ORDER BY min(position)"""  # said of the problem and of its answer: one amount
RULES = "SELECT name, effect FROM regulations WHERE finding_id = ? ORDER BY position"
HISTORY = """
SELECT h.step, h.finding_id, h.notice_id, h.date, h.status, n.title,
  h.date = n.signed_on AND h.date IS NOT n.published_on AS is_signed FROM status_history AS h
JOIN notices AS n ON n.id = h.notice_id
WHERE h.thread_id = (SELECT thread_id FROM status_history WHERE finding_id = ?) ORDER BY h.step"""
KIN_GROUP = "SELECT kin_id AS id FROM finding_kin WHERE finding_id = ?"
KIN = """
SELECT f.id, f.title, f.status, f.status_basis, n.city, n.region_code, n.script,
  coalesce(n.published_on, n.signed_on) AS said_on
FROM finding_kin AS k JOIN findings AS f ON f.id = k.finding_id JOIN site_rows AS r ON r.finding = f.rowid
  JOIN notices AS n ON n.rowid = r.notice
WHERE k.kin_id = ? AND k.finding_id <> ? ORDER BY k.finding_id LIMIT ?"""
BESIDE = """
SELECT max(id) FILTER (WHERE position = ?2 - 1), max(id) FILTER (WHERE position = ?2 + 1) FROM findings
WHERE notice_id = ?1 AND position BETWEEN ?2 - 1 AND ?2 + 1"""
DOUBTS = "SELECT kind, message FROM issues WHERE notice_id = ? AND record_id = ? ORDER BY id"
PLACED = (
    "SELECT DISTINCT record_table, record_id, field FROM spans WHERE notice_id = ? AND record_id IN ({marks})"
)


def finding(connection: Connection, ask: Ask) -> Answer:
    """The page of one finding."""
    found = rows(connection, FINDING, (ask.values["id"],))
    if not found:
        raise Missing(ask.values["id"])
    row = found[0]
    notice = find(connection, str(row["notice_id"]))
    measures = rows(connection, MEASURES, (row["id"],))
    group, kin = _kin(connection, str(row["id"]))
    row["responsible"] = "；".join(json.loads(str(row["responsible"])))
    records = [row["id"], *(m["id"] for m in measures)]
    sql = PLACED.format(marks=", ".join("?" * len(records)))
    values = {
        "finding": row,
        "notice": notice,
        "measures": measures,
        "fields": FINDING_FIELDS,
        "topics": rows(connection, TOPICS, (row["id"],)),
        "amounts": rows(connection, AMOUNTS, (row["id"],)),
        "regulations": rows(connection, RULES, (row["id"],)),
        "history": rows(connection, HISTORY, (row["id"],)),
        "group": group,
        "kin": kin,
        "doubts": rows(connection, DOUBTS, (row["notice_id"], row["id"])),
        "row_doubts": json.loads(str(row.get("doubts") or "[]")),
        "reasons": json.loads(str(row["reasons"])),
        "placed": {
            cell_key(*map(str, r.values())) for r in rows(connection, sql, (row["notice_id"], *records))
        },
        "key": cell_key,
        "original": web_address(notice["url"]),
        "citation": citation(notice, ask, dataset_version(connection), finding=row),
        **_beside(connection, row),
        "names": Names(connection, ask.words),
    }
    return Page(template="finding.html", values=values)


def _kin(connection: Connection, key: str) -> tuple[dict[str, object] | None, list[dict[str, object]]]:
    """The group of a finding with its counts, and the others in it; None where there are no others but copies."""
    for group in rows(connection, KIN_GROUP, (key,)):
        others = rows(connection, KIN, (group["id"], key, KIN_SHOWN))
        if others:
            return group | rows(connection, COUNTED, (group["id"],))[0], others
    return None, []


def _beside(connection: Connection, row: dict[str, object]) -> dict[str, str | None]:
    """The findings before and after it in its notice."""
    found = connection.execute(BESIDE, (row["notice_id"], row["position"])).fetchone()
    return {"before": found[0], "after": found[1]}
