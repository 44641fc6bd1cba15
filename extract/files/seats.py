"""Who may work at a time: as many processes as `--jobs` says, on as many seats. While one has nothing to do, another may take its
seat and help with a long scan.

A seat is a byte of a file, taken by locking it. So a process that ends leaves its seat, however it ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Seats:
    """The seats of one run. Not for several threads: a lock is that of a process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = os.open(path, os.O_RDWR)
        self.count = os.fstat(self._file).st_size // 2  # a byte for each seat, then one for whose it is
        self._own: int | None = None

    @contextmanager
    def own(self) -> Iterator[None]:
        """Sit on the seat of this process. It waits until who helps from there has done a page."""
        if self._own is None:
            self._own = next(filter(self._locked, range(self.count, 2 * self.count)), 0) - self.count
        seat = self._own
        if seat < 0:  # more processes than seats
            yield
            return
        fcntl.lockf(self._file, fcntl.LOCK_EX, 1, seat)
        try:
            yield
        finally:
            self.leave(seat)

    def take(self) -> int | None:
        """Sit on a seat that is free, if there is one."""
        return next(filter(self._locked, range(self.count)), None)

    def leave(self, *seats: int) -> None:
        """Get up."""
        for seat in seats:
            fcntl.lockf(self._file, fcntl.LOCK_UN, 1, seat)

    def free(self) -> int:
        """How many seats are free. Only for a process that sits on none."""
        free = list(filter(self._locked, range(self.count)))
        self.leave(*free)
        return len(free)

    def _locked(self, byte: int) -> bool:
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
        except OSError:
            return False
        return True


_seats: Seats | None = None


def put_up(path: Path, count: int) -> None:
    """Make the file of so many seats."""
    path.write_bytes(bytes(2 * count))


def sit_at(path: Path) -> Seats | None:
    """From now on this process, and its copies, know of the seats in this file; None where it is not there."""
    global _seats  # noqa: PLW0603 - one for each process
    if _seats is None or _seats.path != path:
        try:
            _seats = Seats(path)
        except OSError:
            _seats = None
    return _seats


def seats() -> Seats | None:
    """The seats that this process was told of."""
    return _seats
