"""A choice of findings: by place, year, topic, status and words; the same for pages, feeds and downloads.

The SQL it makes reads the tables of `db.tables.site`, so that any choice is answered from an index.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from db.search.words import search_query
from db.tables.site import STATUS_COLUMNS

__all__ = [
    "Query", "Selection", "count", "counting", "facet", "is_county", "limits", "notice_limits", "ranks", "table_rows",
]  # fmt: skip

Binding = str | int
ROWS = """
SELECT v.* FROM site_rows AS r CROSS JOIN findings AS f ON f.rowid = r.finding
CROSS JOIN rectification_table AS v ON v.finding_id = f.id"""
FACETS = {"city": "code", "topic": "topic", "year": "year"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a reader asked for. `cities` are codes of places or regions; no value means no limit."""

    provinces: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    topic: str | None = None
    status: str | None = None
    words: str | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Selection()

    @property
    def is_place(self) -> bool:
        """Whether it limits places."""
        return bool(self.cities or self.provinces)

    def without(self, name: str) -> "Selection":
        """The same choice without one limit: city, year, topic or status."""
        if name == "city":
            return replace(self, cities=())
        if name == "year":
            return replace(self, years=())
        return replace(self, topic=None) if name == "topic" else replace(self, status=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """SQL and its parameters."""

    sql: str
    values: tuple[Binding, ...]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def ranks(selection: Selection, *, with_findings: bool = False) -> Query:
    """SELECT of the ranks (rows of `site_rows`) of a choice, in no order; add `AND r.rank > ?` and LIMIT to page.

    `with_findings`: beside each rank the rowid of its finding.
    """
    clauses, values = _scope(selection)
    for clause, year in () if selection.words else _between(selection.years):
        clauses.append(clause)
        values += year
    source = "site_rows AS r"
    columns = "r.rank, r.finding" if with_findings else "r.rank"
    if selection.topic:
        if selection.is_place or selection.words:
            clauses.append(
                "EXISTS (SELECT 1 FROM site_row_topics AS t WHERE t.topic = ? AND t.rank = r.rank)"
            )
        else:
            source = "site_row_topics AS r"
            clauses.insert(0, "r.topic = ?")
            values.insert(0, selection.topic)
            if with_findings:
                source += " CROSS JOIN site_rows AS s ON s.rank = r.rank"
                columns = "r.rank, s.finding"
            return Query(sql=_select(columns, source, clauses), values=tuple(values))
        values.append(selection.topic)
    if selection.words:
        clauses.append("r.finding IN (SELECT rowid FROM findings_fts WHERE findings_fts MATCH ?)")
        values.append(search_query(selection.words))
    return Query(sql=_select(columns, source, clauses), values=tuple(values))


def _between(years: tuple[int, ...]) -> list[tuple[str, tuple[int, ...]]]:
    """Clauses that bound ranks to those of years: ranks follow dates, so an old year need not be reached by a scan."""
    if not years:
        return []
    first = ", ".join("coalesce((SELECT min(rank) FROM site_rows WHERE year = ?), 1e9)" for _ in years)
    last = ", ".join("coalesce((SELECT max(rank) FROM site_rows WHERE year = ?), 0)" for _ in years)
    low, high = (f"min({first})", f"max({last})") if len(years) > 1 else (first, last)
    return [(f"r.rank >= {low}", years), (f"r.rank <= {high}", years)]


def _select(columns: str, source: str, clauses: Sequence[str]) -> str:
    return f"SELECT {columns} FROM {source} WHERE {' AND '.join(clauses) or '1'}"


def limits(selection: Selection) -> tuple[list[str], list[Binding]]:
    """Clauses over a row `r` of `site_rows` or `site_notices` that say its place and year, and their values."""
    clauses: list[str] = []
    values: list[Binding] = []
    if selection.cities:
        places, counties = _levels(selection.cities)
        parts = [f"r.place_code IN ({_marks(places)})"] * bool(places)
        parts += [f"r.region_code IN ({_marks(counties)})"] * bool(counties)
        clauses.append(f"({' OR '.join(parts)})")
        values += [*places, *counties]
    if selection.provinces:
        clauses.append(f"r.province_code IN ({_marks(selection.provinces)})")
        values += selection.provinces
    if selection.years:
        clauses.append(f"r.year IN ({_marks(selection.years)})")
        values += selection.years
    return clauses, values


def notice_limits(selection: Selection) -> tuple[list[str], list[Binding]]:
    """Clauses over a row `r` of `site_notices`: its place and year, and that it has findings on the topic."""
    clauses, values = limits(selection)
    if selection.topic:
        clauses.append("r.rank IN (SELECT rank FROM site_notice_topics WHERE topic = ?)")
        values.append(selection.topic)
    return clauses, values


def _scope(selection: Selection) -> tuple[list[str], list[Binding]]:
    clauses, values = limits(selection)
    if selection.status:
        clauses.append("r.status = ?")
        values.append(selection.status)
    return clauses, values


def _levels(codes: Sequence[str]) -> tuple[list[str], list[str]]:
    """Codes of places, and codes of counties that lie in none of them."""
    places = [code for code in codes if not is_county(code)]
    return places, [code for code in codes if is_county(code) and f"{code[:4]}00" not in places]


def is_county(code: str) -> bool:
    """GB/T 2260: the last two digits of a county-level code are not 00."""
    return len(code) == 6 and code.isdigit() and not code.endswith("00")


def _cells(selection: Selection, lifted: str = "") -> tuple[str, list[Binding]]:
    """WHERE clause over `site_counts` of a choice without words; one limit may be spread out instead."""
    parts: dict[str, tuple[str, list[Binding]]] = {
        "city": _place_cells(selection),
        "year": _year_cells(selection),
        "topic": ("topic = ?", [selection.topic or "*"]),
    }
    if lifted == "city":
        limit = selection.provinces
        inside = f"SELECT code FROM site_places WHERE level = 'place' AND province_code IN ({_marks(limit)})"
        parts["city"] = ("level = 'place'" + f" AND code IN ({inside})" * bool(limit), [*limit])
    elif lifted == "year":
        parts["year"] = ("year <> 0", [])
    elif lifted == "topic":
        parts["topic"] = ("topic <> '*' AND instr(topic, '.') = 0", [])
    where = " AND ".join(clause for clause, _ in parts.values())
    return where, [value for _, values in parts.values() for value in values]


def _place_cells(selection: Selection) -> tuple[str, list[Binding]]:
    if selection.cities:
        places, counties = _levels(selection.cities)
        parts = [f"level = 'place' AND code IN ({_marks(places)})"] * bool(places)
        parts += [f"level = 'region' AND code IN ({_marks(counties)})"] * bool(counties)
        return f"({' OR '.join(parts)})", [*places, *counties]
    if selection.provinces:
        return f"level = 'province' AND code IN ({_marks(selection.provinces)})", [*selection.provinces]
    return "level = 'all' AND code = '*'", []


def _year_cells(selection: Selection) -> tuple[str, list[Binding]]:
    years = selection.years or (0,)
    return f"year IN ({_marks(years)})", [*years]


def _counted(selection: Selection) -> str:
    if selection.status and selection.status not in STATUS_COLUMNS:
        raise ValueError(f"got status {selection.status!r}, expected one of {', '.join(STATUS_COLUMNS)}")
    return f'"{selection.status}"' if selection.status else "findings"


def counting(selection: Selection) -> Query:
    """SELECT of how many findings a choice holds."""
    if selection.words:
        query = ranks(selection)
        return Query(sql=f"SELECT count(*) AS findings FROM ({query.sql})", values=query.values)
    where, values = _cells(selection)
    sql = f"SELECT coalesce(sum({_counted(selection)}), 0) AS findings FROM site_counts WHERE {where}"
    return Query(sql=sql, values=tuple(values))


def count(connection: sqlite3.Connection, selection: Selection) -> int:
    """How many findings a choice holds."""
    query = counting(selection)
    return int(connection.execute(query.sql, query.values).fetchone()[0])


def table_rows(selection: Selection, *, after: int = 0, size: int | None = None) -> Query:
    """SELECT of the rows of rectification_table of a choice, newest notice first; of one page where `size` is given."""
    query = ranks(selection)
    clauses = [] if selection.is_everything else [f"r.rank IN ({query.sql})"]
    values: list[Binding] = [] if selection.is_everything else [*query.values]
    if after:
        clauses.append("r.rank > ?")
        values.append(after)
    limit = ""
    if size is not None:
        limit = " LIMIT ?"
        values.append(size)
    where = f"\nWHERE {' AND '.join(clauses)}" if clauses else ""
    return Query(sql=f"{ROWS}{where}\nORDER BY r.rank{limit}", values=tuple(values))


def facet(connection: sqlite3.Connection, selection: Selection, name: str) -> list[tuple[str, int]]:
    """Counts of a choice by `city`, `year`, `topic` or `status`, its own limit of that kind lifted; largest first.

    Raises ValueError for a choice with words: those counts would take a scan.
    """
    if selection.words:
        raise ValueError("got a choice with words, expected one without: drop the words or the facet")
    lifted = selection.without(name)
    if name == "status":
        sums = ", ".join(f'sum("{status}")' for status in STATUS_COLUMNS)
        where, values = _cells(lifted)
        row = connection.execute(f"SELECT {sums} FROM site_counts WHERE {where}", values).fetchone()
        return [(status, found) for status, found in zip(STATUS_COLUMNS, row, strict=True) if found]
    where, values = _cells(lifted, name)
    sql = (
        f"SELECT {FACETS[name]}, sum({_counted(selection)}) AS n FROM site_counts WHERE {where}"
        " GROUP BY 1 HAVING n > 0 ORDER BY n DESC, 1"
    )
    return [(str(value), found) for value, found in connection.execute(sql, values)]
