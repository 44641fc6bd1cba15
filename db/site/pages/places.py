"""Places: a tile map by province and the list of cities; and the page of one place."""

import tomllib
from functools import cache
from pathlib import Path

from db.site.answers import Answer, Ask, Connection, Missing, Page
from db.site.figures import Scope, counted, heat, lifts, statuses, times
from db.site.shared import Names, Shown, rows

__all__ = ["place", "places"]

TILES = Path(__file__).parents[1] / "tiles.toml"
PEERS = 60  # places that a place is measured against, at most: those with the most findings

PROVINCES = """
SELECT p.code, p.name, p.notices, p.findings, coalesce(c.completed, 0) AS completed,
  coalesce(c.notices, 0) AS counted_notices
FROM site_places AS p LEFT JOIN site_counts AS c
  ON c.level = 'province' AND c.code = p.code AND c.year = 0 AND c.topic = '*'
WHERE p.level = 'province' ORDER BY p.code"""
PLACES = """
SELECT p.code, p.name, p.province_code, p.province, p.notices, p.findings, p.newest_on, coalesce(c.completed, 0) AS completed
FROM site_places AS p LEFT JOIN site_counts AS c ON c.level = 'place' AND c.code = p.code AND c.year = 0 AND c.topic = '*'
WHERE p.level = 'place' ORDER BY p.province_code, p.code"""
PLACE = """
SELECT level, code, name, province_code, province, notices, findings, newest_on FROM site_places
WHERE code = ? ORDER BY CASE level WHEN 'place' THEN 1 WHEN 'region' THEN 2 ELSE 3 END LIMIT 1"""
YEARS = """
SELECT year, notices, findings, completed FROM site_counts
WHERE level = ? AND code = ? AND topic = '*' AND year <> 0 ORDER BY year DESC"""
PEER_PLACES = """
SELECT code FROM site_places WHERE level = 'place' AND code NOT IN (?, '-') AND (? IS NULL OR province_code = ?)
AND findings > 0 ORDER BY findings DESC, code LIMIT ?"""
COUNTIES = """
SELECT DISTINCT r.code, r.name, r.findings FROM site_places AS r JOIN site_notices AS s ON s.region_code = r.code
WHERE r.level = 'region' AND s.place_code = ? AND r.code <> s.place_code ORDER BY r.code"""
NEWEST = """
SELECT n.id, n.title, n.file_name, n.script, n.finding_count, s.said_on, s.family
FROM site_notices AS s JOIN notices AS n ON n.rowid = s.notice
WHERE s.{column} = ? ORDER BY s.rank LIMIT 8"""
WAITING = """
SELECT f.id, f.title, f.status, f.status_basis, n.script, coalesce(n.published_on, n.signed_on) AS said_on
FROM site_rows AS r JOIN findings AS f ON f.rowid = r.finding JOIN notices AS n ON n.rowid = r.notice
WHERE r.{column} = ? AND r.status IN ('not_completed', 'in_progress') ORDER BY r.rank DESC LIMIT 8"""


def places(connection: Connection, ask: Ask) -> Answer:
    """All places, with the map."""
    found = rows(connection, PLACES)
    provinces = rows(connection, PROVINCES)
    most = max((int(str(p["findings"])) for p in provinces), default=0)
    values = {
        "places": found,
        "tiles": tiles(provinces, most),
        "provinces": provinces,
        "names": Names(connection, ask.words),
        "shown": Shown(sql=PROVINCES),
    }
    return Page(template="places.html", values=values)


@cache
def _positions() -> dict[str, tuple[int, int, str]]:
    with TILES.open("rb") as file:
        found = tomllib.load(file)["tiles"]
    return {code: (column, row, short) for code, (column, row, short) in found.items()}


def tiles(provinces: list[dict[str, object]], most: int) -> list[dict[str, object]]:
    """One tile for each province-level unit, also those without data; unknown codes stand in a row below."""
    known = {str(province["code"]): province for province in provinces if province["code"] != "-"}
    made: list[dict[str, object]] = []
    for code, (column, row, short) in _positions().items():
        made.append(
            {"code": code, "column": column, "row": row, "short": short, **_tile(known.get(code), most)}
        )
    below = max(row for _, row, _ in _positions().values()) + 1
    others = [province for code, province in known.items() if code not in _positions()]
    for index, province in enumerate(others):
        spot = {"column": index % 10, "row": below + index // 10, "short": str(province["name"])[:2]}
        made.append({"code": province["code"], **spot, **_tile(province, most)})
    return made


def _tile(province: dict[str, object] | None, most: int) -> dict[str, object]:
    if province is None:
        return {"name": None, "findings": 0, "notices": 0, "shade": 0}
    findings = int(str(province["findings"]))
    shade = 1 + min(4, int(5 * findings / most)) if most and findings else 0
    return {"name": province["name"], "findings": findings, "notices": province["notices"], "shade": shade}


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
    lifted = lifts(counted(connection, own), counted(connection, peers), code, kept=8)
    peer_states = statuses(connection, peers) if peers.codes else None
    values = {
        "place": row,
        "level": level,
        "years": rows(connection, YEARS, (level, code)),
        "heat": heat(connection, own),
        "peer_heat": heat(connection, peers) if peers.codes else None,
        "peers": peers,
        "in_province": is_province,
        "statuses": statuses(connection, own),
        "peer_statuses": _sum(peer_states.counts.values()) if peer_states else {},
        "lifts": lifted,
        "times": times(connection, own)[0][0],
        "newest": rows(connection, NEWEST.format(column=column), (code,)),
        "waiting": rows(connection, WAITING.format(column=column), (code,)),
        "counties": rows(connection, COUNTIES, (code,)) if level == "place" else [],
        "names": Names(connection, ask.words),
    }
    return Page(template="place.html", values=values)


def _peers(connection: Connection, row: dict[str, object]) -> tuple[Scope, bool]:
    """Other places of the same province; where there are fewer than three, of the whole country."""
    province = None if row["level"] == "province" else row["province_code"]
    for limit in (province, None):
        found = connection.execute(PEER_PLACES, (row["code"], limit, limit, PEERS)).fetchall()
        if len(found) >= 3:
            return Scope(codes=tuple(code for (code,) in found)), limit is not None
    return Scope(codes=tuple(code for (code,) in found)), False


def _sum(counts: object) -> dict[str, int]:
    total: dict[str, int] = {}
    for entry in counts:  # type: ignore[attr-defined]
        for status, count in entry.items():
            total[status] = total.get(status, 0) + count
    return total
