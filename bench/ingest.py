"""From bytes to committed rows: against trafilatura, with several processes, run again, growing.

    python -m bench.ingest [path] [jobs] [again] [growth] [--notices N]

`path`    HTML notices from bytes to rows, beside the time that trafilatura needs for the main text alone
          (same pages, one run, processor time, one core)
`jobs`    2 processes beside 1, wall time: web pages, and pictures that must be recognised
`again`   a second run over unchanged files, as a share of the first
`growth`  processor seconds and memory from 1,000 notices to N (default 10,000), and the exponent that fits
Pages are the sample notices and the saved pages of the tests, made different by a number in their text.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.made_pages import write_long_scan, write_notices, write_scans
from bench.rows import Row
from bench.timing import spent
from bench.understanding import exponent
from db.rows.notice import NoticeRows
from db.store import Refusal, open_store
from extract.files.limits import DEFAULT_LIMITS
from scrapers.items import RawNotice
from zhenggai.engines import collect_seldom
from zhenggai.ingesting.reading import read_one
from zhenggai.pipeline import GROUP

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "samples" / "notices", ROOT / "tests" / "extract" / "fixtures" / "html")
# Runs a command and waits for all that it left behind too: a fork server ends after the process that started it.
RUN = """
import ctypes, os, resource, subprocess, sys, time
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER
start = time.perf_counter()
subprocess.run(sys.argv[1:], check=False, stdout=2)
wall = time.perf_counter() - start
try:
    while True:
        os.wait()
except ChildProcessError:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def pages() -> list[Path]:
    """The web pages that are at hand."""
    return [path for folder in FOLDERS for path in sorted(folder.glob("*.html"))]


def path_of_a_notice() -> Iterator[Row]:
    """Processor time of reading and writing all pages, beside that of finding their main text.

    Both take turns, each with all pages, the least time of each counts. As `ingest` does it, rows of some notices are committed
    together; every turn brings the pages from places that the dataset does not know.
    """
    import trafilatura  # noqa: PLC0415

    collect_seldom()  # as `ingest` does
    bodies = [(page.name, page.read_bytes()) for page in pages()]

    def read(turn: int, name: str, body: bytes) -> NoticeRows | Refusal:
        raw = RawNotice(source="file", place=f"{turn}/{name}", file_name=name, body=body)
        return read_one(raw, DEFAULT_LIMITS)

    def whole(turn: int) -> None:
        for start in range(0, len(bodies), GROUP):
            results = [read(turn, *body) for body in bodies[start : start + GROUP]]
            with store.together():
                for result in results:
                    (store.refuse if isinstance(result, Refusal) else store.put)(result, version="bench")  # type: ignore[operator]

    def text() -> None:
        for _, body in bodies:
            trafilatura.extract(body, include_comments=False)

    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(Path(folder) / "bench.db", program="bench") as store,
    ):
        times = [(spent(partial(whole, turn))[1], spent(text)[1]) for turn in range(12)][1:]
    mine, peer = (min(column) / len(bodies) for column in zip(*times, strict=True))
    yield Row(
        name=f"web page, bytes to committed rows ({len(bodies)} pages)",
        figure=f"{1000 * mine:.2f} ms a page",
        peer="trafilatura, main text alone",
        peer_figure=f"{1000 * peer:.2f} ms a page",
        ratio=mine / peer,
        wanted="< 1",
        met=mine < peer,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run of the command line took: seconds of the clock and of all its processes, peak memory of one in MB."""

    wall: float
    processor: float
    memory: float


def ingest(folder: Path, db: Path, *options: str) -> Cost:
    """Run the command line."""
    command = [sys.executable, "-m", "zhenggai.cli", "ingest", str(folder), "--db", str(db), *options]
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", RUN, *command], capture_output=True, text=True, cwd=ROOT, check=True
    )
    wall, processor, memory = done.stdout.split()
    return Cost(wall=float(wall), processor=float(processor), memory=int(memory) / 1000)


def jobs(count: int) -> Iterator[Row]:
    """2 processes beside 1: wall time, so it needs two cores that have nothing else to do."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for what, folder, wanted in (
            (f"{count:,} web pages", write_notices(work / "pages", count), 1.6),
            ("16 scanned pages", write_scans(work / "scans", 16), 1.8),
            ("one scan of 16 pages", write_long_scan(work / "long", 16), 1.8),
        ):
            one = ingest(folder, work / f"{what}1.db")
            two = ingest(folder, work / f"{what}2.db", "--jobs", "2")
            busy = os.getloadavg()[0] > 1.5 * (os.cpu_count() or 1) + 2  # our own two are among them
            yield Row(
                name=f"{what}, 2 processes",
                figure=_both(two) + " (machine busy with other work: says nothing)" * busy,
                peer="1 process",
                peer_figure=_both(one),
                ratio=two.wall / one.wall,
                wanted=f"<= {1 / wanted:.2f} ({wanted} times as fast)",
                met=None if busy else one.wall / two.wall >= wanted,
            )


def _both(cost: Cost) -> str:
    return f"{cost.wall:.1f} s, {cost.processor:.1f} s of the processor"


def again(count: int) -> Iterator[Row]:
    """A second run over unchanged files."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        folder = write_notices(work / "pages", count)
        yield _again(ingest(folder, work / "notices.db"), ingest(folder, work / "notices.db"), count)


def _again(first: Cost, second: Cost, count: int) -> Row:
    return Row(
        name=f"second run over {count:,} unchanged files",
        figure=f"{second.processor:.2f} s of the processor",
        peer="first run",
        peer_figure=f"{first.processor:.1f} s",
        ratio=second.processor / first.processor,
        wanted="<= 0.02 at 100,000",
        met=second.processor <= 0.02 * first.processor if count >= 10_000 else None,
    )


def growth(count: int) -> Iterator[Row]:
    """Processor time and memory of `ingest`, and of running it again, from 1,000 notices on."""
    points: list[tuple[int, Cost, Cost]] = []
    sizes = sorted({1_000, 1_000 * round((count / 1_000) ** 0.5), count})
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            work = Path(name)
            folder = write_notices(work / "pages", size)
            first = ingest(folder, work / "notices.db")
            megabytes = (work / "notices.db").stat().st_size / 1e6
            points.append((size, first, ingest(folder, work / "notices.db")))
        yield Row(
            name=f"ingest of {size:,} notices",
            figure=f"{first.processor:,.1f} s, {1000 * first.processor / size:.2f} ms a notice,"
            f" peak {first.memory:,.0f} MB, file {megabytes:,.0f} MB",
        )
    yield _again(*points[-1][1:], sizes[-1])
    if len(points) > 1:
        yield from _fits(points)


def _fits(points: list[tuple[int, Cost, Cost]]) -> Iterator[Row]:
    """The exponents that fit, and what a second run over 100,000 files would cost: it grows by the file."""
    sizes = f"{points[0][0]:,} to {points[-1][0]:,} notices"
    time_power = exponent([(size, first.processor) for size, first, _ in points])
    memory_power = exponent([(size, first.memory) for size, first, _ in points])
    yield Row(
        name=f"ingest grows, {sizes}",
        figure=f"time as n^{time_power:.2f}, memory as n^{memory_power:.2f}",
        wanted="time as n^1.1",
        met=time_power <= 1.1,
    )
    (few, first_few, again_few), (many, first_many, again_many) = points[0], points[-1]
    each = (again_many.processor - again_few.processor) / (many - few)
    first = (first_many.processor - first_few.processor) / (many - few)
    start = max(0.0, again_few.processor - each * few)
    yield Row(
        name="second run, an unchanged file (from the two sizes), as a share of a new one",
        figure=f"{1000 * each:.3f} ms, and {start:.2f} s to start",
        peer="first run",
        peer_figure=f"{1000 * first:.2f} ms",
        ratio=each / first,
        wanted="<= 0.02",
        met=each <= 0.02 * first,
    )


def main() -> None:
    """Run the measurements that were asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "what", nargs="*", choices=["path", "jobs", "again", "growth", []], help="which; all without"
    )
    parser.add_argument("--notices", type=int, default=10_000, help="how many at most")
    asked = parser.parse_args()
    parts: dict[str, Callable[[], Iterator[Row]]] = {
        "path": path_of_a_notice,
        "jobs": lambda: jobs(min(asked.notices, 2_000)),
        "again": lambda: again(asked.notices),
        "growth": lambda: growth(asked.notices),
    }
    for name in asked.what or parts:
        print(f"== {name}")  # noqa: T201
        for row in parts[name]():
            ratio = "" if row.ratio is None else f"  ratio {row.ratio:.3f}"
            print(f"{row.name}: {row.figure}  {row.peer} {row.peer_figure}{ratio}  {row.wanted}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
