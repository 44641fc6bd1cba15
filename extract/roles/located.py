"""Where the cells of annotated findings stand in the text of their document: what the chain over clauses learns from.

Annotations hold words, not places. Findings are told in order, and what a finding's cells hold stands behind its title more often
than before it: so each cell is looked for from there on first. The program's own reading has no part in this: a model
learns from documents that it still reads wrongly as well, and the same one comes of each training.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extract.language.folding import squeeze

Range = tuple[int, int]
_PIECE = re.compile(r"[^，,。；;：:\n]+[，,。；;：:\n]?")
_SHORTEST = 5  # characters of a piece of a cell that is known again
# what a cell tells, in the order in which the place of one gives way to that of the next
_CELLS = (("detail", "F"), ("measures", "M"), ("status_text", "M"), ("result", "M"), ("requirement", "R"))


def places(text: str, findings: Sequence[Mapping[str, Any]]) -> tuple[str, set[int]]:
    """What each character of a text does (F fault, M answer, R request, O other), and where titles of findings begin."""
    held = _Squeezed(text)
    does = ["O"] * len(text)
    titles: list[Range] = []
    at = 0
    for finding in findings:
        title = held.find(finding["title"], at)
        if not title:
            continue
        titles += title
        at = title[0][1]
        behind = title[-1][1]
        for name, letter in _CELLS:
            for cell in _entries(finding.get(name)):
                found = held.find(cell, behind)
                held.put(does, found, letter)
                if name == "detail" and found:
                    behind = max(behind, found[-1][1])
    held.put(does, titles, "F")
    return "".join(does), {held.at[a] for a, _ in titles}


def _entries(cell: str | Sequence[str] | None) -> Sequence[str]:
    return [cell] if isinstance(cell, str) else cell or ()


class _Squeezed:
    """A text without its white space, and where each of its characters stands."""

    def __init__(self, text: str) -> None:
        self.at = [i for i, c in enumerate(text) if not c.isspace()]
        self.text = "".join(text[i] for i in self.at)

    def find(self, cell: str, behind: int) -> list[Range]:
        """The half-open ranges that hold a cell: the first behind a place, else the first; a cell that stands nowhere as a
        whole clause by clause.
        """
        words = squeeze(cell)
        start = self._first(words, behind)
        if start >= 0 or not words:
            return [(start, start + len(words))] if words else []
        found: list[Range] = []
        for piece in (squeeze(m[0]) for m in _PIECE.finditer(cell)):
            start = self.text.find(piece, behind) if len(piece) >= _SHORTEST else -1
            if start >= 0:
                behind = start + len(piece)
                found.append((start, behind))
        return found

    def _first(self, words: str, behind: int) -> int:
        start = self.text.find(words, behind)
        return start if start >= 0 else self.text.find(words)

    def put(self, does: list[str], ranges: Iterable[Range], letter: str) -> None:
        """Note what the characters of some ranges do."""
        for a, b in ranges:
            for i in self.at[a:b]:
                does[i] = letter
