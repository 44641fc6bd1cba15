"""What whole pages cost beside what they need, in time of the processor: `python -m bench.site_cpu --db build/bench-site.db`.

The server is asked in this process, Datasette and all, without a network; waiting is left out, so that a
busy machine changes little. `bench.site` times answers over HTTP and says what a page needs.
"""

import argparse
import asyncio
import time
import urllib.parse
from collections.abc import Awaitable, Callable, Collection
from pathlib import Path
from typing import Any

from bench.site import EMPTY, ROOT, WARM, with_empty_page
from bench.site_addresses import addresses
from bench.site_needed import bare, timing
from bench.site_result import HEAD, Result, Times, line, result_of
from db.search.words import search_query
from db.serving import make_site


async def get(application: Callable[..., Awaitable[None]], path: str) -> int:
    """One GET, without a network; bytes of the answer."""
    size = 0

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        nonlocal size
        size += len(message.get("body", b""))

    bare_path, _, query = path.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": urllib.parse.unquote(bare_path), "raw_path": bare_path.encode(), "query_string": query.encode(),
        "headers": [(b"host", b"127.0.0.1")], "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1), "root_path": "",
    }  # fmt: skip
    await application(scope, receive, send)
    return size


def measure(path: Path, count: int, tell: Callable[[str], None], pages: Collection[str] = ()) -> list[Result]:
    """Milliseconds of the processor of every page type, of its SQL alone, and of an empty page, asked in turn."""
    connection = timing(path, time.process_time)
    connection.create_function("escape_fts", 1, search_query, deterministic=True)
    with_empty_page()
    served = make_site(path)
    loop = asyncio.new_event_loop()
    loop.run_until_complete(served.datasette.invoke_startup())

    def page(one: str) -> tuple[float, int]:
        started = time.process_time()
        size = loop.run_until_complete(get(served.application, one))
        return (time.process_time() - started) * 1000, size

    results = []
    for name, paths in addresses(connection, count + WARM).items():
        if pages and name not in pages:
            continue
        for one in paths[:WARM]:
            page(one)
        times, size = Times(), 0
        for one in paths[WARM:]:
            times.alone.append(bare(connection, one))
            times.empty.append(page(EMPTY)[0])
            spent, size = page(one)
            times.pages.append(spent)
        result = result_of(name, times, Times(), size)
        results.append(result)
        tell(line(result))
    served.datasette.executor.shutdown(wait=True)
    loop.close()
    return results


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", type=Path, default=ROOT / "build" / "bench-site.db")
    parser.add_argument("--count", type=int, default=40, help="addresses asked for of each page type")
    parser.add_argument("--page", action="append", default=[], help="only this page type; may be repeated")
    options = parser.parse_args()
    print(HEAD)  # noqa: T201
    measure(options.db, options.count, print, options.page)


if __name__ == "__main__":
    main()
