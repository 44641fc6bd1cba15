"""How alike two texts are: character n-grams on folded text, places and numbers masked where asked."""

import re
from functools import lru_cache

from normalize.gazetteer import place_context
from normalize.place_names import find_full_names, unknown_place, word_starts
from normalize.records import fold, squeeze

_NUMBER = re.compile(
    r"[0-9〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟][0-9,.〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟]*"
)
_NOISE = re.compile(r"[^\w]+|_")
_CITY = re.compile(r"[市县区州旗盟]")


def plain(text: str) -> str:
    """Fold and drop white space and punctuation."""
    return _NOISE.sub("", squeeze(fold(text)))


def masked(text: str) -> str:
    """Fold, put 0 for every number, drop place names and punctuation: what a finding says, wherever it is said."""
    folded = squeeze(fold(text))
    return _NOISE.sub("", _NUMBER.sub("0", _without_places(folded)))


def _without_places(folded: str) -> str:
    if not _CITY.search(folded):
        return folded
    kept, done = [], 0
    for place in find_full_names(folded):
        kept.append(_without_strangers(folded[done : place.start]))
        done = place.end
    kept.append(_without_strangers(folded[done:]))
    return "".join(kept)


def _without_strangers(folded: str) -> str:
    """Drop names of places that no table holds, and bare levels, before a body: 霁州市财政局, 县财政局 → 财政局."""
    bodies = tuple(place_context()["bodies"])
    kept, done = [], 0
    for found in _CITY.finditer(folded):
        if not folded.startswith(bodies, found.end()):
            continue
        start = next(
            (
                s
                for s in range(max(done, found.start() - 3), found.start())
                if word_starts(folded, s) and unknown_place(folded, s) == found.end()
            ),
            found.start(),
        )
        if start >= done:
            kept.append(folded[done:start])
            done = found.end()
    kept.append(folded[done:])
    return "".join(kept)


@lru_cache(maxsize=8192)
def grams(text: str, size: int = 2) -> frozenset[str]:
    """Return the set of character n-grams; a shorter text is its own only gram."""
    if len(text) <= size:
        return frozenset((text,)) if text else frozenset()
    return frozenset(text[i : i + size] for i in range(len(text) - size + 1))


def dice(one: str, other: str, size: int = 2) -> float:
    """Return the Dice coefficient (0..1) of the n-grams of two prepared texts."""
    left, right = grams(one, size), grams(other, size)
    total = len(left) + len(right)
    return 2 * len(left & right) / total if total else 0.0


def numbers(text: str) -> list[str]:
    """Return the digit runs of two digits or more, in order."""
    return re.findall(r"\d{2,}", fold(text))
