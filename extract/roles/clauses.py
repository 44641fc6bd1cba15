"""Clauses of a text, and what the chain of them is told by beside their words: numbers, marks, length, place."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.language.ngrams import model_text
from extract.language.sentences import BRACKETS, Cutting, cut_as

Range = tuple[int, int]
LINE, STOP, SEMICOLON, COLON, COMMA = range(5)  # what stands before a clause
_BEHIND = {
    **dict.fromkeys("。！!？?", STOP),
    **dict.fromkeys("；;", SEMICOLON),
    **dict.fromkeys("：:", COLON),
    **dict.fromkeys("，,", COMMA),
}
_PRINTED = "L。；：，"  # by what stands before them, as the model reads clauses
_CLAUSES = Cutting(
    looks_at=re.compile(rf"[。！!？?；;，：:{BRACKETS}]|(?<!\d),|,(?!\d)"),
    stops="".join(_BEHIND),
    quoted="",
    reach=81,
)
_NUMBER = re.compile(
    r"[ ]*(?:[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]|\d{1,3}[.．、]|[一二三四五六七八九十]{1,3}、|[①-⑳])"
)
_IN_TURN = re.compile(
    r"[ ]*(?:[一二三四五六七八九十](?:是|为)|第[一二三四五六七八九十][，,]|首先|其次|再次|此外|另外|最后|还有)"
)
_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"\d[\d,.]*\d|\d{2,}")
_STOPS = "。；;：:"
_LONG, _SCALE, _MANY = 60, 30, 6  # characters; clauses of a line


@dataclass(slots=True)
class Clause:
    """A clause with the mark at its end: its place, its line, what stands before it, what it is told by."""

    start: int
    end: int
    line: int  # position among the lines that were cut
    behind: int  # LINE, STOP, SEMICOLON, COLON or COMMA
    words: str  # as the model reads them
    told: tuple[float, ...]


def cut(text: str, start: int, end: int) -> list[Range]:
    """Half-open ranges of the clauses of a line; quotation marks and brackets that close hold a clause together."""
    return [(a, b) for a, b in cut_as(_CLAUSES, text, start, end) if text[a:b].strip()]


def clauses_of(
    text: str, lines: Sequence[Range], *, answered: bool, only: Iterable[int] | None = None
) -> list[Clause]:
    """The clauses of the lines of a folded text in order; `answered`: the document tells what was done about its findings;
    `only`: those of the lines at these positions.
    """
    found: list[Clause] = []
    for n in range(len(lines)) if only is None else only:
        start, end = lines[n]
        parts = cut(text, start, end)
        place = (n > 0.8 * len(lines), n < 0.15 * len(lines), answered)
        has_numbers = _DIGIT.search(text, start, end)
        known: set[str] = set()
        for k, (a, b) in enumerate(parts):
            words = printed = text[a:b]
            taken_up = False
            if has_numbers:
                figures = set(_FIGURE.findall(words))
                taken_up = bool(figures & known)
                known |= figures
                printed = model_text(words)
            behind = _BEHIND.get(text[parts[k - 1][1] - 1], STOP) if k else LINE
            told = (*_look(words, first=not k, of=len(parts)), *place, taken_up)
            found.append(Clause(a, b, n, behind, _PRINTED[behind] + printed, told))
    return found


def _look(words: str, *, first: bool, of: int) -> tuple[float, ...]:
    """What a clause looks like, first or not of so many in its line."""
    bare = words.rstrip()
    numbered, problem = _NUMBER.match(words) is not None, "问题" in words
    return (
        first,
        first and numbered,
        not first and numbered,
        _IN_TURN.match(words) is not None,
        of == 1,
        of == 1 and bare[-1] not in _STOPS,
        of > _MANY,
        problem,
        problem and bare.rstrip("，,。；;").endswith("问题"),
        bare[-1] in "：:",
        min(len(words), _LONG) / _SCALE,
    )
