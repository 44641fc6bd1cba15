"""Which files are read in the calling process itself, because a switch of processes would cost more than reading them."""

from dataclasses import replace

from extract.files.deadline import can_be_ended
from extract.model import Unreadable
from extract.reading import recognise
from scrapers.items import RawNotice

_INLINE_BYTES = 256_000
_LONG_TAG = 4096  # bytes; a longer one may be crowded with attributes
_INLINE_FORMATS = frozenset({"html", "text"})


def is_inline(raw: RawNotice) -> bool:
    """Whether a file is read in this process: text and pages of usual size, where a deadline can end it."""
    if raw.later:
        whole = sum(len(page.body) for page in (raw, *raw.later))
        return whole <= _INLINE_BYTES and all(map(is_inline, (replace(raw, later=()), *raw.later)))
    if len(raw.body) > _INLINE_BYTES or not can_be_ended():
        return False
    try:
        return recognise(raw).name in _INLINE_FORMATS and not _is_crowded(raw.body)
    except Unreadable:
        return True  # the refusal costs nothing


def _is_crowded(body: bytes) -> bool:
    """Whether a tag may have so many attributes that parsing it takes seconds: the parser compares all pairs."""
    tags = body.split(b"<")
    if max(map(len, tags)) <= _LONG_TAG:
        return False
    return any(tag.count(b"=") > 300 or len(tag.split()) > 1500 for tag in tags if len(tag) > _LONG_TAG)
