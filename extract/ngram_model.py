"""A linear model over character n-grams: plain arrays, a score in some ten microseconds.

`extract.ngram_training` trains it; a text's scores are the shares (softmax) of the biases plus the weights of the n-grams
that it holds, scaled by their number so that long texts are not surer than short ones.
"""

import math
import re
from dataclasses import dataclass
from operator import add
from pathlib import Path

import numpy as np
import numpy.typing as npt

_NUMBER = re.compile(r"[0-9][0-9,.]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class NgramModel:
    """Weights: one row an n-gram, one column a label."""

    labels: tuple[str, ...]
    grams: dict[str, int]
    weights: npt.NDArray[
        np.floating
    ]  # as loaded, of half precision: their sum in doubles is exact in any order
    bias: npt.NDArray[np.floating]

    def scores(self, text: str) -> dict[str, float]:
        """Return the score (0..1, together 1) of every label for a folded text."""
        held = set(map(self.grams.get, ngrams(model_text(text))))
        rows = [row for row in held if row is not None]
        weighed = np.add.reduce(self.weights.take(rows, axis=0), axis=0, dtype=np.float64)
        logits = (self.bias + weighed * scale(len(rows))).tolist()
        most = max(logits)
        parts = [math.exp(logit - most) for logit in logits]
        whole = sum(parts)
        return {label: part / whole for label, part in zip(self.labels, parts, strict=True)}

    def save(self, path: Path) -> None:
        """Write the model; n-grams ordered, so that equal models give equal arrays."""
        order = sorted(self.grams)
        weights = self.weights[[self.grams[gram] for gram in order]].astype(np.float16)
        np.savez_compressed(
            path, labels=np.array(self.labels), grams=np.array(order), weights=weights, bias=self.bias
        )


def load_model(path: Path) -> NgramModel:
    """Read a model that `save` wrote."""
    with np.load(path, allow_pickle=False) as held:
        return NgramModel(
            labels=tuple(held["labels"].tolist()),
            grams={gram: row for row, gram in enumerate(held["grams"].tolist())},
            weights=held["weights"].astype(np.float32),
            bias=held["bias"].astype(np.float64),
        )


def model_text(text: str) -> str:
    """Put 0 for every number: sums say nothing of a sentence's role or topic."""
    return _NUMBER.sub("0", text)


def scale(number: int) -> float:
    """What each of so many n-grams counts."""
    return 3 / math.sqrt(number + 1)


def ngrams(text: str) -> list[str]:
    """Return all character n-grams of a text and of its beginning (^), repeated ones as often as they stand there."""
    text = "^" + text
    pairs = list(map(add, text, text[1:]))
    return [*text, *pairs, *map(add, pairs, text[2:])]
