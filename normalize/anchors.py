"""Which short strings a text must hold for a pattern to match at all: so that most patterns need not be tried.

Reads the subset of regular expressions that the data files use. What it does not understand gives None, and
the pattern is then always tried: an anchor too few costs time, never a match.
"""

from collections.abc import Iterable

LONGEST = 2  # characters of an anchor


def anchors(pattern: str) -> frozenset[str] | None:
    """Return strings of which every match of `pattern` holds at least one; None where none are certain.

    >>> sorted(anchors("预算编[制报]|漏编") or ())
    ['漏编', '预算']
    """
    reader = _Reader(pattern)
    found = reader.alternatives()
    return found if reader.at == len(pattern) else None


class _Reader:
    """Walks one pattern from left to right; `at` is where it stands."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def alternatives(self) -> frozenset[str] | None:
        """Read `a|b|c` up to a closing bracket or the end: one of each is certain only where all have one."""
        branches = [self._sequence()]
        while self._peek() == "|":
            self.at += 1
            branches.append(self._sequence())
        if any(branch is None for branch in branches):
            return None
        return frozenset().union(*(branch for branch in branches if branch is not None))

    def _peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _sequence(self) -> frozenset[str] | None:
        """Read one branch; its best anchors are the longest that stand in it."""
        best: frozenset[str] | None = None
        run: list[str] = [""]  # the literal characters that end here
        while self._peek() not in ("", "|", ")"):
            piece = self._piece()
            optional = self._quantified()
            if piece is None or optional:
                run = [""]
                continue
            if all(len(p) == 1 for p in piece) and len(piece) * len(run) <= 24:
                run = [(r + p)[-LONGEST:] for r in run for p in piece]
                best = _better(best, run)
            else:
                run = [""]
                best = _better(best, piece)
        return best

    def _piece(self) -> list[str] | None:
        """Read one character, class or group; None where it can match anything, or nothing."""
        char = self._peek()
        self.at += 1
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if char == "\\":
            self.at += 1
            return None
        return None if char in ".^$" else [char]

    def _group(self) -> list[str] | None:
        around = self.pattern.startswith(("?!", "?=", "?<!", "?<="), self.at)
        if self.pattern.startswith("?:", self.at):
            self.at += 2
        elif around:
            self.at += 3 if self.pattern[self.at + 1] == "<" else 2
        inside = self.alternatives()
        self.at += 1
        return None if around or inside is None else list(inside)

    def _class(self) -> list[str] | None:
        end = self.pattern.index("]", self.at + 1)
        inside = self.pattern[self.at : end]
        self.at = end + 1
        return None if inside[0] == "^" or "-" in inside or "\\" in inside else list(inside)

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
