"""The dataset card: what is in it, where from, how it was made, how right it is, how to cite it."""

import json

from db.site.answers import Answer, Ask, Connection, Page
from db.site.shared import Names, Shown, rows

__all__ = ["about"]

SOURCES = """
SELECT s.*, o.name, o.url FROM site_sources AS s LEFT JOIN sources AS o ON o.id = s.source
ORDER BY s.notices DESC, s.source LIMIT 400"""
SHARES = "SELECT * FROM site_shares ORDER BY table_name, column_name"
DOUBTS = "SELECT kind, count(*) AS n FROM issues GROUP BY kind ORDER BY n DESC, kind LIMIT 30"
TOTALS = """
SELECT (SELECT count(*) FROM site_notices) AS notices, (SELECT max(rank) FROM site_rows) AS findings,
  (SELECT min(said_on) FROM site_notices) AS first_on, (SELECT max(said_on) FROM site_notices) AS last_on,
  (SELECT count(*) FROM files WHERE outcome = 'refused') AS refused"""
META = "SELECT key, value FROM meta WHERE key IN ('program', 'schema', 'evaluation', 'release', 'changes', 'calibration')"


def about(connection: Connection, ask: Ask) -> Answer:
    """The card."""
    meta = dict(connection.execute(META).fetchall())
    values = {
        "totals": rows(connection, TOTALS)[0],
        "sources": rows(connection, SOURCES),
        "shares": rows(connection, SHARES),
        "doubts": rows(connection, DOUBTS),
        "meta": meta,
        "evaluation": _parsed(meta.get("evaluation")),
        "changes": _parsed(meta.get("changes")) or [],
        "names": Names(connection, ask.words),
        "shown": Shown(sql=SHARES),
        "address": ask.site.address,
    }
    return Page(template="about.html", values=values)


def _parsed(text: str | None) -> object:
    """JSON that a command left in `meta`, or None."""
    if not text:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return None
