"""`zhenggai archive get`, `export`."""

import json
import sys
from pathlib import Path

import click

from zhenggai.crawling.options import archive_option


@click.group(short_help="Look into the archive of a crawl.")
def archive() -> None:
    """Look into the archive of a crawl.

    \b
    Examples:
      zhenggai archive get https://example.gov.cn/notice.html --info
      zhenggai archive export copies/
    """


@archive.command()
@click.argument("what", metavar="URL|SHA256")
@archive_option
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write the bytes there (default: standard output).")  # fmt: skip
@click.option("--info", is_flag=True, help="Say when and how it came instead of the bytes.")
def get(what: str, archive_path: Path, out: Path | None, info: bool) -> None:
    """The archived bytes of an address (the newest good answer) or of a hash (64 hexadecimal digits).

    \b
    Examples:
      zhenggai archive get https://example.gov.cn/notice.html --out notice.html
      zhenggai archive get https://example.gov.cn/notice.html --info

    Exit code: 0, 1 where the archive has no such record or cannot be read, 2 wrong usage or no archive.
    """
    from scrapers.archive.index import ArchiveError  # noqa: PLC0415
    from scrapers.archive.lookup import about, find_records  # noqa: PLC0415
    from scrapers.archive.store import open_archive  # noqa: PLC0415

    _must_be_one(archive_path)
    try:
        with open_archive(archive_path) as opened:
            records = find_records(opened, what)
            if info:
                for record in records:
                    click.echo(json.dumps(about(opened, record), ensure_ascii=False))
                return
            body = opened.body(records[-1]["id"])
    except ArchiveError as error:
        raise click.ClickException(str(error)) from None
    if out:
        out.write_bytes(body)
    else:
        sys.stdout.buffer.write(body)


@archive.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@archive_option
def export(folder: Path, archive_path: Path) -> None:
    """Write the newest version of every notice and attached file to a folder, with manifest.jsonl beside them.

    \b
    Example:
      zhenggai archive export copies/

    Exit code: 0, 1 where the archive cannot be read, 2 wrong usage or no archive.
    """
    from scrapers.archive.index import ArchiveError  # noqa: PLC0415
    from scrapers.archive.lookup import export_files  # noqa: PLC0415

    _must_be_one(archive_path)
    try:
        count = export_files(archive_path, folder)
    except ArchiveError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{count} files written to {folder}")


def _must_be_one(path: Path) -> None:
    """Refuse a folder that is no archive before anything is written beside it."""
    from scrapers.archive.store import is_archive  # noqa: PLC0415

    if not is_archive(path):
        raise click.UsageError(
            f"got {path}, expected a folder with index.sqlite; run `zhenggai crawl` to make an archive"
        )
