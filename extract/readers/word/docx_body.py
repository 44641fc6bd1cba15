"""Walk the body of a Word document and make paragraphs and tables of it."""

from collections.abc import Iterator
from itertools import chain

from lxml import etree

from extract.model import Place
from extract.readers.office.docx_styles import Look, paragraph_look, switch
from extract.readers.office.flow import Paragraph, Piece, TableRows, is_frame
from extract.readers.office.flow_tables import FlowCell, merge_rows
from extract.readers.office.package import attribute, child, children, local, whole_number
from extract.readers.office.pieces import Run, all_bold, cell_text, is_bold, pieces_of, usual_size
from extract.readers.word.docx_numbering import Numbering
from extract.readers.word.docx_runs import RunReader, is_deleted
from extract.tables.fills import fill_of

_WRAPPERS = frozenset({"sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_WRAPPERS_2003 = frozenset({"sect", "sub-section", "annotation", "content"})
_CONTENTS_STYLE = "toc "
_MOST_COLUMNS = 1000


class BodyReader:
    """Reads block-level content; paragraphs are numbered from 1 in the order of the file."""

    def __init__(self, runs: RunReader, numbering: Numbering) -> None:
        self.runs = runs
        self.numbering = numbering
        self.embedded: list[str] = []  # relationship ids of whole documents embedded as blocks
        self._count = 0
        self._carried: list[Run] = []  # of paragraphs whose mark was deleted: they flow into the next one

    def read(self, container: etree._Element | None) -> list[Piece]:
        """Pieces of a body, a cell or a text box."""
        return pieces_of(container, self._block)

    def _block(self, element: etree._Element) -> list[Piece]:
        name = local(element)
        if name == "p":
            return self._paragraph(element)
        if name == "tbl":
            return self._table(element)
        if name == "sdt":
            return self._control(element)
        if name == "altChunk":
            self.embedded.append(attribute(element, "id") or "")
            self.runs.tally.embedded += 1
        elif name == "AlternateContent":
            branches = (*children(element, "Choice"), *children(element, "Fallback"))
            return next((pieces for branch in branches if (pieces := self.read(branch))), [])
        elif name in _WRAPPERS or (name in _WRAPPERS_2003 and not is_deleted(element)):
            return self.read(element)
        elif name in ("oMathPara", "oMath"):
            return self._paragraph(element)
        return []

    def _control(self, element: etree._Element) -> list[Piece]:
        if switch(child(element, "sdtPr", "showingPlcHdr")):
            self.runs.tally.hidden += 1
            return []
        gallery = attribute(child(element, "sdtPr", "docPartObj", "docPartGallery"), "val") or ""
        pieces = self.read(child(element, "sdtContent"))
        if gallery == "Table of Contents":
            self.runs.tally.contents += 1
            return []
        return pieces

    def _paragraph(self, element: etree._Element) -> list[Piece]:
        self._count += 1
        number = self._count
        properties = child(element, "pPr")
        style_id = attribute(child(properties, "pStyle"), "val")
        style = self.runs.styles.paragraph(style_id)
        look = paragraph_look(properties).over(style.look)
        runs, boxes = self.runs.read(element, style.look)
        boxed = list(chain.from_iterable(map(self.read, boxes)))
        if child(properties, "rPr", "del") is not None or child(properties, "rPr", "moveFrom") is not None:
            self._carried += runs
            return boxed
        runs, self._carried = self._carried + runs, []
        text = "".join(run.text for run in runs)
        if not text.strip() and switch(child(properties, "rPr", "vanish")):
            return boxed  # wholly hidden: it does not count in its list either
        if style.name.startswith(_CONTENTS_STYLE):
            self.runs.tally.contents += 1
            return boxed
        paragraph = Paragraph(
            text=text,
            marker=self._marker(properties, style_id, look),
            number=number,
            align=look.align,
            bold=all_bold(runs),
            size=usual_size(runs),
            level=None if look.outline is None or not 0 <= look.outline < 9 else look.outline + 1,
            titled=style.name == "title",
        )
        return [paragraph, *boxed]

    def _marker(self, properties: etree._Element | None, style_id: str | None, look: Look) -> str:
        displayed = attribute(child(properties, "listPr", "t"), "val")
        if displayed is not None:  # Word 2003 writes the number beside the paragraph
            return displayed.strip() + " " if displayed.strip() else ""
        direct = child(properties, "numPr")
        level = look.level
        if direct is not None and child(direct, "numId") is not None and child(direct, "ilvl") is None:
            level = 0
        marker = self.numbering.marker(look.num_id, level, style_id)
        return "" if marker is None else marker.printed

    def _table(self, element: etree._Element) -> list[Piece]:
        first = self._count + 1
        rows = [cells for row in _rows(element) if (cells := self._row(row)) is not None]
        held = [pieces for cells in rows for _, _, pieces in cells]
        columns = max((column + cell.span for cells in rows for column, cell, _ in cells), default=0)
        if is_frame(columns, held):
            return list(chain.from_iterable(held))
        placed = [[(column, cell) for column, cell, _ in cells] for cells in rows]
        rows_shown = merge_rows(placed)
        covered = sum(bool(c.text) for row in placed for _, c in row)
        self.runs.tally.hidden += covered - sum(bool(c.text) for row in rows_shown for c in row)
        return [TableRows(rows=rows_shown, number=first)]

    def _row(self, row: etree._Element) -> list[tuple[int, FlowCell, list[Piece]]] | None:
        """Cells of one row with the column each begins in; None for a row that is not displayed."""
        properties = child(row, "trPr")
        if child(properties, "del") is not None:
            self.runs.tally.changes += 1
            return None
        if switch(child(properties, "hidden")):
            self.runs.tally.hidden += 1
            return None
        header = bool(switch(child(properties, "tblHeader")))
        column = whole_number(attribute(child(properties, "gridBefore"), "val"))
        cells: list[tuple[int, FlowCell, list[Piece]]] = []
        for element in _cells(row):
            cell, pieces, beside = self._cell(element, header)
            if beside and cells:  # the old way to merge along a row
                cells[-1][1].span += cell.span
            else:
                cells.append((column, cell, pieces))
            column += cell.span
        return cells

    def _cell(self, element: etree._Element, header: bool) -> tuple[FlowCell, list[Piece], bool]:
        """A cell, what it holds, and whether it only continues the cell to its left."""
        properties = child(element, "tcPr")
        first = self._count + 1
        pieces = self.read(element)
        above, beside = (_continues(properties, name) for name in ("vMerge", "hMerge"))
        cell = FlowCell(
            text=cell_text(pieces),
            span=min(max(whole_number(attribute(child(properties, "gridSpan"), "val"), 1), 1), _MOST_COLUMNS),
            merge="above" if above else "",
            header=header or is_bold(pieces),
            place=Place(paragraph=first),
            fill=fill_of(attribute(child(properties, "shd"), "fill")),
        )
        return cell, pieces, beside


def _continues(properties: etree._Element | None, name: str) -> bool:
    """A merge mark without `restart` continues the neighbour; 2003 spells it in small letters."""
    merge = child(properties, name)
    if merge is None:
        merge = child(properties, name.lower())
    return merge is not None and attribute(merge, "val") != "restart"


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for element in table:
        if local(element) == "tr":
            yield element
        elif local(element) in _WRAPPERS or local(element) == "sdt":
            yield from _rows(element)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for element in row:
        if local(element) == "tc":
            if child(element, "tcPr", "cellDel") is None:
                yield element
        elif local(element) in _WRAPPERS or local(element) == "sdt":
            yield from _cells(element)
