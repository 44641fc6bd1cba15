"""A new city on a known system is one data file and one saved page: the steps of docs/crawling.md, followed."""

import shlex
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from scrapers.crawling.list_visits import listing_of
from scrapers.detecting.detect import detect
from scrapers.sources import SITES, Source, load_sources, read_source
from tests.replica.content import Town, notices_of
from tests.replica.serving import Replica
from tests.replica.sites import Trs
from tests.replica.town import Router, write_data_files
from tests.replica.trial import crawl
from zhenggai.crawling.commands import sources
from zhenggai.crawling.fetch import page_in

ROOT = Path(__file__).parents[2]
PAGES = Path(__file__).parent / "fixtures"
INVENTED = "qingheling-sjj"  # the city of the steps; its data file is written by the test


def documented(command: str) -> list[str]:
    """The words of a command as docs/crawling.md has it."""
    lines = (ROOT / "docs" / "crawling.md").read_text("utf-8").splitlines()
    return shlex.split(next(line for line in lines if line.strip().startswith(f"zhenggai {command} https")))[
        3:
    ]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Source:
    """Step 2: the documented command, with the data file going to a folder of the test."""
    monkeypatch.chdir(ROOT)
    words = documented("sources detect")
    words[words.index("--out") + 1] = str(tmp_path / "sites")
    result = CliRunner().invoke(sources, ["detect", *words])
    assert result.exit_code == 0, result.output
    return read_source(tmp_path / "sites" / f"{INVENTED}.toml")


def test_the_documented_steps_write_a_data_file(written: Source) -> None:
    """The family is recognised, and nothing is claimed that nobody looked at."""
    assert (written.family, written.verified, written.region) == ("trs", None, "999901")
    assert written.columns[0].url == "https://sjj.qingheling.gov.cn/zwgk/sjgg/"
    assert written.note and "no crawl was compared" in written.note


def test_a_page_is_looked_at_without_the_fields_of_a_data_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """CONTRIBUTING, step 1: `sources detect URL --saved PAGE.html`; nothing is written."""
    monkeypatch.chdir(ROOT)
    words = documented("sources detect")[:3]
    looked = CliRunner().invoke(sources, ["detect", *words])
    half = CliRunner().invoke(sources, ["detect", *words, "--id", "x-sjj"])

    assert (looked.exit_code, half.exit_code) == (0, 2)
    assert looked.output.startswith("trs, by its ") and "nothing written" in looked.output
    assert "got: no --title, --region, --authority" in half.output


@pytest.mark.parametrize(
    ("address", "region", "told"),
    [("sjj.example.gov.cn", "999901", "begins with https://"), ("https://a.gov.cn/", "33", "six digits")],
)
def test_what_is_wrong_is_told_in_words(
    address: str, region: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a pattern nor the next error that follows from it."""
    monkeypatch.chdir(ROOT)
    fields = ["--id", "x-sjj", "--title", "x", "--authority", "x", "--out", str(tmp_path)]
    words = ["detect", address, *documented("sources detect")[1:3], "--region", region, *fields]
    result = CliRunner().invoke(sources, words)
    assert result.exit_code != 0 and told in result.output.replace("\n", " ")
    assert not list(tmp_path.iterdir())


def test_the_saved_page_is_read_by_the_data_file(written: Source) -> None:
    """Step 4 for the invented city."""
    examine(written, PAGES / f"{INVENTED}.html")


def test_the_data_file_is_enough_for_a_crawl(written: Source, tmp_path: Path) -> None:
    """The same city on the replica: only the address differs."""
    town = Town(name="青禾岭市")
    notices = notices_of(town, count=12, newest=date(2025, 3, 31))
    site = Trs(name="qingheling", town=town, notices=notices, per_page=6)
    with Replica(Router({"qingheling": site})) as replica:
        path = tmp_path / "local" / f"{INVENTED}.toml"
        path.parent.mkdir()
        text = (tmp_path / "sites" / f"{INVENTED}.toml").read_text("utf-8")
        path.write_text(
            text.replace("https://sjj.qingheling.gov.cn", f"http://qingheling.localhost:{replica.port}"),
            "utf-8",
        )
        rows = crawl(tmp_path / "archive", (read_source(path),))

    wanted = sum(notice.on_topic and not notice.external for notice in notices)
    assert [(row["verdict"], row["counts"]["listed"], row["counts"]["new"]) for row in rows] == [
        ("ok", 12, wanted)
    ]


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_every_saved_page_has_a_data_file_that_reads_it(path: Path) -> None:
    """Step 4 for every city that was added with a page."""
    if path.stem != INVENTED:
        examine(read_source(SITES / f"{path.stem}.toml"), path)


def test_every_verified_source_has_a_saved_page() -> None:
    """Who has looked at a list has saved it."""
    verified = {source.id for source in load_sources() if source.verified}

    assert verified <= {path.stem for path in PAGES.glob("*.html")}


def examine(source: Source, path: Path) -> None:
    """The saved page is a list of the source's family, with titles and dates, and two signs say so."""
    page = page_in(path, source.columns[0].url)
    listing = listing_of(page, source)
    found = detect(page) if source.family != "generic" else None

    assert listing.items or listing.next
    assert all(item.title for item in listing.items)
    assert sum(item.date is not None for item in listing.items) * 2 >= len(listing.items)
    assert found is None or (found.family == source.family and len(found.signs) >= 2)


def test_the_pause_that_a_data_file_asks_for_is_kept_from_the_first_request_on(tmp_path: Path) -> None:
    """Also between robots.txt, the address that does not exist, and the list."""
    town = Town(name="青禾岭市")
    notices = notices_of(town, count=2, newest=date(2025, 3, 31), off_topic=0, files=0, external=0)
    site = Trs(name="slowly", town=town, notices=notices, values={"delay": 0.25})
    with Replica(Router({"slowly": site})) as replica:
        write_data_files(tmp_path / "sites", [site], replica.port)
        crawl(tmp_path / "archive", load_sources(tmp_path / "sites"))
    times = [hit.at for hit in replica.hits]

    assert len(times) == 5
    assert min(after - before for before, after in pairwise(times)) >= 0.25
