"""What each clause of a document does, told from all of them in order: a linear chain over the scores of an n-gram model.

A sentence alone may tell a fault or its answer (由财政所接管账务); what stands before and behind it, numbers, marks and the
figures that it takes up decide. `extract.roles.chain_training` trains it on the places of cells of annotated documents.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from extract.language.ngrams import printed_table
from extract.roles.clauses import LINE, STOP, Clause
from extract.roles.ngram_model import NgramModel
from extract.vocabulary import DATA

MODEL = DATA / "chain_model.npz"
OTHER, OPENS, FAULT, ANSWER, ASKED = range(5)  # what a clause does; OPENS: the first of a finding's title
TAGS = ("other", "opens", "fault", "answer", "asked")
MARKS = 5  # of what stands before a clause
_SURE = 1e-4
_DECIMALS = 4
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainModel:
    """`words` scores each clause alone; `weights` (features, tags); `turns` (mark before, tag before, tag)."""

    words: NgramModel
    weights: Matrix
    turns: Matrix

    def shares(self, clauses: Sequence[Clause]) -> Matrix:
        """How likely each clause does what, among all readings of all of them: one row a clause, one column a tag."""
        if not clauses:
            return np.zeros((0, len(TAGS)))
        return self.of_features(features(clauses, scores(self.words, clauses)), clauses)

    def of_features(self, known: Matrix, clauses: Sequence[Clause]) -> Matrix:
        """The same, given the features of the clauses."""
        return _marginals(known @ self.weights, self.turns[[c.behind for c in clauses]])

    def save(self, path: Path) -> None:
        """Write the model; its few weights are cut to decimals that every machine's sums agree in."""
        words, weights, turns = (
            self.words,
            *(x.round(_DECIMALS).astype(np.float32) for x in (self.weights, self.turns)),
        )
        np.savez_compressed(
            path, labels=np.array(words.labels), grams=words.grams.printed(), bias=words.bias,
            words=words.weights.astype(np.float16), weights=weights, turns=turns,
        )  # fmt: skip


@cache
def chain_model() -> ChainModel:
    """The trained model."""
    with np.load(MODEL, allow_pickle=False) as held:
        labels = tuple(held["labels"].tolist())
        if set(labels) != set(TAGS):
            raise ValueError(f"{MODEL}: got the tags {labels}, expected {TAGS}; train it anew")
        words = NgramModel(
            labels=labels,
            grams=printed_table(held["grams"]),
            weights=held["words"],
            bias=held["bias"].astype(np.float64),
        )
        weights, turns = held["weights"].astype(np.float64), held["turns"].astype(np.float64)
    return ChainModel(words=words, weights=weights, turns=turns)


def scores(words: NgramModel, clauses: Sequence[Clause]) -> Matrix:
    """What each clause does by its words alone: logarithms, one column a tag."""
    of = [words.labels.index(tag) for tag in TAGS]
    shares: Matrix = words.scores_of([c.words for c in clauses])[:, of]
    return np.log(shares + _SURE)


def features(clauses: Sequence[Clause], scored: Matrix) -> Matrix:
    """What the chain weighs of each clause: its scores, those of its sentence and of its neighbours, what it looks like."""
    marks = np.eye(MARKS)[[c.behind for c in clauses]]
    of = np.cumsum([c.behind in (LINE, STOP) for c in clauses])
    of -= of[0]
    sums = np.zeros((of[-1] + 1, len(TAGS)))
    np.add.at(sums, of, scored)
    mean = (sums / np.bincount(of)[:, None])[of]
    none, no_mark = np.zeros((1, len(TAGS))), np.zeros((1, MARKS))
    before, after = np.vstack([none, scored[:-1]]), np.vstack([scored[1:], none])
    looks = np.array([c.told for c in clauses])
    one = np.ones((len(clauses), 1))
    return np.hstack(
        [one, scored / 3, mean / 3, before / 6, after / 6, looks, marks, np.vstack([marks[1:], no_mark])]
    )


def _marginals(told: Matrix, turns: Matrix) -> Matrix:
    """The shares of each tag by forward and backward sums."""
    forward, backward = told.copy(), np.zeros_like(told)
    for k in range(1, len(told)):
        forward[k] += np.logaddexp.reduce(forward[k - 1][:, None] + turns[k], axis=0)
    for k in range(len(told) - 1, 0, -1):
        backward[k - 1] = np.logaddexp.reduce(turns[k] + told[k] + backward[k], axis=1)
    total = forward + backward
    shares: Matrix = np.exp(total - np.logaddexp.reduce(total, axis=1)[:, None])
    return shares
