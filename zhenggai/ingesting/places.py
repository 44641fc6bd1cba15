"""Places that the official table does not hold: a file of your own, for sample notices or a place just founded."""

import tomllib
from dataclasses import replace
from pathlib import Path

from normalize.records import NoticeRecord, RegionRecord, fold


class PlacesError(Exception):
    """Raised for a places file that cannot be used; the message says why."""


def load_places(*paths: Path) -> tuple[RegionRecord, ...]:
    """Read TOML files of `[[place]]` tables: code, name, short_name and, where known, province and its code."""
    return tuple(sorted((place for path in paths for place in _read(path)), key=lambda p: -len(p.name)))


def _read(path: Path) -> tuple[RegionRecord, ...]:
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["place"]
        return tuple(_place(row) for row in rows)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise PlacesError(
            f"{path}: got {type(error).__name__} ({error}); expected [[place]] tables with code, name and short_name"
        ) from error


def _place(row: dict[str, str]) -> RegionRecord:
    return RegionRecord(
        code=row["code"],
        name=row["name"],
        short_name=row["short_name"],
        province_code=row.get("province_code"),
        province=row.get("province"),
        city_code=row.get("city_code", row["code"]),
        city=row.get("city", row["name"]),
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
