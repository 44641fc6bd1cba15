"""The product of the scrapers: the bytes of one published file and where they came from, verbatim."""

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class RawNotice:
    """One file as it was fetched or found; nothing in it is interpreted.

    `source` is the id of a data file in `scrapers/sites/`, or `file` for a local file.
    `place` identifies where the bytes live: the URL, or the path relative to the folder that was
    given to `ingest`. The same place may hold other bytes later: that is a new version.
    """

    source: str
    place: str
    file_name: str
    body: bytes
    url: str | None = None
    fetched_at: str | None = None  # ISO 8601, UTC
    media_type: str | None = None  # as declared by the server
    charset: str | None = None  # as declared by the server
    listed_title: str | None = None  # as the listing printed it
    listed_date: str | None = None  # as the listing printed it
    source_region: str | None = (
        None  # region code in the source's data file: where the site is, not who speaks
    )
    container: str | None = None  # place of the archive or page this file was found in
    withdrawn_at: str | None = None  # when the file was first missing from its site
    notes: tuple[str, ...] = ()  # e.g. a certificate that was not checked

    @property
    def sha256(self) -> str:
        """Hash of the bytes, lower-case hexadecimal."""
        return sha256(self.body).hexdigest()
