"""Doubts about a notice as a whole: no region, no finding, bodies of which nothing is known."""

from collections.abc import Iterator

from extract.model import Extraction, Issue
from normalize.agencies.reading import parse_agency
from normalize.quotes import issue_at
from normalize.records import AgencyMention, RegionRecord


def without_findings(extraction: Extraction) -> Issue:
    """A cover letter may rightly have none; a table that was not understood must not pass for one."""
    message = (
        f"got no finding in this {extraction.family}, expected at least one; compare it with the source "
        "(`zhenggai explain` tells how it was read): they may stand in an attachment"
    )
    return issue_at("no_findings", message, extraction.title)


def doubtful_region(extraction: Extraction, region: RegionRecord | None) -> Issue:
    """Say that no region is known, or that it is only where the site is."""
    said = extraction.issuer or extraction.title
    why = f"got {said.text!r}, in which no place is known for certain" if said else "no words name a place"
    if region is None:
        return issue_at("unknown_region", f"{why}; the notice has no region", said)
    return issue_at("assumed_region", f"{why}; {region.name} is where the site is", said)


def unknown_bodies(
    agencies: tuple[AgencyMention, ...], extraction: Extraction, region: RegionRecord | None
) -> Iterator[Issue]:
    """Name each printed body once that no table knows; internal units and groups are no such bodies."""
    issuer = extraction.issuer.text if extraction.issuer else None
    seen: set[str] = set()
    for mention in agencies:
        name = mention.text.text
        if mention.canonical is not None or mention.function is not None or name in seen:
            continue
        seen.add(name)
        if parse_agency(name, region=region, issuer=issuer).kind == "unknown":
            yield issue_at(
                "unknown_body", f"got {name!r}, a body of no known place or function", mention.text
            )
