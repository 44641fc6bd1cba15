"""Page times of the site: p95 by page type over HTTP, and their ratio to what the pages need.

    python -m bench.site --findings 1000000 --db build/bench-site.db

The dataset is generated where there is none (about half an hour for a million findings). Each page
type is asked for under many different addresses; a few more are asked before, since the first page of a type compiles
its template. Each address is asked for twice: cold, after the system was told to drop what it keeps of the file, and
warm, right after. Both times the page and its SQL take turns in going first, and before a cold turn of either the file
is forgotten anew, so that neither finds what the other has read. Connections keep what they have read themselves.

What a page needs is its bare SQL: every statement that its function runs, with the same values, on a connection like
the server's, with the time between statements left out. Where that
takes less than SMALL empty pages at the median, answering at all takes about as long as reading the data:
such a page needs its SQL and what an empty page takes, the site's frame around one sentence, which the same
server is asked for in turn with every page. (An empty page takes 1.5 ms by the clock of a quiet machine; on
a busy one all times grow alike, and a limit in milliseconds would choose by the load.)
"""

import argparse
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from bench.site_addresses import addresses
from bench.site_needed import bare, forget, timing
from bench.site_result import HEAD, Result, Times, line, result_of

ROOT = Path(__file__).parents[1]
WARM = 6  # pages of each type asked for before any is timed: each connection of the server has its own memory
EMPTY = "/-/empty"


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


def measure(
    path: Path, count: int, tell: Callable[[str], None] = lambda _: None, pages: Collection[str] = ()
) -> tuple[list[Result], float]:
    """Ask for every page type, or some, and run its SQL alone; also the seconds of a cold start."""
    connection = timing(path)
    asked = addresses(connection, count + WARM)
    results = []
    with served(path) as (address, start):
        for page, paths in asked.items():
            if pages and page not in pages:
                continue
            for one in paths[:WARM]:
                _get(address + one)
            cold, warm, size = Times(), Times(), 0
            for number, one in enumerate(paths[WARM:]):
                first = number % 2 == 0
                for times, prepared in ((cold, partial(forget, path)), (warm, lambda: None)):
                    times.empty.append(_timed(address + EMPTY)[0])
                    for is_page in (
                        first,
                        not first,
                    ):  # by turns: neither always finds what the other has read
                        prepared()
                        if is_page:
                            taken, size = _timed(address + one)
                            times.pages.append(taken)
                        else:
                            times.alone.append(bare(connection, one))
            result = result_of(page, warm, cold, size)
            results.append(result)
            tell(line(result))
    return results, start


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
                 "paired_ratio": r.paired, "cold_p95_ms": r.cold_p95, "cold_sql_p95_ms": r.cold_sql_p95}
                for r in results]  # fmt: skip
        options.json.write_text(json.dumps({"pages": rows, "cold_start_s": cold}, indent=1))


if __name__ == "__main__":
    main()
