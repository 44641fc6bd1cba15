"""`zhenggai build`: the SQLite dataset from the Parquet that a cluster wrote."""

from pathlib import Path

import click

from zhenggai.commands.options import db_option, told_in_words
from zhenggai.commands.summary import print_summary, progress


@click.command(short_help="Make a dataset of the Parquet that `ingest --engine dask` wrote.")
@click.argument("parquet", metavar="PARQUET")
@db_option(exists=False)
@click.pass_context
def build(ctx: click.Context, parquet: str, db: Path) -> None:
    """Make a dataset (SQLite, with search and all that is derived) of partitioned Parquet.

    PARQUET is the folder or fsspec location that `zhenggai ingest --engine dask` wrote. The dataset is the
    one that `zhenggai ingest` makes of the same files, byte for byte in its dump. A build that was
    interrupted goes on where it was stopped; what has not changed costs a look-up.

    \b
    Examples:
      zhenggai build parquet/ --db notices.db
      zhenggai build s3://bucket/parquet --db notices.db

    Exit code: 0 all files had been read, 1 some were refused, 2 wrong usage or a dataset that cannot be read or written.
    """
    from zhenggai.cluster.building import build as run_build  # noqa: PLC0415 - --help need not wait for it

    with told_in_words(), progress() as (on_start, on_file):
        report = run_build(parquet, db, on_start=on_start, on_file=on_file)
    print_summary(report, str(db))
    ctx.exit(1 if report.refusals else 0)
