"""A cluster reads the archive of a real crawl: the dataset is the one that `ingest` makes of it."""

import re
import shutil
from datetime import date

import pytest

from scrapers.sources import load_sources
from tests.db.conftest import dump
from tests.replica.content import Town, notices_of
from tests.replica.paged import PagedByCall
from tests.replica.serving import Replica
from tests.replica.town import healthy_sites, router, write_data_files
from tests.replica.trial import crawl
from tests.scrapers.conftest import PATIENT, change
from tests.zhenggai.conftest import ask, write_pages, zhenggai
from tests.zhenggai.test_zhenggai_cluster import cluster

pytestmark = pytest.mark.slow  # two crawls and a cluster
SITES = 2


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """The archives after one crawl of two sites of the replica, and after one more when each had changed notices."""
    folder = tmp_path_factory.mktemp("crawled")
    sites = dict(list(healthy_sites().items())[:SITES])
    town = Town(name="砚湖市")
    paged = notices_of(town, count=6, newest=date(2025, 3, 31), external=0, off_topic=0)
    sites["paged"] = PagedByCall(name="paged", town=town, notices=paged)
    with Replica(router(sites)) as replica:
        write_data_files(folder / "sites", sites.values(), replica.port)
        sources = load_sources(folder / "sites")
        crawl(folder / "archive", sources, manners=PATIENT)
        shutil.copytree(folder / "archive", folder / "first")
        for site in sites.values():
            change(site)
        crawl(folder / "archive", sources, manners=PATIENT)
    return folder / "first", folder / "archive"


def read_by(address, source, target):
    to = ("--engine", "dask", "--scheduler", address, "--parquet", target, "--batch", 4)
    return zhenggai("ingest", source, *to)


def test_archive_of_a_crawl_is_read_by_a_cluster(crawled, tmp_path):
    first, second = crawled
    plain = zhenggai("ingest", second, "--db", tmp_path / "plain.db")
    assert plain.returncode in (0, 1), plain.stderr
    packed = shutil.make_archive(tmp_path / "packed", "zip", second)
    with cluster(tmp_path) as (address, _):
        assert read_by(address, first, tmp_path / "out").returncode == plain.returncode
        grown = read_by(address, second, tmp_path / "out")
        assert grown.returncode == plain.returncode, grown.stderr
        again = read_by(address, second, tmp_path / "out")
        assert re.search(r"read +0\b", again.stdout), again.stdout
        far = read_by(address, f"zip://::{packed}", tmp_path / "far")
        assert far.returncode == plain.returncode, far.stderr
    for name in ("out", "far"):
        zhenggai("build", tmp_path / name, "--db", tmp_path / f"{name}.db")
        assert dump(tmp_path / f"{name}.db") == dump(tmp_path / "plain.db")
    ((notices, urls, gone),) = ask(
        tmp_path / "out.db", "SELECT count(*), count(url), count(withdrawn_at) FROM notices"
    )
    assert notices == urls >= 2 * SITES
    assert gone >= 1


def test_damage_to_an_archive_costs_what_is_damaged(crawled, tmp_path):
    _, whole = crawled
    into = tmp_path / "in"
    shutil.copytree(whole, into / "cut")
    shutil.copytree(whole, into / "no index")
    write_pages(into / "pages", 2)
    (into / "pages" / "index.sqlite").write_bytes(b"SQLite format 3\0" + bytes(64))
    (into / "no index" / "index.sqlite").write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 40)
    warc = max((into / "cut" / "warc").iterdir(), key=lambda path: path.stat().st_size)
    body = bytearray(warc.read_bytes())
    middle = len(body) // 2
    body[middle : middle + 2_000] = bytes(2_000)
    warc.write_bytes(body)
    assert zhenggai("ingest", whole, "--db", tmp_path / "whole.db").returncode in (0, 1)

    done = zhenggai("ingest", into, "--db", tmp_path / "n.db")

    assert done.returncode == 1, done.stderr
    refused = ask(tmp_path / "n.db", "SELECT place, kind, message FROM issues WHERE notice_id IS NULL")
    damaged = [place for place, kind, message in refused if "damaged archive" in message]
    assert "no index" in damaged
    read, all_read = (
        {place for (place,) in ask(tmp_path / name, "SELECT place FROM files WHERE outcome = 'notice'")}
        for name in ("n.db", "whole.db")
    )
    lost = {place for place in all_read if place.partition("!")[0] in damaged}
    assert read == (all_read - lost) | {"pages/notice001.html", "pages/notice002.html"}
    assert lost
    assert len(lost) < len(all_read) / 2
