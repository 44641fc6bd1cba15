"""Every limit is kept: past it a document is refused, in words that name the limit."""

from dataclasses import fields

import pytest

from extract.files.limits import Limits
from extract.model import Unreadable
from extract.sandbox.parent import members_guarded, read_guarded
from scrapers.items import RawNotice
from tests.extract.hostile_files import pdf_echo, png, zip_in_zip
from tests.extract.office_parts import paragraph, word_package, zipped
from tests.extract.office_samples import ledger_xlsx, notice_docx
from tests.extract.pdf_samples import text_pdf

pytestmark = pytest.mark.usefixtures("no_child_left")

PAGE = ("<html><body>" + "<p>水费收入未及时入账，已完成整改。</p>" * 200 + "</body></html>").encode()
DEEP = word_package("<w:sdt><w:sdtContent>" * 30 + paragraph("深") + "</w:sdtContent></w:sdt>" * 30)
ARCHIVE = zipped({f"{i}.html": PAGE for i in range(4)})

# limit: a value of it, the file, the kind of the refusal
CASES: dict[str, tuple[float, str, bytes, str]] = {
    "max_bytes": (500, "a.docx", notice_docx(), "too_large"),
    "max_text_bytes": (500, "a.html", PAGE, "too_large"),
    "max_pages": (1, "a.pdf", text_pdf(pages=3), "too_many_pages"),
    "max_seconds": (0.3, "a.pdf", pdf_echo(), "too_slow"),
    "max_memory": (90 * 1024 * 1024, "a.docx", notice_docx(), "out_of_memory"),
    "max_depth": (20, "a.docx", DEEP, "too_deep"),
    "max_cells": (10, "a.xlsx", ledger_xlsx(), "too_many_cells"),
    "max_zip_ratio": (20, "a.zip", zipped({"a.html": bytes(2_000_000)}), "zip_bomb"),
    "max_unpacked": (2 * len(PAGE), "a.zip", ARCHIVE, "too_large"),
    "max_members": (3, "a.zip", ARCHIVE, "too_many_members"),
    "max_archive_depth": (1, "a.zip", zip_in_zip(1), "too_deep"),
    "max_image_pixels": (5_000, "a.png", png(100, 100), "too_large"),
}
SETTINGS = {"ocr_threads"}  # says how, not how much


def test_every_limit_is_tested() -> None:
    assert {f.name for f in fields(Limits)} - SETTINGS == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_past_a_limit_a_file_is_refused_in_words(name: str) -> None:
    value, file_name, body, kind = CASES[name]
    limits = Limits(**{name: value})
    raw = RawNotice(source="file", place=file_name, file_name=file_name, body=body)

    with pytest.raises(Unreadable) as refusal:
        for member in list(members_guarded(raw, limits=limits)) or [raw]:
            read_guarded(member, limits=limits)

    assert refusal.value.kind == kind
    assert name in refusal.value.message
