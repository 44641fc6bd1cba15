"""Give the site the bytes that notices were read from, out of the folders that hold them, and pictures of their pages."""

import hashlib
import json
import multiprocessing
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from db.connection import open_for_reading
from db.lookup import rows
from db.site.answers import Picture
from extract.limits import DEFAULT_LIMITS
from extract.model import Unreadable
from extract.sandbox import members_guarded
from scrapers.archive import is_archive, open_archive
from scrapers.archive_index import ArchiveError
from scrapers.items import RawNotice
from scrapers.lookup import find_records
from zhenggai.engines import end_with_parent

_FILES = "SELECT place, container FROM files WHERE sha256 = ? AND outcome = 'notice'"
_TURNED = "SELECT turned FROM notices WHERE sha256 = ? LIMIT 1"
_DRAWING_SECONDS = 30.0


class FolderEvidence:
    """The files below `folders` (or in them, where they are archives of a crawl), checked by their hash."""

    def __init__(self, db: Path, folders: tuple[Path, ...]) -> None:
        self._db = db
        self._folders = folders
        self._painter = Painter()

    def body(self, sha256: str) -> bytes | None:
        """Return the bytes of this hash, or None where no folder holds them (any more)."""
        for body in self._candidates(sha256):
            if hashlib.sha256(body).hexdigest() == sha256:
                return body
        return None

    def picture(self, sha256: str, page: int) -> Picture | None:
        """Return a picture of a page from 1, or None where the file is not at hand or cannot be drawn."""
        body = self.body(sha256)
        if body is None:
            return None
        turned: dict[int, int] = dict(json.loads(self._ask(_TURNED, sha256)[0]["turned"]))
        try:
            return self._painter.draw(body, page, turned.get(page, 0))
        except (ValueError, OSError, RuntimeError, TooSlow):
            return None

    def _ask(self, sql: str, value: str) -> list[dict[str, str]]:
        connection = open_for_reading(self._db)
        try:
            return rows(connection, sql, value)
        finally:
            connection.close()

    def _candidates(self, sha256: str) -> Iterator[bytes]:
        """What stands at the places of this hash in any of the folders."""
        for folder in self._folders:
            if is_archive(folder):
                yield from _archived(folder, sha256)
        for row in self._ask(_FILES, sha256):
            for path in self._paths(row["container"] or row["place"]):
                yield from _bodies(path, row["place"], row["container"])

    def _paths(self, place: str) -> Iterator[Path]:
        """Files at this place; a place never leads out of its folder."""
        for folder in self._folders:
            root = folder.resolve()
            path = (root / place).resolve()
            if path.is_relative_to(root) and path.is_file():
                yield path


def _bodies(path: Path, place: str, container: str | None) -> Iterator[bytes]:
    """The bytes of a file, or of the member of an archive that has this place."""
    if container is None:
        yield path.read_bytes()
    else:
        raw = RawNotice(source="file", place=container, file_name=path.name, body=path.read_bytes())
        yield from (member.body for member in _members(raw) if member.place == place)


def _members(raw: RawNotice) -> Iterable[RawNotice]:
    try:
        return list(members_guarded(raw, limits=DEFAULT_LIMITS))
    except Unreadable:
        return []


def _archived(folder: Path, sha256: str) -> Iterator[bytes]:
    try:
        with open_archive(folder) as archive:
            for record in find_records(archive, sha256)[:1]:
                yield archive.body(record["id"])
    except ArchiveError:
        return


class Painter:
    """Draws pages in a process of its own: a hostile file may end that process, not the server."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()

    def draw(self, body: bytes, page: int, turned: int) -> Picture:
        """Return the picture of a page. Raises ValueError, RuntimeError or TooSlow where it cannot."""
        with self._lock:  # one page at a time: a server has other things to do
            if self._pool is None:
                context = multiprocessing.get_context("forkserver")
                self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=end_with_parent)
            future = self._pool.submit(_draw, body, page, turned)
            try:
                return future.result(timeout=_DRAWING_SECONDS)
            except (TooSlow, BrokenProcessPool):  # the latter is a RuntimeError
                self._end()
                raise

    def _end(self) -> None:
        """End the process, whatever it is doing; the next page gets a new one."""
        if self._pool is not None:
            for process in list(self._pool._processes.values()):
                process.kill()
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def _draw(body: bytes, page: int, turned: int) -> Picture:
    from extract.readers.pdf_picture import page_picture  # noqa: PLC0415 - the server itself never loads it

    drawn = page_picture(body, page, turned=turned)
    return Picture(body=drawn.jpeg, media_type="image/jpeg", width=drawn.width, height=drawn.height)
