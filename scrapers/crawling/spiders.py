"""The one spider: it sends what the desk says and hands back what came."""

import logging
import sqlite3
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import urlencode

from scrapy import Spider, signals
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Request, Response
from scrapy.utils.asyncio import call_later
from twisted.python.failure import Failure

from scrapers.addresses import host_of
from scrapers.archive.index import ArchiveError
from scrapers.crawling import frontier
from scrapers.crawling.context import Crawl, Visit
from scrapers.crawling.desk import abandon, answered, broke
from scrapers.crawling.exchanges import of_failure, of_response
from scrapers.crawling.network import refused_address
from scrapers.crawling.turns import Wait, next_turn
from scrapers.pages import Exchange

logger = logging.getLogger(__name__)
UNWRITABLE = (sqlite3.Error, OSError, ArchiveError)


class NoticeSpider(Spider):
    """Keeps one request at a time open for each host, until the desk has nothing left."""

    name = "notices"

    def __init__(self, *, crawl: Crawl, say: Callable[[dict[str, Any]], None], **arguments: Any) -> None:
        super().__init__(**arguments)
        self._crawl = crawl
        self._say = say
        self._active: set[str] = set()
        self.fatal: Exception | None = None

    @classmethod
    def from_crawler(cls, crawler: Any, *args: Any, **kwargs: Any) -> "NoticeSpider":
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._idle, signal=signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Begin with every host that has requests waiting."""
        self._wake()
        nothing: tuple[Any, ...] = ()
        for request in nothing:
            yield request

    def _idle(self) -> None:
        """Scrapy has nothing to do; hosts that wait will have."""
        if self._active:
            raise DontCloseSpider

    def _wake(self) -> None:
        """Start a line of requests for each host that has none."""
        if self._crawl.stop() or self.fatal:
            return
        for host in frontier.hosts_left(self._crawl.archive.sql):
            if host not in self._active:
                self._active.add(host)
                self._turn(host)

    def _turn(self, host: str) -> None:
        """Send the host's next request, come back when it may be asked again, or leave it."""
        turn = None if self.fatal else self._next(host)
        if isinstance(turn, Visit):
            self.crawler.engine.crawl(self._request(turn))
        elif isinstance(turn, Wait):
            call_later(turn.seconds, self._turn, host)
        else:
            self._active.discard(host)

    def _next(self, host: str) -> Visit | Wait | None:
        """What the desk says, or None where it (or the archive) fails."""
        try:
            try:
                return next_turn(self._crawl, host)
            except UNWRITABLE:
                raise
            except Exception as error:
                # this host is given up, the others go on
                logger.exception("failed on %s", host)
                abandon(self._crawl, host, error)
                return None
        except UNWRITABLE as error:
            self._give_up(error)
            return None

    def _request(self, visit: Visit) -> Request:
        headers = dict(visit.headers)
        if visit.ask.referer:
            headers["Referer"] = visit.ask.referer
        if visit.ask.body:
            headers["Content-Type"] = "application/json; charset=UTF-8"
        elif visit.ask.form:
            headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8"
        return Request(
            visit.ask.url,
            method=visit.ask.method,
            headers=headers,
            body=visit.ask.body or urlencode(visit.ask.form),
            callback=self.came,
            errback=self.failed,
            dont_filter=True,
            meta={"handle_httpstatus_all": True},
            cb_kwargs={"visit": visit},
        )

    def came(self, response: Response, visit: Visit) -> None:
        """An answer of any status."""
        self._settle(visit, of_response(response, now=self._crawl.now(), notes=self._notes(visit)))

    def failed(self, failure: Failure) -> None:
        """No answer, or none that can be used."""
        visit: Visit = failure.request.cb_kwargs["visit"]  # type: ignore[attr-defined]
        private = refused_address(host_of(visit.ask.url))
        limit = self._crawl.manners.largest_body
        now, notes = self._crawl.now(), self._notes(visit)
        self._settle(visit, of_failure(failure, now=now, notes=notes, private=private, limit=limit))

    def _notes(self, visit: Visit) -> tuple[str, ...]:
        """What is to be known of every page of this visit's host."""
        host = host_of(visit.ask.url)
        sources = [source for source in self._crawl.sources.values() if host in source.own_hosts]
        unchecked = [f"certificate not checked: {source.unchecked}" for source in sources if source.unchecked]
        legacy = [f"old TLS allowed: {source.legacy}" for source in sources if source.legacy]
        return tuple(dict.fromkeys([*unchecked, *legacy])) if visit.ask.url.startswith("https:") else ()

    def _settle(self, visit: Visit, exchange: Exchange) -> None:
        """Hand an answer to the desk and go on with the host, and with hosts that have got requests by it."""
        if self.fatal:
            return
        outcome = self._answer(visit, exchange)
        if outcome is None:
            return
        source = visit.task.source if visit.task else None
        self._say(
            {"event": "answer", "source": source, "role": visit.role, "outcome": outcome, "url": exchange.url}
        )
        self._turn(visit.host)
        self._wake()

    def _answer(self, visit: Visit, exchange: Exchange) -> str | None:
        """The outcome of an answer, or None where the archive cannot be written."""
        try:
            try:
                return answered(self._crawl, visit, exchange)
            except UNWRITABLE:
                raise
            except Exception as error:
                # a page that our program fails on must not end the run over a hundred other sources
                logger.exception("failed on %s", exchange.url)
                broke(self._crawl, visit, error)
                return "error"
        except UNWRITABLE as error:
            self._give_up(error)
            return None

    def _give_up(self, error: Exception) -> None:
        """The archive cannot be written: nothing more is asked; what is archived stays, the rest is continued later."""
        logger.critical("the archive cannot be written: %s", error)
        self.fatal = error
        self._active.clear()
