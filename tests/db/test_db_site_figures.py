"""Figures: every number on a page is what a plain count over the dataset gives."""

import json
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest
from lxml import html as dom

from db.choosing import paging
from db.choosing import selection as selections
from db.choosing.selection import Selection
from db.publishing import publish
from db.rows.notice import notice_rows
from db.site.asked.answers import Ask
from db.site.figures.lifts import lifts, lifts_among, profile, times
from db.site.figures.rates import FEW, Scope, heat, statuses
from db.site.pages.compare import compare
from db.store import open_store
from tests.db import site_dataset
from tests.db.conftest import nothing_derived
from tests.db.records import BAISHA, notice
from tests.db.site_server import Asked

PLAIN = """
SELECT f.id, n.region_code, n.province_code, n.year, coalesce(f.status, 'unstated'), f.topics
FROM rectification_table AS v JOIN findings AS f ON f.id = v.finding_id JOIN notices AS n ON n.id = f.notice_id"""


def plain(connection: sqlite3.Connection) -> list[tuple[str, str, str, int, str, set[str]]]:
    """Findings with what choices ask of them, straight from the view."""
    found = []
    for key, city, province, year, status, topics in connection.execute(PLAIN):
        second = set(json.loads(topics))
        both = second | {t.split(".")[0] for t in second} or {"-"}
        found.append((key, city, province, year, status, both))
    return found


CHOICES = [
    Selection(),
    Selection(cities=("910100",)),
    Selection(cities=("910100", "920200")),
    Selection(provinces=("910000",)),
    Selection(years=(2019, 2021)),
    Selection(status="completed"),
    Selection(status="unstated", provinces=("920000",)),
    Selection(topic="projects"),
    Selection(topic="it.idle", cities=("910100",), status="completed"),
    Selection(topic="-", years=(2020,)),
    Selection(provinces=("930000",), years=(2018,), topic="funds", status="in_progress"),
]


def belongs(row: tuple[str, str, str, int, str, set[str]], chosen: Selection) -> bool:
    """Whether a finding is of a choice without words, told in the plainest way."""
    _, city, province, year, status, topics = row
    return (
        (not chosen.cities or city in chosen.cities)
        and (not chosen.provinces or province in chosen.provinces)
        and (not chosen.years or year in chosen.years)
        and (not chosen.status or status == chosen.status)
        and (not chosen.topic or chosen.topic in topics)
    )


def ids(connection: sqlite3.Connection, ranks: list[int]) -> list[str]:
    """Ids of findings by rank, in order."""
    sql = "SELECT f.id FROM site_rows AS r JOIN findings AS f ON f.rowid = r.finding WHERE r.rank = ?"
    return [connection.execute(sql, (rank,)).fetchone()[0] for rank in ranks]


def all_pages(connection: sqlite3.Connection, chosen: Selection, size: int = 60) -> tuple[list[int], int]:
    """Every rank of a choice, page by page, and the total that the first page tells."""
    found, after, total = [], 0, None
    while True:
        page = paging.page(connection, chosen, after, size)
        total = page.total if total is None else total
        assert page.total == total
        found += page.ranks
        if page.last is None:
            return found, total
        after = page.last


@pytest.mark.parametrize("chosen", CHOICES, ids=str)
def test_a_choice_holds_what_a_plain_scan_finds_each_row_once_in_order(
    connection: sqlite3.Connection, chosen: Selection
) -> None:
    expected = {row[0] for row in plain(connection) if belongs(row, chosen)}

    ranks, total = all_pages(connection, chosen)

    assert ranks == sorted(set(ranks))
    assert set(ids(connection, ranks)) == expected
    assert total == len(expected) == selections.count(connection, chosen)


@pytest.mark.parametrize("gathered", [10_000, 3])
@pytest.mark.parametrize("words", ["闲置", "資金", "管网 错接", "系统 -闲置"])
@pytest.mark.parametrize("rest", [CHOICES[0], CHOICES[1], CHOICES[5], CHOICES[3]], ids=str)
def test_common_and_rare_words_give_the_same_rows(
    connection: sqlite3.Connection,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    rest: Selection,
    gathered: int,
) -> None:
    chosen = replace(rest, words=words)
    query = selections.ranks(chosen)
    expected = sorted(row[0] for row in connection.execute(query.sql, query.values))
    monkeypatch.setattr(paging, "GATHERED", gathered)
    monkeypatch.setattr(paging, "FIRST_STRETCH", 40)

    for few in (600, 0):  # the rest of the choice walked whole, or the words looked for everywhere
        monkeypatch.setattr(paging, "FEW_RUNS", few)
        ranks, total = all_pages(connection, chosen, size=7)
        assert expected
        assert (ranks, total) == (expected, len(expected))


@pytest.mark.parametrize("chosen", CHOICES, ids=str)
@pytest.mark.parametrize("name", ["city", "year", "topic", "status"])
def test_facets_count_what_each_value_would_leave(
    connection: sqlite3.Connection, chosen: Selection, name: str
) -> None:
    lifted = chosen.without(name)
    rows = [row for row in plain(connection) if belongs(row, lifted)]
    expected: Counter[str] = Counter()
    for _, city, _, year, status, topics in rows:
        values = {"city": [city], "year": [str(year)], "status": [status],
                  "topic": [t for t in topics if "." not in t]}[name]  # fmt: skip
        expected.update(values)

    assert dict(selections.facet(connection, chosen, name)) == expected


def test_heat_cells_are_rates_of_plain_counts(connection: sqlite3.Connection) -> None:
    codes = ("910100", "910200", "920100")
    rows = [row for row in plain(connection) if row[3] in (2019, 2020, 2021)]
    found = heat(connection, Scope(codes=codes, years=(2019, 2020, 2021)))

    for code in codes:
        own = [row for row in rows if row[1] == code]
        for topic in found.topics:
            count = sum(topic in row[5] for row in own)
            cell = found.cells[(topic, code)]
            assert cell.count == count
            assert cell.rate == (pytest.approx(100 * count / len(own)) if own else None)
            assert cell.few == (0 < count < FEW)
    shown = {(t, c): n for t, c, n, *_ in connection.execute(found.shown.text)}
    assert all(shown.get(key, 0) == cell.count for key, cell in found.cells.items())


def test_rates_per_notice_count_notices_without_findings_too(connection: sqlite3.Connection) -> None:
    found = heat(connection, Scope(codes=("910100",)), per_notice=True)
    notices = connection.execute(
        "SELECT count(*) FROM notices WHERE region_code = '910100' AND family <> 'audit_plan'"
    ).fetchone()[0]

    assert found.totals["910100"].notices == notices
    assert all(cell.rate == pytest.approx(cell.count / notices) for cell in found.cells.values())


def test_statuses_and_lifts_are_plain_counts(connection: sqlite3.Connection) -> None:
    scope = Scope(codes=("910100", "910200", "910300"))
    rows = [row for row in plain(connection) if row[1] in scope.codes]
    found = statuses(connection, scope)

    for code in scope.codes:
        own = [row for row in rows if row[1] == code]
        assert {s: n for s, n in found.counts[code].items() if n} == Counter(row[4] for row in own)
    among, _ = lifts_among(connection, scope, kept=20)
    assert among
    for lift in among:
        own = [row for row in rows if row[1] == lift.code]
        others = [row for row in rows if row[1] != lift.code]
        here = sum(lift.topic in row[5] for row in own)
        there = sum(lift.topic in row[5] for row in others)
        assert (lift.count, lift.peer_count) == (here, there)
        assert lift.lift == pytest.approx((here / len(own)) / (there / len(others)))
        assert lift.few == (min(here, there) < FEW)
    alone, _ = lifts(connection, Scope(codes=("910100",)), Scope(codes=("910200", "910300")), kept=20)
    assert alone == [lift for lift in among if lift.code == "910100"]


def test_a_profile_sets_a_place_beside_its_peers(connection: sqlite3.Connection) -> None:
    rows = plain(connection)
    own = [row for row in rows if row[1] == "910100"]
    peers = [row for row in rows if row[1] in ("910200", "910300")]
    found, _ = profile(connection, Scope(codes=("910100",)), Scope(codes=("910200", "910300")))

    assert {entry.topic for entry in found} == {t for row in own for t in row[5] if "." not in t}
    for entry in found:
        here, there = (sum(entry.topic in row[5] for row in some) for some in (own, peers))
        assert (entry.count, entry.peer_count) == (here, there)
        assert entry.per_100 == pytest.approx(100 * here / len(own))
        assert entry.ratio == (pytest.approx((here / len(own)) / (there / len(peers))) if there else None)


def test_time_to_completion_counts_only_findings_open_at_first(connection: sqlite3.Connection) -> None:
    history: dict[str, list[tuple[str, str | None]]] = {}
    sql = "SELECT thread_id, date, status FROM status_history ORDER BY thread_id, step"
    for thread, day, status in connection.execute(sql):
        history.setdefault(thread, []).append((day, status))
    days = connection.execute("SELECT sum(days), count(days), count(*) FROM site_threads").fetchone()
    expected = [
        connection.execute("SELECT julianday(?) - julianday(?)", (steps[1][0], steps[0][0])).fetchone()[0]
        for steps in history.values()
        if steps[0][1] != "completed" and steps[1][1] == "completed"
    ]
    open_at_first = sum(steps[0][1] != "completed" for steps in history.values())

    assert days == (sum(expected), len(expected), open_at_first)
    code = connection.execute("SELECT place_code FROM site_threads WHERE days > 0 LIMIT 1").fetchone()[0]
    found = times(connection, Scope(codes=(code,)))[0][0]
    own = connection.execute("SELECT days FROM site_threads WHERE place_code = ?", (code,)).fetchall()
    assert found.median_days == median(d for (d,) in own if d is not None)


def test_every_statement_that_is_shown_runs(connection: sqlite3.Connection) -> None:
    page = compare(
        connection, Ask(path="/compare", args={"city": ["910100"], "province": ["910000"], "since": ["2018"]})
    )
    for name in ("heat", "statuses"):
        assert connection.execute(page.values[name].shown.text).fetchall()  # type: ignore[union-attr, attr-defined]
    for name in ("lift_sql", "time_sql"):
        connection.execute(page.values[name].text).fetchall()  # type: ignore[union-attr, attr-defined]


def test_a_change_of_notices_makes_the_sites_tables_stale(tmp_path: Path) -> None:
    path = tmp_path / "notices.db"
    with open_store(path, program="test") as store:
        store.put(notice_rows(notice()), version="1")
        store.finish(nothing_derived, program="test")
        publish.prepare_file(path)
        assert publish.is_ready(store.connection)

        store.put(notice_rows(notice("b/other.html", region=BAISHA)), version="1")

        assert not publish.is_ready(store.connection)


def test_copies_and_old_versions_are_counted_once(tmp_path: Path) -> None:
    path = tmp_path / "notices.db"
    first, copy = notice("a/first.html"), notice("b/copy.html")
    old, new = notice("c/same.html", body=b"old"), notice("c/same.html", body=b"new")
    with open_store(path, program="test") as store:
        for record in (first, copy, old, new):
            store.put(notice_rows(record), version="1")
        derived = site_dataset.Derived(copies=[(first.id, [first.id, copy.id])])
        store.finish(lambda _: derived, program="test")
    publish.prepare_file(path)

    with closing(sqlite3.connect(path)) as connection:
        count = selections.count(connection, Selection())
        hidden = connection.execute("SELECT count(*) FROM site_hidden").fetchone()[0]

    assert count == len(first.findings) + len(new.findings)
    assert hidden == 2


def test_making_the_sites_tables_again_changes_nothing(site_db: Path, tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    path.write_bytes(site_db.read_bytes())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        before = "\n".join(connection.iterdump())
        publish.prepare(connection)
        after = "\n".join(connection.iterdump())

    assert sorted(x for x in before.splitlines() if "sqlite_stat" not in x) == sorted(
        x for x in after.splitlines() if "sqlite_stat" not in x
    )


def test_a_county_among_cities_is_counted_as_the_region_it_is(tmp_path: Path, site_db: Path) -> None:
    path = tmp_path / "county.db"
    path.write_bytes(site_db.read_bytes())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        moved = (
            "SELECT id FROM notices WHERE region_code = '910200' AND finding_count > 0 ORDER BY id LIMIT 1"
        )
        notice_id = connection.execute(moved).fetchone()[0]
        connection.execute(
            "UPDATE notices SET region_code = '910122', prefecture_code = '910200' WHERE id = ?", (notice_id,)
        )
        publish.prepare(connection)
        scope = Scope(codes=("910100", "910122"))
        found = heat(connection, scope)
        own = [row for row in plain(connection) if row[1] == "910122"]

        assert own
        assert found.totals["910122"].findings == len(own)
        assert statuses(connection, scope).totals["910122"] == len(own)
        assert [entry.code for entry in times(connection, scope)[0]] == ["910100", "910122"]
        assert connection.execute(found.shown.text).fetchall()


def test_places_are_put_in_order_of_a_rate_and_few_findings_never_lead(site: Asked) -> None:
    page = dom.fromstring(site.get("/cities?sort=completed_share").text)
    (head,) = page.cssselect("th[aria-sort=descending]")
    cells = [row.cssselect("td.num")[-1] for row in page.cssselect("#cities ~ .scroll tbody tr")]
    told = [cell for cell in cells if "few" not in str(cell.get("class")) and cell.text_content() != "–"]
    shares = [int(cell.text_content().rstrip("%")) for cell in told]

    assert head.cssselect("a")[0].get("href") == "/cities#cities"
    assert shares == sorted(shares, reverse=True) and len(set(shares)) > 3
    assert cells[: len(told)] == told
