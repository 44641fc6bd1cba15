"""Tables as offices make them, as pages and as workbooks; shared by the tests of what they tell."""

import io
from collections.abc import Mapping, Sequence

import openpyxl

from extract.model import Extraction
from extract.reading import read
from extract.understanding import understand
from tests.extract.notices import extraction_of, raw

Rows = Sequence[Sequence[str]]

HEAD = ["序号", "问题", "整改措施", "完成状态"]
PACED = ["序号", "问题", "整改措施"]


def html(rows: Rows, *before: str, title: str = "麓川市体育局审计问题整改公示") -> Extraction:
    """A page with one table; a row shorter than the widest has a last cell that fills it."""
    width = max(map(len, rows))
    lines = "".join(f"<p>{line}</p>" for line in before)
    body = "".join(
        "<tr>"
        + "".join(_cell(c, width - len(r) + 1 if i == len(r) - 1 else 1) for i, c in enumerate(r))
        + "</tr>"
        for r in rows
    )
    return extraction_of(
        f"<html><body><h1>{title}</h1>{lines}<table border=1>{body}</table></body></html>", "a.html"
    )


def _cell(text: str, span: int) -> str:
    return f"<td colspan={span}>{text}</td>"


def xlsx(sheets: Mapping[str, Rows], merged: Mapping[str, Sequence[str]] | None = None) -> Extraction:
    """A workbook of sheets of rows; an empty string is an empty cell."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell or None for cell in row])
        for area in (merged or {}).get(name, ()):
            sheet.merge_cells(area)
    held = io.BytesIO()
    book.save(held)
    return understand(read(raw(held.getvalue(), "a.xlsx")))
