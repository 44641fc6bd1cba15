"""States told by the colour that a row is filled with, and what explains the colours."""

import io
from collections.abc import Callable, Sequence

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from openpyxl.styles import Color, PatternFill

from extract.model import Extraction
from extract.reading import read
from extract.tables.fills import colour_name, fill_of, with_swatches
from extract.understanding import understand
from tests.extract.notices import extraction_of, raw, statuses
from tests.extract.odf_parts import cell, ods, row, style
from tests.extract.office_parts import W

TITLE = "禾川区审计整改进度表"
HEAD = ("序号", "存在问题", "整改措施")
ROWS = (
    ("1", "温室大棚补助重复发放3.2万元。", "已追回重复发放的补助。"),
    ("2", "乡道养护合同未约定工期。", "补签协议，明确工期和违约责任。"),
    ("3", "文化站图书长期未登记。", "正在逐册登记造册。"),
)
GREEN, YELLOW = "92D050", "FFFF00"
STATED: list[str | None] = ["completed", "in_progress", "completed"]
FILLS = (GREEN, YELLOW, GREEN)


def _book(paint: Callable[["openpyxl.worksheet.worksheet.Worksheet"], None]) -> Extraction:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append([TITLE])
    paint(sheet)
    out = io.BytesIO()
    book.save(out)
    return understand(read(raw(out.getvalue(), "进度.xlsx")))


def _ledger(
    sheet: "openpyxl.worksheet.worksheet.Worksheet", fills: Sequence[Color | str], *, columns: int = 3
) -> None:
    """The head and the rows; the first `columns` cells of each row are filled."""
    sheet.append(HEAD)
    for told, colour in zip(ROWS, fills, strict=True):
        sheet.append(told)
        for number in range(1, columns + 1):
            sheet.cell(sheet.max_row, number).fill = PatternFill("solid", fgColor=colour)


@pytest.mark.parametrize(
    "note",
    [
        "注：绿色=已完成，黄色=正在整改",
        "说明：绿色表示已完成整改，黄色表示正在整改。",
        "绿色底纹为已完成，黄色底纹为正在整改",
        "已完成（绿色）、正在整改（黄色）",
    ],
)
def test_a_note_that_names_colours_explains_the_fills_of_rows(note: str) -> None:
    def paint(sheet: "openpyxl.worksheet.worksheet.Worksheet") -> None:
        sheet.append([note])
        _ledger(sheet, FILLS)

    found = _book(paint)
    assert statuses(found) == STATED
    assert [f.status.quote.text for f in found.findings if f.status and f.status.quote][1] == "正在整改"


@pytest.mark.parametrize("columns", [1, 3])
def test_the_cells_of_a_legend_explain_the_fills_of_rows(columns: int) -> None:
    def paint(sheet: "openpyxl.worksheet.worksheet.Worksheet") -> None:
        sheet.append(["图例", "已完成", "整改中"])
        sheet["B2"].fill, sheet["C2"].fill = (PatternFill("solid", fgColor=c) for c in (GREEN, YELLOW))
        _ledger(sheet, FILLS, columns=columns)

    assert statuses(_book(paint)) == STATED


@pytest.mark.parametrize("first", [1, 2])
def test_swatches_stand_before_the_words_that_they_are_explained_by_or_behind(first: int) -> None:
    def paint(sheet: "openpyxl.worksheet.worksheet.Worksheet") -> None:
        for number, (word, colour) in enumerate((("已完成", GREEN), ("整改中", YELLOW))):
            sheet.cell(2, 2 * number + 3 - first, word)
            sheet.cell(2, 2 * number + first).fill = PatternFill("solid", fgColor=colour)
        _ledger(sheet, FILLS)

    assert statuses(_book(paint)) == STATED


def test_a_fill_may_be_a_tint_of_the_theme_or_a_number_of_the_palette() -> None:
    def paint(sheet: "openpyxl.worksheet.worksheet.Worksheet") -> None:
        sheet.append(["绿色：已完成；黄色：正在整改"])
        _ledger(sheet, (Color(theme=6, tint=0.4), Color(indexed=13), Color(indexed=17)))

    assert statuses(_book(paint)) == STATED


def test_fills_that_nothing_explains_state_nothing() -> None:
    assert statuses(_book(lambda sheet: _ledger(sheet, FILLS))) == [None, None, None]


def test_a_colour_behind_different_states_is_no_sign() -> None:
    def paint(sheet: "openpyxl.worksheet.worksheet.Worksheet") -> None:
        sheet.append(["图例", "已完成", "整改中"])
        for number in (2, 3):
            sheet.cell(2, number).fill = PatternFill("solid", fgColor=GREEN)
        _ledger(sheet, FILLS)

    assert statuses(_book(paint)) == [None, None, None]


def test_words_of_state_in_a_row_go_before_its_colour() -> None:
    def paint(sheet: "openpyxl.worksheet.worksheet.Worksheet") -> None:
        sheet.append(["绿色=已完成，黄色=正在整改"])
        sheet.append((*HEAD, "整改状态"))
        for told, state in zip(ROWS, ("未完成", "已完成", "已完成"), strict=True):
            sheet.append((*told, state))
            sheet.cell(sheet.max_row, 1).fill = PatternFill("solid", fgColor=GREEN)

    assert statuses(_book(paint)) == ["not_completed", "completed", "completed"]


def _shaded(cell: "docx.table._Cell", fill: str) -> None:
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd xmlns:w="{W}" w:val="clear" w:color="auto" w:fill="{fill}"/>')
    )


def test_the_empty_cells_of_a_word_table_state_by_their_shade_what_a_table_of_shades_explains() -> None:
    document = docx.Document()
    document.add_paragraph(TITLE)
    table = document.add_table(rows=1, cols=4)
    for place, text in zip(table.rows[0].cells, (*HEAD, "进度"), strict=True):
        place.text = text
    for told, colour in zip(ROWS, FILLS, strict=True):
        cells = table.add_row().cells
        for place, text in zip(cells, told, strict=False):
            place.text = text
        _shaded(cells[3], colour)
    document.add_paragraph("图例：")
    legend = document.add_table(rows=2, cols=2)
    for line, (colour, words) in enumerate(((GREEN, "已完成整改"), (YELLOW, "整改中"))):
        _shaded(legend.cell(line, 0), colour)
        legend.cell(line, 1).text = words
    out = io.BytesIO()
    document.save(out)
    assert statuses(understand(read(raw(out.getvalue(), "进度.docx")))) == STATED


def test_the_cells_of_an_opendocument_sheet_have_the_colours_of_their_styles() -> None:
    looks = {GREEN: "g", YELLOW: "y"}
    automatic = "".join(
        style(name, "table-cell", f'<style:table-cell-properties fo:background-color="#{colour.lower()}"/>')
        for colour, name in looks.items()
    )
    rows = row(TITLE) + row("绿色：已完成；黄色：正在整改") + row(*HEAD)
    for told, colour in zip(ROWS, FILLS, strict=True):
        rows += row(*(cell(text, f'table:style-name="{looks[colour]}"') for text in told))
    assert statuses(understand(read(raw(ods({"Sheet1": rows}, automatic=automatic), "进度.ods")))) == STATED


def test_the_rows_of_a_page_may_be_coloured_by_their_style() -> None:
    def line(cells: Sequence[str], colour: str) -> str:
        return f'<tr style="background-color:#{colour}">' + "".join(f"<td>{c}</td>" for c in cells) + "</tr>"

    rows = "".join(line(told, colour) for told, colour in zip(ROWS, FILLS, strict=True))
    page = f"<h1>{TITLE}</h1><p>绿色表示已完成，黄色表示正在整改。</p><table border=1>{line(HEAD, 'DDDDDD')}{rows}</table>"
    assert statuses(extraction_of(f"<html><body>{page}</body></html>", "a.html")) == STATED


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("#92d050", "绿"), ("FFFFC000", "橙"), ("FFFF00", "黄"), ("00B0F0", "蓝"), ("C00000", "红"), ("7030A0", "紫"),
        ("BFBFBF", "灰"), ("E2EFDA", "绿"), ("000000", ""), ("FFF2CC", "黄"), ("F8CBAD", "橙"),
    ],
)  # fmt: skip
def test_colours_have_the_names_that_people_call_them_by(code: str, name: str) -> None:
    assert colour_name(fill_of(code) or "") == name


@pytest.mark.parametrize("code", [None, "", "auto", "FFFFFF", "#ffffff", "none"])
def test_white_and_none_are_no_fill(code: str | None) -> None:
    assert fill_of(code) is None


def test_a_painted_stretch_without_words_is_one_swatch() -> None:
    painted = [(False, GREEN), (False, GREEN), (True, None), (False, YELLOW), (True, None)]
    assert with_swatches(painted) == [GREEN, GREEN, GREEN, YELLOW, YELLOW]
