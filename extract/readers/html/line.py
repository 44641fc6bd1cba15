"""Lines of a page as a browser shows them, with what rendering knows of them."""

import re
from dataclasses import dataclass, field
from typing import Literal

from extract.once import told_once
from extract.readers.furniture.fields import Pair, are_metadata, is_boilerplate, is_breadcrumb, pairs_in
from extract.readers.furniture.wrapped import TypedLine
from extract.readers.html.tree import Element
from extract.tables.grids import Grid
from extract.writing import tidy_line

Align = Literal["left", "center", "right"]
_ALIGN = re.compile(r"text-align\s*:\s*(left|center|right)", re.I)
_INDENT = re.compile(r"text-indent\s*:\s*0*[1-9]", re.I)
_NO_HEADING = frozenset({"td", "div", "body", "li"})
EDGE = "\ue000"  # stands between neighbouring inline elements
_MAY_LABEL = 600  # characters; a longer line is no metadata
_PAGE = re.compile(r"\W*第?\d{1,3}[页頁]?\W*|[首上下前后後尾末][一1]?[页頁]|\W+")  # what a pager's link says
_AROUND_PAGES = re.compile(r"(?:\W|\d|[第页頁共总總当當前本文上下首尾末一])*")
_LONGEST_PAGER = 120  # characters
_SENTENCE_LINE = 40  # characters; with a full stop in it such a line is text


@dataclass(slots=True)
class Link:
    """A link in a line: its address and its text."""

    target: str
    text: str


@dataclass
class Line:
    """One line as a browser would show it. What is asked of it alone is worked out once."""

    element: Element  # the innermost block element it stands in
    text: str = ""
    edged: str = ""  # the same with EDGE between neighbouring inline elements, where it has such
    link_chars: int = 0
    bold: bool = False
    large: bool = False  # in larger letters, or in an inline element that is called a title
    marker: str | None = None
    links: list[Link] = field(default_factory=list)
    grid: Grid | None = None
    indented: bool = False  # blanks stand before it, as before a paragraph
    broken: bool = False  # a <br> parts it from the line before, in the same element

    @told_once
    def pieces(self) -> list[str]:
        """The text of its inline elements; none where it has one, or is too long to be a label and its value."""
        may = EDGE in self.edged and len(self.text) <= _MAY_LABEL
        pieces = [tidy_line(piece) for piece in self.edged.split(EDGE)] if may else []
        return [piece for piece in pieces if piece]

    @told_once
    def spaced(self) -> str:
        """The text with a blank between neighbouring inline elements."""
        return (" ".join(self.pieces) if self.edged else "") or self.text

    @told_once
    def head(self) -> str:
        """The text of its first inline element, where others follow."""
        return self.pieces[0] if self.edged and len(self.pieces) > 1 else ""

    @told_once
    def align(self) -> Align | None:
        """How the innermost elements around it that say so align it."""
        return None if self.grid is not None else _align_of(self.element)

    @told_once
    def level(self) -> int | None:
        """The level of the heading it stands in."""
        return None if self.grid is not None else _level_of(self.element)

    @told_once
    def boilerplate(self) -> bool:
        """Whether the whole line is a share bar, a breadcrumb, a pager, a footer ..."""
        sentence = len(self.text) > _SENTENCE_LINE and "。" in self.text
        return not sentence and (is_boilerplate(self.spaced) or is_breadcrumb(self.text) or self.is_pager)

    @property
    def is_pager(self) -> bool:
        """Whether all that the line says is numbers of pages, some of which lead to them."""
        if not self.links or len(self.text) > _LONGEST_PAGER or len(re.findall(r"\d+", self.text)) < 2:
            return False
        left = self.text
        for link in self.links:
            left = left.replace(link.text, "", 1)
        said = [link.text.strip() for link in self.links]
        numbered = any(any(map(str.isdigit, text)) for text in said)
        return numbered and all(map(_PAGE.fullmatch, said)) and _AROUND_PAGES.fullmatch(left) is not None

    @told_once
    def pairs(self) -> list[Pair]:
        """The metadata fields of the line."""
        return pairs_in(self.spaced)

    @told_once
    def metadata(self) -> bool:
        """Whether the line holds metadata fields only."""
        return are_metadata(self.pairs)

    @property
    def size(self) -> int:
        """Characters, or those of all cells."""
        if self.grid is not None:
            return sum(len(c.text) for c in self.grid.cells)
        return len(self.text)


def typed_line(line: Line) -> TypedLine:
    """A line as the wrapping of paragraphs sees it; tables and headings are no part of a paragraph."""
    if line.grid is not None or line.level or line.links:
        return TypedLine("")
    style = line.element.attrs.get("style") or ""
    return TypedLine(tidy_line(line.text), line.indented or bool(_INDENT.search(style)))


def _level_of(element: Element) -> int | None:
    node: Element | None = element
    while node is not None and node.tag not in _NO_HEADING:
        if len(node.tag) == 2 and node.tag[0] == "h" and node.tag[1] in "123456":
            return int(node.tag[1])
        node = node.parent
    return None


def _align_of(element: Element) -> Align | None:
    node: Element | None = element
    for _ in range(3):
        if node is None:
            return None
        if node.attrs or node.tag == "center":
            found = _own_align(node)
            if found:
                return found
        node = node.parent
    return None


def _own_align(element: Element) -> Align | None:
    if element.tag == "center":
        return "center"
    attrs = element.attrs
    value = attrs.get("align")
    style = attrs.get("style")
    match = _ALIGN.search(style) if style else None
    if match:
        value = match[1]
    value = value.lower() if value else None
    return value if value in ("left", "center", "right") else None  # type: ignore[return-value]
