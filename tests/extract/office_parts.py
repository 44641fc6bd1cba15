"""Office files put together from raw parts, for structures that libraries which write such files never make."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NS = f'xmlns:w="{W}"'


def word_package(
    body: str, *, styles: str = "", numbering: str = "", more: Mapping[str, bytes] | None = None
) -> bytes:
    """A Word file around raw XML: `body` inside `w:body`, parts for styles and numbering if wanted."""

    def part(name: str, inside: str) -> bytes:
        return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_ALL}>{inside}</w:{name}>'.encode()

    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return zipped(
        {
            "_rels/.rels": _relations({"rId1": (f"{kinds}/officeDocument", "word/document.xml")}),
            "word/_rels/document.xml.rels": _relations(
                {
                    "rId1": (f"{kinds}/styles", "styles.xml"),
                    "rId2": (f"{kinds}/numbering", "numbering.xml"),
                    "rId3": (f"{kinds}/aFChunk", "page.htm"),
                }
            ),
            "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
            "word/styles.xml": part("styles", styles),
            "word/numbering.xml": part("numbering", numbering),
            **(more or {}),
        }
    )


_ALL = (
    f'{_NS} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def _relations(targets: Mapping[str, tuple[str, str]]) -> bytes:
    entries = "".join(f'<Relationship Id="{i}" Type="{t}" Target="{p}"/>' for i, (t, p) in targets.items())
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{entries}</Relationships>'.encode()


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """XML of a paragraph of one run."""
    look = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{look}<w:r>{f"<w:rPr>{run}</w:rPr>" if run else ""}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def workbook(
    sheets: Mapping[str, str], *, styles: str = "", strings: Sequence[str] = (), book: str = ""
) -> bytes:
    """An Excel file around raw XML: for each sheet, what stands inside `worksheet`."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    listed = "".join(
        f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"/>' for i, name in enumerate(sheets, start=1)
    )
    targets = {
        f"rId{i}": (f"{kinds}/worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(sheets) + 1)
    }
    targets |= {
        "rId90": (f"{kinds}/styles", "styles.xml"),
        "rId91": (f"{kinds}/sharedStrings", "sharedStrings.xml"),
    }
    parts = {
        "_rels/.rels": _relations({"rId1": (f"{kinds}/officeDocument", "xl/workbook.xml")}),
        "xl/_rels/workbook.xml.rels": _relations(targets),
        "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{kinds}">{book}<sheets>{listed}</sheets></workbook>'.encode(),
        "xl/styles.xml": f'<styleSheet xmlns="{space}">{styles}</styleSheet>'.encode(),
        "xl/sharedStrings.xml": f'<sst xmlns="{space}">{"".join(strings)}</sst>'.encode(),
    }
    for i, inside in enumerate(sheets.values(), start=1):
        parts[f"xl/worksheets/sheet{i}.xml"] = f'<worksheet xmlns="{space}">{inside}</worksheet>'.encode()
    return zipped(parts)


def rar_stored(files: Mapping[str, bytes], *, method: int = 0x30) -> bytes:
    """A RAR 4 archive whose files are stored as they are (`method` 0x30; others only claim to be packed)."""

    def block(kind: int, flags: int, fields: bytes) -> bytes:
        rest = struct.pack("<BHH", kind, flags, 7 + len(fields)) + fields
        return struct.pack("<H", zlib.crc32(rest) & 0xFFFF) + rest

    out = b"Rar!\x1a\x07\x00" + block(0x73, 0, bytes(6))
    for name, body in files.items():
        raw = name.encode("ascii")
        fields = (
            struct.pack(
                "<IIBIIBBHI", len(body), len(body), 2, zlib.crc32(body), 0, 20, method, len(raw), 0x20
            )
            + raw
        )
        out += block(0x74, 0x8000, fields) + body
    return out + block(0x7B, 0x4000, b"")


def rar5_stored(files: Mapping[str, bytes], *, links: Mapping[str, str] | None = None) -> bytes:
    """A RAR 5 archive whose files are stored as they are, and symbolic links (name: target)."""

    def number(value: int) -> bytes:
        more = value >> 7
        return bytes([value & 0x7F | (0x80 if more else 0)]) + (number(more) if more else b"")

    def numbers(*values: int) -> bytes:
        return b"".join(map(number, values))

    def block(fields: bytes, body: bytes = b"") -> bytes:
        rest = number(len(fields)) + fields
        return struct.pack("<I", zlib.crc32(rest)) + rest + body

    def entry(name: str, body: bytes, extra: bytes = b"") -> bytes:
        flags = numbers(2, 3, len(extra)) if extra else numbers(2, 2)  # file; with data, with extra
        facts = numbers(len(body), 4, len(body), 0o644) + struct.pack("<I", zlib.crc32(body))
        raw = name.encode()
        return block(flags + facts + numbers(0, 1, len(raw)) + raw + extra, body)

    def link(target: str) -> bytes:
        record = numbers(5, 1, 0, len(target)) + target.encode("ascii")
        return number(len(record)) + record

    entries = [entry(name, body) for name, body in files.items()]
    entries += [entry(name, b"", link(target)) for name, target in (links or {}).items()]
    return b"Rar!\x1a\x07\x01\x00" + block(numbers(1, 0, 0)) + b"".join(entries) + block(numbers(5, 0, 0))


def zipped(files: Mapping[str, bytes], *, name_encoding: str | None = None) -> bytes:
    """A zip archive; with `name_encoding`, names are written as old programs of the region do."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            info = zipfile.ZipInfo(name)
            if name_encoding is not None:
                info = _LegacyName(name, name_encoding)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, body)
    return out.getvalue()


class _LegacyName(zipfile.ZipInfo):
    """An entry whose name is bytes of a code page, without the flag that says UTF-8."""

    __slots__ = ("_raw",)

    def __init__(self, name: str, encoding: str) -> None:
        super().__init__(name)
        self._raw = name.encode(encoding)

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self._raw, self.flag_bits & ~0x800
