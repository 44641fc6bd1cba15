"""Write the sheets of a workbook as one document: lines, tables and notes, each with its sheet and cell."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from typing import TypedDict

from extract.model import Document, Field, Issue, Place, Span, Unreadable
from extract.readers.office.docx_styles import Align
from extract.readers.sheets.regions import Region, Row, patterns, plain, regions
from extract.readers.sheets.sides import side_by_side
from extract.readers.sheets.titles import Part, cells_of, explains_form, title_of, titling
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
    sheets: Sequence[Sheet], raw: RawNotice, *, reader: str, media_type: str, fields: tuple[Field, ...] = ()
) -> Document:
    """Write all visible sheets. Raises Unreadable where none of them shows anything."""
    builder = TextBuilder()
    shown = [(s, v) for s in sheets if not s.hidden and (v := visible(s)).cells]
    found = list(fields)
    titles: list[str] = []
    parts = [
        Part(part, region) for _, view in shown for part in side_by_side(view) for region in regions(part)
    ]
    titled = titling(parts)
    named = ""
    for i, part in enumerate(parts):
        name = part.sheet.name
        if len(shown) > 1 and name != named and not patterns()["nameless"].match(name.strip()):
            builder.add("heading", name, level=1, place=Place(sheet=name))
        named = name
        found += _write(part, builder, titles, titled=i == titled, explained=titled is not None)
    if not builder.blocks:
        raise Unreadable("no_text", f"{raw.file_name}: no visible sheet of the workbook shows anything.")
    return Document(
        text=builder.text(),
        blocks=tuple(builder.blocks),
        fields=tuple({(f.key, f.value): f for f in reversed(found)}.values())[::-1],  # once, not once a sheet
        issues=tuple(_issues(sheets)),
        reader=reader,
        media_type=media_type,
    )


def _write(
    part: Part, builder: TextBuilder, titles: list[str], *, titled: bool, explained: bool
) -> list[Field]:
    region, sheet = part.region, part.sheet
    if region.kind == "table":
        _write_table(region, sheet, builder)
        return []
    if region.kind == "notes":
        for cell in cells_of(region):
            is_note = bool(patterns()["note"].match(plain(cell.text)))
            builder.add("note" if is_note else "paragraph", cell.text, **_look(cell, sheet))
        return []
    if explained and not titled and explains_form(part):
        for cell in cells_of(region):
            builder.add("note", cell.text, **_look(cell, sheet))
        return []
    return list(_write_lines(part, builder, titles, titled=titled))


def _write_lines(part: Part, builder: TextBuilder, titles: list[str], *, titled: bool) -> Iterator[Field]:
    """Lines above a table: the title of the workbook where it is `titled`, headings, `key: value` lines."""
    cells, sheet = cells_of(part.region), part.sheet
    title = title_of(part.region)
    words = "".join(plain(cells[i].text) for i in title)
    if titled:
        titles.append(words)
        first = cells[title[0]]
        before, after = cells[: title[0]], [c for i, c in enumerate(cells) if i > title[0] and i not in title]
        yield from _write_plain(before, sheet, builder)
        builder.add("title", "\n".join(cells[i].text for i in title), **_look(first, sheet))
        yield from _write_plain(after, sheet, builder)
    else:
        fresh = set(title) if words not in titles else set()
        titles.append(words)
        yield from _write_plain(cells, sheet, builder, headings=fresh)


def _write_plain(
    cells: Sequence[VisibleCell], sheet: VisibleSheet, builder: TextBuilder, headings: Container[int] = ()
) -> Iterator[Field]:
    """One block a cell; what reads `key: value` is a field as well."""
    for i, cell in enumerate(cells):
        heading = i in headings
        block = builder.add("heading" if heading else "paragraph", cell.text, **_look(cell, sheet))
        match = None if block is None or heading else _KEY_VALUE.match(tidy(cell.text))
        if block is not None and match is not None:
            span = Span(start=block.start + match.start(2), end=block.start + match.end(2))
            yield Field(key=match.group(1), value=match.group(2), span=span)


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
