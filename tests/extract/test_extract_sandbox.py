"""Whatever a file does to its reader costs that file and nothing else."""

import os
import platform
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from extract.files.limits import Limits
from extract.model import Unreadable
from extract.readers.pdf.picture import page_picture
from extract.reading import members, read
from extract.sandbox import parent as sandbox
from extract.sandbox.parent import close, is_inline, members_guarded, picture_guarded, read_guarded
from scrapers.items import RawNotice
from tests.extract.hostile_files import pdf_echo, png
from tests.extract.office_parts import workbook, zipped
from tests.extract.office_samples import notice_docx
from tests.extract.pdf_samples import text_pdf

pytestmark = pytest.mark.usefixtures("no_child_left")

PAGE = "<html><body><p>水费收入未及时入账，已完成整改。</p></body></html>".encode()
LONG = "".join(
    f'<row r="{i}"><c t="inlineStr"><is><t>{i * i}</t></is></c><c><v>{i % 977}</v></c></row>'
    for i in range(1, 12_001)
)


def raw(body: bytes, name: str = "x.docx") -> RawNotice:
    return RawNotice(source="file", place=name, file_name=name, body=body)


def child_id() -> int:
    process = sandbox._worker()._process
    assert process is not None
    return process.pid


@pytest.fixture(scope="module")
def long_work() -> RawNotice:
    """A sheet that takes seconds to read."""
    return raw(workbook({"s": f"<sheetData>{LONG}</sheetData>"}), "long.xlsx")


def refusal(notice: RawNotice, limits: Limits) -> Unreadable:
    with pytest.raises(Unreadable, match=r"\w") as caught:
        read_guarded(notice, limits=limits)
    return caught.value


def test_pages_are_read_here_and_office_files_in_the_child() -> None:
    close()
    page = raw(PAGE, "x.html")

    assert is_inline(page)
    assert read_guarded(page) == read(page)
    assert sandbox._worker()._process is None

    assert read_guarded(raw(notice_docx())) == read(raw(notice_docx()))
    first = child_id()
    read_guarded(raw(notice_docx()))
    assert child_id() == first  # warm


def test_a_large_page_goes_to_the_child() -> None:
    large = raw(b"<html><body>" + b"<p>abc</p>" * 120_000 + b"</body></html>", "x.html")

    assert not is_inline(large)


def test_a_document_that_takes_too_long_is_ended_and_the_next_is_read(long_work: RawNotice) -> None:
    read_guarded(raw(notice_docx()))
    began = time.monotonic()

    found = refusal(long_work, Limits(max_seconds=0.2))

    assert found.kind == "too_slow"
    assert "0.2 seconds" in found.message
    assert time.monotonic() - began < 30  # of the clock: the machine may be busy
    assert "水务局" in read_guarded(raw(notice_docx())).text


def test_a_document_that_wants_too_much_memory_is_refused_and_the_next_is_read(long_work: RawNotice) -> None:
    found = refusal(long_work, Limits(max_memory=100 * 1024 * 1024))

    assert found.kind in ("out_of_memory", "reader_crashed")
    assert "memory" in found.message
    assert "水务局" in read_guarded(raw(notice_docx())).text


@pytest.mark.parametrize("ending", [signal.SIGSEGV, signal.SIGKILL])
def test_a_crash_of_the_reader_costs_one_document(long_work: RawNotice, ending: signal.Signals) -> None:
    close()
    worker = sandbox._worker()

    def kill_soon() -> None:
        while worker._process is None or not worker._reads:
            time.sleep(0.01)
        time.sleep(0.2)
        os.kill(worker._process.pid, ending)

    thread = threading.Thread(target=kill_soon)
    thread.start()
    found = refusal(long_work, Limits())
    thread.join()

    assert found.kind == "reader_crashed"
    assert ending.name in found.message
    assert "水务局" in read_guarded(raw(notice_docx())).text


def test_a_child_that_died_while_idle_says_nothing_about_the_next_document() -> None:
    read_guarded(raw(notice_docx()))
    os.kill(child_id(), signal.SIGKILL)
    assert sandbox._worker()._process is not None
    sandbox._worker()._process.wait(timeout=60)

    assert "水务局" in read_guarded(raw(notice_docx())).text


def test_a_fault_of_a_reader_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(notice: RawNotice, *, limits: Limits) -> None:
        raise ZeroDivisionError("by a reader")

    monkeypatch.setattr("extract.sandbox.child.read", broken)

    found = refusal(raw(PAGE, "x.html"), Limits())

    assert found.kind == "reader_failed"
    assert "ZeroDivisionError: by a reader" in found.message


def test_too_large_a_file_is_refused_without_the_child() -> None:
    close()

    assert refusal(raw(notice_docx()), Limits(max_bytes=100)).kind == "too_large"
    assert sandbox._worker()._process is None


def test_members_come_from_the_child_as_they_would_here() -> None:
    archive = raw(zipped({"a.html": PAGE, "b.docx": notice_docx()}), "x.zip")

    assert list(members_guarded(archive)) == list(members(archive))
    assert list(members_guarded(raw(PAGE, "x.html"))) == []


def test_the_rest_of_an_archive_that_breaks_a_limit_is_named() -> None:
    archive = raw(zipped({f"{i}.bin": os.urandom(60_000) for i in range(4)}), "x.zip")

    found = list(members_guarded(archive, limits=Limits(max_unpacked=150_000)))

    assert [m.place for m in found][:2] == ["x.zip!0.bin", "x.zip!1.bin"]
    with pytest.raises(Unreadable, match="max_unpacked"):
        read(found[-1])
    assert "水务局" in read_guarded(raw(notice_docx())).text


def test_a_forked_process_has_a_child_of_its_own() -> None:
    read_guarded(raw(notice_docx()))
    before = child_id()

    pid = os.fork()
    if pid == 0:  # the forked process: no pytest machinery from here on
        try:
            good = "水务局" in read_guarded(raw(notice_docx())).text and child_id() != before
            close()
        except BaseException:
            good = False
        os._exit(0 if good else 1)
    _, status = os.waitpid(pid, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert "水务局" in read_guarded(raw(notice_docx())).text
    assert child_id() == before


def test_the_child_leaves_when_its_parent_is_killed() -> None:
    code = """
        import sys, time
        from extract.sandbox.parent import _worker
        print(_worker()._started() and _worker()._process.pid, flush=True)
        time.sleep(60)
    """
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()

    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and Path(f"/proc/{pid}").exists():
        time.sleep(0.1)
    assert not Path(f"/proc/{pid}").exists()


def test_order_does_not_decide_what_fits_in_memory(long_work: RawNotice) -> None:
    close()
    limits = Limits(max_memory=400 * 1024 * 1024)
    alone = read_guarded(long_work, limits=limits)

    for _ in range(2):
        assert read_guarded(long_work, limits=limits) == alone


def test_a_page_is_drawn_in_the_child_as_it_would_be_here() -> None:
    notice = raw(text_pdf(), "n.pdf")

    assert picture_guarded(notice, 1, turned=90) == page_picture(notice, 1, turned=90)


@pytest.mark.parametrize(
    ("file_name", "body", "kind"),
    [
        ("echo.pdf", pdf_echo(), "too_slow"),
        ("giant.png", png(60_000, 60_000), "too_large"),
        ("broken.pdf", b"%PDF-1.7\nnothing", "broken_file"),
        ("words.html", PAGE, "broken_file"),
        ("short.pdf", text_pdf(), "no_such_page"),
    ],
)
def test_a_page_that_cannot_be_drawn_is_refused_and_the_next_is_drawn(
    file_name: str, body: bytes, kind: str
) -> None:
    with pytest.raises(Unreadable) as caught:
        picture_guarded(
            raw(body, file_name), 9 if "short" in file_name else 1, limits=Limits(max_seconds=1.5)
        )

    assert caught.value.kind == kind
    assert picture_guarded(raw(text_pdf(), "n.pdf"), 1).jpeg.startswith(b"\xff\xd8")


def test_a_page_that_is_read_here_has_its_deadline() -> None:
    slow = "<p>" + "（一）关于水费收入未及时入账的问题，已完成整改。" * 2000 + "</p>"

    found = refusal(raw(f"<html><body>{slow}</body></html>".encode(), "x.html"), Limits(max_seconds=0.001))

    assert found.kind == "too_slow"
    assert "0.001 seconds" in found.message
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_a_thread_that_no_signal_reaches_reads_in_the_child() -> None:
    seen: list[bool] = []
    thread = threading.Thread(target=lambda: seen.append(is_inline(raw(PAGE, "x.html"))))
    thread.start()
    thread.join()

    assert is_inline(raw(PAGE, "x.html"))
    assert seen == [False]


def test_memory_that_was_given_back_is_not_asked_for_again() -> None:
    program = textwrap.dedent(
        """
        import resource, sys
        from extract.sandbox.heap import keep_freed_memory

        def faults():
            before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
            for _ in range(20):
                bytearray(b"x" * (40 << 20))
            return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

        usual = faults()
        keep_freed_memory()
        faults()
        print(usual, faults())
        """
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    usual, kept = map(int, done.stdout.split())

    assert kept < usual / 4 or platform.libc_ver()[0] != "glibc"
