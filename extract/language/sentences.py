"""Cut Chinese text into sentences and clauses; quotation marks and brackets hold a sentence together."""

import re
from functools import lru_cache
from itertools import pairwise

COMMAS = re.compile("[，,；;]")
SEMICOLONS = re.compile("[；;]")
STOPS = re.compile(r"[。；;！!？?]")  # no heading holds one, whatever stands around it
_OPEN, _CLOSE = "“‘（(《〈[【「『", "”’）)》〉]】」』"
_PAIR = dict(zip(_OPEN, _CLOSE, strict=True))
_ENDS = "。！!？?"
_STOP = re.compile(r"[。！!？?；;\n“‘（(《〈\[【「『”’）)》〉\]】」』]")


@lru_cache(maxsize=2048)  # several rules ask for the sentences of one stretch
def sentences(text: str, start: int, end: int, *, semicolons: bool = False) -> tuple[tuple[int, int], ...]:
    """Return the half-open ranges of the sentences in text[start:end], their full stops included.

    A stop inside quotation marks or brackets ends nothing, unless the bracket never closes in this line. With
    `semicolons` a ；ends a range as well.
    """
    if text[end - 1 : end] != "\n" and not _STOP.search(text, start, end - 1):
        return ((start, end),) if text[start:end].strip() else ()
    cut = _ranges(text, start, end, _ENDS + "；;" if semicolons else _ENDS)
    return tuple([(a, b) for a, b in cut if text[a:b].strip()])


def _ranges(text: str, start: int, end: int, stops: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    depth: list[str] = []
    at = start
    for m in _STOP.finditer(text, start, end):
        c = m[0]
        if depth:
            if c == depth[-1]:
                depth.pop()
                stop = m.start()
                if not depth and text[stop - 1] in _ENDS and c in "”’」』":
                    found.append((at, stop + 1))
                    at = stop + 1
                continue
        elif c in stops:
            stop = m.end()
            found.append((at, stop))
            at = stop
            continue
        if c == "\n":
            stop = m.start()
            found.append((at, stop))
            at, depth = stop + 1, []
        elif c in _PAIR and _closes(text, m.start(), end):
            depth.append(_PAIR[c])
    if at < end:
        found.append((at, end))
    return found


def _closes(text: str, at: int, end: int) -> bool:
    """True where the bracket at `at` closes within reach: pages lose closing brackets (see the survey, section d)."""
    line_end = text.find("\n", at, end)
    limit = min(end if line_end < 0 else line_end, at + 400)
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
    for a, b in _ranges(text, start, end, _ENDS):
        if text[a:b].strip():
            return a, b
    return start, end
