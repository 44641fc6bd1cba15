"""Word documents are read as the reader of the printed page sees them."""

import pytest

from extract.files.limits import DEFAULT_LIMITS
from extract.model import Block, Document, Unreadable
from extract.reading import read
from extract.understanding import understand
from scrapers.items import RawNotice
from tests.extract.office_parts import paragraph as p
from tests.extract.office_parts import word_package
from tests.extract.office_samples import LEDGER, notice_docx

NUMBERING = (
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/>'
    '<w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>'
    '<w:lvlText w:val="（%2）"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2.%3"/><w:isLgl/></w:lvl>'
    "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/>'
    '<w:suff w:val="nothing"/><w:lvlText w:val="%1．"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF06C;"/>'
    '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num>"
    '<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>'
)


def num(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def reading(
    body: str, styles: str = "", numbering: str = NUMBERING, more: dict[str, bytes] | None = None
) -> Document:
    made = word_package(body, styles=styles, numbering=numbering, more=more)
    return read(RawNotice(source="file", place="x", file_name="x.docx", body=made))


def lines(document: Document) -> list[str]:
    return document.text.split("\n")


def table(document: Document) -> Block:
    return next(b for b in document.blocks if b.table is not None)


def grid(document: Document) -> list[tuple[int, int, int, int, str]]:
    found = table(document).table
    assert found is not None
    return [(c.row, c.column, c.row_span, c.column_span, document.text[c.start : c.end]) for c in found.cells]


def test_a_notice_keeps_title_numbers_table_and_signature() -> None:
    document = read(RawNotice(source="file", place="x", file_name="x.docx", body=notice_docx()))

    kinds = [b.kind for b in document.blocks]
    assert kinds == ["title", *["paragraph"] * 5, "table", "paragraph"]
    assert [b.marker for b in document.blocks][2:6] == ["一、", "（一）", "二、", "（一）"]
    assert "（一）水费收入12.60万元未及时入账。" in document.text
    assert document.blocks[-1].align == "right"
    assert [f.value for f in document.fields if f.key == "title"] == ["供水专项审计整改公告"]
    found = table(document).table
    assert found is not None and found.header_rows == 1
    assert (1, 1, 2, 1, LEDGER[0][1]) in grid(document)


def test_blocks_tile_the_text_and_name_their_paragraph() -> None:
    document = read(RawNotice(source="file", place="x", file_name="x.docx", body=notice_docx()))

    assert document.text == "\n".join(document.text[b.start : b.end] for b in document.blocks)
    assert [b.place.paragraph for b in document.blocks if b.place][:7] == [1, 2, 3, 4, 5, 6, 7]


def test_displayed_numbers_restart_below_a_higher_level() -> None:
    body = "".join(
        p(t, num(1, level)) for t, level in [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0), ("戊", 1)]
    )

    assert lines(reading(body)) == ["一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊"]


def test_legal_numbering_writes_plain_digits_and_a_tab_as_a_blank() -> None:
    body = p("甲", num(1)) + p("乙", num(1, 1)) + p("丙", num(1, 2))

    assert lines(reading(body))[-1] == "1.1.1 丙"


def test_lists_of_one_abstract_list_share_their_count_unless_they_restart() -> None:
    body = p("甲", num(2)) + p("乙", num(3)) + p("丙", num(4)) + p("丁", num(4)) + p("戊", num(2))

    assert lines(reading(body)) == ["3．甲", "4．乙", "1．丙", "2．丁", "3．戊"]


def test_a_bullet_of_a_symbol_font_becomes_its_character() -> None:
    assert lines(reading(p("甲", num(5)))) == ["● 甲"]


def test_an_empty_numbered_cell_shows_its_number() -> None:
    cell = "<w:tc>{}</w:tc>"
    row = "<w:tr>" + cell.format(p("", num(2))) + cell.format(p("未入账。")) + "</w:tr>"

    document = reading(f"<w:tbl>{row * 2}</w:tbl>")

    assert [text for *_, text in grid(document)] == ["3．", "未入账。", "4．", "未入账。"]


def test_numbers_and_headings_come_from_styles_too() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a" w:default="1"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr>'
        '<w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr><w:jc w:val="center"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="h1x"><w:name w:val="mine"/><w:basedOn w:val="h1"/></w:style>'
    )

    document = reading(
        p("甲", '<w:pStyle w:val="h1x"/>') + p("乙", f'<w:pStyle w:val="h1"/>{num(0)}'), styles
    )

    assert lines(document) == ["一、甲", "乙"]
    assert [(b.kind, b.level, b.align) for b in document.blocks] == [("heading", 1, "center")] * 2


def test_a_numbering_style_is_followed_to_its_list() -> None:
    styles = '<w:style w:type="numbering" w:styleId="n"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    linked = (
        NUMBERING + '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="n"/></w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num>'
    )

    assert lines(reading(p("甲", num(9)), styles, linked)) == ["3．甲"]


def test_tracked_changes_are_taken_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>收回</w:t></w:r><w:del><w:r><w:delText>三</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>四</w:t></w:r></w:ins><w:r><w:t>万元</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p><w:p><w:r><w:t>后半</w:t></w:r></w:p>"
        "<w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom>"
    )

    document = reading(body)

    assert lines(document) == ["收回四万元", "前半后半"]
    assert [i.kind for i in document.issues] == ["tracked_changes"]


def test_hidden_text_and_field_instructions_are_left_out() -> None:
    body = (
        p("看得见", run='<w:vanish w:val="0"/>') + p("看不见", run="<w:vanish/>")
        + '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2024年</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> eq \\o\\ac(○,3) </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>补缴</w:t></w:r></w:p>'
    )  # fmt: skip

    document = reading(body)

    assert lines(document) == ["看得见", "2024年", "③补缴"]
    assert [i.kind for i in document.issues] == ["hidden_left_out"]


def test_a_field_that_never_ends_hides_nothing() -> None:
    body = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' + p("正文")

    assert lines(reading(body)) == ["正文"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('框中')}</w:txbxContent>"
    body = (
        '<w:p><w:r><w:t>锚</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>" + p("下段")
    )

    assert lines(reading(body)) == ["锚", "框中", "下段"]


def test_symbols_ruby_breaks_equations_and_links_are_text() -> None:
    body = (
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>是</w:t><w:tab/><w:t>否</w:t><w:br/><w:t>下行</w:t></w:r></w:p>'
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>shěn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>审</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        "<w:hyperlink><w:r><w:t>计</w:t></w:r></w:hyperlink></w:p>"
        "<w:p><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath></w:p>"
        "<w:p><w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )

    assert lines(reading(body)) == ["√是 否", "下行", "审计", "1/2", "控件"]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def test_merged_cells_stand_once_with_their_spans() -> None:
    rows = (
        "<w:tr>"
        + cell("序号", '<w:vMerge w:val="restart"/>')
        + cell("整改情况", '<w:gridSpan w:val="2"/>')
        + "</w:tr>"
        "<w:tr>" + cell("", "<w:vMerge/>") + cell("措施") + cell("结果") + "</w:tr>"
        "<w:tr>" + cell("1") + cell("收回资金。") + cell("已完成") + "</w:tr>"
    )

    document = reading(f"<w:tbl>{rows}</w:tbl>")

    assert grid(document)[:4] == [
        (0, 0, 2, 1, "序号"), (0, 1, 1, 2, "整改情况"), (1, 1, 1, 1, "措施"), (1, 2, 1, 1, "结果"),
    ]  # fmt: skip
    found = table(document).table
    assert found is not None and (found.rows, found.columns, found.header_rows) == (3, 3, 2)


def test_deleted_rows_vanish_and_old_style_merges_count() -> None:
    rows = (
        "<w:tr>" + cell("甲", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + "</w:tr>"
        "<w:tr><w:trPr><w:del/></w:trPr>" + cell("旧") + cell("旧") + "</w:tr>"
        "<w:tr>" + cell("乙") + cell("丙") + "</w:tr>"
    )

    assert grid(reading(f"<w:tbl>{rows}</w:tbl>")) == [
        (0, 0, 1, 2, "甲"), (1, 0, 1, 1, "乙"), (1, 1, 1, 1, "丙"),
    ]  # fmt: skip


def test_a_nested_table_stays_in_its_cell_and_a_frame_is_no_table() -> None:
    inner = "<w:tbl><w:tr>" + cell("内一") + cell("内二") + "</w:tr></w:tbl>"
    nested = f"<w:tbl><w:tr>{cell('外')}<w:tc>{p('前')}{inner}{p('后')}</w:tc></w:tr><w:tr>{cell('a')}{cell('b')}</w:tr></w:tbl>"
    frame = f"<w:tbl><w:tr><w:tc>{p('框内段落')}</w:tc></w:tr></w:tbl>"

    document = reading(frame + p("间") + nested)

    assert document.blocks[0].kind == "paragraph"
    assert (0, 1, 1, 1, "前\n内一 内二\n后") in grid(document)


def test_a_table_that_goes_on_after_a_line_saying_so_is_one_table() -> None:
    head = "<w:tr>" + cell("序号") + cell("问题") + cell("整改情况") + "</w:tr>"
    first = f"<w:tbl>{head}<w:tr>{cell('1')}{cell('甲')}{cell('已完成')}</w:tr></w:tbl>"
    second = f"<w:tbl>{head}<w:tr>{cell('2')}{cell('乙')}{cell('已完成')}</w:tr></w:tbl>"

    document = reading(first + p("续表") + second)

    assert [b.kind for b in document.blocks] == ["table"]
    assert [text for r, c, *_, text in grid(document) if c == 0] == ["序号", "1", "2"]


def test_notes_below_a_table_are_notes() -> None:
    rows = f"<w:tr>{cell('序号')}{cell('问题')}</w:tr><w:tr>{cell('1')}{cell('甲')}</w:tr>"

    document = reading(f"<w:tbl>{rows}</w:tbl>" + p("注：数据截至年底。") + p("正文"))

    assert [b.kind for b in document.blocks] == ["table", "note", "paragraph"]


def test_a_table_of_contents_is_left_out_and_said_so() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="t1"><w:name w:val="toc 1"/></w:style>'

    document = reading(p("一、总体情况 1", '<w:pStyle w:val="t1"/>') + p("一、总体情况"), styles)

    assert document.text == "一、总体情况"
    assert [i.kind for i in document.issues] == ["contents_left_out"]


def test_unknown_number_formats_and_symbols_are_doubts() -> None:
    strange = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="hindiVowels"/>'
        '<w:lvlText w:val="%1)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = p("甲", num(1)) + '<w:p><w:r><w:sym w:font="Odd" w:char="F012"/><w:t>乙</w:t></w:r></w:p>'

    document = reading(body, numbering=strange)

    assert lines(document) == ["1) 甲", "□乙"]
    assert [i.kind for i in document.issues] == ["unknown_symbol", "unknown_number_format"]


def test_a_shell_around_a_web_page_is_read_as_the_page() -> None:
    page = "<html><body><p>水费收入未及时入账，已完成整改。</p></body></html>".encode()

    document = reading('<w:altChunk r:id="rId3"/>', more={"word/page.htm": page})

    assert document.reader == "html"
    assert "水费收入未及时入账" in document.text


def test_strict_files_are_read_like_ordinary_ones() -> None:
    space = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = p("正文")
    more = {
        "word/document.xml": b'<w:document xmlns:w="'
        + space
        + f'"><w:body>{body}</w:body></w:document>'.encode()
    }

    assert reading("", more=more).text == "正文"


@pytest.mark.parametrize(
    ("damaged", "kind"),
    [
        (word_package("")[:-200], "broken_file"),
        (word_package("<w:p>"), "broken_file"),
        (word_package(""), "no_text"),
        (
            word_package("", more={"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "xml_entities",
        ),
    ],
)
def test_damaged_and_empty_files_are_refused_in_words(damaged: bytes, kind: str) -> None:
    with pytest.raises(Unreadable, match=r"\w") as refusal:
        read(RawNotice(source="file", place="x", file_name="x.docx", body=damaged), limits=DEFAULT_LIMITS)

    assert refusal.value.kind == kind


def test_choices_of_a_form_are_read_and_its_prompts_are_not() -> None:
    choice = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="未完成"/>'
        '<w:listEntry w:val="已完成"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt>"
    inline = (
        "<w:p>" + control.format("", "正在整改") + control.format("<w:showingPlcHdr/>", "单击此处") + "</w:p>"
    )
    block = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('单击此处')}</w:sdtContent></w:sdt>"
    )

    document = reading(choice + inline + block)

    assert lines(document) == ["已完成", "正在整改"]
    assert [(i.kind, i.message[:2]) for i in document.issues] == [("hidden_left_out", "2 ")]


def test_words_below_a_merged_cell_are_not_displayed_and_that_is_told() -> None:
    merged = "<w:tc><w:tcPr><w:vMerge{}/></w:tcPr>{}</w:tc><w:tc>{}</w:tc>"
    rows = ((' w:val="restart"', "资金", "甲"), ("", "盖住的字", "乙"), ("", "", "丙"))
    body = "".join(f"<w:tr>{merged.format(m, p(a), p(b))}</w:tr>" for m, a, b in rows)

    document = reading(f"<w:tbl>{body}</w:tbl>")

    assert grid(document)[:2] == [(0, 0, 3, 1, "资金"), (0, 1, 1, 1, "甲")]
    assert "盖住" not in document.text
    assert [(i.kind, i.message[:2]) for i in document.issues] == [("hidden_left_out", "1 ")]


def test_documents_embedded_in_a_paragraph_are_told_and_equations_are_not() -> None:
    embedded = '<w:p><w:r><w:t>见附表</w:t></w:r><w:r><w:object><o:OLEObject xmlns:o="urn:o" ProgID="{}"/></w:object></w:r></w:p>'

    document = reading(embedded.format("Excel.Sheet.12") + embedded.format("Equation.DSMT4"))

    assert [(i.kind, i.message[:2]) for i in document.issues] == [("embedded_left_out", "1 ")]


def test_marks_of_direction_do_not_stand_between_characters() -> None:
    marked = p("水费\u200e收入\u200f未\u202a入\u202c账\u200b，\u00ad已\u2060完\u2067成\u2069\ufeff整改。")

    assert reading(marked).text == "水费收入未入账，已完成整改。"


def test_the_days_on_which_a_file_was_saved_are_no_dates_of_the_notice() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:created>2019-03-04T00:00:00Z</dcterms:created>'
        "<dcterms:modified>2020-03-04T00:00:00Z</dcterms:modified></cp:coreProperties>"
    )
    document = reading(p("一、水费收入未入账。已完成整改。"), more={"docProps/core.xml": core.encode()})

    found = understand(document)

    assert [f.value[:4] for f in document.fields] == ["2019", "2020"]
    assert (found.published, found.signed) == (None, None)
