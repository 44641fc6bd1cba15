"""`zhenggai ingest`: read files and folders into a dataset."""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import click

from extract.files.limits import DEFAULT_LIMITS, Limits
from normalize.records import RegionRecord
from zhenggai.cluster.locations import is_remote
from zhenggai.commands.options import (
    corrections_option,
    db_option,
    load_corrections,
    told_in_words,
)
from zhenggai.commands.summary import print_summary, progress
from zhenggai.engines import collect_seldom, prepare
from zhenggai.ingesting.places import PlacesError, load_places


class _PathOrLocation(click.Path):
    """A path that exists, or a location that fsspec knows by its protocol (s3://bucket/folder)."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return value if is_remote(str(value)) else super().convert(value, param, ctx)


@click.command(short_help="Read notices from files and folders into a dataset.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=_PathOrLocation(exists=True))
@db_option(exists=False, required=False)
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
@corrections_option(required=False)
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Read here, or with a Dask cluster (see docs/scale.md).",
)
@click.option("--scheduler", metavar="ADDRESS", help="Of the cluster, e.g. tcp://10.0.0.1:8786.")
@click.option(
    "--parquet", metavar="FOLDER", help="Where the cluster writes partitioned Parquet; any fsspec location."
)
@click.option(
    "--batch",
    default=500,
    show_default=True,
    type=click.IntRange(1),
    help="Files that a worker of the cluster reads at a time.",
)
@click.pass_context
def ingest(  # noqa: PLR0913, PLR0917 - one argument an option
    ctx: click.Context,
    paths: tuple[str, ...],
    db: Path | None,
    jobs: int,
    again: bool,
    preview: bool,
    ocr: bool,
    limits: tuple[str, ...],
    places: Path | None,
    corrections: Path | None,
    engine: str,
    scheduler: str | None,
    parquet: str | None,
    batch: int,
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
      zhenggai ingest downloads/ --db notices.db --corrections corrections/
      zhenggai ingest s3://bucket/notices --engine dask --scheduler tcp://10.0.0.1:8786 --parquet s3://bucket/parquet

    Exit code: 0 all files were read, 1 some were refused, 2 wrong usage or a dataset that cannot be written.
    """
    collect_seldom()
    if jobs > 1:
        prepare("zhenggai.ingesting.reading")
    from zhenggai.pipeline import Options  # noqa: PLC0415 - half a second, beside which workers start
    from zhenggai.pipeline import ingest as run_ingest  # noqa: PLC0415

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
                map(Path, paths), dataset, options=options, on_start=on_start, on_file=on_file
            )
    print_summary(report, str(db or parquet), preview=preview)
    ctx.exit(1 if report.refusals else 0)


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
