"""Times of a page type as figures, and as a line of a table."""

from dataclasses import dataclass, field

LIMIT_MS = 300.0
LIMIT_RATIO = 2.0
SMALL = 2.0  # empty pages: where the SQL takes less at the median, one is added to what a page needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One page type: median and 95th percentile of the page, of its SQL alone, and of an empty page; milliseconds.

    `cold` figures are those of pages, and of SQL, for which the disk had to be asked.

    The 95th percentile of some dozens of pages is one or two of them, which a busy machine chooses: `paired` is the
    median of what each page took beside what it needed itself a moment before or after.
    """

    page: str
    p50: float
    p95: float
    sql_p50: float
    sql_p95: float
    empty_p50: float
    empty_p95: float
    paired: float  # median of each page's own ratio
    cold_p95: float
    cold_sql_p95: float
    size: int

    @property
    def is_small(self) -> bool:
        """Whether answering at all counts as needed."""
        return self.sql_p50 < SMALL * self.empty_p50

    @property
    def needed(self) -> float:
        """What the page is compared with, at the 95th percentile."""
        return self.sql_p95 + self.empty_p95 * self.is_small

    @property
    def ratio(self) -> float:
        """Page to what it needs, at the 95th percentile."""
        return self.p95 / self.needed

    @property
    def overhead(self) -> float:
        """What the page adds to its SQL: HTTP, Datasette, template; median, in milliseconds."""
        return self.p50 - self.sql_p50


@dataclass(slots=True, kw_only=True)
class Times:
    """Milliseconds of the pages of one type, of their SQL, and of empty pages."""

    pages: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    empty: list[float] = field(default_factory=list)


def result_of(page: str, warm: Times, cold: Times, size: int) -> Result:
    """The figures of one page type; `cold` may be of nothing."""
    times, alone, empty = warm.pages, warm.alone, warm.empty
    is_small = percentile(alone, 0.5) < SMALL * percentile(empty, 0.5)
    needed = [sql + blank * is_small for sql, blank in zip(alone, empty, strict=True)]
    return Result(
        page=page,
        p50=percentile(times, 0.5),
        p95=percentile(times, 0.95),
        sql_p50=percentile(alone, 0.5),
        sql_p95=percentile(alone, 0.95),
        empty_p50=percentile(empty, 0.5),
        empty_p95=percentile(empty, 0.95),
        paired=percentile([taken / need for taken, need in zip(times, needed, strict=True)], 0.5),
        cold_p95=percentile(cold.pages or times, 0.95),
        cold_sql_p95=percentile(cold.alone or alone, 0.95),
        size=size,
    )


def percentile(values: list[float], share: float) -> float:
    """The value below which a share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def line(result: Result) -> str:
    """A row of the report."""
    met = max(result.p95, result.cold_p95) < LIMIT_MS and result.ratio <= LIMIT_RATIO
    return (
        f"{result.page:32} {result.p50:8.1f} {result.p95:8.1f} {result.sql_p50:8.1f} {result.sql_p95:8.1f}"
        f" {result.empty_p95:9.1f} {result.ratio:6.2f} {result.paired:6.2f} {'+empty' if result.is_small else 'SQL':>6}"
        f" {result.overhead:8.1f} {result.cold_p95:9.1f} {result.cold_sql_p95:8.1f} {result.size / 1024:6.0f}"
        f"  {'met' if met else 'NOT MET'}"
    )


HEAD = (
    f"{'page':32} {'p50 ms':>8} {'p95 ms':>8} {'sql p50':>8} {'sql p95':>8} {'empty p95':>9} {'ratio':>6} {'paired':>6} {'to':>6}"
    f" {'added ms':>8} {'cold p95':>9} {'cold sql':>8} {'KiB':>6}"
)
