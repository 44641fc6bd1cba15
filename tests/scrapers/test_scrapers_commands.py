"""The commands as people type them."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scrapers.archive.notices import iter_raw
from scrapers.archive.store import open_archive
from scrapers.sources import read_source
from tests.replica.faults import FAULTS
from tests.replica.serving import Replica
from tests.replica.town import Router, healthy_sites, write_data_files
from tests.replica.trial import crawl as replica_crawl
from zhenggai.crawling.commands import archive, crawl, sources

ME = ("--contact", "me@example.org")
FEW = ("trs", "jpaas")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[tuple[Path, Replica]]:
    """A small replica with its data files."""
    sites = {name: site for name, site in healthy_sites().items() if name in FEW}
    for fault in FAULTS:
        if fault.name in ("subtree-403", "empty-declared"):
            sites[fault.name] = fault.site()
            sites[fault.name].meddle = fault.stages[0].meddle
    with Replica(Router(sites)) as replica:
        write_data_files(tmp_path / "sites", sites.values(), replica.port)
        yield tmp_path, replica


def told(place: tuple[Path, Replica], command: object, *words: object) -> Result:
    """Run a command on the small replica."""
    folder, _ = place
    where = ["--sites", str(folder / "sites"), "--archive", str(folder / "archive")]
    return CliRunner().invoke(command, [str(word) for word in (*words, *where)])


@pytest.mark.parametrize("contact", ["", "nobody", "x@y", "https://", "me@例.com", "a@b.cn\nX-Evil: 1"])
def test_a_crawl_without_a_contact_is_refused(contact: str) -> None:
    """Exit code 2, and the message says how to give one."""
    result = CliRunner().invoke(crawl, ["--contact", contact])

    assert result.exit_code == 2
    assert "ZHENGGAI_CONTACT" in result.output


def test_unknown_sources_and_regions_are_refused() -> None:
    """Wrong usage, with the way to find the right names."""
    for words in (["--source", "nowhere"], ["--region", "990000"]):
        result = CliRunner().invoke(crawl, [*ME, *words])
        assert result.exit_code == 2
        assert "sources list" in result.output


def test_sources_are_listed_by_region() -> None:
    """A province's code stands for all inside it; JSON for programs."""
    result = CliRunner().invoke(
        sources, ["list", "--region", "440000", "--json", "--archive", "/nonexistent"]
    )
    rows = [json.loads(line) for line in result.output.splitlines()]

    assert len(rows) >= 12
    assert {row["region"][:2] for row in rows} == {"44"}
    assert {row["verified"] for row in rows} == {"no"}


def test_crawl_reports_each_source(place: tuple[Path, Replica]) -> None:
    """Exit code 1 where one is not healthy; the report as a table and as JSON; then check, get and export."""
    folder, replica = place
    result = told(place, crawl, "--replica", *ME, "--report", folder / "report.json")
    report = {row["source"]: row for row in json.loads((folder / "report.json").read_text("utf-8"))}
    verdicts = {name: row["verdict"] for name, row in report.items()}

    assert result.exit_code == 1, result.output
    assert verdicts == {"trs": "ok", "jpaas": "ok", "subtree-403": "blocked", "empty-declared": "empty"}
    assert all(name in result.output and verdict in result.output for name, verdict in verdicts.items())

    before = len(replica.hits)
    checked = told(place, sources, "check", "--replica", *ME, "--source", "trs")
    assert checked.exit_code == 0, checked.output
    assert "2025-06-30" in checked.output and "100%" in checked.output
    assert len(replica.hits) - before <= 3

    raw = next(iter_raw(folder / "archive"))
    got = CliRunner().invoke(archive, ["get", raw.place, "--archive", str(folder / "archive")])
    info = CliRunner().invoke(archive, ["get", raw.sha256, "--info", "--archive", str(folder / "archive")])
    exported = CliRunner().invoke(
        archive, ["export", str(folder / "out"), "--archive", str(folder / "archive")]
    )
    assert got.stdout_bytes == raw.body
    assert raw.sha256 in info.output
    assert exported.exit_code == 0 and (folder / "out" / raw.file_name).read_bytes() == raw.body

    listed = told(place, sources, "list")
    assert "blocked" in listed.output


def test_only_newer_notices_are_fetched(place: tuple[Path, Replica]) -> None:
    """--since leaves older items unfetched and stops reading the list there; nothing counts as withdrawn."""
    folder, replica = place
    result = told(place, crawl, "--replica", *ME, "--source", "trs", "--since", "2025-05-01")
    days = [raw.listed_date for raw in iter_raw(folder / "archive")]

    assert result.exit_code == 0, result.output
    assert days and min(day for day in days if day) >= "2025-05-01"
    assert not [hit for hit in replica.hits if hit.path.endswith("index_2.html")]


def test_a_page_limit_makes_the_reading_partial(place: tuple[Path, Replica]) -> None:
    """--max-pages 1 reads one page and says so."""
    result = told(place, crawl, "--replica", *ME, "--source", "trs", "--max-pages", "1")

    assert result.exit_code == 1
    assert "partial" in result.output and "limit of 1" in result.output


def test_a_crawl_out_of_time_is_continued(place: tuple[Path, Replica]) -> None:
    """What --max-minutes does: it stops in order, and the next crawl asks only for the rest."""
    folder, replica = place
    chosen = (read_source(folder / "sites" / "trs.toml"),)
    first = replica_crawl(folder / "archive", chosen, max_seconds=0.8, manners={"delay": 0.1})
    seen = len(replica.hits)
    second = replica_crawl(folder / "archive", chosen)
    paths = [hit.path for hit in replica.hits]

    assert first[0]["verdict"] == "partial" and "the next crawl continues" in first[0]["reasons"][0]
    assert second[0]["verdict"] == "ok"
    assert 0 < seen < len(paths)
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("host", FEW)
def test_detect_asks_for_the_page_and_writes_the_data_file(place: tuple[Path, Replica], host: str) -> None:
    """Over the net, with the manners of a crawl; a second writing over it is refused."""
    folder, replica = place
    site = healthy_sites()[host]
    url = f"http://{host}.localhost:{replica.port}{site.list_path}"
    words = ["detect", url, "--replica", *ME, "--id", "new-city", "--title", "新城", "--region", "999901", "--authority",
             "新城审计局", "--out", str(folder / "new"), "--archive", str(folder / "archive")]  # fmt: skip
    first = CliRunner().invoke(sources, words)
    again = CliRunner().invoke(sources, words)

    assert first.exit_code == 0, first.output
    assert f'family = "{site.family}"' in (folder / "new" / "new-city.toml").read_text("utf-8")
    assert again.exit_code == 2 and "already" in again.output


def test_detect_tells_what_keeps_the_page_from_us(place: tuple[Path, Replica]) -> None:
    """A blocked page is not an unknown system."""
    folder, replica = place
    result = CliRunner().invoke(sources, [
        "detect", f"http://subtree-403.localhost:{replica.port}/zwgk/sjgg/", "--replica", *ME, "--id", "new-city", "--title",
        "新城", "--region", "999901", "--authority", "x", "--archive", str(folder / "archive"),
    ])  # fmt: skip

    assert result.exit_code == 1
    assert "403" in result.output


def test_two_crawls_of_one_archive_at_once_are_refused(place: tuple[Path, Replica]) -> None:
    """The second one says that another is at work."""
    folder, _ = place
    with open_archive(folder / "archive", write=True):
        result = told(place, crawl, "--replica", *ME, "--source", "trs")

    assert result.exit_code == 1
    assert "another crawl" in result.output


def test_an_archive_that_cannot_be_written_is_told(place: tuple[Path, Replica]) -> None:
    """In words, not as a traceback."""
    folder, _ = place
    (folder / "archive").write_text("a file where a folder should be", "utf-8")
    result = told(place, crawl, "--replica", *ME, "--source", "trs")

    assert result.exit_code != 0
    assert "Traceback" not in result.output


def test_help_needs_neither_scrapy_nor_rich() -> None:
    """The commands' module imports in a blink."""
    code = "import sys, zhenggai.crawling.commands; print(any(n in sys.modules for n in ('scrapy', 'twisted', 'rich', 'bs4', 'lxml')))"
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"
    assert time.perf_counter() - began < 3  # generous: the machine may be busy
