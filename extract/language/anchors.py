"""Which short strings a text must hold for a pattern to match at all, and between which characters a match stands:
so that most patterns need not be tried.

Reads the subset of regular expressions that the data files use. What it does not understand gives None, and
the pattern is then always tried: an anchor too few costs time, never a match.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from extract.language.ngrams import LONGEST, NgramTable, printed_table

_DIGIT = r"\d"
_SPECIAL = re.compile(r"[\\.^$*+?{}\[\]()]")
_ANY = r"[\s\S]"
_REPEATED = frozenset("?*+{")
_MOST = 24  # anchors that one run of characters may make


def anchors(pattern: str) -> frozenset[str] | None:
    """Return strings of which every match of `pattern` holds at least one; None where none are certain.

    >>> sorted(anchors("预算编[制报]|漏编") or ())
    ['漏编', '预算编']
    """
    if not _SPECIAL.search(pattern):  # words, as most are
        words = pattern.split("|")
        return frozenset(word[:LONGEST] for word in words) if all(words) else None
    reader = _Reader(pattern)
    found = reader.alternatives()
    return found.anchors if reader.at == len(pattern) else None


def edges(pattern: str) -> tuple[str, str]:
    """Return two classes of characters as patterns: every match begins with one of the first, ends in one of the second.

    >>> edges("预算编[制报]?|漏编")
    ('[漏预]', '[制报编]')
    """
    reader = _Reader(pattern, edges_alone=True)
    found = reader.alternatives()
    if reader.at < len(pattern) or found.empty:
        return _ANY, _ANY
    return _class_of(found.first), _class_of(found.last)


def guarded(pattern: str) -> str:
    """The same pattern, which gives up at once before a character with which no match begins."""
    first = edges(pattern)[0]
    return pattern if first == _ANY else f"(?={first}){pattern}"


def _class_of(chars: Iterable[str] | None) -> str:
    return (
        _ANY if chars is None else f"[{''.join(c if c == _DIGIT else re.escape(c) for c in sorted(chars))}]"
    )


@dataclass(frozen=True, slots=True, eq=False)
class Sieve:
    """Which of many patterns can match a text, told by their anchors alone."""

    table: NgramTable  # of all anchors
    by_anchor: tuple[tuple[int, ...], ...]  # the numbers of the patterns with each of them
    always: tuple[int, ...]

    def possible(self, texts: Sequence[str]) -> list[list[int]]:
        """Return, for each text, the numbers of the patterns of whose anchors it holds one, in order."""
        found = [{*self.always} for _ in texts]
        rows, of = self.table.rows(texts)
        for row, text in zip(rows.tolist(), of.tolist(), strict=True):
            found[text].update(self.by_anchor[row])
        return [sorted(numbers) for numbers in found]


def sieve(held: Iterable[frozenset[str] | None]) -> Sieve:
    """Make a sieve of the anchors of patterns, numbered from 0; those without any are always possible."""
    by_anchor: dict[str, list[int]] = {}
    always: list[int] = []
    for number, strings in enumerate(held):
        if strings is None:
            always.append(number)
        for string in strings or ():
            by_anchor.setdefault(string, []).append(number)
    anchors = sorted(by_anchor)
    return Sieve(printed_table(anchors), tuple(tuple(by_anchor[a]) for a in anchors), tuple(always))


@dataclass(frozen=True, slots=True)
class _Held:
    """What a match of a piece holds: one of `anchors`; and it ends in one of `ends`, if nothing unknown is before them.

    It begins with a character of `first` and ends in one of `last` (None: any), unless it may be `empty`.
    """

    anchors: frozenset[str] | None
    ends: tuple[str, ...] | None
    first: frozenset[str] | None = None
    last: frozenset[str] | None = None
    empty: bool = False


_NONE: frozenset[str] = frozenset()
_ANYTHING = _Held(None, None)
_BETWEEN = _Held(None, None, _NONE, _NONE, empty=True)  # looks around and takes no character


@cache
def _letter(char: str) -> _Held:
    alone = frozenset([char])
    return _Held(alone, (char,), alone, alone)


class _Reader:
    """Walks one pattern from left to right; `at` is where it stands."""

    def __init__(self, pattern: str, *, edges_alone: bool = False) -> None:
        self.pattern = pattern
        self.edges_alone = edges_alone
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
            _all_of(b.first for b in branches),
            _all_of(b.last for b in branches),
            any(b.empty for b in branches),
        )

    def _peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _sequence(self) -> _Held:
        """Read one branch; its best anchors are the longest that stand in it."""
        best: frozenset[str] | None = None
        run: list[str] = [""]  # the literal characters that end here
        whole = empty = True
        first: frozenset[str] | None = _NONE
        last: frozenset[str] | None = _NONE
        while self._peek() not in ("", "|", ")"):
            piece = self._piece()
            least = self._least()
            if least is not None:
                piece = _Held(None, None, piece.first, piece.last, piece.empty or least == 0)
            first = _all_of([first, piece.first]) if empty else first
            last = _all_of([last, piece.last]) if piece.empty else piece.last
            empty = empty and piece.empty
            if self.edges_alone:
                continue
            if piece.ends is not None and len(piece.ends) * len(run) <= _MOST:
                run = [(r + p)[-LONGEST:] for r in run for p in piece.ends]
                best = _better(best, run)
                continue
            run, whole = [""], False
            if piece.anchors is not None:
                best = _better(best, piece.anchors)
        return _Held(best, tuple(run) if whole and best else None, first, last, empty)

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
            only = _members(char + self.pattern[self.at - 1])
            return _Held(None, None, only, only)
        if char in "^$":
            return _BETWEEN
        return _ANYTHING if char == "." else _letter(char)

    def _group(self) -> _Held:
        around = self.pattern.startswith(("?!", "?=", "?<!", "?<="), self.at)
        if self.pattern.startswith("?:", self.at):
            self.at += 2
        elif self.pattern.startswith("?P<", self.at):
            self.at = self.pattern.index(">", self.at) + 1
        elif around:
            self.at += 3 if self.pattern[self.at + 1] == "<" else 2
        end = _closing(self.pattern, self.at)
        inside = _inside(self.pattern[self.at : end], self.edges_alone)
        self.at = end + 1
        return _BETWEEN if around else inside

    def _class(self) -> _Held:
        end = self.at + 1
        while self.pattern[end] != "]":
            end += 1 + (self.pattern[end] == "\\")
        inside = self.pattern[self.at : end]
        self.at = end + 1
        members = _members(inside)
        if inside[0] == "^" or "-" in inside or "\\" in inside:
            return _Held(None, None, members, members)
        return _Held(members, tuple(inside), members, members)

    def _least(self) -> int | None:
        """Skip a quantifier and return how often at least stands what it follows; None where there is none."""
        char, least = self._peek(), 0
        if char not in _REPEATED:
            return None
        if char == "{":
            stop = self.pattern.index("}", self.at)
            least = int(self.pattern[self.at + 1 : stop].partition(",")[0] or 0)
            self.at = stop + 1
        else:
            least = int(char == "+")
            self.at += 1
        if self._peek() in ("?", "+"):
            self.at += 1
        return least


_BRACKETS = re.compile(r"\\.|\[(?:\\.|[^\\])(?:\\.|[^\]\\])*+(?:\]|\Z)|([()])", re.DOTALL)


def _closing(pattern: str, start: int) -> int:
    """Where the group ends whose content starts here."""
    depth = 1
    for found in _BRACKETS.finditer(pattern, start):
        depth += {"(": 1, ")": -1}.get(found[1], 0)
        if not depth:
            return found.start()
    return len(pattern)


@cache
def _inside(content: str, edges_alone: bool) -> _Held:
    return _Reader(content, edges_alone=edges_alone).alternatives()


def _all_of(sets: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    """All members; None (any character) where one set is not known."""
    known = list(sets)
    return None if None in known else frozenset(c for s in known for c in s or ())


def _members(inside: str) -> frozenset[str] | None:
    r"""The characters of a class, all digits as `\d`; None where they are not to be listed (ranges, all but these, \s)."""
    if inside[0] == "^" or "-" in inside[1:-1]:
        return None
    found = frozenset(
        c if c == _DIGIT else c.removeprefix("\\") for c in re.findall(r"\\.|.", inside, re.DOTALL)
    )
    letters = re.findall(r"\\([a-zA-Z])", inside)
    return found if set(letters) <= {"d"} else None


def _better(best: frozenset[str] | None, found: Iterable[str]) -> frozenset[str]:
    """Keep the anchors of which the shortest is longer, the fewer of two alike."""
    other = frozenset(found)
    if best is None:
        return other
    rank = [(min(map(len, held)), -len(held)) for held in (best, other)]
    return other if rank[1] > rank[0] else best
