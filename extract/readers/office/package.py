"""Open the zip container of an Office file and parse its XML parts, within limits.

No part is trusted: sizes in the directory may lie, so unpacking counts as it goes; XML is parsed without
entities, external files or network, and a document type declaration is refused (Office writes none).
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from extract.files.limits import Limits
from extract.files.sniffing import zip_directory
from extract.model import IssueKind, Unreadable

_LIBXML_DEPTH = 256  # the parser itself refuses deeper nesting
_CHUNK = 256 * 1024
_SMALL = 1024 * 1024  # below this a high ratio is harmless: XML of repeated cells packs 200 to 1
_DIRECTORY_ENTRY = 46  # bytes of the shortest central directory record
_STRICT = re.compile(
    rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|spreadsheetml|officeDocument/relationships)(/main)?"
)
_TRANSITIONAL = {
    b"wordprocessingml": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"spreadsheetml": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, struct.error)


@dataclass(slots=True)
class Package:
    """A zip container; `unpacked` counts the bytes that were unpacked so far, of all parts together."""

    archive: zipfile.ZipFile
    limits: Limits
    size: int  # bytes of the container itself
    unpacked: int = 0
    names: dict[str, zipfile.ZipInfo] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return _key(name) in self.names

    def read(self, name: str) -> bytes:
        """Unpack one part by its name (case does not count, as in Office)."""
        info = self.names.get(_key(name))
        if info is None:
            raise Unreadable("broken_file", f"The file has no part {name!r}; it is damaged. Fetch it again.")
        return self.unpack(info)

    def unpack(self, info: zipfile.ZipInfo) -> bytes:
        """Unpack one entry, counting bytes; past a limit it stops and refuses."""
        if info.flag_bits & 0x1:
            raise Unreadable(
                "encrypted",
                f"{info.filename!r} is protected by a password. Ask its publisher for an open copy.",
            )
        chunks, length = [], 0
        try:
            with self.archive.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    length += len(chunk)
                    self.unpacked += len(chunk)
                    self._check(info, length)
                    chunks.append(chunk)
        except NotImplementedError:
            raise Unreadable(
                "unsupported_format",
                f"{info.filename!r} is packed by method {info.compress_type}, which is not read; unpack it by hand.",
            ) from None
        except _BROKEN as error:
            raise Unreadable(
                "broken_file",
                f"Unpacking {info.filename!r} failed ({error}). The file is damaged; fetch it again.",
            ) from None
        return b"".join(chunks)

    def _check(self, info: zipfile.ZipInfo, length: int) -> None:
        limits = self.limits
        if self.unpacked > limits.max_unpacked:
            raise Unreadable(
                "too_large",
                f"The parts of this file unpack to more than {limits.max_unpacked:,} bytes (max_unpacked).",
            )
        packed = min(max(info.compress_size, 1), self.size)
        if length > _SMALL and length / packed > limits.max_zip_ratio:
            raise Unreadable(
                "zip_bomb",
                f"{info.filename!r} unpacks to more than {limits.max_zip_ratio:g} times its packed size of "
                f"{packed:,} bytes (max_zip_ratio).",
            )

    def xml(self, name: str) -> etree._Element:
        """Parse one XML part."""
        return parse_xml(self.read(name), name, max_depth=self.limits.max_depth)

    def xml_if_any(self, name: str) -> etree._Element | None:
        """Parse one XML part, or None where the container has none of that name."""
        return self.xml(name) if self.has(name) else None


def open_package(body: bytes, limits: Limits) -> Package:
    """Open a zip container; refuses a broken one, and one with more entries than the limit allows."""
    _check_directory(body, limits)
    try:
        archive = zipfile.ZipFile(io.BytesIO(body))
        entries = archive.infolist()
    except (*_BROKEN, UnicodeDecodeError) as error:
        raise Unreadable(
            "broken_file",
            f"The zip container cannot be opened ({error}). The file is damaged; fetch it again.",
        ) from None
    package = Package(archive=archive, limits=limits, size=len(body))
    for info in entries:
        package.names.setdefault(_key(info.filename), info)
    return package


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _check_directory(body: bytes, limits: Limits) -> None:
    """Refuse a directory too long to be read: the zip module would build it all in memory first."""
    directory = zip_directory(body)
    if directory is None:
        return  # zipfile refuses it in its own words
    entries, size, _ = directory
    most = (
        limits.max_members * 20
    )  # an Office file with pictures has many parts; they are not members of an archive
    if entries > most or size > most * (_DIRECTORY_ENTRY + 1024):
        raise Unreadable(
            "too_many_members",
            f"The container lists {entries:,} entries; at most {most:,} are read (max_members).",
        )


def parse_xml(data: bytes, name: str, *, max_depth: int = 400) -> etree._Element:
    """Parse XML without entities, document types or network; refuses what is not well-formed."""
    parser = _parser()
    try:
        root = etree.fromstring(_transitional(data), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        # so the parser says that memory ran out
        if getattr(error, "lineno", None) == 0 and re.match("unknown error|None", str(error)):
            raise MemoryError from None
        if "Excessive depth" in str(error):
            raise Unreadable(
                "too_deep", f"The part {name!r} nests its elements too deep; it is made to harm."
            ) from None
        kind: IssueKind = "xml_entities" if "ntity" in str(error) else "broken_file"
        raise Unreadable(kind, f"The part {name!r} is not well-formed XML ({error}).") from None
    docinfo = root.getroottree().docinfo
    if docinfo.internalDTD is not None:
        raise Unreadable(
            "xml_entities",
            f"The part {name!r} declares a document type, which Office never does; it is not read.",
        )
    if max_depth < _LIBXML_DEPTH and _deeper_than(root, max_depth):
        raise Unreadable(
            "too_deep", f"The part {name!r} nests elements more than {max_depth} deep (max_depth)."
        )
    return root


def _parser() -> etree.XMLParser:
    # huge_tree off keeps libxml2's own limits: depth 256, text nodes of 10 MB, growth by entities.
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _transitional(data: bytes) -> bytes:
    """Name the namespaces of "strict" files as ordinary files do, so that one reader serves both."""
    if b"purl.oclc.org/ooxml" not in data[:8192]:
        return data
    return _STRICT.sub(lambda m: _TRANSITIONAL[m.group(1)], data)


def _deeper_than(root: etree._Element, depth: int) -> bool:
    level = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        level += 1 if event == "start" else -1
        if level > depth:
            return True
    return False


def local(element: etree._Element) -> str:
    """Name of an element without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """Children by local name, in order."""
    if element is not None:
        for child in element:
            if local(child) in names:
                yield child


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along a path of local names, or None."""
    for name in path:
        element = next(children(element, name), None)
    return element


def attribute(element: etree._Element | None, name: str) -> str | None:
    """An attribute by its local name, whatever its namespace."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def descendants(element: etree._Element, names: Iterable[str]) -> Iterator[etree._Element]:
    """Descendants by local name, in document order."""
    wanted = set(names)
    return (e for e in element.iter() if local(e) in wanted)


def whole(element: etree._Element | None, name: str, default: int) -> int:
    """An attribute that is a whole number, from 0 to the rows of a sheet; else the default."""
    return min(max(whole_number(attribute(element, name), default), 0), 1_048_576)


def whole_number(text: str | None, default: int = 0) -> int:
    """Text as a whole number; the default where it is missing or no number."""
    try:
        return int(text) if text else default
    except ValueError:
        return default


def number(element: etree._Element | None) -> float | None:
    """The `val` of an element as a number, or None where it is missing or no number."""
    try:
        return float(attribute(element, "val") or "")
    except ValueError:
        return None
