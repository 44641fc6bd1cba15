"""The common shape of all measurements: a row says what was measured, beside whom, and what was wanted."""

from dataclasses import dataclass


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
