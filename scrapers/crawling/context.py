"""What every step of a crawl needs at hand: archive, sources, rules of conduct, the clock, and how hosts fare."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from scrapers.addresses import Allowance, canonical
from scrapers.archive.store import Archive
from scrapers.crawling.frontier import Task
from scrapers.crawling.manners import Manners
from scrapers.crawling.robots_rules import Rules
from scrapers.pages import Ask
from scrapers.sources import Source


@dataclass(slots=True, kw_only=True)
class HostState:
    """How a host has fared in this run. `closed` holds outcome and reason once it is left alone."""

    failures: int = 0
    forbidden: int = 0
    hold_until: datetime | None = None
    closed: tuple[str, str] | None = None
    asked_at: datetime | None = None
    pending: "Visit | None" = None
    absent: bytes | None = None


@dataclass(slots=True, kw_only=True)
class Spent:
    """What a source has cost in this run."""

    bytes: int = 0
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request to send: a task, or robots.txt or the absent page of an origin (then `task` is None)."""

    role: str
    ask: Ask
    host: str
    origin: str
    task: Task | None = None
    headers: tuple[tuple[str, str], ...] = ()
    tries: int = 0
    hops: int = 0


@dataclass(slots=True, kw_only=True)
class Crawl:
    """One run. `passes` maps a source to its pass; `kind` is crawl, check or fetch; `stop` is asked before each request."""

    archive: Archive
    sources: Mapping[str, Source]
    allowance: Allowance
    manners: Manners
    agent: str
    clock: Callable[[], datetime]
    stop: Callable[[], bool] = lambda: False
    kind: str = "crawl"
    since: date | None = None
    max_pages: int | None = None
    passes: dict[str, int] = field(default_factory=dict)
    hosts: dict[str, HostState] = field(default_factory=dict)
    rules: dict[str, Rules] = field(default_factory=dict)
    spent: dict[str, Spent] = field(default_factory=dict)
    began: str = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.now()

    def now(self) -> str:
        """The time as the archive writes it: ISO 8601, UTC, microseconds."""
        return stamp(self.clock())

    def later(self, seconds: float) -> str:
        """The time in so many seconds."""
        return stamp(self.clock() + timedelta(seconds=seconds))

    def older(self, at: str | None, *, days: float) -> bool:
        """Is a time unknown or at least so many days ago?"""
        return at is None or at <= stamp(self.clock() - timedelta(days=days))

    def host(self, name: str) -> HostState:
        """The state of a host."""
        return self.hosts.setdefault(name, HostState())

    def canonical(self, source: Source, url: str) -> str:
        """The one spelling of an address of a source."""
        return canonical(url, source.strip)

    def at(self, source: Source, ask: Ask) -> Ask:
        """The same request at the canonical address."""
        return replace(ask, url=self.canonical(source, ask.url))


def stamp(when: datetime) -> str:
    """A UTC time as ISO 8601 with microseconds and Z."""
    return when.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
