"""Scans: recognised characters, rows of ruled tables, turned and skewed pages, seals, doubt."""

import io
from collections.abc import Sequence

import pytest
from PIL import Image

from extract.files.limits import Limits
from extract.model import Document, Unreadable, squeeze
from extract.readers.scans.engine import Engine
from extract.reading import read
from scrapers.items import RawNotice
from tests.extract.comparing import body_rows, edit_distance
from tests.extract.pdf_samples import (
    PARAGRAPHS,
    TITLE,
    Scanner,
    TableLook,
    has_cjk_font,
    ledger,
    page_pictures,
    scan_pdf,
    scanned,
    table_pdf,
    text_pdf,
)

pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
pytestmark = [
    pytest.mark.skipif(not has_cjk_font(), reason="no Chinese font to draw pages with (fonts-wqy-zenhei)"),
    pytest.mark.slow,  # two to four seconds a page on one core
]

ROWS = ledger(7, seed=21)


def read_file(body: bytes, name: str = "scan.pdf", **limits: int) -> Document:
    return read(RawNotice(source="file", place=name, file_name=name, body=body), limits=Limits(**limits))


def error_rate(found: str, printed: str) -> float:
    a, b = squeeze(found), squeeze(printed)
    return edit_distance(a, b) / len(b)


def right_rows(document: Document, rows: Sequence[tuple[str, ...]]) -> int:
    [found] = body_rows(document)
    return sum(tuple(squeeze(c) for c in row) == got for row, got in zip(rows, found, strict=False))


@pytest.fixture(scope="module")
def clean() -> Document:
    return read_file(scan_pdf(table_pdf(ROWS, TableLook(merged=True)), Scanner(dpi=200)))


@pytest.fixture(scope="module")
def used() -> Document:
    scanner = Scanner(dpi=150, skew=0.9, noise=7, seal=True)
    return read_file(scan_pdf(table_pdf(ROWS, TableLook(merged=True)), scanner))


def test_rows_of_a_clean_scanned_table_are_right(clean: Document) -> None:
    assert right_rows(clean, ROWS) >= 0.95 * len(ROWS)


def test_rows_of_a_scanned_table_without_rules_are_right() -> None:
    rows = ledger(5, seed=9)
    document = read_file(scan_pdf(table_pdf(rows, TableLook(ruled=False)), Scanner(dpi=200)))
    assert body_rows(document) == [[tuple(squeeze(c) for c in row) for row in rows]]


def test_rows_of_a_skewed_noisy_sealed_scan_are_right(used: Document) -> None:
    assert right_rows(used, ROWS) >= len(ROWS) - 1


def test_the_title_of_a_scan_is_its_large_centred_line(clean: Document, used: Document) -> None:
    for document in (clean, used):
        assert [document.text[b.start : b.end] for b in document.blocks if b.kind == "title"] == [TITLE]


def test_words_under_a_seal_are_kept(used: Document) -> None:
    printed = "".join(squeeze(c) for row in ROWS for c in row)
    [found] = body_rows(used)
    assert error_rate("".join(c for row in found for c in row), printed) <= 0.01


def test_a_scan_tells_how_sure_it_is(clean: Document) -> None:
    assert clean.confidence is not None and 0.9 < clean.confidence <= 1.0
    assert all(i.span is not None for i in clean.issues if i.kind == "low_ocr_confidence")


def test_boxes_of_a_skewed_scan_lie_on_the_shown_page(used: Document) -> None:
    tops: dict[int, list[float]] = {}
    for block in used.blocks:
        for cell in block.table.cells if block.table else ():
            assert cell.place is not None and cell.place.box is not None
            assert -5 < cell.place.box.x0 < cell.place.box.x1 < 600
            if cell.row == 0:
                tops.setdefault(cell.column, []).append(cell.place.box.top)
    left, right = tops[0][0], tops[max(tops)][0]
    assert left - right > 4  # turned 0.9 degrees counterclockwise over 500 points


@pytest.fixture(scope="module")
def letter() -> Image.Image:
    return page_pictures(text_pdf(header=False), 150)[0]


def as_png(picture: Image.Image, dpi: float) -> bytes:
    out = io.BytesIO()
    picture.save(out, format="PNG", dpi=(dpi, dpi))
    return out.getvalue()


def test_characters_of_a_clean_picture_are_right(letter: Image.Image) -> None:
    document = read_file(as_png(letter, 150), "letter.png")
    text = squeeze(document.text)
    assert document.media_type == "image/png"
    assert (
        error_rate(
            "".join(squeeze(p) for p in PARAGRAPHS), text[text.index("2024年3月") : text.rindex("云泊市")]
        )
        <= 0.01
    )
    assert (
        sum(squeeze(p) in [squeeze(t) for t in document.text.split("\n")] for p in PARAGRAPHS)
        >= len(PARAGRAPHS) - 1
    )


@pytest.mark.parametrize("turn", [90, 180])
def test_a_scan_that_lies_turned_is_set_upright(letter: Image.Image, turn: int) -> None:
    part = letter.crop((0, 60, letter.width, 560))
    document = read_file(as_png(scanned(part, Scanner(turn=turn)), 150), "turned.png")
    assert document.turned == ((1, 360 - turn),)
    assert "整改工作组织情况" in squeeze(document.text)


def test_models_are_loaded_before_copies_are_made() -> None:
    engine = Engine(1)
    engine.load()
    assert None not in (engine._ocr.text_det, engine._ocr.text_rec, engine._ocr.text_cls)


def test_a_broken_picture_is_refused_in_words(letter: Image.Image) -> None:
    with pytest.raises(Unreadable, match="cannot be decoded") as caught:
        read_file(as_png(letter, 150)[:400], "half.png")
    assert caught.value.kind == "broken_file"


def test_what_is_refused_is_told_alike_in_every_run() -> None:
    with pytest.raises(Unreadable, match="of no kind that is known") as caught:
        read_file(b"\x89PNG\r\n\x1a\nrubbish", "rubbish.png")
    assert " at 0x" not in caught.value.message


def test_a_picture_of_too_many_pixels_is_refused(letter: Image.Image) -> None:
    with pytest.raises(Unreadable, match="at most 10,000") as caught:
        read_file(as_png(letter, 150), "large.png", max_image_pixels=10_000)
    assert caught.value.kind == "too_large"
