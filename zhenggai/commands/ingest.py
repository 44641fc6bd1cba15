"""`zhenggai ingest`: read files and folders into a dataset."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from zhenggai.cluster.remote import is_remote
from zhenggai.commands.options import corrections_option, db_option
from zhenggai.engines import collect_seldom
from zhenggai.ingesting.workers import workers


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
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="TOML file of places that the official table lacks (see samples/places.toml); may be repeated.",
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
def ingest(ctx: click.Context, /, jobs: int, **asked: Any) -> None:
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

    Exit code: 0 all files were read, 1 some were refused, 2 wrong usage or a dataset that cannot be written, 130 stopped
    by Ctrl-C: what was read is kept, and the same command goes on.
    """
    collect_seldom()
    start = partial(workers, jobs, tuple(map(str, asked["paths"])), ocr=asked["ocr"])
    if asked["again"] or not (asked["db"] and asked["db"].exists()):
        start()  # all files will be read; else it is done when one is
    from zhenggai.commands.ingest_run import run  # noqa: PLC0415 - half a second, beside which workers start

    ctx.exit(run(jobs=jobs, workers=start, **asked))
