"""Write the sample notices that are no plain text: `python -m samples.make_office`. Their places are invented.

The same program and libraries give the same bytes again. Needs the extra `dev`, and a Chinese font with outlines.
"""

import io
import re
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import docx
import openpyxl
import xlwt
from docx.enum.text import WD_ALIGN_PARAGRAPH
from openpyxl.styles import Alignment, Border, Font, Side

from samples.make_pages import PAGES
from samples.office_texts import (
    BEDS,
    BEDS_HEADER,
    BRIDGES,
    BRIDGES_HEADER,
    DISABLED,
    DISABLED_HEADER,
    DISABLED_TEXT,
    ELDERLY,
    LEDGER_HEADER,
    LEDGERS,
    PARKING,
    LedgerRow,
)
from tests.extract.ofd_parts import Cell, ofd, page, paragraph, table, words
from tests.extract.office_parts import zipped
from tests.extract.office_samples import (
    add_list,
    add_number,
    centred,
    num,
    numbered,
    rtf_bytes,
    rtf_row,
    rtf_text,
    saved,
)

FOLDER = Path(__file__).resolve().parent / "notices"
_LEVELS = (
    {"format": "chineseCountingThousand", "text": "%1、"},
    {"format": "chineseCounting", "text": "（%2）"},
)


def bridges_docx() -> bytes:
    """A notice whose numbers stand in the numbering part, with a table of merged cells."""
    document = docx.Document()
    centred(document, "芦溪河市公路管理局关于桥梁养护专项审计发现问题整改情况的公告", 18)
    document.add_paragraph(
        "根据芦溪河市审计局《关于桥梁养护资金管理使用情况的审计报告》（芦审投报〔2024〕5号）要求，我局对审计指出的"
        "4个问题逐一整改，现将有关情况公告如下。"
    )
    add_list(document, _LEVELS)
    num(document, 91)
    for level, text in (
        (0, "整改工作开展情况"),
        (1, "提高站位，压实责任。召开专题会议2次，制定整改方案。"),
        (1, "对账销号，严格验收。整改一项、验收一项、销号一项。"),
        (0, "审计发现问题整改情况"),
    ):
        numbered(document, text, 91, level)
    _bridges_table(document)
    numbered(document, "下一步工作安排", 91)
    numbered(document, "每季度开展一次桥梁养护资金检查。", 91, 1)
    numbered(document, "将桥梁技术档案管理纳入年度考核。", 91, 1)
    for text in ("芦溪河市公路管理局", "2024年11月22日"):
        document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return same_again(saved(document))


def _bridges_table(document: "docx.document.Document") -> None:
    """The list of problems; serial numbers are list numbers, equal categories one cell."""
    add_list(document, [{"format": "decimal", "text": "%1"}], abstract="92")
    num(document, 92, abstract="92")
    table = document.add_table(rows=1, cols=len(BRIDGES_HEADER), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, BRIDGES_HEADER, strict=True):
        cell.text = text
    for row in BRIDGES:
        serial, *cells = table.add_row().cells
        add_number(serial.paragraphs[0], 92)
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    for top in (1, 3):
        table.cell(top + 1, 1).text = ""
        table.cell(top, 1).merge(table.cell(top + 1, 1))


def ledger_xlsx() -> bytes:
    """A ledger of two sheets with merged cells, real dates and a note below each table."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for unit, rows in LEDGERS.items():
        _ledger_sheet(book.create_sheet(unit), unit, rows)
    out = io.BytesIO()
    book.save(out)
    return same_again(out.getvalue())


def _ledger_sheet(
    sheet: "openpyxl.worksheet.worksheet.Worksheet",
    unit: str,
    rows: Sequence[LedgerRow],
) -> None:
    """Title, table and note of one sheet; equal neighbours of the second column become one cell."""
    thin = Side(style="thin")
    sheet.append(["汾阴州市2023年度专项审计查出问题整改台账"])
    sheet["A1"].font, sheet["A1"].alignment = Font(size=18, bold=True), Alignment(horizontal="center")
    sheet.append(["编制单位：汾阴州市审计局"])
    sheet.append(LEDGER_HEADER)
    for row in rows:
        sheet.append(row)
        sheet.cell(sheet.max_row, 6).number_format = 'yyyy"年"m"月"d"日"'
    start = 4
    for r in range(5, len(rows) + 5):
        if r == len(rows) + 4 or rows[r - 4][1] != rows[start - 4][1]:
            for repeated in range(start + 1, r):
                sheet.cell(repeated, 2).value = None
            sheet.merge_cells(start_row=start, end_row=r - 1, start_column=2, end_column=2)
            start = r
    for cells in sheet.iter_rows(min_row=3):
        for cell in cells:
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.append([f"注：{unit}台账数据截至2024年9月30日。"])
    for merged in ("A1:G1", "A2:G2", f"A{sheet.max_row}:G{sheet.max_row}"):
        sheet.merge_cells(merged)
    for column, width in zip("ABCDEFG", (6, 12, 36, 36, 18, 16, 12), strict=True):
        sheet.column_dimensions[column].width = width


def parking_rtf() -> bytes:
    """A form in traditional script as a word processor of Taiwan writes it: Big5 bytes, a table."""
    title = "嶼東縣政府辦理111年度停車場營運審核通知事項改善情形表"
    lead = "依審計部嶼東縣審計室112年3月6日審嶼縣二字第1120050123號函辦理。"
    rows = [rtf_row(("項次", "審核意見", "建議事項", "改善情形", "辦理情形"), "big5")]
    rows += [rtf_row((str(i), *row), "big5") for i, row in enumerate(PARKING, 1)]
    lines = [
        rf"\pard{look} {rtf_text(text, 'big5')}\par"
        for text, look in ((title, r"\qc\fs40"), (lead, r"\fs28"))
    ]
    last = rf"\pard\fs28 {rtf_text('填表單位：嶼東縣政府交通處', 'big5')}\par"
    return rtf_bytes("\n".join((*lines, *rows, last)), "big5")


def attachments_zip() -> bytes:
    """Two attachments, their names in GBK as programs of old wrote them."""
    files = {
        "附件/附件1_养老服务整改情况公告.docx": elderly_docx(),
        "附件/附件2_床位补贴问题清单.xls": beds_xls(),
    }
    return zipped(files, name_encoding="gbk")


def elderly_docx() -> bytes:
    """A notice in the form of questions: problem, requirement, result and status on lines with labels."""
    document = docx.Document()
    centred(document, "翠屏湖区民政局关于养老服务专项审计问题整改情况的公告", 18)
    document.add_paragraph("现将2024年养老服务专项审计发现问题整改情况予以公告，接受社会监督。")
    for number, (problem, wanted, done, state) in zip("一二三", ELDERLY, strict=True):
        document.add_heading(f"{number}、{problem}", level=2)
        for label, text in (("整改要求", wanted), ("整改落实情况", done), ("整改状态", state)):
            document.add_paragraph(f"{label}：{text}")
    for text in ("翠屏湖区民政局", "2024年12月30日"):
        document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return same_again(saved(document))


def beds_xls() -> bytes:
    """A list as an old workbook."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    sheet.write_merge(
        0,
        0,
        0,
        4,
        "翠屏湖区养老机构床位补贴问题整改清单",
        xlwt.easyxf("align: horiz center; font: height 360"),
    )
    for r, row in enumerate((BEDS_HEADER, *BEDS), 1):
        for c, text in enumerate(row):
            sheet.write(r, c, text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def disabled_ofd() -> bytes:
    """A notice as OFD: its ledger, with merged cells of categories, goes on over the page; headers and page numbers."""
    frame = words(25, 18, "枫桥市残疾人联合会公告", size=3.5)
    shown = frame
    for i, text in enumerate(DISABLED_TEXT[:2]):
        shown += words(105 - 3 * len(text), 40 + 10 * i, text, size=6, font=2)
    shown += words(105 - 1.9 * len(DISABLED_TEXT[2]), 60, DISABLED_TEXT[2], size=3.8)
    piece, baseline = paragraph(25, 74, DISABLED_TEXT[3])
    widths = (11, 20, 38, 38, 18, 22, 18)
    head: list[Cell | None] = [(text, 1, 1) for text in DISABLED_HEADER]
    rows = [[(text, 1, 1) for text in row] for row in DISABLED]
    ledger: list[list[Cell | None]] = [[*row] for row in rows]
    for top in (0, 2):
        category = DISABLED[top][1]
        ledger[top][1], ledger[top + 1][1] = (category, 2, 1), None
    first, _ = table(20, baseline + 2, widths, [head, *ledger[:2]], height=17)
    second, below = table(20, 25, widths, [head, *ledger[2:]], height=17)
    closing, baseline = paragraph(25, below + 10, DISABLED_TEXT[4])
    signed = words(130, baseline + 10, DISABLED_TEXT[5]) + words(138, baseline + 18, DISABLED_TEXT[6])
    return ofd(
        [
            page(shown + piece + first + words(103, 285, "- 1 -", size=3.5)),
            page(frame + second + closing + signed + words(103, 285, "- 2 -", size=3.5)),
        ]
    )


def same_again(container: bytes) -> bytes:
    """A zip container without the moment at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(container)) as given, zipfile.ZipFile(out, "w") as made:
        for info in given.infolist():
            body = given.read(info)
            if info.filename == "docProps/core.xml":
                body = re.sub(rb"(?<=>)\d{4}-\d\d-\d\dT[\d:]+Z?(?=<)", b"2024-12-31T00:00:00Z", body)
            info.date_time = (1980, 1, 1, 0, 0, 0)
            made.writestr(info, body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


OFFICE: Mapping[str, Callable[[], bytes]] = {
    "luxihe_bridges_2024.docx": bridges_docx,
    "fenyin_ledger_2023.xlsx": ledger_xlsx,
    "yudong_parking_2022.rtf": parking_rtf,
    "cuiping_elderly_2024.zip": attachments_zip,
    "fengqiao_disabled_2024.ofd": disabled_ofd,
}


def main() -> None:
    for name, make in {**OFFICE, **PAGES}.items():
        body = make()
        (FOLDER / name).write_bytes(body)
        sys.stdout.write(f"{name}: {len(body):,} bytes\n")


if __name__ == "__main__":
    main()
