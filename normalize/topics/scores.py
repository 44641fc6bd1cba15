"""Measures of labellings: F1 of several labels, Cohen's kappa of two people."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet


def f1_by_label(
    truth: Sequence[AbstractSet[str]], found: Sequence[AbstractSet[str]], labels: Iterable[str]
) -> dict[str, float]:
    """Return the F1 of every label (0 where it is in neither)."""
    result = {}
    for label in labels:
        hits = sum(label in t and label in f for t, f in zip(truth, found, strict=True))
        total = sum(label in t for t in truth) + sum(label in f for f in found)
        result[label] = 2 * hits / total if total else 0.0
    return result


def kappa(one: Sequence[bool], other: Sequence[bool]) -> float:
    """Return Cohen's kappa of two yes-or-no labellings: agreement beyond chance, at most 1.

    Cohen, J. (1960), A coefficient of agreement for nominal scales. 1.0 where both always say the same one thing.
    """
    count = len(one)
    if count == 0:
        raise ValueError("kappa: got no findings; needed: at least one labelled by both")
    agreed = sum(a == b for a, b in zip(one, other, strict=True)) / count
    yes_one, yes_other = sum(one) / count, sum(other) / count
    chance = yes_one * yes_other + (1 - yes_one) * (1 - yes_other)
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def mean(values: Iterable[float]) -> float:
    """Return the arithmetic mean."""
    held = list(values)
    return sum(held) / len(held)
