"""Browse notices: newest first, narrowed by place, kind of document, topic of its findings and year."""

from db.choosing.selection import notice_limits
from db.file.lookup import rows
from db.publishing.publish import FAMILIES as FAMILIES_COUNTED
from db.site.asked.answers import Answer, Ask, Connection, Page
from db.site.asked.shared import FAMILIES, Names, choice, whole
from db.site.figures.statements import Shown

__all__ = ["notices"]

PAGE_SIZE = 30
COUNTED = "counted"  # all families whose findings the figures count
LIST = """
SELECT s.rank, s.said_on, s.family, n.id, n.title, n.file_name, n.city, n.region_code, n.issuer, n.script,
  n.finding_count, n.stated_finding_count, n.withdrawn_at,
  (SELECT count(*) FROM issues AS i WHERE i.notice_id = n.id) AS doubts
FROM site_notices AS s JOIN notices AS n ON n.rowid = s.notice WHERE s.rank IN ({marks}) ORDER BY s.rank"""


def notices(connection: Connection, ask: Ask) -> Answer:
    """A page of the list."""
    chosen = choice(ask)
    family = ask.get("family") if ask.get("family") in (*FAMILIES, COUNTED) else None
    clauses, values = notice_limits(chosen)
    if family:
        kinds = FAMILIES_COUNTED if family == COUNTED else (family,)
        clauses.append(f"r.family IN ({', '.join('?' * len(kinds))})")
        values += kinds
    where = " AND ".join(clauses) or "1"
    after = whole(ask.get("after"), 0) or 0
    sql = f"SELECT r.rank FROM site_notices AS r WHERE {where} AND r.rank > ? ORDER BY r.rank LIMIT ?"
    found = [row[0] for row in connection.execute(sql, (*values, after, PAGE_SIZE + 1))]
    shown = found[:PAGE_SIZE]
    counted = f"SELECT count(*) FROM site_notices AS r WHERE {where}"
    total = connection.execute(counted, values).fetchone()[0]
    listed = (
        "SELECT n.id, n.title, r.said_on, n.city, n.issuer, n.finding_count FROM site_notices AS r"
        f"\nJOIN notices AS n ON n.rowid = r.notice WHERE {where} AND r.rank > ? ORDER BY r.rank LIMIT ?"
    )
    return Page(
        template="notices.html",
        values={
            "notices": rows(connection, LIST.format(marks=", ".join("?" * len(shown))), shown),
            "total": total,
            "shown": [
                Shown(sql=listed, values=(*values, after, PAGE_SIZE)),
                Shown(sql=counted, values=tuple(values)),
            ],
            "next": shown[-1] if len(found) > PAGE_SIZE else None,
            "after": after,
            "names": Names(connection, ask.words),
            "chosen": chosen,
            "family": family,
            "families": FAMILIES,
        },
    )
