"""The words under which many texts are indexed, made of all of them at once.

What `db.search.words.bigrams` makes of each, in a fifth of the time: the characters of a batch are one array, and where a
word begins, goes on or ends is asked of all of them together.
"""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from db.search.words import INSIDE, for_search, is_han, is_letter
from normalize.records import fold

_NEW, _OTHER, _HAN, _LETTER, _END = range(5)  # kinds of characters; _END stands between two texts
_CODES = 0x110000
_SPACE, _INSIDE = ord(" "), ord(INSIDE)
_fold = fold.__wrapped__  # a batch is met once: remembering it would only take memory


class WordMaker:
    """Makes words; remembers of which kind each character is that it has met."""

    def __init__(self) -> None:
        self._kinds = np.full(_CODES, _NEW, np.uint8)

    def words(self, texts: Sequence[str]) -> list[str]:
        """Return the words of each text, separated by spaces."""
        joined = for_search(_fold("\n".join(texts)))  # no phrase that folding knows crosses a line
        codes = np.frombuffer(joined.encode("utf-32-le"), np.uint32)
        kinds = self._of(codes)
        ends = [*accumulate(len(text) + 1 for text in texts)][:-1]
        kinds[np.array(ends, np.int64) - 1] = _END
        return [words.rstrip() for words in _written(codes, kinds).split("\0")]

    def _of(self, codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint8]:
        kinds = self._kinds[codes]
        for code in np.unique(codes[kinds == _NEW]).tolist():
            char = chr(code)
            self._kinds[code] = _HAN if is_han(char) else _LETTER if is_letter(char) else _OTHER
        return self._kinds[codes]


def _written(codes: npt.NDArray[np.uint32], kinds: npt.NDArray[np.uint8]) -> str:
    """The words of all texts: a Han character with the next one, at the end of a run alone; letters as they stand."""
    after = np.append(kinds[1:], np.uint8(_END))
    han, letter = kinds == _HAN, kinds == _LETTER
    pair = han & (after == _HAN)
    sizes = np.zeros(len(codes), np.int64)
    sizes[letter | (kinds == _END)] = 1
    sizes[letter & ((after != _LETTER) | np.append(codes[1:] == _INSIDE, False))] = (
        2  # with the space behind it
    )
    sizes[han] = 2
    sizes[pair] = 3
    places = np.cumsum(sizes) - sizes
    out = np.full(int(sizes.sum()), _SPACE, np.uint32)
    shown = han | letter
    out[places[shown]] = codes[shown]
    out[places[pair] + 1] = codes[np.flatnonzero(pair) + 1]
    out[places[kinds == _END]] = 0
    return out.tobytes().decode("utf-32-le")
