"""What a machine does to a run: no descriptors, no memory, a console of another script, a dataset taken away, alike names."""

import errno
import os

import pytest

from db.file.connection import StoreError
from extract.model import Unreadable
from tests.zhenggai.conftest import ask, page, write_pages, zhenggai
from zhenggai.commands.options import Unusable, told_in_words
from zhenggai.ingesting import reading
from zhenggai.pipeline import Options, ingest


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(errno.EMFILE, "Too many open files"), "reader_failed"),
        (OSError(errno.ENOSPC, "No space left on device"), "reader_failed"),
        (Unreadable("missing_program", "x: got a RAR file; install unar"), "missing_program"),
    ],
)
def test_what_the_machine_refused_is_tried_again(tmp_path, monkeypatch, error, kind):
    write_pages(tmp_path / "in", 2)
    read_guarded = reading.read_guarded

    def fail(raw, **options):
        if raw.place == "notice001.html":
            raise error
        return read_guarded(raw, **options)

    monkeypatch.setattr(reading, "read_guarded", fail)
    for _ in range(2):
        report = ingest([tmp_path / "in"], tmp_path / "notices.db", options=Options())
        assert [told[:2] for told in report.refusals] == [("notice001.html", kind)]
        assert report.totals["refused"] == 1
    monkeypatch.undo()
    report = ingest([tmp_path / "in"], tmp_path / "notices.db", options=Options())
    assert (report.read, report.refusals, report.totals["refused"]) == (1, [], 0)


def test_an_error_of_a_library_is_a_fault_and_not_tried_again(tmp_path, monkeypatch):
    write_pages(tmp_path / "in", 1)

    def fail(raw, **options):
        raise OSError("image file is truncated")

    monkeypatch.setattr(reading, "read_guarded", fail)
    report = ingest([tmp_path / "in"], tmp_path / "notices.db", options=Options())
    assert [kind for _, kind, _ in report.refusals] == ["program_fault"]
    monkeypatch.undo()
    assert ingest([tmp_path / "in"], tmp_path / "notices.db", options=Options()).read == 0


@pytest.mark.parametrize("replaced", [False, True])
def test_a_dataset_that_is_taken_away_ends_the_run_in_words(tmp_path, replaced):
    write_pages(tmp_path / "in", 40)
    db = tmp_path / "notices.db"

    def take(files):
        if db.exists():
            db.unlink()
            if replaced:
                db.write_bytes(b"")

    with pytest.raises(StoreError, match="deleted or replaced"):
        ingest([tmp_path / "in"], db, options=Options(), on_file=take)
    for left in tmp_path.glob("notices.db*"):
        left.unlink()
    assert ingest([tmp_path / "in"], db, options=Options()).totals["notices"] == 40


@pytest.mark.parametrize(
    "error", [MemoryError(), OSError(errno.EMFILE, "Too many open files"), StoreError("got: x")]
)
def test_want_of_room_is_told_in_words(error):
    with pytest.raises(Unusable, match="got: "), told_in_words():
        raise error


def test_other_errors_are_not_hidden():
    with pytest.raises(IsADirectoryError), told_in_words():
        raise IsADirectoryError(errno.EISDIR, "x")


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_a_console_that_lacks_characters_does_not_end_the_run(tmp_path, encoding):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "坏😀é.html").write_bytes(b"")
    done = zhenggai(
        "ingest", tmp_path / "in", "--db", tmp_path / "n.db",
        env={**os.environ, "PYTHONIOENCODING": encoding}, encoding=encoding, errors="strict",
    )  # fmt: skip
    assert done.returncode == 1
    assert "\\U0001f600" in done.stdout
    assert not done.stderr


def test_two_names_that_are_written_alike_are_two_places(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "\\xb9.html").write_text(page(1), encoding="utf-8")
    (tmp_path / "in" / os.fsdecode(b"\xb9.html")).write_text(page(2), encoding="utf-8")
    report = ingest([tmp_path / "in"], tmp_path / "n.db", options=Options())
    assert (report.read, report.superseded) == (2, [])
    assert ask(tmp_path / "n.db", "SELECT place FROM files ORDER BY place") == [
        ("\\\\xb9.html",),
        ("\\xb9.html",),
    ]
    assert ingest([tmp_path / "in"], tmp_path / "n.db", options=Options()).unchanged == 2
