"""Give the site the bytes that notices were read from, out of the folders that hold them."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from db.connection import open_for_reading
from db.lookup import rows
from extract.limits import DEFAULT_LIMITS
from extract.model import Unreadable
from extract.sandbox import members_guarded
from scrapers.items import RawNotice

_FILES = "SELECT place, container FROM files WHERE sha256 = ? AND outcome = 'notice'"


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderEvidence:
    """The files below `folders`, found by the places in the dataset and checked by their hash."""

    db: Path
    folders: tuple[Path, ...]

    def body(self, sha256: str) -> bytes | None:
        """Return the bytes of this hash, or None where no folder holds them (any more)."""
        connection = open_for_reading(self.db)
        try:
            found = rows(connection, _FILES, sha256)
        finally:
            connection.close()
        for row in found:
            for body in self._bodies(row["place"], row["container"]):
                if hashlib.sha256(body).hexdigest() == sha256:
                    return body
        return None

    def picture(self, sha256: str, page: int) -> bytes | None:
        """No pictures of pages here."""
        return None

    def _bodies(self, place: str, container: str | None) -> Iterator[bytes]:
        """The bytes that stand at a place, or at this place in an archive, in any of the folders."""
        for path in self._paths(container or place):
            if container is None:
                yield path.read_bytes()
                continue
            raw = RawNotice(source="file", place=container, file_name=path.name, body=path.read_bytes())
            yield from (member.body for member in _members(raw) if member.place == place)

    def _paths(self, place: str) -> Iterator[Path]:
        """Files at this place; a place never leads out of its folder."""
        for folder in self.folders:
            root = folder.resolve()
            path = (root / place).resolve()
            if path.is_relative_to(root) and path.is_file():
                yield path


def _members(raw: RawNotice) -> Iterable[RawNotice]:
    try:
        return list(members_guarded(raw, limits=DEFAULT_LIMITS))
    except Unreadable:
        return []
