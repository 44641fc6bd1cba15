"""Read old Excel workbooks (XLS, BIFF 2 to 8; also ET files of WPS): values as the cells show them."""

import io
from typing import Any

import xlrd
from xlrd.sheet import Cell

from extract.files.limits import Limits
from extract.model import Document, IssueKind, Unreadable
from extract.readers.office.docx_styles import Align
from extract.readers.sheets.number_format_codes import BUILT_IN
from extract.readers.sheets.workbook import Range, Sheet, SheetCell
from extract.readers.sheets.writing import write_workbook
from extract.readers.sheets.xlsx import show_number
from extract.tables.fills import fill_of
from scrapers.items import RawNotice

MEDIA_TYPE = "application/vnd.ms-excel"
_ALIGN: dict[int, Align] = {1: "left", 2: "center", 3: "right", 6: "center"}
_BOLD = 600  # font weight


def read_xls(raw: RawNotice, limits: Limits) -> Document:
    """Read one XLS file. Raises Unreadable for one that is damaged, protected or shows nothing."""
    book = _open(raw)
    sheets = [_sheet(book, index, limits) for index in range(book.nsheets)]
    return write_workbook(sheets, raw, reader="xls", media_type=MEDIA_TYPE)


def _open(raw: RawNotice) -> xlrd.Book:
    try:
        # Old BIFF versions know no formats worth asking for; the library then refuses formatting_info.
        return xlrd.open_workbook(
            file_contents=raw.body, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except xlrd.XLRDError as error:
        kind: IssueKind = "encrypted" if "encrypted" in str(error).lower() else "broken_file"
        advice = "ask its publisher for an open copy" if kind == "encrypted" else "fetch it again"
        raise Unreadable(
            kind, f"{raw.file_name}: the workbook cannot be opened ({error}); {advice}."
        ) from None
    except MemoryError:
        raise
    except Exception as error:  # the library trusts what it reads: damage shows as any error at all
        message = (
            f"{raw.file_name}: the workbook is damaged ({type(error).__name__}: {error}); fetch it again."
        )
        raise Unreadable("broken_file", message) from None


def _is_flat(row: Any) -> bool:
    """Whether a row was given no height: so some programs hide it."""
    return row.height == 0 and not row.has_default_height


def _sheet(book: xlrd.Book, index: int, limits: Limits) -> Sheet:
    found = book.sheet_by_index(index)
    sheet = Sheet(name=found.name, hidden=found.visibility != 0)
    if sheet.hidden:
        return sheet
    for top, bottom, left, right in found.merged_cells:
        sheet.merges.append(Range(top, left, bottom - 1, right - 1))
    sheet.hidden_rows = {r for r, row in found.rowinfo_map.items() if row.hidden or _is_flat(row)}
    sheet.hidden_columns = [
        (c, c) for c, column in found.colinfo_map.items() if column.hidden or column.width == 0
    ]
    for row in range(found.nrows):
        for column in range(found.row_len(row)):
            cell = found.cell(row, column)
            if cell.ctype != xlrd.XL_CELL_EMPTY:
                sheet.add(row, column, _cell(cell, book), limits)
    return sheet


def _cell(cell: Cell, book: xlrd.Book) -> SheetCell:
    index = cell.xf_index
    style = book.xf_list[index] if index is not None and 0 <= index < len(book.xf_list) else None
    font = book.font_list[style.font_index] if style is not None else None
    code = _code(style.format_key, book) if style is not None else "General"
    return SheetCell(
        text=_shown(cell, code, book),
        bold=font is not None and (font.weight >= _BOLD or bool(font.bold)),
        align=_ALIGN.get(style.alignment.hor_align) if style is not None else None,
        size=font.height / 20 if font is not None else None,
        fill=_fill(style, book) if style is not None else None,
    )


def _fill(style: Any, book: xlrd.Book) -> str | None:
    """The colour that a cell is filled with all over."""
    look = style.background
    shown = book.colour_map.get(look.pattern_colour_index) if look.fill_pattern == 1 else None
    return fill_of("".join(f"{part:02X}" for part in shown)) if shown else None


def _code(key: int, book: xlrd.Book) -> str:
    """Number format by its key; the library names the built-in ones as an American Excel would."""
    if key in BUILT_IN:
        return BUILT_IN[key]
    known = book.format_map.get(key)
    return known.format_str if known is not None and known.format_str else "General"


def _shown(cell: Cell, code: str, book: xlrd.Book) -> str:
    if cell.ctype == xlrd.XL_CELL_BLANK:
        return ""
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return show_number(float(cell.value), code, since_1904=book.datemode == 1)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    return str(cell.value).replace("\r\n", "\n").replace("\r", "\n")
