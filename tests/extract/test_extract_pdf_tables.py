"""Tables of PDF files: ruled, merged, over pages, turned, partly ruled, unruled."""

import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from extract.model import Document, squeeze
from extract.readers.pdf.tables import PageTable, read_pdf_tables
from extract.reading import read
from scrapers.items import RawNotice
from tests.extract.comparing import body_rows
from tests.extract.pdf_samples import (
    HEADER,
    PARAGRAPHS,
    TableLook,
    built,
    font,
    ledger,
    rotated_pdf,
    style,
    table,
    table_pdf,
    turned_pdf,
)

ROWS = ledger(14)
Row = tuple[str, ...]


def read_pdf(body: bytes) -> Document:
    return read(RawNotice(source="file", place="t.pdf", file_name="t.pdf", body=body))


def right_share(document: Document, rows: Sequence[Row] = ROWS) -> float:
    """Share of rows that are read exactly, in one table and in order."""
    found = body_rows(document)
    assert len(found) == 1, "one table, whatever pages it runs over"
    wanted = [tuple(squeeze(c) for c in row) for row in rows]
    return sum(a == b for a, b in zip(wanted, found[0], strict=False)) / len(wanted)


LOOKS: dict[str, tuple[Any, float]] = {
    "ruled": (TableLook(), 1.0),
    "ruled, cells centred": (TableLook(middle=True), 1.0),
    "merged": (TableLook(merged=True), 1.0),
    "merged, cells centred": (TableLook(merged=True, middle=True), 1.0),
    "rows cut by the page break": (TableLook(split_rows=True), 1.0),
    "rows cut, header not repeated": (TableLook(split_rows=True, repeat=False), 1.0),
    "header not repeated": (TableLook(repeat=False), 1.0),
    "unruled": (TableLook(ruled=False), 0.95),
    "unruled, cells centred": (TableLook(ruled=False, middle=True), 0.95),
    "unruled, rules around the header": (TableLook(ruled=False, head_rule=True), 0.95),
    "unruled, header not repeated": (TableLook(ruled=False, repeat=False), 0.95),
}


@pytest.mark.parametrize("look", LOOKS)
def test_rows_of_a_table_over_pages_are_right(look: str) -> None:
    drawn, floor = LOOKS[look]
    document = read_pdf(table_pdf(ROWS, drawn))
    assert document.pages == 2
    assert right_share(document) >= floor


def test_unruled_rows_are_right_for_many_tables() -> None:
    """95 % of the rows, with cells of one to five lines, two fonts' worth of widths and four sizes."""
    right = total = 0
    for seed in range(6):
        for look in (TableLook(ruled=False), TableLook(ruled=False, middle=True)):
            rows = ledger(9, seed=100 + seed)
            right += round(right_share(read_pdf(table_pdf(rows, look)), rows) * len(rows))
            total += len(rows)
    assert right >= 0.95 * total


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_pages_that_lie_on_their_side_are_turned(degrees: int) -> None:
    document = read_pdf(turned_pdf(ROWS, TableLook(), degrees))
    assert right_share(document) == 1.0
    assert [turn for _, turn in document.turned] == [(360 - degrees) % 360] * (document.pages or 0)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_pages_with_a_rotation_in_the_file_are_read(degrees: int) -> None:
    assert right_share(read_pdf(rotated_pdf(table_pdf(ROWS, TableLook(merged=True)), degrees))) == 1.0


def test_a_turn_in_the_file_that_puts_the_page_right_needs_no_other() -> None:
    document = read_pdf(rotated_pdf(turned_pdf(ROWS, TableLook(), 90), 270))
    assert document.turned == ()
    assert right_share(document) == 1.0


def test_tables_and_paragraphs_stand_in_reading_order() -> None:
    flow: list[Flowable] = [Paragraph(p, style(12, indent=24)) for p in PARAGRAPHS[:3]]
    flow += [
        table(ROWS[:3], TableLook()),
        Spacer(1, 12),
        Paragraph("二、其他问题整改情况", style(12, indent=24)),
    ]
    flow += [
        Paragraph("其余问题的整改情况详见附表，均已落实到责任科室。", style(12, indent=24)),
        Spacer(1, 8),
    ]
    flow += [
        table(ROWS[3:6], TableLook(ruled=False)),
        Spacer(1, 12),
        Paragraph("特此公告。", style(12, indent=24)),
    ]
    kinds = [b.kind for b in read_pdf(built(flow)).blocks]
    assert kinds == ["paragraph"] * 3 + ["table"] + ["paragraph"] * 2 + ["table", "paragraph"]


def test_two_tables_with_other_headers_stay_two() -> None:
    other = ("序号", "类别", "项目名称", "资金来源及用途", "主管科室", "年度", "备注")
    flow: list[Flowable] = [
        table(ROWS[:2], TableLook()),
        Spacer(1, 12),
        table(ROWS[2:4], TableLook(), header=other),
    ]
    assert len(body_rows(read_pdf(built(flow)))) == 2


def test_the_author_s_line_breaks_in_a_cell_are_kept_and_wraps_are_not() -> None:
    cells = [[Paragraph(t, style(10)) for t in HEADER[:3]]]
    units = "市财政局<br/>市审计局<br/>市水务局"
    cells.append(
        [
            Paragraph(t, style(10))
            for t in ("1", "堤防加固工程进度滞后，截至年末仅完成计划投资的三成。", units)
        ]
    )
    drawn = Table(cells, colWidths=[40, 120, 120], style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    document = read_pdf(built([drawn]))
    assert "市财政局\n市审计局\n市水务局" in document.text
    assert "堤防加固工程进度滞后，截至年末仅完成计划投资的三成。" in document.text


def test_a_label_set_apart_over_two_columns_stays_one_cell() -> None:
    look = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), font(), 10)]
    look += [("SPAN", (0, 0), (1, 0)), ("SPAN", (0, 1), (0, 2))]
    texts = [["项" + "\u3000" * 6 + "目", "", "金额"], ["资金", "欠缴租金", "31.5"], ["", "漏计收入", "8.4"]]
    document = read_pdf(built([Table(texts, colWidths=[60, 60, 120], style=look)]))
    [found] = [block.table for block in document.blocks if block.table is not None]
    assert [(c.column, c.column_span) for c in found.cells if c.row == 0] == [(0, 2), (2, 1)]


def test_serial_numbers_beside_centred_cells_part_rows_where_only_columns_are_ruled() -> None:
    look = [("LINEBEFORE", (0, 0), (-1, -1), 0.6, colors.black), ("BOX", (0, 0), (-1, -1), 0.6, colors.black)]
    look += [("LINEBELOW", (0, 0), (-1, 0), 0.6, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    rows = [(row[0], row[2], row[3], row[5]) for row in ledger(6, seed=20)]
    cells = [[Paragraph(t, style(10)) for t in row] for row in [HEADER[:4], *rows]]
    document = read_pdf(built([Table(cells, colWidths=[34, 156, 180, 74], style=look)]))
    assert body_rows(document) == [[tuple(map(squeeze, row)) for row in rows]]


@pytest.mark.parametrize("ruled", ["rows and frame", "columns and frame", "rows", "head and end"])
def test_every_character_of_a_table_stands_in_the_text_once(ruled: str) -> None:
    rules = {
        "rows and frame": [("LINEABOVE", (0, 0), (-1, -1)), ("BOX", (0, 0), (-1, -1))],
        "columns and frame": [("LINEBEFORE", (0, 0), (-1, -1)), ("BOX", (0, 0), (-1, -1))],
        "rows": [("LINEABOVE", (0, 0), (-1, -1)), ("LINEBELOW", (0, -1), (-1, -1))],
        "head and end": [(k, (0, 0), (-1, 0)) for k in ("LINEABOVE", "LINEBELOW")]
        + [("LINEBELOW", (0, -1), (-1, -1))],
    }[ruled]
    look = [(*rule, 0.6, colors.black) for rule in rules] + [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    for seed in range(6):
        rows = [(row[0], row[2], row[6]) for row in ledger(9, seed=seed)]
        cells = [
            [Paragraph(t, style(10.5)) for t in row]
            for row in [("序号", "审计发现的问题", "整改状态"), *rows]
        ]
        document = read_pdf(built([Table(cells, colWidths=[34, 158, 63], style=look)]))
        drawn = Counter("".join(map("".join, rows)) + "序号审计发现的问题整改状态")
        assert Counter(squeeze(document.text)) == Counter(squeeze("".join(drawn.elements())))


def test_a_note_below_a_table_is_a_note_and_a_line_above_its_caption() -> None:
    flow: list[Flowable] = [
        Paragraph("附表 审计查出问题整改情况表", style(12)),
        table(ROWS[:3], TableLook()),
        Spacer(1, 3),
        Paragraph("注：金额单位除注明外均为万元。", style(9)),
    ]
    document = read_pdf(built(flow))
    block = next(b for b in document.blocks if b.table)
    assert block.table is not None and block.table.caption is not None
    assert document.text[block.table.caption.start : block.table.caption.end] == "附表 审计查出问题整改情况表"
    assert document.blocks[-1].kind == "note"


def test_cells_carry_their_page_and_box() -> None:
    document = read_pdf(table_pdf(ROWS, TableLook()))
    cells = [c for b in document.blocks if b.table for c in b.table.cells]
    assert {c.place.page for c in cells if c.place} == {1, 2}
    for cell in cells:
        assert cell.place is not None and cell.place.box is not None
        assert 30 < cell.place.box.x0 < cell.place.box.x1 < 565


# General documents, in English, through the function that stands alone.

FIGURES = [
    ("Region", "2021", "2022", "2023"),
    ("North", "1,204.5", "1,310.0", "1,298.7"),
    ("South, coastal districts", "987.2", "1,004.9", "-"),
    ("East", "15.0", "16.2", "18.4"),
    ("West", "2,300.1", "2,287.6", "2,411.9"),
    ("Total", "4,506.8", "4,618.7", "3,729.0"),
]


def english(
    commands: Sequence[tuple[Any, ...]], rows: Sequence[Sequence[Any]] = FIGURES, **kwargs: Any
) -> Table:
    right = ("ALIGN", (1, 0), (-1, -1), "RIGHT")
    return Table(
        [list(r) for r in rows],
        style=[("FONT", (0, 0), (-1, -1), "Helvetica", 9), right, *commands],
        **kwargs,
    )


def tables_in(flow: Sequence[Flowable], folder: Path) -> list[PageTable]:
    path = folder / "document.pdf"
    path.write_bytes(built(flow))
    return read_pdf_tables(path)


PROSE = (
    "The office examined how the districts spend the grants for flood protection. It looked at forty projects in four "
    "regions and compared their progress with the plans that the districts had filed at the beginning of the year."
)
BLACK = colors.black
STYLES: dict[str, list[tuple[Any, ...]]] = {
    "ruled": [("GRID", (0, 0), (-1, -1), 0.5, BLACK)],
    "rules between rows only": [
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, BLACK),
        ("LINEABOVE", (0, 0), (-1, 0), 0.5, BLACK),
    ],
    "rules between columns only": [
        ("LINEAFTER", (0, 0), (-1, -1), 0.5, BLACK),
        ("LINEBEFORE", (0, 0), (0, -1), 0.5, BLACK),
    ],
    "three rules": [
        ("LINEABOVE", (0, 0), (-1, 0), 1, BLACK),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, BLACK),
        ("LINEBELOW", (0, -1), (-1, -1), 1, BLACK),
    ],
    "a frame and a rule below the head": [
        ("BOX", (0, 0), (-1, -1), 0.5, BLACK),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, BLACK),
    ],
    "no rules": [],
    "every other row shaded": [("BACKGROUND", (0, i), (-1, i), colors.lightgrey) for i in (1, 3, 5)],
}


@pytest.mark.parametrize("look", STYLES)
def test_a_table_of_figures_is_read_however_it_is_ruled(look: str, tmp_path: Path) -> None:
    body = style(10)
    body.fontName, body.wordWrap = "Helvetica", None
    flow = [
        Paragraph(PROSE, body),
        Spacer(1, 16),
        english(STYLES[look]),
        Spacer(1, 16),
        Paragraph(PROSE, body),
    ]
    tables = tables_in(flow, tmp_path)
    assert [t.texts() for t in tables] == [[list(row) for row in FIGURES]]


def test_spans_of_a_head_of_two_rows_are_told(tmp_path: Path) -> None:
    rows = [
        ("District", "Projects", "", "Grants", ""),
        ("", "planned", "built", "paid", "open"),
        ("Alder", "4", "3", "12.5", "1.5"),
    ]
    spans = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (4, 0))]
    [found] = tables_in([english([("GRID", (0, 0), (-1, -1), 0.5, BLACK), *spans], rows)], tmp_path)
    assert {(c.text, c.row_span, c.column_span) for c in found.cells if c.row == 0} == {
        ("District", 2, 1),
        ("Projects", 1, 2),
        ("Grants", 1, 2),
    }
    assert (found.rows, found.columns) == (3, 5)


def test_prose_in_two_columns_is_no_table(tmp_path: Path) -> None:
    body = style(10)
    body.fontName, body.wordWrap = "Helvetica", None
    columns = Table([[Paragraph(PROSE * 4, body), Paragraph(PROSE * 4, body)]], colWidths=[250, 250])
    assert tables_in([columns], tmp_path) == []


def test_running_text_lists_and_contents_are_no_tables(tmp_path: Path) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Helvetica", 10)
    for i, line in enumerate(["1.   Dams", "2.   Locks", "3.   Gates", "4.   Pumps"]):
        canvas.drawString(72, 760 - 14 * i, line)
    for i, line in enumerate(["Applicant:", "Address:", "Received:", "Reference:"]):
        canvas.drawString(72, 660 - 14 * i, line)
        canvas.drawString(172, 660 - 14 * i, ["A. Person", "1 Long Street", "4 May", "X-17"][i])
    canvas.save()
    path = tmp_path / "lists.pdf"
    path.write_bytes(out.getvalue())
    assert read_pdf_tables(path) == []


def test_cells_of_several_lines_and_gaps_keep_their_places(tmp_path: Path) -> None:
    rows = [
        ("Item", "Remark", "Cost"),
        ("Culvert", "replaced in\nspring", "14.0"),
        ("Sluice", "", "9.5"),
        ("Weir", "under\nsurvey", ""),
    ]
    [found] = tables_in([english(STYLES["ruled"], rows)], tmp_path)
    assert found.texts() == [
        ["Item", "Remark", "Cost"],
        ["Culvert", "replaced in spring", "14.0"],
        ["Sluice", "", "9.5"],
        ["Weir", "under survey", ""],
    ]
