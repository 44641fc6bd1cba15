"""The table: one row for each finding, newest first, narrowed by place, status, topic and year."""

import msgspec

from db.choosing import selection as selections
from db.choosing.paging import page
from db.file.lookup import rows
from db.search.words import matches
from db.site.asked.answers import Answer, Ask, Connection, Page
from db.site.asked.shared import STATUSES, Names, choice, choice_query, whole
from db.site.figures.statements import Shown
from db.site.html.facets import facets

__all__ = ["finding_rows", "table"]

PAGE_SIZE = 25

ROWS = """
SELECT r.rank, r.status AS status_key, f.id, f.notice_id, f.position, f.label, f.category, f.title, f.detail,
  f.requirement, f.status, f.status_basis, f.status_text, f.responsible, f.deadline_text, f.deadline_on, f.topics, f.result,
  n.title AS notice_title, n.city, n.region_code, n.issuer, n.script, n.family, n.url,
  coalesce(n.published_on, n.signed_on) AS said_on
FROM site_rows AS r JOIN findings AS f ON f.rowid = r.finding JOIN notices AS n ON n.rowid = r.notice
WHERE r.rank IN ({marks}) ORDER BY r.rank"""
MEASURES = """
SELECT finding_id, id, text FROM measures WHERE finding_id IN ({marks}) ORDER BY finding_id, position"""


def table(connection: Connection, ask: Ask) -> Answer:
    """A page of the table, its facets and how many rows there are."""
    chosen = choice(ask)
    after = whole(ask.get("after"), 0) or 0
    found = page(connection, chosen, after, PAGE_SIZE)
    names = Names(connection, ask.words)
    values = {
        "chosen": chosen,
        "query": choice_query(chosen),
        "findings": finding_rows(connection, found.ranks, chosen.words),
        "total": found.total,
        "after": after,
        "next": found.last,
        "names": names,
        "statuses": STATUSES,
        "facets": [] if chosen.words else facets(connection, chosen, names),
        "shown": [
            Shown.of(selections.table_rows(chosen, after=after, size=PAGE_SIZE)),
            Shown.of(selections.counting(chosen)),
        ],
    }
    return Page(template="table.html", values=values)


def finding_rows(
    connection: Connection, ranks: list[int], words: str | None = None
) -> list[dict[str, object]]:
    """Findings by rank with their measures, in the order of rank; words to highlight as ranges by cell."""
    if not ranks:
        return []
    marks = ", ".join("?" * len(ranks))
    found = rows(connection, ROWS.format(marks=marks), ranks)
    by_finding: dict[object, list[dict[str, object]]] = {}
    for measure in rows(connection, MEASURES.format(marks=marks), [row["id"] for row in found]):
        by_finding.setdefault(measure["finding_id"], []).append(measure)
    for row in found:
        row["measures"] = by_finding.get(row["id"], [])
        row["responsible"] = msgspec.json.decode(str(row["responsible"]))
        row["topics"] = msgspec.json.decode(str(row["topics"]))
        row["hits"] = {
            field: matches(str(row[field]), words)
            for field in ("title", "detail", "requirement")
            if words and row[field]
        }
    return found
