"""The archive: nothing is lost, one writer, damage is told, and everything can be found again."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from scrapers.archive.index import ArchiveError
from scrapers.archive.lookup import about, export_files, find_records
from scrapers.archive.notices import iter_raw
from scrapers.archive.store import Archive, open_archive
from scrapers.archive.warcs import whole_members
from scrapers.items import RawNotice
from scrapers.pages import Exchange
from tests.scrapers.conftest import Visits
from zhenggai.cluster.locations import fetched, find_sources

PAGE = "http://a.localhost/1.html"


def exchange(
    url: str = PAGE, body: bytes = b"<html>one</html>", status: int = 200, second: int = 0
) -> Exchange:
    """An answer."""
    headers = (("Content-Type", "text/html; charset=gb2312"), ("ETag", '"x"'), ("Content-Encoding", "gzip"))
    return Exchange(
        url=url,
        fetched_at=f"2025-01-01T00:00:{second:02d}.000000Z",
        status=status,
        headers=headers,
        body=body,
    )


def keep(archive: Archive, one: Exchange) -> int:
    """Archive an answer in a transaction of its own."""
    with archive.transaction():
        return archive.keep(one, source="a", role="article", ask=one.url, outcome="ok").id


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive, open for writing."""
    with open_archive(tmp_path / "archive", write=True) as opened:
        opened.describe(software="test")
        yield opened


def test_the_same_bytes_are_stored_once(archive: Archive) -> None:
    """A second answer with the same body is a revisit of the first, whatever its address."""
    first = keep(archive, exchange())
    second = keep(archive, exchange(url=PAGE + "?b", second=1))

    assert archive.record(second)["kind"] == "revisit"
    assert archive.body(second) == archive.body(first) == b"<html>one</html>"


def test_not_modified_refers_to_the_last_full_answer(archive: Archive) -> None:
    """A 304 has the body of what was archived for the same request."""
    keep(archive, exchange())
    newer = keep(archive, exchange(body=b"<html>two</html>", second=1))
    answer = keep(archive, exchange(body=b"", status=304, second=2))

    assert archive.record(answer)["holder"] == newer
    assert archive.body(answer) == b"<html>two</html>"


def test_a_failed_transaction_leaves_no_row(archive: Archive) -> None:
    """The index knows nothing of what was not finished; the bytes are taken in at the next opening."""
    with pytest.raises(RuntimeError, match="stop"), archive.transaction():
        archive.keep(exchange(), source="a", role="article", ask=PAGE, outcome="ok")
        raise RuntimeError("stop")
    path = archive.path
    archive.close()

    with open_archive(path, write=True) as again:
        rows = again.sql.execute("SELECT * FROM records").fetchall()
        assert [row["outcome"] for row in rows] == ["salvaged"]
        assert again.body(rows[0]["id"]) == b"<html>one</html>"
        assert again.last_full(PAGE) is None  # salvaged bytes are evidence, not an answer that was settled


@pytest.mark.parametrize("cut", [1, 10, 100, 200])
def test_a_half_written_record_is_cut_off(archive: Archive, cut: int) -> None:
    """What a kill left of a record goes; what was whole stays and the file can be appended to again."""
    keep(archive, exchange())
    path = archive.path
    archive.close()
    warc = next((path / "warc").glob("*.warc.gz"))
    whole = warc.read_bytes()
    span = list(whole_members(warc, 0))[1]
    warc.write_bytes(whole + whole[span.offset : span.offset + min(cut, span.length - 1)])

    with open_archive(path, write=True) as again:
        assert warc.read_bytes() == whole
        keep(again, exchange(body=b"<html>two</html>", second=3))
        assert again.body(1) == b"<html>one</html>"


def test_a_second_writer_is_refused(archive: Archive) -> None:
    """One crawl at a time; readers may look on."""
    with pytest.raises(ArchiveError, match="another crawl"):
        open_archive(archive.path, write=True)
    with open_archive(archive.path) as reader:
        assert reader.sql.execute("SELECT count(*) FROM records").fetchone()[0] == 0


def test_damaged_bytes_are_told(archive: Archive) -> None:
    """A record whose bytes no longer have their hash is not handed out."""
    number = keep(archive, exchange())
    archive.sql.execute("UPDATE records SET sha256 = ? WHERE id = ?", ("0" * 64, number))

    with pytest.raises(ArchiveError, match="damaged"):
        archive.body(number)


def test_a_shortened_file_is_told(archive: Archive) -> None:
    """An archive that lost bytes is not written to."""
    keep(archive, exchange())
    path = archive.path
    archive.close()
    warc = next((path / "warc").glob("*.warc.gz"))
    warc.write_bytes(warc.read_bytes()[:-5])

    with pytest.raises(ArchiveError, match="shorter"):
        open_archive(path, write=True)


def test_a_folder_that_is_no_archive_is_told(tmp_path: Path) -> None:
    """The message says what was expected and what to do."""
    with pytest.raises(ArchiveError, match="zhenggai crawl"):
        open_archive(tmp_path)


def test_an_archive_of_a_newer_program_is_refused(archive: Archive) -> None:
    """A schema that this program does not know is not touched."""
    archive.sql.execute("PRAGMA user_version = 99")
    path = archive.path
    archive.close()

    with pytest.raises(ArchiveError, match="99"):
        open_archive(path, write=True)


def test_records_are_found_by_address_and_by_hash(visits: Visits) -> None:
    """`archive get` takes either; the spelling of the address does not matter."""
    raw = next(raw for raw in iter_raw(visits.archive) if raw.source == "trs")
    with open_archive(visits.archive) as archive:
        by_url = find_records(archive, raw.place + "#top")
        by_hash = find_records(archive, raw.sha256.upper())
        told = about(archive, by_url[-1])

        assert archive.body(by_url[-1]["id"]) == archive.body(by_hash[0]["id"]) == raw.body
        assert told["warc"].endswith(".warc.gz")
        with pytest.raises(ArchiveError, match="no record"):
            find_records(archive, "http://nowhere.localhost/")


def test_export_writes_every_file_with_its_story(visits: Visits, tmp_path: Path) -> None:
    """One line of the manifest for each file."""
    count = export_files(visits.archive, tmp_path / "out")
    lines = [
        json.loads(line) for line in (tmp_path / "out" / "manifest.jsonl").read_text("utf-8").splitlines()
    ]

    assert count == len(lines) > 400
    assert all((tmp_path / "out" / line["file_name"]).is_file() for line in lines)


def test_known_notices_are_left_out_without_reading_them(visits: Visits) -> None:
    """`known` sees each notice without its body, and decides."""
    hashes = {raw.place: raw.sha256 for raw in iter_raw(visits.archive)}
    asked: dict[str, str] = {}

    def known(raw: RawNotice, sha256: str) -> bool:
        assert raw.body == b""
        asked[raw.place] = sha256
        return raw.source != "vsb"

    left = [raw.source for raw in iter_raw(visits.archive, known=known)]

    assert asked == hashes
    assert set(left) == {"vsb"}


def test_addresses_come_once(visits: Visits) -> None:
    """No place twice, and files name the page that points to them."""
    raws = list(iter_raw(visits.archive))

    assert len({raw.place for raw in raws}) == len(raws)
    assert all(raw.container for raw in raws if raw.place.rpartition(".")[2] in ("pdf", "docx", "xlsx"))
    assert {raw.source_region for raw in raws} == {"999901"}


def test_other_machines_find_the_same_bytes(visits: Visits) -> None:
    """Where the bytes stand is told without reading them; fetched from there, they are the same notices."""
    sources = list(find_sources([f"file://{visits.archive}"]))
    found = [
        source.raw.with_bodies(fetched(page, max_bytes=10**9).body or b"" for page in (source, *source.later))
        for source in sources
    ]

    assert found == list(iter_raw(visits.archive))
