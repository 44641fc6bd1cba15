"""`zhenggai crawl`, and the groups `sources` and `archive`: `from zhenggai.crawling.commands import archive, crawl, sources`.

Everything but click is imported when a command runs, so that `zhenggai --help` answers at once.
"""

import json
from pathlib import Path
from typing import Any

import click

from zhenggai.crawling.archive import archive
from zhenggai.crawling.options import (
    agent,
    archive_option,
    choice_options,
    choose,
    manner_options,
    sites_option,
)
from zhenggai.crawling.sources import sources

__all__ = ["archive", "crawl", "sources"]


@click.command()
@choice_options
@sites_option
@archive_option
@manner_options
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Only items listed from this day on."
)
@click.option("--max-pages", type=click.IntRange(min=1), metavar="N", help="At most N pages of each list.")
@click.option("--max-minutes", type=click.FloatRange(min=0, min_open=True), metavar="N",
              help="Stop after N minutes; the next crawl continues.")  # fmt: skip
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write the run report as JSON, too.")  # fmt: skip
@click.pass_context
def crawl(  # noqa: PLR0913, PLR0917 - one argument an option
    ctx: click.Context, ids: tuple[str, ...], regions: tuple[str, ...], sites: Path | None, archive_path: Path,
    contact: str, replica: bool, since: Any, max_pages: int | None, max_minutes: float | None, report: Path | None,
) -> None:  # fmt: skip
    """Bring home the notices of city sites into an archive, politely, again and again.

    One request at a time to a host, with pauses; robots.txt is obeyed; a site that blocks is left alone. A crawl
    that was stopped is continued by the next one. `zhenggai ingest ARCHIVE --db FILE` reads what was brought home.

    \b
    Examples:
      zhenggai crawl --contact you@example.org --region 330000
      zhenggai crawl --contact you@example.org --source huzhou-sjzg --since 2024-01-01

    Exit code: 0 every source was read (ok, empty, withdrawn), 1 some were not, 2 wrong usage.
    """
    from zhenggai.crawling.display import live, show_report  # noqa: PLC0415
    from zhenggai.crawling.job import CrawlFailed, Job, run  # noqa: PLC0415

    job = Job(
        archive=archive_path, agent=agent(contact), sources=choose(sites, ids, regions), replica=replica,
        since=since.date().isoformat() if since else None, max_pages=max_pages,
        max_seconds=max_minutes * 60 if max_minutes else None,
    )  # fmt: skip
    try:
        with live() as on_event:
            rows = run(job, on_event)
    except CrawlFailed as error:
        raise click.ClickException(str(error)) from None
    show_report(rows)
    if report:
        report.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
    ctx.exit(0 if all(row["verdict"] in ("ok", "empty", "withdrawn") for row in rows) else 1)
