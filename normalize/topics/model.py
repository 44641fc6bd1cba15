"""Score topics by the character n-grams of a finding: the linear model that `normalize.topics.train` made.

spaCy trains it; its weights are kept as plain arrays (`data/topic_model.npz`), so that ingest neither
imports spaCy (0.4 s, 100 MB) nor depends on its version. A finding's score for a label is the logistic of
the bias plus the weights of its n-grams, each as often as it stands there.

An n-gram is looked up as one number, 21 bits a character: all of a text's are made and found by a few calls on arrays.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from operator import add
from pathlib import Path

import numpy as np
import numpy.typing as npt

from normalize.vocabulary import DATA

MODEL = DATA / "topic_model.npz"
GRAM = 3  # n-grams of one to three characters
_BITS = 21  # of a character
_NUMBER = re.compile(r"[0-9][0-9,.]*")
Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicModel:
    """Weights: one row an n-gram, one column a label (first and second level)."""

    labels: tuple[str, ...]
    grams: Numbers  # in ascending order, which is that of their texts
    weights: Floats
    bias: Floats

    def shares(self, text: str) -> Floats:
        """Return the probability (0..1) of every label for a prepared text, in the order of the labels."""
        found = _in_text(model_text(text))
        rows = self.grams.searchsorted(found)
        known = rows[self.grams.take(rows, mode="clip") == found]
        logits = self.bias + np.add.reduce(self.weights.take(known, axis=0))
        shares: Floats = 1 / (1 + np.exp(-np.maximum(logits, -30)))  # no overflow
        return shares

    def scores(self, text: str) -> dict[str, float]:
        """Return the same by label."""
        return dict(zip(self.labels, self.shares(text).tolist(), strict=True))

    def save(self, path: Path) -> None:
        """Write the model, its n-grams as text."""
        weights = self.weights.astype(np.float16)
        np.savez_compressed(
            path, labels=np.array(self.labels), grams=_printed(self.grams), weights=weights, bias=self.bias
        )


def model_text(text: str) -> str:
    """Put 0 for every number of a prepared text: sums say nothing of the topic."""
    return _NUMBER.sub("0", text)


def ngrams(text: str) -> list[str]:
    """Return all character n-grams, repeated ones as often as they stand there."""
    pairs = list(map(add, text, text[1:]))
    return [*text, *pairs, *map(add, pairs, text[2:])]


def packed(grams: Iterable[str]) -> Numbers:
    """Return the numbers of printed n-grams."""
    codes = np.array(list(grams), dtype=f"<U{GRAM}").view("<u4").reshape(-1, GRAM)
    first, second, third = codes.astype(np.int64).T
    numbers: Numbers = first << 2 * _BITS | second << _BITS | third
    return numbers


def _printed(grams: Numbers) -> npt.NDArray[np.str_]:
    mask = (1 << _BITS) - 1
    codes = np.stack((grams >> 2 * _BITS, grams >> _BITS & mask, grams & mask), axis=1).astype("<u4")
    return codes.view(f"<U{GRAM}")[:, 0]


def _in_text(text: str) -> Numbers:
    """The numbers of `ngrams(text)`, in the same order."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.int64)
    singles = codes << 2 * _BITS
    pairs = singles[:-1] | codes[1:] << _BITS
    return np.concatenate((singles, pairs, pairs[:-1] | codes[2:]))


@cache
def topic_model() -> TopicModel:
    """Load the committed model."""
    with np.load(MODEL, allow_pickle=False) as held:
        return TopicModel(
            labels=tuple(held["labels"].tolist()),
            grams=packed(held["grams"]),
            weights=held["weights"].astype(np.float32),
            bias=held["bias"].astype(np.float32),
        )
