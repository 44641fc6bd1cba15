"""Cut a document into lines: the units that carry enumerators, labels and sentences.

A line is a paragraph, or one of the pieces between line breaks inside a paragraph. Tables stay whole.

What is made by the hundred for every page and never leaves this room (lines, marks, labels, heads, pieces) is not
frozen though nothing changes it: a frozen dataclass takes three times as long to make.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, partial, wraps
from typing import Any, TypeVar

from extract.language.folding import fold, paired_quotes, squeeze
from extract.lines.enumerators import Mark, mark_at
from extract.lines.heads import Head, head_behind
from extract.lines.labels import ANSWERS, Label, Role, heading_role, label_at, label_role, labels_behind
from extract.lines.listed_problems import listed_problems
from extract.lines.lost_numbers import is_page_number, lost_numbers, references
from extract.lines.numbers_before import told_number
from extract.lines.spaced_labels import with_colons
from extract.lines.whole_texts import whole_text
from extract.model import Block, Document, Field, Quote, Span
from extract.once import told_once

_T = TypeVar("_T")
_TRIM = " \t\n\r\u3000\u00a0\ufeff\u200b"


@dataclass(kw_only=True)
class Line:
    """One line: `start`..`end` without outer blanks, `body` the offset after its enumerator. What many rules ask of a line
    alone is worked out once: a copy with other offsets is another line.
    """

    index: int
    start: int
    end: int
    body: int
    mark: Mark | None
    block: Block
    is_table: bool
    folded: str = field(repr=False, compare=False)  # of the page
    is_plain: bool = field(init=False, compare=False)  # running text or a heading that no number opens
    is_bullet: bool = field(init=False, compare=False)  # a bullet or a dash opens it (★ ■ ——)
    number: str | None = field(
        init=False, compare=False
    )  # kind of its number; bullets have none, nor have tables

    def __post_init__(self) -> None:
        kind = self.mark.kind if self.mark is not None and not self.is_table else None
        self.is_bullet = kind == "dash"
        self.number = None if self.is_bullet else kind
        self.is_plain = (
            self.mark is None and not self.is_table and self.block.kind in ("paragraph", "heading")
        )

    @told_once
    def text(self) -> str:
        """Its folded text, the number included."""
        return self.folded[self.start : self.end]

    @told_once
    def opening_label(self) -> Label | None:
        """The label that opens it, after its number."""
        return None if self.is_table else label_at(self.folded, self.body, self.end)

    @told_once
    def is_answer(self) -> bool:
        """True where a label of an answer opens it, or of what was required: the line above it names a problem."""
        label = self.opening_label if self.mark is None else None
        return label is not None and (label.role in ANSWERS or label.role == "requirement")

    @told_once
    def labels(self) -> tuple[Label, ...]:
        """Every label in it, in order."""
        return tuple(labels_behind(self.opening_label, self.folded, self.body, self.end))

    @told_once
    def heading_role(self) -> Role | None:
        """Its role where it is nothing but a label."""
        return heading_role(self.folded, self.body, self.end)

    @told_once
    def head(self) -> Head:
        """Its title and its rest, without its number."""
        return head_behind(self.opening_label, self.folded, self.body, self.end)


@dataclass(frozen=True, eq=False)
class Page:
    """A document with its folded text and lines: what every rule of this room works on."""

    document: Document
    known: dict[tuple[object, ...], Any] = field(default_factory=dict)  # see `kept` and `kept_above`

    @property
    def text(self) -> str:
        return self.document.text

    @cached_property
    def folded(self) -> str:
        """Same length as `text`: width and script folded, quotation marks paired, a colon behind labels set off by a blank."""
        return with_colons(paired_quotes(fold(self.document.text)), self.document.blocks)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return tuple(_settled(self.folded, _lines(self.document, self.folded)))

    @cached_property
    def fields(self) -> dict[str, list[Field]]:
        """The metadata fields by their keys: these folded, without blanks and colon."""
        found: dict[str, list[Field]] = {}
        for f in self.document.fields:
            found.setdefault(squeeze(fold(f.key)).rstrip(":："), []).append(f)
        return found

    @cached_property
    def is_workbook(self) -> bool:
        """True for the sheets of a workbook."""
        return any(b.place is not None and b.place.sheet is not None for b in self.document.blocks)

    @cached_property
    def body_from(self) -> int:
        """Where the text begins: at its first paragraph or table, below the title where the reader found one."""
        blocks = self.document.blocks
        title = next((b.start for b in blocks if b.kind == "title"), -1)
        return next((b.start for b in blocks if b.kind in ("paragraph", "table") and b.start > title), 0)

    def quote(self, *ranges: tuple[int, int]) -> Quote | None:
        """Quote the ranges in order, outer blanks trimmed; None when nothing but blanks is left."""
        if not ranges:
            return None
        text = self.document.text
        if len(ranges) > 1:
            parts = [q for place in ranges if (q := self.quote(place))]
            spans = tuple([span for q in parts for span in q.spans])
            return Quote(text="\n".join([q.text for q in parts]), spans=spans) if parts else None
        start, end = trimmed(text, *ranges[0], _TRIM)
        if start >= end:
            return None
        return Quote(text=_unwrap(text[start:end]), spans=(Span(start=start, end=end),))

    def trim(self, start: int, end: int, also: str = "") -> tuple[int, int]:
        """Shrink a range until no blank (or character of `also`) stands at either end."""
        return trimmed(self.document.text, start, end, _TRIM + also)


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


def trimmed(text: str, start: int, end: int, drop: str) -> tuple[int, int]:
    """Shrink a range until no character of `drop` stands at either end."""
    words = text[start:end]
    if words and words[0] not in drop and words[-1] not in drop:  # as in most ranges
        return start, end
    led = words.lstrip(drop)
    return (end - len(led), end - len(led) + len(led.rstrip(drop))) if led else (max(start, end), end)


def _unwrap(text: str) -> str:
    """Fold white space: blanks to one space, line breaks kept."""
    if len(text.split(maxsplit=1)) == 1:  # as most texts
        return text
    lines = (" ".join(line.split()) for line in text.replace("\t", " ").splitlines())
    return "\n".join(line for line in lines if line)


def _lines(document: Document, folded: str) -> list[Line]:
    lines: list[Line] = []
    for block in document.blocks:
        pieces = (
            [(block.start, block.end)] if block.kind == "table" else _pieces(document.text, folded, block)
        )
        for start, end in pieces:
            if is_page_number(folded, start, end):
                continue
            numbered = block.kind not in ("table", "title", "metadata", "attachment")
            mark = mark_at(folded, start, end) if numbered else None
            if mark:
                mark = told_number(folded, mark, start, end, partial(_marks, lines))
            body = mark.end if mark else start
            line = Line(
                index=len(lines),
                start=start,
                end=end,
                body=min(body, end),
                mark=mark,
                block=block,
                is_table=block.kind == "table",
                folded=folded,
            )
            if numbered and mark is None and lines and _is_number_alone(lines[-1]):
                line = replace(lines.pop(), end=end, body=start, block=block)
            elif numbered and mark is None and lines and _waits_for_cell(folded, lines[-1], start, end):
                line = replace(lines.pop(), end=end)
            lines.append(line)
    return lines


def _marks(lines: list[Line]) -> list[Mark]:
    """The numbers of the last lines."""
    return [x.mark for x in lines[-60:] if x.mark]


def _settled(folded: str, lines: list[Line]) -> list[Line]:
    """Correct the numbers that only the lines around them tell: references, and numbers that a copy lost."""
    for index in references(folded, [(x.start, x.body, x.end, x.mark) for x in lines]):
        lines[index] = replace(lines[index], mark=None, body=lines[index].start)
    for index, mark in lost_numbers(folded, [(x.start, x.body, x.end, x.mark) for x in lines]):
        lines[index] = replace(lines[index], mark=mark, body=mark.end)
    return lines


_CELLS = ("responsible", "assisting", "deadline", "status")  # told in a few words


def _waits_for_cell(folded: str, label: Line, start: int, end: int) -> bool:
    """True for 责任单位： alone on its line above 财务科: the label goes on with the words below it."""
    if label.mark is not None or label.is_table or label.end - label.start > 12 or end - start > 60:
        return False
    words = folded[label.start : label.end].rstrip()
    set_off = words[-1:] in (":", "】") or label.block.bold or label.block.kind == "heading"
    told = set_off and label_role(words) in _CELLS and ":" not in folded[start:end]
    return told and label_at(folded, start, end) is None and label_role(folded[start:end]) is None


def _is_number_alone(line: Line) -> bool:
    """True for a line that is nothing but a number (问题一, （二）): what it numbers stands on the next one."""
    return line.mark is not None and line.mark.kind != "dash" and line.body >= line.end


def _pieces(text: str, folded: str, block: Block) -> list[tuple[int, int]]:
    if block.kind == "title":
        return [(block.start, block.end)]
    pieces = []
    at = block.start
    for part in text[block.start : block.end].split("\n"):
        start, end = trimmed(text, at, at + len(part), _TRIM)
        if start < end:
            for whole in whole_text(folded, start, end):
                cut = listed_problems(folded, *whole)
                pieces += cut if cut == [(start, end)] else [trimmed(text, a, b, _TRIM) for a, b in cut]
        at += len(part) + 1
    return pieces
