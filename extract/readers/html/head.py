"""Metadata at the first lines of a page's body whose labels no colon follows, or which lost their labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from extract.readers.furniture.head_fields import unlisted, without_colons, without_labels
from extract.readers.html.line import Line
from extract.readers.html.main import Region

_MOST_HEAD, _LONGEST_HEAD = 14, 120  # lines of the head, and characters of one


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundField:
    """A metadata field on the page: what is printed, and the value in it."""

    key: str
    value: str
    shown: str  # label and value as printed; ends in the value


def fields_of_head(lines: Sequence[Line], region: Region) -> dict[int, list[FoundField]]:
    """Fields whose labels no colon follows, and values that lost their labels, at the first lines of the body."""
    head = list(takewhile(lambda i: len(lines[i].text) <= _LONGEST_HEAD, region.kept[:_MOST_HEAD]))
    texts = [unlisted(lines[i].spaced) if lines[i].grid is None else "" for i in head]
    known = [n for n, i in enumerate(head) if lines[i].metadata]
    found = without_colons(texts, known, ()) | without_labels(texts, ())
    return {head[n]: [FoundField(key=k, value=v, shown=w) for k, v, w in f] for n, f in found.items()}
