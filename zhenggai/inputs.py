"""Find the files that `ingest` was given, in an order and under names that do not depend on the machine."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scrapers.archive import is_archive

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One file on disk. `place` is its path relative to the folder that was given, with forward slashes.

    `archive`: not a file but a folder that `crawl` filled; its notices have places of their own.
    """

    path: str
    place: str
    archive: bool = False

    @property
    def file_name(self) -> str:
        """Base name of the place."""
        return self.place.rsplit("/", 1)[-1]


def find_inputs(paths: Iterable[Path], *, leave_out: Path | None = None) -> Iterator[Input]:
    """Yield every file of the paths, in the order given and sorted within a folder.

    Hidden files and folders (a leading dot) and the dataset `leave_out` itself are passed over. Where
    two paths hold files of the same relative name, the later one is told apart by its folder's name.
    """
    passed_over = set() if leave_out is None else _dataset_files(leave_out)
    given = list(paths)
    taken: dict[str, str] = {}
    for path in given:
        for found in _below(path):
            real = os.path.realpath(found.path)
            if found.archive:
                yield found
                continue
            if real in passed_over or taken.get(found.place) == real:
                continue
            place = found.place
            parents = list(path.absolute().parts[1:] if path.is_dir() else path.absolute().parent.parts[1:])
            while place in taken and parents:
                place = f"{parents.pop()}/{place}"
            if len(given) > 1:
                taken[place] = real
            yield Input(path=found.path, place=place)


def _dataset_files(path: Path) -> set[str]:
    real = os.path.realpath(path)
    return {real + ending for ending in ("", "-wal", "-shm", "-journal")}


def _below(path: Path) -> Iterator[Input]:
    if is_archive(path):
        yield Input(path=os.fspath(path), place=_as_text(path.name), archive=True)
    elif path.is_dir():
        yield from _walk(os.fspath(path), "")
    else:
        yield Input(path=os.fspath(path), place=_as_text(path.name))


def _walk(folder: str, prefix: str) -> Iterator[Input]:
    """Files below a folder by code point of their place; links to folders are not followed."""
    with os.scandir(folder) as found:
        entries = [entry for entry in found if not entry.name.startswith(".")]
    # A folder sorts as its name with the slash, so that places come out sorted as whole texts.
    keyed = sorted(
        (_as_text(entry.name) + "/" * entry.is_dir(follow_symlinks=False), entry) for entry in entries
    )
    for name, entry in keyed:
        if name.endswith("/") and is_archive(Path(entry.path)):
            yield Input(path=entry.path, place=prefix + name.removesuffix("/"), archive=True)
        elif name.endswith("/"):
            yield from _walk(entry.path, prefix + name)
        else:
            yield Input(path=entry.path, place=prefix + name)


def _as_text(name: str) -> str:
    """A file name as text that can be stored: bytes that are no UTF-8 are written as \\xNN."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What stands in a file: its hash, and its bytes unless it is larger than what is read."""

    sha256: str
    size: int
    body: bytes | None


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def load(path: str, *, max_bytes: int) -> Content:
    """Read a file; of one larger than `max_bytes` only hash and size. Raises OSError, also for what is no file."""
    # a pipe that nobody writes to would be waited for without end
    with open(path, "rb", buffering=0, opener=_without_waiting) as file:
        known = os.fstat(file.fileno())
        if not stat.S_ISREG(known.st_mode):
            raise OSError(errno.EINVAL, "a pipe, a device or a link to a folder")
        size = known.st_size
        if size <= max_bytes:
            body = file.readall()
            return Content(sha256=hashlib.sha256(body).hexdigest(), size=len(body), body=body)
        digest = hashlib.sha256()
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
        return Content(sha256=digest.hexdigest(), size=size, body=None)
