"""What was measured, kept section by section in docs/benchmarks.json, and the page that is written of it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bench.rows import Row

ROOT = Path(__file__).parents[1]
DATA = ROOT / "docs" / "benchmarks.json"
PAGE = ROOT / "docs" / "benchmarks.md"

INTRODUCTION = """<!-- Written by `make bench`; do not edit. -->

# Benchmarks

Ratios of this program to named peers on the same input, in the same process or one after the other, so that the
machine cancels out. Below 1 we take less than the peer. Times are of the processor unless it says otherwise; what
else runs on the machine disturbs wall times (`2 processes`, pages of the site). `make bench` measures everything,
each section in a process of its own; `python -m bench --only SECTION` measures one anew and keeps the others.
"""
HEAD = "| what | zhenggai | peer | peer's figure | ratio | wanted | |\n|---|---|---|---|---|---|---|\n"
RUNS = "| section | measured on | commit | load average | took | machine |\n|---|---|---|---|---|---|\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One section as it was measured: when, of which commit, on which machine, how busy it was, how long it took."""

    date: str
    commit: str
    machine: str
    versions: str
    load: float
    seconds: float
    rows: list[Row] = field(default_factory=list)


def load(path: Path = DATA) -> dict[str, Run]:
    """The last run of each section; nothing where none was kept."""
    if not path.exists():
        return {}
    kept = json.loads(path.read_text(encoding="utf-8"))
    return {name: Run(**(run | {"rows": [Row(**row) for row in run["rows"]]})) for name, run in kept.items()}


def save(runs: Mapping[str, Run], order: Iterable[str], *, data: Path = DATA, page: Path = PAGE) -> None:
    """Keep all runs, and write the page of them in the order of the sections."""
    ordered = {name: runs[name] for name in order if name in runs}
    text = json.dumps({name: asdict(run) for name, run in ordered.items()}, ensure_ascii=False, indent=1)
    data.write_text(text + "\n", encoding="utf-8")
    page.write_text(rendered(ordered), encoding="utf-8")


def rendered(runs: Mapping[str, Run]) -> str:
    """The page: one table of all rows, then when and where each section was measured."""
    machines = list(dict.fromkeys(run.machine for run in runs.values()))
    versions = list(dict.fromkeys(run.versions for run in runs.values()))
    rows = [line(row) for run in runs.values() for row in run.rows]
    sections = [
        f"| {name} | {run.date} | {run.commit} | {run.load:.1f} | {run.seconds:.0f} s |"
        f" {machines.index(run.machine) + 1} |"
        for name, run in runs.items()
    ]
    minutes = sum(run.seconds for run in runs.values()) / 60
    return "\n".join(
        [
            INTRODUCTION,
            HEAD + "\n".join(rows),
            "\n## When, and where\n",
            RUNS + "\n".join(sections),
            f"\nAll sections together took {minutes:.0f} minutes.\n",
            *(f"{number}. {machine}" for number, machine in enumerate(machines, 1)),
            "",
            *(f"Versions: {found}." for found in versions),
            "",
        ]
    )


def line(row: Row) -> str:
    """A row of the table."""
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}" if row.ratio >= 0.1 else f"{row.ratio:.4f}"
    verdict = {None: "", True: "met", False: "**not met**"}[row.met]
    cells = (row.name, row.figure, row.peer, row.peer_figure, ratio, row.wanted, verdict)
    return "| " + " | ".join(" ".join(cell.replace("|", "/").split()) for cell in cells) + " |"
