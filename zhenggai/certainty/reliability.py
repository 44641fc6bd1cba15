"""Reliability: of rows with a score of about so much, how many were right."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

import numpy as np

from zhenggai.certainty.logistic import Array

EDGES = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Rows with a score of `low` up to (not including) `high`: mean score, share that was right, its 95 % interval."""

    low: float
    high: float
    rows: int
    score: float
    right: float
    from_: float
    to: float


def table(scores: Array, right: Array, counts: Array) -> list[Bin]:
    """One line for each stretch of scores in which there are rows; `counts` weigh rows (a copy counts less)."""
    found = []
    for low, high in pairwise(EDGES):
        held = (scores >= low) & ((scores < high) | (high == EDGES[-1]))
        total = float(counts[held].sum())
        if held.any() and total > 0:
            share = float((right[held] * counts[held]).sum() / total)
            below, above = wilson(share, total)
            found.append(
                Bin(
                    low=low,
                    high=high,
                    rows=int(held.sum()),
                    score=float((scores[held] * counts[held]).sum() / total),
                    right=share,
                    from_=below,
                    to=above,
                )
            )
    return found


def wilson(share: float, n: float) -> tuple[float, float]:
    """95 % interval of a share of n (Wilson 1927)."""
    z = 1.959964
    middle = share + z * z / (2 * n)
    spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: mean distance between score and share right, by rows."""
    total = sum(b.rows for b in bins)
    return sum(b.rows * abs(b.score - b.right) for b in bins) / total if total else 0.0


def brier(scores: Array, right: Array, counts: Array) -> float:
    """Brier score: mean square distance of score and outcome."""
    return float(np.average((scores - right) ** 2, weights=counts))


def ranking(scores: Array, right: Array) -> float | None:
    """Area under the ROC curve: the chance that a right row scores above a wrong one; None without both."""
    good, bad = scores[right > 0.5], scores[right <= 0.5]
    if not len(good) or not len(bad):
        return None
    order = np.concatenate([good, bad])
    ranks = order.argsort(kind="stable").argsort(kind="stable").astype(float) + 1
    for value in np.unique(order):
        same = order == value
        ranks[same] = ranks[same].mean()
    return float((ranks[: len(good)].sum() - len(good) * (len(good) + 1) / 2) / (len(good) * len(bad)))
