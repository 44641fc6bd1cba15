"""Golden documents with marks exchanged for others that say the same tell the same rows, but for a known share."""

from collections import Counter
from functools import cache
from pathlib import Path
from zlib import crc32

import pytest

from tests.extract.dressing import rows_of
from tests.extract.redressing import DRESSES, dressed

GOLDEN = Path(__file__).parents[1] / "golden"
_OF = 4  # one document of so many, another choice for each dress


@cache
def _usual(path: Path) -> Counter[tuple[object, ...]]:
    return Counter(rows_of(path.name, path.read_bytes()))


@pytest.mark.parametrize("name", DRESSES)
def test_other_marks_say_the_same(name: str) -> None:
    dress, least = DRESSES[name]
    told = kept = more = 0
    other: list[str] = []
    for path in sorted([*GOLDEN.glob("*.txt"), *GOLDEN.glob("*.html")]):
        body = None if crc32(f"{name} {path.name}".encode()) % _OF else dressed(path, dress)
        if body is None:
            continue
        found = Counter(rows_of(path.name, body))
        told += _usual(path).total()
        kept += (found & _usual(path)).total()
        more += max(0, found.total() - _usual(path).total())
        other += [path.name] if found != _usual(path) else []
    assert kept >= least * told, f"{kept} of {told} rows told alike; otherwise in {other}"
    assert more <= (1 - least) * told, f"{more} findings more than the {told} told; {other}"
