"""The table of places: GB/T 2260 units by name and year (1980-2024), Hong Kong, Macau, Taiwan.

Names are looked up folded (simplified script). The table is `data/regions.csv` (see `data/make_regions.py`)
and `data/regions_beyond.csv`; short forms that neither holds stand in `data/place_context.toml`.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from normalize.records import fold
from normalize.vocabulary import DATA, vocabulary

FIRST_YEAR, LAST_YEAR = 1980, 2024  # the table's own ends; later dates use its last year
PROVINCE, PREFECTURE, COUNTY = 1, 2, 3
_MUNICIPALITIES = {"110000", "120000", "310000", "500000"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One unit under one name, in force from the end of `first` to the end of `last`."""

    code: str
    name: str
    short: str
    level: int
    parent: str
    first: int
    last: int

    @property
    def municipality(self) -> bool:
        """Beijing, Tianjin, Shanghai and Chongqing: province and city in one."""
        return self.code in _MUNICIPALITIES

    def distance(self, year: int) -> int:
        """Years between `year` and the time the name was in force (0 while it was)."""
        return max(self.first - year, year - self.last, 0)


@cache
def place_context() -> dict[str, Any]:
    """Return the words around place names (`data/place_context.toml`)."""
    return vocabulary("place_context")


@cache
def units() -> tuple[Unit, ...]:
    """Return every unit of the table in the order of its files."""
    found = []
    for row in _rows("regions.csv"):
        level, first, last = int(row["level"]), int(row["first"]), int(row["last"])
        found.append(
            Unit(
                code=row["code"], name=row["name"], short=row["short"], level=level, parent=row["parent"],
                first=first, last=last,
            )
        )  # fmt: skip
    for row in _rows("regions_beyond.csv"):
        level = PREFECTURE if row["code"].startswith("TW") else PROVINCE
        first, last = int(row["first"]), int(row["last"])
        found.append(
            Unit(
                code=row["code"], name=row["name"], short=row["short"], level=level, parent="",
                first=first, last=last,
            )
        )  # fmt: skip
    return tuple(found)


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _by_code() -> dict[str, tuple[Unit, ...]]:
    return _indexed((unit.code, unit) for unit in units())


@cache
def full_names() -> dict[str, tuple[Unit, ...]]:
    """Return units by folded name with its kind (湖州市), short forms of autonomous units included."""
    aliases: dict[str, str] = place_context()["aliases"]
    for alias, code in aliases.items():
        if code not in _by_code():
            raise ValueError(f"place_context.toml: {alias} has code {code}, not in regions.csv; correct it")
    printed = ((name, unit) for unit in units() for name in _names(unit))
    called = ((alias, unit) for alias, code in aliases.items() for unit in _by_code()[code])
    return _indexed(chain(printed, called))


def _names(unit: Unit) -> list[str]:
    names = [fold(unit.name)]
    if "自治" in unit.name and unit.level > PROVINCE and len(unit.short) > 1 and "自治" not in unit.short:
        names.append(unit.short + unit.name[-1])  # 湘西土家族苗族自治州 → 湘西州, 彭水…自治县 → 彭水县
    return names


@cache
def short_names() -> dict[str, tuple[Unit, ...]]:
    """Return provinces, prefectures and places beyond the mainland by folded short name (湖州)."""
    return _indexed((fold(u.short), u) for u in units() if u.level < COUNTY and len(u.short) > 1)


@cache
def county_short_names() -> dict[str, tuple[Unit, ...]]:
    """Return counties and county-level cities by short name (昆山), without districts."""
    counties = (u for u in units() if u.level == COUNTY and u.name[-1] in "市县旗" and len(u.short) > 1)
    return _indexed((fold(unit.short), unit) for unit in counties)


def _indexed(named: Iterable[tuple[str, Unit]]) -> dict[str, tuple[Unit, ...]]:
    index: dict[str, list[Unit]] = {}
    for name, unit in named:
        index.setdefault(name, []).append(unit)
    return {name: tuple(found) for name, found in index.items()}


def in_force(candidates: tuple[Unit, ...], year: int | None) -> tuple[Unit, ...]:
    """Keep the units that bore the name nearest to `year` (None: now), one a code."""
    wanted = min(max(year if year is not None else LAST_YEAR, FIRST_YEAR), LAST_YEAR)
    if not candidates:
        return ()
    nearest = min(unit.distance(wanted) for unit in candidates)
    kept = {unit.code: unit for unit in candidates if unit.distance(wanted) == nearest}
    return tuple(kept.values())


def unit_of(code: str, year: int | None = None) -> Unit | None:
    """Return the unit with this code as it was called in `year` (None: as last called)."""
    found = in_force(_by_code().get(code, ()), year)
    return found[0] if found else None


def lineage(unit: Unit, year: int | None = None) -> tuple[Unit, ...]:
    """Return the unit and those above it, lowest first."""
    line = [unit]
    while line[-1].parent:
        above = unit_of(line[-1].parent, year)
        if above is None:
            break
        line.append(above)
    return tuple(line)


def within(unit: Unit, above: Unit, year: int | None = None) -> bool:
    """Say whether `unit` lies in `above` (or is it)."""
    return any(u.code == above.code for u in lineage(unit, year))
