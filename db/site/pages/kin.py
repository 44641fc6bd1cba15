"""Findings that recur: the commonest groups of nearly identical ones; and one group, how each was put right."""

import json

from db.file.lookup import rows
from db.site.asked.answers import Answer, Ask, Connection, Missing, Page
from db.site.asked.shared import Names
from db.site.figures.statements import Shown

__all__ = ["COUNTED", "kin", "kin_group"]

MEMBERS_SHOWN = 200
COMMONEST = """
SELECT k.kin_id, f.title, k.places, k.findings, k.completed, 1.0 * k.completed / k.findings AS completed_share,
  k.place_codes, n.script
FROM site_topic_kin AS k JOIN findings AS f ON f.id = k.kin_id JOIN notices AS n ON n.id = f.notice_id
WHERE k.topic = ? ORDER BY k.position"""
TITLE = """
SELECT k.kin_id AS id, f.title, n.script FROM site_kin AS k JOIN findings AS f ON f.id = k.kin_id
JOIN notices AS n ON n.id = f.notice_id WHERE k.kin_id = ?"""
COUNTED = "SELECT findings, completed, regions, notices FROM site_kin WHERE kin_id = ?"
STATUSES = """
SELECT r.status, count(*) AS findings
FROM finding_kin AS k JOIN findings AS f ON f.id = k.finding_id JOIN site_rows AS r ON r.finding = f.rowid
WHERE k.kin_id = ? GROUP BY 1 ORDER BY 2 DESC, 1"""
TOPICS = """
SELECT DISTINCT t.topic FROM finding_kin AS k JOIN finding_topics AS t ON t.finding_id = k.finding_id
WHERE k.kin_id = ? ORDER BY 1 LIMIT 6"""
MEMBERS = """
SELECT f.id, n.city, coalesce(n.published_on, n.signed_on) AS said_on, f.title, f.status, f.status_basis,
  (SELECT json_group_array(m.text) FROM (SELECT text FROM measures WHERE finding_id = f.id ORDER BY position) AS m) AS measures,
  f.result, n.region_code, n.script, n.id AS notice_id, n.title AS notice_title
FROM finding_kin AS k JOIN findings AS f ON f.id = k.finding_id JOIN site_rows AS r ON r.finding = f.rowid
  JOIN notices AS n ON n.rowid = r.notice
WHERE k.kin_id = ? ORDER BY said_on IS NULL, said_on DESC, f.id LIMIT ?"""
MOST_ROWS = 10_000  # of a group that is taken away


def kin(connection: Connection, ask: Ask) -> Answer:
    """The commonest groups, those in most places first; of one topic where `?topic=` names it."""
    names = Names(connection, ask.words)
    topic = ask.get("topic")
    found = rows(connection, COMMONEST, (topic or "*",))
    for group in found:
        group["cities"] = json.loads(str(group["place_codes"]))
    values = {
        "groups": found,
        "topic": topic or None,
        "names": names,
        "shown": Shown(sql=COMMONEST, values=(topic or "*",)),
    }
    return Page(template="kin_list.html", values=values)


def kin_group(connection: Connection, ask: Ask) -> Answer:
    """All findings of a group, newest first, each with what was done about it."""
    key = ask.values["id"]
    found = rows(connection, TITLE, (key,))
    if not found:
        raise Missing(key)
    members = rows(connection, MEMBERS, (key, MEMBERS_SHOWN))
    for member in members:
        member["measures"] = json.loads(str(member["measures"]))
    values = {
        "group": found[0] | rows(connection, COUNTED, (key,))[0],
        "topics": [row["topic"] for row in rows(connection, TOPICS, (key,))],
        "statuses": rows(connection, STATUSES, (key,)),
        "shown": [
            Shown(sql=COUNTED, values=(key,)),
            Shown(sql=STATUSES, values=(key,)),
            Shown(sql=MEMBERS, values=(key, MOST_ROWS)),
        ],
        "members": members,
        "names": Names(connection, ask.words),
    }
    return Page(template="kin.html", values=values)
