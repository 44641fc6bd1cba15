"""Candidate pairs of near-identical texts among millions: MinHash signatures and banded LSH in numpy.

All arithmetic is on whole arrays, the coefficients are fixed: the same texts give the same pairs on
any machine. Work and memory grow linearly with the number of texts (16 bit of signature a hash).
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

Signatures = npt.NDArray[np.uint16]

GRAM = 3
BANDS, ROWS = 24, 3  # finds pairs of Jaccard 0.5 with probability 0.96, 0.6 with 0.997
_CHUNK = 20_000  # texts whose n-grams are held at a time
_BASE = np.uint64(0x9E3779B97F4A7C15)


def _coefficients(count: int) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """Return odd multipliers and addends by the splitmix64 sequence: fixed, well mixed, no randomness."""
    with np.errstate(over="ignore"):
        z = np.arange(1, 2 * count + 1, dtype=np.uint64) * _BASE
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return z[:count] | np.uint64(1), z[count:]


def _grams(texts: Sequence[str]) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
    """Return the hashes of all n-grams of the texts and where each text's begin.

    Texts are padded so that each has at least one n-gram; n-grams never cross two texts.
    """
    padded = [t + "\x01" * max(GRAM - len(t), 0) for t in texts]
    lengths = np.fromiter((len(t) for t in padded), dtype=np.int64, count=len(padded))
    codes = np.frombuffer("".join(padded).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    with np.errstate(over="ignore"):
        mixed = codes[: len(codes) - GRAM + 1].copy()
        for step in range(1, GRAM):
            mixed = mixed * _BASE + codes[step : len(codes) - GRAM + 1 + step]
        mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    ends = np.cumsum(lengths)
    kept = np.ones(len(mixed), dtype=bool)
    for step in range(1, GRAM):
        crossing = ends[:-1] - step
        kept[crossing] = False
    counts = lengths - GRAM + 1
    starts = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.int64)
    return mixed[kept], starts


def signatures(texts: Sequence[str], *, hashes: int = BANDS * ROWS) -> Signatures:
    """Return one row of `hashes` minima (low 16 bits) a text. Two rows agree in about their Jaccard share."""
    multipliers, addends = _coefficients(hashes)
    result = np.empty((len(texts), hashes), dtype=np.uint16)
    for begin in range(0, len(texts), _CHUNK):
        chunk = texts[begin : begin + _CHUNK]
        grams, starts = _grams(chunk)
        for column in range(hashes):
            with np.errstate(over="ignore"):
                hashed = (grams * multipliers[column] + addends[column]) >> np.uint64(16)
            minima = np.minimum.reduceat(hashed, starts)
            result[begin : begin + len(chunk), column] = minima.astype(np.uint16)
    return result


def candidates(rows: Signatures, *, bands: int = BANDS, agreement: float) -> Iterator[tuple[int, int]]:
    """Yield pairs (earlier, later) that share a band and agree in at least `agreement` of their hashes.

    Within a bucket every text is paired with the bucket's first and with its neighbour: linear, and
    enough to connect a group. Pairs may come more than once.
    """
    width = rows.shape[1] // bands
    for band in range(bands):
        keys = _keys(rows[:, band * width : (band + 1) * width])
        order = np.argsort(keys, kind="stable")
        same = keys[order][1:] == keys[order][:-1]
        later = order[1:][same]
        neighbours = order[:-1][same]
        begins = np.concatenate(([True], ~same))
        firsts = order[np.maximum.accumulate(np.where(begins, np.arange(len(order)), 0))][1:][same]
        apart = firsts != neighbours
        left = np.concatenate((neighbours, firsts[apart]))
        right = np.concatenate((later, later[apart]))
        yield from _agreeing(rows, left, right, agreement)


def _keys(part: Signatures) -> npt.NDArray[np.uint64]:
    keys = np.zeros(len(part), dtype=np.uint64)
    with np.errstate(over="ignore"):
        for column in range(part.shape[1]):
            keys = (keys ^ part[:, column].astype(np.uint64)) * _BASE
    return keys


def _agreeing(
    rows: Signatures, left: npt.NDArray[np.int64], right: npt.NDArray[np.int64], agreement: float
) -> Iterator[tuple[int, int]]:
    for begin in range(0, len(left), 100_000):
        a, b = left[begin : begin + 100_000], right[begin : begin + 100_000]
        share = (rows[a] == rows[b]).mean(axis=1)
        good = share >= agreement
        yield from zip(a[good].tolist(), b[good].tolist(), strict=True)
