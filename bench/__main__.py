"""`make bench`: everything that is measured, as one table of ratios in docs/benchmarks.md.

    python -m bench [--only SECTION ...] [--large] [--print]

Each section runs in a process of its own; one that fails or takes too long is a row that says so. `--only` measures
these sections and keeps the rows of the others, with their dates. `--large` also grows `ingest` to 100,000 notices
(an hour or more). `--print` shows the rows and writes nothing. Exit code: 1 where a section failed.
"""

import argparse
import compileall
import json
import os
import platform
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from bench.keeping import PAGE, Run, line, load, save
from bench.rows import Row, skipped
from bench.sections import SECTIONS, Section

ROOT = Path(__file__).parents[1]
VERSIONS = (
    "trafilatura", "pdfplumber", "camelot-py", "rapidocr", "datasketch", "selectolax", "pypdfium2", "spacy",
)  # fmt: skip
FAILED = "not measured:"
ROOMS = ("scrapers", "extract", "normalize", "db", "zhenggai")


def main() -> int:
    """Measure, print row by row, write the docs after each section, so that what was measured is kept."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--only", action="append", choices=SECTIONS, metavar="SECTION", help=", ".join(SECTIONS)
    )
    parser.add_argument("--large", action="store_true", help="grow to 100,000 notices")
    parser.add_argument("--print", action="store_true", dest="only_print", help="write nothing")
    asked = parser.parse_args()
    for room in ROOMS:  # as pip does when it installs: else every process compiles what it imports
        compileall.compile_dir(ROOT / room, quiet=1)
    runs, failed = load(), 0
    for name, section in SECTIONS.items():
        if name in (asked.only or ()) or (not asked.only and (asked.large or not section.apart)):
            runs[name] = measured(name, section)
            failed += any(row.figure.startswith(FAILED) for row in runs[name].rows)
            if not asked.only_print:
                save(runs, SECTIONS)
    if not asked.only_print:
        print(f"wrote {PAGE.relative_to(ROOT)}")  # noqa: T201
    return 1 if failed else 0


def measured(name: str, section: Section) -> Run:
    """Run one section in a process of its own."""
    busy, began = os.getloadavg()[0], time.perf_counter()
    rows = []
    for row in _rows(name, section):
        print(line(row), flush=True)  # noqa: T201
        rows.append(row)
    return Run(
        date=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        commit=_commit(),
        machine=_machine(),
        versions=", ".join(_versions()),
        load=busy,
        seconds=time.perf_counter() - began,
        rows=rows,
    )


def _rows(name: str, section: Section) -> Iterator[Row]:
    """The rows that the section's process tells; one more that says why, if it fails or does not come to an end."""
    failure = ""
    command = [sys.executable, "-m", "bench.sections", section.target, *map(str, section.arguments)]
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:  # fmt: skip
        try:
            told, complaints = process.communicate(timeout=section.limit)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # with all that it started
            told, complaints = process.communicate()
            failure = f"it took more than {section.limit} seconds"
    if process.returncode and not failure:
        last = complaints.strip().splitlines()[-1:] or [""]
        failure = f"exit code {process.returncode}: {last[0][:200]}"
    for text in told.splitlines():
        if text.startswith("{") and text.endswith("}"):
            yield Row(**json.loads(text))
    if failure:
        yield skipped(f"section `{name}`", failure)


def _versions() -> Iterator[str]:
    for name in VERSIONS:
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield f"{name}: not installed"


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.release()}; "
        f"Python {platform.python_version()}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next(
        (text.partition(":")[2].strip() for text in lines if text.startswith("model name")),
        platform.machine(),
    )


def _commit() -> str:
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--exclude", "*"],  # noqa: S607 - git, wherever it is
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main())
