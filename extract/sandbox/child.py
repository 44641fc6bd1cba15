"""The child side of `extract.sandbox.parent`: reads documents that arrive on a socket, under resource limits."""

import os
import resource
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Literal

from extract.files.limits import Limits
from extract.model import Document, IssueKind, Unreadable
from extract.page_picture import PagePicture
from extract.reading import members, read
from extract.sandbox.heap import keep_freed_memory
from scrapers.items import RawNotice

_NO_MEMORY = ("failed to map segment", "Cannot allocate memory")  # how loading a library says it
_LARGEST_FILE = 2 * 1024**3  # bytes that a converter may write


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What the child is to do with a file; `page` and `turned` are of a picture (see `page_picture`)."""

    name: Literal["read", "members", "picture"]
    page: int = 1
    turned: int = 0


READ, MEMBERS = Task(name="read"), Task(name="members")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One message of the child: a document, a picture, a member of an archive, or a refusal (kind, message)."""

    document: Document | None = None
    picture: PagePicture | None = None
    member: RawNotice | None = None
    refusal: tuple[IssueKind, str] | None = None
    last: bool = True
    spent: bool = False  # the child is no longer fit for use


def answers(task: Task, raw: RawNotice, limits: Limits) -> Iterator[Answer]:
    """Do one task; whatever a reader raises becomes a refusal of this one document."""
    try:
        if task.name == "read":
            yield Answer(document=read(raw, limits=limits))
            return
        if task.name == "picture":
            from extract.readers.pdf.picture import page_picture  # noqa: PLC0415 - most children draw nothing

            yield Answer(picture=page_picture(raw, task.page, turned=task.turned, limits=limits))
            return
        for member in members(raw, limits=limits):
            yield Answer(member=member, last=False)
        yield Answer()
    except Unreadable as refusal:
        yield Answer(refusal=(refusal.kind, refusal.message))
    except Exception as error:
        yield _failure(raw, limits, error)


def _failure(raw: RawNotice, limits: Limits, error: Exception) -> Answer:
    """A fault of a reader, or of a library below it, as a refusal."""
    if isinstance(error, MemoryError) or any(words in str(error) for words in _NO_MEMORY):
        message = (
            f"{raw.file_name}: reading needs more than {limits.max_memory:,} bytes of memory (max_memory)."
        )
        return Answer(refusal=("out_of_memory", message), spent=True)
    if isinstance(error, RecursionError):
        return Answer(refusal=("too_deep", f"{raw.file_name}: its parts nest too deeply to be read."))
    message = (
        f"{raw.file_name}: the reader failed ({type(error).__name__}: {error}); the file is damaged "
        "or of a kind that was not foreseen. Open it with its own program and save it again."
    )
    return Answer(refusal=("reader_failed", message))


def serve(connection: Connection) -> None:
    """Answer requests until the other side is gone."""
    connection.send("ready")
    while True:
        try:
            task, raw, limits = connection.recv()
        except (EOFError, OSError):
            return
        restrict(limits)
        for answer in answers(task, raw, limits):
            connection.send(answer)
            if answer.spent:
                return


def restrict(limits: Limits) -> None:
    """Set this process's own limits for one document; the hard limits stay open for the next one."""
    _soft(resource.RLIMIT_AS, limits.max_memory)
    used = resource.getrusage(resource.RUSAGE_SELF)
    # The parent ends the process in time; this ends one that lost its parent. Readers may use threads.
    _soft(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + 4 * limits.max_seconds) + 10)
    _soft(resource.RLIMIT_CORE, 0)
    _soft(resource.RLIMIT_FSIZE, _LARGEST_FILE)


def _soft(which: int, value: int) -> None:
    _, hard = resource.getrlimit(which)
    resource.setrlimit(which, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _watch(parent: int) -> None:
    """Leave when the parent is gone, also in the middle of a document."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def main() -> None:
    """Serve on the inherited socket whose number is the argument; `--check` tells that the child can start."""
    if sys.argv[1:] == ["--check"]:
        sys.stdout.write("ready\n")
        return
    keep_freed_memory()
    serve_at(int(sys.argv[1]))


def serve_at(number: int) -> None:
    """Serve on the socket with this number as long as the parent of this process lives."""
    threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()
    serve(Connection(number))


if __name__ == "__main__":
    main()
