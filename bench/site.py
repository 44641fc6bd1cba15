"""Page times of the site: p95 by page type over HTTP, and their ratio to what the pages need.

    python -m bench.site --findings 1000000 --db build/bench-site.db

The dataset is generated where there is none (about half an hour for a million findings). Each page
type is asked for under many different addresses, each once, so that nothing is answered from a
cache of pages; a few more are asked before, since the first page of a type compiles its template.

What a page needs is its bare SQL: every statement that its function runs, with the same values, run alone on a
connection that has not read these pages of the file before, as the server's has not. Where that
takes less than SMALL empty pages at the median, answering at all takes about as long as reading the data:
such a page needs its SQL and what an empty page takes, the site's frame around one sentence, which the same
server is asked for in turn with every page. (An empty page takes 1.5 ms by the clock of a quiet machine; on
a busy one all times grow alike, and a limit in milliseconds would choose by the load.)
"""

import argparse
import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LIMIT_MS = 300.0
LIMIT_RATIO = 2.0
SMALL = 2.0  # empty pages: where the SQL takes less at the median, one is added to what a page needs
WARM = 6  # pages of each type asked for before any is timed: each connection of the server has its own memory
EMPTY = "/-/empty"
WORDS = (
    "闲置",
    "資金",
    "等保",
    "采购程序",
    "台账",
    "多付",
    "测评",
    "管网",
    "食堂 价格",
    "滞留",
    "数据共享",
    "结算审核",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One page type: median and 95th percentile of the page, of its SQL alone, and of an empty page; milliseconds.

    The 95th percentile of some dozens of pages is one or two of them, which a busy machine chooses: `paired` is the
    median of what each page took beside what it needed itself a moment before or after.
    """

    page: str
    p50: float
    p95: float
    sql_p50: float
    sql_p95: float
    empty_p50: float
    empty_p95: float
    paired: float  # median of each page's own ratio
    size: int

    @property
    def is_small(self) -> bool:
        """Whether answering at all counts as needed."""
        return self.sql_p50 < SMALL * self.empty_p50

    @property
    def needed(self) -> float:
        """What the page is compared with, at the 95th percentile."""
        return self.sql_p95 + self.empty_p95 * self.is_small

    @property
    def ratio(self) -> float:
        """Page to what it needs, at the 95th percentile."""
        return self.p95 / self.needed

    @property
    def overhead(self) -> float:
        """What the page adds to its SQL: HTTP, Datasette, template; median, in milliseconds."""
        return self.p50 - self.sql_p50


def addresses(connection: sqlite3.Connection, count: int) -> dict[str, list[str]]:
    """Different addresses of each page type, always the same for the same dataset."""
    pick = random.Random(3)  # noqa: S311 - addresses, not secrets

    def some(sql: str) -> list[str]:
        values = [row[0] for row in connection.execute(sql)]
        return [pick.choice(values) for _ in range(count)]

    last = connection.execute("SELECT max(rowid) FROM findings").fetchone()[0]
    findings = [
        connection.execute(
            "SELECT id FROM findings WHERE rowid >= ? LIMIT 1", (pick.randint(1, last),)
        ).fetchone()[0]
        for _ in range(count)
    ]
    places = some("SELECT code FROM site_places WHERE level = 'place' AND findings > 0")
    provinces = some("SELECT code FROM site_places WHERE level = 'province'")
    topics = some("SELECT DISTINCT topic FROM site_counts WHERE level = 'all' AND topic NOT IN ('*', '-')")
    years = some("SELECT DISTINCT year FROM site_counts WHERE level = 'all' AND year > 0")
    statuses = [pick.choice(("completed", "in_progress", "not_completed", "unstated")) for _ in range(count)]
    words = [urllib.parse.quote(pick.choice(WORDS)) for _ in range(count)]
    each = list(zip(places, provinces, topics, years, statuses, words, findings, strict=True))
    return {
        "home": [f"/?n={n}" for n in range(count)],
        "table": [f"/table?after={pick.randrange(last)}" for _ in range(count)],
        "table, city": [f"/table?city={place}" for place in places],
        "table, topic and status": [f"/table?topic={t}&status={s}" for _, _, t, _, s, _, _ in each],
        "table, province, year, status": [
            f"/table?province={p}&year={y}&status={s}" for _, p, _, y, s, _, _ in each
        ],
        "table, words": [f"/table?q={w}&after={n * 25}" for n, w in enumerate(words)],
        "notices": [f"/notices?city={place}&year={y}" for place, _, _, y, _, _, _ in each],
        "notices, topic": [f"/notices?topic={t}&n={n}" for n, t in enumerate(topics)],
        "kin": [f"/kin?topic={t}&n={n}" for n, t in enumerate(topics)],
        "notice": [f"/notice/{finding.rsplit('-', 1)[0]}" for finding in findings],
        "finding": [f"/finding/{finding}" for finding in findings],
        "topic": [f"/topic/{topic}?n={n}" for n, topic in enumerate(topics)],
        "topics": [f"/topics?n={n}" for n in range(count)],
        "city": [f"/city/{place}" for place in places],
        "cities": [f"/cities?n={n}" for n in range(count)],
        "compare": [f"/compare?city={place}&province={p}" for place, p, *_ in each],
        "compare, years": [f"/compare?province={p}&since={y}&rate=notice" for _, p, _, y, *_ in each],
        "search findings": [f"/search?q={w}&offset={n}" for n, w in enumerate(words)],
        "search, filtered": [f"/search?q={w}&city={place}&year={y}" for place, _, _, y, _, w, _ in each],
        "search measures": [f"/search?q={w}&in=measures&offset={n}" for n, w in enumerate(words)],
        "search notices": [f"/search?q={w}&in=notices&offset={n}" for n, w in enumerate(words)],
        "about": [f"/about?n={n}" for n in range(count)],
        "download": [f"/download?city={place}&topic={t}" for place, _, t, *_ in each],
        "feed, city": [f"/feed/city/{place}.atom" for place in places],
        "api findings": [f"/api/findings.json?topic={t}&year={y}" for _, _, t, y, *_ in each],
    }


class Recording(sqlite3.Connection):
    """A connection that remembers what it was asked, values and all; `alone` is another, which was asked nothing yet."""

    seen: list[tuple[str, Any]]
    alone: sqlite3.Connection

    def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
        self.seen.append((sql, values))
        return super().execute(sql, values)


def recording(path: Path) -> Recording:
    """Open a dataset as the server does, so that nothing can change it."""
    address = f"file:{path}?immutable=1"
    connection = sqlite3.connect(address, uri=True, factory=Recording)
    connection.seen, connection.alone = [], sqlite3.connect(address, uri=True)
    for one in (connection, connection.alone):
        one.execute("PRAGMA cache_size = -65536")
        one.execute("PRAGMA mmap_size = 2147418112")
    return connection


def bare(connection: Recording, path: str, clock: Callable[[], float] = time.perf_counter) -> float:
    """Milliseconds of every statement that a page's function runs, run alone; 0 for Datasette's own pages."""
    import re  # noqa: PLC0415

    from db.site.asked.answers import Ask  # noqa: PLC0415
    from db.site.server.routes import ROUTES  # noqa: PLC0415

    parts = urllib.parse.urlsplit(path)
    for route in ROUTES:
        if found := re.fullmatch(route.pattern, parts.path):
            connection.seen = []
            route.answer(
                connection,
                Ask(path=parts.path, values=found.groupdict(), args=urllib.parse.parse_qs(parts.query)),
            )
            asked = connection.seen
            started = clock()
            for sql, values in asked:
                connection.alone.execute(sql, values).fetchall()
            return (clock() - started) * 1000
    return 0.0


@contextmanager
def served(path: Path) -> Iterator[tuple[str, float]]:
    """A server of its own process: its address, and the seconds until it answered."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = f"from bench.site import serve_too; serve_too({str(path)!r}, {port})"
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                _get(address + "/topics")
                break
            except OSError:
                if process.poll() is not None or time.perf_counter() - started > 120:
                    raise
                time.sleep(0.02)
        yield address, time.perf_counter() - started
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def empty_page(connection: sqlite3.Connection, ask: Any) -> Any:
    """The site's frame around one sentence; no SQL."""
    from db.site.asked.answers import Page  # noqa: PLC0415

    return Page(template="problem.html", values={"key": "missing", "asked": ask.path})


def with_empty_page() -> None:
    """Add the empty page to the addresses of this process's servers."""
    from db.site.asked.answers import Route  # noqa: PLC0415
    from db.site.server import front  # noqa: PLC0415

    front.ROUTES = (*front.ROUTES, Route(pattern=EMPTY, name="empty", answer=empty_page))


def serve_too(path: str, port: int) -> None:
    """Serve a dataset and the empty page."""
    from db.serving import serve  # noqa: PLC0415

    with_empty_page()
    serve(Path(path), port=port)


def _get(address: str) -> int:
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
        return len(answer.read())


def _timed(address: str) -> tuple[float, int]:
    """Milliseconds of an answer, and its bytes."""
    started = time.perf_counter()
    size = _get(address)
    return (time.perf_counter() - started) * 1000, size


def result_of(page: str, times: list[float], alone: list[float], empty: list[float], size: int) -> Result:
    """The figures of one page type from the milliseconds of its pages, of their SQL, and of empty pages."""
    is_small = percentile(alone, 0.5) < SMALL * percentile(empty, 0.5)
    needed = [sql + blank * is_small for sql, blank in zip(alone, empty, strict=True)]
    return Result(
        page=page,
        p50=percentile(times, 0.5),
        p95=percentile(times, 0.95),
        sql_p50=percentile(alone, 0.5),
        sql_p95=percentile(alone, 0.95),
        empty_p50=percentile(empty, 0.5),
        empty_p95=percentile(empty, 0.95),
        paired=percentile([taken / need for taken, need in zip(times, needed, strict=True)], 0.5),
        size=size,
    )


def percentile(values: list[float], share: float) -> float:
    """The value below which a share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def measure(
    path: Path, count: int, tell: Callable[[str], None] = lambda _: None, pages: Collection[str] = ()
) -> tuple[list[Result], float]:
    """Ask for every page type, or some, and run its SQL alone; also the seconds of a cold start."""
    connection = recording(path)
    asked = addresses(connection, count + WARM)
    results = []
    with served(path) as (address, cold):
        for page, paths in asked.items():
            if pages and page not in pages:
                continue
            rest = paths[WARM:]
            for one in paths[:WARM]:
                _get(address + one)
            times: list[float] = []
            alone: list[float] = []
            empty: list[float] = []
            for number, one in enumerate(rest):
                if number % 2:  # by turns, so that neither always finds the disk's pages warm
                    alone.append(bare(connection, one))
                empty.append(_timed(address + EMPTY)[0])
                taken, size = _timed(address + one)
                times.append(taken)
                if not number % 2:
                    alone.append(bare(connection, one))
            result = result_of(page, times, alone, empty, size)
            results.append(result)
            tell(line(result))
    return results, cold


def line(result: Result) -> str:
    """A row of the report."""
    met = result.p95 < LIMIT_MS and result.ratio <= LIMIT_RATIO
    return (
        f"{result.page:32} {result.p50:8.1f} {result.p95:8.1f} {result.sql_p50:8.1f} {result.sql_p95:8.1f}"
        f" {result.empty_p95:9.1f} {result.ratio:6.2f} {result.paired:6.2f} {'+empty' if result.is_small else 'SQL':>6}"
        f" {result.overhead:8.1f} {result.size / 1024:6.0f}  {'met' if met else 'NOT MET'}"
    )


HEAD = (
    f"{'page':32} {'p50 ms':>8} {'p95 ms':>8} {'sql p50':>8} {'sql p95':>8} {'empty p95':>9} {'ratio':>6} {'paired':>6} {'to':>6}"
    f" {'added ms':>8} {'KiB':>6}"
)


def make(path: Path, findings: int) -> None:
    """Generate the dataset."""
    sys.path.insert(0, str(ROOT / "tests" / "db"))
    import site_dataset  # noqa: PLC0415

    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    partial.unlink(missing_ok=True)
    site_dataset.build_large(partial, findings, cities=290)
    partial.rename(path)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", type=Path, default=ROOT / "build" / "bench-site.db")
    parser.add_argument("--findings", type=int, default=1_000_000)
    parser.add_argument("--count", type=int, default=40, help="addresses asked for of each page type")
    parser.add_argument("--page", action="append", default=[], help="only this page type; may be repeated")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()
    if not options.db.exists():
        print(f"generating {options.findings:,} findings into {options.db} ...")  # noqa: T201
        make(options.db, options.findings)
    print(HEAD)  # noqa: T201
    results, cold = measure(options.db, options.count, print, options.page)
    print(f"cold start to first answer: {cold:.2f} s; load average {os.getloadavg()[0]:.1f}")  # noqa: T201
    if options.json:
        rows = [{"page": r.page, "p95_ms": r.p95, "sql_p95_ms": r.sql_p95, "empty_p95_ms": r.empty_p95, "ratio": r.ratio,
                 "paired_ratio": r.paired}
                for r in results]  # fmt: skip
        options.json.write_text(json.dumps({"pages": rows, "cold_start_s": cold}, indent=1))


if __name__ == "__main__":
    main()
