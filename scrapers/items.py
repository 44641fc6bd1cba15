"""The product of the scrapers: the bytes of one published file and where they came from, verbatim."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
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
    page: int = 1  # which page of its article this is, where the site shows one on several
    later: tuple["RawNotice", ...] = ()  # the article's further pages, in order
    goes_on_at: str | None = None  # the address of the next further page, where that is not at hand

    @property
    def sha256(self) -> str:
        """Hash of the bytes, lower-case hexadecimal; of an article on several pages, of its pages' hashes."""
        return joint_sha256([sha256(self.body).hexdigest(), *(page.sha256 for page in self.later)])

    def with_bodies(self, bodies: Iterable[bytes]) -> "RawNotice":
        """The same notice with these bytes: its own, then those of its further pages."""
        own, *later = bodies
        pages = tuple(replace(page, body=body) for page, body in zip(self.later, later, strict=True))
        return replace(self, body=own, later=pages)


def joint_sha256(pages: Sequence[str]) -> str:
    """The hash of a notice whose pages have these hashes, in order; one page has its own."""
    return pages[0] if len(pages) == 1 else sha256("\n".join(pages).encode()).hexdigest()
