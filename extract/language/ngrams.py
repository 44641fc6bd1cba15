"""Character n-grams as numbers, for the linear models of two rooms and the anchors of patterns: made and looked up for many
texts by a few calls on arrays.

An n-gram of one to three characters is one number, 21 bits a character. Of one text alone these calls are nearly all
that a look-up costs.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Rows = npt.NDArray[
    np.unsignedinteger
]  # of two bytes where these are enough: they are sorted ten times as fast
LONGEST = 3  # characters of an n-gram
_NUMBER = re.compile(r"[0-9][0-9,.]*")
_BITS = 21  # of a character
_BETWEEN = "\U0010ffff"
_ROUNDS = 200  # in which every n-gram has found a place of its own: some ten are enough


def model_text(text: str) -> str:
    """Put 0 for every number of a folded text: sums say nothing of a sentence's role or topic."""
    return _NUMBER.sub("0", text)


def ngrams(texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Return all n-grams of some texts, as often as they stand there, and whose each is.

    Those that reach from one text into the next hold a character that no text has. They come by their length, those of
    one length in the order of the texts.
    """
    codes = np.frombuffer(_BETWEEN.join(texts).encode("utf-32-le", "surrogatepass"), "<u4").astype(np.int64)
    of = np.repeat(np.arange(len(texts)), [len(text) + 1 for text in texts])[:-1]
    singles = codes << 2 * _BITS
    pairs = singles[:-1] | codes[1:] << _BITS
    return np.concatenate((singles, pairs, pairs[:-1] | codes[2:])), np.concatenate((of, of[1:], of[2:]))


@dataclass(frozen=True, slots=True, eq=False)
class NgramTable:
    """The n-grams that are known: one row each, in ascending order, which is that of their texts.

    Each stands in one of two tables, at the place that its number tells for it. So two look-ups find any number, in a
    twentieth of the time that searching the sorted ones takes.
    """

    numbers: Numbers
    tables: tuple[Rows, Rows]

    def rows(self, texts: Sequence[str]) -> tuple[Rows, Numbers]:
        """The rows of the known n-grams of some texts, and whose each is, in the order of `ngrams`."""
        found, of = ngrams(texts)
        first, second = (
            table.take(_place(found, side, len(table))) for side, table in enumerate(self.tables)
        )
        rows = np.where(self.numbers.take(first) == found, first, second)
        known = self.numbers.take(rows) == found
        return rows[known], of[known]

    def printed(self) -> npt.NDArray[np.str_]:
        """The n-grams as text."""
        mask = (1 << _BITS) - 1
        parts = (self.numbers >> 2 * _BITS, self.numbers >> _BITS & mask, self.numbers & mask)
        return np.stack(parts, axis=1).astype("<u4").view(f"<U{LONGEST}")[:, 0]


def printed_table(printed: Iterable[str]) -> NgramTable:
    """The table of n-grams that are given as text, in order."""
    codes = np.array(list(printed), dtype=f"<U{LONGEST}").view("<u4").reshape(-1, LONGEST)
    first, second, third = codes.astype(np.int64).T
    return ngram_table(first << 2 * _BITS | second << _BITS | third)


def ngram_table(numbers: Numbers) -> NgramTable:
    """Give every n-gram a place of its own: one that finds its place taken puts the other out, to its other place."""
    size = 1 << (2 * len(numbers)).bit_length()
    tables = np.full((2, size), -1)
    left = np.arange(len(numbers))
    for turn in count():
        if not len(left):
            break
        if turn == _ROUNDS:
            raise ValueError(
                f"got {len(numbers)} n-grams that find no places in {_ROUNDS} rounds; change the factors"
            )
        table = tables[turn % 2]
        places = _place(numbers[left], turn % 2, size)
        out = np.unique(table[places])
        table[places] = left  # of several, one stays
        left = np.append(left[table[places] != left], out[out >= 0])
    first, second = tables.clip(0).astype(np.min_scalar_type(len(numbers)))
    return NgramTable(numbers, (first, second))


def _place(numbers: Numbers, side: int, size: int) -> npt.NDArray[np.intp]:
    """The place of n-grams in a table whose size is a power of two: the highest bits of a product."""
    factor = np.uint64((0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)[side])
    return (numbers.view(np.uint64) * factor >> np.uint64(65 - size.bit_length())).view(np.intp)
