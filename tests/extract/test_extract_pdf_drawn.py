"""What is drawn around and beside text: charts that are no tables, labels outside of the rules, shades behind lines."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pdfplumber
from reportlab.lib.colors import Color, lightgrey, steelblue
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extract.readers.pdf.frame import Affine, Frame
from extract.readers.pdf.tables import PageTable, read_pdf_tables
from extract.readers.printed.drawn import rules_of

LABELS = ["Weirs", "Locks", "Pump halls", "Culverts", "Gauges", "Sluices"]
FIGURES = [
    ("14", "3.25"),
    ("9", "1.80"),
    ("21", "6.40"),
    ("5", "0.95"),
    ("11", "2.75"),
    ("7", "4.10"),
]


def tables_of(draw: Callable[[Canvas], None], folder: Path) -> list[PageTable]:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Helvetica", 10)
    draw(canvas)
    canvas.save()
    path = folder / "drawn.pdf"
    path.write_bytes(out.getvalue())
    return read_pdf_tables(path)


def scales(canvas: Canvas) -> None:
    """A line chart with a scale on either side and a legend."""
    for i in range(8):
        canvas.drawRightString(100, 700 - 22 * i, f"{54 - 2 * i},000")
        canvas.drawString(400, 700 - 22 * i, f"0.{50 - 3 * i}")
    canvas.drawString(180, 680, "Income of households")
    for i, year in enumerate(range(1998, 2010, 2)):
        canvas.drawString(110 + 50 * i, 525, str(year))


def test_the_scales_of_a_chart_are_no_table(tmp_path: Path) -> None:
    assert tables_of(scales, tmp_path) == []


def bars(canvas: Canvas) -> None:
    canvas.setFillColor(steelblue)
    heights = [41, 95, 63, 120, 30, 78]
    for i, height in enumerate(heights):
        canvas.rect(100 + 40 * i, 500, 28, height, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    for i, height in enumerate(heights):
        canvas.drawString(106 + 40 * i, 504 + height, str(height))


def test_the_bars_of_a_chart_are_no_table(tmp_path: Path) -> None:
    assert tables_of(bars, tmp_path) == []


def figures(canvas: Canvas, *, labels: bool = True) -> None:
    for i, (label, row) in enumerate(zip(LABELS, FIGURES, strict=True)):
        if labels:
            canvas.drawString(80, 644 - 18 * i, label)
        for k, text in enumerate(row):
            canvas.drawRightString(232 + 80 * k, 644 - 18 * i, text)


def test_labels_that_no_rules_part_are_parted_like_the_figures_beside_them(tmp_path: Path) -> None:
    """Rules stand between the rows of the figures, and stop short of the labels."""

    def draw(canvas: Canvas) -> None:
        figures(canvas)
        for i in range(7):
            canvas.line(180, 656 - 18 * i, 340, 656 - 18 * i)
        canvas.line(76, 656, 340, 656)
        canvas.line(76, 548, 340, 548)
        for x in (76, 180, 260, 340):
            canvas.line(x, 548, x, 656)

    [found] = tables_of(draw, tmp_path)
    assert found.texts() == [[label, *row] for label, row in zip(LABELS, FIGURES, strict=True)]


def shaded(canvas: Canvas, boxes: Sequence[tuple[float, float, float, float]], color: Color) -> None:
    canvas.setFillColor(color)
    for x, y, width, height in boxes:
        canvas.rect(x, y, width, height, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)


def test_shades_behind_the_lines_of_a_cell_part_no_rows(tmp_path: Path) -> None:
    """Word draws the shade of a cell, and that of each of its paragraphs again."""
    texts = [
        ("Pump halls", "on the upper river"),
        ("Locks", "at the old harbour"),
        ("Weirs", "below the town"),
    ]

    def draw(canvas: Canvas) -> None:
        cells = [(76 + 130 * c, 620 - 40 * r, 128.0, 38.0) for r in range(3) for c in range(2)]
        shaded(canvas, cells, lightgrey)
        behind = [(x + 5.5, y + 2 + 14 * k, w - 11, 14.0) for x, y, w, _ in cells for k in range(2)]
        shaded(canvas, behind, Color(0.8, 0.8, 0.8))
        for r, row in enumerate(texts):
            for c, text in enumerate(row):
                words = text.split(" ", 1)
                for k, part in enumerate(words):
                    canvas.drawString(84 + 130 * c, 640 - 40 * r - 14 * k, part)

    [found] = tables_of(draw, tmp_path)
    assert found.texts() == [list(row) for row in texts]


def test_signs_of_notes_behind_figures_are_no_column(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        figures(canvas)
        for i in range(6):
            canvas.drawString(246, 644 - 18 * i, f"({i % 3 + 1})")
        for i in range(7):
            canvas.line(76, 656 - 18 * i, 340, 656 - 18 * i)
        for x in (76, 180, 264, 340):
            canvas.line(x, 548, x, 656)

    [found] = tables_of(draw, tmp_path)
    wanted = [[a, f"{b} ({i % 3 + 1})", c] for i, (a, (b, c)) in enumerate(zip(LABELS, FIGURES, strict=True))]
    assert found.texts() == wanted


def test_rows_of_figures_above_the_first_number_of_a_count_are_no_head(tmp_path: Path) -> None:
    """1a and 1b are no serial numbers, 2 to 5 are."""
    rows = [("Type", "Built", "Open", "Cost"), ("1a", "12", "3", "1.25"), ("1b", "60", "-", "20.50")]
    rows += [(str(i), str(7 * i), str(i + 1), f"{i}.75") for i in range(2, 6)]

    def draw(canvas: Canvas) -> None:
        for r, row in enumerate(rows):
            canvas.drawString(80, 700 - 13 * r, row[0])
            for c, text in enumerate(row[1:]):
                canvas.drawRightString(190 + 70 * c, 700 - 13 * r, text)

    [found] = tables_of(draw, tmp_path)
    assert found.texts() == [list(row) for row in rows]


def ruled(canvas: Canvas, xs: Sequence[float], ys: Sequence[float]) -> None:
    for x in xs:
        canvas.line(x, ys[0], x, ys[-1])
    for y in ys:
        canvas.line(xs[0], y, xs[-1], y)


def test_letters_and_figures_that_stand_close_are_not_taken_for_one_printed_twice(tmp_path: Path) -> None:
    rows = [("Mill hill", "111.11"), ("Alley still full", "1,111"), ("Ballroom", "0.11")]

    def draw(canvas: Canvas) -> None:
        for r, (left, right) in enumerate(rows):
            words = canvas.beginText(80, 702 - 18 * r)
            words.setHorizScale(60)
            words.textOut(left)
            canvas.drawText(words)
            words = canvas.beginText(206, 702 - 18 * r)
            words.setHorizScale(60)
            words.textOut(right)
            canvas.drawText(words)
        ruled(canvas, (76, 200, 300), (714, 696, 678, 660))

    [found] = tables_of(draw, tmp_path)
    assert found.texts() == [list(row) for row in rows]


def test_a_line_drawn_as_a_thin_area_side_by_side_is_a_line(tmp_path: Path) -> None:
    """Some programs fill a path of four sides for a line, beside others that they draw as rectangles."""

    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.moveTo(100, 600)
        for corner in ((300, 600), (300, 600.5), (100, 600.5)):
            path.lineTo(*corner)
        canvas.drawPath(path, stroke=0, fill=1)

    tables_of(draw, tmp_path)
    with pdfplumber.open(tmp_path / "drawn.pdf") as pdf:
        page = pdf.pages[0]
        [line] = rules_of(page, Frame(page.width, page.height, Affine(1, 0, 0, -1, 0, page.height)))
    assert line.horizontal
    assert not line.shade


def test_labels_outside_of_the_rules_are_the_first_column(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        figures(canvas)
        ruled(canvas, (180, 260, 340), [548 + 18 * i for i in range(7)])

    [found] = tables_of(draw, tmp_path)
    assert found.texts() == [[label, *row] for label, row in zip(LABELS, FIGURES, strict=True)]


def test_a_paragraph_beside_a_ruled_table_is_no_column_of_it(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        figures(canvas, labels=False)
        for i in range(8):
            canvas.drawString(60, 650 - 13 * i, "as the keepers wrote")
        ruled(canvas, (180, 260, 340), [548 + 18 * i for i in range(7)])

    [found] = tables_of(draw, tmp_path)
    assert found.texts() == [list(row) for row in FIGURES]


def test_cells_of_three_short_lines_stay_whole_where_rules_part_the_other_rows(tmp_path: Path) -> None:
    head = [("Depth", "of the", "lock"), ("Width", "at the", "gate"), ("Age", "of its", "doors")]

    def draw(canvas: Canvas) -> None:
        for c, lines in enumerate(head):
            for k, line in enumerate(lines):
                canvas.drawString(82 + 100 * c, 690 - 12 * k, line)
        for r in range(5):
            for c in range(3):
                canvas.drawString(82 + 100 * c, 650 - 18 * r, f"{r + 3}.{c + 1} m")
        ruled(canvas, (76, 176, 276, 376), (704, 662, 644, 626, 608, 590, 572))

    [found] = tables_of(draw, tmp_path)
    assert (found.rows, found.texts()[0]) == (
        6,
        ["Depth of the lock", "Width at the gate", "Age of its doors"],
    )


WORKS = [
    ("1", "The weir at the old mill leaks,", "and nobody was asked to mend it.", "mended"),
    ("2", "Keys of the lock were lent out,", "and six of them never came back.", "begun"),
    ("3", "The culvert was paid for twice,", "once by the town and by the mill.", "mended"),
    ("4", "Gauges were read in dry weather,", "and not at all in the wet months.", "begun"),
]


def works(canvas: Canvas) -> None:
    """Rows of two lines, with the number and the state halfway between them."""
    for i, (number, first, second, state) in enumerate(WORKS):
        y = 640 - 40 * i
        for x, height, text in ((82, 6, number), (112, 13, first), (112, -1, second), (290, 6, state)):
            canvas.drawString(x, y + height, text)


WORKS_READ = [[number, f"{first} {second}", state] for number, first, second, state in WORKS]


def test_a_wide_column_of_sentences_between_ruled_rows_is_parted_from_its_neighbours(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        works(canvas)
        for i in range(5):
            canvas.line(76, 664 - 40 * i, 340, 664 - 40 * i)
        for x in (76, 340):
            canvas.line(x, 504, x, 664)

    [found] = tables_of(draw, tmp_path)
    assert found.texts() == WORKS_READ
