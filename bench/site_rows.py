"""The site's page types beside the bare SQL of each, as rows of the table of `make bench`."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import site
from bench.rows import Row
from bench.site_result import LIMIT_MS, LIMIT_RATIO

_FINDINGS = 30_000
_ADDRESSES = 12  # of each page type


def rows() -> Iterator[Row]:
    """The slowest page type, all page types together, and the start of the server; times of the clock."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "site.db"
        site.make(path, _FINDINGS)
        results, cold = site.measure(path, _ADDRESSES)
    slowest = max(results, key=lambda result: result.p95)
    yield Row(
        name=f"site, {len(results)} page types, {_FINDINGS:,} findings: slowest p95 ({slowest.page})",
        figure=f"{slowest.p95:.0f} ms",
        peer="bare SQL of that page" + " and an empty page" * slowest.is_small,
        peer_figure=f"{slowest.needed:.0f} ms",
        ratio=slowest.ratio,
        wanted=f"< {LIMIT_MS:g} ms",
        met=slowest.p95 < LIMIT_MS,
    )
    ours, bare = (sum(getattr(r, name) for r in results) for name in ("p50", "sql_p50"))
    yield Row(
        name="site, medians of all page types added",
        figure=f"{ours:.0f} ms",
        peer="bare SQL",
        peer_figure=f"{bare:.0f} ms",
        ratio=ours / bare,
    )
    within = [result for result in results if result.paired <= LIMIT_RATIO]
    yield Row(
        name="site, page types within twice their SQL (and an empty page where that is as little), median of pages' own ratios",
        figure=f"{len(within)} of {len(results)}",
        wanted="all",
        met=len(within) == len(results),
    )
    yield Row(name="site, cold start to first answer", figure=f"{cold:.2f} s")
