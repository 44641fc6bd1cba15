"""How much of what was printed has a comparable value beside it, column by column."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Of `total` rows that ask for a value in `table.column`, `resolved` have one."""

    table: str
    column: str
    asked_by: str
    resolved: int
    total: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None where no row asks for a value."""
        return self.resolved / self.total if self.total else None


# (table, column with the comparable value, column that asks for it; None: every row does)
RESOLVED: tuple[tuple[str, str, str | None], ...] = (
    ("notices", "region_code", None),
    ("notices", "published_on", "published_text"),
    ("notices", "signed_on", "signed_text"),
    ("findings", "status", "status_text"),
    ("findings", "deadline_on", "deadline_text"),
    ("findings", "topic", None),
    ("agencies", "canonical", None),
    ("amounts", "role", None),
)


def shares(connection: sqlite3.Connection) -> list[Share]:
    """Return the share of each column of `RESOLVED`, in that order."""
    found = []
    for table, column, asked_by in RESOLVED:
        where = f'WHERE "{asked_by}" IS NOT NULL' if asked_by else ""
        total, resolved = connection.execute(
            f'SELECT count(*), count("{column}") FROM "{table}" {where}'
        ).fetchone()
        asking = asked_by or "every row"
        found.append(Share(table=table, column=column, asked_by=asking, resolved=resolved, total=total))
    return found


def kept_shares(connection: sqlite3.Connection) -> list[Share]:
    """Return what `shares` would, from the tables of the site (`db.publishing.publish`), which must be up to date."""
    rows = connection.execute("SELECT table_name, column_name, asked_by, resolved, total FROM site_shares")
    kept = {
        (table, column, asked): Share(
            table=table, column=column, asked_by=asked, resolved=resolved, total=total
        )
        for table, column, asked, resolved, total in rows
    }
    wanted = [(table, column, asked_by or "every row") for table, column, asked_by in RESOLVED]
    return [kept[key] for key in wanted] if kept.keys() == set(wanted) else shares(connection)
