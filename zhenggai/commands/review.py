"""`zhenggai review`: a local page on which people decide about doubtful rows by keyboard."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

import click

from db import serving
from db.site.server.review import NotLoopback, Reviewing, check_loopback
from zhenggai.commands.corrections import open_current
from zhenggai.commands.options import corrections_option, db_option, told_in_words
from zhenggai.commands.serve import check_free
from zhenggai.corrections.desk import ReviewDesk
from zhenggai.corrections.files import CorrectionError
from zhenggai.evidence.folders import FolderEvidence


@click.command(short_help="Review doubtful rows on a local page; each decision becomes a file.")
@db_option(exists=True)
@corrections_option(required=True, exists=False)
@click.option(
    "--files",
    multiple=True,
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder that was ingested: pages of its files are shown; may be repeated.",
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="127.0.0.1 or ::1; no other."
)
@click.option(
    "--port", default=8002, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on."
)
def review(db: Path, corrections: Path, files: tuple[Path, ...], host: str, port: int) -> None:
    """Review doubtful rows on a local page, the most doubtful first, with the source beside them.

    The page answers this machine alone. Each decision becomes a file in the folder of corrections and holds
    from the next `ingest --corrections` on; the dataset itself is never written.

    \b
    Example:
      zhenggai review --db notices.db --corrections corrections/ --files downloads/
      zhenggai ingest downloads/ --db notices.db --corrections corrections/
      zhenggai corrections check --db notices.db --corrections corrections/

    Exit code: 0 ended by Ctrl-C, 2 wrong usage, a file that is no correction, or an address that cannot be used.
    """
    open_current(db).close()
    try:
        check_loopback(host)
        desk = ReviewDesk(db, corrections, now=lambda: datetime.now(UTC))
    except (CorrectionError, NotLoopback) as error:
        raise click.UsageError(str(error)) from error
    evidence = FolderEvidence(db=db, folders=files) if files else None
    reviewing = Reviewing(desk=desk, token=secrets.token_urlsafe(32))
    check_free(host, port)
    name = f"[{host}]" if ":" in host else host
    click.echo(f"review: http://{name}:{port}/review (Ctrl-C ends it)")
    with told_in_words():
        serving.serve(db, host, port, evidence=evidence, reviewing=reviewing)
