"""Home: what this is, how fresh and how much, three doors, what is new and what has waited longest."""

from db.file.lookup import rows
from db.site.asked.answers import Answer, Ask, Connection, Page
from db.site.asked.shared import Names
from db.site.figures.statements import Shown

__all__ = ["home"]

TOTALS = """
SELECT (SELECT count(*) FROM site_places WHERE level = 'place' AND code <> '-') AS cities,
  (SELECT max(rank) FROM site_notices) AS notices,
  (SELECT max(rank) FROM site_rows) AS findings,
  c.completed, 1.0 * c.completed / nullif(c.findings, 0) AS completed_share, c.not_completed, c.in_progress,
  (SELECT max(said_on) FROM site_notices WHERE rank <= 50) AS newest_on,
  (SELECT max(fetched_at) FROM notices AS n JOIN site_notices AS s ON s.notice = n.rowid WHERE s.rank <= 200) AS fetched_at
FROM (SELECT 1) LEFT JOIN site_counts AS c ON c.level = 'all' AND c.code = '*' AND c.year = 0 AND c.topic = '*'"""
YEARS = """
SELECT year, notices, findings, 1.0 * findings / nullif(notices, 0) AS per_notice,
  1.0 * completed / nullif(findings, 0) AS completed_share FROM site_counts
WHERE level = 'all' AND code = '*' AND topic = '*' AND year <> 0 ORDER BY year DESC"""
NEWEST = """
SELECT n.id, n.title, n.file_name, n.city, n.region_code, n.issuer, n.script, n.finding_count, s.said_on, s.family
FROM site_notices AS s JOIN notices AS n ON n.rowid = s.notice WHERE s.rank <= 8 ORDER BY s.rank"""
# the oldest findings last heard of as not put right; a later notice that says otherwise takes them off
_WAITING = """
SELECT * FROM (
  SELECT f.id, f.title, f.status, f.status_basis, n.city, n.region_code, n.script, s.said_on, r.rank
  FROM site_rows AS r JOIN findings AS f ON f.rowid = r.finding JOIN notices AS n ON n.rowid = r.notice
    JOIN site_notices AS s ON s.notice = r.notice
  WHERE r.status = '{status}' AND r.year > 0 AND NOT EXISTS (
    SELECT 1 FROM status_history AS h JOIN status_history AS later ON later.thread_id = h.thread_id AND later.step > h.step
    WHERE h.finding_id = f.id)
  ORDER BY r.rank DESC LIMIT 6)"""
# each status from its own index, then both together
WAITING = " UNION ALL".join(_WAITING.format(status=status) for status in ("not_completed", "in_progress"))
WAITING += "\nORDER BY said_on, rank DESC LIMIT 6"
TOPICS = """
SELECT c.topic, c.findings, 100.0 * c.findings / a.findings AS per_100
FROM site_counts AS c JOIN site_counts AS a ON a.level = c.level AND a.code = c.code AND a.year = c.year AND a.topic = '*'
WHERE c.level = 'all' AND c.code = '*' AND c.year = 0 AND c.topic NOT IN ('*', '-') AND instr(c.topic, '.') = 0
ORDER BY c.findings DESC, c.topic LIMIT 8"""


def home(connection: Connection, ask: Ask) -> Answer:
    """The first page."""
    values = {
        "totals": rows(connection, TOTALS)[0],
        "totals_sql": Shown(sql=TOTALS),
        "years": rows(connection, YEARS),
        "years_sql": Shown(sql=YEARS),
        "waiting_sql": Shown(sql=WAITING),
        "topics_sql": Shown(sql=TOPICS),
        "newest": rows(connection, NEWEST),
        "waiting": rows(connection, WAITING),
        "topics": rows(connection, TOPICS),
        "names": Names(connection, ask.words),
    }
    return Page(template="home.html", values=values)
