"""The figures of the comparing pages: rates of topics, shares of statuses, lift against peers, time to completion.

All read `site_counts` (sums) and `site_threads`; each figure keeps the statement it came from.
A rate always stands beside its count; below `FEW` findings it is marked as unsafe to compare.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from db.site.answers import Connection
from db.site.shared import STATUSES, Shown

__all__ = [
    "FEW", "Counted", "Heat", "HeatCell", "Lift", "Scope", "Statuses", "Times", "counted", "heat", "lifts",
    "place_totals", "statuses", "times",
]  # fmt: skip

FEW = 5  # findings below which a rate says little
MORE = 1.2  # ratio to the peers from which a topic counts as more
STEPS = (0.5, 0.8, 1.25, 2.0, 3.0)  # lift at which a heat cell takes its next shade


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Places side by side (`level` names what the codes are) and the years that count; no year means all."""

    codes: tuple[str, ...]
    level: str = "place"
    years: tuple[int, ...] = ()

    @property
    def where(self) -> str:
        """Clause over `site_counts`."""
        codes = ", ".join("?" * len(self.codes))
        years = ", ".join("?" * len(self.years or (0,)))
        return f"level = ? AND code IN ({codes}) AND year IN ({years})"

    @property
    def values(self) -> tuple[str | int, ...]:
        """Values of the clause."""
        return (self.level, *self.codes, *(self.years or (0,)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """Notices and findings of one place."""

    notices: int
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatCell:
    """One topic in one place: its count, its rate, its rate against all shown places together."""

    count: int
    rate: float | None
    lift: float | None
    shade: int

    @property
    def few(self) -> bool:
        """Too few findings to compare."""
        return 0 < self.count < FEW


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """Topics by place."""

    topics: list[str]
    codes: tuple[str, ...]
    cells: Mapping[tuple[str, str], HeatCell]
    together: Mapping[str, HeatCell]
    totals: Mapping[str, Total]
    shown: Shown


def place_totals(connection: Connection, scope: Scope) -> tuple[dict[str, Total], Total]:
    """Notices and findings of each place, and of all of them."""
    sql = f"SELECT code, sum(notices), sum(findings) FROM site_counts WHERE {scope.where} AND topic = '*' GROUP BY code"
    found = {code: Total(notices=n, findings=f) for code, n, f in connection.execute(sql, scope.values)}
    totals = {code: found.get(code, Total(notices=0, findings=0)) for code in scope.codes}
    together = Total(
        notices=sum(t.notices for t in totals.values()), findings=sum(t.findings for t in totals.values())
    )
    return totals, together


def heat(connection: Connection, scope: Scope, *, under: str | None = None, per_notice: bool = False) -> Heat:
    """Rates of topics (first level, or those `under` one) by place: per 100 findings, or per notice."""
    inside = "topic LIKE ? || '.%'" if under else "topic <> '*' AND instr(topic, '.') = 0"
    sql = (
        f"SELECT topic, code, sum(findings) AS findings FROM site_counts WHERE {scope.where} AND {inside}"
        " GROUP BY topic, code"
    )
    values = (*scope.values, *((under,) if under else ()))
    counts: dict[tuple[str, str], int] = {(t, c): n for t, c, n in connection.execute(sql, values)}
    totals, all_places = place_totals(connection, scope)
    sums: dict[str, int] = {}
    for (topic, _), count in counts.items():
        sums[topic] = sums.get(topic, 0) + count
    topics = sorted(sums, key=lambda topic: (topic == "-", -sums[topic], topic))
    together = {t: _cell(sums[t], _rate(sums[t], all_places, per_notice), None) for t in topics}
    cells = {
        (topic, code): _cell(
            counts.get((topic, code), 0),
            _rate(counts.get((topic, code), 0), totals[code], per_notice),
            together[topic].rate,
        )
        for topic in topics
        for code in scope.codes
    }
    return Heat(
        topics=topics, codes=scope.codes, cells=cells, together=together, totals=totals,
        shown=Shown(sql=sql, values=values),
    )  # fmt: skip


def _rate(count: int, total: Total, per_notice: bool) -> float | None:
    base = total.notices if per_notice else total.findings / 100
    return count / base if base else None


def _cell(count: int, rate: float | None, usual: float | None) -> HeatCell:
    lift = rate / usual if rate is not None and usual else None
    shade = sum(lift >= step for step in STEPS) if lift is not None and count else 0
    return HeatCell(count=count, rate=rate, lift=lift, shade=shade)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statuses:
    """Findings by status and place, with each place's total."""

    codes: tuple[str, ...]
    counts: Mapping[str, Mapping[str, int]]
    totals: Mapping[str, int]
    shown: Shown


def statuses(connection: Connection, scope: Scope, *, topic: str = "*") -> Statuses:
    """How findings stand, place by place."""
    sums = ", ".join(f'sum("{status}") AS "{status}"' for status in STATUSES)
    sql = f"SELECT code, {sums} FROM site_counts WHERE {scope.where} AND topic = ? GROUP BY code"
    values = (*scope.values, topic)
    counts = {code: dict.fromkeys(STATUSES, 0) for code in scope.codes}
    for code, *found in connection.execute(sql, values):
        counts[code] = dict(zip(STATUSES, found, strict=True))
    totals = {code: sum(found.values()) for code, found in counts.items()}
    return Statuses(codes=scope.codes, counts=counts, totals=totals, shown=Shown(sql=sql, values=values))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """A topic that one place has more of than its peers."""

    code: str
    topic: str
    count: int
    share: float
    peer_count: int
    peer_share: float
    lift: float

    @property
    def few(self) -> bool:
        """Too few findings to compare."""
        return self.count < FEW or self.peer_count < FEW


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Findings by second-level topic and place, and of each place in all; `shown` is where they came from."""

    topics: Mapping[tuple[str, str], int]
    totals: Mapping[str, int]
    shown: Shown


def counted(connection: Connection, scope: Scope) -> Counted:
    """What lifts are made of, for all places of a scope at once."""
    sql = (
        f"SELECT topic, code, sum(findings) AS findings FROM site_counts WHERE {scope.where}"
        " AND (instr(topic, '.') > 0 OR topic = '*') GROUP BY topic, code"
    )
    found: dict[tuple[str, str], int] = {(t, c): n for t, c, n in connection.execute(sql, scope.values)}
    totals = {code: found.pop(("*", code), 0) for code in scope.codes}
    return Counted(topics=found, totals=totals, shown=Shown(sql=sql, values=scope.values))


def lifts(own: Counted, peers: Counted, code: str, *, kept: int = 5) -> list[Lift]:
    """Topics whose share of a place's findings most exceeds their share among its peers (the place itself left out)."""
    peer_total = sum(n for place, n in peers.totals.items() if place != code)
    total = own.totals[code]
    if not total or not peer_total:
        return []
    peer_counts: dict[str, int] = {}
    for (topic, place), count in peers.topics.items():
        if place != code:
            peer_counts[topic] = peer_counts.get(topic, 0) + count
    found = [
        Lift(
            code=code, topic=topic, count=count, share=count / total, peer_count=peer_counts[topic],
            peer_share=peer_counts[topic] / peer_total, lift=(count / total) / (peer_counts[topic] / peer_total),
        )
        for (topic, place), count in own.topics.items()
        if place == code and peer_counts.get(topic)
    ]  # fmt: skip
    found.sort(key=lambda entry: (entry.few, -entry.lift, entry.topic))
    return [entry for entry in found if entry.lift >= MORE][:kept]


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Findings of a place that were open when first told and told of again: how many were completed, and when."""

    code: str
    followed: int
    completed: int
    median_days: float | None

    @property
    def few(self) -> bool:
        """Too few findings to compare."""
        return self.completed < FEW


def times(connection: Connection, scope: Scope) -> tuple[list[Times], Shown]:
    """Time from the first notice to the first that says completed, place by place."""
    column = {"place": "place_code", "province": "province_code", "region": "region_code"}[scope.level]
    years = f" AND year IN ({', '.join('?' * len(scope.years))})" if scope.years else ""
    marks = ", ".join("?" * len(scope.codes))
    sql = (
        f"SELECT {column} AS code, days, count(*) AS findings FROM site_threads WHERE {column} IN ({marks}){years}"
        " GROUP BY code, days ORDER BY code, days"
    )
    values: tuple[str | int, ...] = (*scope.codes, *scope.years)
    found: dict[str, list[tuple[int | None, int]]] = {code: [] for code in scope.codes}
    for code, days, count in connection.execute(sql, values):
        found[code].append((days, count))
    return [_times(code, entries) for code, entries in found.items()], Shown(sql=sql, values=values)


def _times(code: str, entries: list[tuple[int | None, int]]) -> Times:
    days = [day for day, count in entries if day is not None for _ in range(count)]
    followed = sum(count for _, count in entries)
    return Times(
        code=code, followed=followed, completed=len(days), median_days=median(days) if days else None
    )
