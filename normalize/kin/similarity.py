"""How alike two texts are: character n-grams on folded text, places and numbers masked where asked."""

import re
from functools import cache, lru_cache

from normalize.places.gazetteer import place_context
from normalize.places.place_names import find_full_names, unknown_place, word_starts
from normalize.records import fold, squeeze
from normalize.vocabulary import any_of, vocabulary

_NUMBER = re.compile(
    r"[0-9〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟][0-9,.〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟]*"
)
_NOISE = re.compile(r"[^\w]+|_")
_NAME = re.compile(r"[㐀-鿿]{2}[市县](?!场)|[㐀-鿿][局委厅院](?![长员])")
_DAY = re.compile(
    r"[0-9〇零一二三四五六七八九]{4}年[0-9一二三四五六七八九十]{1,2}月[0-9一二三四五六七八九十]{1,3}日"
)
_SHORTEST, _NEARLY = 8, 0.7  # characters of a sentence that is compared; its Dice with one that is nearly it
_CITY = re.compile(r"[市县区州旗盟]")


def plain(text: str) -> str:
    """Fold and drop white space and punctuation."""
    return _NOISE.sub("", squeeze(fold(text)))


def masked(text: str) -> str:
    """Fold, put 0 for every number, drop places, punctuation and filling words: what a finding says, wherever it is said."""
    folded = squeeze(fold(text))
    return _reworded(_NOISE.sub("", _NUMBER.sub("0", _without_places(folded))))


@cache
def _wording() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return `data/kin_words.toml` as a pattern of all its words and what each is compared as."""
    data = vocabulary("kin_words")["same"]
    same = {word: one for one, words in data.items() for word in words}
    return re.compile(any_of(same)), same


def _reworded(text: str) -> str:
    pattern, same = _wording()
    return pattern.sub(lambda m: same[m[0]], text)


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


def contained(short: str, long: str, size: int = 2) -> float:
    """Return the share (0..1) of the n-grams of one prepared text that another holds."""
    some = grams(short, size)
    return len(some & grams(long, size)) / len(some) if some else 0.0


def numbers(text: str) -> list[str]:
    """Return the numbers of two digits or more, in order."""
    return [m.strip(".") for m in re.findall(r"\d[\d.]+", fold(text)) if len(m.strip(".")) > 1]


def names(text: str) -> list[str]:
    """Return the ends of what may be names of places and bodies (澄原市, 利局): two texts of one body share them."""
    return _NAME.findall(squeeze(fold(text)))


def days_alone(text: str) -> frozenset[str]:
    """Return the days that stand on a line of their own, as a signature's does."""
    return frozenset(squeeze(line) for line in fold(text).split("\n") if _DAY.fullmatch(squeeze(line)))


def common_part(short: str, long: str) -> str:
    """Return what stands from the first to the last sentence of one text that another has too.

    Empty where a sentence between those two is not in the other, not even nearly: then they are two documents.
    """
    held = {plain(sentence) for sentence in _sentences(long)}
    sentences = _sentences(short)
    known = [_told(plain(sentence), held) for sentence in sentences]
    if not any(known):
        return ""
    first, last = known.index(True), len(known) - known[::-1].index(True)
    return "".join(sentences[first:last]) if all(known[first:last]) else ""


def _told(sentence: str, held: set[str]) -> bool:
    if sentence in held or len(sentence) < _SHORTEST:
        return sentence in held or any(sentence in other for other in held)
    return (
        any(sentence in other for other in held)
        or max((dice(sentence, o) for o in held), default=0) >= _NEARLY
    )


def _sentences(text: str) -> list[str]:
    """Cut at sentence ends; line ends count only where a line is whole (。 before, or a heading)."""
    return [s for s in re.split(r"(?<=[。；;！？!?])|\n", fold(text)) if plain(s)]
