"""Makers of hostile files of every format: what a bad upload or a bad actor puts on a site."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.extract.office_parts import paragraph, word_package, workbook, zipped

MIB = 1024 * 1024


def page(body: str) -> bytes:
    return f"<!doctype html><html><head><meta charset=utf-8><title>x</title></head><body>{body}</body></html>".encode()


def laughs(root: str, inside: str) -> bytes:
    """Ten entities, each ten times the one before: a thousand million copies."""
    entities = '<!ENTITY l0 "lol">' + "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    return f"<?xml version='1.0'?><!DOCTYPE {root} [{entities}]>{inside}".encode()


def quadratic(root: str, inside: str) -> bytes:
    """One long entity, used often."""
    often = inside.replace("&l9;", "&a;" * 100_000)
    return f"<?xml version='1.0'?><!DOCTYPE {root} [<!ENTITY a '{'x' * 3000}'>]>{often}".encode()


def outside(root: str, inside: str) -> bytes:
    """An entity that wants a file of the machine."""
    return (
        f"<?xml version='1.0'?><!DOCTYPE {root} [<!ENTITY l9 SYSTEM 'file:///etc/passwd'>]>{inside}".encode()
    )


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD = f'<w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>'
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRINGS = f'<sst xmlns="{_S}"><si><t>&l9;</t></si></sst>'
_SHEET_2003 = (
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell><Data>&l9;</Data>'
    "</Cell></Row></Table></Worksheet></Workbook>"
)


def with_part(name: str, body: bytes) -> bytes:
    """A Word file with one part replaced or added."""
    return word_package(paragraph("正文"), more={name: body})


def word_attack(attack: Callable[[str, str], bytes]) -> bytes:
    """A Word file whose document is the attack."""
    return with_part("word/document.xml", attack("d", _WORD))


def strings_attack(attack: Callable[[str, str], bytes]) -> bytes:
    """An Excel file whose shared strings are the attack."""
    made = workbook(
        {"s": '<sheetData><row><c t="s"><v>0</v></c></row></sheetData>'}, strings=("<si><t>x</t></si>",)
    )
    return replaced(made, "xl/sharedStrings.xml", lambda old: attack("sst", _STRINGS))


def workbook_attack(attack: Callable[[str, str], bytes]) -> bytes:
    """An XML spreadsheet that is the attack."""
    return attack("Workbook", _SHEET_2003)


def replaced(package: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A zip package with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            body = old.read(info)
            new.writestr(info.filename, change(body) if info.filename == name else body)
    return out.getvalue()


def mail(kind: str, body: bytes) -> bytes:
    """A MIME message as web archives are."""
    return f"MIME-Version: 1.0\nContent-Type: {kind}\n\n".encode() + body


def deep_word(levels: int) -> bytes:
    opened = "<w:sdt><w:sdtContent>" * levels
    closed = "</w:sdtContent></w:sdt>" * levels
    return word_package(opened + paragraph("深") + closed)


def nested_tables(levels: int) -> bytes:
    inside = paragraph("内")
    for _ in range(levels):
        inside = f"<w:tbl><w:tr><w:tc>{inside}</w:tc><w:tc>{paragraph('旁')}</w:tc></w:tr></w:tbl>"
    return word_package(inside)


def styles_in_a_ring() -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{i}"><w:basedOn w:val="s{(i + 1) % 50}"/></w:style>'
        for i in range(50)
    )
    return word_package(paragraph("正文", '<w:pStyle w:val="s1"/>'), styles=styles)


def pasted_picture(picture: bytes) -> bytes:
    """A Word file that is nothing but one picture."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    listed = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{relation}" Target="a.png"/></Relationships>'
    )
    shape = '<w:p><w:r><w:pict><v:shape><v:imagedata r:id="rId9"/></v:shape></w:pict></w:r></w:p>'
    return word_package(shape, more={"word/_rels/document.xml.rels": listed.encode(), "word/a.png": picture})


def wide_spans() -> bytes:
    row = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>' + paragraph("甲") + "</w:tc></w:tr>"
    return word_package(f"<w:tbl>{row * 300}</w:tbl>")


def huge_numbers() -> bytes:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="999999999"/><w:numFmt w:val="upperLetter"/>'
        '<w:lvlText w:val="%1%1%1%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    listed = '<w:numPr><w:ilvl w:val="77"/><w:numId w:val="1"/></w:numPr>'
    return word_package(paragraph("甲", listed) * 3, numbering=numbering)


def far_cells() -> bytes:
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
        '<row r="5"><c r="A5"><v>1e308</v></c><c r="B5"><v>nan</v></c><c r="C5" t="s"><v>-1</v></c></row>'
    )
    merges = "".join(f'<mergeCell ref="A{i}:XFD{1048576 - i}"/>' for i in range(1, 300))
    return workbook({"s": f"<sheetData>{cells}</sheetData><mergeCells>{merges}</mergeCells>"})


def cell_outside() -> bytes:
    return workbook({"s": '<sheetData><row r="99999999"><c r="A1"><v>1</v></c></row></sheetData>'})


def zip_of(size: int, name: str = "a.txt") -> bytes:
    """One member that unpacks to `size` zeros; the directory tells the truth."""
    return zipped({name: bytes(size)})


def lying_zip() -> bytes:
    """A member of 80 MB whose directory says 10 bytes."""
    body = bytearray(zipped({"a.txt": bytes(80 * MIB)}))
    real = struct.pack("<I", 80 * MIB)
    at = body.find(real)
    while at >= 0:
        body[at : at + 4] = struct.pack("<I", 10)
        at = body.find(real, at)
    return bytes(body)


def zip_in_zip(levels: int) -> bytes:
    body = zipped({"a.html": page("<p>正文</p>")})
    for i in range(levels):
        body = zipped({f"{i}.zip": body})
    return body


def ole(entries: int = 0) -> bytes:
    """A compound file whose directory chain runs in a circle."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head[24:34] = struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head[48:52] = struct.pack("<I", 1)
    head[44:48] = struct.pack("<I", 1)
    head[76:80] = struct.pack("<I", 0)
    head[80:512] = b"\xff" * 432
    fat = struct.pack("<128I", 0xFFFFFFFD, 1, *([0xFFFFFFFF] * 126))
    entry = (
        "WordDocument".encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBB", 26, 2, 0)
        + struct.pack("<III", 1, 1, 1)
    )
    return bytes(head) + fat + (entry + bytes(48)) * 4


def pdf(objects: list[str], *, trailer: str = "") -> bytes:
    """A PDF of raw objects, with a right table of where they stand."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{p:010d} 00000 n \n".encode() for p in places)
    return (
        out + f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF".encode()
    )


def pdf_page_ring() -> bytes:
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[2 0 R]/Parent 2 0 R>>"])


def pdf_of(content: str, box: str = "0 0 595 842", pages: int = 1) -> bytes:
    kids = " ".join("3 0 R" for _ in range(pages))
    return pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Count {pages}/Kids[{kids}]>>",
            f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>",
            f"<</Length {len(content)}>>stream\n{content}\nendstream",
            "<</Type/Font/Subtype/Type0/BaseFont/None/Encoding/Identity-H/DescendantFonts[7 0 R]>>",
            "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 5>>stream\n/X Do\nendstream",
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/None/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>>>",
        ]
    )


def pdf_bomb() -> bytes:
    packed = zlib.compress(b"q Q " * 12_000_000, 9)
    body = pdf_of("X").replace(
        b"<</Length 1>>stream\nX", b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed
    )
    return body


def pdf_echo(levels: int = 9) -> bytes:
    """Forms that each draw the next one ten times: a thousand million strokes from two kilobytes."""
    forms = [
        f"<</Type/XObject/Subtype/Form/BBox[0 0 900 900]/Resources<</XObject<</X {5 + i} 0 R>>>>/Length 50>>"
        f"stream\n{'/X Do ' * 10}\nendstream"
        for i in range(levels)
    ]
    return pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Count 1/Kids[3 0 R]>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 4 0 R>>>>>>",
            *forms,
            "<</Type/XObject/Subtype/Form/BBox[0 0 900 900]/Length 26>>stream\n0 0 m 500 800 l 9 w S     \nendstream",
        ]
    )


def png(width: int, height: int) -> bytes:
    """A picture that claims a size and carries next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


def noise(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)


def numbered(line: str, times: int) -> bytes:
    return "\n".join([line] * times).encode()
