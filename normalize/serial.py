"""Write documents, extractions and notice records to JSON and read them back, unchanged.

Every later room can so be run again without the earlier ones. Dates are ISO text, exact numbers are
text, tuples are lists; unknown keys are ignored on reading, missing ones take their defaults.
"""

from typing import TypeVar

import msgspec

from extract.model import Document, Extraction
from normalize.records import NoticeRecord

__all__ = ["extraction_from_json", "from_json", "record_from_json", "to_json"]

T = TypeVar("T", NoticeRecord, Extraction, Document)
_ENCODER = msgspec.json.Encoder(decimal_format="string")  # holds no state


def to_json(product: NoticeRecord | Extraction | Document) -> bytes:
    """Return a product as UTF-8 JSON on one line, keys in the order of its fields."""
    return _ENCODER.encode(product)


def from_json(data: bytes | str, kind: type[T]) -> T:
    """Read a product of `kind` back; raises msgspec.ValidationError naming the path of what does not fit."""
    return msgspec.json.decode(data, type=kind)


def record_from_json(data: bytes | str) -> NoticeRecord:
    """Read a NoticeRecord back."""
    return from_json(data, NoticeRecord)


def extraction_from_json(data: bytes | str) -> Extraction:
    """Read an Extraction back."""
    return from_json(data, Extraction)
