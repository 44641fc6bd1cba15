"""Running prose of our own with marks of what its words do, for the training of the chain.

A file holds pieces of one author, parted by lines of `====`. `{B words}` names a problem, `{F words}` describes it, `{M words}`
tell what was done about it and how it stands, `{R words}` what was asked for; all else does nothing of the kind. A line that
begins with # says what manner a piece is told in; `# unanswered`: the piece tells no answers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.language.folding import fold

_BETWEEN = re.compile(r"^====[ \t]*$", re.MULTILINE)
_REMARK = re.compile(r"^#.*\n?", re.MULTILINE)
_UNANSWERED = re.compile(r"^# *unanswered\b", re.MULTILINE)
_PART = re.compile(r"\{([BFMR])[ \n]([^{}]+)\}|([^{}]+)|(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A folded text, what each of its characters does (O, F, M, R as in `located.places`), where names of problems begin."""

    text: str
    does: str
    opens: frozenset[int]
    answered: bool

    @property
    def lines(self) -> list[tuple[int, int]]:
        """The half-open ranges of its lines."""
        return [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", self.text)]


def pieces_of(marked: str) -> Iterator[Piece]:
    """The pieces of a file; raises ValueError where braces do not match."""
    for piece in _BETWEEN.split(marked):
        words = _REMARK.sub("", piece).strip()
        if words:
            yield _piece(words, answered=not _UNANSWERED.search(piece))


def _piece(marked: str, *, answered: bool) -> Piece:
    text, does = "", ""
    opens = set()
    for part in _PART.finditer(marked):
        letter, held, plain, wrong = part.groups()
        if wrong:
            raise ValueError(
                f"got {marked[part.start() : part.start() + 20]!r}; expected {{B words}}, {{F words}}, {{M words}} or {{R words}}"
            )
        words = fold(held or plain)
        if letter == "B":
            opens.add(len(text))
        text += words
        does += ("F" if letter == "B" else letter or "O") * len(words)
    return Piece(text, does, frozenset(opens), answered)
