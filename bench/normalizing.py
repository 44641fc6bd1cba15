"""Milliseconds of the processor to normalize one notice, and the memory that many of them take.

    python -m bench.normalizing [--records 2000]

The sample notices are read and understood once; each record is one of them with other digits and with another
character for every 的, so that no text is met twice. Only `normalize` is timed, on one core; a record is a whole notice
with all its findings. `--records 100000` is the run that docs/scale.md speaks of. Memory is the growth of the
process's peak while records are made and dropped.
"""

import argparse
import resource
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from bench.rows import Row
from bench.timing import spent
from extract.files.limits import DEFAULT_LIMITS
from extract.model import Document, Extraction, Unreadable
from extract.reading import read
from extract.understanding import understand
from normalize.notice import normalize
from scrapers.items import RawNotice

SAMPLES = Path(__file__).parents[1] / "samples" / "notices"
WANTED = 3.0  # milliseconds a record
T = TypeVar("T")


def understood() -> list[tuple[Extraction, Document, RawNotice]]:
    """The sample notices that hold findings."""
    found = []
    for path in sorted(SAMPLES.rglob("*")):
        if path.suffix not in (".html", ".txt", ".docx"):
            continue
        raw = RawNotice(source="file", place=path.name, file_name=path.name, body=path.read_bytes())
        try:
            document = read(raw, limits=DEFAULT_LIMITS)
        except Unreadable:
            continue
        extraction = understand(document)
        if extraction.findings:
            found.append((extraction, document, raw))
    return found


def records(count: int) -> Iterator[tuple[Extraction, Document, RawNotice]]:
    """So many notices, no two alike."""
    bases = understood()
    for number in range(count):
        extraction, document, raw = bases[number % len(bases)]
        turn = number // len(bases)
        digits = "".join(str((d + turn) % 10) for d in range(10))
        table = str.maketrans("0123456789的", digits + chr(0x4E00 + turn % 20_000))
        yield _other(extraction, table), _other(document, table), replace(raw, place=f"{number}.html")


def _other(value: T, table: Mapping[int, Any]) -> T:
    """Return the same value with every text in it translated."""
    changed: Any = value
    if isinstance(value, str):
        changed = value.translate(table)
    elif isinstance(value, tuple):
        changed = tuple(_other(item, table) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        changed = type(value)(**{f.name: _other(getattr(value, f.name), table) for f in fields(value)})
    return changed  # type: ignore[no-any-return]


def measured(count: int) -> tuple[float, float, float]:
    """Return milliseconds a record, findings a record, and megabytes that the peak grew by."""
    findings, seconds = 0, 0.0
    for extraction, document, raw in records(20):
        normalize(extraction, document, raw)  # tables and patterns are read
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for extraction, document, raw in records(count):
        record, took = spent(partial(normalize, extraction, document, raw))
        seconds += took
        findings += len(record.findings)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return seconds / count * 1000, findings / count, grown


def rows(count: int = 1_000) -> Iterator[Row]:
    """One line for `make bench`."""
    each, findings, grown = measured(count)
    yield Row(
        name=f"normalizing a notice of {findings:.1f} findings ({count:,} of them)",
        figure=f"{each:.2f} ms, +{grown:.0f} MB",
        wanted=f"at most {WANTED:.0f} ms",
        met=each <= WANTED,
    )


def main() -> None:
    """Print the line."""
    parser = argparse.ArgumentParser(description="milliseconds to normalize a notice")
    parser.add_argument("--records", type=int, default=2_000)
    arguments = parser.parse_args()
    for row in rows(arguments.records):
        print(f"{row.name}: {row.figure}; wanted {row.wanted}, {'met' if row.met else 'NOT met'}")  # noqa: T201


if __name__ == "__main__":
    main()
