"""Words with filters: the marks of a choice are the rows it leaves, and what is found is what the SQL below says."""

import sqlite3
from dataclasses import replace

import pytest
from lxml import html as dom

from db.choosing.marks import BY_RANK, IS_MARKED, marked, ranked
from db.choosing.selection import Selection
from db.search.words import search_query
from db.site.search import hits
from tests.db.site_server import Asked
from tests.db.test_db_site_sql import ID, number

CHOICES = [
    Selection(provinces=("910000",)),
    Selection(provinces=("910000", "930000"), years=(2019, 2021), status="completed"),
    Selection(cities=("910100", "939900")),
    Selection(cities=("910100",), topic="it.idle", status="in_progress"),
    Selection(topic="-"),
    Selection(status="unstated"),
    Selection(years=(1949,)),
]
PLAIN = {
    "findings": "SELECT f.rowid FROM findings AS f JOIN site_rows AS r ON r.finding = f.rowid WHERE {}",
    "measures": "SELECT m.rowid FROM measures AS m JOIN findings AS f ON f.id = m.finding_id"
    " JOIN site_rows AS r ON r.finding = f.rowid WHERE {}",
    "all measures": "SELECT m.rowid FROM measures AS m JOIN notices AS n ON n.id = m.notice_id"
    " JOIN site_notices AS r ON r.notice = n.rowid WHERE {}",
    "notices": "SELECT r.notice FROM site_notices AS r WHERE {}",
}


def plainly(connection: sqlite3.Connection, kind: str, chosen: Selection) -> set[int]:
    """The rows that a choice leaves, asked row by row."""
    limits = []
    for column, values in (
        ("place_code", chosen.cities),
        ("province_code", chosen.provinces),
        ("year", chosen.years),
    ):
        if values:
            limits.append(f"r.{column} IN ({', '.join(repr(value) for value in values)})")
    if chosen.status and kind != "notices":
        limits.append(f"r.status = '{chosen.status}'")
    if chosen.topic:
        table = "site_notice_topics" if kind == "notices" else "site_row_topics"
        limits.append(f"r.rank IN (SELECT rank FROM {table} WHERE topic = '{chosen.topic}')")
    if kind == "measures" and not (chosen.status or chosen.topic):
        kind = "all measures"
    return {row[0] for row in connection.execute(PLAIN[kind].format(" AND ".join(limits) or "1"))}


@pytest.mark.parametrize("kind", ["findings", "measures", "notices"])
@pytest.mark.parametrize("chosen", CHOICES, ids=str)
def test_marks_are_the_rows_that_a_choice_leaves(
    connection: sqlite3.Connection, kind: str, chosen: Selection
) -> None:
    marks = marked(connection, kind, chosen)
    if kind == "notices" and chosen == Selection(status="unstated"):
        assert marks is None
        return
    assert marks is not None
    assert {rowid for rowid, mark in enumerate(marks) if mark == ord("1")} == plainly(
        connection, kind, chosen
    )
    # and the clause reads them so
    sql = f"SELECT rowid FROM {kind} WHERE {IS_MARKED}"
    assert {row[0] for row in connection.execute(sql, (marks,))} == plainly(connection, kind, chosen)


def test_no_choice_has_no_marks(connection: sqlite3.Connection) -> None:
    assert marked(connection, "findings", Selection(words="资金")) is None


def test_hits_stand_in_the_order_of_their_notices(connection: sqlite3.Connection) -> None:
    found = connection.execute(
        f"SELECT rowid FROM notices_fts WHERE notices_fts MATCH ?2 ORDER BY {BY_RANK.replace('?', '?1')}",
        (ranked(connection, "notices"), search_query("整改")),
    )
    ranks = dict(connection.execute("SELECT notice, rank FROM site_notices"))
    listed = [ranks[notice] for (notice,) in found]
    assert len(listed) > 20
    assert listed == sorted(listed)


@pytest.mark.parametrize(("kind", "words"), [("measures", "台账"), ("notices", "系统")])
@pytest.mark.parametrize(
    "rest", ["", "&province=910000", "&province=910000,920000&topic=security", "&year=2019,2021"]
)
def test_what_very_many_rows_hold_is_listed_newest_first_as_the_sql_below_says(
    site: Asked,
    connection: sqlite3.Connection,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    words: str,
    rest: str,
) -> None:
    monkeypatch.setattr(hits, "RANKED", 3)
    page = dom.fromstring(site.get(f"/search?q={words}&in={kind}{rest}").text)
    listed, counted = (code.text_content() for code in page.cssselect("details.sql pre code"))
    links = page.cssselect("ol.list > li > a")
    dates = [span.text_content() for span in page.cssselect("ol.list .meta > span:first-child")]

    assert len(links) > 3
    found = [ID.findall(link.get("href").replace("%3A", ":"))[-1] for link in links]
    assert [row[0] for row in connection.execute(listed)] == found
    assert (
        number(connection.execute(counted).fetchone()[0]) in page.cssselect("[role=status]")[0].text_content()
    )
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize("kind", ["measures", "notices"])
@pytest.mark.parametrize("chosen", [choice for choice in CHOICES if choice.years != (1949,)], ids=str)
def test_the_sql_below_a_search_costs_some_lookups_a_hit(
    connection: sqlite3.Connection, kind: str, chosen: Selection
) -> None:
    words = replace(chosen, words="整改" if kind == "notices" else "台账")
    everywhere = hits.search_hits(connection, kind, Selection(words=words.words), 0).total
    found = hits.search_hits(connection, kind, words, 0)
    steps = 0

    def step() -> None:
        nonlocal steps
        steps += 1

    connection.set_progress_handler(step, 1)  # a set asked anew for each hit shows as thousands
    connection.execute(found.shown[1].text).fetchall()
    connection.set_progress_handler(None, 0)
    assert 0 < steps / everywhere < 60
