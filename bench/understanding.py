"""Understanding alone: milliseconds for 4,000 characters, for a short notice, and how it grows up to a million."""

import math
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.rows import Row
from bench.timing import least_seconds
from extract.model import Document
from extract.reading import read
from extract.understanding import understand
from normalize.notice import normalize
from scrapers.items import RawNotice
from tests.fuzz.seeds import TEXT

_SIZES = (4_000, 16_000, 64_000, 256_000, 1_000_000)
_FEW = 64_000  # characters; larger ones are understood once
_WANTED = 5.0  # ms
_TYPICAL = range(2_500, 6_000)  # characters of its text
_REPEATS = 5  # of which the least counts
SAMPLES = Path(__file__).parents[1] / "samples" / "notices"
GOLDEN = Path(__file__).parents[1] / "tests" / "golden"


def text_of(size: int) -> str:
    """A notice of about this many characters: numbered sections, none like another."""
    head, _, body = TEXT.partition("\n")
    parts, length = [head], len(head)
    number = 0
    while length < size:
        number += 1
        for line in body.splitlines():
            parts.append(line.replace("1个单位", f"{number}个单位").replace("12号", f"{number}号"))
            length += len(line) + 1
    return "\n".join(parts)[:size]


def exponent(points: list[tuple[float, float]]) -> float:
    """Slope of the line that fits best in logarithms."""
    xs = [math.log(n) for n, _ in points]
    ys = [math.log(value) for _, value in points]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    across = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return across / sum((x - mean_x) ** 2 for x in xs)


def _forget() -> None:
    """Empty what remembers texts; what the vocabularies hold stays."""
    for name, module in list(sys.modules.items()):
        if name.startswith("extract."):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_parameters") and value.cache_parameters()["maxsize"]:
                    value.cache_clear()


def _first_time(document: Document) -> float:
    """Least processor seconds of a few for a document of which no text is remembered."""
    taken = []
    for _ in range(_REPEATS):
        _forget()
        taken.append(least_seconds(partial(understand, document), 1))
    return min(taken)


def _notices(folder: Path, lengths: range) -> list[tuple[RawNotice, Document]]:
    """Web pages and texts of our own words whose text is so long."""
    paths = sorted(folder.glob("*.html")) + sorted(folder.glob("*.txt"))
    raws = [RawNotice(source="file", place=p.name, file_name=p.name, body=p.read_bytes()) for p in paths]
    return [(raw, document) for raw in raws if len((document := read(raw)).text) in lengths]


def typical_notices() -> list[tuple[RawNotice, Document]]:
    """Whole notices of about 4,000 characters, no two alike."""
    return _notices(GOLDEN, _TYPICAL)


def _typical() -> Row:
    """Processor time for 4,000 characters of typical notices."""
    notices = typical_notices()
    characters = sum(len(document.text) for _, document in notices)
    reading = sum(least_seconds(partial(read, raw), _REPEATS) for raw, _ in notices)
    told = sum(least_seconds(partial(understand, document), _REPEATS) for _, document in notices)
    first = sum(_first_time(document) for _, document in notices)
    meaning = sum(least_seconds(partial(normalize, understand(d), d, raw), _REPEATS) for raw, d in notices)
    read_ms, told_ms, first_ms, meant_ms = (
        1e3 * seconds * 4_000 / characters for seconds in (reading, told, first, meaning)
    )
    return Row(
        name=f"understanding 4,000 characters ({len(notices)} notices of {characters // len(notices):,} characters)",
        figure=f"{told_ms:.1f} ms, for the first time {first_ms:.1f} ms"
        f" (reading {read_ms:.1f} ms, normalizing {meant_ms:.1f} ms)",
        wanted=f"<= {_WANTED:g} ms both times",
        met=max(told_ms, first_ms) <= _WANTED,
    )


def _short() -> Row:
    """Short notices: what one costs however little it says."""
    documents = [document for _, document in _notices(SAMPLES, range(2_500))]
    told = sum(least_seconds(partial(understand, document), _REPEATS) for document in documents)
    first = sum(_first_time(document) for document in documents)
    characters = sum(len(document.text) for document in documents)
    count = len(documents)
    return Row(
        name=f"understanding one short notice ({count} samples of {characters // count:,} characters)",
        figure=f"{1e3 * told / count:.1f} ms, for the first time {1e3 * first / count:.1f} ms",
    )


def rows() -> Iterator[Row]:
    """Understanding of typical and of short notices; and of one notice that grows to a million characters."""
    yield _typical()
    yield _short()
    points: list[tuple[float, float]] = []
    for size in _SIZES:
        raw = RawNotice(source="file", place="a.txt", file_name="a.txt", body=text_of(size).encode())
        points.append((size, least_seconds(partial(understand, read(raw)), 5 if size <= _FEW else 1)))
    yield Row(
        name="understanding grows, 4,000 to 1,000,000 characters",
        figure=f"{points[0][1] * 1e3:.0f} ms to {points[-1][1]:.1f} s: n^{exponent(points):.2f}",
        wanted="n^1.1",
        met=exponent(points) <= 1.1,
    )


if __name__ == "__main__":
    for row in rows():
        print(row.name, row.figure, sep=": ")  # noqa: T201
