"""Floors of quality: figures that a change may raise and must not lower."""

from collections.abc import Mapping
from math import floor

from zhenggai.scoring.report import Score

_SLACK = 1e-9


def figures(result: Score) -> dict[str, float]:
    """The figures that floors are kept for: F1 of every field, exact rows, grounded cells; four decimals, cut."""
    known = {name: value.f1 for name, value in result.fields.items()}
    known |= {"rows": result.rows, "grounding": result.grounding}
    return {name: floor(value * 10_000) / 10_000 for name, value in known.items() if value is not None}


def below(result: Score, floors: Mapping[str, float]) -> list[str]:
    """Say which figures lie below their floor; a figure that is gone lies below any."""
    now = figures(result)
    return [
        f"{name}: got {now.get(name, 'no figure')}, expected at least {least}"
        for name, least in floors.items()
        if now.get(name, -1.0) < least - _SLACK
    ]


def raised(result: Score, floors: Mapping[str, float]) -> dict[str, float]:
    """The floors after this result: none lower than before."""
    now = figures(result)
    return {name: max(now.get(name, 0.0), floors.get(name, 0.0)) for name in sorted({*now, *floors})}
