"""`make bench`: everything that is measured, in one run, as one table of ratios in docs/benchmarks.md.

    python -m bench [PART ...] [--large] [--print]

Parts: see PARTS; all without. `--large` grows `ingest` to 100,000 notices (an hour); without it the figures of the
last such run stay in the docs. `--print` shows the table and writes nothing.
"""

import argparse
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata
from pathlib import Path

from bench import ingest, normalizing, peers, search, startup, understanding
from bench.rows import Row, skipped

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs" / "benchmarks.md"
LARGE = "## Growth to 100,000 notices"
PARTS: dict[str, Callable[[], Iterator[Row]]] = {
    "startup": startup.rows,
    "path": ingest.path_of_a_notice,
    "understanding": understanding.rows,
    "normalizing": normalizing.rows,
    "main_content": peers.main_content,
    "pdf_text": peers.pdf_text,
    "pdf_tables": peers.pdf_tables,
    "ocr": peers.ocr,
    "kin": peers.kin,
    "search": search.rows,
    "jobs": lambda: ingest.jobs(600),
    "growth": lambda: ingest.growth(4_000),
}
VERSIONS = (
    "trafilatura", "pdfplumber", "camelot-py", "rapidocr", "datasketch", "selectolax", "pypdfium2", "spacy",
)  # fmt: skip
_HEAD = "| what | zhenggai | peer | peer's figure | ratio | wanted | |\n|---|---|---|---|---|---|---|\n"


def main() -> None:
    """Measure, print row by row, write the docs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--large", action="store_true", help="grow to 100,000 notices")
    parser.add_argument("--print", action="store_true", dest="only_print", help="write nothing")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"got: {', '.join(sorted(unknown))}; expected: {', '.join(PARTS)}")
    busy = os.getloadavg()[0]
    began = time.perf_counter()
    rows = [row for name in asked.parts or PARTS for row in _told(_safely(name))]
    large = _table(_told(ingest.growth(100_000))) if asked.large else _kept()
    if not asked.only_print:
        head = _machine(busy, time.perf_counter() - began)
        DOCS.write_text(f"{_INTRODUCTION}\n{head}\n{_table(rows)}\n{LARGE}\n\n{large}", encoding="utf-8")
        print(f"wrote {DOCS.relative_to(ROOT)}")  # noqa: T201


_INTRODUCTION = """<!-- Written by `make bench`; do not edit. -->

# Benchmarks

One run of `make bench`: ratios of this program to named peers on the same input, in the same process or one after
the other, so that the machine cancels out. Below 1 we take less than the peer. Times are of the processor unless it
says otherwise; what else runs on the machine disturbs wall times (start, `2 processes`, pages of the site).
"""


def _safely(name: str) -> Iterator[Row]:
    """A part that fails costs its own rows."""
    try:
        yield from PARTS[name]()
    except Exception as error:
        yield skipped(name, f"{type(error).__name__}: {error}")


def _told(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        print(_line(row), flush=True)  # noqa: T201
        yield row


def _line(row: Row) -> str:
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}" if row.ratio >= 0.1 else f"{row.ratio:.4f}"
    verdict = {None: "", True: "met", False: "**not met**"}[row.met]
    cells = (row.name, row.figure, row.peer, row.peer_figure, ratio, row.wanted, verdict)
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _table(rows: Iterable[Row]) -> str:
    return _HEAD + "\n".join(map(_line, rows)) + "\n"


def _kept() -> str:
    """The figures of the last large run."""
    if DOCS.exists() and LARGE in (text := DOCS.read_text(encoding="utf-8")):
        return text.partition(LARGE)[2].lstrip()
    return "Not measured yet: `python -m bench --large`.\n"


def _machine(busy: float, seconds: float) -> str:
    versions = []
    for name in VERSIONS:
        try:
            versions.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            versions.append(f"{name}: not installed")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"Machine: {_processor()}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.release()}; "
        f"Python {platform.python_version()}. Load average {busy:.1f} at the start; {seconds / 60:.0f} minutes.\n"
        f"Commit {_commit()}. Versions: {', '.join(versions)}.\n"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")),
        platform.machine(),
    )


def _commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607 - git, wherever it is
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main())
