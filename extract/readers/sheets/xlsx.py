"""Read Excel workbooks (XLSX, XLSM, XLTX) part by part: values as the cells show them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from extract.files.limits import Limits
from extract.model import Document
from extract.readers.office.docx_styles import Align
from extract.readers.office.package import (
    Package,
    attribute,
    child,
    children,
    local,
    number,
    open_package,
    whole_number,
)
from extract.readers.office.package_parts import main_part, relations
from extract.readers.office.properties import properties
from extract.readers.sheets.cell_formats import general, show
from extract.readers.sheets.fills import fills
from extract.readers.sheets.number_format_codes import BUILT_IN
from extract.readers.sheets.workbook import Range, Sheet, SheetCell
from extract.readers.sheets.writing import write_workbook
from scrapers.items import RawNotice

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_ALIGN: dict[str, Align] = {
    "left": "left",
    "center": "center",
    "right": "right",
    "centerContinuous": "center",
}
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_VALUE, _FORMULA, _INLINE = f"{_MAIN}v", f"{_MAIN}f", f"{_MAIN}is"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Format:
    """How the cells of one style look."""

    code: str = "General"
    bold: bool = False
    align: Align | None = None
    size: float | None = None
    fill: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """What all sheets of a workbook share."""

    package: Package
    strings: tuple[str, ...]
    formats: tuple[_Format, ...]
    since_1904: bool


def read_xlsx(raw: RawNotice, limits: Limits) -> Document:
    """Read one XLSX file. Raises Unreadable for one that is damaged, protected or shows nothing."""
    package = open_package(raw.body, limits)
    main = main_part(package, "xl/workbook.xml")
    workbook = package.xml(main)
    parts = relations(package, main)
    named = dict(parts.values())
    book = _Book(
        package=package,
        strings=tuple(_strings(package.xml_if_any(named.get("sharedStrings", "xl/sharedStrings.xml")))),
        formats=tuple(
            _formats(
                package.xml_if_any(named.get("styles", "xl/styles.xml")),
                package.xml_if_any(named.get("theme", "xl/theme/theme1.xml")),
            )
        ),
        since_1904=attribute(child(workbook, "workbookPr"), "date1904") in ("1", "true"),
    )
    sheets = []
    for entry in children(child(workbook, "sheets"), "sheet"):
        kind, target = parts.get(attribute(entry, "id") or "", ("", ""))
        if kind == "worksheet" and package.has(target):
            sheets.append(_sheet(entry, target, book, limits))
    return write_workbook(sheets, raw, reader="xlsx", media_type=MEDIA_TYPE, fields=properties(package))


def _sheet(entry: etree._Element, target: str, book: _Book, limits: Limits) -> Sheet:
    sheet = Sheet(
        name=attribute(entry, "name") or "",
        hidden=attribute(entry, "state") in ("hidden", "veryHidden"),
    )
    if sheet.hidden:
        return sheet  # named in an issue; what it holds is not read
    root = book.package.xml(target)
    for columns in children(child(root, "cols"), "col"):
        if columns.get("hidden") in ("1", "true") or _is_zero(columns.get("width")):
            sheet.hidden_columns.append(
                (whole_number(columns.get("min")) - 1, whole_number(columns.get("max")) - 1)
            )
    for merge in children(child(root, "mergeCells"), "mergeCell"):
        found = parse_range(merge.get("ref") or "")
        if found is not None:
            sheet.merges.append(found)
    row_number = -1
    for row in children(child(root, "sheetData"), "row"):
        row_number = whole_number(row.get("r")) - 1 if row.get("r") else row_number + 1
        if row.get("hidden") in ("1", "true") or _is_zero(row.get("ht")):
            sheet.hidden_rows.add(row_number)
        _read_row(row, row_number, sheet, book, limits)
    return sheet


def _is_zero(size: str | None) -> bool:
    """Whether a width or height is given and nothing: so some programs hide a column or row."""
    return size is not None and not size.strip("0.")


def _read_row(row: etree._Element, number: int, sheet: Sheet, book: _Book, limits: Limits) -> None:
    column = -1
    for element in row:
        letters = (element.get("r") or "").rstrip("0123456789")
        column = _column(letters) if letters.isalpha() else column + 1
        style = whole_number(element.get("s"))
        look = book.formats[style] if 0 <= style < len(book.formats) else _Format()
        text = _shown(element, look, book)
        if text is None:
            sheet.without_value.append(element.get("r") or "")
            continue
        sheet.add(
            number,
            column,
            SheetCell(text=text, bold=look.bold, align=look.align, size=look.size, fill=look.fill),
            limits,
        )


def _shown(cell: etree._Element, look: _Format, book: _Book) -> str | None:
    """Text of a cell; None where a formula has no stored result."""
    kind, value, formula, inline = cell.get("t", "n"), None, False, None
    for part in cell:
        if part.tag == _VALUE:
            value = part.text
        elif part.tag == _FORMULA:
            formula = True
        elif part.tag == _INLINE:
            inline = part
    if kind == "inlineStr":
        return _rich(inline) if inline is not None else ""
    if value is None:
        return None if formula else ""
    if kind == "s":
        index = whole_number(value)
        return book.strings[index] if 0 <= index < len(book.strings) else ""
    if kind == "b":
        return "TRUE" if value.strip() == "1" else "FALSE"
    if kind != "n":  # text of a formula, an error, an ISO date
        return _unescape(value)
    try:
        number = float(value)
    except ValueError:
        return value
    return show_number(number, look.code, since_1904=book.since_1904)


def show_number(number: float, code: str, *, since_1904: bool) -> str:
    """A number as its format shows it; where the format shows nothing (;;;), so does the cell."""
    return general(number) if code == "General" else show(number, code, since_1904=since_1904)


def _strings(root: etree._Element | None) -> Iterator[str]:
    return (_rich(item) for item in children(root, "si"))


def _rich(item: etree._Element) -> str:
    """Text of a string that may change its look half-way; phonetic glosses are left out."""
    parts = []
    for part in item:
        if local(part) == "t":
            parts.append(part.text or "")
        elif local(part) == "r":
            parts += (t.text or "" for t in children(part, "t"))
    return _unescape("".join(parts))


def _unescape(text: str) -> str:
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda m: chr(int(m.group(1), 16)), text).replace("\r\n", "\n").replace("\r", "\n")


def _formats(root: etree._Element | None, theme: etree._Element | None) -> Iterator[_Format]:
    codes = {
        whole_number(f.get("numFmtId")): f.get("formatCode") or "General"
        for f in children(child(root, "numFmts"), "numFmt")
    }
    fonts = [
        (child(f, "b") is not None and attribute(child(f, "b"), "val") not in ("0", "false"), child(f, "sz"))
        for f in children(child(root, "fonts"), "font")
    ]
    filled = fills(root, theme)
    for style in children(child(root, "cellXfs"), "xf"):
        code = whole_number(style.get("numFmtId"))
        font = whole_number(style.get("fontId"))
        bold, size = fonts[font] if 0 <= font < len(fonts) else (False, None)
        yield _Format(
            code=codes.get(code) or BUILT_IN.get(code, "General"),
            bold=bold,
            align=_ALIGN.get(attribute(child(style, "alignment"), "horizontal") or ""),
            size=number(size),
            fill=filled.get(whole_number(style.get("fillId"))),
        )


def parse_range(reference: str) -> Range | None:
    """`A1:K1` as a range; None for anything else."""
    ends = [_REFERENCE.fullmatch(part) for part in reference.split(":")]
    if not 1 <= len(ends) <= 2 or not all(ends):
        return None
    places = [(whole_number(m.group(2)) - 1, _column(m.group(1))) for m in ends if m is not None]
    (top, left), (bottom, right) = places[0], places[-1]
    return Range(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


@lru_cache(maxsize=4096)
def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
