"""Leaving a host or a source alone: what is not asked any more, and what that means for the sources concerned."""

from datetime import timedelta

from scrapers.crawling import frontier, passes
from scrapers.crawling.article_visits import after_lists
from scrapers.crawling.context import Crawl
from scrapers.crawling.frontier import Task
from scrapers.crawling.verdicts import OF_OUTCOME


def hold(crawl: Crawl, host: str, seconds: float) -> None:
    """Send nothing to a host for so many seconds."""
    crawl.host(host).hold_until = crawl.clock() + timedelta(seconds=seconds)


def close_host(crawl: Crawl, host: str, outcome: str, reason: str) -> None:
    """Leave a host alone for the rest of this run; its requests are stopped with the reason."""
    crawl.host(host).closed = (outcome, reason)
    stopped(crawl, frontier.stop_host(crawl.archive.sql, host, outcome, reason), outcome, reason)


def close_source(crawl: Crawl, source: str, reason: str) -> None:
    """Stop a source at one of our limits."""
    tasks = frontier.stop_source(crawl.archive.sql, crawl.passes[source], "limit", reason)
    stopped(crawl, tasks, "limit", reason)


def stopped(crawl: Crawl, tasks: list[Task], outcome: str, reason: str) -> None:
    """Columns whose pages will not be asked end with the verdict of the outcome."""
    for task in tasks:
        if task.kind == "list":
            verdict = OF_OUTCOME[outcome].value
            passes.end_column(crawl.archive.sql, task.pass_id, task.number or 0, verdict, reason)
    for name in sorted({task.source for task in tasks}):
        after_lists(crawl, crawl.sources[name])
