"""`zhenggai evaluate`: score a dataset against gold annotations, and hold it to floors."""

import json
from pathlib import Path

import click

from db.file.card import remember
from db.file.connection import open_for_reading
from zhenggai.commands.options import db_option, told_in_words
from zhenggai.scoring.floors import below, raised
from zhenggai.scoring.report import Score, as_table, score


@click.command(short_help="Score a dataset against gold annotations.")
@click.argument("gold_dir", metavar="GOLD_DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@db_option(exists=True)
@click.option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write every figure there.",
)
@click.option(
    "--record", is_flag=True, help="Keep the figures in the dataset: its card on the site shows them."
)
@click.option(
    "--worst", default=0, type=click.IntRange(0), metavar="N", help="Print the first N cells that are wrong."
)
@click.option(
    "--floors",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Fail where a figure is below this file's.",
)
@click.option(
    "--raise-floors", is_flag=True, help="Write the figures that are above the floors into that file."
)
@click.option("--lower-floors", is_flag=True, help="Write all figures into that file, lower ones too.")
@click.pass_context
def evaluate(  # noqa: PLR0913, PLR0917 - one argument for each option
    ctx: click.Context,
    gold_dir: Path,
    db: Path,
    json_file: Path | None,
    record: bool,
    worst: int,
    floors: Path | None,
    raise_floors: bool,
    lower_floors: bool,
) -> None:
    """Score a dataset against every NAME.gold.json below GOLD_DIR.

    A cell counts as right when it equals the gold's or, for a text, when the character pairs of the two
    agree by 0.9 and every number in it is the same. A row counts as right when all its cells are.

    \b
    Examples:
      zhenggai evaluate samples/gold --db notices.db
      zhenggai evaluate samples/gold --db notices.db --worst 20
      zhenggai evaluate samples/gold --db notices.db --record
      zhenggai evaluate samples/gold --db notices.db --floors tests/floors.json

    Exit code: 0, 1 where a figure is below its floor, 2 wrong usage.
    """
    if (raise_floors or lower_floors) and floors is None:
        raise click.UsageError("--raise-floors and --lower-floors need --floors FILE")
    known = _known(floors, may_lack=raise_floors or lower_floors)
    with told_in_words():
        connection = open_for_reading(db)
    try:
        result = score(connection, gold_dir)
    except FileNotFoundError as error:
        raise click.UsageError(str(error)) from error
    finally:
        connection.close()
    click.echo(as_table(result, worst=worst))
    if json_file is not None:
        json_file.write_text(
            json.dumps(result.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    if record:
        with told_in_words():
            remember(db, "evaluation", result.as_json())
    if floors is not None:
        ctx.exit(_hold(result, known, floors, raise_floors=raise_floors, lower_floors=lower_floors))


def _known(path: Path | None, *, may_lack: bool) -> dict[str, float]:
    """The floors of a file; none where the file is still to be written."""
    if path is None or (may_lack and not path.exists()):
        return {}
    try:
        floors = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): float(least) for name, least in floors.items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise click.UsageError(
            f"got: {path} ({getattr(error, 'strerror', None) or error}); expected: a JSON file of figures and their floors; "
            "do: check the path, or write one with --raise-floors"
        ) from error


def _hold(
    result: Score, known: dict[str, float], path: Path, *, raise_floors: bool, lower_floors: bool
) -> int:
    """Compare with the floors and, where asked, write new ones; return the exit code."""
    failures = [] if lower_floors else below(result, known)
    for failure in failures:
        click.echo(f"below its floor: {failure}")
    if raise_floors or lower_floors:
        new = raised(result, {} if lower_floors else known)
        path.write_text(json.dumps(new, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1 if failures else 0
