"""Remember what the archive answered: whether bytes are kept, and the pictures of pages seen lately."""

import threading
from collections import OrderedDict

from db.site.asked.answers import Evidence, Picture

__all__ = ["PICTURED", "Kept"]

PICTURED = ("application/pdf", "image/")  # media types whose pages can be drawn
PICTURE_BYTES = 64 << 20
ANSWERS = 100_000


class Kept:
    """An archive with a memory; asked from many threads."""

    def __init__(self, evidence: Evidence, *, picture_bytes: int = PICTURE_BYTES) -> None:
        self._evidence = evidence
        self._room = picture_bytes
        self._holds: dict[str, bool] = {}
        self._pictures: OrderedDict[tuple[str, int], Picture] = OrderedDict()
        self._lock = threading.Lock()

    def holds(self, sha256: str) -> bool:
        """Whether the bytes of a hash are kept here."""
        known = self._holds.get(sha256)
        if known is None:
            known = self._evidence.body(sha256) is not None
            with self._lock:
                if len(self._holds) >= ANSWERS:
                    self._holds.clear()
                self._holds[sha256] = known
        return known

    def body(self, sha256: str) -> bytes | None:
        """The archived bytes of a hash, or None."""
        return self._evidence.body(sha256)

    def picture(self, sha256: str, page: int) -> Picture | None:
        """The picture of a page, drawn once while it is remembered."""
        key = (sha256, page)
        with self._lock:
            if key in self._pictures:
                self._pictures.move_to_end(key)
                return self._pictures[key]
        picture = self._evidence.picture(sha256, page)
        if picture is not None:
            with self._lock:
                self._pictures[key] = picture
                while (
                    sum(len(p.body) for p in self._pictures.values()) > self._room and len(self._pictures) > 1
                ):
                    self._pictures.popitem(last=False)
        return picture
