"""One run over chosen sources: Scrapy's settings, the passes, the report.

Scrapy's own robots, redirect, retry, cache and offsite parts are off: the desk does their work, because it must decide
with the archive at hand, survive a kill at any moment, and never mistake a challenge or an old copy for a page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess

from scrapers.addresses import Allowance, allowed_suffixes
from scrapers.archive.index import insert
from scrapers.archive.store import Archive, open_archive
from scrapers.crawling import frontier, passes
from scrapers.crawling.context import Crawl
from scrapers.crawling.manners import Manners
from scrapers.crawling.spiders import NoticeSpider
from scrapers.sources import Source, write_source

OFF = (
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware",
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware",
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware",
    "scrapy.downloadermiddlewares.retry.RetryMiddleware",
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware",
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware",
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware",  # a proxy would resolve names for us, unguarded
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What one run is asked to do. `kind` is crawl, check (first pages and one article of each source) or
    fetch (the list pages only, unread)."""

    archive: Path
    agent: str
    kind: str = "crawl"
    since: date | None = None
    max_pages: int | None = None
    replica: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one source fared: a row of the run report."""

    source: Source
    verdict: str
    reasons: tuple[str, ...]
    counts: Mapping[str, Any]


def run(
    options: Options,
    sources: tuple[Source, ...],
    *,
    manners: Manners,
    clock: Callable[[], datetime],
    stop: Callable[[], bool],
    say: Callable[[dict[str, Any]], None],
) -> tuple[Outcome, ...]:
    """Crawl the sources and judge each. Starts Scrapy's reactor, so it works once in a process.

    Raises ArchiveError where the archive cannot be opened, or the error that made it unwritable on the way.
    """
    with open_archive(options.archive, write=True) as archive:
        crawl = prepare(options, sources, archive, manners=manners, clock=clock, stop=stop)
        process = AsyncCrawlerProcess(settings(options, sources, manners))
        crawler = process.create_crawler(NoticeSpider)
        process.crawl(crawler, crawl=crawl, say=say)
        process.start()
        fatal = getattr(crawler.spider, "fatal", None)
        if fatal is not None:
            raise fatal
        return report(crawl)


def prepare(
    options: Options,
    sources: tuple[Source, ...],
    archive: Archive,
    *,
    manners: Manners,
    clock: Callable[[], datetime],
    stop: Callable[[], bool],
) -> Crawl:
    """The run's context, with a pass begun or continued for each source."""
    crawl = Crawl(
        archive=archive,
        sources={source.id: source for source in sources},
        allowance=Allowance(suffixes=allowed_suffixes(), replica=options.replica),
        manners=manners,
        agent=options.agent,
        clock=clock,
        stop=stop,
        kind=options.kind,
        since=options.since,
        max_pages=options.max_pages,
    )
    archive.describe(
        software=options.agent.partition(" ")[0], robots="obey", **{"http-header-user-agent": options.agent}
    )
    with archive.transaction():
        values = {"started_at": crawl.now(), "agent": options.agent, "options": str(options.kind)}
        insert(archive.sql, "runs", values)
        for source in sources:
            archive.sql.execute(
                "INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?)",
                (source.id, source.region, source.family, write_source(source)),
            )
            crawl.passes[source.id] = passes.begin(crawl, source)
        frontier.choose(archive.sql, crawl.passes.values())
    return crawl


def report(crawl: Crawl) -> tuple[Outcome, ...]:
    """Close what is finished and say how each source fared."""
    rows = []
    with crawl.archive.transaction():
        crawl.archive.sql.execute(
            "UPDATE runs SET finished_at = ? WHERE id = (SELECT max(id) FROM runs)", (crawl.now(),)
        )
        for source in crawl.sources.values():
            verdict, reasons, counts = passes.finish(crawl, source)
            numbers = {name: getattr(counts, name) for name in counts.__slots__}
            rows.append(Outcome(source=source, verdict=verdict.value, reasons=tuple(reasons), counts=numbers))
    return tuple(rows)


def settings(options: Options, sources: tuple[Source, ...], manners: Manners) -> dict[str, Any]:
    """Scrapy's settings for a run."""
    unchecked = {host for source in sources if source.unchecked for host in source.own_hosts}
    legacy = {host for source in sources if source.legacy for host in source.own_hosts}
    return {
        "USER_AGENT": options.agent,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.8",
            "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
        },
        "DOWNLOADER_MIDDLEWARES": dict.fromkeys(OFF) | {"scrapers.crawling.exchanges.KeepRaw": 595},
        "SPIDER_MIDDLEWARES": {
            "scrapy.spidermiddlewares.depth.DepthMiddleware": None,  # a host's line of requests is one long chain
            "scrapy.spidermiddlewares.referer.RefererMiddleware": None,  # ... whose links do not refer to each other
        },
        "DOWNLOAD_HANDLERS": {
            "http": "scrapers.crawling.network.Handler",
            "https": "scrapers.crawling.network.Handler",
            **dict.fromkeys(("data", "file", "ftp", "s3")),
        },
        "TWISTED_DNS_RESOLVER": "scrapers.crawling.network.GuardedResolver",
        "ZHENGGAI_REPLICA": options.replica,
        "ZHENGGAI_UNCHECKED": sorted(unchecked),
        "ZHENGGAI_LEGACY": sorted(legacy),
        "ROBOTSTXT_OBEY": False,  # obeyed by scrapers.crawling.preliminaries, which also stops at a server error
        "CONCURRENT_REQUESTS": manners.hosts_at_once,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "CONCURRENT_ITEMS": 1,  # callbacks yield nothing; Scrapy starts that many workers for each answer
        "DOWNLOAD_DELAY": manners.delay,
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": manners.first_delay,
        "AUTOTHROTTLE_MAX_DELAY": manners.longest_delay,
        "DOWNLOAD_TIMEOUT": manners.timeout,
        "DOWNLOAD_MAXSIZE": manners.largest_body,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": False,  # a body cut short is kept as evidence, and not taken for the page
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "HTTPERROR_ALLOW_ALL": True,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
    }
