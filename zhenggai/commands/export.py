"""`zhenggai export`: take the dataset away."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from db.connection import open_for_reading
from db.exports import FORMATS, narrowed, pieces
from db.schema import TABLES, VIEWS
from zhenggai.commands.options import db_option, told_in_words

_NAMES = [view.name for view in VIEWS] + [entry.name for entry in TABLES]


@click.command(short_help="Write a table of the dataset as CSV, XLSX, Parquet or JSON lines.")
@db_option(exists=True)
@click.option(
    "--table",
    default=_NAMES[0],
    show_default=True,
    type=click.Choice(_NAMES),
    metavar="NAME",
    help="Table or view.",
)
@click.option(
    "--format",
    "kind",
    default="csv",
    show_default=True,
    type=click.Choice(list(FORMATS)),
    help="What to write.",
)
@click.option(
    "--region", metavar="CODE|NAME", help="Only notices of this region: code or name, of a province too."
)
@click.option("--search", "words", metavar="WORDS", help="Only rows that hold these words, in either script.")
@click.option(
    "--out",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Where to; - for standard output.",
)
def export(db: Path, table: str, kind: str, region: str | None, words: str | None, out: Path) -> None:
    """Write a table or view of the dataset.

    \b
    Formats:
      csv          opens in Excel; cells that would be formulas begin with an apostrophe
      xlsx         workbook with a sheet that explains the columns
      parquet      typed columns for DuckDB, Polars, pandas, Spark
      jsonl        one JSON object a line
      datapackage  Frictionless data package of all tables (a ZIP), with checksums

    \b
    Examples:
      zhenggai export --db notices.db --out findings.csv
      zhenggai export --db notices.db --table findings --format xlsx --region 330500 --out huzhou.xlsx
      zhenggai export --db notices.db --search 等保 --format jsonl --out -
    """
    try:
        sheet = narrowed(table, region=region, words=words)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if kind == "datapackage" and (region or words):
        raise click.UsageError(
            "got: a part of the dataset; expected: a data package is always the whole dataset"
        )
    with told_in_words():
        connection = open_for_reading(db)
        try:
            _write(pieces(connection, sheet, kind), out)
        finally:
            connection.close()


def _write(parts: Iterator[bytes], out: Path) -> None:
    """Write to a file under another name first, so that what stands under `out` is always whole."""
    if str(out) == "-":
        for part in parts:
            sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()
        return
    partial = out.with_name(f"{out.name}.part")
    try:
        with partial.open("wb") as file:
            for part in parts:
                file.write(part)
        partial.replace(out)
    except OSError as error:
        raise click.ClickException(
            f"got: {error}; expected: a file that can be written; do: check {out}"
        ) from error
    finally:
        partial.unlink(missing_ok=True)
