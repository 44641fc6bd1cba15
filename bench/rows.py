"""The common shape of all measurements: a row says what was measured, beside whom, and what was wanted."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table. `ratio` is ours to the peer's (below 1: we take less); `met` None: nothing was wanted."""

    name: str
    figure: str
    peer: str = ""
    peer_figure: str = ""
    ratio: float | None = None
    wanted: str = ""
    met: bool | None = None


def skipped(name: str, why: str) -> Row:
    """A row for what could not be measured here."""
    return Row(name=name, figure=f"not measured: {why}")


def by_turns(runs: int, *works: Callable[[], object]) -> list[float]:
    """Median processor seconds of each work; the works take turns, the first turn warms up."""
    times: list[list[float]] = [[] for _ in works]
    for turn in range(runs + 1):
        for number, work in enumerate(works):
            start = time.process_time()
            work()
            if turn:
                times[number].append(time.process_time() - start)
    return [median(taken) for taken in times]
