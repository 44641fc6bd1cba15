"""What `ingest` and `build` show: progress while they work, and a table of what they did."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from zhenggai.commands.options import is_terminal
from zhenggai.ingesting.recording import Report

_NOTHING = (
    "got: no file below these paths; expected: notices; do: check the paths (hidden files are passed over)"
)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_SHOWN = 20  # refused files that are named; the rest stand in the table `issues`


@contextmanager
def progress() -> Iterator[tuple[Callable[[int], None], Callable[[int], None]]]:
    """A progress bar on standard error, or nothing where nobody looks on: to be told of the total, of files done."""
    if not is_terminal():
        yield _quiet, _quiet
        return
    from rich.console import Console  # noqa: PLC0415 - only where it is shown
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        bar = shown.add_task("reading", total=None)
        yield (
            lambda files: shown.update(bar, total=files),
            lambda files: shown.update(bar, advance=files),
        )


def _quiet(files: int) -> None:
    """Tell nobody."""


def print_summary(report: Report, dataset: str, *, preview: bool = False) -> None:
    """What this run did, what the dataset holds, how much of it is comparable."""
    from rich.console import Console  # noqa: PLC0415 - rich is slow to import; refusals of usage need not wait
    from rich.table import Table  # noqa: PLC0415

    console = Console(soft_wrap=True, highlight=False)
    for place, kind, message in report.refusals[:_SHOWN]:
        console.print(shown(f"refused {place} [{kind}]: {message}"), markup=False)
    if len(report.refusals) > _SHOWN:
        console.print(
            f"... and {len(report.refusals) - _SHOWN} more; all are in the table `issues` of {dataset}"
        )
    for place in report.superseded[:_SHOWN]:
        console.print(shown(f"newer version of {place}: both are kept, the newest one counts"), markup=False)
    if report.changed:
        console.print(
            f"{report.changed} notices {'would be' if preview else 'were'} read otherwise than before:"
        )
        for name, change in report.changes.items():
            console.print(
                f"  {name}: {change.added} added, {change.removed} removed, {change.altered} altered"
            )
    table = Table("", "files", box=None, pad_edge=False, title=None)
    for name, count in _this_run(report):
        table.add_row(name, f"{count:,}")
    for name, count in report.totals.items():
        table.add_row(f"in {dataset.rpartition('/')[2]}: {name}", f"{count:,}")
    console.print(table)
    resolved = Table("resolved", "share", "of", box=None, pad_edge=False)
    for share in report.shares:
        if share.share is not None:
            resolved.add_row(f"{share.table}.{share.column}", f"{share.share:.3f}", f"{share.total:,}")
    if resolved.row_count:
        console.print(resolved)
    if not report.read and not report.unchanged and not report.refusals:
        click.echo(_NOTHING, err=True)


def shown(text: str) -> str:
    """A text on one line of a terminal: what would steer the terminal or turn the line round is written out."""
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def _this_run(report: Report) -> list[tuple[str, int]]:
    return [("read", report.read), ("unchanged", report.unchanged), ("refused", len(report.refusals))]
