"""Lines of a page as a browser shows them, with what rendering knows of them."""

from dataclasses import dataclass, field
from typing import Literal

from extract.grids import Grid
from extract.readers.html_fields import Pair, are_metadata, is_boilerplate, pairs_in
from extract.readers.html_tree import Element

Align = Literal["left", "center", "right"]
_SENTENCE_LINE = 40  # characters; with a full stop in it such a line is text


@dataclass(slots=True)
class Link:
    """A link in a line: its address and its text."""

    target: str
    text: str


@dataclass(slots=True)
class Line:
    """One line as a browser would show it."""

    element: Element  # the innermost block element it stands in
    text: str = ""
    spaced: str = ""  # the same with a blank between neighbouring inline elements
    head: str = ""  # the text of its first inline element, where others follow
    link_chars: int = 0
    bold: bool = False
    align: Align | None = None
    level: int | None = None
    marker: str | None = None
    links: list[Link] = field(default_factory=list)
    grid: Grid | None = None
    broken: bool = False  # a <br> parts it from the line before, in the same element
    _boilerplate: bool | None = None
    _pairs: list[Pair] | None = None

    @property
    def boilerplate(self) -> bool:
        """Whether the whole line is a share bar, a breadcrumb, a pager, a footer ..."""
        if self._boilerplate is None:
            sentence = len(self.text) > _SENTENCE_LINE and "。" in self.text
            self._boilerplate = not sentence and is_boilerplate(self.text)
        return self._boilerplate

    @property
    def pairs(self) -> list[Pair]:
        """The metadata fields of the line."""
        if self._pairs is None:
            self._pairs = pairs_in(self.spaced)
        return self._pairs

    @property
    def metadata(self) -> bool:
        """Whether the line holds metadata fields only."""
        return are_metadata(self.pairs)

    @property
    def size(self) -> int:
        """Characters, or those of all cells."""
        if self.grid is not None:
            return sum(len(c.text) for c in self.grid.cells)
        return len(self.text)
