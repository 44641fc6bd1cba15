"""A place against its peers: its topics, what it has more of, and how long its findings take; all with counts.

Lift is a topic's share of the place's findings divided by its share of the findings of its peers,
the place itself left out. Each figure is one statement, kept to be shown.
"""

from dataclasses import dataclass

from db.site.asked.answers import Connection
from db.site.figures.rates import FEW, Scope
from db.site.figures.statements import Shown

__all__ = ["MORE", "Lift", "Profile", "Times", "lifts", "lifts_among", "profile", "times"]

MORE = 1.2  # ratio to the peers from which a topic counts as more


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


SECOND_LEVEL = "(instr(topic, '.') > 0 OR topic = '*')"
# best founded first: a ratio of few findings stands behind all others
KEPT = f"""
), compared AS (
  SELECT code, topic, findings, share, peer_findings, peer_share, share / peer_share AS lift FROM shared
  WHERE peer_findings > 0
)
SELECT code, topic, findings, share, peer_findings, peer_share, lift FROM (
  SELECT *, row_number() OVER (
    PARTITION BY code ORDER BY min(findings, peer_findings) < {FEW}, lift DESC, topic) AS place
  FROM compared WHERE lift >= {MORE}
) WHERE place <= ? ORDER BY code, place"""
AMONG = f"""
WITH counted AS (
  SELECT topic, code, sum(findings) AS findings FROM site_counts WHERE {{where}} AND {SECOND_LEVEL} GROUP BY topic, code
), together AS (
  SELECT topic, sum(findings) AS findings FROM counted WHERE {{apart}} GROUP BY topic
), shared AS (
  SELECT c.code, c.topic, c.findings, 1.0 * c.findings / own.findings AS share,
    t.findings - c.findings AS peer_findings,
    1.0 * (t.findings - c.findings) / (everything.findings - own.findings) AS peer_share
  FROM counted AS c JOIN counted AS own ON own.code = c.code AND own.topic = '*' JOIN together AS t ON t.topic = c.topic
    JOIN together AS everything ON everything.topic = '*'
  WHERE c.topic <> '*'{KEPT}"""
AGAINST = f"""
WITH own AS (
  SELECT topic, code, sum(findings) AS findings FROM site_counts WHERE {{own}} AND {SECOND_LEVEL} GROUP BY topic
), peers AS (
  SELECT topic, sum(findings) AS findings FROM site_counts WHERE {{peers}} AND {SECOND_LEVEL} GROUP BY topic
), shared AS (
  SELECT o.code, o.topic, o.findings, 1.0 * o.findings / (SELECT findings FROM own WHERE topic = '*') AS share,
    p.findings AS peer_findings, 1.0 * p.findings / (SELECT findings FROM peers WHERE topic = '*') AS peer_share
  FROM own AS o JOIN peers AS p ON p.topic = o.topic
  WHERE o.topic <> '*'{KEPT}"""


def lifts_among(connection: Connection, scope: Scope, *, kept: int = 3) -> tuple[list[Lift], Shown]:
    """Of places side by side: what each has most more of than the others, in the order of the places."""
    sql, values = AMONG.format(where=scope.where, apart=scope.apart), (*scope.values, *scope.nested, kept)
    found = _lifts(connection, sql, values)
    order = {code: place for place, code in enumerate(scope.codes)}
    return sorted(found, key=lambda entry: order[entry.code]), Shown(sql=sql, values=values)


def lifts(connection: Connection, own: Scope, peers: Scope, *, kept: int = 5) -> tuple[list[Lift], Shown]:
    """Of one place: what it has most more of than its peers, which do not hold it."""
    sql = AGAINST.format(own=own.where, peers=peers.where)
    values = (*own.values, *peers.values, kept)
    return _lifts(connection, sql, values), Shown(sql=sql, values=values)


def _lifts(connection: Connection, sql: str, values: tuple[str | int, ...]) -> list[Lift]:
    return [
        Lift(code=c, topic=t, count=n, share=share, peer_count=peers, peer_share=usual, lift=lift)
        for c, t, n, share, peers, usual, lift in connection.execute(sql, values)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A topic of the first level in one place and among its peers: counts, per 100 findings, and the ratio of these."""

    topic: str
    count: int
    per_100: float
    peer_count: int
    peer_per_100: float | None
    ratio: float | None

    @property
    def few(self) -> bool:
        """Too few findings to compare."""
        return self.count < FEW


FIRST_LEVEL = "topic NOT LIKE '%.%'"
PROFILE = f"""
WITH own AS (
  SELECT topic, sum(findings) AS findings FROM site_counts WHERE {{own}} AND {FIRST_LEVEL} GROUP BY topic
), peers AS (
  SELECT topic, sum(findings) AS findings FROM site_counts WHERE {{peers}} AND {FIRST_LEVEL} GROUP BY topic
), rates AS (
  SELECT o.topic, o.findings, 100.0 * o.findings / (SELECT findings FROM own WHERE topic = '*') AS per_100,
    coalesce(p.findings, 0) AS peer_findings,
    100.0 * coalesce(p.findings, 0) / (SELECT findings FROM peers WHERE topic = '*') AS peer_per_100
  FROM own AS o LEFT JOIN peers AS p ON p.topic = o.topic WHERE o.topic <> '*' AND o.findings > 0
)
SELECT *, per_100 / nullif(peer_per_100, 0) AS ratio FROM rates ORDER BY topic = '-', findings DESC, topic"""


def profile(connection: Connection, own: Scope, peers: Scope) -> tuple[list[Profile], Shown]:
    """The topics of one place beside those of its peers, most findings first."""
    sql, values = PROFILE.format(own=own.where, peers=peers.where), (*own.values, *peers.values)
    found = [
        Profile(topic=t, count=n, per_100=rate, peer_count=peers, peer_per_100=usual, ratio=ratio)
        for t, n, rate, peers, usual, ratio in connection.execute(sql, values)
    ]
    return found, Shown(sql=sql, values=values)


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


TIMES = """
WITH told AS (
  {told}
), run AS (
  SELECT code, days, sum(findings) OVER (PARTITION BY code ORDER BY days) AS up_to,
    sum(findings) OVER (PARTITION BY code) AS completed
  FROM told WHERE days IS NOT NULL
), middle AS (
  SELECT code, (min(days) FILTER (WHERE up_to >= (completed + 1) / 2)
    + min(days) FILTER (WHERE up_to >= (completed + 2) / 2)) / 2.0 AS median_days
  FROM run GROUP BY code
)
SELECT t.code, sum(t.findings) AS followed_up, sum(iif(t.days IS NULL, 0, t.findings)) AS completed, m.median_days
FROM told AS t LEFT JOIN middle AS m ON m.code = t.code GROUP BY t.code"""
# days that occur, with how many findings took them: an index holds them in order
TOLD = (
    "SELECT {column} AS code, days, count(*) AS findings FROM site_threads"
    " WHERE {column} IN ({marks}){years} GROUP BY 1, 2"
)
COLUMNS = {"place": "place_code", "province": "province_code", "region": "region_code"}


def times(connection: Connection, scope: Scope) -> tuple[list[Times], Shown]:
    """Time from the first notice to the first that says completed, place by place."""
    years = f" AND year IN ({', '.join('?' * len(scope.years))})" if scope.years else ""
    parts = [
        TOLD.format(column=COLUMNS[level], marks=", ".join("?" * len(codes)), years=years)
        for level, codes in scope.levels
    ]
    sql = TIMES.format(told="\n  UNION ALL ".join(parts))
    values: tuple[str | int, ...] = ()
    for _, codes in scope.levels:
        values += (*codes, *scope.years)
    found = {
        code: Times(code=code, followed=followed, completed=completed, median_days=days)
        for code, followed, completed, days in connection.execute(sql, values)
    }
    nobody = {code: Times(code=code, followed=0, completed=0, median_days=None) for code in scope.codes}
    return [found.get(code, nobody[code]) for code in scope.codes], Shown(sql=sql, values=values)
