"""`zhenggai export`: take the dataset away."""

import errno
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from db.exports.formats import FORMATS, Sheet, count_rows, narrowed, pieces
from db.file.connection import open_for_reading
from db.schema import TABLES, VIEWS
from zhenggai.commands.options import Unusable, db_option, told_in_words

_NAMES = [view.name for view in VIEWS] + [entry.name for entry in TABLES]
_ENDINGS = {entry.ending: name for name, entry in FORMATS.items()}


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
    type=click.Choice(list(FORMATS)),
    help="What to write; by default what the ending of FILE tells, csv without one.",
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
def export(db: Path, table: str, kind: str | None, region: str | None, words: str | None, out: Path) -> None:
    """Write a table or view of the dataset.

    \b
    Formats:
      csv          opens in Excel; cells that would be formulas begin with an apostrophe
      xlsx         workbook with a sheet that explains the columns
      parquet      typed columns for DuckDB, Polars, pandas, Spark
      jsonl        one JSON object a line
      datapackage  Frictionless data package of all tables (a ZIP: --out dataset.zip), with checksums

    \b
    Examples:
      zhenggai export --db notices.db --out findings.csv
      zhenggai export --db notices.db --table findings --region 330500 --out huzhou.xlsx
      zhenggai export --db notices.db --search 等保 --format jsonl --out -

    Exit code: 0 written (a choice without rows too: that is said), 2 wrong usage or a file that cannot be written.
    """
    kind = kind or _told_by_ending(out)
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
            count = None if kind == "datapackage" else count_rows(connection, sheet)
        finally:
            connection.close()
    if count == 0:
        click.echo(_nothing(sheet, region, words), err=True)
    elif str(out) != "-":
        click.echo(f"written: {out}, " + ("all tables" if count is None else f"rows of {table}: {count:,}"))


def _told_by_ending(out: Path) -> str:
    """The format that a file's name tells; a name without ending, and standard output, are CSV."""
    ending = out.suffix.lower().removeprefix(".")
    if ending and ending not in _ENDINGS:
        known = ", ".join(_ENDINGS)
        raise click.UsageError(
            f"got: {out}, an ending of no format; expected: {known}; do: name one with --format"
        )
    return _ENDINGS.get(ending, "csv")


def _nothing(sheet: Sheet, region: str | None, words: str | None) -> str:
    """Say that the file holds no row, and what was asked for."""
    limits = [f"region {region}"] * (region is not None) + [f"words {words}"] * (words is not None)
    if not limits:
        return f"{sheet.name} has no row in this dataset: the file holds its head alone"
    return (
        f"got: no row of {sheet.name} for {' and '.join(limits)}; expected: a code or name of a region as the table "
        "`regions` has it, and words that stand in one row; do: look there, or ask for less"
    )


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
        why = error.strerror or error
        needed, do = "a file in a folder that exists and can be written", "name another file"
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            needed, do = "room for it", "make room, or name a file on another disk"
        raise Unusable(f"got: {out} cannot be written ({why}); expected: {needed}; do: {do}") from error
    finally:
        if partial.exists():  # on a disk that is read-only nothing was written, and nothing may be deleted
            partial.unlink()
