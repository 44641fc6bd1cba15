"""Render a page into lines, the way a browser would break them; each line knows its element.

A line is a paragraph, a heading, a list item, a piece between two <br>, or a whole data table. Elements
learn which range of lines they span, so that sums over an element are differences of running sums.
"""

import re
from collections.abc import Iterable

from extract.readers.html.blanks import finished, is_indented, typed_lines
from extract.readers.html.line import EDGE, Line, Link
from extract.readers.html.numbers import ListNumbers, whole
from extract.readers.html.tables import is_data_table, record_rows, table_rows, with_tables
from extract.readers.html.tree import Element
from extract.readers.html.words import page_words
from extract.tables.fills import fill_of
from extract.tables.grids import Grid, RawCell, lay_out

_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*(#[0-9a-f]{6}|[a-z]{3,12})", re.I)
_SIZE = re.compile(r"font-size\s*:\s*(\d+(?:\.\d+)?)\s*(pt|px)", re.I)
_LISTS = frozenset({"ol", "ul", "menu"})
_BUILT = _LISTS | {"table", "dl"}
_PREFORMATTED = frozenset({"pre", "listing", "xmp", "plaintext"})
_LABEL = 16  # characters of a label in bold, its colon included
_ENDS = frozenset("。；！？;!?")
_SEPARATED = frozenset({"span", "a", "em", "b", "strong", "label", "i", "font", "time", "s", "small", "img"})


class _Renderer:
    def __init__(self) -> None:
        words = page_words()
        self.block_tags = words.block_tags
        self.bold_tags = words.bold_tags
        self.lines: list[Line] = []
        self.parts: list[str] = []
        self.bold_size = self.link_size = self.large_size = self.size = 0
        self.links: list[Link] = []
        self.link: Link | None = None  # the <a> around what is being rendered, blocks included
        self.large = False  # what is being rendered stands in a large or title-like inline element
        self.marker: str | None = None
        self.broken = False

    def flush(self, element: Element, *, broken: bool = False) -> None:
        """End the line that is being collected."""
        ended = self.size > 0 and self._end(element)
        if ended or not broken:
            self.broken = broken
        if not self.parts:
            return
        self.parts = []
        self.links = []
        self.size = self.bold_size = self.link_size = self.large_size = 0

    def _end(self, element: Element) -> bool:
        """Make a line of what was collected; tells whether any of it is shown."""
        raw = "".join(self.parts)
        pre = element.tag in _PREFORMATTED
        *before, typed = typed_lines(raw) if pre else [raw]
        for line in before:
            self.lines.append(
                Line(element=element, text=line, indented=is_indented(line), broken=self.broken)
            )
            self.broken = True
        text, edged = finished(typed, pre=pre)
        if text:
            self.lines.append(
                Line(
                    element=element,
                    text=text,
                    edged=edged,
                    link_chars=min(self.link_size, len(text)),
                    bold=self.bold_size * 10 >= self.size * 9,
                    large=self.large_size * 10 >= self.size * 9,
                    marker=self.marker,
                    indented=is_indented(text if pre else raw),
                    links=self.links,
                    broken=self.broken,
                )
            )
            self.marker = None
        return bool(text)

    def block(self, element: Element) -> None:
        """Render a block element; recursion is bounded by the tree's depth limit."""
        element.first = len(self.lines)
        tag = element.tag
        if tag not in _BUILT or not self._built(element, tag):
            self._children(element.children, element, bold=tag in self.bold_tags)
        self.flush(element)
        element.last = len(self.lines)

    def _built(self, element: Element, tag: str) -> bool:
        """Render a list or a table of data; False for what only looks like one."""
        if tag == "table" and is_data_table(element):
            for caption in (child for child in element.elements() if child.tag == "caption"):
                self._children(caption.children, element, bold=False)
                self.flush(element)
            self.lines.append(Line(element=element, grid=grid_of(table_rows(element))))
        elif tag == "dl" and (rows := record_rows(element)):
            self.lines.append(Line(element=element, grid=grid_of(rows)))
        elif tag in _LISTS:
            self._list(element)
        else:
            return False
        return True

    def _list(self, element: Element) -> None:
        numbers = ListNumbers(element)
        for child in element.children:
            if isinstance(child, Element) and child.tag == "li":
                self.flush(element)
                self.marker = numbers.next(child)
                element.inner.append(child)
                self.block(child)
                self.marker = None
            else:
                self._children((child,), element, bold=False)

    def _children(self, children: Iterable[Element | str], block: Element, *, bold: bool) -> None:
        for child in with_tables(children):
            if isinstance(child, list):
                self.flush(block)
                self.lines.append(Line(element=block, grid=grid_of(child)))
            elif isinstance(child, str):
                self._text(child, bold=bold)
            elif child.tag == "br":
                self.flush(block, broken=True)
                self.broken = True
            elif child.tag in self.block_tags or "-" in child.tag:  # <site-article>: a page's own element
                self.flush(block)
                block.inner.append(child)
                self.block(child)
            else:
                self._inline(child, block, bold=bold)

    def _inline(self, element: Element, block: Element, *, bold: bool) -> None:
        style = element.attrs.get("style")
        strong = bold or element.tag in self.bold_tags or bool(style and _BOLD.search(style))
        if element.tag in self.bold_tags and self._opens_label(element):
            self.flush(
                block, broken=True
            )  # 整改措施： in bold opens a line, whatever the page's breaks became
            self.broken = True
        around, large = self.link, self.large
        self.large = large or _is_large(element, style)
        if element.tag == "a" and element.attrs.get("href"):  # without an address it is an anchor
            self.link = Link(element.attrs["href"] or "", "")
            self.links.append(self.link)
        if self.parts and element.tag in _SEPARATED:
            self.parts.append(EDGE)
        self._children(element.children, block, bold=strong)
        if element.tag in _SEPARATED:
            self.parts.append(EDGE)
        self.link, self.large = around, large

    def _opens_label(self, element: Element) -> bool:
        """True for bold words that end in a colon after a sentence of the same block."""
        words = "".join(c for c in element.children if isinstance(c, str)).strip()
        if not words.endswith(("：", ":")) or not 3 <= len(words) <= _LABEL:
            return False
        before = next((p for p in reversed(self.parts) if isinstance(p, str) and p.strip()), "")
        return before.rstrip()[-1:] in _ENDS or "\n" in before[len(before.rstrip()) :]

    def _text(self, text: str, *, bold: bool) -> None:
        size = len(text.strip()) if text.isascii() else len(text)
        if not (size or self.parts or self.link):
            return
        self.parts.append(text)
        if size:
            self.size += size
            if bold:
                self.bold_size += size
            if self.large:
                self.large_size += size
        if self.link is not None:
            self.link_size += size
            self.link.text += text
            if not self.links:
                self.links.append(self.link)


def _is_large(element: Element, style: str | None) -> bool:
    """Whether an inline element is called a title, or sets letters of 18 points or more."""
    if not element.attrs:
        return False
    if element.tag == "font" and (element.attrs.get("size") or "").strip() in (
        "4",
        "5",
        "6",
        "7",
        "+2",
        "+3",
    ):
        return True
    found = _SIZE.search(style) if style else None
    if found and float(found[1]) >= (18 if found[2].lower() == "pt" else 20):
        return True
    title = page_words().title
    return not title.isdisjoint(element.names) or not title.isdisjoint(element.ends)


def render(element: Element) -> list[Line]:
    """The lines of an element, in reading order."""
    renderer = _Renderer()
    renderer.block(element)
    return renderer.lines


def grid_of(rows: list[list[Element]]) -> Grid:
    """The grid of rows of cells; lines of a cell are kept as lines."""
    return lay_out([[_raw_cell(cell) for cell in row] for row in rows])


def _raw_cell(cell: Element) -> RawCell:
    text, bold = _cell_text(cell)
    attrs = cell.attrs
    return RawCell(
        text=text,
        row_span=max(0, whole(attrs["rowspan"], 1)) if "rowspan" in attrs else 1,
        column_span=max(1, whole(attrs["colspan"], 1)) if "colspan" in attrs else 1,
        header=bold or cell.tag in ("th", "dt"),
        fill=_fill(cell) or (_fill(cell.parent) if cell.parent is not None else None),
    )


def _fill(element: Element) -> str | None:
    """The colour that an element asks to be filled with."""
    style = element.attrs.get("style") or ""
    found = _BACKGROUND.search(style) if "background" in style else None
    return fill_of(found[1] if found else element.attrs.get("bgcolor"))


def _cell_text(cell: Element) -> tuple[str, bool]:
    """What stands in a cell, line by line, and whether all of it is bold."""
    if len(cell.children) == 1 and isinstance(words := cell.children[0], str):
        return finished(words)[0], False  # as most cells do: nothing is to be laid out
    lines = render(cell)
    return "\n".join(map(_cell_line, lines)), bool(lines) and all(line.bold for line in lines)


def _cell_line(line: Line) -> str:
    if line.grid is None:
        return line.text
    rows = [" ".join(c.text for c in line.grid.row(r) if c.text) for r in range(line.grid.rows)]
    return "\n".join(rows)
