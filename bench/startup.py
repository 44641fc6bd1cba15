"""How long the commands take to start: processor seconds of the process, the least of some runs.

Starting is the work of one core, so on a machine with nothing else to do the clock says the same.
"""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.rows import Row

ROOT = Path(__file__).parents[1]
_RUNS = 5


def rows() -> Iterator[Row]:
    """`--help`, and `ingest` of one small file."""
    with tempfile.TemporaryDirectory() as name:
        page = Path(name) / "a.txt"
        page.write_text("关于整改情况的公告\n一、系统闲置。整改情况：已完成整改。\n", encoding="utf-8")
        yield _row("start of `zhenggai --help`", 0.3, "--help")
        yield _row(
            "start of `zhenggai ingest`, one small file", 1.5, "ingest", str(page), "--db", f"{name}/a.db"
        )


def _row(name: str, wanted: float, *arguments: str) -> Row:
    taken = []
    for _ in range(_RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-m", "zhenggai.cli", *arguments], cwd=ROOT, capture_output=True, check=True
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    least = min(taken)
    return Row(name=name, figure=f"{least:.2f} s", wanted=f"< {wanted:g} s", met=least < wanted)


if __name__ == "__main__":
    for row in rows():
        print(row.name, row.figure, sep=": ")  # noqa: T201
