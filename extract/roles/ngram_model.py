"""A linear model over character n-grams: plain arrays, which score many texts at once.

`extract.roles.ngram_training` trains it; a text's scores are the shares (softmax) of the biases plus the weights of the n-grams
that it holds, scaled by their number so that long texts are not surer than short ones.

An n-gram is one number, 21 bits a character, so that those of all texts are made and looked up by some thirty calls: of one
text alone these calls are nearly all it costs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import numpy as np
import numpy.typing as npt

_NUMBER = re.compile(r"[0-9][0-9,.]*")
_LONGEST = 3  # characters of an n-gram
_BITS = 21  # of a character
_BETWEEN = "\U0010ffff"
_ROUNDS = 200  # in which every n-gram has found a place of its own: some ten are enough
Numbers = npt.NDArray[np.int64]
Rows = npt.NDArray[
    np.unsignedinteger
]  # of two bytes where these are enough: they are sorted ten times as fast


@dataclass(frozen=True, slots=True, kw_only=True)
class NgramModel:
    """Weights: one row an n-gram, one column a label."""

    labels: tuple[str, ...]
    grams: Numbers  # in ascending order
    weights: npt.NDArray[
        np.floating
    ]  # as loaded, of half precision: their sum in doubles is exact in any order
    bias: npt.NDArray[np.floating]
    places: "_Places" = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", _places(self.grams))

    def scores(self, text: str) -> dict[str, float]:
        """Return the score (0..1, together 1) of every label for a folded text."""
        return dict(zip(self.labels, self.scores_of([text])[0].tolist(), strict=True))

    def scores_of(self, texts: Sequence[str]) -> npt.NDArray[np.float64]:
        """The scores of some texts: one row a text, one column a label."""
        found, of = ngrams([model_text(text) for text in texts])
        rows, known = self.places.rows(found)
        rows, of = _once(rows[known], of[known])
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
            path, labels=np.array(self.labels), grams=_printed(self.grams), weights=weights, bias=self.bias
        )


def load_model(path: Path) -> NgramModel:
    """Read a model that `save` wrote."""
    with np.load(path, allow_pickle=False) as held:
        return NgramModel(
            labels=tuple(held["labels"].tolist()),
            grams=_packed(held["grams"]),
            weights=held["weights"],
            bias=held["bias"].astype(np.float64),
        )


def model_text(text: str) -> str:
    """Put 0 for every number: sums say nothing of a sentence's role or topic."""
    return _NUMBER.sub("0", text)


def scale(number: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """What each of so many n-grams counts."""
    by: npt.NDArray[np.float64] = 3 / np.sqrt(number + 1)
    return by


def ngrams(texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Return all n-grams of some texts and of their beginnings (^), as often as they stand there, and whose each is.

    Those that reach from one text into the next hold a character that no text has.
    """
    joined = f"{_BETWEEN}^".join(texts)
    codes = np.frombuffer(f"^{joined}".encode("utf-32-le", "surrogatepass"), "<u4").astype(np.int64)
    of = np.repeat(np.arange(len(texts)), [len(text) + 2 for text in texts])[:-1]
    singles = codes << 2 * _BITS
    pairs = singles[:-1] | codes[1:] << _BITS
    return np.concatenate((singles, pairs, pairs[:-1] | codes[2:])), np.concatenate((of, of[1:], of[2:]))


def _once(rows: Rows, of: Numbers) -> tuple[Rows, Numbers]:
    """Each n-gram of a text once. Those of one row come in the order of their texts, which sorting by row keeps."""
    order = rows.argsort(kind="stable")
    rows, of = rows[order], of[order]
    new = np.ones(len(rows), np.bool_)
    new[1:] = (rows[1:] != rows[:-1]) | (of[1:] != of[:-1])
    return rows[new], of[new]


@dataclass(frozen=True, slots=True, eq=False)
class _Places:
    """Where each n-gram stands among all, in two tables: at its place in the one or else at its place in the other.

    So two look-ups find any number, in a twentieth of the time that searching the sorted ones takes.
    """

    grams: Numbers
    tables: tuple[Rows, Rows]

    def rows(self, found: Numbers) -> tuple[Rows, npt.NDArray[np.bool_]]:
        """The rows of n-grams, and which are known at all."""
        first, second = (
            table.take(_place(found, side, len(table))) for side, table in enumerate(self.tables)
        )
        rows = np.where(self.grams.take(first) == found, first, second)
        return rows, self.grams.take(rows) == found


def _place(grams: Numbers, side: int, size: int) -> npt.NDArray[np.intp]:
    """The place of n-grams in a table whose size is a power of two: the highest bits of a product."""
    factor = np.uint64((0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)[side])
    return (grams.view(np.uint64) * factor >> np.uint64(65 - size.bit_length())).view(np.intp)


def _places(grams: Numbers) -> _Places:
    """Give every n-gram a place of its own: one that finds its place taken puts the other out, to its other place."""
    size = 1 << (2 * len(grams)).bit_length()
    tables = np.full((2, size), -1)
    left = np.arange(len(grams))
    for turn in count():
        if not len(left):
            break
        if turn == _ROUNDS:
            raise ValueError(
                f"got {len(grams)} n-grams that find no places in {_ROUNDS} rounds; change the factors"
            )
        table = tables[turn % 2]
        places = _place(grams[left], turn % 2, size)
        out = np.unique(table[places])
        table[places] = left  # of several, one stays
        left = np.append(left[table[places] != left], out[out >= 0])
    first, second = tables.clip(0).astype(np.min_scalar_type(len(grams)))
    return _Places(grams, (first, second))


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
