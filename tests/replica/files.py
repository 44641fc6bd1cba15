"""Attached files of the replica, made when asked: real PDF, Word and Excel files, and bytes of formats we only keep."""

from functools import cache
from io import BytesIO
from threading import Lock
from zipfile import ZipFile

from docx import Document
from openpyxl import Workbook
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "wps": "application/kswps",
    "rar": "application/x-rar-compressed",
    "ofd": "application/ofd",
}
ROWS = (
    ("序号", "问题", "整改措施", "整改状态"),
    ("1", "资产账实不符", "补登账卡，落实责任人", "已完成整改"),
    ("2", "专项资金拨付不及时", "建立台账，按月通报", "正在整改中"),
)


LOCK = Lock()  # zip-based files carry the time they were made: they must be made once, whoever asks first


def file_of(name: str) -> bytes:
    """The bytes of a file by its name; the same name always gives the same bytes."""
    with LOCK:
        return made(name)


@cache
def made(name: str) -> bytes:
    """Make a file."""
    makers = {"pdf": pdf, "docx": docx, "xlsx": xlsx, "ofd": ofd, "scan": scan}
    ending = name.rpartition(".")[2]
    if ending in makers:
        return makers[ending](name)
    if ending in ("doc", "xls", "wps"):
        return OLE + name.encode() + bytes(600)
    if ending == "rar":
        return bytes.fromhex("526172211a0700") + name.encode() + bytes(200)
    return name.encode()


def pdf(name: str) -> bytes:
    """One page of text."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas.setFont("STSong-Light", 12)
    for line, row in enumerate(ROWS):
        canvas.drawString(72, 760 - 24 * line, "  ".join(row))
    canvas.drawString(72, 640, f"附件 {name}")
    canvas.save()
    return out.getvalue()


def scan(name: str) -> bytes:
    """A page that is a picture."""
    image = Image.new("L", (420, 594), 255)
    ImageDraw.Draw(image).text((40, 60), f"scan {name}", fill=0)
    out = BytesIO()
    image.save(out, "PDF", resolution=50.0, creationDate=None, modDate=None)
    return out.getvalue()


def docx(name: str) -> bytes:
    """A Word file with one table."""
    document = Document()
    document.add_paragraph(f"整改情况表 {name}")
    table = document.add_table(rows=len(ROWS), cols=len(ROWS[0]))
    for cells, row in zip(table.rows, ROWS, strict=True):
        for cell, words in zip(cells.cells, row, strict=True):
            cell.text = words
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx(name: str) -> bytes:
    """A workbook with one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([name])
    for row in ROWS:
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def ofd(name: str) -> bytes:
    """A package that is an OFD file by its first member's name."""
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("OFD.xml", f"<OFD>{name}</OFD>")
    return out.getvalue()
