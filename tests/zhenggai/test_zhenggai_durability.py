"""Whatever ends `ingest`, the same command goes on and ends with the dataset of one clean run."""

import os
import random
import resource
import shutil
import subprocess
import time

import pytest

from tests.db.conftest import dump
from tests.zhenggai.conftest import ask, start, write_pages, zhenggai

SEED = 20_240_806


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Sixty notices and the dump of one clean run over them."""
    folder = tmp_path_factory.mktemp("many")
    write_pages(folder / "in", 60)
    started = time.monotonic()
    assert zhenggai("ingest", folder / "in", "--db", folder / "clean.db").returncode == 0
    return folder / "in", dump(folder / "clean.db"), time.monotonic() - started


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_at_any_moment_and_run_again(many, tmp_path, jobs):
    folder, clean, seconds = many
    rng = random.Random(SEED + jobs)
    db = tmp_path / "notices.db"
    for _ in range(6):
        with start("ingest", folder, "--db", db, "--jobs", jobs) as process:
            time.sleep(rng.uniform(0.2, 0.9) * seconds)
            process.kill()
        if db.exists():
            whole = "SELECT count(*) FROM notices AS n WHERE finding_count <>"
            whole += " (SELECT count(*) FROM findings WHERE notice_id = n.id)"
            assert ask(db, whole) == [(0,)]
            assert ask(db, "PRAGMA integrity_check") == [("ok",)]
    assert zhenggai("ingest", folder, "--db", db, "--jobs", jobs).returncode == 0
    assert dump(db) == clean


def test_killed_while_writing(many, tmp_path):
    """Ends the process as soon as some notices are there, so that it dies between two transactions or in one."""
    folder, clean, _ = many
    db = tmp_path / "notices.db"
    for least in (1, 15, 30, 45, 59):
        with start("ingest", folder, "--db", db) as process:
            while process.poll() is None and count_of(db) < least:
                time.sleep(0.005)
            process.kill()
    assert zhenggai("ingest", folder, "--db", db).returncode == 0
    assert dump(db) == clean


@pytest.mark.slow
def test_killed_fifty_times(many, tmp_path):
    """Fifty kills at random moments of reading, writing and finishing; every dataset that gets done is the clean one."""
    folder, clean, seconds = many
    rng = random.Random(SEED)
    db = tmp_path / "notices.db"
    kills = 0
    while kills < 50:
        with start("ingest", folder, "--db", db) as process:
            try:
                process.wait(timeout=rng.uniform(0.3, 1.0) * seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                kills += 1
        if process.returncode == 0:
            assert dump(db) == clean
            for path in tmp_path.iterdir():
                path.unlink()
    assert zhenggai("ingest", folder, "--db", db).returncode == 0
    assert dump(db) == clean


def count_of(db):
    try:
        return ask(db, "SELECT count(*) FROM notices")[0][0]
    except Exception:  # not made yet
        return 0


def test_two_at_once_end_with_one_dataset(many, tmp_path):
    folder, clean, _ = many
    db = tmp_path / "notices.db"
    running = [start("ingest", folder, "--db", db) for _ in range(2)]
    assert [process.wait(timeout=300) for process in running] == [0, 0]
    assert dump(db) == clean


def test_reader_is_never_in_the_way(many, tmp_path):
    folder, clean, _ = many
    db = tmp_path / "notices.db"
    with start("ingest", folder, "--db", db) as process:
        seen = 0
        while process.poll() is None:
            now = count_of(db)
            assert now >= seen
            seen = now
    assert process.returncode == 0
    assert dump(db) == clean


def limit_files():
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))


def test_disk_that_runs_full_is_told_in_words(many, tmp_path):
    folder, clean, _ = many
    db = tmp_path / "notices.db"
    done = zhenggai("ingest", folder, "--db", db, preexec_fn=limit_files)
    assert done.returncode == 2
    assert "free space" in done.stderr or "make room" in done.stderr
    assert "Traceback" not in done.stderr
    assert zhenggai("ingest", folder, "--db", db).returncode == 0
    assert dump(db) == clean


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_folder_that_cannot_be_written_is_told_in_words(many, tmp_path):
    folder, _, _ = many
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    done = zhenggai("ingest", folder, "--db", locked / "notices.db")
    assert done.returncode == 2
    assert "can be written" in done.stderr


def test_dataset_in_a_folder_that_does_not_exist_is_told_in_words(many, tmp_path):
    done = zhenggai("ingest", many[0], "--db", tmp_path / "none" / "notices.db")
    assert done.returncode == 2
    assert "a folder that exists" in done.stderr


def test_dataset_that_is_something_else_is_left_alone(many, tmp_path):
    db = tmp_path / "letter.txt"
    db.write_text("Dear Sir, " * 500)
    done = zhenggai("ingest", many[0], "--db", db)
    assert done.returncode == 2
    assert "no SQLite file" in done.stderr
    assert db.read_text() == "Dear Sir, " * 500


def test_path_with_spaces_and_characters_of_all_kinds(many, tmp_path):
    folder = tmp_path / "整改 公告 #1 ?"
    shutil.copytree(many[0], folder)
    done = zhenggai("ingest", folder, "--db", folder / "data set.db")
    assert done.returncode == 0, done.stderr
    assert dump(folder / "data set.db") == many[1]
