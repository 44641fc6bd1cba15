"""What reading a notice anew changes in the dataset, row by row."""

import sqlite3
from collections import Counter
from dataclasses import dataclass

from db.rows.notice import NoticeRows, Row
from db.schema import table

COMPARED = ("findings", "measures", "focus_areas")


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Rows of one table that reading anew adds, removes or alters."""

    added: int = 0
    removed: int = 0
    altered: int = 0

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(
            added=self.added + other.added,
            removed=self.removed + other.removed,
            altered=self.altered + other.altered,
        )

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.altered)


def changes(connection: sqlite3.Connection, rows: NoticeRows) -> dict[str, Changes]:
    """Compare the rows of a notice with those the dataset holds of it; {} where nothing differs or it is new.

    Rows are paired by their text, not by their number: an added finding does not alter those behind it.
    """
    if not connection.execute("SELECT 1 FROM notices WHERE id = ?", (rows.id,)).fetchone():
        return {}
    found = {name: _changes(connection, name, rows) for name in ("notices", *COMPARED)}
    return {name: change for name, change in found.items() if change}


def _changes(connection: sqlite3.Connection, name: str, rows: NoticeRows) -> Changes:
    names = [
        column for column in table(name).names if column not in ("seen", "superseded_by", "id", "position")
    ]
    columns = ", ".join(f'"{column}"' for column in names)
    key = "id" if name == "notices" else "notice_id"
    held = connection.execute(f'SELECT {columns} FROM "{name}" WHERE "{key}" = ?', (rows.id,)).fetchall()
    every = table(name).names
    picked = [every.index(column) for column in names]
    new = [tuple(row[number] for number in picked) for row in rows.tables.get(name, [])]
    if name == "measures":
        held, new = _without(held, names, "finding_id"), _without(new, names, "finding_id")
    return _paired(Counter(held), Counter(new), names.index("text" if "text" in names else "title"))


def _without(rows: list[Row], names: list[str], column: str) -> list[Row]:
    """The rows with one column emptied: the number of a finding is no news of its measures."""
    number = names.index(column)
    return [(*row[:number], row[number] is None, *row[number + 1 :]) for row in rows]


def _paired(held: Counter[Row], new: Counter[Row], text: int) -> Changes:
    """Rows that are gone and rows that came: of one text, they are one altered row."""
    gone, came = (held - new), (new - held)
    gone_texts = Counter(row[text] for row in gone.elements())
    came_texts = Counter(row[text] for row in came.elements())
    altered = (gone_texts & came_texts).total()
    return Changes(added=came.total() - altered, removed=gone.total() - altered, altered=altered)
