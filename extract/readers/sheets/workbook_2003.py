"""Read the XML spreadsheets of Excel 2003 (often saved as .xls): urn:schemas-microsoft-com:office:spreadsheet."""

import re
from datetime import datetime

from lxml import etree

from extract.files.limits import Limits
from extract.model import Document
from extract.readers.office.package import attribute, child, children, parse_xml, whole
from extract.readers.sheets.workbook import Range, Sheet, SheetCell
from extract.readers.sheets.writing import write_workbook
from extract.readers.sheets.xlsx import show_number
from scrapers.items import RawNotice

MEDIA_TYPE = "application/vnd.ms-excel"
_NAMED = {
    "General Number": "General", "General Date": "yyyy/m/d h:mm", "Long Date": 'yyyy"年"m"月"d"日"', "Fixed": "0.00",
    "Medium Date": "d-mmm-yy", "Short Date": "yyyy/m/d", "Long Time": "h:mm:ss", "Short Time": "h:mm",
    "Standard": "#,##0.00", "Percent": "0.00%", "Scientific": "0.00E+00", "Currency": '"¥"#,##0.00',
}  # fmt: skip
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d))?")


def read_workbook_2003(raw: RawNotice, limits: Limits) -> Document:
    """Read one XML spreadsheet."""
    root = parse_xml(raw.body, raw.file_name, max_depth=limits.max_depth)
    formats = {
        attribute(style, "ID") or "": attribute(child(style, "NumberFormat"), "Format") or "General"
        for style in children(child(root, "Styles"), "Style")
    }
    bold = {
        attribute(style, "ID") or ""
        for style in children(child(root, "Styles"), "Style")
        if attribute(child(style, "Font"), "Bold") == "1"
    }
    sheets = [_sheet(s, formats, bold, limits) for s in children(root, "Worksheet")]
    return write_workbook(sheets, raw, reader="workbook_2003", media_type=MEDIA_TYPE)


def _sheet(element: etree._Element, formats: dict[str, str], bold: set[str], limits: Limits) -> Sheet:
    options = child(element, "WorksheetOptions", "Visible")
    hidden = options is not None and (options.text or "").startswith("Sheet")
    sheet = Sheet(name=attribute(element, "Name") or "", hidden=hidden)
    if hidden:
        return sheet
    table = child(element, "Table")
    at = 0
    for column in children(table, "Column"):
        at = whole(column, "Index", at + 1) - 1
        span = whole(column, "Span", 0)
        if attribute(column, "Hidden") == "1":
            sheet.hidden_columns.append((at, at + span))
        at += span + 1
    number = 0
    for row in children(table, "Row"):
        number = whole(row, "Index", number + 1) - 1
        if attribute(row, "Hidden") == "1":
            sheet.hidden_rows.add(number)
        _row(row, number, sheet, formats, bold, limits)
        number += 1
    return sheet


def _row(
    row: etree._Element, number: int, sheet: Sheet, formats: dict[str, str], bold: set[str], limits: Limits
) -> None:
    column = 0
    for cell in children(row, "Cell"):
        column = whole(cell, "Index", column + 1) - 1
        across, down = whole(cell, "MergeAcross", 0), whole(cell, "MergeDown", 0)
        if across or down:
            sheet.merges.append(Range(number, column, number + down, column + across))
        style = attribute(cell, "StyleID") or "Default"
        text = _shown(child(cell, "Data"), _NAMED.get(formats.get(style, ""), formats.get(style, "General")))
        sheet.add(number, column, SheetCell(text=text, bold=style in bold), limits)
        column += across + 1


def _shown(data: etree._Element | None, code: str) -> str:
    if data is None:
        return ""
    text = "".join(str(t) for t in data.itertext())
    kind = attribute(data, "Type")
    if kind == "Number":
        try:
            return show_number(float(text), code, since_1904=False)
        except ValueError:
            return text
    if kind == "DateTime" and (match := _DATE.match(text)):
        parts = [int(p or 0) for p in match.groups()]
        try:
            elapsed = datetime(*parts) - datetime(1899, 12, 30)  # type: ignore[arg-type]  # noqa: DTZ001
        except ValueError:
            return text
        return show_number(elapsed.days + elapsed.seconds / 86400, code, since_1904=False)
    return text
