"""A cluster of a real scheduler and two workers writes Parquet, of which `build` makes what `ingest` makes."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tests.db.conftest import dump
from tests.zhenggai.conftest import PROGRAM, ask, write_pages, zhenggai

pytest.importorskip("distributed", reason="the extra `dask` is not installed")
pa = pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")
ds = pytest.importorskip("pyarrow.dataset", reason="the extra `parquet` is not installed")

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
PLACES = ("--places", SAMPLES / "places.toml")


def start(*arguments, **options):
    command = [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *map(str, arguments[1:])]
    return subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        **options,
    )


def worker(address, folder, *more):
    """A worker; without a nanny nobody starts it again when it is killed."""
    return start(
        "worker",
        address,
        "--nthreads",
        1,
        "--no-dashboard",
        "--death-timeout",
        60,
        "--local-directory",
        folder,
        *more,
    )


@contextlib.contextmanager
def cluster(folder, workers=2, *more):
    """A scheduler and some workers, each a process of its own; the address and the workers' processes."""
    processes = [
        start(
            "scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            0,
            "--no-dashboard",
            "--no-show",
            "--idle-timeout",
            300,
        )
    ]
    try:
        address = next(
            found[0] for line in processes[0].stderr if (found := re.search(r"tcp://127\.0\.0\.1:\d+", line))
        )
        processes += [
            worker(address, folder / f"worker{number}", *(more or ["--no-nanny"]))
            for number in range(workers)
        ]
        yield address, processes[1:]
    finally:
        for process in reversed(processes):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            process.stderr.close()


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Thirty notices, an archive of two, samples of other formats, a file that is none; and their dataset."""
    folder = tmp_path_factory.mktemp("cluster")
    write_pages(folder / "in", 24)
    for path in sorted((SAMPLES / "notices").glob("*.html"))[:6]:
        shutil.copy(path, folder / "in")
    with zipfile.ZipFile(folder / "in" / "notices.zip", "w") as archive:
        for path in sorted((folder / "in").glob("*.html"))[:2]:
            archive.write(path, f"附件/{path.name}")
        archive.writestr("noise.bin", bytes(range(256)) * 8)
    (folder / "in" / "broken.docx").write_bytes(b"PK\x03\x04 but no archive at all")
    (folder / "in" / ".hidden.html").write_text("not read")
    assert zhenggai("ingest", folder / "in", "--db", folder / "clean.db", *PLACES).returncode == 1
    return folder / "in", dump(folder / "clean.db")


def to_parquet(address, source, target):
    cluster = ("--engine", "dask", "--scheduler", address, "--parquet", target, "--batch", 3)
    return ("ingest", source, *cluster, *PLACES)


def test_dataset_is_the_one_that_ingest_makes(many, tmp_path):
    folder, clean = many
    with cluster(tmp_path) as (address, _):
        done = zhenggai(*to_parquet(address, folder, tmp_path / "out"))
        assert done.returncode == 1, done.stderr  # some files are refused
        assert "broken.docx" in done.stdout
        again = zhenggai(*to_parquet(address, folder, tmp_path / "out"))
        assert re.search(r"read +0\b", again.stdout), again.stdout
        packed = shutil.make_archive(tmp_path / "packed", "zip", folder)
        far = zhenggai(*to_parquet(address, f"zip://::{packed}", tmp_path / "far"))
        assert far.returncode == 1, far.stderr
    for source in ("out", "far"):
        built = zhenggai("build", tmp_path / source, "--db", tmp_path / f"{source}.db")
        assert built.returncode == 1, built.stderr
        assert dump(tmp_path / f"{source}.db") == clean
    before = (tmp_path / "out.db").read_bytes()
    assert zhenggai("build", tmp_path / "out", "--db", tmp_path / "out.db").returncode == 1
    assert (tmp_path / "out.db").read_bytes() == before
    assert ask(tmp_path / "out.db", "SELECT count(*) FROM notices")[0][0] >= 30
    check_tables(tmp_path / "out", tmp_path / "out.db")


def check_tables(parquet, db):
    """The Parquet is an ordinary partitioned dataset with the rows of the tables."""
    keys = ds.partitioning(pa.schema([("province", pa.string()), ("year", pa.int64())]), flavor="hive")
    for name in ("notices", "findings", "measures", "spans", "files"):
        found = ds.dataset(parquet / name, partitioning=keys)
        assert found.count_rows() == ask(db, f"SELECT count(*) FROM {name}")[0][0]
    held = ds.dataset(parquet / "notices", partitioning=keys).to_table(["province", "year", "signed_on"])
    assert sorted(
        map(str, zip(held["province"].to_pylist(), held["year"].to_pylist(), strict=True))
    ) == sorted(map(str, ask(db, "SELECT province, year FROM notices")))
    assert len(set(held["province"].to_pylist())) >= 3
    assert held["signed_on"].type == pa.date32()


def test_killed_worker_changes_nothing(many, tmp_path):
    folder, clean = many
    with cluster(tmp_path) as (address, workers):
        command = [*PROGRAM, *map(str, to_parquet(address, folder, tmp_path / "out"))]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            while process.poll() is None and len(list((tmp_path / "out").glob("_batches/*.json"))) < 2:
                time.sleep(0.005)
            assert process.poll() is None, "the run ended before a worker could be killed"
            os.killpg(workers[0].pid, signal.SIGKILL)
            assert process.wait(timeout=120) == 1
    assert zhenggai("build", tmp_path / "out", "--db", tmp_path / "notices.db").returncode == 1
    assert dump(tmp_path / "notices.db") == clean


def test_interrupted_run_is_told_and_goes_on(many, tmp_path):
    folder, clean = many
    with cluster(tmp_path) as (address, _):
        command = [*PROGRAM, *map(str, to_parquet(address, folder, tmp_path / "out"))]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            while len(list((tmp_path / "out").glob("_batches/*.json"))) < 2:
                time.sleep(0.005)
            process.kill()
        told = zhenggai("build", tmp_path / "out", "--db", tmp_path / "notices.db")
        assert told.returncode == 2
        assert "goes on where it was stopped" in told.stderr
        assert zhenggai(*to_parquet(address, folder, tmp_path / "out")).returncode == 1
    assert zhenggai("build", tmp_path / "out", "--db", tmp_path / "notices.db").returncode == 1
    assert dump(tmp_path / "notices.db") == clean


POISON = """
import os
from zhenggai.cluster import batch as cluster_batch
if cluster_batch._answer.__name__ == "_answer":  # workers load this twice
    def poisoned(task, options, real=cluster_batch._answer):
        if getattr(task, "raw", None) and task.raw.file_name == "notice007.html":
            os._exit(9)
        return real(task, options)
    cluster_batch._answer = poisoned
"""


@pytest.mark.slow
def test_file_that_ends_every_worker_is_the_only_one_lost(tmp_path, monkeypatch):
    (tmp_path / "poison.py").write_text(POISON)
    write_pages(tmp_path / "in", 8)
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "0")
    with cluster(tmp_path, 1, "--preload", tmp_path / "poison.py", "--nanny") as (address, _):
        done = zhenggai(*to_parquet(address, tmp_path / "in", tmp_path / "out"))
    assert done.returncode == 1, done.stderr
    refused = re.findall(r"^refused (\S+) \[(\w+)\]", done.stdout, re.MULTILINE)
    assert refused == [("notice007.html", "process_died")]
    assert sum(map(int, re.findall(r"^(?:read|unchanged) +(\d+)", done.stdout, re.MULTILINE))) == 7


def test_no_cluster_is_told_in_words(many, tmp_path):
    none = zhenggai(*to_parquet("tcp://127.0.0.1:9", many[0], tmp_path / "out"))
    assert none.returncode == 2
    assert "no scheduler at tcp://127.0.0.1:9" in none.stderr
    assert zhenggai("ingest", many[0], "--engine", "dask").returncode == 2
    assert zhenggai("ingest", many[0], "--scheduler", "x", "--db", tmp_path / "x.db").returncode == 2
    assert zhenggai("ingest", "s3://bucket/folder", "--db", tmp_path / "x.db").returncode == 2
