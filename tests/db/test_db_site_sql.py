"""Every figure that a page shows can be made again from the SQL that stands below it."""

import csv
import io
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html as dom

from db.search import words as search
from db.site.html.render import number, percent, rate
from tests.db.site_server import Asked

PAGES = {
    "home": "/",
    "city": "/city/910100",
    "province": "/city/910000",
    "topic": "/topic/it.idle",
    "topic, first level": "/topic/it",
    "topics": "/topics",
    "cities": "/cities",
    "cities, per notice": "/cities?show=per_notice",
    "compare": "/compare?province=910000",
    "compare, per notice": "/compare?city=910100&city=920100&rate=notice&since=2018",
    "compare, second level": "/compare?city=910100&city=920100&under=it",
    "about": "/about",
}
NUMBER = re.compile(r"(?<![\w.-])\d[\d,]*(?:\.\d+)?")


@pytest.fixture(scope="module")
def connection(site_db: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(site_db)) as found:
        found.create_function("escape_fts", 1, search.search_query)
        yield found


def ways_to_write(value: object) -> set[str]:
    """How pages write a number of an answer: as a count, a rate or a percentage."""
    if not isinstance(value, int | float):
        return set(NUMBER.findall(str(value)))
    plain = {number(value), f"{value:.0f}", f"{round(value):,}"} | {
        rate(value, digits) for digits in range(4)
    }
    return plain | {percent(value, digits).rstrip("%") for digits in range(2)}


def told_by(connection: sqlite3.Connection, box: dom.HtmlElement) -> set[str]:
    """Every number that the statements in a box give."""
    answers = [connection.execute(code.text_content()).fetchall() for code in box.cssselect("pre code")]
    return {text for rows in answers for row in rows for value in row for text in ways_to_write(value)}


def own_cells(section: dom.HtmlElement) -> Iterator[str]:
    """Text of the cells and head figures of a section."""
    for cell in section.cssselect("td.num, ul.figures b, text.count"):
        yield cell.text_content().replace("n=", " ").replace("*", " ").replace("%", " ").replace("/", " ")


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_the_sql_below_a_figure_gives_its_numbers(
    site: Asked, connection: sqlite3.Connection, path: str
) -> None:
    page = dom.fromstring(site.get(path, cookie="lang=en").text)
    whole = set().union(*(told_by(connection, box) for box in page.cssselect("details.sql")))
    assert whole
    for section in page.cssselect("main section, main"):
        boxes = section.cssselect("details.sql")
        if section.tag == "section" and section.cssselect("td.num"):
            assert boxes, f"{section.get('aria-labelledby')} has figures and no SQL"
        told = whole if section.tag == "main" else set().union(*(told_by(connection, b) for b in boxes))
        for text in own_cells(section):
            assert set(NUMBER.findall(text)) <= told, (section.get("aria-labelledby"), text)


SPOKEN = {"/table": "caption", "/notices": "main p.soft", "/followed": "[role=status]"}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_a_number_leads_to_as_many_findings_or_notices(site: Asked, path: str) -> None:
    page = dom.fromstring(site.get(path, cookie="lang=en").text)
    kinds: dict[str, tuple[str, int]] = {}
    for link in page.cssselect("td.num a, ul.figures b a:not([href^='/followed']), ul.list a"):
        told = re.search(r"n=([\d,]+)$|^([\d,]+)$", link.text_content().strip())
        href = str(link.get("href"))
        if told and href.startswith(tuple(SPOKEN)):
            count = int((told[1] or told[2]).replace(",", ""))
            kinds[re.sub(r"=[^&]*", "", href) + str(link.getparent().get("class"))] = (href, count)
    for href, count in kinds.values():
        target = dom.fromstring(site.get(href, cookie="lang=en").text)
        (said,) = target.cssselect(SPOKEN[href.partition("?")[0]])[:1]
        assert int(NUMBER.findall(said.text_content())[0].replace(",", "")) == count, href
    assert kinds or path == "/about"


LISTS = {
    "search": "/search?q=闲置&offset=20",
    "search, filtered": "/search?q=资金&city=910100&status=completed",
    "search measures": "/search?q=台账&in=measures",
    "search notices": "/search?q=整改 -闲置&in=notices",
    "table": "/table?topic=it&city=910100",
    "table, later page": "/table?after=100",
    "table, words": "/table?q=資金&after=40",
    "notices": "/notices?city=910100",
    "notices, counted": "/notices?family=counted&province=910000&year=2024",
    "followed": "/followed?city=910100",
}
ID = re.compile(r"n[0-9a-z]{15}[\w-]*")


@pytest.mark.parametrize("path", LISTS.values(), ids=LISTS.keys())
def test_the_sql_below_a_list_gives_its_rows_in_order_and_their_number(
    site: Asked, connection: sqlite3.Connection, path: str
) -> None:
    page = dom.fromstring(site.get(path).text)
    listed, counted = (code.text_content() for code in page.cssselect("details.sql pre code"))
    links = page.cssselect("ol.list > li > a, ul.list > li > a, th.wide-cell > a[href^='/finding/']")
    ids = [ID.findall(link.get("href").replace("%3A", ":"))[-1] for link in links]
    total = connection.execute(counted).fetchone()[0]

    assert ids
    assert [row[0] for row in connection.execute(listed)] == ids
    assert number(total) in page.cssselect("main")[0].text_content()


def test_a_figure_is_taken_as_csv_for_excel_by_its_sql(site: Asked) -> None:
    page = dom.fromstring(site.get("/topics").text)
    (link,) = page.cssselect("details.sql a[href^='/figure.csv']")
    answer = site.get(link.get("href"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert rows[0][:3] == ["id", "zh", "en"]
    assert len(rows) - 1 == len({row[0] for row in rows[1:]}) > 5
    evil = site.get("/figure.csv?sql=" + quote("select '=1+1' as a, '<script>' as b")).content.decode(
        "utf-8-sig"
    )
    assert evil.splitlines()[1] == "'=1+1,<script>"


def test_a_search_among_measures_is_taken_as_csv_whole(site: Asked) -> None:
    page = dom.fromstring(site.get("/search?q=台账&in=measures", cookie="lang=zh").text)
    (link,) = (a for a in page.cssselect("[role=status] a") if "CSV" in a.text_content())
    rows = list(csv.DictReader(io.StringIO(site.get(link.get("href")).content.decode("utf-8-sig"))))

    assert len(rows) > 20
    assert f"{len(rows):,} 条结果" in page.cssselect("[role=status]")[0].text_content()
    assert all(search.matches(row["text"], "台账") for row in rows)


@pytest.mark.parametrize(
    "sql", ["delete from findings", "select", "select 1; select 2", "pragma x", "", "select * from nothing",
            "select 1) union select (2", "attach 'x' as y"])  # fmt: skip
def test_a_statement_that_cannot_run_is_a_wrong_request(site: Asked, sql: str) -> None:
    assert site.get("/figure.csv?sql=" + quote(sql)).status_code == 400


def test_a_statement_without_end_is_stopped(site: Asked) -> None:
    endless = "with recursive n(x) as (select 1 union all select x+1 from n) select count(*) from n"
    assert site.get("/figure.csv?sql=" + quote(endless)).status_code == 503


def test_a_column_that_is_not_there_is_a_wrong_request(site: Asked) -> None:
    assert site.get("/data/findings?_sort=[id]").status_code == 400


def test_every_chart_has_its_table_and_its_sql(site: Asked) -> None:
    charts = 0
    for path in PAGES.values():
        page = dom.fromstring(site.get(path).text)
        for figure in page.cssselect("figure[data-chart]"):
            charts += 1
            assert figure.cssselect("table"), path
            assert figure.getparent().cssselect("details.sql"), path
    assert charts >= 6
