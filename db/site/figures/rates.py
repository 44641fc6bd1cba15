"""The figures of the comparing pages: rates of topics and shares of statuses, place by place.

All read `site_counts` (sums). A figure is what its one statement gives, and keeps the statement, so
that "Show the SQL" reproduces it to the last digit. A rate always stands beside its count; below
`FEW` findings it is marked as unsafe to compare.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db.choosing.selection import is_county
from db.site.asked.answers import Connection
from db.site.asked.shared import STATUSES
from db.site.figures.statements import Shown

__all__ = ["FEW", "Heat", "HeatCell", "Scope", "Statuses", "Total", "heat", "place_totals", "statuses"]

FEW = 5  # findings below which a rate says little
STEPS = (0.5, 0.8, 1.25, 2.0, 3.0)  # ratio to all together at which a heat cell takes its next shade
ALL = "*"  # stands for all places shown, in the rows of a statement


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Places side by side (`level` names what the codes are) and the years that count; no year means all."""

    codes: tuple[str, ...]
    level: str = "place"
    years: tuple[int, ...] = ()

    @property
    def levels(self) -> list[tuple[str, tuple[str, ...]]]:
        """The codes by the level at which they are counted: among places, counties are regions."""
        found: dict[str, list[str]] = {}
        for code in self.codes:
            is_region = self.level == "place" and is_county(code)
            found.setdefault("region" if is_region else self.level, []).append(code)
        return [(level, tuple(found[level])) for level in (self.level, "region") if level in found]

    @property
    def nested(self) -> tuple[str, ...]:
        """Counties that stand beside their own city: its sums hold theirs, so all together leave them out."""
        return tuple(
            c for c in self.codes if self.level == "place" and is_county(c) and f"{c[:4]}00" in self.codes
        )

    @property
    def apart(self) -> str:
        """Clause over rows with a `code` that leaves those out; its values are `nested`."""
        return f"code NOT IN ({_marks(self.nested)})"

    @property
    def where(self) -> str:
        """Clause over `site_counts`."""
        places = " OR ".join(f"level = ? AND code IN ({_marks(codes)})" for _, codes in self.levels)
        return f"({places or '0'}) AND year IN ({_marks(self.years or (0,))})"

    @property
    def values(self) -> tuple[str | int, ...]:
        """Values of the clause."""
        places = (value for level, codes in self.levels for value in (level, *codes))
        return (*places, *(self.years or (0,)))


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


NO_CELL = HeatCell(count=0, rate=None, lift=None, shade=0)
NOUGHT = HeatCell(count=0, rate=0.0, lift=0.0, shade=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """Topics by place; `together` is of all places shown."""

    topics: list[str]
    codes: tuple[str, ...]
    cells: Mapping[tuple[str, str], HeatCell]
    together: Mapping[str, HeatCell]
    totals: Mapping[str, Total]
    sum: Total
    shown: Shown
    totals_shown: Shown


TOTALS = """
WITH total AS (
  SELECT code, sum(notices) AS notices, sum(findings) AS findings FROM site_counts
  WHERE {where} AND topic = '*' GROUP BY code
)
SELECT * FROM total UNION ALL SELECT '*', sum(notices), sum(findings) FROM total WHERE {apart}"""


def place_totals(connection: Connection, scope: Scope) -> tuple[dict[str, Total], Total, Shown]:
    """Notices and findings of each place, and of all of them."""
    sql, values = TOTALS.format(where=scope.where, apart=scope.apart), (*scope.values, *scope.nested)
    found = {c: Total(notices=n or 0, findings=f or 0) for c, n, f in connection.execute(sql, values)}
    totals = {code: found.get(code, Total(notices=0, findings=0)) for code in scope.codes}
    return totals, found[ALL], Shown(sql=sql, values=values)


HEAT = """
WITH total AS (
  SELECT code, sum(notices) AS notices, sum(findings) AS findings FROM site_counts
  WHERE {where} AND topic = '*' GROUP BY code
), counted AS (
  SELECT topic, code, sum(findings) AS findings FROM site_counts WHERE {where} AND {inside} GROUP BY topic, code
), everything AS (
  SELECT sum(notices) AS notices, sum(findings) AS findings FROM total WHERE {apart}
), usual AS (
  SELECT topic, sum(findings) AS findings, 100.0 * sum(findings) / (SELECT findings FROM everything) AS per_100,
    1.0 * sum(findings) / (SELECT notices FROM everything) AS per_notice FROM counted WHERE {apart} GROUP BY topic
)
SELECT topic, '*' AS code, findings, per_100, per_notice, 1.0 AS ratio FROM usual
UNION ALL
SELECT c.topic, c.code, c.findings, 100.0 * c.findings / t.findings, 1.0 * c.findings / t.notices,
  {ratio} FROM counted AS c JOIN total AS t ON t.code = c.code JOIN usual AS u ON u.topic = c.topic
ORDER BY topic, code"""
RATIOS = {
    False: "(100.0 * c.findings / t.findings) / u.per_100",
    True: "(1.0 * c.findings / t.notices) / u.per_notice",
}


def heat(connection: Connection, scope: Scope, *, under: str | None = None, per_notice: bool = False) -> Heat:
    """Rates of topics (first level, or those `under` one) by place: per 100 findings, or per notice."""
    inside = "topic LIKE ? || '.%'" if under else "topic <> '*' AND instr(topic, '.') = 0"
    sql = HEAT.format(where=scope.where, apart=scope.apart, inside=inside, ratio=RATIOS[per_notice])
    values = (*scope.values, *scope.values, *((under,) if under else ()), *scope.nested, *scope.nested)
    found: dict[tuple[str, str], HeatCell] = {}
    for topic, code, count, per_100, each, ratio in connection.execute(sql, values):
        found[(topic, code)] = _cell(count, each if per_notice else per_100, None if code == ALL else ratio)
    totals, together, totals_shown = place_totals(connection, scope)
    sums = {topic: cell for (topic, code), cell in found.items() if code == ALL}
    topics = sorted(sums, key=lambda topic: (topic == "-", -sums[topic].count, topic))
    return Heat(
        topics=topics, codes=scope.codes, together=sums, totals=totals, sum=together,
        cells={(topic, code): _known(found, topic, code, totals[code]) for topic in topics for code in scope.codes},
        shown=Shown(sql=sql, values=values), totals_shown=totals_shown,
    )  # fmt: skip


def _known(found: Mapping[tuple[str, str], HeatCell], topic: str, code: str, total: Total) -> HeatCell:
    """A cell that no row tells of is a rate of nought where the place has findings, else no rate."""
    return found.get((topic, code), NOUGHT if total.findings else NO_CELL)


def _cell(count: int, rate: float | None, ratio: float | None) -> HeatCell:
    shade = bisect_right(STEPS, ratio) if ratio is not None and count else 0
    return HeatCell(count=count, rate=rate, lift=ratio, shade=shade)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statuses:
    """Findings by status and place, with each place's total."""

    codes: tuple[str, ...]
    counts: Mapping[str, Mapping[str, int]]
    totals: Mapping[str, int]
    shown: Shown


def statuses(connection: Connection, scope: Scope, *, topic: str = "*", together: bool = False) -> Statuses:
    """How findings stand, place by place, or of all places `together` (under the code *)."""
    code, group = ("'*'", "") if together else ("code", " GROUP BY code")
    sums = ",\n  ".join(
        f'sum("{status}") AS "{status}", round(100.0 * sum("{status}") / sum(findings), 1) AS "{status} %"'
        for status in STATUSES
    )
    sql = (
        f"SELECT {code} AS code, sum(findings) AS findings,\n  {sums}\n"
        f"FROM site_counts WHERE {scope.where} AND topic = ?{group}"
    )
    values = (*scope.values, topic)
    codes = (ALL,) if together else scope.codes
    counts = {code: dict.fromkeys(STATUSES, 0) for code in codes}
    for place, _, *found in connection.execute(sql, values):
        counts[place] = dict(zip(STATUSES, (n or 0 for n in found[::2]), strict=True))
    totals = {code: sum(found.values()) for code, found in counts.items()}
    return Statuses(codes=codes, counts=counts, totals=totals, shown=Shown(sql=sql, values=values))
