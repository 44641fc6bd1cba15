"""Score topics by the character n-grams of a finding: the linear model that `normalize.topics.train` made.

spaCy trains it; its weights are kept as plain arrays (`data/topic_model.npz`), so that ingest neither
imports spaCy (0.4 s, 100 MB) nor depends on its version. A finding's score for a label is the logistic of
the bias plus the weights of its n-grams, each as often as it stands there.
"""

import re
from dataclasses import dataclass
from functools import cache
from operator import add
from pathlib import Path

import numpy as np
import numpy.typing as npt

from normalize.vocabulary import DATA

MODEL = DATA / "topic_model.npz"
GRAM = 3  # n-grams of one to three characters
_NUMBER = re.compile(r"[0-9][0-9,.]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicModel:
    """Weights: one row an n-gram, one column a label (first and second level)."""

    labels: tuple[str, ...]
    grams: dict[str, int]
    weights: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]

    def scores(self, text: str) -> dict[str, float]:
        """Return the probability (0..1) of every label for a prepared text."""
        row_of = self.grams.get
        rows = [row for gram in ngrams(model_text(text)) if (row := row_of(gram)) is not None]
        logits = self.bias + np.add.reduce(self.weights.take(rows, axis=0))
        shares = 1 / (1 + np.exp(-np.minimum(np.maximum(logits, -30), 30)))
        return dict(zip(self.labels, shares.tolist(), strict=True))

    def save(self, path: Path) -> None:
        """Write the model; n-grams ordered, so that equal models give equal arrays."""
        order = sorted(self.grams)
        weights = self.weights[[self.grams[gram] for gram in order]].astype(np.float16)
        np.savez_compressed(
            path, labels=np.array(self.labels), grams=np.array(order), weights=weights, bias=self.bias
        )


def model_text(text: str) -> str:
    """Put 0 for every number of a prepared text: sums say nothing of the topic."""
    return _NUMBER.sub("0", text)


def ngrams(text: str) -> list[str]:
    """Return all character n-grams, repeated ones as often as they stand there."""
    pairs = list(map(add, text, text[1:]))
    return [*text, *pairs, *map(add, pairs, text[2:])]


@cache
def topic_model() -> TopicModel:
    """Load the committed model."""
    with np.load(MODEL, allow_pickle=False) as held:
        return TopicModel(
            labels=tuple(held["labels"].tolist()),
            grams={gram: row for row, gram in enumerate(held["grams"].tolist())},
            weights=held["weights"].astype(np.float32),
            bias=held["bias"].astype(np.float32),
        )
