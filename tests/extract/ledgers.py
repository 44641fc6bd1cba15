"""Ledgers of invented content as workbooks and Word files, and what was read of them in few words."""

import io
from collections.abc import Mapping, Sequence

import docx
import openpyxl

from extract.model import Extraction
from extract.reading import read
from extract.understanding import understand
from tests.extract.notices import raw

Rows = Sequence[Sequence[str]]
TITLE = "汀兰县林草局审计问题整改台账"


def workbook(
    sheets: Mapping[str, Rows] | Rows, *, merged: Sequence[str] = (), title: str = TITLE
) -> Extraction:
    """A workbook read: its title over each sheet of rows; `merged` ranges are those of the first sheet (rows from 2)."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in (sheets if isinstance(sheets, Mapping) else {"Sheet1": sheets}).items():
        sheet = book.create_sheet(name)
        if title:
            sheet.append([title])
        for row in rows:
            sheet.append([cell or None for cell in row])
    for area in merged:
        book.worksheets[0].merge_cells(area)
    held = io.BytesIO()
    book.save(held)
    return understand(read(raw(held.getvalue(), "a.xlsx")))


def word(*parts: str | Rows, merged: Sequence[tuple[int, int, int, int]] = ()) -> Extraction:
    """A Word file read: lines, and tables of rows; `merged` cells (top, left, bottom, right) of every table."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(len(part), max(map(len, part)))
        for r, row in enumerate(part):
            for c, words in enumerate(row):
                if words:
                    table.cell(r, c).text = words
        for top, left, bottom, right in merged:
            cell = table.cell(top, left).merge(table.cell(bottom, right))
            cell.text = cell.text.strip()
    held = io.BytesIO()
    document.save(held)
    return understand(read(raw(held.getvalue(), "a.docx")))


def told(extraction: Extraction, *names: str) -> list[tuple[object, ...]]:
    """For each finding the words of these of its cells: `status` as its class, measures and units joined by |."""
    rows = []
    for finding in extraction.findings:
        cells: dict[str, object] = {
            "status": finding.status.status if finding.status else None,
            "measures": "|".join(m.text.text for m in finding.measures),
            "units": "|".join(unit.text for unit in finding.responsible),
        }
        for name in names:
            quote = getattr(finding, name, None) if name not in cells else None
            cells.setdefault(name, quote.text if quote else None)
        rows.append(tuple(cells[name] for name in names))
    return rows
