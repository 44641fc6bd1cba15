"""What bytes are, whatever a server or a file name says: data/magic.toml."""

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from scrapers.vocabulary import vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of file: the bytes it starts with, the media types it is served as, its usual ending."""

    name: str
    starts: tuple[bytes, ...]
    media_types: tuple[str, ...]
    extension: str
    endings: tuple[str, ...]


@cache
def kinds() -> tuple[Kind, ...]:
    """The kinds of `data/magic.toml`, in order."""
    values = vocabulary("magic")
    return tuple(
        Kind(
            name=name,
            starts=tuple(bytes.fromhex(start) for start in entry["starts"]),
            media_types=tuple(entry["media_types"]),
            extension=entry["extension"],
            endings=tuple(entry["endings"]),
        )
        for name, entry in values.items()
    )


def kind_of(body: bytes) -> str | None:
    """The kind of file these bytes are, `html` or `text` where they read like it, None where unknown."""
    for kind in kinds():
        if kind.starts and body.startswith(kind.starts):
            return zipped(body) if kind.name == "zip" else kind.name
    head = body[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<script")) or b"<html" in head:
        return "html"
    return "text" if body and b"\0" not in body[:2000] else None


_OPENDOCUMENT = (
    (b"opendocument.text", "odt"),
    (b"opendocument.spreadsheet", "ods"),
)  # in plain bytes, at the beginning


_OFFICE = frozenset(("docx", "xlsx", "pptx", "ofd", "odt", "ods", "zip", "ole", "rtf"))
_MARKED = ("xls", "et", "doc", "wps")  # what offices save as markup; the first two hold tables
_OF_PAGES = (b"<script", b"<form", b"<a ", b"<iframe", b"<link")


def zipped(body: bytes) -> str:
    """Which of the formats that are zip files this is, by the names near its beginning and end."""
    names = body[:4000] + body[-8000:]
    for mark, name in (
        (b"word/", "docx"),
        (b"xl/", "xlsx"),
        (b"ppt/", "pptx"),
        (b"OFD.xml", "ofd"),
        *_OPENDOCUMENT,
    ):
        if mark in names:
            return name
    return "zip"


def mismatch(body: bytes, url: str, media_type: str | None) -> str | None:
    """Why these bytes cannot be the file that was asked for, or None.

    Documents of offices stand in for each other, whatever their ending: programs save one kind under another's name,
    and readers go by content.
    """
    found = kind_of(body)
    ending = urlsplit(url).path.lower().rpartition(".")[2]
    expected = {kind.name for kind in kinds() if ending in kind.endings}
    declared = {kind.name for kind in kinds() if media_type in kind.media_types}
    if not body:
        return "the file is empty (0 bytes)"
    if found == "html" and is_sheet(body, ending):
        return None
    if found == "html" and (expected or declared) and "html" not in expected:
        return f"got a web page where .{ending} was expected"
    if found == "executable":
        return "got a program"
    if found and expected and family(found) not in {family(name) for name in expected} and found != "text":
        return f"got {found} bytes where .{ending} was expected"
    return None


def is_sheet(body: bytes, ending: str) -> bool:
    """Is a web page under a sheet's or text's name what programs save as one: Office's own markup, or nothing but a table?"""
    low = body.lower()
    if b"urn:schemas-microsoft-com:office" in low[:4000]:
        return ending in _MARKED
    return ending in _MARKED[:2] and b"<table" in low and not any(mark in low for mark in _OF_PAGES)


def family(name: str) -> str:
    """Kinds that stand in for each other: what offices write, packed or not."""
    return "office" if name in _OFFICE else name


def extension_of(body: bytes, media_type: str | None, url: str) -> str:
    """An ending for these bytes, from their content, else from the declared type.

    Where one kind has several endings (old Word and Excel) the address chooses among them, never outside
    them.
    """
    found = kind_of(body)
    kind = next((kind for kind in kinds() if kind.name == found), None)
    kind = kind or next((kind for kind in kinds() if media_type in kind.media_types), None)
    if kind is None:
        return ".bin"
    ending = urlsplit(url).path.lower().rpartition(".")[2]
    return f".{ending}" if ending in kind.endings and kind.extension != ".bin" else kind.extension
