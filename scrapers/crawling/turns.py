"""Who is asked next: one request at a time to a host, robots.txt first, with the pauses that are due."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from scrapers.addresses import origin_of
from scrapers.crawling import frontier, ledger
from scrapers.crawling.article_visits import after_lists
from scrapers.crawling.closing import close_host, close_source
from scrapers.crawling.context import Crawl, Spent, Visit
from scrapers.crawling.frontier import Task
from scrapers.crawling.losses import lost
from scrapers.crawling.preliminaries import first_visit

LONGEST_NAP = 30.0  # seconds; a waiting host looks up this often whether the run was stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Nothing may be sent to this host for so many seconds."""

    seconds: float


def next_turn(crawl: Crawl, host: str) -> Visit | Wait | None:
    """What to send to a host now, how long to wait, or None where nothing is left for it."""
    sql, state = crawl.archive.sql, crawl.host(host)
    if crawl.stop():
        return None
    if state.closed:
        with crawl.archive.transaction():
            close_host(crawl, host, *state.closed)
        return None
    if state.hold_until and (rest := (state.hold_until - crawl.clock()).total_seconds()) > 0:
        return Wait(seconds=min(rest, LONGEST_NAP))
    while (task := frontier.next_of(sql, host, crawl.now())) is not None:
        turn = turn_for(crawl, host, task)
        if turn is not None:
            return turn
    soonest = frontier.soonest(sql, host)
    if soonest is None:
        return None
    rest = (datetime.fromisoformat(soonest) - crawl.clock()).total_seconds()
    return Wait(seconds=min(max(rest, 0.01), LONGEST_NAP))


def turn_for(crawl: Crawl, host: str, task: Task) -> Visit | Wait | None:
    """The visit that a task needs next; None where the task was settled without asking."""
    source, origin = crawl.sources[task.source], origin_of(task.ask.url)
    reason = crawl.allowance.refusal(task.ask.url)
    limit = beyond_limits(crawl, task.source)
    if reason is None and limit is None:
        if (rest := until_next(crawl, host, source.delay or 0.0)) > 0:
            return Wait(seconds=min(rest, LONGEST_NAP))
        if visit := first_visit(crawl, host, origin):
            return visit
        rules = crawl.rules[origin]
        if rules.allows(task.ask.url):
            rest = until_next(crawl, host, max(rules.delay, source.delay or 0.0))
            return Wait(seconds=min(rest, LONGEST_NAP)) if rest > 0 else visit_for(crawl, host, origin, task)
        reason = rules.stop or "robots.txt disallows it"
    with crawl.archive.transaction():
        if limit:
            close_source(crawl, task.source, limit)
        else:
            frontier.settle(crawl.archive.sql, task, "refused", reason or "")
            lost(crawl, task, "refused", reason or "")
            after_lists(crawl, source)
    return None


def beyond_limits(crawl: Crawl, source: str) -> str | None:
    """Which of our limits a source has used up in this run, if any."""
    spent = crawl.spent.setdefault(source, Spent())
    spent.since = spent.since or crawl.clock()
    if spent.bytes > crawl.manners.bytes_per_source:
        return f"stopped at the limit of {crawl.manners.bytes_per_source} bytes"
    if (crawl.clock() - spent.since).total_seconds() > crawl.manners.seconds_per_source:
        return f"stopped at the limit of {crawl.manners.seconds_per_source:.0f} seconds"
    return None


def until_next(crawl: Crawl, host: str, delay: float) -> float:
    """Seconds until a host that wants a pause may be asked again."""
    asked = crawl.host(host).asked_at
    return (asked + timedelta(seconds=delay) - crawl.clock()).total_seconds() if asked and delay else 0.0


def visit_for(crawl: Crawl, host: str, origin: str, task: Task) -> Visit:
    """The request of a task, conditional where an archived answer may still hold."""
    return Visit(
        role=task.kind,
        ask=task.ask,
        host=host,
        origin=origin,
        task=task,
        headers=tuple(conditions(crawl, task)),
    )


def conditions(crawl: Crawl, task: Task) -> list[tuple[str, str]]:
    """Validators of the last full answer, unless it is to be read in full: then none, because validators can lie.

    `Cache-Control: max-age=0` makes caches on the way ask the site itself, and unlike no-cache keeps it conditional.
    """
    known = task.kind == "list" or task.why in ("again", "unlisted")
    if task.ask.method != "GET" or not known or task.hops:
        return []
    row = crawl.archive.last_full(task.ask.key)
    if row is not None and task.kind == "article" and sent_on_before(crawl, task):
        return []
    if row is None or crawl.older(row["fetched_at"], days=crawl.manners.full_days):
        return []
    found = [("If-None-Match", row["etag"]), ("If-Modified-Since", row["last_modified"])]
    sent = [(name, value) for name, value in found if value]
    return [*sent, ("Cache-Control", "max-age=0")] if sent else []


def sent_on_before(crawl: Crawl, task: Task) -> bool:
    """Did the address of an article only lead on to what was kept of it? Then that it has not changed says nothing."""
    version = ledger.newest(crawl.archive.sql, task.place or 0)
    return version is not None and crawl.archive.record(version["record"])["ask"] != task.ask.key
