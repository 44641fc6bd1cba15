"""The dataset card: what is in it, where from, how it was made, how right it is, how to cite it."""

import json

from db.file.card import CARD_FACTS
from db.file.lookup import dataset_version, rows
from db.site.asked.answers import Answer, Ask, Connection, Page
from db.site.asked.shared import Names
from db.site.figures.statements import Shown

__all__ = ["about"]

SOURCES = """
SELECT s.*, o.name, o.url FROM site_sources AS s LEFT JOIN sources AS o ON o.id = s.source
ORDER BY s.notices DESC, s.source LIMIT 400"""
SHARES = """
SELECT *, 1.0 * resolved / nullif(total, 0) AS share FROM site_shares ORDER BY table_name, column_name"""
DOUBTS = "SELECT kind, count(*) AS n FROM issues GROUP BY kind ORDER BY n DESC, kind LIMIT 30"
TOTALS = """
SELECT (SELECT max(rank) FROM site_notices) AS notices, (SELECT max(rank) FROM site_rows) AS findings,
  (SELECT min(first_on) FROM site_sources) AS first_on, (SELECT max(last_on) FROM site_sources) AS last_on,
  (SELECT count(*) FROM files WHERE outcome = 'refused') AS refused"""
META = "SELECT key, value FROM meta"
FACT = "SELECT value FROM meta WHERE key = ?"


def about(connection: Connection, ask: Ask) -> Answer:
    """The card."""
    meta = dict(connection.execute(META).fetchall())
    facts = {key: _parsed(meta.get(key)) for key in CARD_FACTS}
    values = {
        "totals": rows(connection, TOTALS)[0],
        "sources": rows(connection, SOURCES),
        "shares": rows(connection, SHARES),
        "doubts": rows(connection, DOUBTS),
        "meta": meta,
        "figures": _figures(facts["evaluation"]),
        "shares_right": _shares_right(facts["evaluation"]),
        "calibration": facts["calibration"] if isinstance(facts["calibration"], dict) else None,
        "topic_figures": _flat(facts["topics_evaluation"]),
        "release": dataset_version(connection),
        "changes": facts["changes"] if isinstance(facts["changes"], list) else [],
        "names": Names(connection, ask.words),
        "totals_sql": Shown(sql=TOTALS),
        "shares_sql": Shown(sql=SHARES),
        "doubts_sql": Shown(sql=DOUBTS),
        "sources_sql": Shown(sql=SOURCES),
        "topics_sql": Shown(sql=FACT, values=("topics_evaluation",)),
        "evaluation_sql": Shown(sql=FACT, values=("evaluation",)),
        "address": ask.site.address,
    }
    return Page(template="about.html", values=values)


def _figures(evaluation: object) -> list[tuple[str, dict[str, float]]]:
    """Fields with precision, recall, F1 and how many the gold has, as `zhenggai evaluate` measured them."""
    fields = evaluation.items() if isinstance(evaluation, dict) else ()
    return [(name, value) for name, value in fields if isinstance(value, dict) and "f1" in value]


def _shares_right(evaluation: object) -> list[tuple[str, float, int]]:
    """Rows all right and cells grounded: message key, share, of how many."""
    if not isinstance(evaluation, dict):
        return []
    rows_right, cells = evaluation.get("rows", {}), evaluation.get("grounding", {})
    found = (
        [("about.rows_right", rows_right.get("exact", 0.0), rows_right["gold"])]
        if rows_right.get("gold")
        else []
    )
    return found + ([("about.grounded", cells["share"], cells["cells"])] if cells.get("cells") else [])


def _flat(figures: object, above: str = "") -> list[tuple[str, object]]:
    """Figures in groups as one list, named by all groups above them: macro-F1, kappa, by subject."""
    if not isinstance(figures, dict):
        return [(above, figures)] if above else []
    return [pair for name, value in figures.items() for pair in _flat(value, f"{above} {name}".strip())]


def _parsed(text: str | None) -> object:
    """JSON that a command left in `meta`, or None."""
    if not text:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return None
