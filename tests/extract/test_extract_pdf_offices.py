"""Tables as offices print them: half-ruled, framed, empty in places, below watermarks, at the foot of a page."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pytest
from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extract.model import Document, squeeze
from extract.readers.pdf.file import read_pdf
from scrapers.items import RawNotice
from tests.extract.pdf_samples import font

HEAD = ("序号", "审计发现问题", "责任单位", "整改情况", "整改结果")
ROWS = (
    (
        "1",
        "专项资金闲置12.50万元超过两年，未按规定收回统筹使用。",
        "云泊市水利局",
        "已收回资金12.50万元。",
        "已整改",
    ),
    (
        "2",
        "固定资产7项未入账。",
        "青湾区教育局",
        "已将7项资产登记入账，修订资产管理办法，明确责任。",
        "已整改",
    ),
    (
        "3",
        "合同管理不规范。",
        "石桥镇人民政府",
        "补签合同2份，开展业务培训3次，提高经办人员能力。",
        "正在整改",
    ),
    ("4", "多计工程价款1,034.20万元。", "云泊市住房和城乡建设局", "正在与施工单位协商。", "部分整改"),
)
WIDTHS = (34, 150, 90, 160, 60)
FIGURES = (
    ("项目名称", "预算数", "决算金额", "完成率", "备注"),
    ("桥梁养护", "4,120", "3,980.55", "96.6%", ""),
    ("校舍维修", "870", "655.20", "75.3%", ""),
    ("饮水工程", "1,305", "1,305.00", "100.0%", "详见附件"),
    ("河道清淤", "96", "88.10", "91.8%", ""),
    ("道路绿化", "540", "501.75", "92.9%", ""),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a table is drawn: `rules` is what is ruled (cells, three: above, below and under the head, frame, none)."""

    rules: str = "cells"
    widths: Sequence[float] = WIDTHS
    align: str = "lllll"
    size: float = 10
    centred: bool = True  # in height
    head: bool = True  # whether the first row labels the columns
    shade: Callable[[int], bool] = lambda row: False


def wrapped(text: str, width: float, size: float) -> list[str]:
    lines = [""]
    for char in text:
        if lines[-1] and stringWidth(lines[-1] + char, font(), size) > width:
            lines.append("")
        lines[-1] += char
    return lines


def draw(canvas: Canvas, rows: Sequence[Sequence[str]], look: Look, y: float, x: float = 48) -> float:
    """Draw a table below `y`; the height that it ends at."""
    pad, lead = 3, look.size * 1.35
    xs = [x + sum(look.widths[:k]) for k in range(len(look.widths) + 1)]
    ys = [y]
    for i, row in enumerate(rows):
        cells = [wrapped(t, w - 2 * pad, look.size) for t, w in zip(row, look.widths, strict=False)]
        height = max(map(len, cells)) * lead + 2 * pad
        ys.append(ys[-1] - height)
        if look.shade(i):
            canvas.setFillColor(Color(0.9, 0.93, 0.98))
            canvas.rect(xs[0], ys[-1], xs[-1] - xs[0], height, stroke=0, fill=1)
            canvas.setFillColor(Color(0, 0, 0))
        canvas.setFont(font(), look.size)
        for c, lines in enumerate(cells):
            if look.rules == "cells":
                canvas.rect(xs[c], ys[-1], xs[c + 1] - xs[c], height)
            top = ys[-2] - pad - ((height - 2 * pad - len(lines) * lead) / 2 if look.centred else 0)
            for k, line in enumerate(lines):
                at = top - (k + 1) * lead + look.size * 0.3
                if (look.head and i == 0) or look.align[c] == "c":
                    canvas.drawCentredString((xs[c] + xs[c + 1]) / 2, at, line)
                elif look.align[c] == "r":
                    canvas.drawRightString(xs[c + 1] - pad, at, line)
                else:
                    canvas.drawString(xs[c] + pad, at, line)
    flat = {"three": (ys[0], ys[1], ys[-1]), "frame": (ys[0], ys[1], ys[-1])}.get(look.rules, ())
    for at in flat:
        canvas.line(xs[0], at, xs[-1], at)
    if look.rules == "frame":
        canvas.rect(xs[0], ys[-1], xs[-1] - xs[0], ys[0] - ys[-1])
    return ys[-1]


def page(paint: Callable[[Canvas], None]) -> Document:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont(font(), 11)
    canvas.drawString(70, 790, "现将审计查出问题整改情况公布如下。")
    paint(canvas)
    canvas.save()
    return read_pdf(RawNotice(source="file", place="x.pdf", file_name="x.pdf", body=out.getvalue()))


def grids(document: Document) -> list[list[list[str]]]:
    """All tables, merged cells repeated, without white space."""
    found = []
    for table in (b.table for b in document.blocks if b.table is not None):
        rows = [[""] * table.columns for _ in range(table.rows)]
        for cell in table.cells:
            for r in range(cell.row, cell.row + cell.row_span):
                for c in range(cell.column, cell.column + cell.column_span):
                    rows[r][c] = squeeze(document.text[cell.start : cell.end])
        found.append(rows)
    return found


def plain(*rows: Sequence[str]) -> list[list[str]]:
    return [[squeeze(t) for t in row] for row in rows]


def slanted(canvas: Canvas, degrees: float, words: str = "内部资料 注意保密") -> None:
    canvas.saveState()
    canvas.setFillColor(Color(0.6, 0.6, 0.6, alpha=0.3))
    canvas.setFont(font(), 30)
    for x, y in ((120, 300), (200, 550), (330, 700)):
        canvas.saveState()
        canvas.translate(x, y)
        canvas.rotate(degrees)
        canvas.drawString(0, 0, words)
        canvas.restoreState()
    canvas.restoreState()


@pytest.mark.parametrize(("degrees", "rules"), [(20, "cells"), (45, "three"), (-60, "cells")])
def test_a_watermark_across_a_table_is_left_out_and_told(degrees: float, rules: str) -> None:
    def paint(canvas: Canvas) -> None:
        slanted(canvas, degrees)
        draw(canvas, (HEAD, *ROWS), Look(rules=rules), 760)

    document = page(paint)
    assert grids(document) == [plain(HEAD, *ROWS)]
    assert "保密" not in document.text
    assert [i.kind for i in document.issues] == ["slanted_left_out"]


def test_a_page_that_is_slanted_itself_is_read() -> None:
    document = page(lambda canvas: slanted(canvas, 12, "专项资金闲置超过两年，未按规定收回"))

    assert squeeze(document.text).count("闲") == 3


def test_narrow_tables_at_the_foot_of_a_page_are_kept() -> None:
    small = Look(widths=(80, 50, 60), align="lrr")

    def paint(canvas: Canvas) -> None:
        draw(canvas, [r[:3] for r in FIGURES], small, 400)
        draw(canvas, [r[::3] for r in FIGURES[:4]], small, 400, x=320)

    left, right = grids(page(paint))
    assert left == plain(*(r[:3] for r in FIGURES))
    assert right == plain(*(r[::3] for r in FIGURES[:4]))


def test_rows_in_a_frame_are_counted_by_their_serial_numbers() -> None:
    document = page(
        lambda canvas: draw(canvas, (HEAD, *ROWS), Look(rules="frame", centred=False), 760) and None
    )

    assert grids(document) == [plain(HEAD, *ROWS)]


def test_figures_that_are_cut_at_the_border_make_no_rows() -> None:
    rows = (
        ("编号", "系统名称", "合同金额", "完成日期"),
        *((f"SJ-2024-{i:03}", "业务数据库", f"{i},234,567.89", f"2024-0{i}-15") for i in range(1, 5)),
    )
    look = Look(widths=(60, 80, 58, 48))

    assert grids(page(lambda canvas: draw(canvas, rows, look, 760) and None)) == [plain(*rows)]


@pytest.mark.parametrize("rules", ["three", "none"])
@pytest.mark.parametrize("align", ["lrrrr", "lrrrc"])
def test_a_column_keeps_its_label_where_little_or_nothing_stands_below(rules: str, align: str) -> None:
    dashes = [(*row[:4], row[4] or "—") for row in FIGURES]
    empty = [(*row[:4], "" if i else row[4]) for i, row in enumerate(FIGURES)]
    look = Look(rules=rules, align=align, widths=(100, 70, 80, 70, 90))
    for rows in (dashes, empty):
        document = page(lambda canvas, rows=rows: draw(canvas, rows, look, 760) and None)  # type: ignore[misc]
        assert grids(document) == [plain(*rows)]


def test_labels_beside_a_head_of_two_lines_span_both() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.setFont(font(), 10)
        for at in (760, 718, 640):
            canvas.line(60, at, 520, at)
        for x, y, words in (
            (80, 736, "序号"), (150, 736, "单位"), (260, 746, "问题"), (400, 746, "整改情况"), (490, 736, "备注"),
            (230, 726, "个数"), (290, 726, "金额"), (370, 726, "已整改数"), (440, 726, "整改率"),
        ):  # fmt: skip
            canvas.drawCentredString(x, y, words)
        for i in range(4):
            cells = (
                str(i + 1),
                f"石桥镇第{i + 1}中学",
                str(i + 3),
                f"{i * 7 + 12.5:.2f}",
                str(i),
                f"{i * 9 + 11}.5%",
            )
            for x, words in zip((80, 150, 230, 290, 370, 440), cells, strict=True):
                canvas.drawCentredString(x, 700 - 18 * i, words)

    (rows,) = grids(page(paint))
    assert rows[0] == ["序号", "单位", "问题", "问题", "整改情况", "整改情况", "备注"]
    assert rows[1] == ["序号", "单位", "个数", "金额", "已整改数", "整改率", "备注"]
    assert rows[2] == ["1", "石桥镇第1中学", "3", "12.50", "0", "11.5%", ""]


def test_numbered_captions_part_tables_that_follow_closely() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.drawString(60, 762, "表1  预算执行情况表")
        canvas.drawRightString(530, 762, "单位：万元")
        look = Look(rules="three", align="lrrrl", widths=(120, 80, 90, 80, 110))
        low = draw(canvas, FIGURES, look, 756)
        canvas.drawString(60, low - 22, "表2  问题整改情况表")
        draw(canvas, (HEAD, *ROWS), Look(rules="three"), low - 28)

    document = page(paint)
    assert grids(document) == [plain(*FIGURES), plain(HEAD, *ROWS)]
    assert "表2" in document.text


@pytest.mark.parametrize(
    "shade", [lambda i: i % 2 == 0, lambda i: i % 2 == 1, lambda i: i == 0 or i % 2 == 1]
)
def test_shaded_rows_part_the_rows_between_them(shade: Callable[[int], bool]) -> None:
    look = Look(rules="none", shade=shade)
    rows = (HEAD, *ROWS, *(("5", *ROWS[0][1:]), ("6", *ROWS[2][1:]), ("7", *ROWS[1][1:])))

    assert grids(page(lambda canvas: draw(canvas, rows, look, 760) and None)) == [plain(*rows)]


def test_lines_that_head_the_rows_below_are_rows_of_their_own() -> None:
    sections = (("一、财政管理方面问题", *[""] * 4), ("二、民生保障方面问题", *[""] * 4))
    widths = (34, 150, 90, 160, 60)

    def paint(canvas: Canvas) -> None:
        low = draw(canvas, (HEAD,), Look(rules="none"), 760)
        for k, section in enumerate(sections):
            canvas.drawString(51, low - 16, section[0])
            low = draw(canvas, ROWS[2 * k : 2 * k + 2], Look(rules="none", head=False), low - 22)
        for at in (760, 740, low):
            canvas.line(48, at, 48 + sum(widths), at)

    (rows,) = grids(page(paint))
    assert [set(rows[1]), set(rows[4])] == [{sections[0][0]}, {sections[1][0]}]
    assert rows[0:1] + rows[2:4] + rows[5:] == plain(HEAD, *ROWS)


def test_a_table_that_goes_on_without_a_head_keeps_the_lines_above_its_first_number() -> None:
    rows = [(str(i), *ROWS[i % 4][1:]) for i in range(1, 25)]
    look = Look(rules="none", widths=(34, 132, 76, 160, 60))

    def paint(canvas: Canvas) -> None:
        draw(canvas, (HEAD, *rows[:12]), look, 760)
        canvas.showPage()
        draw(canvas, rows[12:], replace(look, head=False), 790)

    assert grids(page(paint)) == [plain(HEAD, *rows)]


def test_a_table_in_one_of_two_columns_of_text_parts_no_sentences() -> None:
    text = "经审计，第{}个项目多计工程价款1{}.50万元，不符合有关规定，审计要求限期整改，并书面报告。"
    left = [line for i in range(6) for line in wrapped("　　" + text.format(i, i), 225, 10)]
    right = [line for i in range(6, 14) for line in wrapped("　　" + text.format(i, i), 225, 10)]

    def paint(canvas: Canvas) -> None:
        canvas.setFont(font(), 10)
        for k, line in enumerate(left):
            canvas.drawString(50, 760 - 17 * k, line)
        for k, line in enumerate(right):
            canvas.drawString(310, 760 - 17 * k, line)
        look = Look(widths=(90, 60, 70), align="lrr")
        draw(canvas, [r[:3] for r in FIGURES], look, 760 - 17 * len(left), x=50)

    document = page(paint)
    assert grids(document) == [plain(*(r[:3] for r in FIGURES))]
    assert all(squeeze(text.format(i, i)) in squeeze(document.text) for i in range(14))


_GROUPS = ("资金管理方面", "资金管理方面", "工程建设管理方面", "工程建设管理方面")
_GROUP_WIDTHS = (60, 170, 170, 60)


@pytest.mark.parametrize("numbered", [True, False])
def test_rules_between_rows_that_leave_out_a_merged_cell_part_the_other_columns(numbered: bool) -> None:
    """Rows are ruled, columns are not; the category stands in the middle of its rows, where no rule crosses it."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont(font(), 10)
    edges = [40 + sum(_GROUP_WIDTHS[:k]) for k in range(5)]
    serial = 30 if numbered else 0
    head = ("类别", HEAD[1], HEAD[3], HEAD[4])
    for k, text in enumerate(head):
        canvas.drawString(serial + edges[k] + 4, 765, text)
    if numbered:
        canvas.drawString(44, 765, "序号")
    right = serial + edges[-1]
    canvas.line(40, 780, right, 780)
    canvas.line(40, 758, right, 758)
    for i, row in enumerate(ROWS):
        y = 758 - 40 * i
        if numbered:
            canvas.drawString(44, y - 22, row[0])
        for k, text in ((1, row[1]), (2, row[3]), (3, row[4])):
            most = int((_GROUP_WIDTHS[k] - 8) / 10)
            lines = [text[a : a + most] for a in range(0, len(text), most)]
            for n, line in enumerate(lines):
                canvas.drawString(serial + edges[k] + 4, y - 22 + 6 * (len(lines) - 1) - 12 * n, line)
        ends = i % 2
        if ends:
            canvas.line(40, y - 40, right, y - 40)
            words = _GROUPS[i]
            for n, part in enumerate((words[: len(words) // 2], words[len(words) // 2 :])):
                canvas.drawString(serial + edges[0] + 4, y + 4 - 14 * n, part)
        else:
            canvas.line(serial + edges[1], y - 40, right, y - 40)
            if numbered:
                canvas.line(40, y - 40, 66, y - 40)
    canvas.save()
    document = read_pdf(RawNotice(source="file", place="t.pdf", file_name="t.pdf", body=out.getvalue()))
    table = next(b.table for b in document.blocks if b.table)
    first = 1 if numbered else 0
    told = [
        (squeeze(document.text[c.start : c.end]), c.row_span)
        for c in table.cells
        if c.column == first and c.row
    ]
    assert told == [("资金管理方面", 2), ("工程建设管理方面", 2)]
    problems = [
        squeeze(document.text[c.start : c.end]) for c in table.cells if c.column == first + 1 and c.row
    ]
    assert problems == [row[1] for row in ROWS]
