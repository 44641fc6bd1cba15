"""The requests of the running passes, on disk: what is left survives any stop, what is answered is never asked twice."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from scrapers.addresses import host_of
from scrapers.pages import Ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One request of a pass: for a list page `number` is its column, for an article or file `place` is its row."""

    id: int
    pass_id: int
    source: str
    host: str
    kind: str
    ask: Ask
    number: int | None
    place: int | None
    why: str
    tries: int
    hops: int


def choose(sql: sqlite3.Connection, passes: Iterable[int]) -> None:
    """Say which passes this run works on; all functions below see only their tasks."""
    sql.execute("CREATE TEMP TABLE IF NOT EXISTS current (pass INTEGER PRIMARY KEY)")
    sql.executemany("INSERT OR IGNORE INTO current VALUES (?)", [(number,) for number in passes])


def add(
    sql: sqlite3.Connection,
    *,
    pass_id: int,
    source: str,
    kind: str,
    ask: Ask,
    number: int | None = None,
    place: int | None = None,
    why: str = "new",
) -> None:
    """Add a request, unless the pass has it already."""
    sql.execute(
        "INSERT OR IGNORE INTO tasks (pass, source, host, kind, key, ask, number, place, why)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (pass_id, source, host_of(ask.url), kind, ask.key, packed(ask), number, place, why),
    )


def packed(ask: Ask) -> str:
    """An ask as the task table keeps it."""
    return json.dumps(ask.as_json(), ensure_ascii=False)


def next_of(sql: sqlite3.Connection, host: str, now: str) -> Task | None:
    """The next request to a host that need not wait: lists first, then articles, their pages, files."""
    row = sql.execute(
        "SELECT t.* FROM tasks t JOIN current c ON c.pass = t.pass WHERE t.state = 'todo' AND t.host = ?"
        " AND t.not_before <= ? ORDER BY instr('list article page attachment', t.kind), t.id LIMIT 1",
        (host, now),
    ).fetchone()
    return task_of(row) if row else None


def task_of(row: sqlite3.Row) -> Task:
    """A task from its row."""
    return Task(
        id=row["id"],
        pass_id=row["pass"],
        source=row["source"],
        host=row["host"],
        kind=row["kind"],
        ask=Ask.from_json(json.loads(row["ask"])),
        number=row["number"],
        place=row["place"],
        why=row["why"],
        tries=row["tries"],
        hops=row["hops"],
    )


def soonest(sql: sqlite3.Connection, host: str) -> str | None:
    """When the earliest waiting request to a host may be sent, or None where none is left."""
    found: str | None = sql.execute(
        "SELECT min(t.not_before) FROM tasks t JOIN current c ON c.pass = t.pass"
        " WHERE t.state = 'todo' AND t.host = ?",
        (host,),
    ).fetchone()[0]
    return found


def hosts_left(sql: sqlite3.Connection) -> list[str]:
    """Hosts with requests left, by their first request."""
    rows = sql.execute(
        "SELECT t.host FROM tasks t JOIN current c ON c.pass = t.pass WHERE t.state = 'todo'"
        " GROUP BY t.host ORDER BY min(t.id)"
    )
    return [row[0] for row in rows]


def left(sql: sqlite3.Connection, pass_id: int, kind: str | None = None) -> int:
    """How many requests of a pass (of one kind) are left."""
    query = "SELECT count(*) FROM tasks WHERE pass = ? AND state = 'todo' AND (? IS NULL OR kind = ?)"
    return int(sql.execute(query, (pass_id, kind, kind)).fetchone()[0])


def settle(
    sql: sqlite3.Connection,
    task: Task,
    outcome: str,
    reason: str = "",
    record: int | None = None,
    state: str = "done",
) -> None:
    """The request is answered (or stopped): it will not be sent again in this pass."""
    sql.execute(
        "UPDATE tasks SET state = ?, outcome = ?, reason = ?, record = ? WHERE id = ?",
        (state, outcome, reason or None, record, task.id),
    )


def postpone(sql: sqlite3.Connection, task: Task, not_before: str, reason: str) -> None:
    """Send the request again later."""
    query = "UPDATE tasks SET tries = tries + 1, not_before = ?, reason = ? WHERE id = ?"
    sql.execute(query, (not_before, reason, task.id))


def go_on(sql: sqlite3.Connection, task: Task, ask: Ask) -> None:
    """Follow a redirect, refresh or frame: the same request goes to another address."""
    query = "UPDATE tasks SET ask = ?, host = ?, hops = hops + 1, state = 'todo', outcome = NULL WHERE id = ?"
    sql.execute(query, (packed(ask), host_of(ask.url), task.id))


def stop_host(sql: sqlite3.Connection, host: str, outcome: str, reason: str) -> list[Task]:
    """Leave a host alone for this run; returns the requests that will not be sent."""
    query = "SELECT t.* FROM tasks t JOIN current c ON c.pass = t.pass WHERE t.state = 'todo' AND t.host = ?"
    return _stopped(sql, sql.execute(query, (host,)), outcome, reason)


def stop_source(sql: sqlite3.Connection, pass_id: int, outcome: str, reason: str) -> list[Task]:
    """End a pass early; returns the requests that will not be sent."""
    query = "SELECT * FROM tasks WHERE pass = ? AND state = 'todo'"
    return _stopped(sql, sql.execute(query, (pass_id,)), outcome, reason)


def _stopped(sql: sqlite3.Connection, rows: Iterable[sqlite3.Row], outcome: str, reason: str) -> list[Task]:
    tasks = [task_of(row) for row in rows]
    for task in tasks:
        settle(sql, task, outcome, reason, state="stopped")
    return tasks
