"""What pages cost beside their bare SQL, in time of the processor: `python -m bench.site_cpu --db build/bench-site.db`.

Waiting is left out, so that a busy machine changes little; `bench.site` times whole answers of a server.
"""

import argparse
import re
import sqlite3
import time
import urllib.parse
from pathlib import Path

from bench.site import ROOT, addresses, percentile
from db.search import search_query
from db.site.answers import Ask, Page
from db.site.render import render
from db.site.routes import ROUTES

HEAD = f"{'page':32} {'sql p50':>8} {'sql p95':>8} {'page p50':>9} {'page p95':>9} {'added p50':>10} {'ratio p95':>10}"


def costs(connection: sqlite3.Connection, path: str) -> tuple[float, float]:
    """Milliseconds of the processor: of every statement of a page run alone, and of the whole page, HTML made."""
    parts = urllib.parse.urlsplit(path)
    route, found = next((r, m) for r in ROUTES if (m := re.fullmatch(r.pattern, parts.path)))
    ask = Ask(path=parts.path, values=found.groupdict(), args=urllib.parse.parse_qs(parts.query))
    seen: list[str] = []
    connection.set_trace_callback(seen.append)
    route.answer(connection, ask)
    connection.set_trace_callback(None)
    started = time.process_time()
    for sql in seen:
        if not sql.startswith("--"):
            connection.execute(sql).fetchall()
    bare = time.process_time() - started
    started = time.process_time()
    answer = route.answer(connection, ask)
    if isinstance(answer, Page):
        render(answer.template, answer.values, ask)
    return bare * 1000, (time.process_time() - started) * 1000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", type=Path, default=ROOT / "build" / "bench-site.db")
    parser.add_argument("--count", type=int, default=40, help="addresses asked for of each page type")
    options = parser.parse_args()
    connection = sqlite3.connect(f"file:{options.db}?immutable=1", uri=True)
    connection.execute("PRAGMA mmap_size = 2147418112")
    connection.create_function("escape_fts", 1, search_query, deterministic=True)
    print(HEAD)  # noqa: T201
    for page, paths in addresses(connection, options.count).items():
        both = [costs(connection, path) for path in paths]
        sql, whole = [bare for bare, _ in both], [all_of_it for _, all_of_it in both]
        middle, high = (
            (percentile(sql, 0.5), percentile(whole, 0.5)),
            (percentile(sql, 0.95), percentile(whole, 0.95)),
        )
        print(  # noqa: T201
            f"{page:32} {middle[0]:8.1f} {high[0]:8.1f} {middle[1]:9.1f} {high[1]:9.1f} {middle[1] - middle[0]:10.1f}"
            f" {high[1] / high[0]:10.2f}"
        )


if __name__ == "__main__":
    main()
