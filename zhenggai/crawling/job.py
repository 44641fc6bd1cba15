"""Starting the process that crawls, and listening to it."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scrapers.sources import Source, write_source

Event = Mapping[str, Any]


class CrawlFailed(Exception):  # noqa: N818 - named for the fact
    """The crawl process ended without a report; the message is its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What to crawl and how. `kind` is crawl, check or fetch; `days_later` and `manners` only work on the replica."""

    archive: Path
    agent: str
    sources: tuple[Source, ...]
    kind: str = "crawl"
    since: str | None = None
    max_pages: int | None = None
    max_seconds: float | None = None
    replica: bool = False
    days_later: float = 0.0
    manners: Mapping[str, Any] | None = None

    def as_json(self) -> str:
        """One line for the worker's input."""
        values: dict[str, Any] = {
            "archive": str(self.archive), "agent": self.agent, "kind": self.kind, "since": self.since,
            "max_pages": self.max_pages, "max_seconds": self.max_seconds, "replica": self.replica,
            "sources": [{"id": source.id, "toml": write_source(source)} for source in self.sources],
        }  # fmt: skip
        if self.replica:
            values |= {"days_later": self.days_later, "manners": dict(self.manners or {})}
        return json.dumps(values) + "\n"


def start(job: Job) -> "subprocess.Popen[str]":
    """Start the worker. Its input stays open: closing it asks the worker to end in order."""
    command = [sys.executable, "-m", "zhenggai.crawling.worker"]
    log = job.archive / "crawl.log"
    job.archive.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as errors:
        process = subprocess.Popen(  # noqa: S603 - our own module, with no argument from outside
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True, encoding="utf-8"
        )
    assert process.stdin
    process.stdin.write(job.as_json())
    process.stdin.flush()
    return process


def run(job: Job, on_event: Callable[[Event], None]) -> list[Event]:
    """Run a job to its end; returns the report, one row a source. Raises CrawlFailed with the worker's words.

    An interrupt (Ctrl-C) lets the worker finish what is in flight, then reports what was done.
    """
    process = start(job)
    rows: list[Event] = []
    failure = f"the crawl process ended without a report; its log is {job.archive / 'crawl.log'}"
    while True:
        try:
            line = process.stdout.readline() if process.stdout else ""
        except KeyboardInterrupt:
            if process.stdin and not process.stdin.closed:
                process.stdin.close()
            continue
        if not line:
            break
        event = json.loads(line)
        if event["event"] == "source":
            rows.append(event)
        elif event["event"] == "error":
            failure = event["message"]
        else:
            on_event(event)
    code = process.wait()
    if process.stdin and not process.stdin.closed:
        process.stdin.close()
    if process.stdout:
        process.stdout.close()
    if code != 0 or len(rows) < len(job.sources):
        raise CrawlFailed(failure)
    return rows
