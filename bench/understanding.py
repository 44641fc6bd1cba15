"""Understanding alone: milliseconds for 4,000 characters, and how it grows up to a million."""

import math
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench.rows import Row
from extract.model import Document
from extract.reading import read
from extract.understanding import understand
from normalize.notice import normalize
from scrapers.items import RawNotice
from tests.fuzz.seeds import TEXT

_SIZES = (4_000, 16_000, 64_000, 256_000, 1_000_000)
_FEW = 64_000  # characters; larger ones are understood once
_WANTED = 5.0  # ms
SAMPLES = Path(__file__).parents[1] / "samples" / "notices"


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


def _least(work: Callable[[], object], repeats: int) -> float:
    taken = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def _first_time(documents: list[Document]) -> float:
    """Processor seconds for documents of which no text is remembered; what the vocabularies hold stays."""
    taken = 0.0
    for document in documents:
        for name, module in list(sys.modules.items()):
            if name.startswith("extract."):
                for value in list(vars(module).values()):
                    if hasattr(value, "cache_parameters") and value.cache_parameters()["maxsize"]:
                        value.cache_clear()
        start = time.process_time()
        understand(document)
        taken += time.process_time() - start
    return taken


def _sample() -> Row:
    """The sample notices, web pages and texts: processor time for 4,000 characters of them."""
    documents = []
    for path in sorted(SAMPLES.glob("*.html")) + sorted(SAMPLES.glob("*.txt")):
        raw = RawNotice(source="file", place=path.name, file_name=path.name, body=path.read_bytes())
        documents.append((raw, read(raw)))
    characters = sum(len(document.text) for _, document in documents)
    reading = sum(_least(partial(read, raw), 5) for raw, _ in documents)
    understanding = sum(_least(partial(understand, document), 5) for _, document in documents)
    first = min(_first_time([document for _, document in documents]) for _ in range(5))
    meaning = sum(_least(partial(normalize, understand(d), d, raw), 5) for raw, d in documents)
    read_ms, told_ms, first_ms, meant_ms = (
        1e3 * s * 4_000 / characters for s in (reading, understanding, first, meaning)
    )
    return Row(
        name=f"understanding 4,000 characters ({len(documents)} sample notices, {characters:,} characters)",
        figure=f"{told_ms:.1f} ms, for the first time {first_ms:.1f} ms"
        f" (reading {read_ms:.1f} ms, normalizing {meant_ms:.1f} ms)",
        wanted=f"<= {_WANTED:g} ms",
        met=told_ms <= _WANTED,
    )


def rows() -> Iterator[Row]:
    """Understanding of the samples; and of one notice that grows to a million characters."""
    yield _sample()
    points: list[tuple[float, float]] = []
    for size in _SIZES:
        raw = RawNotice(source="file", place="a.txt", file_name="a.txt", body=text_of(size).encode())
        points.append((size, _least(partial(understand, read(raw)), 5 if size <= _FEW else 1)))
    yield Row(
        name="understanding grows, 4,000 to 1,000,000 characters",
        figure=f"{points[0][1] * 1e3:.0f} ms to {points[-1][1]:.1f} s: n^{exponent(points):.2f}",
        wanted="n^1.1",
        met=exponent(points) <= 1.1,
    )


if __name__ == "__main__":
    for row in rows():
        print(row.name, row.figure, sep=": ")  # noqa: T201
