"""Compare places: topics by place as rates, statuses, time to completion, what each has more of."""

from dataclasses import dataclass, replace

from db.choosing.selection import Selection
from db.site.asked.answers import Answer, Ask, Connection, Page
from db.site.asked.once import once
from db.site.asked.shared import STATUSES, Names, choice_query, whole
from db.site.figures.lifts import lifts_among, times
from db.site.figures.rates import Scope, heat, statuses
from db.site.html.pieces import options

__all__ = ["Asked", "compare"]

SHOWN_AT_FIRST = 6
MAX_PLACES = 30
LIFTED = 12  # places whose lifts are listed

HOW_MANY = "SELECT count(*) FROM site_places WHERE level = 'place' AND code <> '-' AND province_code = ?"
BIGGEST = """
SELECT code FROM site_places WHERE level = 'place' AND code <> '-' AND (? IS NULL OR province_code = ?)
ORDER BY findings DESC, code LIMIT ?"""
CHOICES = """
SELECT code, iif(province = '-', name, name || ' · ' || province) FROM site_places
WHERE level = 'place' AND code <> '-' ORDER BY province_code, code"""
YEARS = "SELECT DISTINCT year FROM site_counts WHERE level = 'all' AND code = '*' AND year > 0 ORDER BY year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to compare."""

    province: str | None
    cities: tuple[str, ...]
    since: int | None
    until: int | None
    under: str | None
    per_notice: bool

    def years(self, present: list[int]) -> tuple[int, ...]:
        """The years asked for, of those that occur; none for all."""
        if self.since is None and self.until is None:
            return ()
        low, high = self.since or 0, self.until or 9999
        return tuple(year for year in present if low <= year <= high) or (-2,)  # a year that never occurs


def asked(ask: Ask) -> Asked:
    """Read the address; `add` joins `city`."""
    cities = tuple(dict.fromkeys((*ask.all("city"), *ask.all("add"))))
    return Asked(
        province=ask.get("province")[:20] or None,
        cities=tuple(code[:20] for code in cities)[:MAX_PLACES],
        since=whole(ask.get("since"), None, high=9999),
        until=whole(ask.get("until"), None, high=9999),
        under=ask.get("under")[:80] or None,
        per_notice=ask.get("rate") == "notice",
    )


def compare(connection: Connection, ask: Ask) -> Answer:
    """The comparison; with nothing asked for, of the places with the most findings."""
    wanted = asked(ask)
    present = [row[0] for row in connection.execute(YEARS)]
    names = Names(connection, ask.words)
    unknown = [code for code in wanted.cities if code not in names.places]
    wanted = replace(wanted, cities=tuple(code for code in wanted.cities if code not in unknown))
    codes = _codes(connection, wanted)
    scope = Scope(codes=codes, years=wanted.years(present))
    lifted, lift_sql = lifts_among(connection, scope) if len(codes) > 1 else ([], None)
    shown = [x for x in lifted if x.code in codes[:LIFTED]]
    timed, time_sql = times(connection, scope) if codes else ([], None)
    values = {
        "asked": wanted,
        "codes": codes,
        "is_default": not wanted.cities and not wanted.province,
        "choices": once(connection, "places to add", lambda: options(connection.execute(CHOICES), ())),
        "all_years": present,
        "years": scope.years,
        "heat": heat(connection, scope, under=wanted.under, per_notice=wanted.per_notice) if codes else None,
        "statuses": statuses(connection, scope) if codes else None,
        "status_keys": STATUSES,
        "lifts": shown,
        "lift_sql": lift_sql,
        "times": timed,
        "time_sql": time_sql,
        "links": {code: _findings((code,), scope.years) for code in codes},
        "together": _findings(codes, scope.years),
        "others": {code: _others(code, scope) for code in dict.fromkeys(x.code for x in shown)},
        "unknown": unknown,
        "nested": scope.nested,
        "of_province": _of_province(connection, wanted.province, codes),
        "kept": {"province": wanted.province, "city": wanted.cities, "since": wanted.since, "until": wanted.until,
                 "under": wanted.under, "rate": "notice" if wanted.per_notice else None},
        "names": names,
    }  # fmt: skip
    return Page(template="compare.html", values=values)


def _findings(codes: tuple[str, ...], years: tuple[int, ...]) -> str:
    """Address of the findings of places in years."""
    return "/table" + choice_query(Selection(cities=codes, years=years))


def _others(code: str, scope: Scope) -> str | None:
    """Address of the findings of all places but one; None for a county beside its city, which no address leaves out."""
    if code in scope.nested:
        return None
    return _findings(tuple(c for c in scope.codes if c != code), scope.years)


def _of_province(connection: Connection, province: str | None, codes: tuple[str, ...]) -> int | None:
    """How many places the province has, where not all of them are shown."""
    if province is None or len(codes) < MAX_PLACES:
        return None
    of = int(connection.execute(HOW_MANY, (province,)).fetchone()[0])
    return of if of > len(codes) else None


def _codes(connection: Connection, wanted: Asked) -> tuple[str, ...]:
    if wanted.cities and not wanted.province:
        return wanted.cities
    limit = MAX_PLACES if wanted.province else SHOWN_AT_FIRST
    found = connection.execute(BIGGEST, (wanted.province, wanted.province, limit)).fetchall()
    return tuple(dict.fromkeys((*wanted.cities, *(code for (code,) in found))))[:MAX_PLACES]
