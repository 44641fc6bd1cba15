"""What `zhenggai ingest` does with its options: workers start while this is imported."""

import math
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import click

from extract.files.limits import DEFAULT_LIMITS, Limits
from normalize.records import RegionRecord
from zhenggai.cluster.remote import is_remote
from zhenggai.commands.options import load_corrections, told_in_words
from zhenggai.commands.summary import print_summary, progress
from zhenggai.ingesting.places import PlacesError, load_places
from zhenggai.pipeline import Options
from zhenggai.pipeline import ingest as run_ingest


def run(  # noqa: PLR0913 - one argument an option
    *,
    paths: tuple[str, ...],
    db: Path | None,
    jobs: int,
    again: bool,
    preview: bool,
    ocr: bool,
    limits: tuple[str, ...],
    places: tuple[Path, ...],
    corrections: Path | None,
    engine: str,
    scheduler: str | None,
    parquet: str | None,
    batch: int,
    workers: Callable[[], str | None] = lambda: None,
) -> int:
    """Read what was asked for, here or with a cluster, and say what became of it; the exit code. Raises ClickException."""
    read = _limits(limits) if ocr else replace(_limits(limits), ocr_threads=0)
    options = Options(
        jobs=jobs,
        again=again,
        preview=preview,
        limits=read,
        places=_places(places),
        corrections=load_corrections(corrections),
    )
    with told_in_words(), progress() as (on_start, on_file):
        if engine == "dask":
            cluster, target = _needed(scheduler, "--scheduler"), _needed(parquet, "--parquet")
            from zhenggai.cluster.engine import ingest_with_dask  # noqa: PLC0415 - only a cluster needs it

            if preview or db is not None:
                raise click.UsageError(
                    "got: --engine dask with --preview or --db; do: run `zhenggai build` after it"
                )
            report = ingest_with_dask(
                paths, target, scheduler=cluster, options=options, batch_size=batch, on_start=on_start, on_file=on_file
            )  # fmt: skip
        else:
            dataset = _local(paths, db, scheduler or parquet, preview=preview)
            report = run_ingest(
                map(Path, paths),
                dataset,
                options=options,
                workers=workers,
                on_start=on_start,
                on_file=on_file,
            )
    print_summary(report, str(db or parquet), preview=preview)
    return 1 if report.refusals else 0


def _needed(value: str | None, name: str) -> str:
    if not value:
        raise click.UsageError(f"got: --engine dask without {name}; expected: both --scheduler and --parquet")
    return value


def _local(paths: tuple[str, ...], db: Path | None, cluster: str | None, *, preview: bool) -> Path:
    """The dataset to be written here; what only a cluster takes is wrong usage."""
    if cluster:
        raise click.UsageError("got: --scheduler or --parquet; expected: --engine dask with them")
    if db is None:
        raise click.UsageError("got: no --db; expected: --db FILE, or --engine dask")
    if far := next(filter(is_remote, paths), None):
        raise click.UsageError(f"got: {far}; expected: a path of this machine, or --engine dask")
    if preview and not db.exists():
        raise click.UsageError(f"got: --preview and no file {db}; expected: a dataset to compare with")
    return db


def _places(paths: tuple[Path, ...]) -> tuple[RegionRecord, ...]:
    try:
        return load_places(*paths)
    except PlacesError as error:
        raise click.BadParameter(str(error)) from error


def _limits(pairs: tuple[str, ...]) -> Limits:
    """Read NAME=VALUE pairs; a name or value that is none is wrong usage."""
    limits = DEFAULT_LIMITS
    for pair in pairs:
        name, _, value = pair.partition("=")
        limits = replace(limits, **{name: _limit(pair, name, value)})
    return limits


def _limit(pair: str, name: str, value: str) -> Any:
    """One limit of the type its standard has; anything that limits nothing (nan, 0, a name that is none) is wrong usage."""
    kinds = {entry.name: type(getattr(DEFAULT_LIMITS, entry.name)) for entry in fields(Limits)}
    if name not in kinds:
        raise click.BadParameter(f"got {pair!r}; expected NAME=VALUE with one of: {', '.join(kinds)}")
    standard = getattr(DEFAULT_LIMITS, name)
    try:
        number: float = kinds[name](value)
    except ValueError:
        number = math.nan
    # none of a limit is never meant, but for the engine of pictures: 0 leaves them unread
    if not math.isfinite(number) or number < (name != "ocr_threads"):
        whole = "a whole number" if kinds[name] is int else "a number"
        raise click.BadParameter(f"got {pair!r}; expected {whole} above 0, e.g. {name}={standard}")
    return number
