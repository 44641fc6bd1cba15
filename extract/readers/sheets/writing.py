"""Write the sheets of a workbook as one document: lines, tables and notes, each with its sheet and cell."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TypedDict

from extract.model import Document, Field, Issue, Place, Span, Unreadable
from extract.readers.furniture.around import Fields
from extract.readers.furniture.field_blocks import FieldWriter
from extract.readers.office.docx_styles import Align
from extract.readers.sheets.beside import unfolded
from extract.readers.sheets.regions import Region, Row, patterns, plain, regions
from extract.readers.sheets.sides import side_by_side
from extract.readers.sheets.site_page import site_page
from extract.readers.sheets.titles import Part, cells_of, explains_form, title_of, titling
from extract.readers.sheets.whole_lines import whole_lines
from extract.readers.sheets.workbook import Sheet, VisibleCell, VisibleSheet, hidden_content, visible
from extract.tables.grids import Grid, GridCell, joined
from extract.writing import TextBuilder, tidy
from scrapers.items import RawNotice

_KEY_VALUE = re.compile(
    r"\s*+([^\s:：。,，;；][^:：。,，;；]{0,13}?)\s*+[:：]\s*+(\S(?:.*\S)?+)\s*+$", re.DOTALL
)
_NAMED = 12  # of hidden rows and columns in one issue


class _Look(TypedDict):
    align: Align | None
    bold: bool
    place: Place


def write_workbook(
    sheets: Sequence[Sheet],
    raw: RawNotice,
    *,
    reader: str,
    media_type: str,
    fields: tuple[Field, ...] = (),
    issues: tuple[Issue, ...] = (),
) -> Document:
    """Write all visible sheets. Raises Unreadable where none of them shows anything."""
    writer = _Writer()
    for sheet in sheets:
        sheet.give_swatches()
    shown = [(s, v) for s in sheets if not s.hidden and (v := visible(s)).cells]
    parts = list(_parts([view for _, view in shown], writer))
    titled = titling(parts)
    named = ""
    for i, part in enumerate(parts):
        name = part.sheet.name
        if len(shown) > 1 and name != named and not patterns()["nameless"].match(name.strip()):
            writer.builder.add("heading", name, level=1, place=Place(sheet=name))
        named = name
        writer.write(part, titled=i == titled, explained=titled is not None)
    writer.end()
    if not writer.builder.blocks:
        raise Unreadable("no_text", f"{raw.file_name}: no visible sheet of the workbook shows anything.")
    found = [*fields, *writer.found, *writer.page_fields.found]
    return Document(
        text=writer.builder.text(),
        blocks=tuple(writer.builder.blocks),
        fields=tuple({(f.key, f.value): f for f in reversed(found)}.values())[::-1],  # once, not once a sheet
        issues=(*issues, *_issues(sheets)),
        reader=reader,
        media_type=media_type,
    )


def _parts(sheets: Sequence[VisibleSheet], writer: "_Writer") -> Iterator[Part]:
    """The regions of all sheets; what a site shows around them waits in `writer` for the cells that follow it."""
    for view in sheets:
        page = site_page(whole_lines(unfolded(view)))
        writer.waiting |= {(view.name, cell): fields for cell, fields in page.fields.items()}
        for part in side_by_side(page.sheet):
            yield from (Part(part, region, page.title) for region in regions(part, page.title or ()))


class _Writer:
    """Writes regions in order; `found` are the lines that read `key: value`, `page_fields` those of a site's page."""

    def __init__(self) -> None:
        self.builder = TextBuilder()
        self.found: list[Field] = []
        self.page_fields = FieldWriter(self.builder)
        self.waiting: dict[tuple[str, str], Fields] = {}  # by sheet and cell that they stand before
        self.titles: list[str] = []

    def write(self, part: Part, *, titled: bool, explained: bool) -> None:
        region, sheet = part.region, part.sheet
        if region.kind == "table":
            for cell in cells_of(region):
                self._write_fields(sheet.name, cell.name)
            _write_table(region, sheet, self.builder)
        elif region.kind == "notes" or (explained and not titled and explains_form(part)):
            for cell in cells_of(region):
                self._write_fields(sheet.name, cell.name)
                is_note = region.kind == "lines" or bool(patterns()["note"].match(plain(cell.text)))
                self.builder.add("note" if is_note else "paragraph", cell.text, **_look(cell, sheet))
        else:
            self._write_lines(part, titled=titled)

    def end(self) -> None:
        """Write the fields below the last cell of each sheet."""
        for sheet, cell in list(self.waiting):
            self._write_fields(sheet, cell)

    def _write_fields(self, sheet: str, cell: str) -> None:
        if fields := self.waiting.pop((sheet, cell), None):
            self.page_fields.write(fields, Place(sheet=sheet, cell=cell or None))

    def _write_lines(self, part: Part, *, titled: bool) -> None:
        """Lines above a table: the title of the workbook where it is `titled`, headings, `key: value` lines."""
        cells, sheet = cells_of(part.region), part.sheet
        title = title_of(part)
        words = "".join(plain(cells[i].text) for i in title)
        fresh = set(title) if not titled and words not in self.titles else set()
        self.titles.append(words)
        for i, cell in enumerate(cells):
            self._write_fields(sheet.name, cell.name)
            if titled and i == title[0]:
                lines = "\n".join(cells[t].text for t in title)
                self.builder.add("title", lines, **_look(cell, sheet))
            elif not titled or i not in title:
                self._write_line(cell, sheet, heading=i in fresh)

    def _write_line(self, cell: VisibleCell, sheet: VisibleSheet, *, heading: bool) -> None:
        """One block a cell; what reads `key: value` is a field as well."""
        block = self.builder.add("heading" if heading else "paragraph", cell.text, **_look(cell, sheet))
        if block is not None and cell.cell.fill:
            self.builder.fill_last(cell.cell.fill)
        match = None if block is None or heading else _KEY_VALUE.match(tidy(cell.text))
        if block is not None and match is not None:
            span = Span(start=block.start + match.start(2), end=block.start + match.end(2))
            self.found.append(Field(key=match.group(1), value=match.group(2), span=span))


def _look(cell: VisibleCell, sheet: VisibleSheet) -> _Look:
    place = Place(sheet=sheet.name, cell=cell.name)
    return {"align": cell.cell.align, "bold": cell.cell.bold, "place": place}


def _write_table(region: Region, sheet: VisibleSheet, builder: TextBuilder) -> None:
    grid = _grid(region, sheet)
    for table in joined([grid]):
        place = next((c.place for c in table.cells if c.place is not None), None)
        builder.add_table(table, place=place)


def _grid(region: Region, sheet: VisibleSheet) -> Grid:
    """Rows and columns that something begins in; other places of the grid are empty cells."""
    top, bottom = region.rows[0][0].row, region.rows[-1][0].row
    starts = sorted({c.left for row in region.rows for c in row})
    cells: list[GridCell] = []
    taken: set[tuple[int, int]] = set()
    for row in region.rows:
        for cell in row:
            placed = _placed(cell, row, top, bottom, starts, sheet)
            places = {
                (r, c)
                for r in range(placed.row, placed.row + placed.row_span)
                for c in range(placed.column, placed.column + placed.column_span)
            }
            if not places & taken:
                cells.append(placed)
                taken |= places
    height = bottom - top + 1
    empty = ((r, c) for r in range(height) for c in range(len(starts)) if (r, c) not in taken)
    cells += (GridCell(row=r, column=c) for r, c in empty)
    cells.sort(key=lambda c: (c.row, c.column))
    return Grid(rows=height, columns=len(starts), cells=tuple(cells))


def _placed(
    cell: VisibleCell, row: Row, top: int, bottom: int, starts: Sequence[int], sheet: VisibleSheet
) -> GridCell:
    column = bisect_left(starts, cell.left)
    width = bisect_right(starts, cell.right) - column
    if len(row) == 1 and column == 0 and cell.row_span == 1 and patterns()["heading"].match(plain(cell.text)):
        width = len(starts)  # its text runs over the empty cells beside it
    return GridCell(
        row=cell.row - top,
        column=column,
        row_span=min(cell.row_span, bottom - cell.row + 1),
        column_span=max(width, 1),
        text=cell.text,
        header=cell.cell.bold,
        place=Place(sheet=sheet.name, cell=cell.name),
        fill=cell.cell.fill,
    )


def _issues(sheets: Sequence[Sheet]) -> Iterator[Issue]:
    for sheet in sheets:
        if sheet.hidden:
            yield Issue(kind="hidden_left_out", message=f"Sheet {sheet.name!r} is hidden; it is left out.")
            continue
        hidden = hidden_content(sheet)
        if hidden:
            named = ", ".join(hidden[:_NAMED]) + (
                f" and {len(hidden) - _NAMED} more" if len(hidden) > _NAMED else ""
            )
            message = f"Sheet {sheet.name!r}: {named} hidden; left out."
            yield Issue(kind="hidden_left_out", message=message)
        if sheet.without_value:
            count, first = len(sheet.without_value), sheet.without_value[0]
            message = (
                f"Sheet {sheet.name!r}: {count} formulas (first: {first}) have no stored result, their cells are "
                "read as empty; open and save the workbook in a spreadsheet program."
            )
            yield Issue(kind="formula_without_value", message=message)
