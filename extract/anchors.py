"""Which short strings a text must hold for a pattern to match at all: so that most patterns need not be tried.

Reads the subset of regular expressions that the data files use. What it does not understand gives None, and
the pattern is then always tried: an anchor too few costs time, never a match.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from operator import add

LONGEST = 2  # characters of an anchor
_MOST = 24  # anchors that one run of characters may make


def anchors(pattern: str) -> frozenset[str] | None:
    """Return strings of which every match of `pattern` holds at least one; None where none are certain.

    >>> sorted(anchors("预算编[制报]|漏编") or ())
    ['漏编', '预算']
    """
    reader = _Reader(pattern)
    found = reader.alternatives()
    return found.anchors if reader.at == len(pattern) else None


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which of many patterns can match a text, told by their anchors alone."""

    by_anchor: dict[str, tuple[int, ...]]
    always: tuple[int, ...]

    def possible(self, text: str) -> list[int]:
        """Return the numbers of the patterns of whose anchors the text holds one, in order."""
        held = {*text, *map(add, text, text[1:])}
        found = map(self.by_anchor.__getitem__, held & self.by_anchor.keys())
        return sorted({*self.always, *chain.from_iterable(found)})


def sieve(held: Iterable[frozenset[str] | None]) -> Sieve:
    """Make a sieve of the anchors of patterns, numbered from 0; those without any are always possible."""
    by_anchor: dict[str, list[int]] = {}
    always: list[int] = []
    for number, strings in enumerate(held):
        if strings is None:
            always.append(number)
        for string in strings or ():
            by_anchor.setdefault(string, []).append(number)
    return Sieve({string: tuple(numbers) for string, numbers in by_anchor.items()}, tuple(always))


@dataclass(frozen=True, slots=True)
class _Held:
    """What a match of a piece holds: one of `anchors`; and it ends in one of `ends`, if nothing unknown is before them."""

    anchors: frozenset[str] | None
    ends: tuple[str, ...] | None


_NOTHING = _Held(None, None)


class _Reader:
    """Walks one pattern from left to right; `at` is where it stands."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def alternatives(self) -> _Held:
        """Read `a|b|c` up to a closing bracket or the end: one of each is certain only where all have one."""
        branches = [self._sequence()]
        while self._peek() == "|":
            self.at += 1
            branches.append(self._sequence())
        found = [b.anchors for b in branches if b.anchors is not None]
        ends = [b.ends for b in branches if b.ends is not None]
        return _Held(
            frozenset().union(*found) if len(found) == len(branches) else None,
            tuple(e for end in ends for e in end) if len(ends) == len(branches) else None,
        )

    def _peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _sequence(self) -> _Held:
        """Read one branch; its best anchors are the longest that stand in it."""
        best: frozenset[str] | None = None
        run: list[str] = [""]  # the literal characters that end here
        whole = True
        while self._peek() not in ("", "|", ")"):
            piece = self._piece()
            if self._quantified():
                piece = _NOTHING
            if piece.ends is not None and len(piece.ends) * len(run) <= _MOST:
                run = [(r + p)[-LONGEST:] for r in run for p in piece.ends]
                best = _better(best, run)
                continue
            run, whole = [""], False
            if piece.anchors is not None:
                best = _better(best, piece.anchors)
        return _Held(best, tuple(run) if whole and best else None)

    def _piece(self) -> _Held:
        """Read one character, class or group; nothing is known where it can match anything, or nothing."""
        char = self._peek()
        self.at += 1
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if char == "\\":
            self.at += 1
            return _NOTHING
        return _NOTHING if char in ".^$" else _Held(frozenset([char]), (char,))

    def _group(self) -> _Held:
        around = self.pattern.startswith(("?!", "?=", "?<!", "?<="), self.at)
        if self.pattern.startswith("?:", self.at):
            self.at += 2
        elif self.pattern.startswith("?P<", self.at):
            self.at = self.pattern.index(">", self.at) + 1
        elif around:
            self.at += 3 if self.pattern[self.at + 1] == "<" else 2
        inside = self.alternatives()
        self.at += 1
        return _NOTHING if around else inside

    def _class(self) -> _Held:
        end = self.at + 1
        while self.pattern[end] != "]":
            end += 1 + (self.pattern[end] == "\\")
        inside = self.pattern[self.at : end]
        self.at = end + 1
        if inside[0] == "^" or "-" in inside or "\\" in inside:
            return _NOTHING
        return _Held(frozenset(inside), tuple(inside))

    def _quantified(self) -> bool:
        """Skip a quantifier; say whether what it stands after may be missing or repeated."""
        char = self._peek()
        if char == "{":
            self.at = self.pattern.index("}", self.at) + 1
        elif char and char in "?*+":
            self.at += 1
        else:
            return False
        if self._peek() in ("?", "+"):
            self.at += 1
        return True


def _better(best: frozenset[str] | None, found: Iterable[str]) -> frozenset[str]:
    """Keep the anchors of which the shortest is longer, the fewer of two alike."""
    other = frozenset(found)
    if best is None:
        return other
    rank = [(min(map(len, held)), -len(held)) for held in (best, other)]
    return other if rank[1] > rank[0] else best
