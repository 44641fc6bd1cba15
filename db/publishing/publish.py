"""Make the tables of `db.tables.site` from a dataset, in one transaction.

They hold nothing that the dataset does not say; dropping them loses nothing. A trigger on `notices`
marks them as out of date, so that `serve` and `ingest` know when to make them again.
"""

import json
import sqlite3
from pathlib import Path

from db.choosing import marks
from db.publishing.coverage import shares
from db.schema import TABLES
from db.tables.site import NOTICES as NOTICES_TABLE
from db.tables.site import ROWS as ROWS_TABLE
from db.tables.site import SITE_TABLES, STATUS_COLUMNS

__all__ = ["FAMILIES", "SITE_VERSION", "is_ready", "prepare", "prepare_file"]

SITE_VERSION = "8"  # raised with every change of the statements below
FAMILIES = ("rectification_report", "audit_result", "audit_work_report")
KEPT_KIN, KEPT_RULES, KIN_PLACES = 30, 30, 12

_SCOPE = """
  coalesce(n.region_code, '-'),
  coalesce(n.prefecture_code, n.region_code, '-'),
  coalesce(n.province_code, iif(n.region_code LIKE 'TW-%', 'TW', iif(n.region_code IN ('HK', 'MO'), n.region_code, '-'))),
  coalesce(n.year, -1)"""
# places outside the mainland have no province-level unit in GB/T 2260
_OUTSIDE = "CASE s.province_code WHEN 'TW' THEN '台湾' WHEN 'HK' THEN '香港' WHEN 'MO' THEN '澳门' END"
_PROVINCE = f"coalesce(max(n.province), {_OUTSIDE}, '-')"
_LIVE = """n.superseded_by IS NULL AND NOT EXISTS
  (SELECT 1 FROM notice_copies AS c WHERE c.notice_id = n.id AND c.first_id <> n.id)"""
_FAMILIES = ", ".join(f"'{family}'" for family in FAMILIES)
_ZEROS = ", ".join("0" for _ in STATUS_COLUMNS)
_STATUS_SUMS = ", ".join(f"sum(r.status = '{name}')" for name in STATUS_COLUMNS)
_STATUS_TOTALS = ", ".join(f'sum("{name}")' for name in STATUS_COLUMNS)
_STATUS_NAMES = ", ".join(f'"{name}"' for name in STATUS_COLUMNS)

NOTICES = f"""
INSERT INTO site_notices
SELECT row_number() OVER (ORDER BY coalesce(n.published_on, n.signed_on, '') DESC, n.rowid),
  n.rowid, {_SCOPE}, n.family, coalesce(n.published_on, n.signed_on)
FROM notices AS n WHERE {_LIVE}"""

ROWS = f"""
INSERT INTO site_rows
SELECT row_number() OVER (ORDER BY s.rank, f.position), f.rowid, n.rowid,
  s.region_code, s.place_code, s.province_code, s.year, coalesce(f.status, 'unstated')
FROM site_notices AS s CROSS JOIN notices AS n ON n.rowid = s.notice JOIN findings AS f ON f.notice_id = n.id
WHERE s.family IN ({_FAMILIES})"""

ROW_TOPICS = """
INSERT INTO site_row_topics
SELECT t.topic, r.rank, r.region_code, r.place_code, r.province_code, r.year, r.status
FROM (
  SELECT f.rowid AS finding, coalesce(x.topic, '-') AS topic
  FROM findings AS f LEFT JOIN finding_topics AS x ON x.finding_id = f.id
  UNION
  SELECT f.rowid, substr(x.topic, 1, instr(x.topic, '.') - 1)
  FROM finding_topics AS x JOIN findings AS f ON f.id = x.finding_id WHERE instr(x.topic, '.') > 0
) AS t JOIN site_rows AS r ON r.finding = t.finding
ORDER BY 1, 2"""

NOTICE_TOPICS = """
INSERT INTO site_notice_topics
SELECT DISTINCT t.topic, s.rank FROM site_row_topics AS t JOIN site_rows AS r ON r.rank = t.rank
JOIN site_notices AS s ON s.notice = r.notice ORDER BY 1, 2"""

# findings that the index of words knows and site_rows leaves out: so that hits can be counted without a join
OUTSIDE = """
INSERT INTO site_outside SELECT rowid FROM findings WHERE rowid NOT IN (SELECT finding FROM site_rows)"""

HIDDEN = (
    "INSERT INTO site_hidden SELECT rowid FROM notices WHERE rowid NOT IN (SELECT notice FROM site_notices)"
)

# finest cells first; every coarser cell is a sum of them, since a notice has one region and one year
CELLS = (
    f"""
CREATE TEMP TABLE cells (
  province TEXT, place TEXT, region TEXT, year INTEGER, topic TEXT, notices INTEGER, findings INTEGER, {_STATUS_NAMES}
)""",
    f"""
INSERT INTO cells
SELECT r.province_code, r.place_code, r.region_code, r.year, t.topic, count(DISTINCT r.notice), count(*), {_STATUS_SUMS}
FROM site_row_topics AS t JOIN site_rows AS r ON r.rank = t.rank GROUP BY 1, 2, 3, 4, 5""",
    f"""
INSERT INTO cells
SELECT r.province_code, r.place_code, r.region_code, r.year, '*', 0, count(*), {_STATUS_SUMS}
FROM site_rows AS r GROUP BY 1, 2, 3, 4""",
    f"""
INSERT INTO cells
SELECT province_code, place_code, region_code, year, '*', count(*), 0, {_ZEROS}
FROM site_notices WHERE family IN ({_FAMILIES}) GROUP BY 1, 2, 3, 4""",
)
_LEVELS = {"all": "'*'", "province": "province", "place": "place", "region": "region"}
COUNTS = tuple(
    f"""
INSERT INTO site_counts
SELECT '{level}', {code}, {year}, topic, sum(notices), sum(findings), {_STATUS_TOTALS}
FROM cells GROUP BY 2, 3, 4"""
    for level, code in _LEVELS.items()
    for year in ("0", "year")
)

PLACES = tuple(
    f"""
INSERT INTO site_places
SELECT '{level}', s.{level}_code, {name}, s.province_code, {_PROVINCE}, count(*),
  coalesce((SELECT findings FROM site_counts
            WHERE level = '{level}' AND code = s.{level}_code AND year = 0 AND topic = '*'), 0),
  max(s.said_on)
FROM site_notices AS s JOIN notices AS n ON n.rowid = s.notice GROUP BY 2"""
    for level, name in (
        ("province", _PROVINCE),
        ("place", "coalesce(max(n.prefecture), max(n.city), '-')"),
        ("region", "coalesce(max(n.city), '-')"),
    )
)

THREADS = """
INSERT INTO site_threads
SELECT thread_id, region_code, place_code, province_code, year, topic, first_on, completed_on,
  CAST(julianday(completed_on) - julianday(first_on) AS INTEGER), steps
FROM (
  SELECT h.thread_id, r.region_code, r.place_code, r.province_code, r.year,
    coalesce(iif(instr(f.topic, '.') > 0, substr(f.topic, 1, instr(f.topic, '.') - 1), f.topic), '-') AS topic,
    min(h.date) AS first_on, min(h.date) FILTER (WHERE h.status = 'completed') AS completed_on,
    max(h.step = 1 AND h.status = 'completed') AS at_once, count(*) AS steps
  FROM status_history AS h JOIN findings AS f ON f.id = h.thread_id JOIN site_rows AS r ON r.finding = f.rowid
  WHERE h.date IS NOT NULL GROUP BY h.thread_id
) WHERE steps > 1 AND at_once IS NOT 1"""

KIN = """
INSERT INTO site_kin
SELECT k.kin_id, count(*), sum(r.status = 'completed'), count(DISTINCT r.place_code), count(DISTINCT r.notice)
FROM finding_kin AS k JOIN findings AS f ON f.id = k.finding_id JOIN site_rows AS r ON r.finding = f.rowid GROUP BY 1"""

TOPIC_KIN = f"""
INSERT INTO site_topic_kin
SELECT * FROM (
  SELECT topic, row_number() OVER (PARTITION BY topic ORDER BY places DESC, findings DESC, kin_id) AS position,
    kin_id, findings, completed, places, '[]'
  FROM (
    SELECT t.topic, k.kin_id, count(*) AS findings, sum(r.status = 'completed') AS completed,
      count(DISTINCT r.place_code) AS places
    FROM finding_kin AS k JOIN findings AS f ON f.id = k.finding_id JOIN site_rows AS r ON r.finding = f.rowid
      JOIN topics_of AS t ON t.rank = r.rank
    GROUP BY 1, 2 HAVING count(*) > 1
  )
) WHERE position <= {KEPT_KIN}"""

TOPIC_KIN_PLACES = f"""
UPDATE site_topic_kin SET place_codes = (
  SELECT json_group_array(place_code) FROM (
    SELECT DISTINCT r.place_code
    FROM finding_kin AS k JOIN findings AS f ON f.id = k.finding_id JOIN site_rows AS r ON r.finding = f.rowid
    WHERE k.kin_id = site_topic_kin.kin_id AND r.place_code <> '-' ORDER BY r.place_code LIMIT {KIN_PLACES}
  )
)"""

TOPIC_RULES = f"""
INSERT INTO site_topic_regulations
SELECT * FROM (
  SELECT topic, row_number() OVER (PARTITION BY topic ORDER BY findings DESC, name) AS position,
    name, findings, issues
  FROM (
    SELECT t.topic, g.name, count(DISTINCT t.rank) AS findings,
      count(DISTINCT iif(g.effect IN ('issues', 'revises'), t.rank, NULL)) AS issues
    FROM regulations AS g JOIN findings AS f ON f.id = g.finding_id JOIN site_rows AS r ON r.finding = f.rowid
      JOIN topics_of AS t ON t.rank = r.rank
    GROUP BY 1, 2
  )
) WHERE position <= {KEPT_RULES}"""

TOPICS_OF = (
    "CREATE TEMP TABLE topics_of AS SELECT rank, topic FROM site_row_topics UNION ALL SELECT rank, '*' FROM site_rows",
    "CREATE INDEX temp.topics_of_rank ON topics_of (rank)",
)

SOURCES = """
INSERT INTO site_sources
SELECT n.source, count(*), coalesce(sum(r.findings), 0), min(s.said_on), max(s.said_on), max(n.fetched_at)
FROM site_notices AS s JOIN notices AS n ON n.rowid = s.notice
  LEFT JOIN (SELECT notice, count(*) AS findings FROM site_rows GROUP BY 1) AS r ON r.notice = s.notice GROUP BY 1"""

MARKS = tuple(
    f"CREATE TRIGGER IF NOT EXISTS site_stale_{event.lower()} AFTER {event} ON notices"
    " BEGIN DELETE FROM meta WHERE key = 'site_ready'; END"
    for event in ("INSERT", "UPDATE", "DELETE")
)


def is_ready(connection: sqlite3.Connection) -> bool:
    """Whether the site's tables are there and up to date."""
    found = connection.execute("SELECT value FROM meta WHERE key = 'site_ready'").fetchone()
    return found is not None and found[0] == SITE_VERSION


def prepare_file(path: Path) -> bool:
    """Make the site's tables of a dataset file where they are missing or stale; whether they were made."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=60)
    try:
        if is_ready(connection):
            return False
        prepare(connection)
        connection.execute("ANALYZE")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # an immutable reader sees no write-ahead log
        return True
    finally:
        connection.close()


def prepare(connection: sqlite3.Connection) -> None:
    """Make the site's tables, in one transaction; the connection must not be in one. Their statistics are left to the caller."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in _statements():
            connection.execute(statement)
        marks.fill(connection)
        connection.executemany(
            "INSERT INTO site_shares VALUES (?, ?, ?, ?, ?)",
            [(s.table, s.column, s.asked_by, s.resolved, s.total) for s in shares(connection)],
        )
        for key, value in (("site_sizes", json.dumps(_sizes(connection))), ("site_ready", SITE_VERSION)):
            connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _sizes(connection: sqlite3.Connection) -> dict[str, int]:
    """Rows of every table, counted once, so that a server need not."""
    names = [entry.name for entry in (*TABLES, *SITE_TABLES) if entry.name != "meta"]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def _statements() -> list[str]:
    finding_index, notice_index = ROWS_TABLE.create_indexes()[-1], NOTICES_TABLE.create_indexes()[-1]
    drops = [f"DROP TABLE IF EXISTS {table.name}" for table in SITE_TABLES]
    drops += ["DROP TABLE IF EXISTS temp.cells", "DROP TABLE IF EXISTS temp.topics_of"]
    creates = [table.create() for table in SITE_TABLES]
    fills = [NOTICES, notice_index, ROWS, finding_index, OUTSIDE, HIDDEN, ROW_TOPICS, NOTICE_TOPICS]
    fills += [*CELLS, *COUNTS, *PLACES, THREADS, *TOPICS_OF, KIN, TOPIC_KIN, TOPIC_KIN_PLACES, TOPIC_RULES]
    fills.append(SOURCES)
    indexes = [sql for table in SITE_TABLES for sql in table.create_indexes() if sql not in fills]
    return [*drops, *creates, *fills, *indexes, *MARKS, "DROP TABLE temp.cells", "DROP TABLE temp.topics_of"]
