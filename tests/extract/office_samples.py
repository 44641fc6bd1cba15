"""Office files of invented content, made in memory: tests and sample makers share these generators."""

import io
import quopri
from collections.abc import Mapping, Sequence
from datetime import date

import docx
import openpyxl
import xlwt
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Pt
from openpyxl.styles import Alignment, Font

from tests.extract.odf_parts import ledger_ods, notice_odt
from tests.extract.office_parts import W, zipped

_NS = f'xmlns:w="{W}"'
HEADER = ("序号", "问题类别", "审计发现问题", "整改措施", "责任单位", "整改时限", "整改情况")
LEDGER = (
    ("1", "资金管理", "专户利息12.30万元未上缴。", "已缴入国库。", "市远岚财政局", date(2024, 3, 31), "已完成"),
    ("2", "资金管理", "往来款长期挂账。", "逐笔清理核销。", "市远岚财政局", date(2024, 6, 30), "正在整改"),
    ("3", "项目建设", "2个项目未办理竣工决算。", "委托中介机构编制决算。", "市远岚住建局", date(2024, 12, 31), "基本完成"),
)  # fmt: skip
TITLE = "远岚市2023年度审计查出问题整改台账"


def numbering_part(levels: Sequence[Mapping[str, str]], nums: str = "", *, abstract: str = "90") -> str:
    """XML of one abstract list; each level a mapping with `format`, `text` and, if wanted, more."""
    shown = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="{level.get("start", "1")}"/><w:numFmt w:val="{level["format"]}"/>'
        + level.get("more", "")
        + f'<w:suff w:val="{level.get("gap", "nothing")}"/><w:lvlText w:val="{level["text"]}"/></w:lvl>'
        for i, level in enumerate(levels)
    )
    return f'<w:abstractNum {_NS} w:abstractNumId="{abstract}">{shown}</w:abstractNum>' + nums


def add_list(
    document: "docx.document.Document", levels: Sequence[Mapping[str, str]], *, abstract: str = "90"
) -> None:
    """Add an abstract list to a document; `num` makes lists of it."""
    numbering = document.part.numbering_part.element
    first_num = numbering.find(f"{{{W}}}num")
    element = parse_xml(numbering_part(levels, abstract=abstract))
    if first_num is None:
        numbering.append(element)
    else:
        first_num.addprevious(element)


def num(document: "docx.document.Document", number: int, *, abstract: str = "90", override: str = "") -> None:
    """Add a list that uses an abstract one."""
    xml = f'<w:num {_NS} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'
    document.part.numbering_part.element.append(parse_xml(xml))


def numbered(
    document: "docx.document.Document", text: str, number: int, level: int = 0
) -> "docx.text.paragraph.Paragraph":
    """Add a paragraph whose number stands only in the numbering part."""
    paragraph = document.add_paragraph(text)
    add_number(paragraph, number, level)
    return paragraph


def add_number(paragraph: "docx.text.paragraph.Paragraph", number: int, level: int = 0) -> None:
    """Make a paragraph an item of a list."""
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {_NS}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def centred(document: "docx.document.Document", text: str, size: float) -> None:
    """Add a centred line of a size in points."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).font.size = Pt(size)


def saved(document: "docx.document.Document") -> bytes:
    """Bytes of a document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def notice_docx() -> bytes:
    """A notice: displayed numbers, a ledger with merged cells, a right-aligned signature."""
    document = docx.Document()
    centred(document, "远岚市水务局关于供水专项审计查出问题整改情况的公告", 22)
    document.add_paragraph("2024年3月，远岚市审计局对我局供水专项资金进行了审计。现将整改情况公告如下。")
    add_list(
        document,
        [
            {"format": "chineseCountingThousand", "text": "%1、"},
            {"format": "chineseCounting", "text": "（%2）"},
        ],
    )
    num(document, 91)
    numbered(document, "总体情况", 91)
    numbered(document, "加强领导。成立整改专班。", 91, 1)
    numbered(document, "问题整改情况", 91)
    numbered(document, "水费收入12.60万元未及时入账。已完成整改。", 91, 1)
    ledger_table(document)
    signature = document.add_paragraph("远岚市水务局")
    signature.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.core_properties.title = "供水专项审计整改公告"
    return saved(document)


def ledger_table(document: "docx.document.Document") -> None:
    """Add the ledger as a table; equal neighbours in the second column are merged."""
    table = document.add_table(rows=1, cols=len(HEADER))
    for cell, text in zip(table.rows[0].cells, HEADER, strict=True):
        cell.text = text
    for row in LEDGER:
        cells = table.add_row().cells
        for cell, value in zip(cells, row, strict=True):
            cell.text = value if isinstance(value, str) else f"{value.year}年{value.month}月{value.day}日"
    table.cell(2, 1).text = ""
    table.cell(1, 1).merge(table.cell(2, 1))


def ledger_xlsx(sheets: Sequence[str] = ("市财政局",), *, hidden_column: bool = False) -> bytes:
    """A ledger workbook: title and issuer above, merged cells, real dates, a note below."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in sheets:
        sheet = book.create_sheet(name)
        _fill(sheet)
        sheet.column_dimensions["D"].hidden = hidden_column
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: "openpyxl.worksheet.worksheet.Worksheet") -> None:
    sheet["A1"] = TITLE
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet["A1"].font = Font(size=20)
    sheet.merge_cells("A1:G1")
    sheet["A2"], sheet["E2"] = "编制单位：远岚市审计局", "问题总数：3项"
    sheet.merge_cells("A2:D2")
    sheet.merge_cells("E2:G2")
    sheet.append(HEADER)
    for row in LEDGER:
        sheet.append([int(row[0]), *row[1:]])
        sheet.cell(sheet.max_row, 6).number_format = 'yyyy"年"m"月"d"日"'
    sheet["B5"] = None
    sheet.merge_cells("B4:B5")
    sheet["A7"] = "注：数据截至2024年12月31日。"
    sheet.merge_cells("A7:G7")


def ledger_xls() -> bytes:
    """The ledger as an old workbook, with a hidden column (D) and a hidden sheet."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("市财政局")
    shown = xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"')
    sheet.write_merge(0, 0, 0, 6, TITLE, xlwt.easyxf("align: horiz center; font: height 400"))
    sheet.write(1, 0, "编制单位：远岚市审计局")
    for column, text in enumerate(HEADER):
        sheet.write(2, column, text)
    for r, row in enumerate(LEDGER, start=3):
        for column, value in enumerate(row):
            if column == 1 and r in (3, 4):
                continue
            sheet.write(r, column, value, shown) if column == 5 else sheet.write(r, column, value)
    sheet.write_merge(3, 4, 1, 1, LEDGER[0][1])
    sheet.col(3).hidden = True
    spare = book.add_sheet("底稿")
    spare.write(0, 0, "不公开的内容")
    spare.visibility = 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ledger_workbook_2003() -> bytes:
    """The ledger as an XML spreadsheet of Excel 2003."""
    head = "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in HEADER)
    rows = "".join(
        "<Row>"
        + "".join(
            f'<Cell ss:StyleID="d"><Data ss:Type="DateTime">{v.isoformat()}T00:00:00.000</Data></Cell>'
            if isinstance(v, date)
            else f'<Cell><Data ss:Type="String">{v}</Data></Cell>'
            for v in row
        )
        + "</Row>"
        for row in LEDGER
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="d">'
        '<NumberFormat ss:Format="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></Style></Styles>'
        '<Worksheet ss:Name="市财政局"><Table>'
        f'<Row><Cell ss:MergeAcross="6"><Data ss:Type="String">{TITLE}</Data></Cell></Row>'
        f"<Row>{head}</Row>{rows}</Table></Worksheet></Workbook>"
    ).encode()


def rtf_text(text: str, encoding: str) -> str:
    """Text as the bytes of a Chinese code page."""
    return "".join(c if c.isascii() else "".join(f"\\'{b:02x}" for b in c.encode(encoding)) for c in text)


def rtf_row(cells: Sequence[str], encoding: str, *, merged: str = "") -> str:
    """A table row; `merged` stands before the edge of its second cell."""
    edges = "".join(f"{merged if i == 1 else ''}\\cellx{1000 + 2500 * i}" for i, _ in enumerate(cells))
    return (
        f"\\trowd{edges}" + "".join(f"\\pard\\intbl {rtf_text(c, encoding)}\\cell" for c in cells) + "\\row "
    )


def rtf_bytes(content: str, encoding: str) -> bytes:
    """An RTF file as Word of the region writes it."""
    page, font = {"gbk": ("936", "134"), "big5": ("950", "136")}[encoding]
    head = f"{{\\rtf1\\ansi\\ansicpg{page}\\deff0{{\\fonttbl{{\\f0\\fcharset{font} SimSun;}}}}"
    return f"{head}{content}}}".encode("ascii")


def notice_rtf() -> bytes:
    """A notice in RTF as Chinese Word writes it: GBK bytes, a displayed number, a table with merged cells."""

    def gbk(text: str) -> str:
        return rtf_text(text, "gbk")

    return rtf_bytes(
        "{\\info{\\title hidden}}"
        f"\\pard\\qc\\fs44 {gbk('远岚市水务局关于审计整改情况的公告')}\\par"
        f"\\pard\\fs32 {{\\listtext {gbk('一、')}\\tab}}{gbk('总体情况')}\\par "
        f"\\u24050?\\u23436?\\u25104?{gbk('整改3项。')}{{\\v hidden words}}\\par "
        + rtf_row(("序号", "问题类别", "整改情况"), "gbk")
        + rtf_row(("1", "资金", "已完成"), "gbk", merged="\\clvmgf")
        + rtf_row(("2", "", "正在整改"), "gbk", merged="\\clvmrg")
        + f"\\pard\\qr {gbk('远岚市水务局')}\\par",
        "gbk",
    )


def notice_mht() -> bytes:
    """A page as Word saves it in one file."""
    page = (
        '<html><head><meta charset="gb2312"><title>x</title></head><body>'
        "<p align=center>远岚市水务局关于审计整改情况的公告</p><p>一、水费收入未入账。已完成整改。</p></body></html>"
    ).encode("gb18030")
    return (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x1"\r\n\r\n--x1\r\n'
        b'Content-Location: file:///C:/1.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n'
        b'Content-Type: text/html; charset="gb2312"\r\n\r\n' + quopri.encodestring(page)
        + b"\r\n--x1\r\nContent-Type: text/xml\r\n\r\n<xml/>\r\n--x1--\r\n"
    )  # fmt: skip


SAMPLES = {
    "notice.docx": notice_docx,
    "ledger.xlsx": ledger_xlsx,
    "ledger.xls": ledger_xls,
    "ledger_2003.xls": ledger_workbook_2003,
    "notice.odt": notice_odt,
    "ledger.ods": ledger_ods,
    "notice.rtf": notice_rtf,
    "notice.mht": notice_mht,
    "files.zip": lambda: zipped({"附件/notice.docx": notice_docx(), "ledger.xlsx": ledger_xlsx()}),
}
