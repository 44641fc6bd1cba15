"""Find the files that `ingest` was given, in an order and under names that do not depend on the machine."""

import os
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.files.noise import is_noise
from scrapers.archive.store import is_archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One file on disk. `place` is its path relative to the folder that was given, with forward slashes.

    `archive`: not a file but a folder that `crawl` filled; its notices have places of their own.
    """

    path: str
    place: str
    archive: bool = False
    linked: bool = False  # a symbolic link

    @property
    def file_name(self) -> str:
        """Base name of the place."""
        return self.place.rsplit("/", 1)[-1]


def find_inputs(paths: Iterable[Path], *, leave_out: Path | None = None) -> Iterator[Input]:
    """Yield every file of the paths, in the order given and sorted within a folder.

    Hidden files and folders (a leading dot), what programs leave beside documents (locks of Office, thumbnails) and the
    dataset `leave_out` itself are passed over. Where
    two paths hold files of the same relative name, the later one is told apart by its folder's name.
    """
    passed_over = set() if leave_out is None else _dataset_files(leave_out)
    given = list(paths)
    taken: dict[str, str] = {}
    for path in given:
        folder, real_folder = os.fspath(path), os.path.realpath(path)
        for found in _below(path):
            if found.archive:
                yield found
                continue
            # links to folders are not followed: only the file itself may be one
            real = os.path.realpath(found.path) if found.linked else real_folder + found.path[len(folder) :]
            if real in passed_over or taken.get(found.place) == real:
                continue
            place = found.place
            if place in taken:
                place = _told_apart(place, path, taken)
            if len(given) > 1:
                taken[place] = real
            yield Input(path=found.path, place=place)


def _told_apart(place: str, path: Path, taken: Container[str]) -> str:
    """A place that is taken, behind as many names of its folders as it needs."""
    parents = list(path.absolute().parts[1:] if path.is_dir() else path.absolute().parent.parts[1:])
    while place in taken and parents:
        place = f"{parents.pop()}/{place}"
    return place


def _dataset_files(path: Path) -> set[str]:
    real = os.path.realpath(path)
    return {real + ending for ending in ("", "-wal", "-shm", "-journal")}


def _below(path: Path) -> Iterator[Input]:
    if is_archive(path):
        yield Input(path=os.fspath(path), place=_as_text(path.name), archive=True)
    elif path.is_dir():
        yield from _walk(os.fspath(path), "")
    else:
        yield Input(path=os.fspath(path), place=_as_text(path.name), linked=path.is_symlink())


def _walk(folder: str, prefix: str) -> Iterator[Input]:
    """Files below a folder by code point of their place; links to folders are not followed."""
    open_folders = [_entries(folder, prefix)]
    while open_folders:  # no recursion: folders may lie thousands deep
        found = next(open_folders[-1], None)
        if found is None:
            open_folders.pop()
        elif isinstance(found, Input):
            yield found
        else:
            open_folders.append(_entries(*found))


def _entries(folder: str, prefix: str) -> Iterator[Input | tuple[str, str]]:
    """What lies in one folder: inputs, and folders with their prefix. One that cannot be listed is an input itself,
    so that reading it says why."""
    try:
        with os.scandir(folder) as found:
            entries = [entry for entry in found if not (entry.name.startswith(".") or is_noise(entry.name))]
    except OSError:
        yield Input(path=folder, place=prefix.rstrip("/") or _as_text(Path(folder).name))
        return
    # A folder sorts as its name with the slash, so that places come out sorted as whole texts.
    keyed = sorted(
        (_as_text(entry.name) + "/" * entry.is_dir(follow_symlinks=False), entry.path, entry.is_symlink())
        for entry in entries
    )
    before = ""
    for name, path, linked in keyed:
        if name == before:  # of two names that are written alike, the one whose bytes are no UTF-8
            name = name.replace("\\x", "\\\\x")  # noqa: PLW2901
        before = name
        if not name.endswith("/"):
            yield Input(path=path, place=prefix + name, linked=linked)
        elif is_archive(Path(path)):
            yield Input(path=path, place=prefix + name.removesuffix("/"), archive=True)
        else:
            yield path, prefix + name


def _as_text(name: str) -> str:
    """A file name as text that can be stored: bytes that are no UTF-8 are written as \\xNN."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")
