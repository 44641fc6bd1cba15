"""Logistic regression small enough to read: signed weights, ridge penalty, plain gradient steps."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
_STEPS = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Bias and one weight a column."""

    bias: float
    weights: Array

    def chances(self, values: Array) -> Array:
        """The chance of each row, 0 to 1."""
        shares: Array = 1 / (1 + np.exp(-np.clip(self.bias + values @ self.weights, -30, 30)))
        return shares


def fit(
    values: Array, right: Array, counts: Array, *, signs: Array, ridge: float, prior: Array | None = None
) -> Fitted:
    """Fit weights with the signs asked for (+1, -1) to rows that are right (1.0) or not, weighted by `counts`.

    The penalty draws weights to `prior` (0 without one): what no row tells of keeps its prior weight.
    Accelerated projected gradient: deterministic, and enough for a few dozen columns.
    """
    rows = np.hstack([np.ones((len(values), 1)), values])
    penalty = np.full(rows.shape[1], ridge)
    penalty[0] = 0.0
    step = 1 / (0.25 * np.linalg.norm(rows * np.sqrt(counts)[:, None], 2) ** 2 + ridge)
    drawn_to = np.zeros(rows.shape[1])
    if prior is not None:
        drawn_to[1:] = prior
    weights = drawn_to.copy()
    ahead, momentum = weights, 1.0
    for _ in range(_STEPS):
        shares = 1 / (1 + np.exp(-np.clip(rows @ ahead, -30, 30)))
        new = ahead - step * (rows.T @ (counts * (shares - right)) + penalty * (ahead - drawn_to))
        new[1:] = np.where(new[1:] * signs > 0, new[1:], 0.0)
        following = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = new + (momentum - 1) / following * (new - weights)
        if np.abs(new - weights).max() < 1e-9:
            weights = new
            break
        weights, momentum = new, following
    return Fitted(bias=float(weights[0]), weights=weights[1:])
