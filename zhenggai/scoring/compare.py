"""Compare two cells the way an annotator would: width, white space, punctuation and glosses do not count."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

_NO_WORD = re.compile(r"[\W_]+")
_PINYIN = re.compile(r"(?<=[\u3400-\u9fff])\([a-zà-ǜ]{1,7}\)")  # 審計(jì): some copies of pages add it
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3})")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
Entry = TypeVar("Entry")


@lru_cache(maxsize=65_536)
def normal(text: str | None) -> str:
    """Letters, digits and characters alone; the script stays as it is."""
    return _NO_WORD.sub("", _PINYIN.sub("", unicodedata.normalize("NFKC", text or "")))


@lru_cache(maxsize=65_536)
def numbers(text: str | None) -> tuple[str, ...]:
    """The numbers of a text in order, thousands marks folded: one wrong digit makes a cell wrong."""
    return tuple(_NUMBER.findall(_THOUSANDS.sub("", unicodedata.normalize("NFKC", text or ""))))


@lru_cache(maxsize=16_384)
def _pairs(text: str | None) -> Counter[str]:
    plain = normal(text)
    if len(plain) < 2:
        return Counter([plain] if plain else [])
    return Counter(map("".join, pairwise(plain)))


def dice(one: str | None, other: str | None) -> float:
    """Agreement of the character pairs of two texts, 0 to 1; two empty texts agree."""
    a, b = _pairs(one), _pairs(other)
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 1.0


def alike(one: str | None, other: str | None, floor: float = 0.9) -> bool:
    """Whether two texts agree, and every number in them is the same."""
    return dice(one, other) >= floor and numbers(one) == numbers(other)


def listed(value: object) -> list[str]:
    """The entries of a list cell: a list, its JSON, or nothing."""
    if value in (None, ""):
        return []
    entries: list[str] = value if isinstance(value, list) else json.loads(str(value))
    return entries


def is_empty(value: object) -> bool:
    """Whether a cell says nothing."""
    return value is None or value in ("", [])


def pair_up(
    gold: Sequence[Entry], got: Sequence[Entry], likeness: Callable[[Entry, Entry], float], floor: float
) -> list[tuple[int, int]]:
    """Match one to one, the most alike first; ties fall to the nearest position. Returns index pairs."""
    ranked = sorted(
        (-likeness(wanted, found), abs(i - j), i, j)
        for i, wanted in enumerate(gold)
        for j, found in enumerate(got)
    )
    used_gold: set[int] = set()
    used_got: set[int] = set()
    pairs = []
    for unlikeness, _, i, j in ranked:
        if -unlikeness < floor:
            break
        if i not in used_gold and j not in used_got:
            used_gold.add(i)
            used_got.add(j)
            pairs.append((i, j))
    return pairs
