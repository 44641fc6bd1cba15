"""What a page function is asked and what it answers.

A page is a plain function `(connection, ask) -> Answer`: it reads the dataset and names a template
with its values, a file, a redirect, or raises `Missing`. It knows nothing of the server, so tests
and the benchmark call it directly.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlencode

from db.site.languages.language import Language, Words, words

__all__ = [
    "HTML", "JSON", "Answer", "Ask", "Connection", "Evidence", "File", "Missing", "NoEvidence", "Page", "PageFunction", "Picture",
    "Redirect", "Route", "Site", "Stream", "Wrong",
]  # fmt: skip

Connection = sqlite3.Connection
HTML, JSON = "text/html; charset=utf-8", "application/json; charset=utf-8"  # media types


class Missing(Exception):  # noqa: N818 - named for the fact
    """Raised by a page for an id the dataset does not hold; becomes a 404 that says what was asked."""


class Wrong(Exception):  # noqa: N818 - named for the fact
    """Raised by a page for a request that its description does not allow; becomes a 400 that says what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page drawn as a picture. Boxes of cells fit it in points of `width` x `height`."""

    body: bytes
    media_type: str
    width: float
    height: float


class Evidence(Protocol):
    """Where the archived bytes are; given by the front door, which alone sees the archive."""

    def body(self, sha256: str) -> bytes | None:
        """The archived bytes of a hash, or None where they are not kept here."""

    def picture(self, sha256: str, page: int) -> Picture | None:
        """Picture of a page (from 1) of a paged source, upright as its boxes are; None where there is none."""


class Keeper(Evidence, Protocol):
    """An archive as pages ask it."""

    def holds(self, sha256: str) -> bool:
        """Whether the bytes of a hash are kept here."""


@dataclass(frozen=True, slots=True)
class NoEvidence:
    """A server without an archive: text only."""

    def holds(self, sha256: str) -> bool:
        return False

    def body(self, sha256: str) -> bytes | None:
        return None

    def picture(self, sha256: str, page: int) -> Picture | None:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Facts of the running server that pages show. `address` is its public root, without a slash at the end."""

    address: str = "http://127.0.0.1:8001"
    public: bool = False
    has_review: bool = False
    evidence: Keeper = field(default_factory=NoEvidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request: values from the path, arguments of the query string, the reader's language."""

    path: str
    values: Mapping[str, str] = field(default_factory=dict)
    args: Mapping[str, Sequence[str]] = field(default_factory=dict)
    language: Language = "zh"
    site: Site = field(default_factory=Site)

    @property
    def words(self) -> Words:
        """The site's words in the reader's language."""
        return words(self.language)

    def get(self, name: str, default: str = "") -> str:
        """First value of an argument, stripped; `default` where it is absent or empty."""
        values = self.args.get(name) or ()
        return next((v.strip() for v in values if v.strip()), default)

    def all(self, name: str) -> tuple[str, ...]:
        """All values of an argument, also comma-joined ones, without repeats, in order."""
        parts = [p.strip() for v in self.args.get(name) or () for p in v.split(",")]
        return tuple(dict.fromkeys(p for p in parts if p))

    def address(self, **changes: str | int | None) -> str:
        """This page's own address with some arguments changed (None: dropped) and its place in a list forgotten."""
        kept = {k: list(v) for k, v in self.args.items() if k not in ("lang", "from") and any(v)}
        for name, value in changes.items():
            if value is None:
                kept.pop(name, None)
            else:
                kept[name] = [str(value)]
        query = urlencode(kept, doseq=True)
        return f"{self.path}?{query}" if query else self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A template and its values."""

    template: str
    values: Mapping[str, object]
    status: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """Bytes to hand out. `name` makes it a download."""

    body: bytes
    media_type: str
    name: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """A download made while it is sent: pieces of bytes, read over a connection of its own."""

    pieces: Callable[[Connection], Iterator[bytes]]
    media_type: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """Another page of this site (a path that starts with one slash)."""

    path: str
    status: int = 302


Answer = Page | File | Stream | Redirect
PageFunction = Callable[[Connection, Ask], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """An address pattern (without anchors) and the page that answers it; `seconds` limits its SQL."""

    pattern: str
    name: str
    answer: PageFunction
    seconds: float = 2.0
