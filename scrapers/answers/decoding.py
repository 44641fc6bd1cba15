"""Bytes to text for reading listings and links. Evidence keeps the bytes; this is only how we look at
them.
"""

import codecs
import re
import zlib

META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
XML_CHARSET = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]{2,20})""")
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
WIDER = {  # a label means its superset: sites that say gb2312 use characters of GB18030
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "iso-8859-1": "cp1252", "latin-1": "cp1252",
}  # fmt: skip


def decode(body: bytes, declared: str | None = None) -> str:
    """The text of a page: byte order mark, strict UTF-8, then what header and page declare, then GB18030,
    Big5.

    Strict UTF-8 goes before the declarations because bytes that pass it by accident are next to unknown,
    while wrong declarations are common. Where nothing fits, the reading with the fewest U+FFFD is taken.
    """
    for mark, encoding in BOMS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    candidates = ["utf-8", *declarations(body, declared), "gb18030", "big5hkscs"]
    for encoding in candidates:
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    readings = (body.decode(encoding, "replace") for encoding in candidates)
    return min(readings, key=lambda text: text.count("\ufffd"))


def declarations(body: bytes, declared: str | None) -> list[str]:
    """The encodings that header and page name, known ones only, each widened to its superset."""
    found = [declared] if declared else []
    for pattern in (XML_CHARSET, META_CHARSET):
        if match := pattern.search(body[:4096]):
            found.append(match.group(1).decode("ascii"))
    return [name for label in found if (name := known(label))]


def known(label: str) -> str | None:
    """The Python codec for a label, or None for one that does not exist or is no text encoding."""
    name = label.strip().strip("\"'").lower()
    try:
        found = codecs.lookup(WIDER.get(name, name)).name
    except LookupError:
        return None
    return None if found in ("cp1252", "ascii", "utf-7", "idna", "punycode") else found


def unpacked(body: bytes, most: int) -> bytes:
    """What a gzip file holds (sitemap.xml.gz), at most so many bytes of it; nothing where it is damaged."""
    try:
        return zlib.decompressobj(wbits=31).decompress(body, most)
    except zlib.error:
        return b""


def charset_of(content_type: str | None) -> str | None:
    """The charset parameter of a Content-Type header."""
    match = re.search(r"charset\s*=\s*[\"']?([\w-]+)", content_type or "", re.IGNORECASE)
    return match.group(1).lower() if match else None
