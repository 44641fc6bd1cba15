"""OFD: what pages show, brought to the same lines and tables as PDF; what nobody sees left out; faults refused in words."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from extract.files.limits import Limits
from extract.model import Document, Unreadable, squeeze
from extract.readers.ofd.values import distances, matrix, numbers
from extract.reading import read
from extract.understanding import understand
from scrapers.items import RawNotice
from tests.extract.ofd_parts import SIZE, Cell, line, ofd, page, paragraph, path, table, words

TITLE = "麓溪县医疗保障局关于基金审计整改情况的公告"
PARAGRAPHS = (
    "2024年3月至5月，县审计局对我局2023年度医疗保险基金管理使用情况进行了审计，指出2个问题。现将整改情况公告如下：",
    "（一）重复报销医疗费用4.20万元。整改情况：已完成整改，重复报销的医疗费用已全部追回并缴入基金专户。",
    "（二）定点药店检查不到位。整改情况：正在整改，我局正在制定检查计划，预计2024年12月底前完成。",
)
_QUICK = Limits(ocr_threads=0)


def reading(body: bytes, limits: Limits = _QUICK) -> Document:
    return read(RawNotice(source="file", place="a.ofd", file_name="a.ofd", body=body), limits=limits)


def refusal(body: bytes, limits: Limits = _QUICK) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        reading(body, limits)
    return caught.value


def lines_of(document: Document) -> list[str]:
    return document.text.split("\n")


def notice(*, at: float = 25) -> str:
    """The content of a page: a title in large letters and paragraphs."""
    shown = words(105 - 3 * len(TITLE), 40, TITLE, size=6, font=2)
    baseline = 60.0
    for text in PARAGRAPHS:
        piece, baseline = paragraph(at, baseline, text)
        shown += piece
    return shown + words(140, baseline + 10, "麓溪县医疗保障局") + words(140, baseline + 17, "2024年7月8日")


def test_lines_become_paragraphs_below_a_title() -> None:
    document = reading(ofd([page(notice())]))
    extraction = understand(document)

    assert (document.reader, document.media_type, document.pages) == ("ofd", "application/ofd", 1)
    assert [document.text[b.start : b.end] for b in document.blocks if b.kind == "title"] == [TITLE]
    assert set(PARAGRAPHS) <= set(lines_of(document))
    assert [f.status.status for f in extraction.findings if f.status] == ["completed", "in_progress"]
    assert extraction.signed is not None and extraction.signed.text == "2024年7月8日"
    place = document.blocks[0].place
    assert (
        place is not None and place.box is not None and place.box.top == pytest.approx(35 / 25.4 * 72, abs=3)
    )


def test_a_ruled_table_with_merged_cells_is_a_grid_and_goes_on_over_pages() -> None:
    head: list[Cell | None] = [(t, 1, 1) for t in ("序号", "类别", "审计发现问题", "整改情况")]
    first: list[list[Cell | None]] = [
        head,
        [("1", 1, 1), ("基金支出", 2, 1), ("重复报销医疗费用", 1, 1), ("已完成", 1, 1)],
        [("2", 1, 1), None, ("超标准支付护理费", 1, 1), ("已完成", 1, 1)],
    ]
    second: list[list[Cell | None]] = [
        head,
        [("3", 1, 1), ("基金征收", 1, 1), ("欠缴保费未催缴", 1, 1), ("整改中", 1, 1)],
    ]
    widths = (15, 30, 60, 40)
    above = words(40, 30, TITLE, size=6, font=2)
    document = reading(
        ofd([page(above + table(25, 240, widths, first)[0]), page(table(25, 25, widths, second)[0])])
    )

    (found,) = [b.table for b in document.blocks if b.table is not None]
    assert (found.rows, found.columns, found.header_rows) == (4, 4, 1)
    assert (1, 1, 2) in [(c.row, c.column, c.row_span) for c in found.cells]
    assert [document.text[c.start : c.end] for c in found.cells if c.row == 3] == [
        "3",
        "基金征收",
        "欠缴保费未催缴",
        "整改中",
    ]


def test_a_table_drawn_as_thin_areas_is_one_too() -> None:
    bars = [f"M {x} 50 L {x + 0.3} 50 L {x + 0.3} 80 L {x} 80 C" for x in (30, 60, 120)]
    bars += [f"M 30 {y} L 120.3 {y} L 120.3 {y + 0.3} L 30 {y + 0.3} C" for y in (50, 60, 70, 79.7)]
    black = '<ofd:FillColor Value="0 0 0"/>'
    drawn = "".join(path(bar, more='Stroke="false" Fill="true"', inner=black) for bar in bars)
    shown = [
        (32, 57, "问题"),
        (62, 57, "整改情况"),
        (32, 67, "账实不符"),
        (62, 67, "已盘点登记"),
        (32, 77, "超标采购"),
        (62, 77, "已停止"),
    ]
    document = reading(ofd([page(drawn + "".join(words(x, y, t) for x, y, t in shown))]))

    (found,) = [b.table for b in document.blocks if b.table is not None]
    assert (found.rows, found.columns) == (3, 2)


def test_two_columns_are_read_one_after_the_other() -> None:
    left = "本报讯县审计局近日公布了医疗保险基金专项审计结果共发现问题二十三个涉及金额三百余万元" * 5
    right = "记者了解到相关部门已经按照审计意见逐项整改多数问题已经得到纠正其余问题正在推进之中" * 5
    shown = paragraph(20, 40, left, across=19)[0] + paragraph(112, 40, right, across=19)[0]
    document = reading(ofd([page(shown)]))

    plain = squeeze(document.text)
    assert plain.index(left) + len(left) <= plain.index(right)


def test_page_numbers_headers_and_templates_are_left_out() -> None:
    pages = [
        page(words(25, 15, "麓溪县医疗保障局公告") + paragraph(25, 60, f"第{n}部分内容各不相同，本页说明第{n}类事项的办理情况。")[0] + words(103, 285, f"- {n} -"))
        for n in range(1, 5)
    ]  # fmt: skip
    template = page(words(25, 290, "麓溪县人民政府公报"))
    with_template = [
        p.replace(b"<ofd:Content>", b'<ofd:Template TemplateID="700" ZOrder="Background"/><ofd:Content>')
        for p in pages
    ]
    document = reading(ofd(with_template, templates=[template]))

    assert "公告" not in document.text and "公报" not in document.text and "- 2 -" not in document.text
    assert "第4部分" in document.text


def test_a_page_whose_text_runs_sideways_is_turned() -> None:
    parts = []
    baseline = 190.0
    for text in (TITLE, *PARAGRAPHS):
        for i in range(0, len(text), 50):
            parts.append(words(baseline, 30, text[i : i + 50], more='CTM="0 1 -1 0 0 0"'))
            baseline -= 8
    document = reading(ofd([page("".join(parts))]))

    assert document.turned == ((1, 270),)
    assert squeeze("".join(PARAGRAPHS)) in squeeze(document.text)


def test_distances_may_lead_back_to_the_next_line() -> None:
    text = "第一行的文字在此第二行的文字在此"
    steps = f"g 7 {SIZE} {-7 * SIZE} g 7 {SIZE}"
    code = f'<ofd:TextCode X="0" Y="4" DeltaX="{steps}" DeltaY="g 7 0 7 g 7 0">{text}</ofd:TextCode>'
    shown = f'<ofd:TextObject ID="3" Boundary="20 50 170 40" Font="1" Size="{SIZE}">{code}</ofd:TextObject>'
    document = reading(ofd([page(shown + words(20, 100, "落款单位名称"))]))

    assert lines_of(document)[:2] == [text[:8], text[8:]]


def test_a_matrix_scales_what_a_converter_wrote_in_points() -> None:
    scaled = words(0, 12, TITLE, size=12, more='CTM="0.3528 0 0 0.3528 20 30"')
    document = reading(ofd([page(scaled + words(25, 80, "普通正文一行"))]))

    assert lines_of(document)[0] == TITLE


def test_blocks_and_composite_objects_are_gone_through() -> None:
    unit = f'<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="50" Width="100" Height="20"><ofd:Content>{words(0, 6, "组合中的文字")}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>'
    shown = f'<ofd:PageBlock ID="4">{words(25, 40, "块中的文字")}</ofd:PageBlock><ofd:CompositeObject ID="5" ResourceID="50" Boundary="25 60 100 20"/>'
    document = reading(ofd([page(shown)], resources=unit))

    assert lines_of(document) == ["块中的文字", "组合中的文字"]


def test_what_nobody_sees_is_left_out() -> None:
    white, black = '<ofd:FillColor Value="255 255 255"/>', '<ofd:FillColor Value="0 0 128"/>'
    area = path("M 20 90 L 180 90 L 180 110 L 20 110 C", more='Stroke="false" Fill="true"', inner=black)
    shown = (
        words(25, 40, "看得见的文字")
        + words(25, 50, "不可见的文字", more='Visible="false"')
        + words(25, 60, "透明的文字", more='Alpha="0"')
        + words(25, 70, "白色的文字", inner=white)
        + area
        + words(25, 100, "底色上的白字", inner=white)
        + words(25, 400, "页面之外的文字")
    )
    document = reading(ofd([page(shown)]))

    assert lines_of(document) == ["看得见的文字", "底色上的白字"]


def test_slanted_text_is_taken_for_a_watermark() -> None:
    mark = words(60, 150, "内部资料", size=20, more='CTM="0.7 -0.7 0.7 0.7 0 0"')
    document = reading(ofd([page(notice() + mark)]))

    assert "内部资料" not in document.text
    assert [i.kind for i in document.issues] == ["slanted_left_out"]


def test_latin_words_keep_their_blanks_and_numbers_have_none() -> None:
    shown = words(25, 40, "GB/T 33190-2016 Open Fixed-layout Document") + words(
        25, 50, "共追回资金11,111.11万元"
    )
    document = reading(ofd([page(shown)]))

    assert lines_of(document) == ["GB/T 33190-2016 Open Fixed-layout Document", "共追回资金11,111.11万元"]


def test_printing_twice_to_look_bold_gives_the_text_once() -> None:
    document = reading(ofd([page(words(25, 40, "加粗的标题") + words(25.1, 40, "加粗的标题"))]))

    assert document.text == "加粗的标题"


def _scan(covers: str) -> bytes:
    held = io.BytesIO()
    Image.new("L", (420, 594), 255).save(held, "PNG")
    resources = '<ofd:MultiMedias><ofd:MultiMedia ID="60" Type="Image"><ofd:MediaFile>scan.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>'
    shown = f'<ofd:ImageObject ID="6" ResourceID="60" Boundary="{covers}" CTM="{covers.split()[2]} 0 0 {covers.split()[3]} 0 0"/>'
    return ofd([page(shown)], resources=resources, files={"Doc_0/Res/scan.png": held.getvalue()})


def test_a_page_that_is_a_picture_waits_for_recognition() -> None:
    document = reading(_scan("0 0 210 297"))

    assert [i.kind for i in document.issues] == ["ocr_off"]
    assert document.pages == 1
    assert reading(_scan("20 20 60 60")).issues == ()


def test_a_picture_that_is_missing_costs_only_its_page() -> None:
    scan = '<ofd:ImageObject ID="6" ResourceID="60" Boundary="0 0 210 297" CTM="210 0 0 297 0 0"/>'
    document = reading(ofd([page(notice()), page(scan)]))

    assert PARAGRAPHS[0] in document.text
    assert [i.kind for i in document.issues] == ["unread_page"]


def test_a_font_without_meaning_is_doubted_and_not_read() -> None:
    private = "".join(chr(0xE000 + n) for n in range(60))
    document = reading(ofd([page(notice()), page(words(20, 50, private))]))

    assert "\ue001" not in document.text
    assert [i.kind for i in document.issues] == ["unread_page"]


def test_a_broken_list_of_resources_costs_only_its_pictures() -> None:
    document = reading(ofd([page(notice())], files={"Doc_0/PublicRes.xml": b"<ofd:Res"}))

    assert PARAGRAPHS[0] in document.text
    assert [i.kind for i in document.issues] == ["pictures_left_out"]


def test_parts_elsewhere_and_in_other_letters_are_found() -> None:
    body = ofd([page(words(25, 40, "正文一行"))])
    moved = body.replace(b"Doc_0/Pages/Page_0/Content.xml", b"DOC_0/PAGES/PAGE_0/CONTENT.XML")

    assert reading(moved).text == "正文一行"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (ofd([]), "no_pages"),
        (ofd([page("")], entry="<ofd:Encryptions>Encryptions.xml</ofd:Encryptions>"), "encrypted"),
        (ofd([b"<broken"]), "broken_file"),
        (ofd([page(words(25, 40, "一"))]).replace(b"Doc_0/Document.xml", b"Doc_0/Dokument.xml"), "no_pages"),
    ],
    ids=["no pages", "encrypted", "broken page", "document missing"],
)
def test_faults_are_refused_in_words(body: bytes, kind: str) -> None:
    assert refusal(body).kind == kind


def test_too_many_pages_are_refused() -> None:
    assert refusal(ofd([page("")] * 4), Limits(max_pages=3)).kind == "too_many_pages"


@given(st.text(alphabet="g 0123456789.-eEinfa", max_size=40), st.integers(0, 50))
@settings(max_examples=200, deadline=None)
def test_distances_are_as_many_as_asked_for_or_none(text: str, count: int) -> None:
    found = distances(text, count)

    assert found is None or len(found) == count
    assert all(abs(n) < 1e6 for n in [*(found or ()), *numbers(text), *matrix(text)])


def test_lines_without_text_make_no_table() -> None:
    document = reading(ofd([page(words(25, 40, "只有一行文字") + line(20, 50, 190, 50))]))

    assert document.text == "只有一行文字"
