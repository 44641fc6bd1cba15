"""Every family read from the replica: all of it, nothing twice, and the second time only what is new."""

from argparse import Namespace
from collections import Counter
from urllib.parse import unquote, urlsplit

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from scrapers.archive.notices import iter_raw
from scrapers.archive.store import open_archive
from scrapers.families import FAMILIES
from tests.replica.files import file_of
from tests.replica.town import HEALTHY, healthy_sites
from tests.scrapers.conftest import Visits

HOSTS = tuple(HEALTHY)
NO_VALIDATORS = (
    "/site/label/8888",
    "dataproxy.jsp",
    "/module/xxgk/search.jsp",
    "/api/info/",
    "/zwgk/detail.html?id=",  # a shell: what it loads is asked each time
    "getgovinfolist",
    "/sjgg/index.htm",
    "/sjgg/rows.jsp?lm=7",  # behind a frame: asked in full
    "/press_list.php",  # its links carry another session each time
)  # services: no conditional requests


def path(url: str) -> str:
    """Path and query of an address."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def test_the_replica_has_every_family() -> None:
    """A family without a host would go untested."""
    assert {kind.family for kind, *_ in HEALTHY.values()} == set(FAMILIES)


@pytest.mark.parametrize("host", HOSTS)
def test_all_items_of_all_pages_are_found(visits: Visits, host: str) -> None:
    """The archive holds exactly the notices that are on topic and on this host."""
    site = visits.sites[host]
    expected = {site.article_path(n) for n in visits.before[host] if n.on_topic and not n.external}
    with open_archive(visits.archive) as archive:
        rows = archive.sql.execute(
            "SELECT p.url, p.title, p.date FROM places p JOIN versions v ON v.place = p.id"
            " WHERE p.source = ? AND p.role = 'article' AND v.pass = (SELECT min(id) FROM passes WHERE source = ?)",
            (host, host),
        ).fetchall()

    assert {path(row["url"]) for row in rows} == expected
    titles = {site.article_path(notice): notice.title for notice in visits.before[host]}
    assert visits.rows[0][host]["verdict"] == "ok"
    assert visits.rows[0][host]["counts"]["new"] == len(expected)
    assert all(row["date"] and row["date"].startswith("202") for row in rows)
    assert {path(row["url"]): row["title"] for row in rows} == {url: titles[url] for url in expected}


@pytest.mark.parametrize("host", HOSTS)
def test_nothing_is_asked_twice_in_one_crawl(visits: Visits, host: str) -> None:
    """Each address (and form) is requested once, one at a time."""
    asked = Counter((hit.method, hit.path, hit.form) for hit in visits.of(0, host))

    assert [one for one, times in asked.items() if times > 1] == []
    assert visits.most_open[host] == 1


@pytest.mark.parametrize("host", HOSTS)
def test_attached_files_are_kept_byte_for_byte(visits: Visits, host: str) -> None:
    """What the archive gives for a file is what the site has."""
    names = {
        name
        for notice in visits.before[host]
        if notice.on_topic and not notice.external
        for name in notice.files
    }
    kept = {unquote(raw.place.rpartition("/")[2]): raw for raw in iter_raw(visits.archive)
            if raw.source == host and raw.container}  # fmt: skip

    assert names
    assert set(kept) >= names - {name for name in names if name not in kept and gone(visits, host, name)}
    assert all(raw.body == file_of(name) for name, raw in kept.items())


def gone(visits: Visits, host: str, name: str) -> bool:
    """Does the file belong to the notice that was taken off?"""
    return all(name not in notice.files for notice in visits.sites[host].notices)


@pytest.mark.parametrize("host", HOSTS)
def test_external_and_off_topic_links_are_recorded_but_not_fetched(visits: Visits, host: str) -> None:
    """They have a row with their address and title, and no request."""
    site = visits.sites[host]
    aside = {site.article_path(n) for n in visits.before[host] if not n.on_topic and not n.external}
    away = {n.external for n in visits.before[host] if n.external}
    with open_archive(visits.archive) as archive:
        rows = archive.sql.execute("SELECT url, state FROM places WHERE source = ?", (host,)).fetchall()
    states = {row["url"]: row["state"] for row in rows}

    assert aside and away
    assert {path(url) for url, state in states.items() if state == "off_topic"} == aside
    assert {url for url, state in states.items() if state == "external"} == away
    assert not aside & {hit.path for run in range(3) for hit in visits.of(run, host)}
    assert not [hit for run in visits.hits for hit in run if hit.host == "press"]


@pytest.mark.parametrize("host", HOSTS)
def test_the_second_crawl_downloads_nothing_that_is_known(visits: Visits, host: str) -> None:
    """Lists are asked once and, where they have validators, conditionally; articles answer 304."""
    hits = visits.of(1, host)
    lists = [hit for hit in hits if not hit.path.startswith("/robots")]
    downloaded = [
        hit for hit in lists if hit.status == 200 and not any(word in hit.path for word in NO_VALIDATORS)
    ]

    assert max(Counter((hit.path, hit.form) for hit in hits).values()) == 1
    assert downloaded == []
    counts = visits.rows[1][host]["counts"]
    assert (counts["new"], counts["changed"], counts["files"], counts["withdrawn"]) == (0, 0, 0, 0)
    assert counts["unchanged"] == visits.rows[0][host]["counts"]["new"]


@pytest.mark.parametrize("host", HOSTS)
def test_the_third_crawl_finds_what_changed(visits: Visits, host: str) -> None:
    """One new, one edited, one withdrawn; the old version and the withdrawn notice stay in the archive."""
    row = visits.rows[2][host]
    counts = row["counts"]
    with open_archive(visits.archive) as archive:
        versions = archive.sql.execute(
            "SELECT count(*) FROM versions v JOIN places p ON p.id = v.place WHERE p.source = ? AND p.role = 'article'"
            " GROUP BY p.id HAVING count(*) = 2",
            (host,),
        ).fetchall()
    raws = [raw for raw in iter_raw(visits.archive) if raw.source == host and not raw.container]
    withdrawn = [raw for raw in raws if raw.withdrawn_at]

    assert row["verdict"] == "withdrawn"
    assert (counts["new"], counts["changed"], counts["withdrawn"]) == (1, 1, 1)
    assert len(versions) == 1
    assert len(withdrawn) == 1 and withdrawn[0].body


def test_every_answer_is_in_a_warc_that_other_programs_read(visits: Visits) -> None:
    """One response or revisit record, and its request, for each hit of the server."""
    kinds: Counter[str] = Counter()
    for warc in sorted((visits.archive / "warc").glob("*.warc.gz")):
        with warc.open("rb") as file:
            kinds.update(record.rec_type for record in ArchiveIterator(file))
        assert warcio_says(warc) == 0
    total = sum(len(run) for run in visits.hits)

    assert kinds["response"] + kinds["revisit"] == total == kinds["request"]
    assert kinds["revisit"] >= len([hit for run in visits.hits for hit in run if hit.status == 304])


def warcio_says(warc: object) -> int:
    """The exit code of warcio's own check of digests."""
    checker = Checker(Namespace(inputs=[str(warc)], verbose=False))
    checker.process_all()
    return int(checker.exit_value)


def test_requests_say_who_we_are(visits: Visits) -> None:
    """Name, version and contact in every request; the list as Referer of its articles."""
    agents = {hit.agent for run in visits.hits for hit in run}
    article = healthy_sites()["trs"].article_path(visits.before["trs"][0])

    assert agents == {"zhenggai/0 (+mailto:replica@example.org)"}
    assert next(hit.referer for hit in visits.of(0, "trs") if hit.path == article).endswith("/zwgk/sjgg/")


def test_raw_notices_come_in_the_same_order_every_time(visits: Visits) -> None:
    """Ordered by source and address, whatever came first."""
    first = [(raw.source, raw.place, raw.sha256) for raw in iter_raw(visits.archive)]

    assert first == [(raw.source, raw.place, raw.sha256) for raw in iter_raw(visits.archive)]
    assert [source for source, *_ in first] == sorted(source for source, *_ in first)
    assert len(set(first)) == len(first)
