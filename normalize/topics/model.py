"""Score topics by the character n-grams of a finding: the linear model that `normalize.topics.train` made.

spaCy trains it; its weights are kept as plain arrays (`data/topic_model.npz`), so that ingest neither
imports spaCy (0.4 s, 100 MB) nor depends on its version. A finding's score for a label is the logistic of
the bias plus the weights of its n-grams, each as often as it stands there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from extract.model import NgramTable, model_text, printed_table
from normalize.vocabulary import DATA

MODEL = DATA / "topic_model.npz"
_AT_ONCE = 512  # texts, which bounds the memory it takes
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicModel:
    """Weights: one row an n-gram, one column a label (first and second level)."""

    labels: tuple[str, ...]
    grams: NgramTable
    weights: Floats
    bias: Floats

    def shares(self, texts: Sequence[str]) -> Floats:
        """Return the probability (0..1) of every label for some prepared texts: one row a text, one column a label."""
        some = (texts[at : at + _AT_ONCE] for at in range(0, len(texts), _AT_ONCE))
        logits = np.concatenate([np.empty((0, len(self.labels)), np.float32), *map(self._sums, some)])
        shares: Floats = 1 / (1 + np.exp(-np.maximum(self.bias + logits, -30)))  # no overflow
        return shares

    def _sums(self, texts: Sequence[str]) -> Floats:
        """Sum the weights of each text's n-grams, text by text: rows of one text stay in the processor's cache."""
        rows, of = self.grams.rows([model_text(text) for text in texts])
        rows = rows[of.argsort(kind="stable")]
        ends = np.bincount(of, minlength=len(texts)).cumsum()
        sums = np.empty((len(texts), len(self.labels)), np.float32)
        for number, (start, end) in enumerate(pairwise([0, *ends.tolist()])):
            np.add.reduce(self.weights.take(rows[start:end], axis=0), out=sums[number])
        return sums

    def scores(self, text: str) -> dict[str, float]:
        """Return the same of one text, by label."""
        return dict(zip(self.labels, self.shares([text])[0].tolist(), strict=True))

    def save(self, path: Path) -> None:
        """Write the model, its n-grams as text."""
        weights = self.weights.astype(np.float16)
        np.savez_compressed(
            path, labels=np.array(self.labels), grams=self.grams.printed(), weights=weights, bias=self.bias
        )


@cache
def topic_model() -> TopicModel:
    """Load the committed model."""
    with np.load(MODEL, allow_pickle=False) as held:
        return TopicModel(
            labels=tuple(held["labels"].tolist()),
            grams=printed_table(held["grams"]),
            weights=held["weights"].astype(np.float32),
            bias=held["bias"].astype(np.float32),
        )
