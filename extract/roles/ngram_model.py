"""A linear model over character n-grams: plain arrays, a score in some ten microseconds.

`extract.roles.ngram_training` trains it; a text's scores are the shares (softmax) of the biases plus the weights of the n-grams
that it holds, scaled by their number so that long texts are not surer than short ones.

An n-gram is one number, 21 bits a character, so that all of a text's are made and looked up at once.
"""

import math
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

_NUMBER = re.compile(r"[0-9][0-9,.]*")
_LONGEST = 3  # characters of an n-gram
_BITS = 21  # of a character
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class NgramModel:
    """Weights: one row an n-gram, one column a label."""

    labels: tuple[str, ...]
    grams: Numbers  # in ascending order
    weights: npt.NDArray[
        np.floating
    ]  # as loaded, of half precision: their sum in doubles is exact in any order
    bias: npt.NDArray[np.floating]

    def scores(self, text: str) -> dict[str, float]:
        """Return the score (0..1, together 1) of every label for a folded text."""
        rows = rows_of(self.grams, ngrams(model_text(text)))
        weighed = np.add.reduce(self.weights.take(rows, axis=0), axis=0, dtype=np.float64)
        by = scale(len(rows))
        logits = [
            bias + weight * by for bias, weight in zip(self.bias.tolist(), weighed.tolist(), strict=True)
        ]
        most = max(logits)
        parts = [math.exp(logit - most) for logit in logits]
        whole = sum(parts)
        return {label: part / whole for label, part in zip(self.labels, parts, strict=True)}

    def save(self, path: Path) -> None:
        """Write the model, its n-grams as text."""
        weights = self.weights.astype(np.float16)
        np.savez_compressed(
            path, labels=np.array(self.labels), grams=_printed(self.grams), weights=weights, bias=self.bias
        )


def load_model(path: Path) -> NgramModel:
    """Read a model that `save` wrote."""
    with np.load(path, allow_pickle=False) as held:
        return NgramModel(
            labels=tuple(held["labels"].tolist()),
            grams=_packed(held["grams"]),
            weights=held["weights"].astype(np.float32),
            bias=held["bias"].astype(np.float64),
        )


def model_text(text: str) -> str:
    """Put 0 for every number: sums say nothing of a sentence's role or topic."""
    return _NUMBER.sub("0", text)


def scale(number: int) -> float:
    """What each of so many n-grams counts."""
    return 3 / math.sqrt(number + 1)


def ngrams(text: str) -> Numbers:
    """Return all n-grams of a text and of its beginning (^), repeated ones as often as they stand there, in ascending order."""
    codes = np.frombuffer(("^" + text).encode("utf-32-le", "surrogatepass"), "<u4").astype(np.int64)
    singles = codes << 2 * _BITS
    pairs = singles[:-1] | codes[1:] << _BITS
    found = np.concatenate((singles, pairs, pairs[:-1] | codes[2:]))
    found.sort()
    return found


def rows_of(known: Numbers, found: Numbers) -> npt.NDArray[np.intp]:
    """Where n-grams stand among those known, each once; others are left out. Both are in ascending order."""
    rows = known.searchsorted(found)
    held = known.take(rows, mode="clip") == found
    held[1:] &= found[1:] != found[:-1]
    found_rows: npt.NDArray[np.intp] = rows[held]
    return found_rows


def _packed(printed: npt.NDArray[np.str_]) -> Numbers:
    """The numbers of printed n-grams; their order is that of the texts."""
    codes = printed.astype(f"<U{_LONGEST}").view("<u4").reshape(-1, _LONGEST)
    first, second, third = codes.astype(np.int64).T
    packed: Numbers = first << 2 * _BITS | second << _BITS | third
    return packed


def _printed(grams: Numbers) -> npt.NDArray[np.str_]:
    """The n-grams as text."""
    mask = (1 << _BITS) - 1
    codes = np.stack((grams >> 2 * _BITS, grams >> _BITS & mask, grams & mask), axis=1).astype("<u4")
    return codes.view(f"<U{_LONGEST}")[:, 0]
