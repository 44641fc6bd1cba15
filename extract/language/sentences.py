"""Cut Chinese text into sentences and clauses; quotation marks and brackets hold a sentence together."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

COMMAS = re.compile("[，,；;]")
CLAUSES = re.compile(r"[，；;]|(?<!\d),|,(?!\d)")  # the same, but 1,900 holds none
SEMICOLONS = re.compile("[；;]")
STOPS = re.compile(r"[。；;！!？?]")  # no heading holds one, whatever stands around it
_OPEN, _CLOSE = "“‘（(《〈[【「『", "”’）)》〉]】」』"
_PAIR = dict(zip(_OPEN, _CLOSE, strict=True))
BRACKETS = "“‘（(《〈\\[【「『”’）)》〉\\]】」』"  # as characters of a class
_ENDS = "。！!？?"
_STOP = re.compile(rf"[。！!？?；;\n{BRACKETS}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutting:
    """How a text is cut: the marks and brackets to look at, the marks that end a stretch, those that end one before a closing
    quotation mark as well, and the characters within which a bracket closes, or it holds nothing together.
    """

    looks_at: re.Pattern[str]
    stops: str
    quoted: str
    reach: int


_SENTENCES = Cutting(looks_at=_STOP, stops=_ENDS, quoted=_ENDS, reach=400)
_SEMICOLONS_TOO = Cutting(looks_at=_STOP, stops=_ENDS + "；;", quoted=_ENDS, reach=400)


@lru_cache(maxsize=2048)  # several rules ask for the sentences of one stretch
def sentences(text: str, start: int, end: int, *, semicolons: bool = False) -> tuple[tuple[int, int], ...]:
    """Return the half-open ranges of the sentences in text[start:end], their full stops included.

    A stop inside quotation marks or brackets ends nothing, unless the bracket never closes in this line. With
    `semicolons` a ；ends a range as well.
    """
    if text[end - 1 : end] != "\n" and not _STOP.search(text, start, end - 1):
        return ((start, end),) if text[start:end].strip() else ()
    cut = cut_as(_SEMICOLONS_TOO if semicolons else _SENTENCES, text, start, end)
    return tuple([(a, b) for a, b in cut if text[a:b].strip()])


def cut_as(way: Cutting, text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Half-open ranges of what text[start:end] is cut into, those of nothing but blanks among them."""
    found: list[tuple[int, int]] = []
    depth: list[str] = []
    at = start
    for m in way.looks_at.finditer(text, start, end):
        c = m[0]
        if depth:
            if c == depth[-1]:
                depth.pop()
                stop = m.start()
                if not depth and text[stop - 1] in way.quoted and c in "”’」』":
                    found.append((at, stop + 1))
                    at = stop + 1
                continue
        elif c in way.stops:
            stop = m.end()
            found.append((at, stop))
            at = stop
            continue
        if c == "\n":
            stop = m.start()
            found.append((at, stop))
            at, depth = stop + 1, []
        elif c in _PAIR and _closes(text, m.start(), end, way.reach):
            depth.append(_PAIR[c])
    if at < end:
        found.append((at, end))
    return found


def _closes(text: str, at: int, end: int, reach: int) -> bool:
    """True where the bracket at `at` closes within reach: pages lose closing brackets (see the survey, section d)."""
    line_end = text.find("\n", at, end)
    limit = at + reach
    limit = min(limit, end)
    if 0 <= line_end < limit:
        limit = line_end
    return text.find(_PAIR[text[at]], at + 1, limit) >= 0


def parted(stops: re.Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches into which marks part text[start:end], each with the mark behind it."""
    return list(pairwise([start, *[m.end() for m in stops.finditer(text, start, end - 1)], end]))


def first_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Range of the first sentence, its full stop included."""
    stop = _STOP.search(text, start, end)
    if stop is None:
        return start, end
    if stop[0] in _ENDS:  # no bracket stands before it
        return start, stop.end()
    for a, b in cut_as(_SENTENCES, text, start, end):
        if text[a:b].strip():
            return a, b
    return start, end
