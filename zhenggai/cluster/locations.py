"""Input and output of a cluster: folders and crawl archives at any fsspec location, local paths included."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from db.file.connection import StoreError
from extract.files.noise import is_noise
from scrapers.archive.spans import Located, iter_located
from scrapers.archive.store import INDEX
from scrapers.archive.warcs import record_body
from scrapers.items import RawNotice
from zhenggai.cluster.remote import is_remote
from zhenggai.ingesting.content import Content, load
from zhenggai.ingesting.inputs import Input, find_inputs

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file for a worker: what is known of it, and where its bytes are. `system` is an fsspec file system.

    `sha256` is known beforehand in a crawl archive, where the bytes are a span of a WARC file.
    """

    raw: RawNotice  # with an empty body
    system: Any
    path: str
    sha256: str | None = None
    offset: int = 0
    length: int = 0
    later: tuple["Source", ...] = ()  # where the bytes of the notice's further pages are


def opened(path: str) -> tuple[Any, str]:
    """The file system of a location and the path there. Raises StoreError where it cannot be reached."""
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - part of the extra `dask`

        system, root = url_to_fs(path if is_remote(path) else str(Path(path).absolute()))
    except ImportError as error:
        words = f"got: {path}, for which a library is missing ({error}); expected: the extra `dask`"
        raise StoreError(f"{words} and fsspec's own for this protocol; do: pip install them") from error
    except (OSError, ValueError) as error:
        raise StoreError(
            f"got: {path} ({error}); expected: a location fsspec can open; do: correct it"
        ) from error
    return system, root.rstrip("/")


def find_sources(paths: Iterable[str]) -> Iterator[Source]:
    """Yield every file of the paths, in the order and under the places that `ingest` gives them."""
    given = list(paths)
    local = [path for path in given if not is_remote(path)]
    if local and len(local) < len(given):
        words = "got: local paths beside locations; expected: the one or the other"
        raise StoreError(f"{words}; do: name local folders as file:///path/to/folder")
    if local:
        system, _ = opened(local[0])
        for item in find_inputs(map(Path, local)):
            path = str(Path(item.path).absolute())
            yield from _archived(system, f"{path}/") if item.archive else [_source(system, path, item.place)]
        return
    taken: set[str] = set()
    for location in given:
        yield from _below(location, taken)


def _below(location: str, taken: set[str]) -> Iterator[Source]:
    """Everything below one location; places that are taken are told apart by the folder's name."""
    system, root = opened(location)
    if system.isfile(root):
        names = {root.rpartition("/")[2]: root}
    else:
        names = {path.removeprefix(root).lstrip("/"): path for path in system.find(root)}
    if not names:
        raise StoreError(f"got: nothing at {location}; expected: files; do: correct the location")
    archives = {name.removesuffix(INDEX) for name in names if f"/{name}".endswith(f"/{INDEX}")}
    archives = {folder for folder in archives if any(name.startswith(f"{folder}warc/") for name in names)}
    for name in sorted(names):
        held = next((folder for folder in archives if name.startswith(folder)), None)
        if held is not None:
            if name == held + INDEX:
                yield from _archived(system, names[name].removesuffix(INDEX))
        elif not (is_noise(name) or any(part.startswith(".") for part in name.split("/"))):
            place = name
            parents = [part for part in root.split("/") if part]
            while place in taken and parents:
                place = f"{parents.pop()}/{place}"
            taken.add(place)
            yield _source(system, names[name], place)


def _source(system: Any, path: str, place: str) -> Source:
    name = Input(path=path, place=place).file_name
    return Source(
        raw=RawNotice(source="file", place=place, file_name=name, body=b""), system=system, path=path
    )


def _archived(system: Any, folder: str) -> Iterator[Source]:
    """The newest versions in a crawl archive; its index is copied here, its bytes stay where they are.

    `folder` ends in a slash, and is empty for the root of a packed file system.
    """
    with tempfile.TemporaryDirectory() as here:
        for ending in ("", "-wal"):
            if system.exists(f"{folder}{INDEX}{ending}"):
                _copy(system, f"{folder}{INDEX}{ending}", Path(here) / f"{INDEX}{ending}")
        for raw, (first, *later) in iter_located(Path(here)):
            pages = tuple(
                _span(system, folder, page, found) for page, found in zip(raw.later, later, strict=True)
            )
            yield replace(_span(system, folder, raw, first), later=pages)


def _copy(system: Any, source: str, target: Path) -> None:
    with system.open(source, "rb") as far, target.open("wb") as near:
        shutil.copyfileobj(far, near, _CHUNK)


def _span(system: Any, folder: str, raw: RawNotice, found: Located) -> Source:
    return Source(
        raw=raw,
        system=system,
        path=f"{folder}{found.warc}",
        sha256=found.sha256,
        offset=found.span.offset,
        length=found.span.length,
    )


def fetched(source: Source, *, max_bytes: int) -> Content:
    """The bytes of a source and their hash; of a file larger than `max_bytes` only the size. Raises OSError."""
    if source.sha256 is not None:
        member = source.system.cat_file(source.path, start=source.offset, end=source.offset + source.length)
        body = record_body(member)
        if hashlib.sha256(body).hexdigest() != source.sha256:
            raise OSError(
                f"a record of {source.path} is damaged: its bytes do not have the hash of the index"
            )
        return Content(sha256=source.sha256, size=len(body), body=body)
    if "file" in source.system.protocol:  # pipes, devices
        return load(source.path, max_bytes=max_bytes)
    size, kept = 0, bytearray()
    with source.system.open(source.path, "rb") as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size <= max_bytes:
                kept += chunk
    if size > max_bytes:
        return Content(size=size)
    return Content(sha256=hashlib.sha256(kept).hexdigest(), size=size, body=bytes(kept))
