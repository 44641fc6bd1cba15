"""The figures of the comparing pages: rates of topics, shares of statuses, lift against peers, time to completion.

All read `site_counts` (sums) and `site_threads`; each figure keeps the statement it came from.
A rate always stands beside its count; below `FEW` findings it is marked as unsafe to compare.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from db.site.answers import Connection
from db.site.shared import STATUSES, Shown, rows

__all__ = [
    "FEW", "Heat", "HeatCell", "Lift", "Scope", "Statuses", "Times", "heat", "lifts", "place_totals", "statuses",
    "times",
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


def lifts(
    connection: Connection, code: str, peers: Scope, *, level: str = "place", kept: int = 5
) -> tuple[list[Lift], Shown]:
    """Topics (second level) whose share of a place's findings most exceeds their share among its peers."""
    own = Scope(codes=(code,), level=level, years=peers.years)
    inside = "instr(topic, '.') > 0"
    sql = f"SELECT topic, sum(findings) FROM site_counts WHERE {own.where} AND {inside} GROUP BY topic"
    counts: dict[str, int] = dict(connection.execute(sql, own.values).fetchall())
    peer_sql = f"SELECT topic, sum(findings) FROM site_counts WHERE {peers.where} AND {inside} GROUP BY topic"
    peer_counts: dict[str, int] = dict(connection.execute(peer_sql, peers.values).fetchall())
    _, own_total = place_totals(connection, own)
    _, peer_total = place_totals(connection, peers)
    found = [
        Lift(
            code=code, topic=topic, count=count, share=count / own_total.findings, peer_count=peer_counts[topic],
            peer_share=peer_counts[topic] / peer_total.findings,
            lift=(count / own_total.findings) / (peer_counts[topic] / peer_total.findings),
        )
        for topic, count in counts.items()
        if peer_counts.get(topic)
    ]  # fmt: skip
    found.sort(key=lambda entry: (entry.few, -entry.lift, entry.topic))
    shown = Shown(sql=f"{sql}\n-- peers:\n-- {peer_sql}", values=(*own.values, *peers.values))
    return [entry for entry in found if entry.lift >= MORE][:kept], shown


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
    sql = f"SELECT {column} AS code, thread_id, first_on, completed_on, days FROM site_threads WHERE {column} IN ({marks}){years}"
    values: tuple[str | int, ...] = (*scope.codes, *scope.years)
    found = rows(connection, sql, values)
    made = []
    for code in scope.codes:
        own = [row for row in found if row["code"] == code]
        days = [int(str(row["days"])) for row in own if row["days"] is not None]
        made.append(
            Times(
                code=code, followed=len(own), completed=len(days), median_days=median(days) if days else None
            )
        )
    return made, Shown(sql=sql, values=values)
