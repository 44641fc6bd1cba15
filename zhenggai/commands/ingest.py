"""`zhenggai ingest`: read files and folders into a dataset."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path

import click

from extract.limits import DEFAULT_LIMITS, Limits
from normalize.records import RegionRecord
from zhenggai.commands.options import db_option, is_terminal, told_in_words
from zhenggai.pipeline import Options
from zhenggai.pipeline import ingest as run_ingest
from zhenggai.places import PlacesError, load_places
from zhenggai.recording import Report

_SHOWN = 20  # refused files that are named; the rest stand in the table `issues`


@click.command(short_help="Read notices from files and folders into a dataset.")
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(exists=True, path_type=Path)
)
@db_option(exists=False)
@click.option(
    "--jobs", default=1, show_default=True, type=click.IntRange(1, 256), help="Processes that read."
)
@click.option("--again", is_flag=True, help="Read unchanged files too.")
@click.option("--preview", is_flag=True, help="Say what would change, and write nothing.")
@click.option("--ocr/--no-ocr", default=True, show_default=True, help="Recognise pages that are pictures.")
@click.option(
    "--limit",
    "limits",
    multiple=True,
    metavar="NAME=VALUE",
    help="What one document may cost, e.g. max_bytes=100000000 or max_seconds=600; may be repeated.",
)
@click.option(
    "--places",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="TOML file of places that the official table lacks (see samples/places.toml).",
)
@click.pass_context
def ingest(  # noqa: PLR0913, PLR0917 - one argument an option
    ctx: click.Context,
    paths: tuple[Path, ...],
    db: Path,
    jobs: int,
    again: bool,
    preview: bool,
    ocr: bool,
    limits: tuple[str, ...],
    places: Path | None,
) -> None:
    """Read notices from files and folders into a dataset.

    Folders are read with all their folders; archives (ZIP, RAR) with all their members. A file that
    cannot be read is named with the reason and becomes a row of the table `issues`; all others are
    read. Unchanged files are not read again; after a change of the program, those that it concerns are,
    and the summary says what became of their rows. The dataset is the same whatever the order or --jobs.

    \b
    Examples:
      zhenggai ingest downloads/ --db notices.db
      zhenggai ingest one.pdf two.html --db notices.db
      zhenggai ingest archive/ --db notices.db --jobs 4 --limit max_pages=2000
      zhenggai ingest downloads/ --db notices.db --preview

    Exit code: 0 all files were read, 1 some were refused, 2 wrong usage or a dataset that cannot be written.
    """
    if preview and not db.exists():
        raise click.UsageError(f"got: --preview and no file {db}; expected: a dataset to compare with")
    read = _limits(limits) if ocr else replace(_limits(limits), ocr_threads=0)
    options = Options(jobs=jobs, again=again, preview=preview, limits=read, places=_places(places))
    with told_in_words(), _progress() as (on_start, on_file):
        report = run_ingest(paths, db, options=options, on_start=on_start, on_file=on_file)
    _print(report, db, preview=preview)
    ctx.exit(1 if report.refusals else 0)


def _places(path: Path | None) -> tuple[RegionRecord, ...]:
    try:
        return load_places(path) if path else ()
    except PlacesError as error:
        raise click.BadParameter(str(error)) from error


def _limits(pairs: tuple[str, ...]) -> Limits:
    """Read NAME=VALUE pairs; a name or value that is none is wrong usage."""
    kinds = {entry.name: type(getattr(DEFAULT_LIMITS, entry.name)) for entry in fields(Limits)}
    limits = DEFAULT_LIMITS
    for pair in pairs:
        name, _, value = pair.partition("=")
        try:
            limits = replace(limits, **{name: kinds[name](value)})
        except (KeyError, ValueError):
            known = ", ".join(kinds)
            raise click.BadParameter(f"got {pair!r}; expected NAME=VALUE with one of: {known}") from None
    return limits


@contextmanager
def _progress() -> Iterator[tuple[Callable[[int], None], Callable[[int], None]]]:
    """A progress bar on standard error, or nothing where nobody looks on."""
    if not is_terminal():
        yield _quiet, _quiet
        return
    from rich.console import Console  # noqa: PLC0415 - only where it is shown
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("reading", total=None)
        yield (
            lambda files: progress.update(bar, total=files),
            lambda files: progress.update(bar, advance=files),
        )


def _quiet(files: int) -> None:
    """Tell nobody."""


def _print(report: Report, db: Path, *, preview: bool) -> None:
    """The summary at the end: what this run did, what the dataset holds, how much of it is comparable."""
    from rich.console import Console  # noqa: PLC0415 - rich is slow to import; refusals of usage need not wait
    from rich.table import Table  # noqa: PLC0415

    console = Console(soft_wrap=True, highlight=False)
    for place, kind, message in report.refusals[:_SHOWN]:
        console.print(f"refused {place} [{kind}]: {message}", markup=False)
    if len(report.refusals) > _SHOWN:
        console.print(f"... and {len(report.refusals) - _SHOWN} more; all are in the table `issues` of {db}")
    for place in report.superseded[:_SHOWN]:
        console.print(f"newer version of {place}: both are kept, the newest one counts", markup=False)
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
        table.add_row(f"in {db.name}: {name}", f"{count:,}")
    console.print(table)
    resolved = Table("resolved", "share", "of", box=None, pad_edge=False)
    for share in report.shares:
        if share.share is not None:
            resolved.add_row(f"{share.table}.{share.column}", f"{share.share:.3f}", f"{share.total:,}")
    console.print(resolved)


def _this_run(report: Report) -> list[tuple[str, int]]:
    return [("read", report.read), ("unchanged", report.unchanged), ("refused", len(report.refusals))]
