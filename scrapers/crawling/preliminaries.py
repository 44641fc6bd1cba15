"""Before a host's first page: its robots.txt, and what it says of a page that surely does not exist.

robots.txt is asked once a day and obeyed; a server error on it means stop (RFC 9309).
"""

from dataclasses import replace
from urllib.parse import urljoin

from scrapers.answers.judging import Judgement
from scrapers.archive.store import Kept
from scrapers.crawling.closing import close_host, hold
from scrapers.crawling.context import Crawl, Visit
from scrapers.crawling.robots_rules import Rules, parse
from scrapers.pages import Ask

ABSENT_PATH = "/zhenggai-absent-page/0.html"
NO_RULES = ("gone", "forbidden", "mismatch")  # a 4xx: everything is allowed


def first_visit(crawl: Crawl, host: str, origin: str) -> Visit | None:
    """The visit that must come before any page of this origin, or None where all is known."""
    state = crawl.host(host)
    if state.pending is not None:
        visit, state.pending = state.pending, None
        return visit
    rules = rules_of(crawl, origin)
    if rules is None:
        return Visit(role="robots", ask=Ask(url=urljoin(origin, "/robots.txt")), host=host, origin=origin)
    crawl.rules[origin] = rules
    absent = urljoin(origin, ABSENT_PATH)
    if rules.stop or not rules.allows(absent) or absent_known(crawl, host, origin):
        return None
    return Visit(role="absent", ask=Ask(url=absent), host=host, origin=origin)


def rules_of(crawl: Crawl, origin: str) -> Rules | None:
    """The rules of an origin, or None where they are unknown or too old and must be asked for."""
    if origin in crawl.rules:
        return crawl.rules[origin]
    row = crawl.archive.sql.execute("SELECT * FROM robots WHERE origin = ?", (origin,)).fetchone()
    if row is None or crawl.older(row["asked_at"], days=crawl.manners.robots_hours / 24):
        return None
    return parse(crawl.archive.body(row["record"])) if row["status"] == 200 else Rules()


def absent_known(crawl: Crawl, host: str, origin: str) -> bool:
    """Is it known what "not found" looks like here? Loads it, where it comes as a page with status 200.

    Such a page is asked for in every run: often it is the home page, which changes with the news.
    """
    state = crawl.host(host)
    if state.absent is not None:
        return True
    row = crawl.archive.sql.execute("SELECT * FROM absent WHERE origin = ?", (origin,)).fetchone()
    if row is None or crawl.older(row["asked_at"], days=crawl.manners.absent_days):
        return False
    if row["status"] == 200 and row["asked_at"] < crawl.began:
        return False
    state.absent = crawl.archive.body(row["record"]) if row["status"] == 200 else b""
    return True


def preliminary(
    crawl: Crawl, visit: Visit, judgement: Judgement, kept: Kept | None, status: int | None
) -> None:
    """Settle the answer to robots.txt or to the absent page."""
    if judgement.outcome == "blocked":
        close_host(crawl, visit.host, "blocked", f"{visit.role}: {judgement.reason}")
    elif visit.role == "absent":
        known = status if judgement.outcome in ("ok", "gone", "redirect") else None
        remember(crawl, "absent", visit.origin, known, kept)
    elif judgement.outcome == "redirect" and visit.hops < crawl.manners.hops:
        follow(crawl, visit, judgement)
    elif judgement.outcome == "ok":
        remember(crawl, "robots", visit.origin, status, kept)
    elif judgement.outcome in (*NO_RULES, "redirect"):
        remember(crawl, "robots", visit.origin, None, kept)
    else:
        again_or_stop(crawl, visit, judgement)


def follow(crawl: Crawl, visit: Visit, judgement: Judgement) -> None:
    """robots.txt may be redirected, but not out of the hosts we may ask (then there are no rules)."""
    target = judgement.location or ""
    if crawl.allowance.refusal(target):
        remember(crawl, "robots", visit.origin, None, None)
    else:
        crawl.host(visit.host).pending = replace(visit, ask=Ask(url=target), hops=visit.hops + 1)


def again_or_stop(crawl: Crawl, visit: Visit, judgement: Judgement) -> None:
    """A failing robots.txt is tried again; while it fails nothing else may be asked."""
    wait = judgement.wait or crawl.manners.retry_wait * 2**visit.tries
    certain = judgement.outcome == "refused" or judgement.reason.startswith("certificate")
    if certain or visit.tries >= crawl.manners.retries or wait > crawl.manners.longest_hold:
        close_host(crawl, visit.host, "unreachable", f"robots.txt: {judgement.reason}")
    else:
        crawl.host(visit.host).pending = replace(visit, tries=visit.tries + 1)
        hold(crawl, visit.host, wait)


def remember(crawl: Crawl, table: str, origin: str, status: int | None, kept: Kept | None) -> None:
    """Keep an answer for later runs."""
    names = "(origin, asked_at, status, record)"
    crawl.archive.sql.execute(
        f"INSERT OR REPLACE INTO {table} {names} VALUES (?, ?, ?, ?)",  # noqa: S608 - one of two names above
        (origin, crawl.now(), status, kept.id if kept else None),
    )
