"""One word for how a source fared, so that blocked or broken never looks like empty."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scrapers.sources import Expectation


class Verdict(StrEnum):
    """How a reading of a source ended, worst first."""

    BLOCKED = "blocked"  # a protection system, 403, or robots.txt keeps us out
    UNREACHABLE = "unreachable"  # no answer, server errors, a certificate that is not valid
    CHANGED = "changed layout"  # pages come, but are not what the family's pages are
    MOVED = "moved"  # the list is no longer at its address, or what stands there is frozen
    PARTIAL = "partial"  # read, but not all of it
    WITHDRAWN = "withdrawn"  # all read; notices that were there are gone
    EMPTY = "empty"  # read, nothing there, and the data file says that may be
    OK = "ok"


WORST_FIRST = tuple(Verdict)
HEALTHY = frozenset({Verdict.OK, Verdict.EMPTY, Verdict.WITHDRAWN})
OF_OUTCOME = {  # what an outcome of a list page means for the source
    "blocked": Verdict.BLOCKED,
    "forbidden": Verdict.BLOCKED,
    "busy": Verdict.BLOCKED,
    "refused": Verdict.BLOCKED,
    "unreachable": Verdict.UNREACHABLE,
    "error": Verdict.UNREACHABLE,
    "gone": Verdict.MOVED,
    "redirect": Verdict.MOVED,
    "mismatch": Verdict.CHANGED,
    "truncated": Verdict.PARTIAL,
    "limit": Verdict.PARTIAL,
    "too_large": Verdict.PARTIAL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that keeps a source from being simply ok."""

    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What one pass met and did: new, changed and withdrawn articles, new or changed `files` (further pages of articles too).

    `declared` is what its lists say they hold, `before` what the last crawl listed, `fill` the share of title, date
    and source metas that the read articles have.
    """

    pages: int = 0
    listed: int = 0
    kept: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    files: int = 0
    withdrawn: int = 0
    refused: int = 0
    failed: int = 0
    external: int = 0
    off_topic: int = 0
    articles: int = 0
    unrecognised: int = 0
    fill: float | None = None
    newest: str | None = None
    before: int | None = None
    declared: int | None = None


def overall(
    findings: list[Finding], counts: Counts, expect: Expectation, today: date
) -> tuple[Verdict, list[str]]:
    """The source's verdict and the reasons for it, worst first."""
    found = [*findings, *of_counts(counts, expect, today)]
    if counts.listed == 0 and not found:
        found.append(of_nothing(counts, expect))
    if counts.withdrawn:
        found.append(Finding(verdict=Verdict.WITHDRAWN, reason=f"{counts.withdrawn} no longer published"))
    found.sort(key=lambda finding: WORST_FIRST.index(finding.verdict))
    return (found[0].verdict if found else Verdict.OK), list(
        dict.fromkeys(finding.reason for finding in found)
    )


def of_nothing(counts: Counts, expect: Expectation) -> Finding:
    """What it means that lists were read without fault and had nothing: a fault, unless it was declared."""
    if counts.before:
        reason = f"nothing listed, {counts.before} in the last reading"
        return Finding(verdict=Verdict.CHANGED, reason=reason)
    if expect.min == 0:
        return Finding(verdict=Verdict.EMPTY, reason="nothing listed, as the data file allows")
    return Finding(
        verdict=Verdict.CHANGED,
        reason="nothing listed; where that may be, the data file says min = 0 under [expect]",
    )


def of_counts(counts: Counts, expect: Expectation, today: date) -> list[Finding]:
    """What the numbers alone say."""
    found = []
    if 0 < counts.listed < expect.min:
        reason = f"{counts.listed} listed, at least {expect.min} expected"
        found.append(Finding(verdict=Verdict.PARTIAL, reason=reason))
    kept = counts.before * (1 - expect.max_drop) if counts.before else 0.0
    if counts.listed and counts.declared is not None and counts.declared < kept:
        reason = f"the list declares {counts.declared}, {counts.before} were listed in the last reading"
        found.append(Finding(verdict=Verdict.PARTIAL, reason=reason))
    if counts.unrecognised and counts.unrecognised * 2 > counts.articles:
        reason = f"{counts.unrecognised} of {counts.articles} articles without a known body"
        found.append(Finding(verdict=Verdict.CHANGED, reason=reason))
    age = (today - date.fromisoformat(counts.newest)).days if counts.newest else None
    if expect.newest_within_days is not None and age is not None and age > expect.newest_within_days:
        reason = f"frozen: newest item is {age} days old, at most {expect.newest_within_days} expected"
        found.append(Finding(verdict=Verdict.MOVED, reason=reason))
    return found
