"""Old Word documents, RTF and web archives read like the DOCX they are siblings of."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from extract.files.limits import DEFAULT_LIMITS
from extract.model import Document, Unreadable
from extract.readers.word import doc
from extract.reading import read, recognise
from scrapers.items import RawNotice
from tests.extract.office_samples import notice_docx, notice_mht, notice_rtf

FIXTURE = (
    Path(__file__).parent / "fixtures" / "office" / "notice.doc"
)  # LibreOffice made it of `notice_docx()`


def raw(body: bytes, name: str) -> RawNotice:
    return RawNotice(source="file", place=name, file_name=name, body=body)


def kinds(document: Document) -> list[str]:
    return [b.kind for b in document.blocks]


@pytest.mark.parametrize("name", ["notice.doc", "notice.wps", "no_ending"])
def test_an_old_word_document_reads_like_the_new_one(name: str) -> None:
    pytest.importorskip("doc2docx", reason="needs the extra doc")

    old, new = read(raw(FIXTURE.read_bytes(), name)), read(raw(notice_docx(), "notice.docx"))

    assert old.text == new.text
    assert kinds(old) == kinds(new)
    assert [b.marker for b in old.blocks] == [b.marker for b in new.blocks]
    assert (old.reader, old.media_type) == ("doc", "application/msword")


def test_the_plain_text_is_the_last_resort_and_says_so() -> None:
    pytest.importorskip("legacy_doc", reason="needs the extra doc")

    document = doc._by_text(raw(FIXTURE.read_bytes(), "notice.doc"), DEFAULT_LIMITS)

    assert document is not None
    assert "水费收入12.60万元未及时入账" in document.text
    assert [i.kind for i in document.issues] == ["text_only"]


def test_without_any_converter_the_message_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for way in ("_by_converter", "_by_office", "_by_text"):
        monkeypatch.setattr(doc, way, lambda raw, limits: None)

    with pytest.raises(Unreadable, match="LibreOffice") as refusal:
        read(raw(FIXTURE.read_bytes(), "notice.doc"))
    assert refusal.value.kind == "missing_program"


def test_a_damaged_old_document_is_refused_with_every_reason() -> None:
    body = bytearray(FIXTURE.read_bytes())
    body[0x200:0x1800] = b"\xff" * 0x1600

    with pytest.raises(Unreadable, match=r"notice\.doc"):
        read(raw(bytes(body), "notice.doc"))


def test_a_document_of_word_95_is_named_so(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("doc2docx", reason="the extra doc is not installed")
    monkeypatch.setenv("PATH", "")
    body = FIXTURE.read_bytes().replace(b"\xec\xa5", b"\xdc\xa5")
    for table in ("0Table", "1Table"):  # which Word 95 does not have
        body = body.replace(table.encode("utf-16-le"), "XTable".encode("utf-16-le"))

    with pytest.raises(Unreadable, match="Word 95") as refusal:
        read(raw(body, "old.doc"))
    assert refusal.value.kind == "unsupported_format"


def test_rtf_keeps_title_number_table_and_alignment() -> None:
    document = read(raw(notice_rtf(), "notice.doc"))

    assert document.reader == "rtf"
    assert kinds(document) == ["title", "paragraph", "paragraph", "table", "paragraph"]
    assert document.text.split("\n")[1:3] == ["一、 总体情况", "已完成整改3项。"]
    assert document.blocks[1].marker == "一、"
    assert document.blocks[-1].align == "right"
    table = document.blocks[3].table
    assert table is not None
    merged = [document.text[c.start : c.end] for c in table.cells if c.row_span == 2]
    assert merged == ["资金"]
    assert "hidden" not in document.text


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (r"a\par b", "a\nb"),
        (r"\u8212?\u8212?x", "——x"),
        (r"\uc2\u23457 ??y", "审y"),
        (r"{\uc0\u23457}z", "审z"),
        (r"\u-10179?\u-8704?", "\U0001f600"),
        (r"{\footnote note}{\header top}{\*\unknown x}kept", "kept"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt shown}}", "shown"),
        (r"a{\pict\bin4 }}}}b}c", "ac"),
        (r"{\b bold}\tab x\line y", "bold x\ny"),
        (r"a\~b\_c\{d\}", "a\u00a0b-c{d}"),
        (r"{\deleted gone}{\v gone}kept", "kept"),
        (r"{\shp{\*\shpinst{\sp x}{\shptxt box}}{\shprslt twice}}", "box"),
        ("{\\rtf1 inner}", "inner"),
    ],
)
def test_rtf_control_words_mean_what_they_say(inside: str, shown: str) -> None:
    made = ("{\\rtf1\\ansi\\ansicpg1252 " + inside + "}").encode("latin-1")

    assert read(raw(made, "x.rtf")).text == shown


def test_what_rtf_hides_deletes_or_embeds_is_told() -> None:
    body = (
        r"{\rtf1\ansi \pard Kept{\v hidden}{\deleted gone}{\revised new}{\footnote \pard A note.}"
        r"{\object\objemb{\*\objdata 00}{\result \pard shown}} end.{\info{\*\x{\footnote none}}}\par}"
    )
    document = read(raw(body.encode(), "n.rtf"))

    assert document.text == "Keptnew end."
    told = {i.kind: i.message for i in document.issues}
    assert set(told) == {"hidden_left_out", "tracked_changes", "footnotes_left_out", "embedded_left_out"}
    assert told["tracked_changes"].startswith("2 ")
    assert told["footnotes_left_out"].startswith("1 ")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (rb"{\rtf1\ansi\ansicpg936 ", "审计"),
        (rb"{\rtf1\ansi\ansicpg950{\fonttbl{\f0\fcharset136 x;}}\f0 ", "審計"),
        (rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f3\fcharset134 x;}}\f3 ", "审计"),
        (rb"{\rtf1\ansi ", "审计"),
    ],
)
def test_rtf_bytes_are_decoded_by_font_or_page(head: bytes, body: str) -> None:
    encoding = "big5" if body == "審計" else "gbk"
    written = "".join(f"\\'{b:02x}" for b in body.encode(encoding)).encode()

    assert read(raw(head + written + b"}", "x.rtf")).text == body


def test_a_web_archive_is_read_as_its_page() -> None:
    document = read(raw(notice_mht(), "notice.doc"))

    assert document.reader == "html"
    assert "水费收入未入账" in document.text


@pytest.mark.parametrize(
    ("body", "name", "expected"),
    [
        (b"<html><body><p>x</p></body></html>", "page.doc", "html"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "ledger.xls", "html"),
        ("只是文字".encode(), "notice.docx", "text"),
        (notice_rtf(), "notice.docx", "rtf"),
        (notice_docx(), "notice.doc", "docx"),
    ],
)
def test_content_decides_before_the_name(body: bytes, name: str, expected: str) -> None:
    assert recognise(raw(body, name)).name == expected


def test_a_protected_office_file_is_refused_in_words() -> None:
    body = bytearray(FIXTURE.read_bytes())
    name, other = ("WordDocument".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le"))
    at = body.find(name)
    body[at : at + len(other)] = other
    body[at - at % 128 + 64 : at - at % 128 + 66] = (len(other) + 2).to_bytes(2, "little")

    with pytest.raises(Unreadable, match="password"):
        read(replace(raw(bytes(body), "x.docx")))


WORD_2003 = (
    '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
    '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
    'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" '
    'xmlns:aml="http://schemas.microsoft.com/aml/2001/core"><w:body><wx:sect>'
    '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>远岚市水务局关于审计整改情况的公告</w:t></w:r></w:p>'
    '<w:p><w:pPr><w:listPr><w:ilvl w:val="0"/><wx:t wx:val="一、"/></w:listPr></w:pPr><w:r><w:t>总体情况</w:t></w:r>'
    '<aml:annotation w:type="Word.Deletion"><aml:content><w:r><w:delText>旧</w:delText></w:r></aml:content></aml:annotation>'
    '<aml:annotation w:type="Word.Insertion"><aml:content><w:r><w:t>新</w:t></w:r></aml:content></aml:annotation></w:p>'
    '<w:tbl><w:tr><w:tc><w:tcPr><w:vmerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>'
    "<w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vmerge/></w:tcPr><w:p/></w:tc>"
    "<w:tc><w:p><w:r><w:t>丙</w:t></w:r></w:p></w:tc></w:tr></w:tbl></wx:sect></w:body></w:wordDocument>"
)


def test_word_2003_xml_is_read_with_its_displayed_numbers() -> None:
    document = read(raw(WORD_2003.encode(), "notice.doc"))

    assert document.reader == "word_xml"
    assert kinds(document) == ["title", "paragraph", "table"]
    assert document.blocks[1].marker == "一、"
    assert "一、 总体情况新" in document.text and "旧" not in document.text
    table = document.blocks[2].table
    assert table is not None and table.cells[0].row_span == 2


def test_a_flat_package_reads_like_the_zipped_one() -> None:
    body = notice_docx()
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        parts = "".join(
            f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{archive.read(name).decode().partition("?>")[2]}</pkg:xmlData></pkg:part>'
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        )
    flat = (
        '<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        f"{parts}</pkg:package>"
    )

    assert read(raw(flat.encode(), "notice.xml")).text == read(raw(body, "notice.docx")).text
