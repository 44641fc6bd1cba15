"""The bytes of a file on disk, and their hash."""

import errno
import hashlib
import os
import stat
from dataclasses import dataclass

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What stands in a file: its bytes and their hash. Of one larger than what is read, only the size: there is no
    end to what may be asked of a disk (a sparse file holds terabytes)."""

    size: int
    sha256: str = ""
    body: bytes | None = None


# without waiting: a pipe that nobody writes to would never open
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def load(path: str, *, max_bytes: int) -> Content:
    """Read a file; of one larger than `max_bytes` only the size. Raises OSError, for what is no file too."""
    file = os.open(path, _READING)  # a file object would cost as much as reading does
    try:
        found = os.fstat(file)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "a pipe, a device or a folder, not a file")
        if found.st_size > max_bytes:
            return Content(size=found.st_size)
        body = os.read(file, found.st_size + 1)
        while more := os.read(file, _CHUNK):  # it grows meanwhile
            body += more
            if len(body) > max_bytes:
                return Content(size=max(len(body), os.fstat(file).st_size))
    finally:
        os.close(file)
    return Content(sha256=hashlib.sha256(body).hexdigest(), size=len(body), body=body)
