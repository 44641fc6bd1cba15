"""Cut RTF into control words, groups and bytes of text, and decode the bytes (RTF 1.9.1)."""

import re
from collections.abc import Iterator
from typing import Literal

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<value>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|[\r\n\x00]+|(?P<text>[^\\{}\r\n\x00]+)|\\"
)
Token = tuple[Literal["word", "byte", "sign", "brace", "text"], bytes, int | None]
_CHARSETS = {
    0: "cp1252", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_PAGES = {936: "gb18030", 54936: "gb18030", 950: "cp950", 65001: "utf-8"}
_WIDE = frozenset({"gb18030", "cp950", "cp932", "cp949", "johab", "utf-8"})


def tokens(data: bytes) -> Iterator[Token]:
    """Tokens in order; binary data (`\\bin`) is jumped over."""
    at = 0
    while (match := _TOKEN.match(data, at)) is not None:
        at = match.end()
        word = match.group("word")
        if word is not None:
            value = match.group("value")
            number = None if value is None else int(value)
            if word == b"bin" and number is not None and number > 0:
                at += number
            yield "word", word, number
        elif (digits := match.group("hex")) is not None:
            yield "byte", bytes([int(digits, 16)]), None
        elif (sign := match.group("sign")) is not None:
            yield "sign", sign, None
        elif (brace := match.group("brace")) is not None:
            yield "brace", brace, None
        elif (text := match.group("text")) is not None:
            yield "text", text, None


def code_page(number: int | None) -> str:
    """Python's name of the code page `\\ansicpg` names."""
    name = _PAGES.get(number or 0, f"cp{number}")
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name


def charset(number: int | None) -> str | None:
    """Python's name of the encoding of a font's character set."""
    return _CHARSETS.get(number or 0)


def decode(data: bytes, font: str | None, page: str) -> str:
    """Decode text bytes: a font of an East Asian set says the encoding, else the page of the document does (empty: not said)."""
    candidates: list[str | None] = [font] if font in _WIDE else []
    if not page:  # not said: the region's own encoding before the Western one
        candidates += ["gb18030", font, "cp1252"]
    else:
        candidates += [page] if page in _WIDE else [font or page, page, "gb18030"]
    for name in candidates:
        try:
            return data.decode(name or "cp1252")
        except UnicodeDecodeError:
            continue
    return data.decode(page if page in _WIDE else "gb18030", "replace")
