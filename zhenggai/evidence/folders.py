"""Give the site the bytes that notices were read from, out of the folders that hold them, and pictures of their pages."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from db.file.connection import open_for_reading
from db.file.lookup import rows
from db.site.asked.answers import Picture
from extract.files.limits import DEFAULT_LIMITS
from extract.model import Unreadable
from extract.sandbox.parent import members_guarded, picture_guarded
from scrapers.archive.index import ArchiveError
from scrapers.archive.lookup import find_records
from scrapers.archive.store import is_archive, open_archive
from scrapers.items import RawNotice

_FILES = "SELECT place, container FROM files WHERE sha256 = ? AND outcome = 'notice'"
_TURNED = "SELECT turned FROM notices WHERE sha256 = ? LIMIT 1"
# A visitor waits for a picture or a member of an archive, and others wait for the child that makes it.
_PATIENCE = replace(DEFAULT_LIMITS, max_seconds=15.0, max_memory=2 * 1024**3)
_REFUSED = 10_000  # pages that could not be drawn, remembered


class FolderEvidence:
    """The files below `folders` (or in them, where they are archives of a crawl), checked by their hash."""

    def __init__(self, db: Path, folders: tuple[Path, ...]) -> None:
        self._db = db
        self._folders = folders
        self._refused: set[tuple[str, int]] = (
            set()
        )  # drawing them again would cost as much and give as little

    def body(self, sha256: str) -> bytes | None:
        """Return the bytes of this hash, or None where no folder holds them (any more)."""
        for body in self._candidates(sha256):
            if hashlib.sha256(body).hexdigest() == sha256:
                return body
        return None

    def picture(self, sha256: str, page: int) -> Picture | None:
        """Return a picture of a page from 1, or None where the file is not at hand or cannot be drawn."""
        body = None if (sha256, page) in self._refused else self.body(sha256)
        if body is None:
            return None
        turned: dict[int, int] = dict(json.loads(self._ask(_TURNED, sha256)[0]["turned"]))
        raw = RawNotice(source="file", place=sha256, file_name=sha256, body=body)
        try:
            drawn = picture_guarded(raw, page, turned=turned.get(page, 0), limits=_PATIENCE)
        except Unreadable:
            self._refuse(sha256, page)
            return None
        except OSError:  # the child did not start: that says nothing about the page
            return None
        return Picture(body=drawn.jpeg, media_type="image/jpeg", width=drawn.width, height=drawn.height)

    def _refuse(self, sha256: str, page: int) -> None:
        if len(self._refused) >= _REFUSED:
            self._refused.clear()
        self._refused.add((sha256, page))

    def _ask(self, sql: str, value: str) -> list[dict[str, str]]:
        connection = open_for_reading(self._db)
        try:
            return rows(connection, sql, (value,))
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
        return list(members_guarded(raw, limits=_PATIENCE))
    except (Unreadable, OSError):
        return []


def _archived(folder: Path, sha256: str) -> Iterator[bytes]:
    try:
        with open_archive(folder) as archive:
            for record in find_records(archive, sha256)[:1]:
                yield archive.body(record["id"])
    except ArchiveError:
        return
