"""Start a reading child: a plain Python of its own, or a copy of the process that has loaded all of it (`stem`)."""

import contextlib
import os
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

from extract.files.seats import sit_at

CHILD = "from extract.sandbox.child import main; main()"  # not -m: its answers must not be of __main__
NUMBER = struct.Struct("i")  # as the stem tells the id of a child, then how it ended
_ANSWER_SECONDS = 60.0  # a stem that is still loading lets wait


class Child(Protocol):
    """A reading process and how to end it."""

    @property
    def pid(self) -> int:
        """Its process id, which is that of its group too."""

    def poll(self) -> int | None:
        """How it ended (as `subprocess` tells it); None: it runs."""

    def wait(self, timeout: float | None = None) -> int:
        """How it ended. Raises subprocess.TimeoutExpired while it runs."""

    def end(self) -> None:
        """End it and whatever it started."""


class _Own(subprocess.Popen[bytes]):
    """A child of this process."""

    def end(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        self.wait()


class _Copy:
    """A child of the stem, which tells on a line how it ends, and ends it when the line is hung up."""

    def __init__(self, line: socket.socket, pid: int) -> None:
        self._line = line
        self.pid = pid
        self._ended: int | None = None

    def poll(self) -> int | None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.wait(0)
        return None

    def wait(self, timeout: float | None = None) -> int:
        if self._ended is None:
            self._line.settimeout(timeout)
            try:
                told = self._line.recv(NUMBER.size)
            except (BlockingIOError, TimeoutError):
                raise subprocess.TimeoutExpired("a copy of the stem", timeout or 0) from None
            except OSError:
                told = b""
            self._ended = NUMBER.unpack(told)[0] if told else self._orphaned()
        return self._ended

    def _orphaned(self) -> int:
        """The stem is gone: nobody else ends what it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        return -signal.SIGKILL

    def end(self) -> None:
        self._line.close()
        self._ended = -signal.SIGKILL


_stem: str | None = None


def copy_from(stem: str | None) -> None:
    """From now on, let children of this process be copies of the stem at this address; None: they are its own."""
    global _stem  # noqa: PLW0603 - one for each process
    _stem = stem


@contextlib.contextmanager
def at_stem(stem: str | None) -> Iterator[None]:
    """Work with the stem at this address, if there is one, on this process's own seat."""
    if stem:
        copy_from(stem)
    places = sit_at(seats_of(stem)) if stem else None
    with places.own() if places else contextlib.nullcontext():
        yield


def seats_of(stem: str) -> Path:
    """Where the seats of those stand who ask this stem."""
    return Path(stem).with_name("seats")


def start() -> tuple[Child, Connection]:
    """A new child and the connection to it. A stem that does not answer is not asked again."""
    ours, theirs = socket.socketpair()
    with theirs:
        child = _copy(_stem, theirs) if _stem else None
        child = child or _own(theirs)
    return child, Connection(ours.detach())


def _own(theirs: socket.socket) -> Child:
    return _Own(
        [sys.executable, "-c", CHILD, str(theirs.fileno())],
        pass_fds=(theirs.fileno(),),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # a converter that it starts is ended together with it
    )


def _copy(address: str, theirs: socket.socket) -> Child | None:
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(_ANSWER_SECONDS)
    try:
        line.connect(address)
        socket.send_fds(line, [b"+"], [theirs.fileno()])
        return _Copy(line, NUMBER.unpack(line.recv(NUMBER.size))[0])
    except (OSError, struct.error):
        line.close()
        copy_from(None)
        return None
