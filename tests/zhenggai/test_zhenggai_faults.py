"""Faults of disks and of `build`, each really made: told in words, nothing half-written, and the same command goes on."""

import contextlib
import random
import re
import resource
import subprocess
import time
from functools import partial

import pytest

from db.store import StoreError
from tests.db.conftest import dump
from tests.zhenggai.conftest import ask, start, write_pages, zhenggai
from zhenggai.cluster.batch import work
from zhenggai.cluster.building import build
from zhenggai.cluster.engine import to_parquet
from zhenggai.pipeline import Options

pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")
pytest.importorskip("fsspec", reason="the extra `dask` is not installed")
SEED = 20_261_122


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Sixty notices, their Parquet, the dump of their dataset and the seconds that a build takes."""
    folder = tmp_path_factory.mktemp("faults")
    write_pages(folder / "in", 60)
    write(folder / "in", folder / "parquet")
    began = time.monotonic()
    assert zhenggai("build", folder / "parquet", "--db", folder / "clean.db").returncode == 0
    return folder, dump(folder / "clean.db"), time.monotonic() - began


def write(source, target):
    """What a cluster does, in this process."""
    return to_parquet([str(source)], str(target), partial(map, work), options=Options(), batch_size=7)


def whole(db):
    """Every notice that is there has all its rows."""
    short = ask(
        db,
        "SELECT count(*) FROM notices AS n"
        " WHERE finding_count <> (SELECT count(*) FROM findings WHERE notice_id = n.id)",
    )
    return short == [(0,)] and ask(db, "PRAGMA integrity_check") == [("ok",)]


def kill_builds(many, db, kills):
    folder, clean, seconds = many
    rng = random.Random(SEED)
    while kills:
        with start("build", folder / "parquet", "--db", db) as process:
            try:
                process.wait(timeout=rng.uniform(0.2, 1.0) * seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                kills -= 1
        if process.returncode == 0:
            assert dump(db) == clean
            for path in db.parent.glob(db.name + "*"):
                path.unlink()
        elif db.exists() and ask(db, "SELECT count(*) FROM sqlite_master") != [(0,)]:
            assert whole(db)
    assert zhenggai("build", folder / "parquet", "--db", db).returncode == 0
    assert dump(db) == clean


def test_build_killed_at_random_moments_goes_on(many, tmp_path):
    kill_builds(many, tmp_path / "notices.db", 6)


@pytest.mark.slow
def test_build_killed_fifty_times(many, tmp_path):
    kill_builds(many, tmp_path / "notices.db", 50)


def test_two_builds_and_an_ingest_at_once_end_with_one_dataset(many, tmp_path):
    folder, clean, _ = many
    db = tmp_path / "notices.db"
    running = [start("build", folder / "parquet", "--db", db) for _ in range(2)]
    running.append(start("ingest", folder / "in", "--db", db))
    assert [process.wait(timeout=300) for process in running] == [0, 0, 0]
    assert dump(db) == clean


@contextlib.contextmanager
def small_disk(folder, size):
    """A disk of its own at a folder; skips where this user may not mount one."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        pytest.skip(f"no mount on this machine: {error}")
    if done.returncode:
        pytest.skip(f"no right to mount a small disk here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_full_disk_is_told_and_the_same_command_goes_on(many, tmp_path):
    folder, clean, _ = many
    with small_disk(tmp_path / "disk", "700k") as disk:
        for command in (("ingest", folder / "in"), ("build", folder / "parquet")):
            done = zhenggai(*command, "--db", disk / "notices.db")
            assert done.returncode == 2, done.stderr
            assert "make room" in done.stderr or "free space" in done.stderr
            assert "Traceback" not in done.stderr
            assert whole(disk / "notices.db")
        held = ask(disk / "notices.db", "SELECT count(*) FROM notices")[0][0]
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        done = zhenggai("ingest", folder / "in", "--db", disk / "notices.db")
        assert done.returncode == 0
        assert re.search(rf"^unchanged +{held}\b", done.stdout, re.MULTILINE)
        assert dump(disk / "notices.db") == clean


def test_disk_that_cannot_be_written_is_told_and_read(many, tmp_path):
    folder, _, _ = many
    with small_disk(tmp_path / "disk", "64m") as disk:
        assert zhenggai("ingest", folder / "in", "--db", disk / "notices.db").returncode == 0
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        write_pages(tmp_path / "more", 61)
        for command in (("ingest", tmp_path / "more"), ("build", folder / "parquet")):
            for name in ("notices.db", "new.db"):
                done = zhenggai(*command, "--db", disk / name)
                assert done.returncode == 2, (command, name, done.stdout)
                assert "can be written" in done.stderr, done.stderr
                assert "Traceback" not in done.stderr
        out = zhenggai("export", "--db", disk / "notices.db", "--out", tmp_path / "findings.csv")
        assert out.returncode == 0, out.stderr


def test_full_disk_of_a_cluster_is_told_and_it_goes_on(many, tmp_path):
    folder, clean, _ = many
    with small_disk(tmp_path / "disk", "300k") as disk:
        with pytest.raises(StoreError, match=r"could not be written .*No space left"):
            write(folder / "in", disk / "parquet")
        with pytest.raises(StoreError, match="goes on where it was stopped"):
            build(str(disk / "parquet"), tmp_path / "notices.db")
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        report = write(folder / "in", disk / "parquet")
        assert report.unchanged > 0
        assert zhenggai("build", disk / "parquet", "--db", tmp_path / "notices.db").returncode == 0
    assert dump(tmp_path / "notices.db") == clean


def test_half_written_part_is_told(many, tmp_path):
    folder, _, _ = many
    write(folder / "in", tmp_path / "parquet")
    part = next((tmp_path / "parquet" / "findings").rglob("*.parquet"))
    part.write_bytes(part.read_bytes()[:-30])
    done = zhenggai("build", tmp_path / "parquet", "--db", tmp_path / "notices.db")
    assert done.returncode == 2
    assert part.name in done.stderr
    assert "Traceback" not in done.stderr


def limit_files():
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))


def test_build_that_finds_no_room_is_told_in_words(many, tmp_path):
    folder, clean, _ = many
    db = tmp_path / "notices.db"
    done = zhenggai("build", folder / "parquet", "--db", db, preexec_fn=limit_files)
    assert done.returncode == 2
    assert "free space" in done.stderr or "make room" in done.stderr
    assert zhenggai("build", folder / "parquet", "--db", db).returncode == 0
    assert dump(db) == clean


def test_reader_of_a_dataset_that_is_built_sees_whole_notices(many, tmp_path):
    folder, clean, _ = many
    db = tmp_path / "notices.db"
    with start("build", folder / "parquet", "--db", db) as process:
        seen = 0
        while process.poll() is None:
            with contextlib.suppress(Exception):  # not made yet
                now = ask(db, "SELECT count(*) FROM notices")[0][0]
                assert now >= seen
                seen = now
    assert process.returncode == 0
    assert dump(db) == clean
