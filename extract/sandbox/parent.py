"""Read a document so that whatever its bytes hold costs that document and nothing else.

How a file is read:
- A web page or text of at most `_INLINE_BYTES` is read in this process: its size bounds its time to about two
  seconds whatever it holds, and a process switch would cost more than reading the usual page. The one thing
  that the HTML parser takes badly at that size is a tag with thousands of attributes: such a page is not inline.
- Everything else (PDF, pictures, Office files, archives, large pages) goes to a warm child process, which is
  started at the first such file and then kept. It is ended when it takes longer than `Limits.max_seconds`,
  cannot take more memory than `Limits.max_memory`, and may crash: the document is refused in words, and the
  next one gets a new child.

The child is a plain Python with a socket, not a `multiprocessing` process: it
neither imports the caller's main module again nor minds being started from a daemonic worker of a pool or a
cluster. Where several workers read, their children may be copies of one process (`extract.sandbox.stem`).
"""

import atexit
import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

from extract.files.deadline import deadline
from extract.files.limits import DEFAULT_LIMITS, Limits
from extract.files.refusals import refused_member
from extract.model import Document, Unreadable
from extract.page_picture import PagePicture
from extract.reading import recognise
from extract.sandbox.child import MEMBERS, READ, Answer, Task, answers
from extract.sandbox.inline import is_inline
from extract.sandbox.starting import Child, start
from scrapers.items import RawNotice

_START_SECONDS = 60.0  # a loaded machine may take long to start Python
_READS_PER_CHILD = 500  # then a fresh child takes over: libraries leak


_OUT_OF_ROOM = frozenset({"out_of_memory", "reader_crashed"})


def read_guarded(raw: RawNotice, *, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read one file within its limits. Raises Unreadable, and nothing else, where it cannot be read."""
    if is_inline(raw) or len(raw.body) > limits.max_bytes:  # a refusal for size costs nothing
        with deadline(limits.max_seconds, f"{raw.file_name}: reading"):
            found = list(answers(READ, raw, limits))
    else:
        found = _asked(READ, raw, limits)
    _refuse(found[-1])
    if found[0].document is None:
        raise Unreadable("reader_failed", f"{raw.file_name}: the reader gave no document.")
    return found[0].document


def members_guarded(raw: RawNotice, *, limits: Limits = DEFAULT_LIMITS) -> Iterator[RawNotice]:
    """The files in an archive, unpacked in the child process; nothing for a file that is no archive.

    A member that cannot be unpacked comes with an empty body and a note: reading it is refused with it. So does
    the rest of an archive that breaks a limit half-way. Raises Unreadable where no member could be unpacked.
    """
    try:
        unpacker = recognise(raw).unpacker
    except Unreadable:
        return
    if unpacker:
        found = _asked(MEMBERS, raw, limits)
        if len(found) == 1:
            _refuse(found[0])
        for answer in found:
            if answer.member is not None:
                yield answer.member
            if answer.refusal is not None:
                refusal = Unreadable(*answer.refusal)
                yield refused_member(raw, f"{raw.place}!(the rest)", raw.file_name, refusal)


def picture_guarded(
    raw: RawNotice, page: int, *, turned: int = 0, limits: Limits = DEFAULT_LIMITS
) -> PagePicture:
    """Draw a page of a PDF or picture file in the child; arguments as of `page_picture`. Raises Unreadable."""
    found = _asked(Task(name="picture", page=page, turned=turned), raw, limits)[-1]
    _refuse(found)
    if found.picture is None:
        raise Unreadable("reader_failed", f"{raw.file_name}: the reader gave no picture.")
    return found.picture


def close() -> None:
    """End the child process of this process, if there is one."""
    with _lock:
        worker = _workers.pop(os.getpid(), None)
    if worker is not None:
        worker.end()


def _refuse(answer: Answer) -> None:
    if answer.refusal is not None:
        raise Unreadable(*answer.refusal)


def _asked(task: Task, raw: RawNotice, limits: Limits) -> list[Answer]:
    """Ask the child. What it could not do after other documents, a fresh child may try: order must not matter."""
    worker = _worker()
    found, was_fresh = worker.ask(task, raw, limits)
    refusal = found[-1].refusal
    if refusal is not None and refusal[0] in _OUT_OF_ROOM and not was_fresh:
        worker.end()
        found, _ = worker.ask(task, raw, limits)
    return found


@dataclass(slots=True)
class Worker:
    """A warm child process. One document at a time; a lock lets threads take turns."""

    _process: Child | None = None
    _connection: Connection | None = None
    _reads: int = 0
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def ask(self, task: Task, raw: RawNotice, limits: Limits) -> tuple[list[Answer], bool]:
        """Send one file to the child and collect its answers, the last of which may be a refusal.

        Also tells whether this was the child's first file. A child that broke a limit is ended.
        """
        with self._lock:
            connection = self._send(task, raw, limits)
            was_fresh = self._reads == 1
            found: list[Answer] = []
            try:
                while not found or not found[-1].last:
                    found.append(self._receive(connection, raw, limits))
            except BaseException:  # a half-read answer would stand in the way of the next document
                self.end()
                raise
            if found[-1].spent:
                self.end()
            return found, was_fresh

    def _send(self, task: Task, raw: RawNotice, limits: Limits) -> Connection:
        if self._reads >= _READS_PER_CHILD:
            self.end()
        for attempt in (1, 2):
            connection = self._started()
            try:
                connection.send((task, raw, limits))
            except OSError:
                self.end()  # it died while it was idle: that says nothing about this document
                if attempt == 2:
                    raise
            else:
                self._reads += 1
                return connection
        raise OSError("unreachable")

    def _receive(self, connection: Connection, raw: RawNotice, limits: Limits) -> Answer:
        try:
            if not connection.poll(limits.max_seconds):
                message = (
                    f"{raw.file_name}: reading took more than {limits.max_seconds:g} seconds and was ended; "
                    "split the file or raise the limit (max_seconds)."
                )
                return Answer(refusal=("too_slow", message), spent=True)
            answer = connection.recv()
        except (EOFError, OSError):
            return Answer(refusal=("reader_crashed", self._death(raw, limits)), spent=True)
        if not isinstance(answer, Answer):
            message = f"{raw.file_name}: the reader gave no answer that is known."
            return Answer(refusal=("reader_failed", message), spent=True)
        return answer

    def _death(self, raw: RawNotice, limits: Limits) -> str:
        code = None
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                code = self._process.wait(timeout=5)
        how = signal.Signals(-code).name if code is not None and code < 0 else f"exit code {code}"
        return (
            f"{raw.file_name}: the process that read it ended with {how} "
            f"(it may use {limits.max_memory:,} bytes of memory); only this document is lost. "
            "Open the file with its own program and save it again."
        )

    def _started(self) -> Connection:
        if self._connection is not None and self._process is not None and self._process.poll() is None:
            return self._connection
        self.end()
        self._process, self._connection = start()
        self._reads = 0
        if not self._connection.poll(_START_SECONDS) or self._connection.recv() != "ready":
            self.end()
            raise OSError(
                "The reading process did not start; see what `python -m extract.sandbox.child --check` says."
            )
        return self._connection

    def end(self) -> None:
        """End the child and whatever it started."""
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if connection is not None:
            connection.close()
        if process is not None:
            process.end()


_workers: dict[int, Worker] = {}  # by process id: a forked child must not talk over its parent's socket
_lock = threading.Lock()


def _worker() -> Worker:
    with _lock:
        if os.getpid() not in _workers:
            _workers.clear()
            _workers[os.getpid()] = Worker()
        return _workers[os.getpid()]


atexit.register(close)
