"""`ingest` from files to dataset: everything read or refused in words, nothing twice, nothing lost."""

import shutil
import sqlite3
import zipfile
from dataclasses import replace

import pytest

from bench.made_pages import write_scans
from db.writing.changes import Changes
from extract.files.limits import DEFAULT_LIMITS
from tests.db.conftest import dump
from tests.extract.pdf_samples import has_cjk_font
from tests.zhenggai.conftest import ask, page, write_pages, zhenggai
from zhenggai import pipeline
from zhenggai.ingesting import reading
from zhenggai.ingesting.peeking import may_hold_pictures
from zhenggai.pipeline import Options, ingest


def test_clean_run_ends_with_code_0_and_a_summary(pages, tmp_path):
    db = tmp_path / "notices.db"
    done = zhenggai("ingest", pages, "--db", db)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""  # no progress bar where nobody looks on
    assert ask(db, "SELECT count(*), min(place), max(place) FROM notices") == [
        (12, "below/notice003.html", "notice011.html")
    ]
    assert ask(db, "SELECT count(*) FROM findings") == [(24,)]
    assert "notices.region_code" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("ingest",),
        ("ingest", "nowhere", "--db", "x.db"),
        ("ingest", ".", "--db", "x.db", "--limit", "pages=2"),
    ],
)
def test_wrong_usage_ends_with_code_2(arguments, tmp_path):
    assert zhenggai(*arguments, cwd=tmp_path).returncode == 2


BAD = {
    "empty.html": b"",
    "spaces.txt": b" \n\t\n",
    "noise.bin": bytes(range(256)) * 300,
    "nobody.html": b"<!doctype html><html><head><title>x</title></head></html>",
    "broken.pdf": b"%PDF-1.7\nnothing of the kind",
    "broken.docx": b"PK\x03\x04 but no archive at all",
}


def test_bad_files_are_named_and_all_others_read(pages, tmp_path):
    folder = tmp_path / "in"
    shutil.copytree(pages, folder)
    for name, body in BAD.items():
        (folder / name).write_bytes(body)
    (folder / "huge.bin").write_bytes(bytes(range(256)) * 200_000)  # 50 MB
    (folder / "gb18030.html").write_bytes(
        page(50).replace("utf-8", "big5").encode("gb18030")
    )  # says it is Big5
    db = tmp_path / "notices.db"
    done = zhenggai("ingest", folder, "--db", db)
    assert done.returncode == 1, done.stderr
    refused = dict(ask(db, "SELECT place, message FROM issues WHERE notice_id IS NULL"))
    assert set(refused) == {*BAD, "huge.bin"}
    for place, message in refused.items():
        assert place in done.stdout
        assert message.strip()
    assert ask(db, "SELECT count(*) FROM notices") == [(13,)]
    assert "信息系统" in ask(db, "SELECT text FROM notices WHERE place = 'gb18030.html'")[0][0]


def test_second_run_reads_nothing_and_changes_nothing(pages, tmp_path):
    folder = tmp_path / "in"
    shutil.copytree(pages, folder)
    (folder / "noise.bin").write_bytes(BAD["noise.bin"])
    db = tmp_path / "notices.db"
    started = []  # of what workers are copies of
    first = ingest([folder], db, options=Options(), workers=lambda: started.append("now"))
    once = dump(db)
    again = ingest([folder], db, options=Options(), workers=lambda: started.append("again"))
    assert (first.read, len(first.refusals)) == (12, 1)
    assert (again.read, again.unchanged, again.refusals) == (0, 12, first.refusals)
    assert dump(db) == once
    assert started == ["now"]


@pytest.mark.parametrize("jobs", [2, 3])
def test_dataset_is_the_same_whatever_the_number_of_jobs(pages, tmp_path, jobs):
    for number in (1, jobs):
        done = zhenggai("ingest", pages, "--db", tmp_path / f"{number}.db", "--jobs", number)
        assert done.returncode == 0, done.stderr
    assert dump(tmp_path / "1.db") == dump(tmp_path / f"{jobs}.db")


@pytest.mark.skipif(not has_cjk_font(), reason="no Chinese font to draw pages with")
def test_dataset_of_scans_is_the_same_whatever_the_number_of_jobs(pages, tmp_path):
    folder = write_scans(tmp_path / "in", 1)
    (folder / "broken.png").write_bytes((folder / "000.png").read_bytes()[:2000])
    (folder / "broken.pdf").write_bytes(BAD["broken.pdf"])
    shutil.copytree(pages, folder / "pages")
    for number in (1, 2):
        done = zhenggai("ingest", folder, "--db", tmp_path / f"{number}.db", "--jobs", number)
        assert done.returncode == 1, done.stderr
        assert done.stderr == ""
    assert dump(tmp_path / "1.db") == dump(tmp_path / "2.db")


def test_a_first_look_tells_folders_of_scans_from_folders_of_pages(pages, tmp_path):
    (tmp_path / "far" / "below").mkdir(parents=True)
    (tmp_path / "far" / "below" / "A.PDF").write_bytes(b"")
    assert may_hold_pictures([str(pages), str(tmp_path)])
    assert may_hold_pictures([str(tmp_path / "far" / "below" / "A.PDF")])
    assert not may_hold_pictures([str(pages)])


def test_dataset_is_the_same_whatever_the_order(pages, tmp_path):
    files = sorted(path for path in pages.rglob("*") if path.is_file())
    for name, order in (("one", files), ("other", files[::-1])):
        ingest(order, tmp_path / f"{name}.db", options=Options())
    for path in files[::2] + files[1::2]:
        ingest([path], tmp_path / "single.db", options=Options())
    assert dump(tmp_path / "one.db") == dump(tmp_path / "other.db") == dump(tmp_path / "single.db")


def test_changed_file_is_a_new_version(pages, tmp_path):
    folder = tmp_path / "in"
    shutil.copytree(pages, folder)
    db = tmp_path / "notices.db"
    ingest([folder], db, options=Options())
    before = ask(db, "SELECT id FROM notices WHERE place = 'notice001.html'")
    (folder / "notice001.html").write_text(page(99), encoding="utf-8")
    report = ingest([folder], db, options=Options())
    assert (report.read, report.unchanged, report.superseded) == (1, 11, ["notice001.html"])
    versions = ask(
        db, "SELECT id, superseded_by IS NULL FROM notices WHERE place = 'notice001.html' ORDER BY seen"
    )
    assert versions[0] == (before[0][0], 0)
    assert versions[1][1] == 1
    (folder / "notice001.html").write_text(page(1), encoding="utf-8")
    assert ingest([folder], db, options=Options()).unchanged == 12
    assert (
        ask(db, "SELECT id FROM notices WHERE place = 'notice001.html' AND superseded_by IS NULL") == before
    )


def test_new_version_of_the_extractor_reads_anew(pages, tmp_path, monkeypatch):
    db = tmp_path / "notices.db"
    ingest([pages], db, options=Options())
    once = dump(db)
    monkeypatch.setattr(pipeline, "extractor_version", lambda reader: f"newer {reader}")
    assert ingest([pages], db, options=Options()).read == 12
    assert ask(db, "SELECT DISTINCT version FROM files") == [("newer html",)]
    monkeypatch.undo()
    ingest([pages], db, options=Options())
    assert dump(db) == once


def test_what_a_new_version_changes_is_said_before_it_is_written(pages, tmp_path, monkeypatch):
    db = tmp_path / "notices.db"
    ingest([pages], db, options=Options())
    once = dump(db)
    understand = reading.understand

    def otherwise(document, **options):
        """A version that misses the first finding of each notice, and reads another title for the second."""
        extraction = understand(document, **options)
        _, second = extraction.findings
        return replace(extraction, findings=(replace(second, position=1, category=second.label),))

    monkeypatch.setattr(reading, "understand", otherwise)
    monkeypatch.setattr(pipeline, "extractor_version", lambda reader: f"newer {reader}")
    said = ingest([pages], db, options=Options(preview=True))
    assert dump(db) == once
    assert said.changed == 12
    assert said.changes["findings"] == Changes(added=0, removed=12, altered=12)
    done = ingest([pages], db, options=Options())
    assert done.changes == said.changes
    assert ask(db, "SELECT count(*) FROM findings") == [(12,)]
    assert ingest([pages], db, options=Options(preview=True)).changed == 0


def test_preview_without_a_dataset_is_wrong_usage(pages, tmp_path):
    assert zhenggai("ingest", pages, "--db", tmp_path / "none.db", "--preview").returncode == 2
    assert not (tmp_path / "none.db").exists()


def test_archive_is_read_member_by_member(pages, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    with zipfile.ZipFile(folder / "notices.zip", "w") as archive:
        for number in (1, 2):
            archive.writestr(f"附件{number}.html", page(number))
        archive.writestr("noise.bin", BAD["noise.bin"])
    db = tmp_path / "notices.db"
    first = ingest([folder], db, options=Options())
    assert first.read == 2
    assert [kind for _, kind, _ in first.refusals] == ["unknown_format"]
    assert ask(db, "SELECT container, count(*) FROM notices GROUP BY 1") == [("notices.zip", 2)]
    again = ingest([folder], db, options=Options())
    assert (again.read, again.unchanged, again.refusals) == (0, 2, first.refusals)


def test_document_that_the_program_fails_on_costs_only_itself(pages, tmp_path, monkeypatch):
    understand = reading.understand

    def fail(document, **options):
        if "第5号" in document.text:
            raise ZeroDivisionError("a fault of ours")
        return understand(document, **options)

    monkeypatch.setattr(reading, "understand", fail)
    report = ingest([pages], tmp_path / "notices.db", options=Options())
    assert report.read == 11
    ((place, kind, message),) = report.refusals
    assert (place, kind) == ("notice005.html", "program_fault")
    assert "ZeroDivisionError" in message


def test_understanding_that_hangs_is_ended(tmp_path, monkeypatch):
    def hang(document, **options):
        while True:
            pass

    monkeypatch.setattr(reading, "understand", hang)
    write_pages(tmp_path / "in", 1)
    limits = replace(DEFAULT_LIMITS, max_seconds=0.5)
    report = ingest([tmp_path / "in"], tmp_path / "notices.db", options=Options(limits=limits))
    assert [kind for _, kind, _ in report.refusals] == ["too_slow"]


@pytest.mark.parametrize("name", ["max_bytes", "max_text_bytes", "max_unpacked"])
def test_what_a_limit_refused_is_tried_again_when_it_is_raised(tmp_path, name):
    write_pages(tmp_path / "in", 2)
    with zipfile.ZipFile(tmp_path / "in" / "z.zip", "w") as archive:
        archive.write(tmp_path / "in" / "notice001.html", "inside.html")
    low = Options(limits=replace(DEFAULT_LIMITS, **{name: 1}))
    first = ingest([tmp_path / "in"], tmp_path / "notices.db", options=low)
    assert first.refusals
    same = ingest([tmp_path / "in"], tmp_path / "notices.db", options=low)
    assert (same.read, sorted(same.refusals)) == (0, sorted(first.refusals))
    assert ask(tmp_path / "notices.db", "SELECT value FROM meta WHERE key = 'finished'") == [("yes",)]
    again = ingest([tmp_path / "in"], tmp_path / "notices.db", options=Options())
    assert (again.refusals, again.totals["notices"], again.totals["refused"]) == ([], 3, 0)
    once = ingest([tmp_path / "in"], tmp_path / "once.db", options=Options())
    assert (once.totals, once.shares) == (again.totals, again.shares)
    last = ingest([tmp_path / "in"], tmp_path / "notices.db", options=Options())
    assert (last.read, last.totals, last.shares) == (0, again.totals, again.shares)


def test_member_that_a_newer_archive_lacks_is_refused_no_more(tmp_path):
    (tmp_path / "in").mkdir()
    for members in ({"a.html": page(1), "b.html": "", "c.html": ""}, {"a.html": page(1), "c.html": ""}):
        with zipfile.ZipFile(tmp_path / "in" / "z.zip", "w") as archive:
            for name, text in members.items():
                archive.writestr(name, text)
        report = ingest([tmp_path / "in"], tmp_path / "notices.db", options=Options())
    again = ingest([tmp_path / "in"], tmp_path / "notices.db", options=Options())
    assert [place for place, _, _ in report.refusals] == ["z.zip!c.html"]
    assert again.refusals == report.refusals


def test_search_and_view_work_on_what_was_ingested(pages, tmp_path):
    db = tmp_path / "notices.db"
    ingest([pages], db, options=Options())
    sql = "SELECT count(*) FROM findings_fts WHERE findings_fts MATCH ?"
    assert ask(db, sql, '"等级 级保 保护"') == [(12,)]
    found = ask(db, "SELECT DISTINCT status FROM rectification_table ORDER BY 1")
    assert found == [("completed",), ("in_progress",)]
    with pytest.raises(sqlite3.OperationalError):
        ask(db, "SELECT nothing FROM rectification_table")
