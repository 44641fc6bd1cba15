"""Places: a tile map by province and the list of cities; and the page of one place."""

import tomllib
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from db.file.lookup import rows
from db.site.asked.answers import Answer, Ask, Connection, Missing, Page
from db.site.asked.shared import Names
from db.site.figures.lifts import lifts, profile, times
from db.site.figures.rates import FEW, Scope, statuses
from db.site.figures.statements import Shown

__all__ = ["place", "places"]

TILES = Path(__file__).with_name("tiles.toml")
PEERS = 60  # places that a place is measured against, at most: those with the most findings

PROVINCES = """
SELECT p.code, p.name, p.notices, p.findings, coalesce(c.completed, 0) AS completed,
  coalesce(c.notices, 0) AS counted_notices, 1.0 * p.findings / nullif(c.notices, 0) AS per_notice,
  1.0 * c.completed / nullif(p.findings, 0) AS completed_share
FROM site_places AS p LEFT JOIN site_counts AS c
  ON c.level = 'province' AND c.code = p.code AND c.year = 0 AND c.topic = '*'
WHERE p.level = 'province' ORDER BY p.code = '-', p.code"""
PLACES = """
SELECT p.code, p.name, p.province_code, p.province, p.notices, p.findings, p.newest_on,
  1.0 * p.findings / nullif(c.notices, 0) AS per_notice, 1.0 * c.completed / nullif(p.findings, 0) AS completed_share
FROM site_places AS p LEFT JOIN site_counts AS c ON c.level = 'place' AND c.code = p.code AND c.year = 0 AND c.topic = '*'
WHERE p.level = 'place' ORDER BY p.code = '-', p.province_code, p.code"""
PLACE = """
SELECT level, code, name, province_code, province, notices, findings, newest_on FROM site_places
WHERE code = ? ORDER BY CASE level WHEN 'place' THEN 1 WHEN 'region' THEN 2 ELSE 3 END LIMIT 1"""
YEARS = """
SELECT year, notices, findings, 1.0 * findings / nullif(notices, 0) AS per_notice,
  1.0 * completed / nullif(findings, 0) AS completed_share FROM site_counts
WHERE level = ? AND code = ? AND topic = '*' AND year <> 0 ORDER BY year DESC"""
PEER_PLACES = """
SELECT code FROM site_places AS p WHERE level = ? AND code NOT IN (?, '-') AND findings > 0
  AND (? <> 'region' OR NOT EXISTS (SELECT 1 FROM site_places AS x WHERE x.level = 'place' AND x.code = p.code))
  AND (? IS NULL OR province_code = ?) ORDER BY findings DESC, code LIMIT ?"""
COUNTIES = """
SELECT DISTINCT r.code, r.name, r.findings FROM site_places AS r JOIN site_notices AS s ON s.region_code = r.code
WHERE r.level = 'region' AND s.place_code = ? AND r.code <> s.place_code ORDER BY r.code"""
NEWEST = """
SELECT n.id, n.title, n.issuer, n.file_name, n.script, n.finding_count, s.said_on, s.family
FROM site_notices AS s JOIN notices AS n ON n.rowid = s.notice
WHERE s.{column} = ? ORDER BY s.rank LIMIT 8"""
WAITING = """
SELECT f.id, f.title, f.status, f.status_basis, n.script, coalesce(n.published_on, n.signed_on) AS said_on
FROM site_rows AS r JOIN findings AS f ON f.rowid = r.finding JOIN notices AS n ON n.rowid = r.notice
WHERE r.{column} = ? AND r.status IN ('not_completed', 'in_progress') AND r.year > 0 AND NOT EXISTS (
  SELECT 1 FROM status_history AS h JOIN status_history AS later ON later.thread_id = h.thread_id AND later.step > h.step
  WHERE h.finding_id = f.id)
ORDER BY r.rank DESC LIMIT 8"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A rate that the map can show: its column, and from which values its tiles take their next shade."""

    column: str
    steps: tuple[float, ...]


MEASURES = {
    "completed": Measure(column="completed_share", steps=(0.2, 0.4, 0.6, 0.8)),
    "per_notice": Measure(column="per_notice", steps=(5, 10, 15, 20)),
}


SORTS = ("notices", "findings", "per_notice", "completed_share")  # columns of PLACES
RATES = ("per_notice", "completed_share")


def places(connection: Connection, ask: Ask) -> Answer:
    """All places, with a map of one rate; `?show=` says of which."""
    provinces = rows(connection, PROVINCES)
    show = ask.get("show") if ask.get("show") in MEASURES else "completed"
    found = rows(connection, PLACES)
    sort = ask.get("sort") if ask.get("sort") in SORTS else ""
    values = {
        "places": sorted(found, key=partial(_placed, sort)) if sort else found,
        "sort": sort,
        "known": any(row["code"] != "-" for row in found),
        "tiles": tiles(provinces, MEASURES[show]),
        "show": show,
        "measures": MEASURES,
        "provinces": provinces,
        "names": Names(connection, ask.words),
        "shown": Shown(sql=PROVINCES),
        "places_sql": Shown(sql=PLACES),
    }
    return Page(template="places.html", values=values)


@cache
def _positions() -> dict[str, tuple[int, int, str]]:
    with TILES.open("rb") as file:
        found = tomllib.load(file)["tiles"]
    return {code: (column, row, short) for code, (column, row, short) in found.items()}


def tiles(provinces: list[dict[str, object]], measure: Measure) -> list[dict[str, object]]:
    """One tile for each province-level unit, also those without data; unknown codes stand in a row below."""
    known = {str(province["code"]): province for province in provinces if province["code"] != "-"}
    made: list[dict[str, object]] = []
    for code, (column, row, short) in _positions().items():
        spot = {"code": code, "column": column, "row": row, "short": short}
        made.append(spot | _tile(known.get(code), measure))
    below = max(row for _, row, _ in _positions().values()) + 1
    others = [province for code, province in known.items() if code not in _positions()]
    for index, province in enumerate(others):
        spot = {"column": index % 10, "row": below + index // 10, "short": str(province["name"])[:2]}
        made.append({"code": province["code"], **spot, **_tile(province, measure)})
    return made


def _tile(province: dict[str, object] | None, measure: Measure) -> dict[str, object]:
    if province is None:
        return {"name": None, "findings": 0, "notices": 0, "rate": None, "shade": 0, "few": False}
    found = province[measure.column]
    value = None if found is None else float(str(found))
    findings = int(str(province["findings"]))
    return {
        "name": province["name"],
        "findings": findings,
        "notices": province["notices"],
        "rate": value,
        "shade": 0 if value is None else 1 + sum(value >= step for step in measure.steps),
        "few": 0 < findings < FEW,
    }


def place(connection: Connection, ask: Ask) -> Answer:
    """The profile of one place against its peers."""
    found = rows(connection, PLACE, (ask.values["code"],))
    if not found:
        raise Missing(ask.values["code"])
    row = found[0]
    level, code = str(row["level"]), str(row["code"])
    own = Scope(codes=(code,), level=level)
    peers, is_province = _peers(connection, row)
    column = f"{level}_code"
    lifted, lift_sql = lifts(connection, own, peers, kept=8) if peers.codes else ([], None)
    timed, time_sql = times(connection, own)
    topics, topics_sql = profile(connection, own, peers)
    values = {
        "place": row,
        "place_sql": Shown(sql=PLACE, values=(code,)),
        "level": level,
        "years": rows(connection, YEARS, (level, code)),
        "years_sql": Shown(sql=YEARS, values=(level, code)),
        "topics": topics,
        "topics_sql": topics_sql,
        "peers": peers,
        "most_peers": PEERS,
        "peer_link": _findings(level, peers.codes),
        "in_province": is_province,
        "statuses": statuses(connection, own),
        "peer_statuses": statuses(connection, peers, together=True) if peers.codes else None,
        "lifts": lifted,
        "lift_sql": lift_sql,
        "times": timed[0],
        "time_sql": time_sql,
        "newest": rows(connection, NEWEST.format(column=column), (code,)),
        "waiting": rows(connection, WAITING.format(column=column), (code,)),
        "waiting_sql": Shown(sql=WAITING.format(column=column), values=(code,)),
        "counties": rows(connection, COUNTIES, (code,)) if level == "place" else [],
        "names": Names(connection, ask.words),
    }
    return Page(template="place.html", values=values)


def _placed(column: str, row: dict[str, object]) -> tuple[bool, bool, float]:
    """Highest first; rates of few findings behind all others, places without a rate last."""
    value, findings = row[column], int(str(row["findings"]))
    is_rate = column in RATES
    return value is None, is_rate and findings < FEW, -float(str(value or 0))


def _findings(level: str, codes: tuple[str, ...]) -> str:
    """Address of the findings of places of one level."""
    return f"/table?{'province' if level == 'province' else 'city'}={','.join(codes)}"


def _peers(connection: Connection, row: dict[str, object]) -> tuple[Scope, bool]:
    """Others of the same level in the same province; where there are fewer than three, in the whole country."""
    level = str(row["level"])
    province = None if level == "province" else row["province_code"]
    codes: tuple[str, ...] = ()
    for limit in (province, None):
        found = connection.execute(PEER_PLACES, (level, row["code"], level, limit, limit, PEERS)).fetchall()
        codes = tuple(code for (code,) in found)
        if limit is not None and len(codes) >= 3:
            return Scope(codes=codes, level=level), True
    return Scope(codes=codes, level=level), False
