"""What becomes of each answer.

Every answer is archived and settled in one transaction, so that a crawl may be stopped, or killed, at any moment: what
is answered is never asked again in that pass, what is left is continued.
"""

from dataclasses import replace

from scrapers.answers.decoding import charset_of, decode, unpacked
from scrapers.answers.judging import Judgement, asks_to_log_in, is_home, judge, same_page, says_gone
from scrapers.answers.magic import kind_of, mismatch
from scrapers.archive.store import Kept
from scrapers.crawling import frontier, passes
from scrapers.crawling.article_visits import after_lists, read_article, read_file, unchanged
from scrapers.crawling.closing import close_host, hold
from scrapers.crawling.context import Crawl, Spent, Visit
from scrapers.crawling.frontier import Task
from scrapers.crawling.list_visits import read_list
from scrapers.crawling.losses import lost
from scrapers.crawling.page_visits import read_page
from scrapers.crawling.preliminaries import preliminary
from scrapers.lists.links import bare
from scrapers.pages import Exchange, Page


def answered(crawl: Crawl, visit: Visit, exchange: Exchange) -> str:
    """Archive an answer and settle what it answers; returns its outcome."""
    judgement = look(crawl, visit, exchange)
    with crawl.archive.transaction():
        kept = None
        if exchange.status is not None:
            source = visit.task.source if visit.task else None
            kept = crawl.archive.keep(
                exchange, source=source, role=visit.role, ask=visit.ask.key, outcome=judgement.outcome
            )
        crawl.host(visit.host).asked_at = crawl.clock()
        if visit.task is None:
            preliminary(crawl, visit, judgement, kept, exchange.status)
            return judgement.outcome
        crawl.spent.setdefault(visit.task.source, Spent()).bytes += len(exchange.body)
        if judgement.outcome in ("ok", "not_modified") and kept:
            crawl.host(visit.host).failures = crawl.host(visit.host).forbidden = 0
            frontier.settle(crawl.archive.sql, visit.task, judgement.outcome, record=kept.id)
            take(crawl, visit.task, exchange, judgement, kept)
        else:
            turned_away(crawl, visit, judgement, kept.id if kept else None)
        after_lists(crawl, crawl.sources[visit.task.source])
    return judgement.outcome


def look(crawl: Crawl, visit: Visit, exchange: Exchange) -> Judgement:
    """Judge an answer, also by what only the whole crawl knows: "not found" pages with status 200, wrong files."""
    found = judge(exchange, crawl.clock())
    if found.outcome == "not_modified" and crawl.archive.last_full(visit.ask.key) is None:
        return Judgement(outcome="error", reason="304 to a request without conditions")
    if found.outcome != "ok" or visit.task is None:
        return found
    if visit.role == "attachment" or kind_of(exchange.body) not in ("html", "text"):
        reason = None if visit.role == "list" else mismatch(exchange.body, exchange.url, media_type(exchange))
        return Judgement(outcome="mismatch", reason=reason) if reason else found
    absent = crawl.host(visit.host).absent
    if absent and not is_home(visit.ask.url) and same_page(exchange.body, absent):
        return Judgement(
            outcome="gone", reason="the page the site sends for addresses that do not exist (200)"
        )
    text = decode(exchange.body, charset_of(exchange.header("content-type")))
    if visit.task.hops and asks_to_log_in(text):
        return Judgement(outcome="forbidden", reason=f"sends its readers to a login page, {exchange.url}")
    words = says_gone(text)
    return Judgement(outcome="gone", reason=f"a page that says {words} (200)") if words else found


def media_type(exchange: Exchange) -> str | None:
    """The declared media type, without parameters."""
    return (exchange.header("content-type") or "").split(";")[0].strip().lower() or None


def take(crawl: Crawl, task: Task, exchange: Exchange, judgement: Judgement, kept: Kept) -> None:
    """Read what came, or what is archived where nothing has changed."""
    if crawl.kind == "fetch":
        passes.end_column(crawl.archive.sql, task.pass_id, task.number or 0, "first page")
    elif task.kind == "list":
        read_list(crawl, task, page_of(crawl, task, exchange))
    elif judgement.outcome == "not_modified":
        unchanged(crawl, task)
    elif task.kind == "article":
        read_article(crawl, task, page_of(crawl, task, exchange), kept)
    elif task.kind == "page":
        read_page(crawl, task, page_of(crawl, task, exchange), kept)
    else:
        read_file(crawl, task, exchange, kept)


def page_of(crawl: Crawl, task: Task, exchange: Exchange) -> Page:
    """The page to read; for a 304 the archived one."""
    source = crawl.sources[task.source]
    list_url = source.columns[task.number or 0].url
    url, body, charset = exchange.url, exchange.body, charset_of(exchange.header("content-type"))
    if exchange.status == 304 and (row := crawl.archive.last_full(task.ask.key)):
        url, body, charset = row["url"], crawl.archive.body(row["id"]), row["charset"]
    if task.kind == "list" and kind_of(body) == "gzip":
        body = unpacked(body, crawl.manners.largest_body)
    return Page(url=url, text=decode(body, charset), ask=task.ask, list_url=list_url, body=body)


def turned_away(crawl: Crawl, visit: Visit, judgement: Judgement, record: int | None) -> None:
    """Everything but a body: wait, try again, follow, or give the request (or the host) up."""
    task, state, manners = visit.task, crawl.host(visit.host), crawl.manners
    if task is None:
        return
    outcome, reason = judgement.outcome, judgement.reason
    again = task.tries < manners.retries
    wait = judgement.wait if judgement.wait is not None else manners.retry_wait * 2**task.tries
    if outcome == "redirect":
        redirected(crawl, task, judgement, record)
        return
    if outcome == "busy" and task.tries < manners.holds and wait <= manners.longest_hold:
        frontier.postpone(crawl.archive.sql, task, crawl.later(wait), reason)
        hold(crawl, visit.host, wait)
        return
    state.failures += outcome == "unreachable" or (outcome == "error" and not again)
    certain = reason.startswith("certificate")
    dead = state.failures >= manners.failures or certain
    if outcome in ("unreachable", "error", "truncated") and again and not dead:
        frontier.postpone(crawl.archive.sql, task, crawl.later(wait), reason)
        return
    state.forbidden += (
        outcome == "forbidden" and task.hops == 0
    )  # a login that some pages ask for closes no site
    closes = outcome in ("blocked", "busy") or dead or state.forbidden >= manners.forbidden
    frontier.settle(crawl.archive.sql, task, outcome, reason, record, state="stopped" if closes else "done")
    lost(crawl, task, outcome, reason)
    if closes:
        told = "blocked" if state.forbidden >= manners.forbidden else "unreachable" if dead else outcome
        close_host(crawl, visit.host, told, reason)


def redirected(crawl: Crawl, task: Task, judgement: Judgement, record: int | None) -> None:
    """Follow a redirect to an allowed host; one to the front page means that the page is gone."""
    source, target = crawl.sources[task.source], judgement.location or ""
    refusal = crawl.allowance.refusal(target)
    outcome, reason = "", ""
    if refusal:
        outcome = "redirect" if task.kind == "list" else "refused"
        reason = f"redirects to {target}: {refusal}"
    elif task.hops >= crawl.manners.hops:
        outcome, reason = "redirect", f"more than {crawl.manners.hops} redirects, the last to {target}"
    elif is_home(target) and not is_home(task.ask.url) and bare(target) != bare(task.ask.url):
        outcome, reason = "gone", f"redirects to the front page {target}"
    if outcome:
        frontier.settle(crawl.archive.sql, task, outcome, reason, record)
        lost(crawl, task, outcome, reason)
        return
    if (
        task.kind == "list"
        and task.ask.page == 1
        and trimmed(target) != trimmed(source.columns[task.number or 0].url)
    ):
        query = "UPDATE columns SET moved = ? WHERE pass = ? AND number = ?"
        crawl.archive.sql.execute(query, (target, task.pass_id, task.number))
    keeps_form = judgement.reason.startswith(("307", "308"))
    ask = replace(task.ask, url=target, referer=task.ask.url)
    frontier.go_on(
        crawl.archive.sql, task, ask if keeps_form else replace(ask, method="GET", form=(), body="")
    )


def trimmed(url: str) -> str:
    """An address without scheme, www, index file and closing slash: what a harmless redirect may change."""
    path = bare(url).partition("?")[0]
    name = path.rpartition("/")[2]
    return (path.removesuffix(name) if name.startswith("index.") else path).rstrip("/")


def broke(crawl: Crawl, visit: Visit, error: Exception) -> None:
    """Our own program failed on an answer: the request is given up with the error's name, the run goes on."""
    reason = f"the program failed on it: {type(error).__name__}: {error}"
    with crawl.archive.transaction():
        if visit.task is None:
            close_host(crawl, visit.host, "error", reason)
            return
        frontier.settle(crawl.archive.sql, visit.task, "error", reason)
        lost(crawl, visit.task, "error", reason)
        after_lists(crawl, crawl.sources[visit.task.source])


def abandon(crawl: Crawl, host: str, error: Exception) -> None:
    """Our own program failed on choosing a host's next request: the host is left alone, the run goes on."""
    with crawl.archive.transaction():
        close_host(crawl, host, "error", f"the program failed on it: {type(error).__name__}: {error}")
