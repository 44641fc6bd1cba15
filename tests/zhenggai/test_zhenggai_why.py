"""The story of a row: every level of where it came from."""

import re

import pytest

from db.file.connection import open_for_reading
from scrapers.archive.store import open_archive
from scrapers.pages import Exchange
from tests.zhenggai.conftest import ask, page, zhenggai
from zhenggai.corrections.dataset import read_notice
from zhenggai.corrections.files import load, save
from zhenggai.corrections.model import Decision, Words
from zhenggai.evidence.story import story
from zhenggai.pipeline import Options, ingest


@pytest.fixture
def folder(tmp_path):
    """One notice, and a correction of its first row by a named person who typed a detail."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "notice.html").write_text(page(5), encoding="utf-8")
    db = tmp_path / "notices.db"
    ingest([tmp_path / "in"], db, options=Options())
    connection = open_for_reading(db)
    held = read_notice(connection, str(ask(db, "SELECT id FROM notices")[0][0]))
    connection.close()
    title = {"title": held.entries[0].row["title"]}
    decision = Decision(
        kind="correct", field="detail", text_sha256=held.notice["text_sha256"], sha256=held.notice["sha256"],
        place="notice.html", decided_at="2025-01-31T08:00:00Z", who="李某", why="来信补充", before=(title,),
        after=({"detail": (Words(words="据来信"),)},),
    )  # fmt: skip
    save(tmp_path / "corrections", decision)
    ingest([tmp_path / "in"], db, options=Options(corrections=load(tmp_path / "corrections")))
    return tmp_path


def test_story_tells_bytes_program_layout_rules_doubts_and_corrections(folder):
    db = folder / "notices.db"
    [(finding, sha256, version)] = ask(
        db,
        "SELECT f.id, n.sha256, x.version FROM findings AS f JOIN notices AS n ON n.id = f.notice_id"
        " JOIN files AS x ON x.notice_id = n.id WHERE f.position = 1",
    )
    done = zhenggai("why", finding, "--db", db, "--files", folder / "in")
    assert done.returncode == 0, done.stderr
    for said in (
        sha256,
        version,
        "reader        html",
        "chosen        outline",
        str(folder / "in" / "notice.html"),
    ):
        assert said in done.stdout
    assert re.search(
        r"detail +据来信\n +at no place: not in the source; correction \w+/correct-\w+, typed in", done.stdout
    )
    assert re.search(r"confidence +0\.\d{3}", done.stdout)
    assert "by 李某 2025-01-31T08:00:00Z: 来信补充" in done.stdout
    assert re.search(r"status +completed \(stated\)", done.stdout)


def test_story_names_the_record_of_the_fetch(folder):
    db = folder / "notices.db"
    body = (folder / "in" / "notice.html").read_bytes()
    with open_archive(folder / "archive", write=True) as archive, archive.transaction():
        archive.describe(software="test")
        fetch = Exchange(
            url="http://a.localhost/1.html",
            fetched_at="2025-01-01T00:00:00.000000Z",
            status=200,
            headers=(),
            body=body,
        )
        archive.keep(fetch, source="a", role="article", ask=fetch.url, outcome="ok")
    connection = open_for_reading(db)
    try:
        finding = str(ask(db, "SELECT id FROM findings ORDER BY position")[0][0])
        told = "\n".join(story(connection, finding, [folder / "archive"]))
    finally:
        connection.close()
    assert re.search(
        r"record +archive: id 1, url http://a\.localhost/1\.html, fetched_at 2025-01-01T00:00:00", told
    )
    assert re.search(r"warc \S+\.warc", told)


def test_unknown_row_is_told_in_words(folder):
    done = zhenggai("why", "nothing-1", "--db", folder / "notices.db")
    assert (done.returncode, "expected: the id of a finding" in done.stderr) == (1, True)
