"""What a crawl looks like while it runs, and its report."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from zhenggai.crawling.job import Event

if TYPE_CHECKING:
    from rich.table import Table

STYLES = {
    "ok": "green", "empty": "green", "withdrawn": "yellow", "partial": "yellow", "moved": "yellow",
    "changed layout": "red", "unreachable": "red", "blocked": "red",
}  # fmt: skip
SHOWN = 20  # sources in the live table: those that were heard of last


class Tally:
    """Answers by source and outcome, in the order in which sources were last heard of."""

    def __init__(self) -> None:
        self.by_source: dict[str, Counter[str]] = {}

    def add(self, event: Event) -> None:
        """Count one answer."""
        name = event.get("source") or "(robots.txt and such)"
        counts = self.by_source.pop(name, Counter())
        counts[event["outcome"]] += 1
        counts[event["role"]] += 1
        self.by_source[name] = counts

    def table(self) -> "Table":
        """The live table."""
        from rich.table import Table  # noqa: PLC0415 - only where it is shown

        table = Table("source", "lists", "articles", "files", "unchanged", "not taken", box=None)
        for name, counts in list(self.by_source.items())[-SHOWN:]:
            taken = counts["ok"] + counts["not_modified"]
            asked = counts["list"] + counts["article"] + counts["attachment"]
            numbers = (counts["list"], counts["article"], counts["attachment"], counts["not_modified"],
                       max(0, asked - taken))  # fmt: skip
            table.add_row(name, *(str(number) for number in numbers))
        return table


@contextmanager
def live() -> Iterator[Callable[[Event], None]]:
    """A live table on standard error, or nothing where nobody looks on."""
    tally = Tally()
    if not sys.stderr.isatty():
        yield tally.add
        return
    from rich.console import Console  # noqa: PLC0415 - only where it is shown
    from rich.live import Live  # noqa: PLC0415

    with Live(console=Console(stderr=True), get_renderable=tally.table, refresh_per_second=4, transient=True):
        yield tally.add


def show_report(rows: Sequence[Event]) -> None:
    """The run report: one line a source, reasons below where it is not simply ok."""
    titles = (
        "source",
        "verdict",
        "listed",
        "new",
        "changed",
        "files",
        "withdrawn",
        "refused",
        "off topic",
        "elsewhere",
    )
    names = ("listed", "new", "changed", "files", "withdrawn", "refused", "off_topic", "external")
    lines = [(row["source"], row["verdict"], *(row["counts"][name] for name in names)) for row in rows]
    show_table(titles, lines, reasons=[row["reasons"] for row in rows])


def show_check(rows: Sequence[Event], today: str) -> None:
    """The health report: is the list there and understood, how old is its newest item, how much does it hold."""
    titles = ("source", "verdict", "newest", "first page", "declared", "last crawl", "fields filled")
    lines = []
    for row in rows:
        counts = row["counts"]
        fill = "" if counts["fill"] is None else f"{counts['fill']:.0%}"
        numbers = (counts["listed"], counts["declared"] or "", counts["before"] or "")
        lines.append((row["source"], row["verdict"], age(counts["newest"], today), *numbers, fill))
    show_table(titles, lines, reasons=[row["reasons"] for row in rows])


def age(newest: str | None, today: str) -> str:
    """A day with how long ago it was."""
    from datetime import date  # noqa: PLC0415 - keeps `--help` quick

    if newest is None:
        return "no date"
    return f"{newest} ({(date.fromisoformat(today) - date.fromisoformat(newest)).days} days)"


def show_table(
    titles: Sequence[str], lines: Sequence[Sequence[Any]], *, reasons: Sequence[Sequence[str]] | None = None
) -> None:
    """A table on standard output; verdicts coloured. `reasons` follow below, each with its line's first cell."""
    from rich.console import Console  # noqa: PLC0415 - only where it is shown
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False)
    for index, title in enumerate(titles):
        table.add_column(title, no_wrap=index < 2)
    for line in lines:
        table.add_row(*(Text(str(cell), style=STYLES.get(str(cell), "")) for cell in line))
    console = Console(width=None if sys.stdout.isatty() else 200)
    console.print(table)
    for line, told in zip(lines, reasons or (), strict=False):
        for reason in told:
            console.print(Text(f"{line[0]}: {reason}"), soft_wrap=True)
