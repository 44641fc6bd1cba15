"""Places that the official table does not hold: a file of your own, for sample notices or a place just founded."""

import tomllib
from dataclasses import replace
from pathlib import Path

from normalize.records import NoticeRecord, RegionRecord, fold

_NEEDED = ("code", "name", "short_name")
_KNOWN = ("province_code", "province", "city_code", "city")


class PlacesError(Exception):
    """Raised for a places file that cannot be used; the message says why."""


def load_places(*paths: Path) -> tuple[RegionRecord, ...]:
    """Read TOML files of `[[place]]` tables: code, name, short_name and, where known, province and its code."""
    return tuple(sorted((place for path in paths for place in _read(path)), key=lambda p: -len(p.name)))


def _read(path: Path) -> tuple[RegionRecord, ...]:
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("place")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _refused(path, str(error)) from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _refused(path, "no [[place]] table")
    return tuple(_place(path, number, row) for number, row in enumerate(rows, 1))


def _refused(path: Path, got: str) -> PlacesError:
    needed = "expected: [[place]] tables with code, name and short_name, each in quotes; do: write it as samples/places.toml is"
    return PlacesError(f"got: {path}: {got}; {needed}")


def _place(path: Path, number: int, row: dict[str, object]) -> RegionRecord:
    """One table as a place; a number for a code, or a name that is missing, is told with the table's number."""
    for key in _NEEDED:
        if key not in row:
            raise _refused(path, f"table {number} without {key}")
    words: dict[str, str] = {}
    for key in (*_NEEDED, *_KNOWN):
        if (value := row.get(key)) is None:
            continue
        if not isinstance(value, str) or not value.strip():
            raise _refused(path, f"table {number} with {key} = {value!r}")
        words[key] = value
    return RegionRecord(
        code=words["code"],
        name=words["name"],
        short_name=words["short_name"],
        province_code=words.get("province_code"),
        province=words.get("province"),
        city_code=words.get("city_code", words["code"]),
        city=words.get("city", words["name"]),
        evidence="places file",
    )


def placed(record: NoticeRecord, places: tuple[RegionRecord, ...]) -> NoticeRecord:
    """Give a notice whose place is not known the one that its issuer or title begins with."""
    if record.region is not None or not places:
        return record
    for quote in (record.issuer, record.title):
        words = fold(quote.text).removeprefix("中共").removeprefix("关于") if quote else ""
        for place in places:
            if words.startswith(fold(place.name)):
                known = tuple(issue for issue in record.issues if issue.kind != "unknown_region")
                return replace(
                    record, region=replace(place, evidence=f"places file: {place.name}"), issues=known
                )
    return record
