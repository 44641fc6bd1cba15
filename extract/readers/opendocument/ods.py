"""The sheets of an OpenDocument workbook (ODS, and what LibreOffice and WPS save as such): cells as they show themselves.

A cell holds the words that its format shows; only where a program left these out the bare value is shown.
"""

from bisect import bisect_right
from collections.abc import Iterator

from lxml import etree

from extract.files.limits import Limits
from extract.readers.office.docx_styles import Look
from extract.readers.office.left_out import Tally
from extract.readers.office.package import attribute, children, local, whole
from extract.readers.opendocument.odf_inline import InlineReader
from extract.readers.opendocument.odf_styles import OdfStyles, points
from extract.readers.sheets.cell_formats import general
from extract.readers.sheets.workbook import Range, Sheet, SheetCell, cell_name

_COLUMN_GROUPS = frozenset({"table-column-group", "table-columns", "table-header-columns"})
_ROW_GROUPS = frozenset({"table-row-group", "table-rows", "table-header-rows"})
_UNSEEN = frozenset({"collapse", "filter"})
_PLAIN = Look()
_SWATCHES = 8  # cells side by side without words: more of them are a painted row


class WorkbookReader:
    """Reads the sheets of one workbook."""

    def __init__(self, styles: OdfStyles, limits: Limits) -> None:
        self._styles = styles
        self._limits = limits
        self._inline = InlineReader(styles, Tally())

    def sheet(self, table: etree._Element) -> Sheet:
        """One sheet; what a hidden one holds is not read."""
        shape = self._styles.properties("table", attribute(table, "style-name"), "table-properties")
        sheet = Sheet(
            name=attribute(table, "name") or "", hidden=attribute(shape, "display") in ("false", "none")
        )
        if sheet.hidden:
            return sheet
        self._ends, self._defaults = list[int](), list[str]()
        first = 0
        for column in _parts(table, "table-column", _COLUMN_GROUPS):
            last = first + max(whole(column, "number-columns-repeated", 1), 1)
            self._ends.append(last)
            self._defaults.append(attribute(column, "default-cell-style-name") or "")
            if self._unseen(column, "column-width"):
                sheet.hidden_columns.append((first, last - 1))
            first = last
        self._rows(table, sheet)
        return sheet

    def _rows(self, table: etree._Element, sheet: Sheet) -> None:
        """Rows in order; an empty one may be repeated a million times, which costs nothing."""
        hidden: list[range] = []
        number = 0
        for row in _parts(table, "table-row", _ROW_GROUPS):
            repeated = max(whole(row, "number-rows-repeated", 1), 1)
            if self._unseen(row, "row-height"):
                hidden.append(range(number, number + repeated))
            self._row(row, range(number, number + repeated), sheet)
            number += repeated
        filled = 1 + max((row for row, _ in sheet.cells), default=-1)
        for rows in hidden:
            sheet.hidden_rows.update(range(rows.start, min(rows.stop, filled)))

    def _unseen(self, element: etree._Element, size: str) -> bool:
        """Whether a row or column is hidden, or has no height or width: so some programs hide it."""
        family = local(element)
        shape = self._styles.properties(family, attribute(element, "style-name"), f"{family}-properties")
        return attribute(element, "visibility") in _UNSEEN or points(attribute(shape, size)) == 0

    def _row(self, row: etree._Element, rows: range, sheet: Sheet) -> None:
        column = 0
        usual = attribute(row, "default-cell-style-name")
        for cell in children(row, "table-cell", "covered-table-cell"):
            repeated = max(whole(cell, "number-columns-repeated", 1), 1)
            if local(cell) == "table-cell":
                text = self._shown(cell)
                if text is None:
                    sheet.without_value.append(cell_name(rows.start, column))
                style = attribute(cell, "style-name") or usual or self._default(column)
                if text is not None and (
                    text.strip() or (repeated < _SWATCHES and self._styles.cell_fill(style))
                ):
                    self._place(cell, self._made(text, style), rows, range(column, column + repeated), sheet)
            column += repeated

    def _place(
        self, element: etree._Element, cell: SheetCell, rows: range, columns: range, sheet: Sheet
    ) -> None:
        """Put a cell wherever it is repeated; past the limit of cells the sheet refuses."""
        down = max(whole(element, "number-rows-spanned", 1), 1) - 1
        across = max(whole(element, "number-columns-spanned", 1), 1) - 1
        for row in rows:
            for column in columns:
                sheet.add(row, column, cell, self._limits)
                if down or across:
                    sheet.merges.append(Range(row, column, row + down, column + across))

    def _made(self, text: str, style: str) -> SheetCell:
        look = self._styles.style("table-cell", style).look
        size = None if look.size is None else look.size / 2
        fill = self._styles.cell_fill(style)
        return SheetCell(text=text, bold=bool(look.bold), align=look.align, size=size, fill=fill)

    def _default(self, column: int) -> str:
        at = bisect_right(self._ends, column)
        return self._defaults[at] if at < len(self._defaults) else ""

    def _shown(self, cell: etree._Element) -> str | None:
        """Text of a cell; None where a formula has no stored result."""
        paragraphs = list(children(cell, "p"))
        if paragraphs:
            return "\n".join(map(self._text, paragraphs))
        value = _value(cell)
        return None if value is None and attribute(cell, "formula") else value or ""

    def _text(self, paragraph: etree._Element) -> str:
        return "".join(run.text for run in self._inline.read(paragraph, _PLAIN)[0])


def _value(cell: etree._Element) -> str | None:
    """The bare value of a cell that shows no words; None where it has none."""
    number = attribute(cell, "value")
    if number is not None:
        try:
            if attribute(cell, "value-type") == "percentage":
                return f"{general(100 * float(number))}%"
            return general(float(number))
        except ValueError:
            return number
    date = attribute(cell, "date-value")
    if date is not None:
        return date.removesuffix("T00:00:00").replace("T", " ")
    truth = attribute(cell, "boolean-value")
    if truth is not None:
        return truth.upper()
    return attribute(cell, "string-value") or attribute(cell, "time-value")


def _parts(table: etree._Element, name: str, groups: frozenset[str]) -> Iterator[etree._Element]:
    """Rows or columns of a table, also those that are grouped."""
    for part in table:
        if local(part) == name:
            yield part
        elif local(part) in groups:
            yield from _parts(part, name, groups)
