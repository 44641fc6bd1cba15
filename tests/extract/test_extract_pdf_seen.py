"""What a PDF page tells by its look alone: colours of cells, a legend of swatches, equal columns, cells that touch."""

import io

import pytest
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extract.model import Document
from extract.reading import read
from scrapers.items import RawNotice
from tests.extract.pdf_samples import font, has_cjk_font

pytestmark = pytest.mark.skipif(not has_cjk_font(), reason="no font with Chinese characters")
GREEN, YELLOW = HexColor("#92D050"), HexColor("#FFE066")


class Page:
    """A page that is drawn piece by piece; `y` counts from the top."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._canvas = Canvas(self._out, pagesize=A4)

    def say(self, x: float, y: float, text: str, size: float = 10) -> None:
        self._canvas.setFillGray(0)
        self._canvas.setFont(font(), size)
        self._canvas.drawString(x, A4[1] - y, text)

    def fill(self, x: float, y: float, width: float, height: float, colour: HexColor) -> None:
        self._canvas.setFillColor(colour)
        self._canvas.rect(x, A4[1] - y - height, width, height, stroke=0, fill=1)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self._canvas.line(x0, A4[1] - y0, x1, A4[1] - y1)

    def read(self) -> Document:
        self._canvas.save()
        return read(RawNotice(source="test", place="a.pdf", file_name="a.pdf", body=self._out.getvalue()))


def test_cells_and_words_beside_swatches_have_their_colours() -> None:
    page = Page()
    page.say(200, 60, "栖川市审计整改情况表", 16)
    for x, words, colour in ((60, "已完成", GREEN), (140, "正在整改", YELLOW)):
        page.fill(x, 92, 12, 10, colour)
        page.say(x + 16, 101, words)
    for n, (words, colour) in enumerate([("问题", None), ("往来款未清理", GREEN), ("资产未入账", YELLOW)]):
        top = 120 + 24 * n
        if colour is not None:
            page.fill(60, top, 60, 24, colour)
        page.say(64, top + 16, str(n) if n else "序号")
        page.say(124, top + 16, words)
    for y in (120, 144, 168, 192):
        page.line(60, y, 300, y)
    for x in (60, 120, 300):
        page.line(x, 120, x, 192)
    document = page.read()
    shown = {document.text[b.start : b.end]: b.fill for b in document.blocks if b.fill}
    assert shown == {"已完成": "92D050", "正在整改": "FFE066"}
    table = next(b.table for b in document.blocks if b.table is not None)
    first = {document.text[c.start : c.end]: c.fill for c in table.cells if c.column == 0}
    assert first == {"序号": None, "1": "92D050", "2": "FFE066"}


def test_columns_of_equal_width_are_read_one_after_the_other_however_short_their_paragraphs() -> None:
    page = Page()
    words = (
        "往来款项长期挂账没有及时清理",
        "结算涉及三家企业",
        "该问题已经整改到位并建立台账",
        "资金已全部收回入账",
    )
    told = []
    for k, x in enumerate((40, 220, 400)):
        for n in range(12 if k < 2 else 4):
            text = words[n % 4]
            page.say(x + (20 if n % 2 == 0 else 0), 100 + n * (16 + k), text + ("。" if n % 2 else ""))
            told.append(text)
    text = "".join(page.read().text.split()).replace("。", "")
    assert text == "".join(told)


def test_a_state_that_touches_the_date_before_it_is_a_cell_of_its_own() -> None:
    page = Page()
    head = ("序号", "审计发现问题", "整改措施", "完成时限", "状态")
    places = (50, 90, 230, 400, 452.5)
    rows = [
        head,
        *(
            (str(n), "往来款长期未清理。", "逐笔核对并清理到位。", "2024.06.30", "已完成")
            for n in range(1, 5)
        ),
    ]
    for n, row in enumerate(rows):
        for x, words in zip(places, row, strict=True):
            page.say(x, 100 + 28 * n, words)
    document = page.read()
    table = next(b.table for b in document.blocks if b.table is not None)
    last = [document.text[c.start : c.end] for c in table.cells if c.column == 4]
    assert last == ["状态", *["已完成"] * 4]
