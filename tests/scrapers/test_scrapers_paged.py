"""Articles that a site shows on several pages: fetched whole, archived page by page, read as one notice."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from scrapers.archive.lookup import export_files, page_records
from scrapers.archive.notices import iter_raw
from scrapers.archive.store import open_archive
from scrapers.articles.paging import FIRST, following, is_page_of
from scrapers.items import RawNotice
from scrapers.pages import Ask, Page
from scrapers.sources import Source, load_sources
from tests.replica.content import Town, notices_of
from tests.replica.paged import KINDS, PagedByCall
from tests.replica.serving import NOT_FOUND, Replica
from tests.replica.town import router, write_data_files
from tests.replica.trial import crawl
from tests.scrapers.conftest import PATIENT
from zhenggai.cluster.locations import fetched, find_sources
from zhenggai.pipeline import Options, ingest

WHOLE = ("call", "numbers", "query")  # the hosts whose articles really have several pages
TOWN = Town(name="砚湖市")
RECHECK = 8.0  # days later, when known pages are asked again
LONG_AFTER = 61.0  # ... in full


@dataclass(slots=True)
class Trip:
    """Sites that run, and their archive."""

    archive: Path
    sites: dict[str, PagedByCall]
    replica: Replica
    sources: tuple[Source, ...]

    def crawl(self, **more: float) -> dict[str, str]:
        """One more crawl; the verdicts of the hosts."""
        return {
            row["source"]: row["verdict"]
            for row in crawl(self.archive, self.sources, manners=PATIENT, **more)
        }

    def notices(self, host: str) -> list[RawNotice]:
        """What the archive gives of a host, its articles only."""
        return [raw for raw in iter_raw(self.archive) if raw.source == host and not raw.container]


@pytest.fixture
def trip(tmp_path: Path) -> Iterator[Trip]:
    """One host for each way of paging, three notices each."""
    sites = {
        name: kind(
            name=name, town=TOWN, notices=notices_of(TOWN, count=3, newest=date(2025, 3, 31), external=0)
        )
        for name, kind in KINDS.items()
    }
    with Replica(router(sites)) as replica:
        write_data_files(tmp_path / "sites", sites.values(), replica.port)
        yield Trip(tmp_path / "archive", sites, replica, load_sources(tmp_path / "sites"))


def read(trip: Trip, db: Path, **options: int) -> list[sqlite3.Row]:
    """The notices of the dataset that `ingest` makes of the archive, the newest versions only."""
    ingest([trip.archive], db, options=Options(**options))
    with closing(sqlite3.connect(db)) as connection:
        connection.row_factory = sqlite3.Row
        query = (
            "SELECT n.*, (SELECT count(*) FROM findings f WHERE f.notice_id = n.id) AS findings,"
            " (SELECT group_concat(message) FROM issues i WHERE i.notice_id = n.id AND kind = 'unread_page') AS unread"
            " FROM notices n WHERE superseded_by IS NULL AND container IS NULL ORDER BY url"
        )
        return connection.execute(query).fetchall()


def dump(db: Path) -> str:
    """The whole dataset."""
    with closing(sqlite3.connect(db)) as connection:
        return "\n".join(connection.iterdump())


def words(text: str) -> str:
    """Without white space."""
    return "".join(text.split())


def test_an_article_on_several_pages_is_one_notice(trip: Trip, tmp_path: Path) -> None:
    """All pages, in order, each asked once and kept as it came; the text of one stands behind that of the one before."""
    assert set(trip.crawl().values()) == {"ok"}
    asked = Counter((hit.host, hit.path) for hit in trip.replica.hits)
    rows = {(row["source"], row["url"]): row for row in read(trip, tmp_path / "one.db")}

    assert [one for one, times in asked.items() if times > 1] == []
    for host in WHOLE:
        site = trip.sites[host]
        raws = trip.notices(host)
        assert len(raws) == len(site.notices)
        for raw, notice in zip(
            sorted(raws, key=lambda raw: raw.place), sorted(site.notices, key=site.article_path), strict=True
        ):
            pages = (raw, *raw.later)
            paths = [page.place.partition(".localhost:")[2].partition("/")[2] for page in pages]
            assert [f"/{path}" for path in paths] == [site.page_path(notice, n) for n in (1, 2, 3)]
            assert [page.page for page in pages] == [1, 2, 3]
            assert all(site.texts(notice)[n].encode() in page.body for n, page in enumerate(pages))
            row = rows[host, raw.place]
            told = [words(BeautifulSoup(text, "html.parser").get_text()) for text in site.texts(notice)]
            assert words(row["text"]).find("".join(told)) >= 0
            assert words(row["text"]).count(words(notice.title)) == 1
            assert (row["findings"], row["unread"]) == (notice.body.count("的问题。"), None)
            assert row["sha256"] == raw.sha256


def test_spans_hold_on_every_page(trip: Trip, tmp_path: Path) -> None:
    trip.crawl()
    read(trip, tmp_path / "one.db")
    with closing(sqlite3.connect(tmp_path / "one.db")) as connection:
        rows = connection.execute(
            "SELECT f.title, group_concat(substr(n.text, s.start + 1, s.end - s.start), '') FROM spans s"
            " JOIN notices n ON n.id = s.notice_id JOIN findings f ON f.id = s.record_id"
            " WHERE s.record_table = 'findings' AND s.field = 'title' GROUP BY f.id"
        ).fetchall()

    assert len(rows) > 6
    assert all(words(title) == words(quoted) for title, quoted in rows)


def test_a_page_that_shows_the_first_again_is_no_page(trip: Trip, tmp_path: Path) -> None:
    """A site that does not know the number: the article is its first page, and nothing is missing."""
    assert trip.crawl()["forever"] == "ok"

    assert [raw.later for raw in trip.notices("forever")] == [()] * 3
    assert [raw.goes_on_at for raw in trip.notices("forever")] == [None] * 3
    assert [row["unread"] for row in read(trip, tmp_path / "one.db") if row["source"] == "forever"] == [
        None
    ] * 3


def test_the_same_pages_are_the_same_notice_whoever_reads_them(trip: Trip, tmp_path: Path) -> None:
    """A second crawl and a second reading find nothing new; processes and other machines read the same."""
    trip.crawl()
    before = [(raw.place, raw.sha256) for raw in iter_raw(trip.archive)]
    read(trip, tmp_path / "one.db")
    read(trip, tmp_path / "two.db", jobs=2)
    seen = len(trip.replica.hits)
    trip.crawl(days_later=RECHECK)
    report = ingest([trip.archive], tmp_path / "one.db", options=Options())
    again = [hit for hit in trip.replica.hits[seen:] if "/t20" in hit.path and hit.host in WHOLE]
    far = [
        source.raw.with_bodies(fetched(page, max_bytes=10**9).body or b"" for page in (source, *source.later))
        for source in find_sources([f"file://{trip.archive}"])
    ]

    assert [(raw.place, raw.sha256) for raw in iter_raw(trip.archive)] == before
    assert far == list(iter_raw(trip.archive))
    assert report.read == 0
    assert len(again) >= 27 and {hit.status for hit in again} == {304}
    assert dump(tmp_path / "one.db") == dump(tmp_path / "two.db")


@pytest.mark.parametrize("host", WHOLE)
def test_a_changed_later_page_is_a_new_version(trip: Trip, tmp_path: Path, host: str) -> None:
    trip.crawl()
    read(trip, tmp_path / "one.db")
    site = trip.sites[host]
    site.notices = [
        replace(n, body=n.body + "<p>（更正：以本版为准。）</p>", day=n.day) for n in site.notices
    ]
    site.validators = "none"
    trip.crawl(days_later=LONG_AFTER)
    rows = [row for row in read(trip, tmp_path / "one.db") if row["source"] == host]
    with closing(sqlite3.connect(tmp_path / "one.db")) as connection:
        old = connection.execute(
            "SELECT count(*) FROM notices WHERE source = ? AND superseded_by IS NOT NULL", (host,)
        ).fetchone()[0]

    assert len(rows) == old == 3
    assert all("以本版为准" in row["text"] for row in rows)


def missing(number: int) -> Callable[..., object]:
    """A site that has lost one page of each notice."""

    def answer(site: PagedByCall, call: object, plain: Callable[..., object]) -> object:
        address = call.path + "".join(f"?{name}={value}" for name, value in call.query.items())
        lost = {site.page_path(notice, number) for notice in site.notices}
        return NOT_FOUND if address in lost else plain(call)

    return answer


def test_a_page_that_does_not_come_is_told(trip: Trip, tmp_path: Path) -> None:
    """Two pages of three are a notice with a doubt; when the third comes, they are a new version without it."""
    for host in WHOLE:
        trip.sites[host].meddle = missing(3)
    verdicts = trip.crawl()
    rows = [row for row in read(trip, tmp_path / "one.db") if row["source"] in WHOLE]
    for host in WHOLE:
        trip.sites[host].meddle = None
    trip.crawl(days_later=RECHECK)
    later = [row for row in read(trip, tmp_path / "one.db") if row["source"] in WHOLE]

    assert {verdicts[host] for host in WHOLE} == {"partial"}
    assert len(rows) == 9 == len(later)
    assert all("got 2 pages" in row["unread"] and "not at hand: http" in row["unread"] for row in rows)
    assert {row["unread"] for row in later} == {None}
    assert {row["id"] for row in rows}.isdisjoint({row["id"] for row in later})


def test_each_page_is_a_file_of_the_archive(trip: Trip, tmp_path: Path) -> None:
    """It is exported as one that says what it continues, and found by the hash of the whole."""
    trip.crawl()
    count = export_files(trip.archive, tmp_path / "out")
    lines = (tmp_path / "out" / "manifest.jsonl").read_text("utf-8").splitlines()

    with open_archive(trip.archive) as archive:
        for raw in trip.notices("call"):
            pages = [record["url"] for record in page_records(archive, raw.sha256)]
            assert pages == [raw.place, *(page.place for page in raw.later)]
            assert [record["url"] for record in page_records(archive, raw.later[0].sha256)] == pages[1:2]
    assert count == len(lines)
    assert sum('"continues"' in line for line in lines) == 3 * 3 * 2
    with open_archive(trip.archive) as archive:
        roles = dict(archive.sql.execute("SELECT role, count(*) FROM places GROUP BY role").fetchall())
    assert roles["article"] == 12


FOLDER = "http://sj.localhost/zwgk/"


@pytest.mark.parametrize(
    ("first", "address", "number", "is_one"),
    [
        ("t1_2.html", "t1_2_1.html", 2, True),
        ("t1_2.html", "t1_2_2.html", 2, True),
        ("t1_2.html", "t1_2_3.html", 2, False),
        ("t1_2.html", "t1_3.html", 2, False),  # the next article
        ("70.htm", "702.htm", 2, False),
        ("70.htm", "70-p2.htm", 2, True),
        ("show-5-70-1.html", "show-5-70-2.html", 2, True),
        ("show-5-70-1.html", "show-5-70-3.html", 3, True),
        ("show.php?id=7", "show.php?id=7&page=2", 2, True),
        ("show.php?id=7", "show.php?page=2&id=7", 2, True),
        ("show.php?id=7&page=1", "show.php?id=7&page=2", 2, True),
        ("show.php?id=7", "show.php?id=8", 2, False),
        ("show.php?id=1", "show.php?id=2", 2, True),  # only a pager's own link to 2 is ever asked about
        ("a/", "a/index_1.html", 2, True),
        ("a/", "a/2.html", 2, True),
        ("a/70", "a/70/2", 2, True),
        ("a.html", "b.html", 2, False),
    ],
)  # fmt: skip
def test_pages_of_an_article_differ_by_a_number(first: str, address: str, number: int, is_one: bool) -> None:
    assert is_page_of(FOLDER + first, FOLDER + address, number) == is_one
    assert not is_page_of(FOLDER + first, f"http://other.localhost/zwgk/{address}", number)


def page_with(
    pager: str, *, name: str = "t2025_7.html", number: int = 1, first: str = "t2025_7.html"
) -> Page:
    """A page of an article with this pager."""
    carry = ((FIRST, FOLDER + first),) if number > 1 else ()
    ask = Ask(url=FOLDER + name, page=number, carry=carry)
    return Page(
        url=FOLDER + name,
        text=f"<html><body><p>一、账目不清。</p>{pager}</body></html>",
        ask=ask,
        list_url=FOLDER,
    )


@pytest.mark.parametrize(
    ("pager", "target"),
    [
        ("<script>createPageHTML(3, 0, 't2025_7', 'html');</script>", "t2025_7_1.html"),
        ("<script>createPageHTML('fy', 3, 1, 't2025_7', 'html', 3);</script>", "t2025_7_2.html"),
        ("<script>createPageHTML(1, 0, 't2025_7', 'html');</script>", None),
        ("<script>createPageHTML(9, 0, 'index', 'html');</script>", None),  # of a list beside it
        ("<script>var countPage = 2; document.write('<a href=\"t2025_7_' + n + '.html\">');</script>", "t2025_7_1.html"),
        ("<script>var countPage = 1; document.write('<a href=\"t2025_7_' + n + '.html\">');</script>", None),
        ("<script>var countPage = 9; document.write('<a href=\"index_' + n + '.html\">');</script>", None),
        ("<p>共3页 <b>1</b> <a href='t2025_7_2.html'>2</a> <a href='t2025_7_3.html'>3</a></p>", "t2025_7_2.html"),
        ("<p>上一篇 <a href='t2025_8.html'>下一篇</a></p>", None),
        ("<p><a href='t2025_8.html'>下一页</a></p>", None),
        ("<p><a href='/list_2.html'>下一页</a></p>", None),
        ("<p><a href='javascript:void(0)' onclick=\"location.href='t2025_7_2.html'\">下一页</a></p>", "t2025_7_2.html"),
    ],
)  # fmt: skip
def test_the_next_page_is_found(pager: str, target: str | None) -> None:
    page = page_with(pager)
    found = following(page, BeautifulSoup(page.text, "html.parser"))

    assert found == (FOLDER + target if target else None)


def test_a_last_page_ends_the_article() -> None:
    """Its "next" leads to itself, its numbers back."""
    pager = "<p><a href='t2025_7.html'>1</a> <a href='t2025_7_2.html'>2</a> <b>3</b> <a href='t2025_7_3.html'>下一页</a></p>"
    page = page_with(pager, name="t2025_7_3.html", number=3)

    assert following(page, BeautifulSoup(page.text, "html.parser")) is None
