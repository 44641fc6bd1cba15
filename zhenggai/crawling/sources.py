"""`zhenggai sources list`, `check`, `detect`."""

import json
from pathlib import Path

import click

from zhenggai.crawling.options import (
    agent,
    archive_option,
    choice_options,
    choose,
    manner_options,
    sites_option,
)


@click.group(short_help="List, recognise and check the sites that are crawled.")
def sources() -> None:
    """List, recognise and check the sites that are crawled.

    \b
    Examples:
      zhenggai sources list --region 330000
      zhenggai sources check --region 330500 --contact you@example.org
    """


@sources.command("list")
@choice_options
@sites_option
@archive_option
@click.option("--json", "as_json", is_flag=True, help="JSON lines instead of a table.")
def list_sources(
    ids: tuple[str, ...], regions: tuple[str, ...], sites: Path | None, archive_path: Path, as_json: bool
) -> None:
    """The sources with their family, how sure their addresses are, and how the last crawl fared.

    \b
    Examples:
      zhenggai sources list
      zhenggai sources list --region 330000 --json

    Exit code: 0, 2 wrong usage, a source or region that is not known.
    """
    from scrapers.archive.lookup import last_verdicts  # noqa: PLC0415
    from zhenggai.crawling.display import show_table  # noqa: PLC0415

    seen = last_verdicts(archive_path)
    rows = []
    for source in choose(sites, ids, regions):
        verified = "" if source.verified is None else source.verified.isoformat()
        doubt = "inferred" if any(column.inferred for column in source.columns) else "seen"
        verdict, when = seen.get(source.id, ("", ""))
        rows.append(
            (
                source.id,
                source.name,
                source.region,
                source.family,
                doubt,
                verified or "no",
                verdict,
                when[:10],
            )
        )
    names = ("source", "name", "region", "family", "address", "verified", "last verdict", "on")
    if as_json:
        for row in rows:
            click.echo(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False))
    else:
        show_table(names, rows)


@sources.command()
@choice_options
@sites_option
@archive_option
@manner_options
@click.pass_context
def check(
    ctx: click.Context, ids: tuple[str, ...], regions: tuple[str, ...], sites: Path | None, archive_path: Path,
    contact: str, replica: bool,
) -> None:  # fmt: skip
    """Ask each list for its first page and one article: reachable, understood, fresh, as full as before?

    \b
    Example:
      zhenggai sources check --region 330500 --contact you@example.org

    Exit code: 0 all healthy, 1 some are not.
    """
    from datetime import UTC, datetime  # noqa: PLC0415

    from zhenggai.crawling.display import live, show_check  # noqa: PLC0415
    from zhenggai.crawling.job import CrawlFailed, Job, run  # noqa: PLC0415

    job = Job(archive=archive_path, agent=agent(contact), sources=choose(sites, ids, regions), kind="check",
              replica=replica)  # fmt: skip
    try:
        with live() as on_event:
            rows = run(job, on_event)
    except CrawlFailed as error:
        raise click.ClickException(str(error)) from None
    show_check(rows, datetime.now(UTC).date().isoformat())
    ctx.exit(0 if all(row["verdict"] in ("ok", "empty", "withdrawn") for row in rows) else 1)


@sources.command()
@click.argument("url")
@click.option("--saved", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="A saved copy of the list page; nothing is asked on the net.")  # fmt: skip
@click.option("--id", "name", metavar="ID", help="Name of the data file, e.g. qinglan-sjj.")
@click.option("--title", help="What the source is called, as people say it.")
@click.option("--region", metavar="CODE", help="GB/T 2260 code; HK, MO or TW-...")
@click.option("--authority", help="Who publishes there.")
@click.option("--family", help="Take this family instead of looking for signs.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path(), metavar="DIR",
              help="Where to write the data file (default: here).")  # fmt: skip
@archive_option
@manner_options
def detect(
    url: str, saved: Path | None, family: str | None, out: Path, archive_path: Path, contact: str, replica: bool,
    **described: str | None,
) -> None:  # fmt: skip
    """Recognise the system behind a list page by two signs, and write the source's data file.

    Without --id, --title, --region and --authority it says what it recognised, and writes nothing.

    \b
    Examples:
      zhenggai sources detect https://example.gov.cn/sjgk/ --contact you@example.org
      zhenggai sources detect https://example.gov.cn/sjgk/ --saved page.html
      zhenggai sources detect https://example.gov.cn/sjgk/ --id qinglan-sjj --title 青岚市审计局 \\
        --region 330000 --authority 青岚市审计局 --contact you@example.org

    Exit code: 0 recognised, 1 not recognised or not reached, 2 wrong usage (an option that no data file may hold).
    """
    from scrapers.detecting.detect import NotDetected  # noqa: PLC0415
    from scrapers.detecting.proposal import propose, recognised  # noqa: PLC0415
    from scrapers.sources import BadSource, write_source  # noqa: PLC0415
    from zhenggai.crawling.fetch import page_at, page_in  # noqa: PLC0415

    if not url.startswith(("http://", "https://")):
        raise click.BadParameter(f"got {url!r}; expected an address that begins with https:// or http://")
    known = {key: value for key, value in described.items() if value}
    if known and (lacking := [f"--{key.replace('name', 'id')}" for key in described if key not in known]):
        raise click.UsageError(
            f"got: no {', '.join(lacking)}; expected: all four of --id, --title, --region and --authority to write a "
            "data file, or none of them to look at the page alone"
        )
    page = page_in(saved, url) if saved else page_at(url, archive_path, agent(contact), replica)
    try:
        found = recognised(page, family)
        source = propose(page, found, **known) if known else None
    except NotDetected as error:
        raise click.ClickException(f"{url}: {error}") from None
    except BadSource as error:
        raise click.UsageError(str(error)) from None
    told = f"by its {' and '.join(found.signs)}" if found.signs else "as you said"
    click.echo(
        f"{found.family}, {told}; {found.items} items on the page, {'more follow' if found.more else 'no more pages'}"
    )
    if source is None:
        click.echo("nothing written; to write the data file, give --id, --title, --region and --authority")
        return
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{source.id}.toml"
    if path.exists():
        raise click.UsageError(f"{path} is there already; choose another --id or remove it")
    path.write_text(write_source(source), "utf-8")
    click.echo(f"written: {path}")
