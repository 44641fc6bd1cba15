"""Pages of a choice of findings, newest notice first, with the number of all; fast also for common words.

The index of words knows findings by rowid, not by date. What few findings hold is gathered and put in
order; what many hold is met soon enough by walking down from the newest notice, asking the index for
the findings of one notice (a run of rowids) at a time. Filters meet the hits as marks (`db.choosing.marks`).
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from db.choosing import selection as selections
from db.choosing.marks import IS_MARKED, marked
from db.choosing.selection import Selection
from db.search.words import search_query

__all__ = ["Slice", "matching", "page"]

Run = tuple[int, int, dict[int, int]]  # lowest and highest finding, and the rank of each

GATHERED = 20_000  # hits up to which all are fetched and put in order
FIRST_STRETCH, LONGEST_STRETCH = 500, 20_000  # rows walked at a time
SMALL, FEW_RUNS = (
    6_000,
    600,
)  # findings, and runs of them, of a choice whose notices are asked for the words one by one

COUNT = "SELECT count(*) FROM findings_fts WHERE findings_fts MATCH ?"
HITS = "SELECT rowid FROM findings_fts WHERE findings_fts MATCH ?"
OUTSIDE = "SELECT count(*) FROM findings_fts WHERE findings_fts MATCH ? AND +rowid IN (SELECT finding FROM site_outside)"
WITHIN = "SELECT rowid FROM findings_fts WHERE findings_fts MATCH ? AND rowid BETWEEN ? AND ?"
RANKS = "SELECT r.rank FROM site_rows AS r"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """Ranks (rows of `site_rows`) of one page, whether more follow, and how many there are in all."""

    ranks: list[int]
    has_more: bool
    total: int

    @property
    def last(self) -> int | None:
        """Where the next page starts; None where there is none."""
        return self.ranks[-1] if self.has_more else None


def page(
    connection: sqlite3.Connection,
    selection: Selection,
    after: int,
    size: int,
    *,
    everywhere: int | None = None,
) -> Slice:
    """The rows of a choice behind the rank `after`; `everywhere` is what `matching` says, where it is known."""
    if selection.words:
        found, total = _with_words(connection, selection, after, size, everywhere)
    else:
        query = selections.ranks(selection)
        sql = f"{query.sql} AND r.rank > ? ORDER BY r.rank LIMIT ?"
        found = [row[0] for row in connection.execute(sql, (*query.values, after, size + 1))]
        total = selections.count(connection, selection)
    return Slice(ranks=found[:size], has_more=len(found) > size, total=total)


def matching(connection: sqlite3.Connection, words: str) -> int:
    """How many findings hold the words, of whatever family."""
    return int(connection.execute(COUNT, (search_query(words),)).fetchone()[0])


def _with_words(
    connection: sqlite3.Connection, selection: Selection, after: int, size: int, everywhere: int | None
) -> tuple[list[int], int]:
    rest, expression = replace(selection, words=None), search_query(selection.words or "")
    if not rest.is_everything and selections.count(connection, rest) <= SMALL:
        found = _among_few(connection, rest, expression)
        if found is not None:
            return [rank for rank in found if rank > after][: size + 1], len(found)
    everywhere = matching(connection, selection.words or "") if everywhere is None else everywhere
    if everywhere <= GATHERED:
        query = selections.ranks(selection)
        return _gathered(connection, query.sql, query.values, after, size)
    if rest.is_everything:
        if connection.execute("SELECT EXISTS (SELECT 1 FROM site_outside)").fetchone()[0]:
            everywhere -= int(connection.execute(OUTSIDE, (expression,)).fetchone()[0])
        return _walk(connection, rest, expression, after, size), everywhere
    bound = (expression, marked(connection, "findings", rest))
    total = int(connection.execute(f"{COUNT} AND {IS_MARKED}", bound).fetchone()[0])
    if total <= GATHERED:
        inside = f"{RANKS} WHERE r.finding IN ({HITS} AND {IS_MARKED})"
        return _gathered(connection, inside, bound, after, size)
    return _walk(connection, rest, expression, after, size), total


def _gathered(
    connection: sqlite3.Connection, sql: str, values: Sequence[object], after: int, size: int
) -> tuple[list[int], int]:
    """A page of all ranks that a statement gives, and how many they are."""
    found = sorted(row[0] for row in connection.execute(sql, values))
    return [rank for rank in found if rank > after][: size + 1], len(found)


def _among_few(connection: sqlite3.Connection, rest: Selection, expression: str) -> list[int] | None:
    """Ranks of a small choice's findings that hold the words, in order; None where they stand in too many notices.

    These notices alone are asked for the words, which is less than one scan of a common word's hits.
    """
    query = selections.ranks(rest, with_findings=True)
    rows = [(rank, finding) for rank, finding in connection.execute(query.sql, query.values)]
    runs = list(_runs(sorted(rows)))
    return sorted(_holding(connection, expression, runs)) if len(runs) <= FEW_RUNS else None


def _holding(connection: sqlite3.Connection, expression: str, runs: Iterable[Run]) -> Iterator[int]:
    """Ranks of the findings of runs that hold the words."""
    for low, high, by_finding in runs:
        for (finding,) in connection.execute(WITHIN, (expression, low, high)):
            if finding in by_finding:
                yield by_finding[finding]


def _walk(
    connection: sqlite3.Connection, rest: Selection, expression: str, after: int, size: int
) -> list[int]:
    """Walk down from the newest until the page is full; only for words that many rows hold."""
    found: list[int] = []
    for stretch in _stretches(connection, rest, after):
        found += _holding(connection, expression, _runs(stretch))
        if len(found) > size:
            break
    return sorted(found)[: size + 1]


def _stretches(
    connection: sqlite3.Connection, rest: Selection, after: int
) -> Iterator[list[tuple[int, int]]]:
    """Rows (rank, finding) of a choice without words, in stretches that grow."""
    query = selections.ranks(rest)
    sql = (
        "SELECT s.rank, s.finding FROM site_rows AS s WHERE s.rank IN"
        f" ({query.sql} AND r.rank > ? ORDER BY r.rank LIMIT ?) ORDER BY s.rank"
    )
    length = FIRST_STRETCH
    while rows := connection.execute(sql, (*query.values, after, length)).fetchall():
        yield rows
        after, length = rows[-1][0], min(2 * length, LONGEST_STRETCH)


def _runs(rows: list[tuple[int, int]]) -> Iterator[Run]:
    """Runs of rows whose findings follow each other: lowest and highest finding, and the rank of each."""
    for _, run in groupby(enumerate(rows), key=lambda entry: entry[1][1] - entry[0]):
        by_finding = {finding: rank for _, (rank, finding) in run}
        yield min(by_finding), max(by_finding), by_finding
