"""The JSON API: findings, notices, topics, places and counts, described by `db/site/asked/openapi.py`."""

from collections.abc import Mapping

import msgspec

from db.choosing.paging import page
from db.choosing.selection import notice_limits
from db.file.lookup import rows
from db.site.asked.answers import JSON, Answer, Ask, Connection, File, Missing, Page
from db.site.asked.asking import BY_NAME, check
from db.site.asked.openapi import MAX_SIZE, OPERATIONS, document
from db.site.asked.shared import Names, choice, choice_query, whole
from db.site.pages.table import finding_rows

__all__ = [
    "api_counts", "api_docs", "api_finding", "api_findings", "api_notice", "api_notices", "api_openapi", "api_places",
    "api_topics",
]  # fmt: skip

OPEN = {
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": "max-age=60",
}

NOTICE_COLUMNS = """n.id, n.title, n.family, n.script, n.region_code, n.city, n.province, n.issuer, n.document_number,
  n.audit_report_number, n.published_on, n.signed_on, n.stated_finding_count, n.finding_count, n.url, n.file_name,
  n.sha256, n.fetched_at, n.withdrawn_at"""
NOTICES = (
    "SELECT r.rank, {columns} FROM site_notices AS r JOIN notices AS n ON n.rowid = r.notice WHERE {where}"
)
TOPICS = """
SELECT t.id, t.parent, t.zh, t.en, t.definition_zh, t.definition_en, coalesce(c.findings, 0) AS findings,
  coalesce(c.notices, 0) AS notices
FROM topics AS t LEFT JOIN site_counts AS c ON c.level = 'all' AND c.code = '*' AND c.year = 0 AND c.topic = t.id
ORDER BY t.id"""
PLACES = "SELECT level, code, name, province_code, province, notices, findings, newest_on FROM site_places ORDER BY 1, 2"
COUNTS = "SELECT * FROM site_counts WHERE level = ? AND {where} ORDER BY code, year, topic LIMIT ?"
MAX_COUNTS = 20_000


def _json(value: object, status: int = 200) -> File:
    return File(body=msgspec.json.encode(value), media_type=JSON, headers=OPEN)


def _page(ask: Ask) -> tuple[int, int]:
    return whole(ask.get("after"), 0) or 0, whole(ask.get("size"), 50, low=1, high=MAX_SIZE) or 50


def api_findings(connection: Connection, ask: Ask) -> Answer:
    """A page of findings of a choice, newest notice first."""
    check(ask, BY_NAME["listFindings"])
    chosen = choice(ask)
    after, size = _page(ask)
    found = page(connection, chosen, after, size)
    findings = [_finding(row, ask) for row in finding_rows(connection, found.ranks)]
    following = None
    if found.has_more:
        joint = choice_query(chosen)
        following = (
            f"{ask.site.address}{ask.path}{joint or '?'}{'&' if joint else ''}size={size}&after={found.last}"
        )
    return _json({"total": found.total, "next": following, "findings": findings})


def _finding(row: Mapping[str, object], ask: Ask) -> dict[str, object]:
    copied = (
        "id", "notice_id", "position", "label", "category", "title", "detail", "requirement", "status", "status_basis",
        "status_text", "result", "responsible", "deadline_text", "deadline_on", "topics", "notice_title", "city", "region_code",
        "issuer", "family",
    )  # fmt: skip
    return {name: row[name] for name in copied} | {
        "published_on": row["said_on"],
        "measures": [m["text"] for m in row["measures"]],  # type: ignore[attr-defined]
        "source_url": row["url"],
        "address": f"{ask.site.address}/finding/{row['id']}",
    }


def api_finding(connection: Connection, ask: Ask) -> Answer:
    """One finding, with the places of its cells in the notice's text."""
    sql = "SELECT r.rank FROM findings AS f JOIN site_rows AS r ON r.finding = f.rowid WHERE f.id = ?"
    found = connection.execute(sql, (ask.values["id"],)).fetchone()
    if found is None:
        raise Missing(ask.values["id"])
    row = _finding(finding_rows(connection, [found[0]])[0], ask)
    spans = 'SELECT field, start, "end", page, bbox FROM spans WHERE notice_id = ? AND record_id = ? ORDER BY start'
    return _json(row | {"spans": rows(connection, spans, (row["notice_id"], row["id"]))})


def api_notices(connection: Connection, ask: Ask) -> Answer:
    """A page of notices, newest first."""
    check(ask, BY_NAME["listNotices"])
    chosen = choice(ask)
    after, size = _page(ask)
    clauses, values = notice_limits(chosen)
    where = " AND ".join(("r.rank > ?", *clauses))
    sql = NOTICES.format(columns=NOTICE_COLUMNS, where=where) + " ORDER BY r.rank LIMIT ?"
    found = rows(connection, sql, (after, *values, size + 1))
    ranks = [row.pop("rank") for row in found]
    following = f"{ask.site.address}{ask.address(after=str(ranks[size - 1]))}" if len(found) > size else None
    return _json({"next": following, "notices": found[:size]})


def api_notice(connection: Connection, ask: Ask) -> Answer:
    """One notice with its text, findings' ids, measures of its own and doubts."""
    sql = f"SELECT {NOTICE_COLUMNS}, n.text FROM notices AS n WHERE n.id = ?"
    found = rows(connection, sql, (ask.values["id"],))
    if not found:
        raise Missing(ask.values["id"])
    key = (ask.values["id"],)
    findings = connection.execute(
        "SELECT id FROM findings WHERE notice_id = ? ORDER BY position", key
    ).fetchall()
    own = "SELECT kind, text FROM measures WHERE notice_id = ? AND finding_id IS NULL ORDER BY position"
    focus = "SELECT label, title, detail FROM focus_areas WHERE notice_id = ? ORDER BY position"
    doubts = "SELECT kind, message, record_table, record_id FROM issues WHERE notice_id = ? ORDER BY id"
    return _json(
        found[0]
        | {
            "finding_ids": [row[0] for row in findings],
            "measures": rows(connection, own, key),
            "focus_areas": rows(connection, focus, key),
            "issues": rows(connection, doubts, key),
        }
    )


def api_topics(connection: Connection, ask: Ask) -> Answer:
    """The taxonomy with counts."""
    return _json({"topics": rows(connection, TOPICS)})


def api_places(connection: Connection, ask: Ask) -> Answer:
    """Provinces, places and counties with counts."""
    return _json({"places": rows(connection, PLACES)})


def api_counts(connection: Connection, ask: Ask) -> Answer:
    """Cells of `site_counts`: every figure of the comparing pages is a ratio of two of them."""
    check(ask, BY_NAME["listCounts"])
    level = ask.get("level", "place")
    years = [str(whole(year, -9, low=-1)) for year in ask.all("year")]
    clauses = ["1"]
    values: list[str] = []
    for name, given in (
        ("code", ask.all("city")),
        ("CAST(year AS TEXT)", years),
        ("topic", ask.all("topic")),
    ):
        if given:
            clauses.append(f"{name} IN ({', '.join('?' * len(given))})")
            values += given
    sql = COUNTS.format(where=" AND ".join(clauses))
    found = rows(connection, sql, (level, *values, MAX_COUNTS + 1))
    return _json({"counts": found[:MAX_COUNTS], "cut": len(found) > MAX_COUNTS})


def api_openapi(connection: Connection, ask: Ask) -> Answer:
    """The description of the API (OpenAPI 3.1)."""
    return _json(document(ask.site.address))


def api_docs(connection: Connection, ask: Ask) -> Answer:
    """The page about the API, with examples in Python and R."""
    values = {"operations": OPERATIONS, "address": ask.site.address, "names": Names(connection, ask.words)}
    return Page(template="api.html", values=values)
