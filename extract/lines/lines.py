"""A document as every rule of this room sees it: its folded text, its lines, and quotes of it.

What is made by the hundred for every page and never leaves this room (lines, marks, labels, heads, pieces) is not
frozen though nothing changes it: a frozen dataclass takes three times as long to make.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from extract.language.folding import fold, full_stops, paired_quotes, squeeze, usual_brackets, usual_signs
from extract.lines.arrows import with_stops
from extract.lines.bare_cells import BareCells, bare_cells
from extract.lines.cutting import TRIM, lines_of, trimmed
from extract.lines.learned_labels import with_known_labels
from extract.lines.learned_openers import with_known_openers
from extract.lines.learned_turns import with_known_turns
from extract.lines.line import Line
from extract.lines.spaced_labels import with_colons
from extract.model import Block, Document, Field, Quote, Span
from extract.once import told_once
from extract.status.legends import StateSigns, state_signs, with_known_states

__all__ = ["Line", "Page", "kept"]

_T = TypeVar("_T")
_FEW_WORDS = 30  # characters
_BLANK = re.compile(r"\s")


@dataclass(frozen=True, eq=False)
class Page:
    """A document with its folded text and lines: what every rule of this room works on."""

    document: Document
    known: dict[tuple[object, ...], Any] = field(default_factory=dict)  # see `kept` and `kept_above`

    @told_once
    def text(self) -> str:
        return self.document.text

    @told_once
    def folded(self) -> str:
        """Same length as `text`: width and script folded, quotation marks paired, full stops and brackets of the usual form,
        known words in place of labels told by their places, a colon behind labels that another mark sets off, a blank for each
        sign of a state and for units and times in brackets of their own."""
        blocks = self.document.blocks
        plain = fold(self.document.text)
        for sign in self.state_signs.signs:
            if not sign.labelled:
                plain = plain[: sign.start] + " " * (sign.end - sign.start) + plain[sign.end :]
        for told in self.bare_cells:
            plain = plain[: told.start] + " " * (told.end - told.start) + plain[told.end :]
        plain = usual_signs(usual_brackets(full_stops(paired_quotes(plain))))
        if "→" in plain or "⇒" in plain or "➔" in plain:  # few do
            plain = with_stops(plain)
        plain = with_known_openers(with_known_states(plain), blocks)
        return with_colons(with_known_turns(with_known_labels(plain, blocks), blocks), blocks)

    @told_once
    def state_signs(self) -> StateSigns:
        """The signs at the edges of lines that state; blanks in the folded text."""
        return state_signs(self.document.text)

    @told_once
    def bare_cells(self) -> tuple[BareCells, ...]:
        """Units and times in brackets that no label opens; blanks in the folded text."""
        return bare_cells(fold(self.document.text))

    @told_once
    def lines(self) -> tuple[Line, ...]:
        return lines_of(self.document, self.folded)

    @property
    def nothing(self) -> Line:
        """A line of no words before the first."""
        block = Block(kind="note", start=0, end=0)
        return Line(
            index=-1, start=0, end=0, body=0, mark=None, block=block, is_table=False, folded=self.folded
        )

    @told_once
    def fields(self) -> dict[str, list[Field]]:
        """The metadata fields by their keys: these folded, without blanks and colon."""
        found: dict[str, list[Field]] = {}
        for f in self.document.fields:
            found.setdefault(squeeze(fold(f.key)).rstrip(":："), []).append(f)
        return found

    @told_once
    def is_workbook(self) -> bool:
        """True for the sheets of a workbook that no page of a site was pasted into."""
        blocks = self.document.blocks
        in_sheet = any(b.place is not None and b.place.sheet is not None for b in blocks)
        return in_sheet and not any(b.kind == "metadata" for b in blocks)

    @told_once
    def body_from(self) -> int:
        """Where the text begins: at its first paragraph or table, below the title where the reader found one.

        A few words above the page's own fields (who wrote it, a subtitle) are no text yet; a number is.
        """
        blocks = self.document.blocks
        title = next((b.start for b in blocks if b.kind == "title"), -1)
        below = [b for b in blocks if b.start > title and b.kind in ("paragraph", "table", "metadata")]
        heads = [b.kind for b in below[:2]] == ["paragraph", "metadata"]
        words = self.document.text[below[0].start : below[0].end] if heads else ""
        few = heads and len(words) <= _FEW_WORDS and not any(map(str.isdigit, words))
        if few and any(b.kind != "metadata" for b in below[2:]):
            below = below[2:]
        return next((b.start for b in below if b.kind != "metadata"), 0)

    def quote(self, *ranges: tuple[int, int]) -> Quote | None:
        """Quote the ranges in order, outer blanks trimmed; None when nothing but blanks is left."""
        if not ranges:
            return None
        text = self.document.text
        if ranges[1:]:
            parts = [q for place in ranges if (q := self.quote(place))]
            spans = tuple([span for q in parts for span in q.spans])
            return Quote(text="\n".join([q.text for q in parts]), spans=spans) if parts else None
        start, end = trimmed(text, *ranges[0], TRIM)
        if start >= end:
            return None
        words = text[start:end]
        if _BLANK.search(words):  # most texts hold none
            words = _unwrap(words)
        return Quote(text=words, spans=(Span(start=start, end=end),))

    def printed(self, words: str) -> str:
        """Folded words of the page as they are printed where they first stand, blanks aside: folding writes other words
        over some labels.
        """
        at = self.folded.find(words)
        before = self.folded if at < 0 else self.folded[: at + len(words) - 1]
        if squeeze(words) not in squeeze(
            before
        ):  # as mostly: a pattern of its own takes as long as a page's title
            return words if at < 0 else squeeze(self.text[at : at + len(words)])
        found = re.search(r"\s*".join(map(re.escape, words)), self.folded)
        return squeeze(self.text[slice(*found.span())]) if found else words

    def trim(self, start: int, end: int, also: str = "") -> tuple[int, int]:
        """Shrink a range until no blank (or character of `also`) stands at either end."""
        return trimmed(self.document.text, start, end, TRIM + also)


def kept(told: Callable[[Page, Line], _T]) -> Callable[[Page, Line], _T]:
    """Work out what `told` says of a line once and keep it with the page: several rules ask the same."""

    @wraps(told)
    def known(page: Page, line: Line) -> _T:
        key = (told, line.start, line.body, line.end)
        try:
            found: _T = page.known[key]
        except KeyError:
            found = page.known[key] = told(page, line)
        return found

    return known


def _unwrap(text: str) -> str:
    """Fold white space: blanks to one space, line breaks kept."""
    lines = (" ".join(line.split()) for line in text.replace("\t", " ").splitlines())
    return "\n".join(line for line in lines if line)
