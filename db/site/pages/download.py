"""Take away: the choice, the formats, and the files."""

import importlib.util
from dataclasses import dataclass
from functools import cache

from db.choosing import selection as selections
from db.choosing.selection import Selection
from db.exports.formats import FORMATS, Format, Sheet
from db.site.asked.answers import Answer, Ask, Connection, Missing, Page, Stream
from db.site.asked.asking import CHOICE, check
from db.site.asked.shared import STATUSES, Names, choice, choice_query
from db.site.figures.statements import Shown

__all__ = ["download", "download_file", "sheet_of_choice"]

# findings beyond which a server refuses a format that it must first build whole
LIMITS = {"xlsx": 200_000, "datapackage": 300_000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A format, and how many findings it may hold here (None: any number)."""

    format: Format
    limit: int | None
    fits: bool
    is_whole: bool  # a data package holds all tables, whatever the choice


def offers(total: int) -> list[Offer]:
    """The formats that this installation can write: Parquet needs its extra."""
    return [
        Offer(
            format=entry,
            limit=LIMITS.get(name),
            fits=total <= LIMITS.get(name, total),
            is_whole=name == "datapackage",
        )
        for name, entry in FORMATS.items()
        if name != "parquet" or _writes_parquet()
    ]


@cache
def _writes_parquet() -> bool:
    return importlib.util.find_spec("pyarrow") is not None


def download(connection: Connection, ask: Ask) -> Answer:
    """The page that says what can be taken, in which formats."""
    chosen = choice(ask)
    total = selections.count(connection, chosen)
    values = {
        "chosen": chosen,
        "query": choice_query(chosen),
        "total": total,
        "shown": [Shown.of(selections.counting(chosen)), Shown.of(selections.table_rows(chosen))],
        "offers": offers(total),
        "names": Names(connection, ask.words),
        "statuses": STATUSES,
    }
    return Page(template="download.html", values=values)


def sheet_of_choice(chosen: Selection) -> Sheet:
    """The rows of rectification_table of a choice, newest notice first."""
    query = selections.table_rows(chosen)
    return Sheet(name="rectification_table", sql=query.sql, values=query.values)


def download_file(connection: Connection, ask: Ask) -> Answer:
    """One file, made while it is sent."""
    check(ask, CHOICE)
    chosen = choice(ask)
    total = selections.count(connection, chosen)
    wanted = next((o for o in offers(total) if o.format.ending == ask.values["suffix"]), None)
    if wanted is None:
        raise Missing(ask.path)
    if not wanted.fits:
        said = ask.words("too_big.limit", count=total, limit=wanted.limit)
        return Page(template="problem.html", values={"key": "too_big", "asked": said}, status=413)
    sheet = sheet_of_choice(chosen)
    stem = (
        "dataset"
        if wanted.is_whole
        else "rectification" + ("" if chosen.is_everything else f"-{_short(ask)}")
    )
    return Stream(
        pieces=lambda own: wanted.format.write(own, sheet),
        media_type=wanted.format.media_type,
        name=f"{stem}.{wanted.format.ending}",
    )


def _short(ask: Ask) -> str:
    """A file name that tells the choice; only letters and digits of any script."""
    parts = [value for key in ("q", "province", "city", "year", "topic", "status") for value in ask.all(key)]
    kept = "".join(sign if sign.isalnum() or sign in ".-" else "_" for sign in "-".join(parts))
    return kept[:60] or "selection"
