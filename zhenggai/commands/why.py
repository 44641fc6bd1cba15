"""`zhenggai why`: the story of one row, from the bytes to each cell."""

from pathlib import Path

import click

from zhenggai.commands.corrections import open_current
from zhenggai.commands.options import db_option
from zhenggai.evidence.story import UnknownFindingError, story


@click.command(
    short_help="Tell the story of one row: bytes, program, layout, rule of each cell, corrections."
)
@click.argument("finding_id")
@db_option(exists=True)
@click.option(
    "--files",
    multiple=True,
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder or archive that was ingested: where the bytes lie, and the record of their fetch; may be repeated.",
)
@click.pass_context
def why(ctx: click.Context, finding_id: str, db: Path, files: tuple[Path, ...]) -> None:
    """Tell the story of one row: which bytes, fetched when and from where, read by which program and layout,
    which rule, model or correction decided each cell, and what was not certain.

    \b
    Example:
      zhenggai why 20ab4dc9f8cfdc93-1 --db notices.db --files archive/

    Exit code: 0, 1 where the dataset has no such row, 2 wrong usage.
    """
    connection = open_current(db)
    try:
        for line in story(connection, finding_id, files):
            click.echo(line)
    except UnknownFindingError:
        click.echo(
            f"got: {finding_id}; expected: the id of a finding of {db} (the column findings.id)", err=True
        )
        ctx.exit(1)
    finally:
        connection.close()
