"""Options that the crawling commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from scrapers.sources import Source

DEFAULT_ARCHIVE = Path("archive")


def sites_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--sites: where data files are."""
    option = click.option("--sites", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR",
                          help="Data files of sources (default: the ones that come with the program).")  # fmt: skip
    return option(command)


def archive_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--archive: where bytes are kept."""
    option = click.option("--archive", "archive_path", type=click.Path(file_okay=False, path_type=Path),
                          default=DEFAULT_ARCHIVE, show_default=True, metavar="DIR", help="The archive.")  # fmt: skip
    return option(command)


def choice_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--source and --region: which sources."""
    one = click.option(
        "--source", "ids", multiple=True, metavar="ID", help="Only this source; may be repeated."
    )
    many = click.option("--region", "regions", multiple=True, metavar="CODE",
                        help="Only this region and those inside it (440000: all of Guangdong); may be repeated.")  # fmt: skip
    return one(many(command))


def manner_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--contact, and the hidden switch that the tests use."""
    contact = click.option("--contact", envvar="ZHENGGAI_CONTACT", default="", metavar="ADDRESS",
                           help="Your e-mail or web address, sent with every request. Or set ZHENGGAI_CONTACT.")  # fmt: skip
    replica = click.option(
        "--replica", is_flag=True, hidden=True, help="Ask only the replica on this machine."
    )
    return contact(replica(command))


def agent(contact: str) -> str:
    """The User-Agent header; a crawl without a contact is refused."""
    from importlib.metadata import version  # noqa: PLC0415

    from scrapers.crawling.manners import agent_of  # noqa: PLC0415

    try:
        return agent_of(contact, version("zhenggai"))
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def choose(sites: Path | None, ids: tuple[str, ...], regions: tuple[str, ...]) -> "tuple[Source, ...]":
    """The sources that were asked for; all where none were named. An unknown name is wrong usage."""
    from scrapers.sources import SITES, BadSource, load_sources  # noqa: PLC0415

    try:
        known = load_sources(sites or SITES)
    except BadSource as error:
        raise click.UsageError(str(error)) from None
    if unknown := set(ids) - {source.id for source in known}:
        raise click.UsageError(
            f"got: {', '.join(sorted(unknown))}; expected: ids of known sources; do: see `zhenggai sources list`"
        )
    prefixes = tuple(region.removesuffix("00").removesuffix("00") for region in regions)
    chosen = tuple(
        source
        for source in known
        if (not ids or source.id in ids) and (not prefixes or source.region.startswith(prefixes))
    )
    if not chosen:
        asked = ", ".join((*ids, *regions))
        raise click.UsageError(
            f"got: {asked or 'no source at all'}, which no source fits; expected: a region that has sources; "
            "do: see `zhenggai sources list`"
        )
    return chosen
