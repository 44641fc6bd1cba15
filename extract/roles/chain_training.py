"""Train the chain over clauses: the n-gram model of clauses first, then what the chain makes of its scores.

The chain learns from scores of models that saw nothing of a document's author, as it will be asked of strangers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from extract.roles.chain_model import MARKS, TAGS, ChainModel, Matrix, features, scores, steps_of
from extract.roles.clauses import Clause
from extract.roles.ngram_model import NgramModel
from extract.roles.ngram_training import folds_by_author, precision_recall, train

FOLDS, EPOCHS, STEPS = 4, 8, 250
_RATE, _PULL = 0.05, 1.0  # Adam's step; the weight of the squares of all weights
_KEEP, _KEEP_SQUARES, _LEAST = 0.9, 0.99, 1e-8


@dataclass(frozen=True, slots=True)
class Told:
    """The clauses of one document, what each does, and who wrote it."""

    author: str
    clauses: list[Clause]
    tags: list[int]


def folds_of(told: Sequence[Told]) -> list[int]:
    """Which fold each document falls in, by its author."""
    return folds_by_author([x.author for x in told], FOLDS)


def words_of_folds(told: Sequence[Told], folds: Sequence[int]) -> list[NgramModel]:
    """For each fold an n-gram model that saw nothing of its authors."""
    return [_words([x for x, k in zip(told, folds, strict=True) if k != n]) for n in range(FOLDS)]


def unseen_features(told: Sequence[Told], folds: Sequence[int], words: Sequence[NgramModel]) -> list[Matrix]:
    """The features of each document by the n-gram model of its fold."""
    return [features(x.clauses, scores(words[k], x.clauses)) for x, k in zip(told, folds, strict=True)]


def chains_of_folds(
    told: Sequence[Told], known: Sequence[Matrix], folds: Sequence[int], words: Sequence[NgramModel]
) -> Iterator[ChainModel]:
    """For each fold a chain that learned from the documents of the others, given the features of all."""
    for n in range(FOLDS):
        rest = [i for i, k in enumerate(folds) if k != n]
        weights, turns = _chain([known[i] for i in rest], [told[i] for i in rest])
        yield ChainModel(words=words[n], weights=weights, turns=turns)


def cross_validate(
    told: Sequence[Told], known: Sequence[Matrix], folds: Sequence[int], chains: Iterable[ChainModel]
) -> dict[str, tuple[float, float, int]]:
    """Precision, recall and number of clauses of each tag, each judged by the chain of its fold."""
    judged: list[tuple[int, int]] = []
    for n, chain in enumerate(chains):
        for i in (i for i, k in enumerate(folds) if k == n):
            marks = np.array([c.behind for c in told[i].clauses], np.intp)
            best = chain.of_features(known[i], marks, [len(marks)]).argmax(axis=1)
            judged += zip(told[i].tags, best.tolist(), strict=True)
    return {tag: precision_recall(judged, k) for k, tag in enumerate(TAGS)}


def fit(told: Sequence[Told], known: Sequence[Matrix]) -> ChainModel:
    """Train on these documents, given `unseen_features` of them."""
    weights, turns = _chain(known, told)
    return ChainModel(words=_words(told), weights=weights, turns=turns)


def _words(told: Sequence[Told]) -> NgramModel:
    texts = [c.words for x in told for c in x.clauses]
    return train(texts, [TAGS[t] for x in told for t in x.tags], epochs=EPOCHS)


def _chain(known: Sequence[Matrix], told: Sequence[Told]) -> tuple[Matrix, Matrix]:
    """The weights under which the tags of all documents are likeliest, by Adam over all of them at once."""
    order = sorted(range(len(told)), key=lambda i: -len(told[i].tags))
    data = _Data([known[i] for i in order], [told[i] for i in order])
    weights = np.zeros((data.features.shape[1], len(TAGS)))
    turns = np.zeros((MARKS, len(TAGS), len(TAGS)))
    both = [weights, turns]
    moved = [(np.zeros_like(x), np.zeros_like(x)) for x in both]
    for step in range(1, STEPS + 1):
        rate = _RATE * min(1.0, 2 * (1 - step / (STEPS + 1)))
        slopes = data.slopes(weights, turns)
        for moving, slope, (mean, square) in zip(both, slopes, moved, strict=True):
            pulled = slope + _PULL * moving
            mean += (1 - _KEEP) * (pulled - mean)  # noqa: PLW2901 - in place
            square += (1 - _KEEP_SQUARES) * (pulled**2 - square)  # noqa: PLW2901
            ahead, spread = mean / (1 - _KEEP**step), square / (1 - _KEEP_SQUARES**step)
            moving -= rate * ahead / (np.sqrt(spread) + _LEAST)  # noqa: PLW2901
    return weights, turns


class _Data:
    """All documents side by side, the longest first."""

    def __init__(self, known: Sequence[Matrix], told: Sequence[Told]) -> None:
        lengths = np.array([len(x.tags) for x in told])
        self.features = np.vstack(known)
        self.tags = np.concatenate([x.tags for x in told]).astype(np.intp)
        self.marks = np.array([c.behind for x in told for c in x.clauses], np.intp)
        self.starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        self.lengths = lengths
        self.steps = steps_of(lengths)
        self.inner = np.ones(len(self.tags), np.bool_)
        self.inner[self.starts] = False

    def slopes(self, weights: Matrix, turns: Matrix) -> tuple[Matrix, Matrix]:
        """How the loss (the logarithm of what the tags are unlikely) changes with the weights."""
        told = self.features @ weights
        forward, backward = told.copy(), np.zeros_like(told)
        for at in self.steps[1:]:
            forward[at] += np.logaddexp.reduce(forward[at - 1][:, :, None] + turns[self.marks[at]], axis=1)
        last = np.logaddexp.reduce(forward[self.starts + self.lengths - 1], axis=1)
        total = np.repeat(last, self.lengths)
        by_turns = np.zeros_like(turns)
        for at in reversed(self.steps[1:]):
            ahead = turns[self.marks[at]] + (told[at] + backward[at])[:, None, :]
            backward[at - 1] = np.logaddexp.reduce(ahead, axis=2)
            np.add.at(
                by_turns,
                self.marks[at],
                np.exp(forward[at - 1][:, :, None] + ahead - total[at][:, None, None]),
            )
        shares = np.exp(forward + backward - total[:, None])
        shares[np.arange(len(self.tags)), self.tags] -= 1
        inner = np.flatnonzero(self.inner)
        np.add.at(by_turns, (self.marks[inner], self.tags[inner - 1], self.tags[inner]), -1.0)
        return self.features.T @ shares, by_turns
