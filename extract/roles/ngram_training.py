"""Train a linear n-gram model by stochastic gradient descent, the same each time for the same texts.

Plain logistic regression over the n-grams that a text holds, scaled by their number, classes of one weight however many
sentences each has. spaCy's bag-of-words categorizer on the same sentences told description from answer in 73 of 100
sentences of unseen documents, this in 94 (docs/decisions.md).
"""

import random
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from extract.language.ngrams import Numbers, ngram_table, ngrams
from extract.roles.ngram_model import NgramModel, prepared, scale

SEED, EPOCHS, RATE, DECAY = 17, 20, 0.2, 0.001
FEWEST = 4  # texts that hold an n-gram which is kept: of 20,000 sentences fewer say nothing more (docs/decisions.md)
Rows = npt.NDArray[np.intp]
_Label = TypeVar("_Label", str, int)


def train(
    texts: Sequence[str],
    labels: Sequence[str],
    *,
    seed: int = SEED,
    fewest: int = FEWEST,
    epochs: int = EPOCHS,
) -> NgramModel:
    """Train on folded texts with one label each; n-grams count that at least `fewest` texts hold."""
    names = tuple(sorted(set(labels)))
    held = [np.unique(ngrams([prepared(text)])[0]) for text in texts]
    grams, counts = np.unique(np.concatenate(held), return_counts=True)
    known = grams[counts >= fewest]
    rows = [_rows_of(known, found) for found in held]
    weights = np.zeros((len(known), len(names)))
    bias = np.zeros(len(names))
    share = Counter(labels)
    balance = {name: len(labels) / len(names) / share[name] for name in names}
    examples = [(r, names.index(label), balance[label] ** 0.5) for r, label in zip(rows, labels, strict=True)]
    order = random.Random(seed)  # noqa: S311 - the order of examples, not a secret
    for epoch in range(epochs):
        order.shuffle(examples)
        for found, wanted, much in examples:
            _step(weights, bias, found, wanted, much, RATE / (1 + epoch))
    return NgramModel(
        labels=names,
        grams=ngram_table(known),
        weights=weights.astype(np.float32),
        bias=bias.astype(np.float32),
    )


def _rows_of(known: Numbers, found: Numbers) -> Rows:
    """Where n-grams stand among those known; others are left out. Both are in ascending order."""
    rows = known.searchsorted(found)
    held: Rows = rows[known.take(rows, mode="clip") == found]
    return held


def _step(
    weights: npt.NDArray[np.float64],
    bias: npt.NDArray[np.float64],
    found: Rows,
    wanted: int,
    much: float,
    rate: float,
) -> None:
    by = scale(np.array(len(found)))
    logits = bias + weights[found].sum(axis=0) * by
    shares = np.exp(logits - logits.max())
    error = -shares / shares.sum()
    error[wanted] += 1
    weights[found] += rate * (much * by * error - DECAY * weights[found])
    bias += 0.1 * rate * much * error


def folds_by_author(authors: Sequence[str], folds: int) -> list[int]:
    """Which of the folds each text falls in, given its author: what one wrote falls in one."""
    names = sorted(set(authors))
    random.Random(SEED).shuffle(names)  # noqa: S311 - which fold an author falls in, not a secret
    fold = {author: i % folds for i, author in enumerate(names)}
    return [fold[author] for author in authors]


def precision_recall(judged: Sequence[tuple[_Label, _Label]], label: _Label) -> tuple[float, float, int]:
    """Precision, recall and number of the texts of one label, from pairs of the true label and the one found."""
    hit = sum(a == b == label for a, b in judged)
    said, true = sum(b == label for _, b in judged), sum(a == label for a, _ in judged)
    return hit / said if said else 0.0, hit / true if true else 0.0, true
