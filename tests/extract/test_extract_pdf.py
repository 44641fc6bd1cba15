"""Text of PDF files: paragraphs, titles, what is left out, and what is refused."""

import io
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Spacer

from extract.files.limits import DEFAULT_LIMITS, Limits
from extract.model import Document, Unreadable, squeeze
from extract.readers.pdf.picture import page_picture
from extract.readers.printed.garbled import is_garbled
from extract.readers.scans import engine as ocr_engine
from extract.readers.scans import recognition as ocr
from extract.reading import read
from scrapers.items import RawNotice
from tests.extract.pdf_samples import (
    PARAGRAPHS,
    TITLE,
    TableLook,
    built,
    font,
    ledger,
    style,
    table_pdf,
    text_pdf,
)
from tests.extract.told import block_texts


@pytest.fixture(autouse=True, scope="module")
def no_engine() -> Iterator[None]:
    """Recognition is tested elsewhere; here it is not installed."""

    def missing(threads: int = 1) -> ocr_engine.Engine:
        raise ocr_engine.OcrMissing("No module named 'rapidocr'")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ocr, "engine", missing)
        yield


def read_pdf(body: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    return read(
        RawNotice(source="file", place="a/notice.pdf", file_name="notice.pdf", body=body), limits=limits
    )


def drawn(*lines: tuple[float, float, float, str]) -> bytes:
    """One page with lines at (x, y from the bottom, size, text)."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for x, y, size, text in lines:
        canvas.setFont(font(), size)
        canvas.drawString(x, y, text)
    canvas.save()
    return out.getvalue()


@pytest.fixture(scope="module")
def notice() -> Document:
    return read_pdf(text_pdf(pages=2))


def test_paragraphs_are_rejoined_over_lines_and_pages(notice: Document) -> None:
    found = [squeeze(t) for t in block_texts(notice, "paragraph")]
    for paragraph in PARAGRAPHS:
        assert found.count(squeeze(paragraph)) == 2
    assert notice.pages == 2


def test_a_number_grouped_by_a_blank_keeps_it(notice: Document) -> None:
    assert "8 927.15万元" in notice.text
    assert "1 003.86万元" in notice.text


def test_a_title_of_two_lines_is_one_and_the_document_number_is_none(notice: Document) -> None:
    assert block_texts(notice, "title") == ["云泊市青湾区水利局关于2023年度预算执行审计整改情况的报告"]
    assert "青水报〔2025〕3号" in block_texts(notice, "paragraph")


def test_running_headers_and_page_numbers_are_left_out(notice: Document) -> None:
    assert "文件汇编" not in notice.text
    assert "— 1 —" not in notice.text


def test_signature_lines_stand_alone_on_the_right(notice: Document) -> None:
    right = [notice.text[b.start : b.end] for b in notice.blocks if b.align == "right"]
    assert right == ["云泊市青湾区水利局", "2025年1月16日"]


def test_a_letterhead_above_the_document_number_is_no_title() -> None:
    flow = [
        Paragraph("云泊市审计局文件", style(30, align=TA_CENTER)),
        Paragraph("云审发〔2025〕8号", style(13, align=TA_CENTER)),
        Spacer(1, 20),
        Paragraph("关于印发年度审计项目计划的通知", style(20, align=TA_CENTER)),
        *(Paragraph(p, style(14, indent=28)) for p in PARAGRAPHS[:3]),
    ]
    assert block_texts(read_pdf(built(flow)), "title") == ["关于印发年度审计项目计划的通知"]


@pytest.mark.parametrize(
    "number", ["— 3 —", "第 1 页 共 2 页", "第1頁，共3頁", "- 12 -", "1/7", "Page 2 of 9", "7"]
)
def test_page_numbers_of_every_look_are_left_out(number: str) -> None:
    body = drawn((84, 700, 12, "现将有关情况公告如下。"), (270, 30, 9, number))
    assert read_pdf(body).text == "现将有关情况公告如下。"


def test_a_number_in_the_text_is_no_page_number() -> None:
    body = drawn((84, 700, 12, "收回资金（万元）"), (84, 680, 12, "35"))
    assert "35" in read_pdf(body).text


def test_text_printed_twice_to_look_bold_is_read_once() -> None:
    assert read_pdf(text_pdf(doubled=True)).text.count("青湾区水利局整改情况公告") == 1


def hidden_text(kind: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont(font(), 12)
    canvas.drawString(84, 700, "看得见的文字。")
    if kind == "invisible":
        words = canvas.beginText(84, 660)
        words.setTextRenderMode(3)
        words.textLine("看不见的文字")
        canvas.drawText(words)
    elif kind == "white":
        canvas.setFillGray(1)
        canvas.drawString(84, 660, "看不见的文字")
    elif kind == "outside":
        canvas.drawString(84, -40, "看不见的文字")
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("kind", ["invisible", "white", "outside"])
def test_text_that_nobody_can_see_is_left_out(kind: str) -> None:
    assert read_pdf(hidden_text(kind)).text == "看得见的文字。"


def test_white_text_on_a_dark_ground_is_read() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFillGray(0.2)
    canvas.rect(80, 650, 300, 40, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.setFont(font(), 12)
    canvas.drawString(84, 660, "深色底上的文字")
    canvas.save()
    assert "深色底上的文字" in read_pdf(out.getvalue()).text


def test_english_lines_keep_their_blanks() -> None:
    lines = [
        "The audit office examined the accounts of four",
        "departments and found that twelve of them had",
        "been closed.",
    ]
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(330, 842))
    canvas.setFont("Helvetica", 12)
    for i, line in enumerate(lines):
        canvas.drawString(36, 700 - 16 * i, line)
    canvas.save()
    assert read_pdf(out.getvalue()).text == " ".join(lines)


def test_blocks_carry_their_page_and_a_box_on_it(notice: Document) -> None:
    for block in notice.blocks:
        assert block.place is not None and block.place.box is not None
        assert 1 <= (block.place.page or 0) <= 2
        assert 0 <= block.place.box.x0 < block.place.box.x1 <= 596
        assert 0 <= block.place.box.top < block.place.box.bottom <= 842


def test_text_pages_hold_the_same_text_as_pdfplumber_finds() -> None:
    body = text_pdf(pages=3, header=False)
    with pdfplumber.open(io.BytesIO(body)) as pdf:
        theirs = "".join(squeeze(p.extract_text()) for p in pdf.pages)
    ours = squeeze(read_pdf(body).text)
    for number in ("—1—", "—2—"):
        theirs = theirs.replace(number, "")
    assert ours == theirs


def test_a_protected_file_is_refused_in_words() -> None:
    with pytest.raises(Unreadable, match="asks for a password") as caught:
        read_pdf(text_pdf(encrypt="secret"))
    assert caught.value.kind == "encrypted"


def test_a_file_that_only_its_owner_may_change_is_read() -> None:
    assert "整改工作组织情况" in read_pdf(text_pdf(encrypt="", owner="owner")).text


@pytest.mark.parametrize("body", [b"%PDF-1.7\nnothing of the kind", b"%PDF-1.4\n" + bytes(range(256)) * 4])
def test_a_broken_file_is_refused_in_words(body: bytes) -> None:
    with pytest.raises(Unreadable, match="cannot be parsed") as caught:
        read_pdf(body)
    assert caught.value.kind == "broken_file"


def test_a_file_of_too_many_pages_is_refused() -> None:
    with pytest.raises(Unreadable, match="at most 1 are read") as caught:
        read_pdf(text_pdf(pages=2), Limits(max_pages=1))
    assert caught.value.kind == "too_many_pages"


@pytest.mark.parametrize(
    "text",
    [
        "\ue001\ue002\ue003\ue004 项目",
        "(cid:12)(cid:7)(cid:81)",
        "ÉóÊý¼¾¶ÈÔ¤ËãÖ´ÐÐºÍÆäËû²ÆÕþÊÕÖ§Éó¼Æ¹¤×÷±¨¸æ",
        "\ufffd\ufffd\ufffd号",
    ],
)
def test_garbled_text_is_told(text: str) -> None:
    assert is_garbled(text)


@pytest.mark.parametrize(
    "text", [TITLE, "".join(PARAGRAPHS), "東區運動中心泳池水質檢驗結果未依約公開。", "Total 12.5", ""]
)
def test_readable_text_is_not_garbled(text: str) -> None:
    assert not is_garbled(text)


def test_without_the_engine_a_scan_says_how_to_install_it() -> None:
    picture = pdfium.PdfDocument(text_pdf())[0].render(scale=0.5).to_pil().convert("RGB")
    out = io.BytesIO()
    picture.save(out, format="PDF")
    document = read_pdf(out.getvalue())
    assert document.text == ""
    assert [i.kind for i in document.issues] == ["ocr_missing"]
    assert 'pip install ".[ocr]"' in document.issues[0].message


def test_a_page_can_be_drawn_for_its_boxes() -> None:
    notice = RawNotice(source="file", place="n.pdf", file_name="n.pdf", body=text_pdf())
    picture = page_picture(notice, 1, dpi=40)
    assert picture.jpeg.startswith(b"\xff\xd8")
    assert (round(picture.width), round(picture.height)) == (595, 842)
    with pytest.raises(Unreadable, match="expected 1 to 1"):
        page_picture(notice, 2)


def checked(document: Document) -> None:
    """Blocks tile the text in order, line breaks between them aside; cells stand inside their table."""
    at = 0
    for block in document.blocks:
        assert block.start == at
        at = block.end + 1
        for cell in block.table.cells if block.table else ():
            assert block.start <= cell.start <= cell.end <= block.end
    assert max(at - 1, 0) == len(document.text)


@settings(max_examples=12, deadline=None)
@given(
    rows=st.integers(1, 9),
    seed=st.integers(0, 10**6),
    look=st.builds(
        TableLook, ruled=st.booleans(), merged=st.booleans(), split_rows=st.booleans(), middle=st.booleans()
    ),
)
def test_any_table_document_is_tiled_by_its_blocks(rows: int, seed: int, look: TableLook) -> None:
    checked(read_pdf(table_pdf(ledger(rows, seed=seed), look)))


_VALID = table_pdf(ledger(3), TableLook(merged=True))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    at=st.integers(0, len(_VALID) - 1),
    junk=st.binary(min_size=1, max_size=40),
    cut=st.one_of(st.none(), st.integers(0, len(_VALID))),
)
def test_any_mutation_of_a_valid_file_is_read_or_refused(at: int, junk: bytes, cut: int | None) -> None:
    body = (_VALID[:at] + junk + _VALID[at + len(junk) :])[:cut]
    if b"%PDF-" not in body[:1024]:
        return
    try:
        checked(read_pdf(body))
    except Unreadable as refusal:
        assert refusal.message


DEV = Path(__file__).parents[3] / "shared" / "dev"


@pytest.mark.skipif(not DEV.is_dir(), reason="../shared is not here")
@pytest.mark.parametrize("name", ["b/b07.pdf", "b/b09.pdf", "b/b11.pdf", "c/c07.pdf"])
def test_shared_documents_are_tiled_by_their_blocks(name: str) -> None:
    checked(read_pdf((DEV / name).read_bytes()))
