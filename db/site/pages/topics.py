"""Topics: the list; and the page of one topic with its trend, commonest findings, measures and rules."""

import json

from db.file.lookup import rows
from db.site.asked.answers import Answer, Ask, Connection, Missing, Page
from db.site.asked.shared import Names
from db.site.figures.rates import Scope, statuses
from db.site.figures.statements import Shown

__all__ = ["topic", "topics"]

EVERYWHERE = Scope(codes=("*",), level="all")
TOPICS = """
SELECT c.topic AS id, t.zh, t.en, c.notices, c.findings, 100.0 * c.findings / a.findings AS per_100,
  1.0 * c.findings / a.notices AS per_notice, 1.0 * c.completed / c.findings AS completed_share
FROM site_counts AS c JOIN site_counts AS a ON a.level = c.level AND a.code = c.code AND a.year = c.year AND a.topic = '*'
LEFT JOIN topics AS t ON t.id = c.topic
WHERE c.level = 'all' AND c.code = '*' AND c.year = 0 AND c.topic <> '*' ORDER BY c.findings DESC, c.topic"""
TOPIC = "SELECT id, parent, zh, en, definition_zh, definition_en FROM topics WHERE id = ?"
TOTAL = """
SELECT notices, findings, completed, 1.0 * completed / findings AS completed_share FROM site_counts
WHERE level = 'all' AND code = '*' AND year = 0 AND topic = ?"""
TREND = """
SELECT c.year, c.notices, c.findings, 100.0 * c.findings / a.findings AS per_100,
  1.0 * c.findings / a.notices AS per_notice, 1.0 * c.completed / c.findings AS completed_share
FROM site_counts AS c JOIN site_counts AS a
  ON a.level = c.level AND a.code = c.code AND a.year = c.year AND a.topic = '*'
WHERE c.level = 'all' AND c.code = '*' AND c.year <> 0 AND c.topic = ? ORDER BY c.year DESC"""
CITIES = """
SELECT c.code, c.notices, c.findings, 100.0 * c.findings / a.findings AS per_100,
  1.0 * c.findings / a.notices AS per_notice, 1.0 * c.completed / c.findings AS completed_share
FROM site_counts AS c JOIN site_counts AS a
  ON a.level = c.level AND a.code = c.code AND a.year = c.year AND a.topic = '*'
WHERE c.level = 'place' AND c.year = 0 AND c.topic = ? AND c.code <> '-'
ORDER BY c.findings DESC, c.code LIMIT 15"""
KIN = """
SELECT k.kin_id, k.findings, k.completed, k.places, k.place_codes, f.title, n.script FROM site_topic_kin AS k
JOIN findings AS f ON f.id = k.kin_id JOIN notices AS n ON n.id = f.notice_id
WHERE k.topic = ? ORDER BY k.position LIMIT 6"""
RULES = "SELECT name, findings, issues FROM site_topic_regulations WHERE topic = ? ORDER BY position LIMIT 12"
# measures of the newest completed findings: what was done where it was put right
MEASURES = """
SELECT m.text, m.id, f.id AS finding_id, f.title, n.id AS notice_id, n.city, n.region_code, n.script
FROM (SELECT rank FROM site_row_topics WHERE topic = ? AND status = 'completed' ORDER BY rank LIMIT 12) AS t
JOIN site_rows AS r ON r.rank = t.rank JOIN findings AS f ON f.rowid = r.finding
JOIN notices AS n ON n.rowid = r.notice JOIN measures AS m ON m.finding_id = f.id
ORDER BY r.rank, m.position LIMIT 16"""
NEWEST = """
SELECT f.id, f.title, f.status, f.status_basis, n.city, n.region_code, n.script,
  coalesce(n.published_on, n.signed_on) AS said_on
FROM (SELECT rank FROM site_row_topics WHERE topic = ? ORDER BY rank LIMIT 8) AS t
JOIN site_rows AS r ON r.rank = t.rank JOIN findings AS f ON f.rowid = r.finding
JOIN notices AS n ON n.rowid = r.notice ORDER BY r.rank"""


def topics(connection: Connection, ask: Ask) -> Answer:
    """Every topic that occurs, by first level."""
    found = rows(connection, TOPICS)
    below: dict[str, list[dict[str, object]]] = {}
    for row in found:
        if "." in str(row["id"]):
            below.setdefault(str(row["id"]).split(".")[0], []).append(row)
    first = [row for row in found if "." not in str(row["id"]) and row["id"] != "-"]
    unsorted = next((row for row in found if row["id"] == "-"), None)
    values = {
        "topics": first,
        "below": below,
        "none": unsorted,
        "names": Names(connection, ask.words),
        "shown": Shown(sql=TOPICS),
    }
    return Page(template="topics.html", values=values)


def topic(connection: Connection, ask: Ask) -> Answer:
    """The page of one topic."""
    key = ask.values["id"]
    about = rows(connection, TOPIC, (key,))
    total = rows(connection, TOTAL, (key,))
    if not about and not total:
        raise Missing(key)
    kin = rows(connection, KIN, (key,))
    for group in kin:
        group["cities"] = json.loads(str(group["place_codes"]))
    names = Names(connection, ask.words)
    values = {
        "id": key,
        "about": about[0] if about else None,
        "parent": key.split(".")[0] if "." in key else None,
        "total": total[0] if total else None,
        "statuses": statuses(connection, EVERYWHERE, topic=key),
        "trend": rows(connection, TREND, (key,)),
        "trend_sql": Shown(sql=TREND, values=(key,)),
        "cities": rows(connection, CITIES, (key,)),
        "cities_sql": Shown(sql=CITIES, values=(key,)),
        "total_sql": Shown(sql=TOTAL, values=(key,)),
        "kin": kin,
        "kin_sql": Shown(sql=KIN, values=(key,)),
        "rules_sql": Shown(sql=RULES, values=(key,)),
        "measures_sql": Shown(sql=MEASURES, values=(key,)),
        "rules": rows(connection, RULES, (key,)),
        "measures": rows(connection, MEASURES, (key,)),
        "newest": rows(connection, NEWEST, (key,)),
        "below": [row for row in rows(connection, TOPICS) if str(row["id"]).startswith(f"{key}.")],
        "names": names,
    }
    return Page(template="topic.html", values=values)
