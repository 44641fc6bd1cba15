"""Pages in columns: what is read first, and tables that stand in one column beside running text."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, Paragraph, Spacer, Table

from extract.model import squeeze
from extract.readers.pdf.tables import read_pdf_tables
from extract.reading import read
from scrapers.items import RawNotice
from tests.extract.pdf_samples import style

LEFT = (
    "The dikes along the upper river were raised in two seasons, and the office looked at every section that had "
    "been paid for. Most of them were built as planned, some were shorter, and one had not been begun at all. "
)
RIGHT = (
    "Pumps were bought before the halls that should hold them were ready, so that several stood under canvas for "
    "a winter. The districts have since agreed on one list of works, and nobody buys before it is approved. "
)
FIGURES = [
    ("District", "Planned", "Built", "Cost"),
    ("Alder", "14", "12", "3.25"),
    ("Birch", "9", "9", "1.80"),
    ("Cedar", "21", "17", "6.40"),
    ("Dogwood", "5", "4", "0.95"),
    ("Elm", "11", "11", "2.75"),
    ("Fir", "7", "2", "4.10"),
]


def latin(text: str, leading: float = 13) -> Paragraph:
    body = style(10)
    body.fontName, body.wordWrap, body.leading, body.alignment = "Helvetica", None, leading, 4
    return Paragraph(text, body)


def page(left: Sequence[Flowable], right: Sequence[Flowable], *, lower: float = 0) -> bytes:
    """A page of two columns; the right one begins `lower` points further down."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    Frame(50, 60, 236, 720, leftPadding=0, rightPadding=0).addFromList(list(left), canvas)
    Frame(310, 60, 236, 720 - lower, leftPadding=0, rightPadding=0).addFromList(list(right), canvas)
    canvas.save()
    return out.getvalue()


def figures(leading: float = 13) -> Table:
    looks = [("FONT", (0, 0), (-1, -1), "Helvetica", 9), ("ALIGN", (1, 0), (-1, -1), "RIGHT")]
    rows = [list(row) for row in FIGURES]
    return Table(rows, colWidths=[80, 52, 52, 52], rowHeights=[leading] * len(rows), style=looks)


@pytest.mark.parametrize("leading", [11.4, 13.0])
@pytest.mark.parametrize("lower", [0.0, 5.0])
def test_a_table_beside_a_column_of_running_text_is_read_alone(
    leading: float, lower: float, tmp_path: Path
) -> None:
    left = [latin(LEFT * 2), Spacer(1, 14), figures(leading), Spacer(1, 14), latin(LEFT)]
    path = tmp_path / "columns.pdf"
    path.write_bytes(page(left, [latin(RIGHT * 7)], lower=lower))
    assert [t.texts() for t in read_pdf_tables(path)] == [[list(row) for row in FIGURES]]


@pytest.mark.parametrize("lower", [0.0, 3.0, 6.5])
def test_columns_of_running_text_are_read_one_after_the_other(lower: float) -> None:
    body = page([latin(LEFT * 6)], [latin(RIGHT * 6)], lower=lower)
    document = read(RawNotice(source="file", place="t.pdf", file_name="t.pdf", body=body))
    assert squeeze(document.text) == squeeze(LEFT * 6 + RIGHT * 6)


def test_columns_of_short_paragraphs_that_each_begin_indented_are_read_one_after_the_other() -> None:
    answers = "整改情况：已责成经办单位逐笔核对账目，补齐审批手续。"
    items = [f"{k}.第{k}批专项补助资金拨付滞后，滞留{k}个月以上。" for k in range(1, 13)]
    body = style(10.5, indent=21)
    paragraphs = [Paragraph(text, body) for item in items for text in (item, answers)]

    columns = page(paragraphs[:11], paragraphs[11:])
    document = read(RawNotice(source="file", place="t.pdf", file_name="t.pdf", body=columns))

    read_in_order = document.text.split("\n")
    assert [squeeze(line) for line in read_in_order] == [
        squeeze(t) for item in items for t in (item, answers)
    ]
