"""Copies of the process that reads a long scan, one for each seat that is free (`extract.files.seats`): they take its pages from
the last one on, until they meet the process itself.

What a copy finds is what the process would have found, so the document is the same. What a copy leaves undone, the process does:
a page that ends a copy ends the process too, and costs this document and no other.
"""

import os
import pickle
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

from extract.files.seats import Seats, seats

Found = TypeVar("Found")
_PAUSE = 0.02  # seconds in which the seat's own process may take it
_LOOK = 0.1  # seconds after which a copy without a seat looks again


class Helpers(Generic[Found]):
    """The copies that help with one file."""

    def __init__(self, last: int, work: Callable[[int], Found | None]) -> None:
        """`work` of a page, up to the `last`, gives what was found; None for a page that needs no help, where a copy stops."""
        self._last = last
        self._work = work
        self._running: list[int] = []  # process ids
        self._called = 0
        self._folder: Path | None = None

    def found(self, number: int) -> Found | None:
        """What a copy found on a page; None: this process has to do it. Pages are asked for in order."""
        self._call(number)
        if self._folder is None or self._taken(number):
            return None
        path = self._folder / f"{number}.found"
        while not path.exists():
            if not self._helped():
                return None
            time.sleep(_PAUSE)
        found: Found = pickle.loads(path.read_bytes())  # noqa: S301 - our own copy wrote it
        return found

    def end(self) -> None:
        """Send away who still helps."""
        for pid in self._running:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        self._running.clear()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _call(self, number: int) -> None:
        """Make a copy for every free seat, to do pages behind this one."""
        all_seats = seats()
        most = min(self._last - number, (all_seats.count if all_seats else 0) - 1 - self._called)
        if all_seats is None or most <= 0:
            return
        with suppress(OSError):  # no room for files or processes: nobody helps
            for _ in range(min(most, all_seats.free())):
                self._folder = self._folder or Path(tempfile.mkdtemp(dir=all_seats.path.parent))
                self._called += 1
                pid = os.fork()
                if not pid:
                    try:
                        self._help(number, all_seats)
                    finally:
                        os._exit(0)
                self._running.append(pid)

    def _helped(self) -> bool:
        """Whether anybody still helps."""
        self._running = [pid for pid in self._running if not os.waitpid(pid, os.WNOHANG)[0]]
        return bool(self._running)

    def _help(self, after: int, all_seats: Seats) -> None:
        """Be a copy: do the pages behind this one, the last one first."""
        asked_by = os.getppid()
        for number in range(self._last, after, -1):
            while (seat := all_seats.take()) is None and os.getppid() == asked_by:
                time.sleep(_LOOK)
            if seat is None or os.getppid() != asked_by or (self._taken(number) and not self._done(number)):
                return
            all_seats.leave(seat)
            time.sleep(_PAUSE)

    def _taken(self, number: int) -> bool:
        """Take a page, unless somebody has it."""
        assert self._folder is not None
        try:
            (self._folder / str(number)).touch(exist_ok=False)
        except FileExistsError:
            return False
        except OSError:  # no room: then it may be done twice
            return True
        return True

    def _done(self, number: int) -> bool:
        assert self._folder is not None
        found = self._work(number)
        if found is None:
            return False
        draft = self._folder / f"{number}.draft"
        draft.write_bytes(pickle.dumps(found))
        draft.rename(self._folder / f"{number}.found")
        return True
