"""Pages of a long scan shared out over idle processes: the same document, whoever read its pages and whatever became of them."""

import io
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from extract.files.seats import Seats, put_up, sit_at
from extract.model import Document
from extract.readers.printed.geometry import Sheet
from extract.readers.printed.page import content_of
from extract.readers.scans import pages
from extract.readers.scans.helpers import Helpers
from extract.readers.scans.pages import Drawn, PicturePage, Placing
from extract.reading import read
from scrapers.items import RawNotice

PAGES = 6


@contextmanager
def another(path: Path, work: Callable[[Seats], None]) -> Iterator[None]:
    """Another process that knows of the seats."""
    pid = os.fork()
    if not pid:
        try:
            work(Seats(path))
        finally:
            os._exit(0)
    time.sleep(0.2)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def sitting(seats: Seats) -> None:
    with seats.own():
        time.sleep(600)


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    put_up(tmp_path / "seats", 3)
    yield tmp_path / "seats"
    sit_at(tmp_path / "none")


@pytest.fixture
def worker(path: Path) -> Iterator[None]:
    """This process reads for one that sits; two seats are free."""
    with another(path, sitting):
        sit_at(path)
        yield


def shared(work: Callable[[int], tuple[int, int] | None]) -> list[tuple[int, int]]:
    """(page, process that did it) of every page, as a reader asks for them."""
    helpers = Helpers(PAGES, work)
    try:
        return [helpers.found(number) or (number, os.getpid()) for number in own(range(1, PAGES + 1))]
    finally:
        helpers.end()


def own(numbers: range) -> Iterator[int]:
    for number in numbers:
        yield number
        time.sleep(0.1)  # what a page takes


def slowly(number: int) -> tuple[int, int]:
    time.sleep(0.1)
    return number, os.getpid()


def test_a_seat_is_taken_by_one_process_until_it_gets_up_or_ends(path: Path) -> None:
    mine = Seats(path)
    assert mine.free() == 3
    with another(path, sitting):
        assert mine.free() == 2
        with mine.own():
            assert mine.take() is not None
    assert Seats(path).free() == 3


def test_more_processes_than_seats_wait_for_nothing(path: Path) -> None:
    with (
        another(path, sitting),
        another(path, sitting),
        another(path, sitting),
        Seats(path).own(),
    ):
        assert Seats(path).take() is None


@pytest.mark.usefixtures("worker")
def test_idle_processes_take_pages_and_leave_nothing_behind(path: Path) -> None:
    found = shared(slowly)
    assert [number for number, _ in found] == list(range(1, PAGES + 1))
    assert len({process for _, process in found}) > 1
    assert list(path.parent.iterdir()) == [path]
    assert not any(Path(f"/proc/{process}").exists() for _, process in found if process != os.getpid())


def test_without_seats_a_process_does_every_page() -> None:
    assert {process for _, process in shared(slowly)} == {os.getpid()}


def test_with_all_seats_taken_a_process_does_every_page(path: Path) -> None:
    sit_at(path)
    with another(path, sitting), another(path, sitting), another(path, sitting):
        assert {process for _, process in shared(slowly)} == {os.getpid()}


def died(number: int) -> tuple[int, int]:
    if number == PAGES - 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return slowly(number)


def failed(number: int) -> tuple[int, int]:
    if number == PAGES - 1:
        raise MemoryError
    return slowly(number)


def no_picture(number: int) -> tuple[int, int] | None:
    return None if number == PAGES else slowly(number)


@pytest.mark.parametrize("work", [died, failed, no_picture])
@pytest.mark.usefixtures("worker")
def test_what_a_copy_leaves_undone_the_process_does(work: Callable[[int], tuple[int, int] | None]) -> None:
    assert [number for number, _ in shared(work)] == list(range(1, PAGES + 1))


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether something comes true within a minute."""
    return any(holds() or time.sleep(0.2) for _ in range(300))


@pytest.mark.usefixtures("worker")
def test_a_process_gets_its_seat_back_after_a_page_and_a_copy_waits_for_a_free_one(path: Path) -> None:
    done = path.with_name("done")
    helpers = Helpers(100_000, lambda number: done.open("a").write(".") and slowly(number))
    assert helpers.found(1) is None
    assert eventually(done.exists)
    with another(path, sitting), another(path, sitting):
        assert eventually(lambda: _stands(done))
        assert Seats(path).free() == 0
    before = done.stat().st_size
    assert eventually(lambda: done.stat().st_size > before)
    helpers.end()


def _stands(file: Path) -> bool:
    """Whether nobody writes for a while."""
    before = file.stat().st_size
    time.sleep(0.5)
    return file.stat().st_size == before


def recognised(drawn: Drawn, *, number: int, threads: int) -> PicturePage:
    time.sleep(0.05)
    height, width = drawn.picture.shape[:2]
    sheet = Sheet(number=number, width=width, height=height, runs=(), rules=())
    shade = float(drawn.picture.mean())
    return PicturePage(content=content_of(sheet), placing=Placing(width=1, height=1), confidences=(shade,))


def scan(kind: str) -> RawNotice:
    sheets = [Image.new("RGB", (60, 80), (40 * n, 20 * n, 10)) for n in range(PAGES)]
    out = io.BytesIO()
    sheets[0].save(out, kind, save_all=True, append_images=sheets[1:])
    return RawNotice(source="file", place="a", file_name=f"scan.{kind}", body=out.getvalue())


@pytest.mark.parametrize("kind", ["pdf", "tiff"])
@pytest.mark.usefixtures("worker")
def test_a_scan_reads_the_same_whoever_reads_its_pages(
    kind: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "read_picture", recognised)
    together = read(scan(kind))
    sit_at(path.with_name("none"))
    alone: Document = read(scan(kind))
    assert together == alone
    assert alone.pages == PAGES
