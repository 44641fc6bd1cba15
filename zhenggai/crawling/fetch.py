"""The list page to recognise: from a saved copy, or asked for once, with the manners of a crawl."""

from pathlib import Path

import click

from scrapers.answers.decoding import decode
from scrapers.archive.lookup import fetched_list
from scrapers.archive.store import open_archive
from scrapers.detecting.detect import provisional
from scrapers.pages import Ask, Page
from zhenggai.crawling.job import CrawlFailed, Job, run


def page_in(path: Path, url: str) -> Page:
    """A saved page, as it stood at its address."""
    body = path.read_bytes()
    return Page(url=url, text=decode(body), ask=Ask(url=url), list_url=url, body=body)


def page_at(url: str, archive: Path, agent: str, replica: bool) -> Page:
    """Ask for the page and read it from the archive; what keeps it from us is told in words."""
    job = Job(archive=archive, agent=agent, sources=(provisional(url),), kind="fetch", replica=replica)
    try:
        rows = run(job, lambda event: None)
    except CrawlFailed as error:
        raise click.ClickException(str(error)) from None
    with open_archive(archive) as opened:
        found = fetched_list(opened, provisional(url).id)
    if found is None:
        raise click.ClickException(f"{url}: {rows[0]['verdict']}: {'; '.join(rows[0]['reasons'])}")
    return found
