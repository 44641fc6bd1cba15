"""`zhenggai corrections`: which corrections hold, and reviewed notices as gold."""

import hashlib
import json
from collections import Counter
from pathlib import Path

import click

from db.file.connection import lacks_columns, open_for_reading
from db.file.lookup import Connection
from zhenggai.commands.options import corrections_option, db_option, load_corrections, told_in_words
from zhenggai.corrections import checking


@click.group(short_help="See which corrections hold; take reviewed notices away as gold.")
def corrections() -> None:
    """Corrections are what people decided about rows: one readable file a decision (see docs/review.md).

    \b
    Examples:
      zhenggai corrections check --db notices.db --corrections corrections/
      zhenggai corrections export --gold --db notices.db --out reviewed/
    """


@corrections.command(short_help="Say what became of every correction in a dataset.")
@db_option(exists=True)
@corrections_option(required=True)
@click.pass_context
def check(ctx: click.Context, db: Path, corrections: Path) -> None:
    """Say what became of every correction in a dataset that was read with them.

    \b
    applied    it changed or confirmed a row
    silent     the program agrees by itself; the file may go or stay
    question   source or reading changed since: decide anew with `zhenggai review`
    unseen     the dataset holds no such notice, or was read without this correction

    \b
    Example:
      zhenggai ingest downloads/ --db notices.db --corrections corrections/
      zhenggai corrections check --db notices.db --corrections corrections/

    Exit code: 0, 1 where there are questions, 2 wrong usage or a file that is no correction.
    """
    known = load_corrections(corrections)
    connection = open_current(db)
    try:
        found = checking.check(connection, known.decisions)
    finally:
        connection.close()
    for entry in found:
        if entry.state in ("question", "unseen"):
            click.echo(f"{entry.state:9} {entry.id} [{entry.kind}] {entry.place}: {entry.message}")
    counts = Counter(entry.state for entry in found)
    for state in ("applied", "silent", "question", "unseen"):
        click.echo(f"{state:9} {counts[state]}")
    ctx.exit(1 if counts["question"] else 0)


@corrections.command(short_help="Write reviewed notices as gold annotations for `evaluate`.")
@db_option(exists=True)
@click.option("--gold", "as_gold", is_flag=True, required=True, help="As NAME.gold.json files.")
@click.option(
    "--out", required=True, metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help="Where to."
)
def export(db: Path, as_gold: bool, out: Path) -> None:
    """Write every notice all of whose rows somebody reviewed as a gold annotation.

    Held against a dataset that was read without these corrections, they tell how well the program reads by itself.

    \b
    Example:
      zhenggai corrections export --gold --db notices.db --out reviewed/
      zhenggai ingest downloads/ --db plain.db
      zhenggai evaluate reviewed/ --db plain.db

    Exit code: 0 (where nobody reviewed a row too: that is said), 2 wrong usage.
    """
    connection = open_current(db)
    try:
        found = list(checking.gold(connection))
    finally:
        connection.close()
    out.mkdir(parents=True, exist_ok=True)
    if not found:
        click.echo(
            f"got: {db}, in which nobody reviewed a row; expected: reviewed notices; do: see `zhenggai review`",
            err=True,
        )
    for place, annotation, said in found:
        if annotation is None:
            click.echo(f"left out {place}: {said}")
            continue
        digest = hashlib.sha256(place.encode()).hexdigest()[:8]
        path = out / f"{Path(annotation['file_name']).stem}.{digest}.gold.json"
        path.write_text(json.dumps(annotation, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        click.echo(f"wrote {path}")


def open_current(db: Path) -> Connection:
    """Open a dataset for reading; one of an earlier schema is wrong usage, told in one line."""
    with told_in_words():
        connection = open_for_reading(db)
        if missing := lacks_columns(connection):
            connection.close()
            words = (
                f"got: {db} without {', '.join(missing[:3])}; do: run `zhenggai ingest` over its files again"
            )
            raise click.UsageError(words)
        return connection
