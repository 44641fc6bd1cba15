"""Tell container formats apart by what stands in them: zip packages and OLE compound files.

Only directories are looked at; nothing is unpacked. Damaged containers give what was found until then.
"""

import re
import struct

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RAR = (b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00")
SEVEN_ZIP = b"7z\xbc\xaf\x27\x1c"
UNSUPPORTED = frozenset({"encrypted", "ppt", "pptx", "odf", "xlsb", "7z", "ole", "broken_zip"})
_WORKBOOK_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
_WORD_XML = (
    b"http://schemas.microsoft.com/office/word/2003/wordml",
    b"http://schemas.microsoft.com/office/2006/xmlPackage",
)
_BIFF = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")
_BLANKS = b" \t\r\n\xef\xbb\xbf"
_HEAD = 4096
_END = 65_557  # bytes at the end of a zip file that may hold the end of its directory
_FREE = 0xFFFFFFFA  # sector numbers from here on are marks, not sectors
_MOST_ENTRIES = 20_000


def zip_directory(body: bytes) -> tuple[int, int, int] | None:
    """Entries and bytes that the end of a zip file says of its directory, and where that begins; None without an end."""
    at = body.rfind(b"PK\x05\x06", max(0, len(body) - _END))
    if at < 0 or at + 22 > len(body):
        return None
    entries, size, offset = struct.unpack("<HII", body[at + 10 : at + 20])
    far = body.rfind(b"PK\x06\x06", max(0, at - _END), at) if body[at - 20 : at - 16] == b"PK\x06\x07" else -1
    if far >= 0 and far + 56 <= at:  # ZIP64: the directory ends where a longer end begins
        entries, size, offset = struct.unpack("<QQQ", body[far + 32 : far + 56])
        at = far
    return (
        entries,
        size,
        at - size if size <= at else offset,
    )  # from the end: something may stand before the archive


def zip_names(body: bytes) -> list[str]:
    """Names in the central directory of a zip file, lower-case, with forward slashes."""
    directory = zip_directory(body)
    if directory is None:
        return []
    start = directory[2]
    names: list[str] = []
    while body[start : start + 4] == b"PK\x01\x02" and start + 46 <= len(body) and len(names) < _MOST_ENTRIES:
        name, extra, comment = struct.unpack("<HHH", body[start + 28 : start + 34])
        names.append(body[start + 46 : start + 46 + name].decode("latin-1").replace("\\", "/").lower())
        start += 46 + name + extra + comment
    return names


def is_workbook_2003(body: bytes) -> bool:
    """Is this an Excel workbook as XML of 2003?"""
    return body.lstrip(_BLANKS).startswith(b"<?xml") and _WORKBOOK_2003 in body[:_HEAD]


def is_record(body: bytes) -> bool:
    """May these bytes be a JSON object? They are parsed by who reads them."""
    return (
        body.lstrip(_BLANKS)[:1] == b"{"
        and body[:_HEAD].lstrip(_BLANKS + b"{")[:1] == b'"'
        and body.rstrip()[-1:] == b"}"
    )


def is_zip(body: bytes) -> bool:
    return body.startswith((ZIP, EMPTY_ZIP))


def zip_kind(body: bytes) -> str:
    """`docx`, `xlsx`, `xlsb`, `pptx`, `ofd`, `odt`, `ods`, `odf` for others of that family, `encrypted`; `zip` for an
    archive of files, `broken_zip` for one whose directory is missing; empty for no zip."""
    if not is_zip(body):
        return ""
    names = zip_names(body)
    if not names and not body.startswith(EMPTY_ZIP):
        return "broken_zip"
    for kind, pattern in _PACKAGES:
        if any(pattern.fullmatch(name) for name in names):
            return _opendocument(body, names) if kind == "odf" else kind
    if "[content_types].xml" in names:  # an Office file that keeps its parts elsewhere
        loose = {"document.xml": "docx", "workbook.xml": "xlsx", "presentation.xml": "pptx"}
        return next((loose[base] for name in names if (base := name.rpartition("/")[2]) in loose), "zip")
    return "zip"


_PACKAGES = (
    ("docx", re.compile(r"/?word/document\d*\.xml")),
    ("xlsb", re.compile(r"/?xl/workbook\d*\.bin")),
    ("xlsx", re.compile(r"/?xl/workbook\d*\.xml")),
    ("pptx", re.compile(r"/?ppt/presentation\d*\.xml")),
    ("ofd", re.compile(r"/?ofd\.xml")),
    ("encrypted", re.compile(r"encrypted-package")),
    ("odf", re.compile(r"content\.xml")),
)
_OPENDOCUMENT = re.compile(rb"mimetype(?:=[\"'])?application/vnd\.oasis\.opendocument\.([a-z]+)")
_OPENDOCUMENT_KINDS = {b"text": "odt", b"spreadsheet": "ods"}


def _opendocument(body: bytes, names: list[str]) -> str:
    """Which of its family: the first entry says it in plain bytes, where the file is as the standard wants it."""
    said = _OPENDOCUMENT.search(body[:_HEAD])
    if said:
        return _OPENDOCUMENT_KINDS.get(said[1], "odf")
    return "odt" if {"mimetype", "meta-inf/manifest.xml"} & set(names) else "zip"


def opendocument_kind(body: bytes) -> str:
    """`odt` or `ods`, packed or as one XML file; a file that does not say which counts as a text. Else empty or another."""
    head = body[:_HEAD]
    if is_zip(body):
        return zip_kind(body)
    if b"<office:document" in head and b"urn:oasis:names:tc:opendocument" in head:
        said = _OPENDOCUMENT.search(head)
        return _OPENDOCUMENT_KINDS.get(said[1] if said else b"", "odt")
    return ""


def is_archive(body: bytes) -> bool:
    """Whether bytes are an archive of files; Office files are zip containers and no archives."""
    return body.startswith(RAR) or zip_kind(body) == "zip"


def is_xls(body: bytes) -> bool:
    """Whether bytes are an old Excel workbook: in a compound file, or a bare stream of records (BIFF 2 to 4)."""
    if body.startswith(OLE):
        return ole_kind(body) == "xls"
    return body[:2] in _BIFF and body[2:4] in (b"\x04\x00", b"\x06\x00", b"\x08\x00", b"\x10\x00")


def is_word_xml(body: bytes) -> bool:
    """Whether bytes are a Word document in one XML file (Word 2003, Flat OPC)."""
    head = body[:_HEAD]
    return b"<" in head[:16] and any(mark in head for mark in _WORD_XML)


def is_web_archive(body: bytes) -> bool:
    """Whether bytes begin with the headers of a MIME message that holds a page."""
    head = body[:_HEAD].lstrip().lower()
    starts = head.startswith(
        (b"mime-version:", b"from:", b"content-type:", b"subject:", b"snapshot-content-location:")
    )
    return starts and b"content-type:" in head and (b"multipart/" in head or b"text/html" in head)


def unsupported_kind(body: bytes) -> str:
    """Which known format that is not read this is; empty for none of them."""
    if body.startswith(SEVEN_ZIP):
        return "7z"
    kind = ole_kind(body) if body.startswith(OLE) else zip_kind(body)
    return kind if kind in UNSUPPORTED else ""


def ole_kind(body: bytes) -> str:
    """`doc`, `xls`, `ppt`, `encrypted`, or `ole` for another compound file; empty for no compound file."""
    if not body.startswith(OLE):
        return ""
    names = {name.lower() for name in ole_names(body)}
    if "encryptedpackage" in names:
        return "encrypted"
    if "worddocument" in names:
        return "doc"
    if names & {"workbook", "book"}:
        return "xls"
    return "ppt" if "powerpoint document" in names else "ole"


def ole_names(body: bytes) -> list[str]:
    """Names of the entries at the top of an OLE compound file [MS-CFB]."""
    try:
        entries = _directory(body)
        return [entries[i][0] for i in _siblings(entries, entries[0][3])] if entries else []
    except (struct.error, IndexError):
        return []


def _directory(body: bytes) -> list[tuple[str, int, int, int]]:
    """(name, left, right, child) of every directory entry."""
    size = 1 << struct.unpack("<H", body[30:32])[0]
    if size not in (512, 4096):
        return []
    fat: list[int] = []
    for sector in struct.unpack("<109I", body[76:512]):
        if sector < _FREE:
            data = body[(sector + 1) * size : (sector + 2) * size]
            fat += struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
    entries: list[tuple[str, int, int, int]] = []
    sector, seen = struct.unpack("<I", body[48:52])[0], set[int]()
    while sector < len(fat) and sector not in seen and len(entries) < _MOST_ENTRIES:
        seen.add(sector)
        data = body[(sector + 1) * size : (sector + 2) * size]
        for at in range(0, len(data) - 127, 128):
            length = min(max(struct.unpack("<H", data[at + 64 : at + 66])[0] - 2, 0), 62)
            name = data[at : at + length].decode("utf-16-le", "replace")
            entries.append((name, *struct.unpack("<III", data[at + 68 : at + 80])))
        sector = fat[sector]
    return entries


def _siblings(entries: list[tuple[str, int, int, int]], first: int) -> list[int]:
    """Indexes of the entries in one tree of siblings."""
    found: list[int] = []
    queue, seen = [first], set[int]()
    while queue:
        index = queue.pop()
        if index < len(entries) and index not in seen:
            seen.add(index)
            found.append(index)
            queue += entries[index][1:3]
    return found
