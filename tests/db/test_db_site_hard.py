"""Pages over data that is hard to show: titles as long as a page, forty measures, nothing at all, one of everything."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as dom

from db.publishing.publish import prepare_file
from db.rows.notice import notice_rows
from db.site.languages.language import words
from db.store import open_store
from normalize.records import FindingRecord, MeasureRecord, TopicMention
from tests.db.conftest import nothing_derived
from tests.db.records import BAISHA, QINGHE, notice, quote
from tests.db.site_server import Asked, asked
from tests.db.test_db_site_pages import page_types

LONG = "关于" + "某地城乡居民最低生活保障资金管理使用情况专项审计调查发现的突出问题" * 12
STEPS = [f"第{number}项：逐一核对台账，补登资产{number}件。" for number in range(1, 41)]
NOTHING = {"title": None, "issuer": None, "audit_report_number": None, "signed": None, "signed_on": None, "stated_count": None,
           "stated_finding_count": None, "findings": (), "measures": (), "amounts": (), "agencies": (), "issues": ()}  # fmt: skip
ONE_OF_MANY = re.compile(
    r"(?<![\d.,])1 (findings|places|notices|rows|results|doubts|others|groups|figures)\b"
)


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    body = "\n".join([LONG, *STEPS])
    steps = tuple(
        MeasureRecord(kind="rectification", text=quote(body, step), finding=1, position=number)
        for number, step in enumerate(STEPS, start=1)
    )
    topics = (TopicMention(topic="funds", decided_by="rule", certainty=0.9),)
    finding = FindingRecord(position=1, title=quote(body, LONG), measures=steps, topics=topics)
    long = notice("long.html", text=body, region=QINGHE, **NOTHING)
    long = replace(long, id="long000000000001", title=quote(body, LONG), findings=(finding,))
    bare = notice("bare.html", body=b"2", text="没有标题，没有问题。", region=BAISHA, **NOTHING)
    path = tmp_path_factory.mktemp("hard") / "hard.db"
    with open_store(path, program="test") as store:
        store.put(notice_rows(long), version="1")
        store.put(notice_rows(replace(bare, id="bare000000000001")), version="1")
        store.finish(nothing_derived, program="test")
    prepare_file(path)
    with asked(path) as found:
        yield found


def main_of(site: Asked, path: str, language: str = "en") -> dom.HtmlElement:
    """The main part of a page."""
    answer = site.get(path, cookie=f"lang={language}")
    assert answer.status_code == 200, path
    return dom.fromstring(answer.text).cssselect("main")[0]


@pytest.mark.parametrize("path", ["/notice/long000000000001", "/finding/long000000000001-1"])
def test_a_title_as_long_as_a_page_is_set_smaller(hard: Asked, path: str) -> None:
    (head,) = main_of(hard, path).cssselect("h1")
    assert head.text_content() == LONG
    assert head.get("class") == "long"


def test_a_result_with_a_long_title_shows_where_the_words_stand_in_it(hard: Asked) -> None:
    (link,) = main_of(hard, "/search?q=突出问题").cssselect("ol.list > li > a")
    assert len(link.text_content()) < 250
    assert link.cssselect("mark")[0].text_content() == "突出问题"


def test_a_finding_shows_all_its_measures_and_the_table_the_first(hard: Asked) -> None:
    shown = main_of(hard, "/finding/long000000000001-1").text_content()
    row = main_of(hard, "/table").cssselect("tbody tr")[0].text_content()
    assert all(step in shown for step in STEPS)
    assert STEPS[3] in row and STEPS[4] not in row and "+36" in row


def test_a_place_without_findings_offers_nothing_that_is_empty(hard: Asked) -> None:
    page = main_of(hard, "/city/980200")
    assert page.cssselect(".empty")
    assert not page.cssselect("a.button") and not page.cssselect("#waiting, #topics, #statuses")


def test_a_place_without_peers_and_a_topic_without_years_say_nothing_of_them(hard: Asked) -> None:
    assert "the 0 other" not in main_of(hard, "/city/990100").text_content()
    assert not main_of(hard, "/topic/funds").cssselect("#trend")
    assert not main_of(hard, "/followed").cssselect("[role=status]")


def test_a_notice_with_nothing_to_light_does_not_ask_to_point_at_it(hard: Asked) -> None:
    how = words("en")("notice.how")
    assert how in main_of(hard, "/notice/long000000000001").text_content()
    assert how not in main_of(hard, "/notice/bare000000000001").text_content()


def test_one_is_singular_in_english(hard: Asked, site: Asked, site_db: Path) -> None:
    paths = ["/", "/cities", "/city/990100", "/city/980200", "/topic/funds", "/notices", "/search?q=台账", "/download?topic=funds", "/compare"]  # fmt: skip
    for path in paths:
        assert ONE_OF_MANY.findall(main_of(hard, path).text_content()) == [], path
    for name, path in page_types(site_db).items():
        if "sql" not in name:
            assert ONE_OF_MANY.findall(main_of(site, path).text_content()) == [], name
    t = words("en")
    assert t("notices.findings", count=1) == "1 finding"
    assert t("notices.findings", count="1,001") == "1,001 findings"
    assert t("finding.kin_count", findings=2, regions=1, notices=2).startswith(
        "2 nearly identical findings in 1 place and"
    )


@pytest.mark.parametrize("place", ["", "city=910100"])
def test_what_waits_longest_leads_to_all_that_wait(site: Asked, place: str) -> None:
    page = main_of(site, "/city/910100" if place else "/")
    for status in ("not_completed", "in_progress"):
        (link,) = page.cssselect(f"section[aria-labelledby=waiting] p a[href^='/table?status={status}']")
        total = site.json(f"/api/findings.json?status={status}&{place}")["total"]
        assert link.text_content() == f"{total:,}"
        assert (
            main_of(site, link.get("href"))
            .cssselect("caption")[0]
            .text_content()
            .startswith(f"{total:,} row")
        )


def test_files_that_hold_everything_say_so_where_something_is_chosen(site: Asked) -> None:
    note = words("en")("download.whole")
    assert main_of(site, "/download?city=910100").text_content().count(note) == 2
    assert note not in main_of(site, "/download").text_content()


def test_a_history_says_where_its_day_is_that_of_the_signature(site_db: Path, tmp_path: Path) -> None:
    path = tmp_path / "signed.db"
    shutil.copy(site_db, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE notices SET signed_on = date(published_on, '-2 days') WHERE published_on LIKE '%0%'"
        )
        connection.execute(
            "UPDATE status_history SET date = (SELECT signed_on FROM notices WHERE id = notice_id)"
        )
    prepare_file(path)
    finding = page_types(path)["finding"]
    with asked(path) as found:
        history = main_of(found, finding).cssselect("ol.history li")
    with closing(sqlite3.connect(path)) as connection:
        sql = """SELECT h.date, h.date <> n.published_on FROM status_history AS h JOIN notices AS n ON n.id = h.notice_id
            WHERE thread_id = (SELECT thread_id FROM status_history WHERE finding_id = ?) ORDER BY step"""
        expected = connection.execute(sql, (finding.rsplit("/", 1)[-1],)).fetchall()

    assert any(differs for _, differs in expected)
    for step, (day, differs) in zip(history, expected, strict=True):
        assert step.text_content().startswith(f"{day} signed on" if differs else f"{day} ")
