"""Decode the bytes of text and HTML files.

Declarations are taken at their word only as long as the bytes agree: valid UTF-8 wins, a declared legacy
charset must decode cleanly, and Chinese text must look like Chinese. What is not sure is said in `doubt`.
"""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.vocabulary import vocabulary

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_META_WITHIN = 4096  # bytes; browsers look at 1024, old pages keep it further down
_SAMPLE = 64 * 1024
_SURELY_CHINESE = 0.35  # share of common characters; other decodings of the same bytes stay below 0.1
_CHINESE = ("gb18030", "big5hkscs")
_LOST = "\ufffd"
_WIDE = re.compile("[\u0080-\u1fff\u3040-\ufeff\ufff0-\U0010ffff]")  # beyond ASCII, punctuation aside
_NO_WORDS = re.compile("[\x00-\x7f\uff00-\uffef\u2000-\u303f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a file, how it was decoded, and what is doubtful about it."""

    text: str
    encoding: str
    doubt: str | None = None


@cache
def _data() -> tuple[dict[str, str], frozenset[str]]:
    data = vocabulary("html_charsets")
    return data["codecs"], frozenset(data["plausible"]["characters"].replace("\n", ""))


@lru_cache(maxsize=256)
def codec_of(label: str | None) -> str | None:
    """The codec that reads a declared charset; None where the label is unknown."""
    if not label:
        return None
    name = label.strip().strip("\"'").lower()
    known = _data()[0].get(name, name)
    try:
        return known if codecs.lookup(known)._is_text_encoding else None
    except (LookupError, ValueError):
        return None


def declared_in(body: bytes) -> str | None:
    """The charset that a page's own <meta> or XML declaration names."""
    match = _META.search(_COMMENT.sub(b"", body[:_META_WITHIN]))
    return match[1].decode("ascii", "replace") if match else None


def decode(body: bytes, *, declared: str | None = None, markup: bool = False) -> Decoded:
    """Decode a file. `declared` is what the server said; a page's own <meta> is read if `markup`."""
    for bom, codec in _BOMS:
        if body.startswith(bom):
            return Decoded(text=body[len(bom) :].decode(codec, "replace"), encoding=codec)
    wide = wide_codec(body)
    if wide:
        return Decoded(text=body.decode(wide, "replace"), encoding=wide)
    inside = declared_in(body) if markup else None
    claims = [label for label in (declared, inside) if label]
    if body.isascii() and b"\x1b$" not in body[:_SAMPLE]:
        return Decoded(text=body.decode("ascii"), encoding="ascii")
    return _as_utf8(body, claims) or _as_claimed(body, claims) or _as_guessed(body, claims)


def wide_codec(body: bytes) -> str | None:
    """UTF-16, by its byte order mark or without one: markup leaves zeros on one side, Chinese its common characters."""
    head = body[:_META_WITHIN]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if head and b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 10 >= len(head) and min(even, odd) * 20 <= max(even, odd):
        return "utf-16-le" if odd > even else "utf-16-be"
    if max(even, odd):  # a line break or a digit, at least
        for codec in ("utf-16-le", "utf-16-be"):
            if _share(head[: len(head) // 2 * 2].decode(codec, "replace")) > _SURELY_CHINESE:
                return codec
    return None


def _as_utf8(body: bytes, claims: list[str]) -> Decoded | None:
    others = [c for c in claims if codec_of(c) not in ("utf-8", None)]
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _as_damaged_utf8(body)
    if (
        others
        and len(_WIDE.findall(text[:_SAMPLE])) < 8
        and _plausible(body, codec_of(others[0]) or "") > _share(text)
    ):
        return None  # a handful of bytes that happen to be valid UTF-8
    doubt = f"declared {_list(others)}, but the bytes are valid UTF-8; read as UTF-8" if others else None
    return Decoded(text=text, encoding="utf-8", doubt=doubt)


def _as_damaged_utf8(body: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes (cut in the middle, two encodings on one page)."""
    text = body.decode("utf-8", "replace")
    lost = text.count(_LOST)
    sound = len(text) - len(text.encode("ascii", "ignore")) - lost
    if lost * 20 > sound:
        return None
    return Decoded(
        text=text, encoding="utf-8", doubt=f"{lost} places are not valid UTF-8 and could not be read"
    )


def _as_claimed(body: bytes, claims: list[str]) -> Decoded | None:
    codecs_named = list(dict.fromkeys(c for c in map(codec_of, claims) if c and c != "utf-8"))
    if not codecs_named:
        return None
    best = codecs_named[0]
    if len(codecs_named) > 1:
        best = max(codecs_named, key=lambda codec: _plausible(body, codec))
    text = body.decode(best, "replace")
    lost = text.count(_LOST)
    if lost * 100 > len(text) or _looks_wrong(body, best):
        return None
    contradicted = [c for c in claims if codec_of(c) != best]
    doubt = f"declared {_list(claims)}; the bytes agree with {best}" if contradicted else None
    if lost:
        doubt = f"{lost} places are not valid {best} and could not be read"
    return Decoded(text=text, encoding=best, doubt=doubt)


def _looks_wrong(body: bytes, codec: str) -> bool:
    """Whether another charset makes Chinese of the bytes: servers declare ISO-8859-1 of whatever they send."""
    mine = _plausible(body, codec)
    if codec in _CHINESE and 2.5 * mine >= 1:
        return False  # no other is as plausible as it would have to be
    other = max(_plausible(body, chinese) for chinese in _CHINESE if chinese != codec)
    if codec not in _CHINESE:
        return other > max(2 * mine, _SURELY_CHINESE)
    return (mine < 0.1 and other > max(2 * mine, 0.15)) or other > max(2.5 * mine, 0.5)


def _as_guessed(body: bytes, claims: list[str]) -> Decoded:
    scores = {codec: _plausible(body, codec) for codec in _CHINESE}
    best = max(scores, key=lambda codec: scores[codec])
    if scores[best] < 0.12:
        from charset_normalizer import from_bytes  # noqa: PLC0415 - for what is hardly ever met

        found = from_bytes(_dense_sample(body)).best()
        best = codec_of(found.encoding) or "cp1252" if found else "cp1252"
    text = body.decode(best, "replace")
    said = f"declared {_list(claims)}, which the bytes contradict" if claims else "no charset declared"
    return Decoded(text=text, encoding=best, doubt=f"{said}; read as {best}, the likeliest by its characters")


def _dense_sample(body: bytes) -> bytes:
    """A piece of the file with bytes beyond ASCII in it."""
    match = re.search(rb"[\x80-\xff]", body)
    start = max(0, (match.start() if match else 0) - 256)
    return body[start : start + 8192]


def _plausible(body: bytes, codec: str) -> float:
    """Share of common characters among the Han characters of a decoding, less what is lost."""
    if not codec:
        return 0.0
    return _share(_dense_sample(body).decode(codec, "replace"))


def _share(text: str) -> float:
    common = _data()[1]
    wide = _NO_WORDS.sub("", text)
    return sum(map(common.__contains__, wide)) / len(wide) if wide else 0.0


def _list(claims: Iterable[str]) -> str:
    return " and ".join(dict.fromkeys(claims))
