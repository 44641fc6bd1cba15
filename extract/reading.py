"""Read the bytes of one file into a `Document`: the reader is chosen by content, then by name."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module
from typing import Any

from extract.files.charset import wide_codec
from extract.files.limits import DEFAULT_LIMITS, Limits
from extract.files.refusals import raise_refusal
from extract.files.sniffing import (
    is_archive,
    is_record,
    is_web_archive,
    is_word_xml,
    is_workbook_2003,
    is_xls,
    ole_kind,
    opendocument_kind,
    unsupported_kind,
    zip_kind,
)
from extract.model import Document, Issue, Unreadable
from scrapers.items import RawNotice

_HEAD = 4096  # bytes that sniffing looks at
_NO_PROSE = (
    ".json", ".jsonl", ".ndjson", ".geojson", ".py", ".js", ".css", ".toml", ".yaml", ".yml", ".ini", ".sh", ".sql", ".log"
)  # fmt: skip
_BLANKS = b" \t\r\n\xef\xbb\xbf"
_MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|meta|title|table|tbody|tr|td|div|span|p|br|h[1-6]|ul|ol|dl|font|center|script|style|link|a|img|form|section|article)\b[^<]*>"
    rb"|<!doctype\s+html",
    re.IGNORECASE,
)
_SIGNS = re.compile(rb"^[ ]{0,3}#{1,6}[ \t]+[^\s#]|\*\*[^*\s][^*\n]{1,180}\*\*", re.MULTILINE)
_COLUMNS = re.compile(rb"^[ ]*\|[ ]*:?-{3,}:?[ ]*\|", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One row of the dispatch table. Readers are imported when the first such file is read."""

    name: str
    media_type: str
    matches: Callable[[bytes, str], bool]  # whole body, lower-case file name
    reader: str = ""  # "module:function"; function(raw, limits) -> Document
    unpacker: str = ""  # "module:function"; function(raw, limits) -> Iterator[RawNotice]


_IMAGE_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b"GIF8")


def _is_webp(body: bytes) -> bool:
    return body[:4] == b"RIFF" and body[8:12] == b"WEBP"


def _is_html(body: bytes, name: str) -> bool:
    if _MARKUP.search(_in_bytes(body[:_HEAD])):
        return True
    return name.endswith((".html", ".htm", ".shtml", ".jhtml", ".xhtml", ".mht")) and b"<" in body


def _is_marked(body: bytes, name: str) -> bool:
    """Signs of Markdown for headings or bold words, more than once, and no markup but <br>."""
    head = body[:_HEAD]
    if name.endswith(_NO_PROSE) or (b"#" not in head and b"**" not in head and b"|-" not in head):
        return False
    signs = len(_SIGNS.findall(head)) + (2 if b"<br" in head and _COLUMNS.search(head) else 0)
    return signs >= (1 if name.endswith((".md", ".markdown")) else 2) and all(
        tag.lower().startswith(b"<br") for tag in _MARKUP.findall(head)
    )


def _in_bytes(head: bytes) -> bytes:
    """The start of a file with one byte for each ASCII character: UTF-16 has two, and Chinese in it holds bytes of any tag."""
    wide = wide_codec(head)
    return head.decode(wide, "replace").encode("utf-8", "replace") if wide else head.replace(b"\0", b"")


def _is_text(body: bytes, name: str) -> bool:
    """Text has next to no control characters, or is UTF-16. Data and programs are text that no notice is written in."""
    if name.endswith(_NO_PROSE):
        return False
    head = body[:_HEAD]
    if head.startswith(b"\xef\xbb\xbf") or wide_codec(head):
        return True
    controls = sum(head.count(bytes([b])) for b in (*range(0, 9), 11, *range(14, 27), 28, 29, 30, 31, 127))
    return controls <= max(3, len(head) // 50)


# Tried in this order; the first row that matches reads the file. Binary formats stand before text.
FORMATS: tuple[Format, ...] = (
    Format(
        name="pdf",
        media_type="application/pdf",
        matches=lambda body, name: b"%PDF-" in body[:1024],
        reader="extract.readers.pdf.file:read_pdf",
    ),
    Format(
        name="image",
        media_type="image/*",
        matches=lambda body, name: body.startswith(_IMAGE_MAGIC) or _is_webp(body),
        reader="extract.readers.scans.picture_file:read_image",
    ),
    Format(
        name="docx",
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        matches=lambda body, name: zip_kind(body) == "docx",
        reader="extract.readers.word.docx:read_docx",
    ),
    Format(
        name="xlsx",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        matches=lambda body, name: zip_kind(body) == "xlsx",
        reader="extract.readers.sheets.xlsx:read_xlsx",
    ),
    Format(
        name="odt",
        media_type="application/vnd.oasis.opendocument.text",
        matches=lambda body, name: opendocument_kind(body) == "odt",
        reader="extract.readers.opendocument.odf:read_opendocument",
    ),
    Format(
        name="ods",
        media_type="application/vnd.oasis.opendocument.spreadsheet",
        matches=lambda body, name: opendocument_kind(body) == "ods",
        reader="extract.readers.opendocument.odf:read_opendocument",
    ),
    Format(
        name="ofd",
        media_type="application/ofd",
        matches=lambda body, name: zip_kind(body) == "ofd",
        reader="extract.readers.ofd.file:read_ofd",
    ),
    Format(
        name="xls",
        media_type="application/vnd.ms-excel",
        matches=lambda body, name: is_xls(body),
        reader="extract.readers.sheets.xls:read_xls",
    ),
    Format(
        name="workbook_2003",
        media_type="application/vnd.ms-excel",
        matches=lambda body, name: is_workbook_2003(body),
        reader="extract.readers.sheets.workbook_2003:read_workbook_2003",
    ),
    Format(
        name="word_xml",
        media_type="application/msword",
        matches=lambda body, name: is_word_xml(body),
        reader="extract.readers.word.word_xml:read_word_xml",
    ),
    Format(
        name="doc",
        media_type="application/msword",
        matches=lambda body, name: ole_kind(body) == "doc",
        reader="extract.readers.word.doc:read_doc",
    ),
    Format(
        name="rtf",
        media_type="application/rtf",
        matches=lambda body, name: body.lstrip(_BLANKS).startswith(b"{\\rtf"),
        reader="extract.readers.word.rtf:read_rtf",
    ),
    Format(
        name="web_archive",
        media_type="multipart/related",
        matches=lambda body, name: is_web_archive(body),
        reader="extract.readers.html.web_archive:read_web_archive",
    ),
    Format(
        name="archive",
        media_type="application/zip",
        matches=lambda body, name: is_archive(body),
        unpacker="extract.readers.archives.unpack:unpack_archive",
    ),
    Format(
        name="unsupported",
        media_type="application/octet-stream",
        matches=lambda body, name: bool(unsupported_kind(body)),
        reader="extract.readers.unsupported:refuse",
    ),
    Format(
        name="record",
        media_type="application/json",
        matches=lambda body, name: is_record(body),
        reader="extract.readers.html.record:read_record",
    ),
    Format(
        name="markdown",
        media_type="text/markdown",
        matches=lambda body, name: _is_marked(body, name) and _is_text(body, name),
        reader="extract.readers.text.marked:read_marked_notice",
    ),
    Format(
        name="html",
        media_type="text/html",
        matches=_is_html,
        reader="extract.readers.html.several:read_html_notice",
    ),
    Format(
        name="csv",
        media_type="text/csv",
        matches=lambda body, name: name.endswith((".csv", ".tsv")) and _is_text(body, name),
        reader="extract.readers.sheets.csv_file:read_csv",
    ),
    Format(
        name="text",
        media_type="text/plain",
        matches=_is_text,
        reader="extract.readers.text.file:read_text_notice",
    ),
)


# What a Word document is handed to that holds nothing but pictures. It stands here, so that the others do not depend on it.
WORD_PICTURES = "extract.readers.word.word_pictures:read_word_pictures"


def recognise(raw: RawNotice) -> Format:
    """The format of a file, by its content first. Raises Unreadable where no row of the table matches."""
    row = _recognised(raw.body, raw.file_name.lower())
    if row is not None:
        return row
    raise Unreadable(
        "unknown_format",
        f"{raw.file_name}: got bytes of no known format (they begin with {raw.body[:8].hex(' ')}); expected a web page, "
        "text, PDF, Office file or archive; look at the file, it may be damaged or encrypted",
    )


@lru_cache(maxsize=1)  # asked of every file three times: is it an archive, where is it read, who reads it
def _recognised(body: bytes, name: str) -> Format | None:
    return next((row for row in FORMATS if row.matches(body, name)), None)


def read(raw: RawNotice, *, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read one file. Raises Unreadable for what cannot or must not be read.

    A web page is read with the further pages of its article. What was noted when it was fetched stands among its doubts.
    """
    raise_refusal(raw)
    if not raw.body.strip(b" \t\r\n\0"):
        raise Unreadable("empty_file", f"{raw.file_name}: got an empty file; fetch it again")
    _check_size(raw, limits)
    row = recognise(raw)
    if not row.reader:
        raise Unreadable(
            "archive", f"{raw.file_name}: got an archive ({row.name}); its members are read, not itself"
        )
    document: Document = load(row.reader)(raw, limits)
    if row.name == "text" and not document.text:
        raise Unreadable(
            "no_text",
            f"{raw.file_name}: got nothing but what frames a page (a footer, links), expected sentences",
        )
    notes = tuple(Issue(kind="noted_by_crawl", message=note) for note in raw.notes)
    return replace(document, issues=document.issues + notes) if notes else document


def members(raw: RawNotice, *, limits: Limits = DEFAULT_LIMITS) -> Iterator[RawNotice]:
    """The files in an archive, with their own provenance; nothing for a file that is no archive."""
    row = recognise(raw)
    if row.unpacker:
        _check_size(raw, limits)
        yield from load(row.unpacker)(raw, limits)


def _check_size(raw: RawNotice, limits: Limits) -> None:
    if len(raw.body) > limits.max_bytes:
        raise Unreadable(
            "too_large",
            f"{raw.file_name}: got {len(raw.body):,} bytes, at most {limits.max_bytes:,} are read; "
            "split the file or raise the limit (max_bytes)",
        )


def load(target: str) -> Callable[..., Any]:
    """The function that "module:function" names; its module is imported now and not before."""
    module, _, function = target.partition(":")
    loaded: Callable[..., Any] = getattr(import_module(module), function)
    return loaded
