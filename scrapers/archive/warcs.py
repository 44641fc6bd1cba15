"""WARC 1.1 files: one gzip member a record, appended and flushed to the disk before the index learns of it.

A body stands in its record without content coding (the header says so under
X-Archive-Orig-Content-Encoding): what
is archived can be hashed, compared and read without unpacking what a server packed.
"""

import json
import os
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from scrapers.pages import Exchange

if TYPE_CHECKING:  # to import it takes a sixth of the start of `ingest`, which seldom reads an archive
    from warcio.recordloader import ArcWarcRecord
    from warcio.statusandheaders import StatusAndHeaders

NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
RENAMED = ("content-encoding", "transfer-encoding", "content-length")
CUT = {"truncated": "disconnect", "too_large": "length"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where a record stands: byte offset and length of its gzip member in the file."""

    offset: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The record whose bytes a revisit has."""

    url: str
    fetched_at: str
    sha256: str


class WarcFile:
    """One file being appended to. `say` goes into the warcinfo record: who crawls, with what, under
    which rules.
    """

    def __init__(self, path: Path, say: dict[str, str], created_at: str) -> None:
        from warcio.warcwriter import WARCWriter  # noqa: PLC0415

        self.path = path
        self._file = path.open("ab")
        self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")
        if self._file.tell() == 0:
            info = self._writer.create_warcinfo_record(path.name, say)
            info.rec_headers.replace_header("WARC-Date", created_at)
            info.rec_headers.replace_header("WARC-Record-ID", record_id(path.name, created_at))
            self._writer.write_record(info)
            self.sync()

    @property
    def size(self) -> int:
        """Bytes written so far."""
        return self._file.tell()

    def sync(self) -> None:
        """Make everything written so far survive the process (and the machine)."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()

    def append(
        self, exchange: Exchange, sha256: str, about: Mapping[str, object], earlier: Earlier | None
    ) -> Span:
        """Write the answer (or a revisit of `earlier`) and its request; returns where the answer stands."""
        offset = self.size
        answer = self._answer(exchange, sha256, about, earlier)
        self._writer.write_record(answer)
        length = self.size - offset
        self._writer.write_record(self._request(exchange, answer.rec_headers.get_header("WARC-Record-ID")))
        self.sync()
        return Span(offset=offset, length=length)

    def _answer(
        self, exchange: Exchange, sha256: str, about: Mapping[str, object], earlier: Earlier | None
    ) -> "ArcWarcRecord":
        headers = {
            "WARC-Record-ID": record_id(exchange.url, exchange.fetched_at, exchange.method, "answer"),
            "WARC-Date": exchange.fetched_at,
            "WARC-Payload-Digest": f"sha256:{earlier.sha256 if earlier else sha256}",
            "WARC-JSON-Metadata": json.dumps(about, ensure_ascii=True, sort_keys=True),
        }
        if exchange.address:
            headers["WARC-IP-Address"] = exchange.address
        if exchange.error_kind in CUT:
            headers["WARC-Truncated"] = CUT[str(exchange.error_kind)]
        if earlier:
            headers["WARC-Profile"] = NOT_MODIFIED if exchange.status == 304 else SAME_PAYLOAD
            headers["WARC-Refers-To-Target-URI"] = earlier.url
            headers["WARC-Refers-To-Date"] = earlier.fetched_at
        body = b"" if earlier else exchange.body
        return self._writer.create_warc_record(
            exchange.url,
            "revisit" if earlier else "response",
            payload=BytesIO(body),
            length=len(body),
            warc_headers_dict=headers,
            http_headers=http_headers(exchange),
        )

    def _request(self, exchange: Exchange, answer: str) -> "ArcWarcRecord":
        from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415

        target = exchange.url.split("/", 3)
        line = f"{exchange.method} /{target[3] if len(target) > 3 else ''} HTTP/1.1"
        headers = StatusAndHeaders(
            line, [("Host", target[2]), *exchange.request_headers], is_http_request=True
        )
        return self._writer.create_warc_record(
            exchange.url,
            "request",
            payload=BytesIO(exchange.request_body),
            length=len(exchange.request_body),
            warc_headers_dict={
                "WARC-Record-ID": record_id(exchange.url, exchange.fetched_at, exchange.method, "request"),
                "WARC-Date": exchange.fetched_at,
                "WARC-Concurrent-To": answer,
            },
            http_headers=headers,
        )


def record_id(*parts: str) -> str:
    """A record's name, the same for the same request at the same time."""
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, chr(10).join(parts))}>"


def http_headers(exchange: Exchange) -> "StatusAndHeaders":
    """The answer's header block; headers that speak of the coding on the wire are kept under another name."""
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415

    packed = exchange.error_kind == "too_large"  # then the body stands as it came
    names = [name for name in RENAMED if not (packed and name == "content-encoding")]
    renamed = [
        (f"X-Archive-Orig-{name}" if name.lower() in names else name, value)
        for name, value in exchange.headers
    ]
    clean = [(name, " ".join(value.split())) for name, value in renamed]
    return StatusAndHeaders(
        f"{exchange.status} ", [*clean, ("Content-Length", str(len(exchange.body)))], protocol="HTTP/1.1"
    )


def read_record(path: Path, span: Span) -> "tuple[StatusAndHeaders, StatusAndHeaders, bytes]":
    """WARC headers, HTTP headers and body of the record at a span."""
    with path.open("rb") as file:
        file.seek(span.offset)
        return _parsed(file.read(span.length))


def record_body(member: bytes) -> bytes:
    """The body of the record whose gzip member this is."""
    return _parsed(member)[2]


def _parsed(member: bytes) -> "tuple[StatusAndHeaders, StatusAndHeaders, bytes]":
    """The parts of a record. Raises OSError for bytes that are none."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    try:
        for record in ArchiveIterator(BytesIO(member)):
            return record.rec_headers, record.http_headers, record.raw_stream.read()
    except (ArchiveLoadFailed, zlib.error, EOFError, ValueError) as error:
        raise OSError(f"got a damaged WARC record ({error})") from error
    raise OSError("got a damaged WARC record (no bytes of it are left)")


def whole_members(path: Path, start: int) -> Iterator[Span]:
    """The complete gzip members of a file from an offset on: what a killed process had time to write."""
    with path.open("rb") as file:
        file.seek(start)
        tail = file.read()
    position = 0
    while position < len(tail):
        member = zlib.decompressobj(31)
        try:
            member.decompress(tail[position:])
        except zlib.error:
            return
        if not member.eof:
            return
        length = len(tail) - position - len(member.unused_data)
        yield Span(offset=start + position, length=length)
        position += length
