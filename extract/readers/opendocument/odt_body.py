"""Walk the body of an OpenDocument text and make paragraphs and tables of it."""

from collections.abc import Iterator
from itertools import chain

from lxml import etree

from extract.files.limits import Limits
from extract.model import Place, Unreadable
from extract.readers.office.flow import Paragraph, Piece, TableRows, is_frame
from extract.readers.office.left_out import Tally
from extract.readers.office.package import attribute, child, children, descendants, local, whole
from extract.readers.office.pieces import all_bold, cell_text, is_bold, pieces_of, usual_size
from extract.readers.opendocument.odf_inline import SHAPES, InlineReader
from extract.readers.opendocument.odf_lists import LEVELS, Counters, ListNumbers
from extract.readers.opendocument.odf_styles import OdfStyles
from extract.tables.grids import RawCell

_INDEXES = frozenset(
    {
        "table-of-content", "alphabetical-index", "illustration-index", "table-index", "object-index", "user-index",
        "bibliography",
    }
)  # fmt: skip
_ROW_GROUPS = frozenset({"table-header-rows", "table-rows", "table-row-group"})
_MOST_ROWS = 1000  # that a row may be repeated: a text has no more
_UNSEEN = frozenset({"collapse", "filter"})


class OdtBody:
    """Reads block-level content; paragraphs are numbered from 1 in the order of the file."""

    def __init__(self, styles: OdfStyles, limits: Limits) -> None:
        self.tally = Tally()
        self.lists = ListNumbers(styles)
        self._styles = styles
        self._limits = limits
        self._inline = InlineReader(styles, self.tally)
        self._count = 0
        self._cells = 0

    def read(self, container: etree._Element | None) -> list[Piece]:
        """Pieces of a body, a section, a cell or a text box."""
        return pieces_of(container, self._block)

    def _block(self, element: etree._Element) -> list[Piece]:
        name = local(element)
        if name == "p":
            return self._paragraph(element)
        if name == "h":
            return self._paragraph(element, self._heading_number(element))
        if name == "list":
            style = attribute(element, "style-name") or self._style_inside(element)
            return self._list(element, style, 0, self.lists.open(element, style))
        if name == "table":
            return self._table(element)
        if name == "numbered-paragraph":
            return self._numbered(element)
        if name == "section" or name in SHAPES:
            return self._section(element)
        if name in ("text-box", "a"):
            return self.read(element)
        if name in _INDEXES:
            self.tally.contents += 1
        elif name == "tracked-changes":
            self.tally.changes += sum(1 for _ in children(element, "changed-region"))
        elif name in ("object", "object-ole"):
            self.tally.embedded += 1
        return []

    def _section(self, element: etree._Element) -> list[Piece]:
        shown = attribute(element, "display")
        if shown == "none" or (shown == "condition" and attribute(element, "is-hidden") == "true"):
            self.tally.hidden += 1
            return []
        return self.read(element)

    def _paragraph(self, element: etree._Element, number: str | None = None) -> list[Piece]:
        """A paragraph and what is anchored in it; `number` is what is displayed before it."""
        self._count += 1
        count = self._count
        style = self._styles.style("paragraph", attribute(element, "style-name"))
        runs, frames = self._inline.read(element, style.look)
        boxed = list(chain.from_iterable(map(self._block, frames)))
        text = "".join(run.text for run in runs)
        hidden = next(descendants(element, ("hidden-paragraph",)), None)
        if hidden is not None and attribute(hidden, "is-hidden") != "false":
            self.tally.hidden += 1
            return boxed
        level = (
            whole(element, "outline-level", 0) if local(element) == "h" else (style.look.outline or -1) + 1
        )
        paragraph = Paragraph(
            text=text,
            marker=number or "",
            number=count,
            align=style.look.align,
            bold=all_bold(runs),
            size=usual_size(runs),
            level=level if 0 < level <= LEVELS else None,
            titled=style.name == "title",
        )
        return [paragraph, *boxed]

    def _heading_number(self, element: etree._Element) -> str | None:
        if attribute(element, "is-list-header") == "true":
            return None
        level = min(max(whole(element, "outline-level", 1), 1), LEVELS) - 1
        restarts = attribute(element, "restart-numbering") == "true"
        start = whole(element, "start-value", 1) if restarts else None
        marker = self.lists.heading(level, start)
        return None if marker is None else marker.printed

    def _style_inside(self, element: etree._Element) -> str:
        """The list style of a list that names none: that of its first paragraph."""
        first = next(descendants(element, ("p", "h")), None)
        return self._styles.style("paragraph", attribute(first, "style-name")).look.num_id or "?"

    def _list(self, element: etree._Element, style: str, level: int, counters: Counters) -> list[Piece]:
        pieces: list[Piece] = []
        for item in children(element, "list-item", "list-header"):
            shape = attribute(item, "style-override") or style
            first = next((part for part in item if local(part) in ("p", "h", "list")), None)
            for part in item:
                if local(part) == "list":
                    named = attribute(part, "style-name") or style
                    pieces += self._list(part, named, min(level + 1, LEVELS - 1), counters)
                elif local(part) not in ("p", "h"):
                    pieces += self._block(part)
                elif part is first and local(item) == "list-item" and not self._is_hidden(part):
                    pieces += self._paragraph(part, self._item_number(item, shape, level, counters))
                else:
                    pieces += self._paragraph(part)
        return pieces

    def _item_number(self, item: etree._Element, style: str, level: int, counters: Counters) -> str:
        said = attribute(item, "start-value")
        marker = self.lists.marker(counters, style, level, whole(item, "start-value", 1) if said else None)
        displayed = child(item, "number")
        if displayed is not None and displayed.text:
            return displayed.text.strip() + " "
        return marker.printed

    def _is_hidden(self, paragraph: etree._Element) -> bool:
        """Whether all of a paragraph is hidden: it does not count in its list either."""
        return bool(self._styles.style("paragraph", attribute(paragraph, "style-name")).look.hidden)

    def _numbered(self, element: etree._Element) -> list[Piece]:
        level = min(max(whole(element, "level", 1), 1), LEVELS) - 1
        style = attribute(element, "style-name") or self._style_inside(element)
        counters = self.lists.named(attribute(element, "list-id") or style)
        number = self._item_number(element, style, level, counters)
        return [piece for part in children(element, "p", "h") for piece in self._paragraph(part, number)]

    def _table(self, element: etree._Element) -> list[Piece]:
        first = self._count + 1
        rows = [row for part, header in _rows(element) for row in self._row(part, header=header)]
        held = [pieces for row in rows for _, pieces in row]
        columns = max((sum(cell.column_span for cell, _ in row) for row in rows), default=0)
        if is_frame(columns, held):
            return list(chain.from_iterable(held))
        return [TableRows(rows=tuple(tuple(cell for cell, _ in row) for row in rows), number=first)]

    def _row(self, row: etree._Element, *, header: bool) -> Iterator[list[tuple[RawCell, list[Piece]]]]:
        """Cells of a row and what they hold, as often as the row is repeated; cells under a merged one are not there."""
        if attribute(row, "visibility") in _UNSEEN:
            self.tally.hidden += 1
            return
        cells: list[tuple[RawCell, list[Piece]]] = []
        for part in children(row, "table-cell"):
            for _ in range(min(max(whole(part, "number-columns-repeated", 1), 1), _MOST_ROWS)):
                self._take_cell()
                cells.append(self._cell(part, header=header))
        yield cells
        for _ in range(min(whole(row, "number-rows-repeated", 1), _MOST_ROWS) - 1):
            self._take_cell(len(cells))
            yield cells

    def _take_cell(self, count: int = 1) -> None:
        self._cells += count
        most = self._limits.max_cells
        if self._cells > most:
            raise Unreadable("too_many_cells", f"The tables have more than {most:,} cells (max_cells).")

    def _cell(self, element: etree._Element, *, header: bool) -> tuple[RawCell, list[Piece]]:
        place = Place(paragraph=self._count + 1)
        pieces = self.read(element)
        cell = RawCell(
            text=cell_text(pieces),
            row_span=max(whole(element, "number-rows-spanned", 1), 1),
            column_span=max(whole(element, "number-columns-spanned", 1), 1),
            header=header or is_bold(pieces),
            place=place,
            fill=self._styles.cell_fill(attribute(element, "style-name")),
        )
        return cell, pieces


def _rows(table: etree._Element, *, header: bool = False) -> Iterator[tuple[etree._Element, bool]]:
    for part in table:
        if local(part) == "table-row":
            yield part, header
        elif local(part) in _ROW_GROUPS:
            yield from _rows(part, header=header or local(part) == "table-header-rows")
