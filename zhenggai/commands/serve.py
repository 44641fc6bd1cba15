"""`zhenggai serve` and `zhenggai demo`: the site over a dataset."""

import socket
from pathlib import Path

import click

from db import serving
from db.file.card import remember
from db.file.connection import lacks_columns, open_for_reading
from db.file.lookup import rows
from db.store import is_finished
from zhenggai.commands.options import Unusable, db_option, load_corrections, told_in_words
from zhenggai.evidence.folders import FolderEvidence
from zhenggai.ingesting.inputs import find_inputs

_ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLES = _ROOT / "samples" / "notices"
GOLD = _ROOT / "samples" / "gold"
PLACES = _ROOT / "samples" / "places.toml"
CORRECTIONS = _ROOT / "corrections"
DEMO = _ROOT / "build" / "demo.db"


@click.command(short_help="Serve a dataset as a web site.")
@db_option(exists=True)
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen on."
)
@click.option(
    "--port", default=8001, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on."
)
@click.option(
    "--public",
    is_flag=True,
    help="For the open internet, behind a reverse proxy: tighter limits, no chatter.",
)
@click.option("--address", metavar="URL", help="Public root of the site, for citations and feeds.")
@click.option(
    "--files",
    multiple=True,
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder that was ingested: its files are offered as evidence; may be repeated.",
)
def serve(db: Path, host: str, port: int, public: bool, address: str | None, files: tuple[Path, ...]) -> None:
    """Serve a dataset as a web site, in Chinese and English; read-only.

    \b
    Examples:
      zhenggai serve --db notices.db
      zhenggai serve --db notices.db --files downloads/ --port 8080
      zhenggai serve --db notices.db --public --address https://audit.example.org

    Exit code: 0 ended by Ctrl-C, 2 wrong usage, a dataset that cannot be read, or an address that cannot be used.
    """
    check_free(host, port)
    _start(db, host=host, port=port, public=public, address=address, files=files)


@click.command(short_help="Build a dataset from the bundled samples and serve it.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen on."
)
@click.option(
    "--port", default=8001, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on."
)
def demo(host: str, port: int) -> None:
    """Build a dataset from the sample notices that come with the program, and serve it.

    \b
    Example:
      zhenggai demo --port 8002

    Exit code: 0 ended by Ctrl-C, 1 no samples beside the program, 2 wrong usage or an address that cannot be used.
    """
    from zhenggai.ingesting.places import load_places  # noqa: PLC0415
    from zhenggai.ingesting.versions import has_recognition  # noqa: PLC0415
    from zhenggai.pipeline import Options, ingest  # noqa: PLC0415 - `serve` needs no readers

    if not SAMPLES.is_dir():
        raise click.ClickException(
            f"got: no folder {SAMPLES}; expected: a checkout of the project; do: clone it anew"
        )
    check_free(host, port)
    DEMO.parent.mkdir(exist_ok=True)
    options = Options(places=load_places(PLACES), corrections=load_corrections(CORRECTIONS))
    with told_in_words():
        _drop_outdated(DEMO, SAMPLES)
        new = not DEMO.exists()
        if new:
            click.echo("Reading the samples (the first time only, some ten seconds) ...")
        report = ingest([SAMPLES], DEMO, options=options)
        if new:
            _measure(DEMO, GOLD)
    if not has_recognition():
        click.echo('The two scans among them are listed but not read: that needs pip install ".[ocr]"')
    totals = report.totals
    click.echo(
        f"{totals['notices']} sample notices (invented places), {totals['findings']} findings in {DEMO}"
    )
    click.echo(_TRY.format(address=f"http://{host}:{port}"))
    _start(DEMO, host=host, port=port, public=False, address=None, files=(SAMPLES,))


_TRY = """
Open {address} in a browser (Ctrl-C ends it). What to try:
  - compare cities: which problems come up where, and how often they are put right
  - search for 等保 or, in the other script, for 資金
  - open a notice and move over a cell of the table: its words light up in the source text
"""


def _measure(db: Path, gold: Path) -> None:
    """Keep with the dataset how right its cells are, as `evaluate --record` does: its card shows it."""
    from zhenggai.scoring.report import score  # noqa: PLC0415 - `serve` compares nothing

    connection = open_for_reading(db)
    try:
        result = score(connection, gold)
    finally:
        connection.close()
    remember(db, "evaluation", result.as_json())


def _drop_outdated(db: Path, folder: Path) -> None:
    """Delete a demo of an earlier program or of samples which are no longer there; it is quickly made anew."""
    if not db.exists():
        return
    connection = open_for_reading(db)
    try:
        outdated = bool(lacks_columns(connection))
        held = {row["place"] for row in rows(connection, "SELECT place FROM files WHERE container IS NULL")}
    finally:
        connection.close()
    if outdated or held - {found.place for found in find_inputs([folder])}:
        for ending in ("", "-wal", "-shm"):
            db.with_name(db.name + ending).unlink(missing_ok=True)


def _start(
    db: Path, *, host: str, port: int, public: bool, address: str | None, files: tuple[Path, ...]
) -> None:
    evidence = FolderEvidence(db=db, folders=files) if files else None
    with told_in_words():
        if not is_finished(db):
            click.echo(
                f"{db} is not finished: run `zhenggai ingest` again, or search misses what is new", err=True
            )
        serving.serve(db, host, port, public, address=address, evidence=evidence)


def check_free(host: str, port: int) -> None:
    """Say in words that a port is taken, before anything is built."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            words = f"got: {host}:{port} cannot be used ({error.strerror}); do: name another with --port"
            raise Unusable(words) from error
