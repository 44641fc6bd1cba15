"""Word documents with pictures: pages that are only pasted are recognised, others are told."""

import importlib.util
import io

import docx
import pytest
from docx.shared import Pt
from PIL import Image

from extract.files.limits import Limits
from extract.model import Document, Unreadable
from extract.reading import read
from scrapers.items import RawNotice
from tests.extract.office_parts import paragraph, word_package
from tests.extract.office_samples import saved
from tests.extract.pdf_samples import has_cjk_font, page_pictures, text_pdf

OFF = Limits(ocr_threads=0)
HAS_ENGINE = importlib.util.find_spec("rapidocr") is not None


def read_word(body: bytes, limits: Limits = OFF) -> Document:
    return read(RawNotice(source="file", place="x", file_name="x.docx", body=body), limits=limits)


def png(width: int = 60, height: int = 80) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (250, 250, 250)).save(out, format="PNG")
    return out.getvalue()


def pasted(*pictures: bytes, width: float = 430, text: str = "") -> bytes:
    """A Word file of pictures, each `width` points wide."""
    document = docx.Document()
    if text:
        document.add_paragraph(text)
    for picture in pictures:
        document.add_picture(io.BytesIO(picture), width=Pt(width))
    return saved(document)


def test_pages_that_are_only_pasted_are_pages() -> None:
    document = read_word(pasted(png(), png(80, 60)))

    assert (document.reader, document.pages, document.text) == ("word_pictures", 1, "")
    assert [i.kind for i in document.issues] == ["ocr_off"]


@pytest.mark.slow
@pytest.mark.skipif(not (HAS_ENGINE and has_cjk_font()), reason="needs the extra ocr and a Chinese font")
def test_pasted_pages_are_recognised_in_their_order() -> None:
    pages = []
    for picture in page_pictures(text_pdf(pages=2, header=False), 150):
        out = io.BytesIO()
        picture.save(out, format="PNG")
        pages.append(out.getvalue())

    document = read_word(pasted(*pages), Limits())

    assert document.pages == len(pages)
    assert document.text.startswith("云泊市青湾区水利局关于2023年度预算执行审计整改情况的报告")
    assert document.text.rstrip().endswith("2025年1月16日")
    assert {b.place.page for b in document.blocks if b.place} == set(range(1, len(pages) + 1))


def test_a_drawing_that_cannot_be_decoded_is_told() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="a.emf"/></Relationships>'
    )
    shape = '<w:p><w:r><w:pict><v:shape style="width:400pt;height:12.5cm"><v:imagedata r:id="rId9"/></v:shape></w:pict></w:r></w:p>'
    more = {"word/_rels/document.xml.rels": relations.encode(), "word/a.emf": b"\1\0\0\0" + bytes(100)}

    with pytest.raises(Unreadable, match=r"pictures only, and none can be read.*a\.emf") as caught:
        read_word(word_package(shape, more=more))
    assert caught.value.kind == "no_text"

    mixed = read_word(word_package(paragraph("水费收入未入账。") + shape, more=more))
    assert [i.kind for i in mixed.issues] == ["pictures_left_out"]  # 400 pt by 12.5 cm is large


@pytest.mark.parametrize(("width", "kinds"), [(430, ["pictures_left_out"]), (90, [])])
def test_large_pictures_between_words_are_told_and_seals_are_not(width: float, kinds: list[str]) -> None:
    document = read_word(pasted(png(), width=width, text="水费收入未入账，已完成整改。"))

    assert document.text == "水费收入未入账，已完成整改。"
    assert [i.kind for i in document.issues] == kinds


def test_a_picture_with_too_many_pixels_is_refused() -> None:
    with pytest.raises(Unreadable, match="max_image_pixels"):
        read_word(pasted(png(300, 300)), Limits(ocr_threads=0, max_image_pixels=50_000))
