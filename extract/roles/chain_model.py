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
from extract.roles.clauses import LINE, STOP, Clause, Range
from extract.roles.ngram_model import NgramModel
from extract.vocabulary import DATA

MODEL = DATA / "chain_model.npz"
OTHER, OPENS, FAULT, ANSWER, ASKED = range(5)  # what a clause does; OPENS: the first of a finding's title
TAGS = ("other", "opens", "fault", "answer", "asked")
MARKS = 5  # of what stands before a clause
_SURE = 1e-4
_DECIMALS = 4
Matrix = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]
_SUM = np.ones((len(TAGS), len(TAGS)))  # a row times this: its sum, in every column
_BEFORE, _AFTER = slice(11, 16), np.r_[16:21, -MARKS:0]  # features of a clause's neighbours


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainModel:
    """`words` scores each clause alone; `weights` (features, tags); `turns` (mark before, tag before, tag)."""

    words: NgramModel
    weights: Matrix
    turns: Matrix

    def shares(self, clauses: Sequence[Clause], stretches: Sequence[Range]) -> list[Matrix]:
        """How likely each clause does what, among all readings of all clauses of its stretch: for each stretch one row a clause,
        one column a tag. Stretches are positions of clauses, hold some, begin and end with a line, and may share clauses.
        """
        if not stretches:
            return []
        known = features(clauses, scores(self.words, clauses))
        at = np.concatenate([np.arange(*r) for r in stretches])
        known, lengths = known[at], [b - a for a, b in stretches]
        stops = np.cumsum(lengths)
        known[stops - lengths, _BEFORE] = 0
        known[(stops - 1)[:, None], _AFTER] = 0
        marks = np.array([c.behind for c in clauses])[at]
        return np.split(self.of_features(known, marks, lengths), stops[:-1])

    def of_features(self, known: Matrix, marks: Places, lengths: npt.ArrayLike) -> Matrix:
        """The same, given the features of stretches one behind the other, what stands before each clause, and how many clauses
        each stretch has.
        """
        return _marginals(known @ self.weights, self.turns[marks], steps_of(lengths))

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
    behind = np.array([c.behind for c in clauses])
    marks = np.eye(MARKS)[behind]
    of = np.cumsum((behind == LINE) | (behind == STOP))
    of -= of[0]
    sums = np.zeros((of[-1] + 1, len(TAGS)))
    np.add.at(sums, of, scored)
    mean = (sums / np.bincount(of)[:, None])[of]
    none, no_mark = np.zeros((1, len(TAGS))), np.zeros((1, MARKS))
    before, after = np.vstack([none, scored[:-1]]), np.vstack([scored[1:], none])
    looks = np.array([c.told for c in clauses], np.float64)
    one = np.ones((len(clauses), 1))
    return np.hstack(
        [one, scored / 3, mean / 3, before / 6, after / 6, looks, marks, np.vstack([marks[1:], no_mark])]
    )


def steps_of(lengths: npt.ArrayLike) -> list[Places]:
    """Stretches side by side, the longest first: of those that are so long, the place of the first clause, of the second ...
    when all stand one behind the other. So a step of the chain is one step of them all.
    """
    long = np.array(lengths, np.intp)
    order = (-long).argsort(kind="stable")
    starts, long = (long.cumsum() - long)[order], long[order]
    return [starts[: np.searchsorted(-long, -step)] + step for step in range(int(long[0]))]


def _marginals(told: Matrix, turns: Matrix, steps: Sequence[Places]) -> Matrix:
    """The shares of each tag by forward and backward sums, given the turns to each clause."""
    at = np.concatenate(steps)
    told, turns = told[at], np.exp(turns[at])
    alone = np.exp(told - told.max(axis=1, keepdims=True))
    forward, backward = alone.copy(), np.ones_like(alone)
    stops = np.cumsum([len(x) for x in steps])
    starts = [0, *stops[:-1]]
    inner = [
        (slice(a, a + c - b), slice(b, c)) for a, b, c in zip(starts, starts[1:], stops[1:], strict=False)
    ]
    for before, here in inner:
        sums = (forward[before, None] @ turns[here])[:, 0] * alone[here]
        forward[here] = sums / (sums @ _SUM)
    for before, here in reversed(inner):
        sums = (turns[here] @ (alone[here] * backward[here])[:, :, None])[:, :, 0]
        backward[before] = sums / (sums @ _SUM)
    both = forward * backward
    shares: Matrix = np.empty_like(both)
    shares[at] = both / (both @ _SUM)
    return shares
