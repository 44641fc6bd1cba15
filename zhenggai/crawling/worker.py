"""The process that crawls: reads a job as JSON from its input, tells what happens as JSON lines on its output.

It is a process of its own because Scrapy's reactor starts once in a process, and so that a crawl that dies takes
nothing with it. When its input closes (whoever started it is gone) it ends in order.
"""

import json
import sys
import threading
import time
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from scrapers.archive.index import STORAGE_ERRORS
from scrapers.crawling.manners import REPLICA, Manners
from scrapers.crawling.run import Options, Outcome, run
from scrapers.sources import source_of


def main() -> int:
    """Run one job; 0 where it ran to its end, 1 where the archive failed."""
    job = json.loads(sys.stdin.readline())
    gone = threading.Event()
    threading.Thread(target=watch, args=(gone,), daemon=True).start()
    shift = timedelta(days=job.get("days_later", 0)) if job["replica"] else timedelta()
    stop = Patience(gone, job.get("max_seconds"))
    manners = replace(REPLICA if job["replica"] else Manners(), **job.get("manners", {}))
    try:
        rows = run(
            options_of(job),
            tuple(source_of(one["id"], tomllib.loads(one["toml"])) for one in job["sources"]),
            manners=manners,
            clock=lambda: datetime.now(UTC) + shift,
            stop=stop,
            say=say,
        )
    except STORAGE_ERRORS as error:
        say({"event": "error", "message": str(error)})
        return 1
    for row in rows:
        say({"event": "source", **row_of(row)})
    return 0


class Patience:
    """Says when to stop: whoever started us is gone, or the time is up, counted from the first question."""

    def __init__(self, gone: threading.Event, seconds: float | None) -> None:
        self._gone = gone
        self._seconds = seconds
        self._began: float | None = None

    def __call__(self) -> bool:
        """Whether no further request may be sent."""
        self._began = self._began or time.monotonic()
        late = self._seconds is not None and time.monotonic() - self._began > self._seconds
        return late or self._gone.is_set()


def watch(gone: threading.Event) -> None:
    """Wait until the input closes."""
    sys.stdin.read()
    gone.set()


def options_of(job: dict[str, Any]) -> Options:
    """The options of a job."""
    return Options(
        archive=Path(job["archive"]),
        agent=job["agent"],
        kind=job["kind"],
        since=date.fromisoformat(job["since"]) if job.get("since") else None,
        max_pages=job.get("max_pages"),
        replica=job["replica"],
    )


def row_of(row: Outcome) -> dict[str, Any]:
    """A row of the report as plain values."""
    return {
        "source": row.source.id,
        "verdict": row.verdict,
        "reasons": list(row.reasons),
        "counts": dict(row.counts),
    }


def say(event: dict[str, Any]) -> None:
    """One line of JSON. A reader that has gone is no reason to lose an answer: the end comes by the input."""
    try:
        print(json.dumps(event, ensure_ascii=True), flush=True)
    except BrokenPipeError:
        sys.stdout = sys.stderr


if __name__ == "__main__":
    sys.exit(main())
