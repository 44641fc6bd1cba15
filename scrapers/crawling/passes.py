"""Readings of a source: begun, continued after a stop, counted, judged."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import timedelta

from scrapers.archive.index import insert
from scrapers.articles.reading import BY_ITS_TEXT, day
from scrapers.crawling import frontier
from scrapers.crawling.context import Crawl, stamp
from scrapers.crawling.verdicts import OF_OUTCOME, Counts, Finding, Verdict, overall
from scrapers.families import FAMILIES
from scrapers.sources import Source

OPEN = "reading"
EVENTS = """
SELECT e.kind || iif(p.role IN ('attachment', 'page'), ' file', ''), count(*)
FROM events e JOIN places p ON p.id = e.place WHERE e.pass = ? GROUP BY 1
"""
READ = ("complete", "since", "first page")  # columns that were read as far as they should be


def begin(crawl: Crawl, source: Source) -> int:
    """The pass to work on: one that was stopped not long ago with the same options, else a new one."""
    sql = crawl.archive.sql
    oldest = stamp(crawl.clock() - timedelta(hours=crawl.manners.pass_hours))
    since = crawl.since.isoformat() if crawl.since else None
    row = sql.execute(
        "SELECT id FROM passes WHERE source = ? AND kind = ? AND state = 'running' AND started_at >= ?"
        " AND since IS ? AND max_pages IS ? ORDER BY id DESC LIMIT 1",
        (source.id, crawl.kind, oldest, since, crawl.max_pages),
    ).fetchone()
    keep = row["id"] if row and same_lists(sql, row["id"], source) else None
    sql.execute(
        "UPDATE passes SET state = 'abandoned' WHERE source = ? AND kind = ? AND state = 'running' AND id IS NOT ?",
        (source.id, crawl.kind, keep),
    )
    return int(keep) if keep is not None else new_pass(crawl, source, since)


def same_lists(sql: sqlite3.Connection, pass_id: int, source: Source) -> bool:
    """Was the pass begun with the list addresses that the data file has now?"""
    rows = sql.execute("SELECT url FROM columns WHERE pass = ? ORDER BY number", (pass_id,)).fetchall()
    return [row["url"] for row in rows] == [one.url for one in source.columns]


def new_pass(crawl: Crawl, source: Source, since: str | None) -> int:
    """A fresh pass with the first request of each column."""
    sql = crawl.archive.sql
    values = {"source": source.id, "kind": crawl.kind, "started_at": crawl.now(), "state": "running",
              "since": since, "max_pages": crawl.max_pages}  # fmt: skip
    number = insert(sql, "passes", values)
    for index, column in enumerate(source.columns):
        insert(sql, "columns", {"pass": number, "number": index, "url": column.url})
        ask = FAMILIES[source.family].first(source, column)
        frontier.add(
            sql, pass_id=number, source=source.id, kind="list", ask=crawl.at(source, ask), number=index
        )
    return number


def column(sql: sqlite3.Connection, pass_id: int, number: int) -> sqlite3.Row:
    """How far a column has been read."""
    query = "SELECT * FROM columns WHERE pass = ? AND number = ?"
    row: sqlite3.Row = sql.execute(query, (pass_id, number)).fetchone()
    return row


def end_column(sql: sqlite3.Connection, pass_id: int, number: int, state: str, reason: str = "") -> None:
    """A column will not be read further; the first word on it stays."""
    sql.execute(
        "UPDATE columns SET state = ?, reason = ? WHERE pass = ? AND number = ? AND state = ?",
        (state, reason or None, pass_id, number, OPEN),
    )


def listed_in(sql: sqlite3.Connection, pass_id: int, number: int | None = None) -> set[str]:
    """The addresses that a pass (a column of it) has seen listed."""
    query = "SELECT url FROM listed WHERE pass = ? AND (? IS NULL OR number = ?)"
    return {row[0] for row in sql.execute(query, (pass_id, number, number))}


def last_finished(sql: sqlite3.Connection, source: str, before: int) -> sqlite3.Row | None:
    """The last finished crawl of a source before a pass that read something."""
    query = (
        "SELECT * FROM passes WHERE source = ? AND kind = 'crawl' AND state = 'finished' AND id < ?"
        " AND json_extract(counts, '$.listed') > 0 ORDER BY id DESC LIMIT 1"
    )
    row: sqlite3.Row | None = sql.execute(query, (source, before)).fetchone()
    return row


def finish(crawl: Crawl, source: Source) -> tuple[Verdict, list[str], Counts]:
    """Judge a pass and close it, if nothing of it is left; else its verdict so far is partial."""
    sql, number = crawl.archive.sql, crawl.passes[source.id]
    counts = count(crawl, source, number)
    findings = list(findings_of(sql, number))
    unfinished = frontier.left(sql, number)
    if unfinished:
        reason = f"stopped with {unfinished} requests left; the next crawl continues"
        findings.append(Finding(verdict=Verdict.PARTIAL, reason=reason))
    verdict, reasons = overall(findings, counts, source.expect, crawl.clock().date())
    values = {name: getattr(counts, name) for name in counts.__slots__}
    sql.execute(
        "UPDATE passes SET state = ?, finished_at = ?, verdict = ?, reasons = ?, counts = ? WHERE id = ?",
        ("running" if unfinished else "finished", crawl.now(), verdict.value,
         json.dumps(reasons, ensure_ascii=False), json.dumps(values), number),
    )  # fmt: skip
    return verdict, reasons, counts


def findings_of(sql: sqlite3.Connection, number: int) -> Iterator[Finding]:
    """What columns and unanswered requests say."""
    for row in sql.execute("SELECT * FROM columns WHERE pass = ? ORDER BY number", (number,)):
        if row["moved"]:
            yield Finding(verdict=Verdict.MOVED, reason=f"{row['url']} redirects to {row['moved']}")
        if row["state"] not in (*READ, OPEN):
            yield Finding(verdict=Verdict(row["state"]), reason=f"{row['url']}: {row['reason']}")
    query = (
        "SELECT outcome, reason, count(*) AS many FROM tasks WHERE pass = ? AND kind != 'list'"
        " AND outcome NOT IN ('ok', 'not_modified') AND NOT (outcome = 'gone' AND place IN"
        " (SELECT place FROM versions)) GROUP BY outcome, reason ORDER BY min(id)"
    )
    for row in sql.execute(query, (number,)):
        hard = row["outcome"] in ("blocked", "busy")
        verdict = OF_OUTCOME[row["outcome"]] if hard else Verdict.PARTIAL
        yield Finding(verdict=verdict, reason=f"{row['many']} not taken: {row['reason'] or row['outcome']}")


def count(crawl: Crawl, source: Source, number: int) -> Counts:
    """The numbers of a pass."""
    sql = crawl.archive.sql
    events = dict(sql.execute(EVENTS, (number,)).fetchall())
    seen = (
        "SELECT DISTINCT p.* FROM listed l JOIN places p ON p.source = ? AND p.url = l.url WHERE l.pass = ?"
    )
    listed = sql.execute(seen, (source.id, number)).fetchall()
    states = [row["state"] for row in listed]
    before = last_finished(sql, source.id, number)
    read = sql.execute(
        "SELECT v.recognised, v.facts, p.date FROM tasks t JOIN places p ON p.id = t.place JOIN versions v ON v.id ="
        " (SELECT max(id) FROM versions WHERE place = p.id)"
        " WHERE t.pass = ? AND t.kind = 'article' AND t.outcome IN ('ok', 'not_modified')",
        (number,),
    ).fetchall()
    answered = (
        "SELECT count(*) FROM tasks WHERE pass = ? AND kind != 'list' AND outcome IN ('ok', 'not_modified')"
    )
    happened = sum(events.get(kind, 0) for kind in ("new", "changed", "new file", "changed file"))
    known = had_bodies(sql, source.id)
    failed = "SELECT count(*) FROM tasks WHERE pass = ? AND outcome IN ('unreachable', 'error', 'truncated')"
    return Counts(
        pages=sql.execute("SELECT coalesce(sum(pages), 0) FROM columns WHERE pass = ?", (number,)).fetchone()[
            0
        ],
        listed=len(listed),
        kept=states.count("kept") + states.count("wanted"),
        new=events.get("new", 0),
        changed=events.get("changed", 0),
        unchanged=max(0, sql.execute(answered, (number,)).fetchone()[0] - happened),
        files=events.get("new file", 0) + events.get("changed file", 0),
        withdrawn=events.get("withdrawn", 0),
        refused=events.get("refused", 0) + events.get("refused file", 0),
        failed=sql.execute(failed, (number,)).fetchone()[0],
        external=states.count("external"),
        off_topic=states.count("off_topic"),
        articles=len(read),
        unrecognised=sum(not row["recognised"] and (known or not by_its_text(row)) for row in read),
        fill=fill_rate(read),
        newest=newest_day(listed, crawl.clock().strftime("%Y%m%d")),
        before=json.loads(before["counts"])["listed"] if before else None,
        declared=sql.execute("SELECT sum(declared_total) FROM columns WHERE pass = ?", (number,)).fetchone()[
            0
        ],
    )


def had_bodies(sql: sqlite3.Connection, source: str) -> bool:
    """Was the body of any article of the source ever found in an element that is known to hold bodies?"""
    found = sql.execute(
        "SELECT 1 FROM versions v JOIN places p ON p.id = v.place WHERE p.source = ? AND p.role = 'article'"
        " AND v.recognised LIMIT 1",
        (source,),
    ).fetchone()
    return found is not None


def by_its_text(row: sqlite3.Row) -> bool:
    """Was the body found by its text alone?"""
    return dict(json.loads(row["facts"])).get("body") == BY_ITS_TEXT


def fill_rate(rows: list[sqlite3.Row]) -> float | None:
    """The share of fields (title, date, source) that the read articles have."""
    if not rows:
        return None
    names = [
        {name for name, _ in json.loads(row["facts"])} | ({"meta_date"} if row["date"] else set())
        for row in rows
    ]
    filled = sum(("title" in found) + ("meta_date" in found) + ("meta_source" in found) for found in names)
    return round(filled / (3 * len(rows)), 3)


def newest_day(rows: list[sqlite3.Row], today: str) -> str | None:
    """The newest listed date that is not in the future, ISO."""
    days = [digits for row in rows if len(digits := day(row["date"])) == 8 and digits <= today]
    return f"{max(days)[:4]}-{max(days)[4:6]}-{max(days)[6:]}" if days else None
