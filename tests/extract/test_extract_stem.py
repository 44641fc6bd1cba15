"""Reading children that are copies of one process: as safe as those that are started alone."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.files.limits import Limits
from extract.reading import read
from extract.sandbox import parent as sandbox
from extract.sandbox import stem
from extract.sandbox.parent import Worker, close, read_guarded
from extract.sandbox.starting import at_stem, copy_from, seats_of
from scrapers.items import RawNotice
from tests.extract.office_samples import notice_docx
from tests.extract.test_extract_sandbox import long_work, raw, refusal

__all__ = ["long_work"]
pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc")


@pytest.fixture(scope="module")
def address() -> str:
    found = stem.start()
    assert found
    return found


@pytest.fixture(autouse=True)
def copied(address: str) -> Iterator[None]:
    close()
    copy_from(address)
    yield
    close()
    copy_from(None)


def child() -> int:
    process = sandbox._worker()._process
    assert process is not None
    return process.pid


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def gone(pid: int) -> bool:
    """Whether a process ends within a minute."""
    for _ in range(600):
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(0.1)
    return False


def test_copies_read_what_a_child_of_its_own_reads() -> None:
    assert read_guarded(raw(notice_docx())) == read(raw(notice_docx()))
    other = Worker()
    other.ask(sandbox.READ, raw(notice_docx()), Limits())
    assert other._process is not None
    assert parent_of(other._process.pid) == parent_of(child()) != os.getpid()
    assert other._process.pid != child()
    other.end()


def test_copies_know_of_the_seats_that_workers_sit_on(address: str) -> None:
    with at_stem(address):
        assert at_work(address) == 1
        read_guarded(raw(notice_docx()))
        known = {str(link.readlink()) for link in Path(f"/proc/{child()}/fd").iterdir()}
        assert str(seats_of(address)) in known
    assert at_work(address) == 0


def at_work(address: str) -> int:
    """How many sit, seen by another process: one does not see its own locks."""
    program = f"from extract.files.seats import *; s = Seats(Path({str(seats_of(address))!r})); print(s.count - s.free())"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.parametrize("ending", [signal.SIGSEGV, signal.SIGKILL])
def test_a_crash_of_a_copy_costs_one_document(long_work: RawNotice, ending: signal.Signals) -> None:
    read_guarded(raw(notice_docx()))
    sandbox._worker()._reads = 0  # as if it were fresh: what it could not do is then not tried again
    timer = threading.Timer(0.3, os.kill, (child(), ending))
    timer.start()
    found = refusal(long_work, Limits())
    timer.join()

    assert found.kind == "reader_crashed"
    assert ending.name in found.message
    assert "水务局" in read_guarded(raw(notice_docx())).text
    assert parent_of(child()) != os.getpid()


def test_a_copy_that_takes_too_long_is_ended(long_work: RawNotice) -> None:
    read_guarded(raw(notice_docx()))
    first = child()

    assert refusal(long_work, Limits(max_seconds=0.2)).kind == "too_slow"
    assert gone(first)


def test_a_copy_that_died_while_idle_says_nothing_about_the_next_document() -> None:
    read_guarded(raw(notice_docx()))
    os.kill(child(), signal.SIGKILL)
    assert sandbox._worker()._process is not None
    assert sandbox._worker()._process.wait(timeout=60) == -signal.SIGKILL

    assert "水务局" in read_guarded(raw(notice_docx())).text


def test_without_the_stem_children_are_started_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        "tempfile.tempdir", "."
    )  # a name short enough for a socket, and removed with the folder
    own = stem.start()
    copy_from(own)
    read_guarded(raw(notice_docx()))
    first = child()
    os.kill(parent_of(first), signal.SIGKILL)
    close()

    assert gone(first)
    assert "水务局" in read_guarded(raw(notice_docx())).text
    assert parent_of(child()) == os.getpid()


def test_the_stem_ends_with_the_process_that_started_it() -> None:
    program = (
        "from extract.sandbox import stem; import time; print(stem.start(), flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        copy_from(address)
        read_guarded(raw(notice_docx()))
        first, its_parent = child(), parent_of(child())
        process.kill()

    assert gone(first)
    assert gone(its_parent)
    assert not Path(address).parent.exists()


def test_an_address_too_long_for_a_socket_makes_no_stem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / ("x" * 120)
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))

    assert stem.start() is None
