"""Things a page prints twice, and glosses that a copy added to the text."""

import re
from collections.abc import Sequence

from extract.language.folding import squeeze

# A syllable with its tone in brackets, directly after a Han character: 審計(jì).
_GLOSS = re.compile(
    r"(?<=[\u3400-\u9fff])[(（](?=[a-zü]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,7}[)）]"
)
_HAN = re.compile("[\u3400-\u9fff]")
_LONG = 20
_ENOUGH = 200  # characters that two copies must share; fewer where they share several lines
_ENOUGH_LINES = 60
_OPENING = 3  # lines: a date or a salutation may stand before the first paragraph


def without_glosses(text: str) -> tuple[str, int]:
    """A text without phonetic glosses, and how many stood in it."""
    if "(" not in text and "（" not in text:
        return text, 0
    return _GLOSS.subn("", text)


def repeated_lines(lines: Sequence[tuple[int, str]]) -> set[int]:
    """Keys of the lines of a second copy: a run of long lines that stood before, in the same order."""
    long = [squeeze(text) for _, text in lines if len(text) > _LONG]
    if len(set(long)) == len(long):
        return set()
    plain = [squeeze(text) for _, text in lines]
    first_at: dict[str, int] = {}
    best: tuple[int, int, int] = (0, 0, 0)  # characters, start of the copy, lines
    at = 0
    while at < len(plain):
        text = plain[at]
        before = first_at.setdefault(text, at) if len(text) > _LONG else at
        opens = before < at and before <= _OPENING  # a copy of a body begins as the body does
        length, size = _run(plain, before, at) if opens else (0, 0)
        if size > best[0]:
            best = (size, at, length)
        at += max(1, length)
    size, start, length = best
    if length == 1 and not _HAN.search(plain[start]):
        return set()  # one paragraph twice is known of Chinese copies only
    kept = sum(map(len, plain)) - size
    if size < (_ENOUGH_LINES if length > 1 else _ENOUGH) or size * 10 < kept * 4:
        return set()
    return {lines[i][0] for i in range(start, start + length)}


def _run(plain: Sequence[str], before: int, at: int) -> tuple[int, int]:
    length = size = 0
    while at + length < len(plain) and before + length < at and plain[before + length] == plain[at + length]:
        size += len(plain[at + length])
        length += 1
    return length, size
