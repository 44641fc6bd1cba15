"""`serve` and `demo` from the command line, with a real server and real requests."""

import contextlib
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest

from tests.zhenggai.conftest import PROGRAM, ask, zhenggai
from zhenggai.pipeline import Options, ingest


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running(*arguments, **options):
    """A command that serves; yields a function that asks it for a page."""
    port = free_port()
    command = [*PROGRAM, *map(str, arguments), "--port", str(port)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options
    ) as process:
        try:
            page = asker(port)
            deadline = time.monotonic() + 180  # a busy machine takes its time
            while process.poll() is None and time.monotonic() < deadline:
                with contextlib.suppress(urllib.error.URLError, ConnectionError):
                    page("/")
                    break
                time.sleep(0.2)
            yield page
        finally:
            process.terminate()


def asker(port):
    def page(path):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=120) as answer:
            return answer.read().decode()

    return page


@pytest.fixture(scope="module")
def dataset(pages, tmp_path_factory):
    db = tmp_path_factory.mktemp("served") / "my notices.db"
    ingest([pages], db, options=Options())
    return db


def test_dataset_is_served(dataset, pages):
    with running("serve", "--db", dataset, "--files", pages) as page:
        assert "石桥市" in page("/table")
        (row_id,) = ask(dataset, "SELECT id FROM notices WHERE place = 'notice001.html'")[0]
        assert "等级保护" in page(f"/notice/{row_id}")


def test_demo_is_built_and_served_and_quick_the_second_time(tmp_path):
    for _ in range(2):
        started = time.monotonic()
        with running("demo") as page:
            assert "zhenggai" in page("/").lower() or "整改" in page("/")
            assert re.search(r"Rows right in every cell: 9\d\.\d%", page("/about?lang=en"))
        seconds = time.monotonic() - started
    assert seconds < 90


def test_port_that_is_taken_is_told_in_words(dataset):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = zhenggai("serve", "--db", dataset, "--port", taken.getsockname()[1])
    assert done.returncode == 2
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_missing_dataset_is_wrong_usage(tmp_path):
    assert zhenggai("serve", "--db", tmp_path / "none.db").returncode == 2
