"""A linear model over character n-grams: plain arrays, which score many texts at once.

`extract.roles.ngram_training` trains it; a text's scores are the shares (softmax) of the biases plus the weights of the n-grams
that it holds, scaled by their number so that long texts are not surer than short ones.

See `extract.language.ngrams` for how they are made and looked up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from extract.language.ngrams import NgramTable, Numbers, Rows, model_text, printed_table


@dataclass(frozen=True, slots=True, kw_only=True)
class NgramModel:
    """Weights: one row an n-gram, one column a label."""

    labels: tuple[str, ...]
    grams: NgramTable
    weights: npt.NDArray[
        np.floating
    ]  # as loaded, of half precision: their sum in doubles is exact in any order
    bias: npt.NDArray[np.floating]

    def scores(self, text: str) -> dict[str, float]:
        """Return the score (0..1, together 1) of every label for a folded text."""
        return dict(zip(self.labels, self.scores_of([text])[0].tolist(), strict=True))

    def scores_of(self, texts: Sequence[str]) -> npt.NDArray[np.float64]:
        """The scores of some texts: one row a text, one column a label."""
        rows, of = _once(*self.grams.rows([prepared(text) for text in texts]))
        wide = len(self.labels)
        cells = (of * wide)[:, None] + np.arange(wide)
        sums = np.bincount(cells.ravel(), self.weights.take(rows, axis=0).ravel(), len(texts) * wide)
        by = scale(np.bincount(of, minlength=len(texts)))
        parts = sums.reshape(-1, wide) * by[:, None] + self.bias
        parts -= parts.max(axis=1, keepdims=True)
        np.exp(parts, out=parts)
        shares: npt.NDArray[np.float64] = parts / parts.sum(axis=1, keepdims=True)
        return shares

    def save(self, path: Path) -> None:
        """Write the model, its n-grams as text."""
        weights = self.weights.astype(np.float16)
        np.savez_compressed(
            path, labels=np.array(self.labels), grams=self.grams.printed(), weights=weights, bias=self.bias
        )


def load_model(path: Path) -> NgramModel:
    """Read a model that `save` wrote."""
    with np.load(path, allow_pickle=False) as held:
        return NgramModel(
            labels=tuple(held["labels"].tolist()),
            grams=printed_table(held["grams"]),
            weights=held["weights"],
            bias=held["bias"].astype(np.float64),
        )


def prepared(text: str) -> str:
    """What the model reads of a folded text: its beginning marked (^), numbers masked."""
    return f"^{model_text(text)}"


def scale(number: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """What each of so many n-grams counts."""
    by: npt.NDArray[np.float64] = 3 / np.sqrt(number + 1)
    return by


def _once(rows: Rows, of: Numbers) -> tuple[Rows, Numbers]:
    """Each n-gram of a text once. Those of one row come in the order of their texts, which sorting by row keeps."""
    order = rows.argsort(kind="stable")
    rows, of = rows[order], of[order]
    new = np.ones(len(rows), np.bool_)
    new[1:] = (rows[1:] != rows[:-1]) | (of[1:] != of[:-1])
    return rows[new], of[new]
