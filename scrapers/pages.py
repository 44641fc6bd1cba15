"""What passes between the crawl and the families: requests to make, pages that came, what they say.

Everything here is passive and verbatim: titles and dates stand as the site printed them.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any


class NotRecognised(ValueError):  # noqa: N818 - named for the fact
    """A page does not have the structure its family promises; the message says what was missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A request to make. Two asks with the same `key` are the same request.

    `page` counts listing pages from 1. `carry` is what the family wants to know again when the answer
    comes (it is not sent). `probe` marks a guess whose 404 only means "no such page".
    `body` is JSON text that is sent instead of a form.
    `otherwise` is another way to ask for the same, to be tried when this answer adds nothing new.
    """

    url: str
    method: str = "GET"
    form: tuple[tuple[str, str], ...] = ()
    referer: str | None = None
    page: int = 1
    carry: tuple[tuple[str, str], ...] = ()
    probe: bool = False
    otherwise: "Ask | None" = None
    body: str = ""

    @property
    def key(self) -> str:
        """Identity of the request: the address, and what is sent with it."""
        fields = self.body or "&".join(f"{name}={value}" for name, value in self.form)
        return self.url if self.method == "GET" else f"{self.method} {self.url} {fields}"

    def as_json(self) -> dict[str, Any]:
        """Plain values for the crawl's task table."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Ask":
        """The inverse of `as_json`."""
        other = values.get("otherwise")
        pairs = {name: tuple((key, value) for key, value in values[name]) for name in ("form", "carry")}
        return cls(**{**values, **pairs, "otherwise": cls.from_json(other) if other else None})

    def carried(self, name: str) -> str | None:
        """A value that an earlier page left for this one."""
        return next((value for key, value in self.carry if key == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer as a family reads it: decoded text beside the bytes.

    `url` is where the answer finally came from, `list_url` the address of the column it belongs to.
    """

    url: str
    text: str
    ask: Ask
    list_url: str
    body: bytes = b""
    media_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedItem:
    """One line of a listing. `title` and `date` as printed; `fields` holds what else the listing says."""

    url: str
    title: str
    date: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    files: tuple["FileLink", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLink:
    """A file that an article points to, with the words of its link."""

    url: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of a listing.

    `pages` and `total` are what the page declares (pages, items), `rows` how many rows stood on it,
    `strays` how many of them belong elsewhere and were left out by the family.
    `empty` is true where the page itself says that it has nothing; `opens` where `next` begins another list, so
    that it is asked even if this page added nothing.
    """

    items: tuple[ListedItem, ...] = ()
    next: Ask | None = None
    pages: int | None = None
    total: int | None = None
    strays: int = 0
    empty: bool = False
    opens: bool = False

    def then(self, ask: Ask | None) -> "Listing":
        """The same page with another next request."""
        return replace(self, next=ask)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What an article page says of itself. `recognised` is false where the family's body was not found.

    `facts` are verbatim pairs (title, meta_date, meta_source, url_date, shown_date ...); `digest` is a
    hash of what a reader sees, so that a visit counter does not make a new version. `following` is the
    address of the article's next page, where the site shows it on several.
    """

    title: str | None
    digest: str
    recognised: bool
    characters: int
    files: tuple[FileLink, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()
    following: str | None = None

    def fact(self, name: str) -> str | None:
        """The value of one fact, or None."""
        return next((value for key, value in self.facts if key == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and what became of it, as the wire gave it. `error` stands where no answer came."""

    url: str
    fetched_at: str  # ISO 8601, UTC, microseconds
    method: str = "GET"
    request_headers: tuple[tuple[str, str], ...] = ()
    request_body: bytes = b""
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    address: str | None = None
    error: str | None = None
    error_kind: str | None = None  # a word of judging.ERRORS
    notes: tuple[str, ...] = field(default=())

    def header(self, name: str) -> str | None:
        """The first header of that name, whatever its case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)
