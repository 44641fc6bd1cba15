"""A data file for a new source, from one list page."""

from scrapers.detecting.detect import Detection, NotDetected, detect, read_with
from scrapers.detecting.sessions import sessions_in
from scrapers.families import FAMILIES
from scrapers.pages import Page
from scrapers.sources import BadSource, Source, source_of

NOTE = "Proposed by `zhenggai sources detect` from one list page; no crawl was compared with the site."


def recognised(page: Page, family: str | None = None) -> Detection:
    """Which family a list page is of, and why. With `family` no signs are asked for, but it must read the page."""
    return taken(page, family) if family else detect(page)


def propose(page: Page, found: Detection, *, name: str, title: str, region: str, authority: str) -> Source:
    """The source that a recognised list page is.

    `verified` stays false, and the note says why: whoever looked at the real list writes the day, and no note.
    """
    parameters = {key: value for key, value in found.parameters.items() if value}
    values = {
        "name": title,
        "region": region,
        "authority": authority,
        "family": found.family,
        "note": NOTE,
        "lists": [{"url": page.list_url}],
        "parameters": parameters,
        "strip": sessions_in(page),
    }
    return source_of(name, values)


def taken(page: Page, family: str) -> Detection:
    """A family that a person named, proved by reading the page with it; BadSource where there is none of that name."""
    if family not in FAMILIES:
        raise BadSource(f"got family {family!r}, there are {sorted(FAMILIES)}")
    reading = read_with(family, page)
    if reading is None:
        raise NotDetected(f"the page does not read as a {family} list")
    items, more = reading
    return Detection(
        family=family, signs=(), parameters=FAMILIES[family].parameters(page), items=items, more=more
    )
