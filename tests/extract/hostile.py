"""Hostile files of every format and what may become of them.

`CASES` maps a name to (file name, maker of the bytes, kinds of refusal that are right; empty where it must be read).
A kind `*` allows both: some files are readable up to the point where they go wrong.
"""

from collections.abc import Callable

from tests.extract.hostile_files import (
    MIB,
    cell_outside,
    deep_word,
    far_cells,
    huge_numbers,
    laughs,
    lying_zip,
    mail,
    nested_tables,
    noise,
    numbered,
    ole,
    outside,
    page,
    pasted_picture,
    pdf_bomb,
    pdf_of,
    pdf_page_ring,
    png,
    quadratic,
    strings_attack,
    styles_in_a_ring,
    wide_spans,
    with_part,
    word_attack,
    workbook_attack,
    zip_in_zip,
    zip_of,
)  # fmt: skip
from tests.extract.hostile_more import MORE
from tests.extract.office_parts import paragraph, rar_stored, word_package, workbook, zipped
from tests.extract.office_samples import notice_docx, notice_rtf

Case = tuple[str, Callable[[], bytes], frozenset[str]]
FORMULA = '<sheetData><row><c t="str"><f>cmd|x!A0</f><v>=cmd|x</v></c></row></sheetData>'
ONE_CELL = '<sheetData><row><c t="inlineStr"><is><t>{}</t></is></c></row></sheetData>'
ATTACKS = {"laughs": laughs, "quadratic": quadratic, "outside": outside}

READ: frozenset[str] = frozenset()
EITHER = frozenset({"*"})


def refused(*kinds: str) -> frozenset[str]:
    return frozenset(kinds)


CASES: dict[str, Case] = MORE | {
    # bombs
    "docx_bomb": ("a.docx", lambda: with_part("word/document.xml", bytes(300 * MIB)), refused("zip_bomb", "too_large")),
    "docx_unused_bomb": ("a.docx", lambda: with_part("word/media/x.bin", bytes(300 * MIB)), READ),
    "zip_bomb": ("a.zip", lambda: zip_of(300 * MIB), refused("zip_bomb", "too_large")),
    "zip_lies": ("a.zip", lying_zip, refused("zip_bomb", "broken_file")),
    "zip_deep": ("a.zip", lambda: zip_in_zip(40), refused("too_deep")),
    "rar_lies": ("a.rar", lambda: rar_stored({"a.html": b"x" * 50}, method=0x35), refused("broken_file", "missing_program")),
    "pdf_bomb": ("a.pdf", pdf_bomb, EITHER),
    # entities
    **{
        f"{kind}_{name}": (f"a.{kind}", lambda make=make, attack=attack: make(attack), refused("xml_entities"))
        for name, attack in ATTACKS.items()
        for kind, make in {"docx": word_attack, "xlsx": strings_attack, "xls": workbook_attack}.items()
    },
    "html_laughs": ("a.html", lambda: laughs("html", "<html><body><p>&l9;</p></body></html>"), EITHER),
    # nesting
    "docx_deep": ("a.docx", lambda: deep_word(2000), refused("broken_file", "too_deep")),
    "docx_tables_in_tables": ("a.docx", lambda: nested_tables(80), EITHER),
    "html_deep": ("a.html", lambda: page("<div>" * 50_000 + "深" + "</div>" * 50_000), EITHER),
    "html_deep_tables": ("a.html", lambda: page("<table><tr><td>" * 3000 + "深"), EITHER),
    "html_unclosed": ("a.html", lambda: page("<b><i><font>" * 20_000 + "<p>正文内容在此。</p>"), EITHER),
    "rtf_deep": ("a.rtf", lambda: b"{\\rtf1" + b"{" * 100_000 + b"x" + b"}" * 100_000 + b"}", refused("too_deep")),
    # rings
    "docx_styles_in_a_ring": ("a.docx", styles_in_a_ring, READ),
    "ole_ring": ("a.doc", ole, EITHER),
    "pdf_page_ring": ("a.pdf", pdf_page_ring, EITHER),
    "pdf_form_ring": ("a.pdf", lambda: pdf_of("/X Do"), EITHER),
    # sizes that are only claimed
    "docx_wide_spans": ("a.docx", wide_spans, READ),
    "docx_huge_numbers": ("a.docx", huge_numbers, READ),
    "xlsx_far_cells": ("a.xlsx", far_cells, READ),
    "xlsx_cell_outside": ("a.xlsx", cell_outside, refused("broken_file")),
    "html_wide_spans": ("a.html", lambda: page("<table>" + "<tr><td rowspan=65000 colspan=65000>甲<td>乙" * 200), EITHER),
    "pdf_giant_page": ("a.pdf", lambda: pdf_of("BT /F 12 Tf 1 1 Td (x) Tj ET", "0 0 1e9 1e9"), EITHER),
    "pdf_many_pages": ("a.pdf", lambda: pdf_of("X", pages=20_000), EITHER),
    "pdf_font_without_map": ("a.pdf", lambda: pdf_of("BT /F 12 Tf 9 9 Td <00010002> Tj ET"), EITHER),
    "docx_giant_picture": ("a.docx", lambda: pasted_picture(png(60_000, 60_000)), refused("no_text")),
    "png_giant": ("a.png", lambda: png(60_000, 60_000), EITHER),
    # wrong or broken
    "noise": ("a.bin", lambda: noise(100_000), EITHER),
    **{
        f"noise_as_{ending}": (f"a.{ending}", lambda head=head: head + noise(20_000), EITHER)
        for ending, head in {
            "docx": b"PK\x03\x04", "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "pdf": b"%PDF-1.7\n", "rar": b"Rar!\x1a\x07\x00",
            "rtf": b"{\\rtf1 ", "xls": b"\x09\x08\x10\x00", "mht": b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n",
            "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff\xe0", "html": b"<html>", "utf16": b"\xff\xfe",
        }.items()
    },
    "html_named_pdf": ("a.pdf", lambda: page("<p>水费收入未入账。</p>"), READ),
    "docx_named_txt": ("a.txt", notice_docx, READ),
    "two_formats": ("a.docx", lambda: notice_rtf() + notice_docx(), READ),
    "empty": ("a.html", lambda: b"", refused("empty_file")),
    "only_zeros": ("a.docx", lambda: bytes(10_000), refused("empty_file")),
    # paths and formulas
    "zip_paths": ("a.zip", lambda: zipped({"../../x.html": page("<p>正文</p>"), "/etc/y.html": page("<p>正文</p>")}), READ),
    "xlsx_formulas": ("a.xlsx", lambda: workbook({"s": FORMULA}), READ),
    # text
    "text_one_line": ("a.txt", ("水费收入未入账，" * 500_000).encode, EITHER),
    "docx_one_line": ("a.docx", lambda: word_package(paragraph("水费收入未入账，" * 350_000)), EITHER),
    "docx_many_runs": ("a.docx", lambda: word_package("<w:p>" + "".join(f"<w:r><w:t>账{i * i}</w:t></w:r>" for i in range(40_000)) + "</w:p>"), READ),
    "xlsx_one_cell": ("a.xlsx", lambda: workbook({"s": ONE_CELL.format("水费收入未入账，" * 350_000)}), EITHER),
    "rtf_one_line": ("a.rtf", lambda: b"{\\rtf1 " + b"\\u27700?\\u-30000?x" * 60_000 + b"}", EITHER),
    "rtf_many_cells": ("a.rtf", lambda: b"{\\rtf1 " + b"\\trowd" + b"\\cellx9" * 5_000 + b"\\intbl x\\cell" * 5_000 + b"\\row}", EITHER),
    "text_controls": ("a.html", lambda: page("<p>正文\x00\x08\x1b[31m\x7f\u202e\u2028内容</p>" * 100), EITHER),
    "text_surrogates": ("a.html", lambda: page("<p>&#xD800;&#xDFFF;正文内容&#x110000;&#0;</p>" * 50), EITHER),
    "html_markup_in_text": ("a.html", lambda: page("<p>&lt;script&gt;alert(1)&lt;/script&gt; 正文内容</p>"), READ),
    "html_many_attributes": ("a.html", lambda: page("<p " + " ".join(f"a{i}=1" for i in range(25_000)) + ">正文</p>"), EITHER),
    "html_entities": ("a.html", lambda: page("<p>" + "&amp;nbsp;&#x3000;" * 100_000 + "</p>"), EITHER),
    "mht_boundaries": ("a.mht", lambda: mail('multipart/mixed; boundary="-"', b"---\n\n" * 8_000), EITHER),
    "mht_in_mht": ("a.mht", lambda: mail("text/html", mail("text/html", b"<p>x")), refused("too_deep")),
    # numbering that our own patterns see
    **{
        f"numbering_{i}": ("a.txt", lambda line=line: numbered(line, 200), EITHER)
        for i, line in enumerate(
            [
                "（" * 2000, "一" * 2000, "1." * 1000, "（一）" * 700, "1" * 3000, "问题" * 1500, "关于" * 1500, "，" * 3000,
                "一是" * 1500, "：" * 3000, "《" * 3000, "〔2024〕" * 500, "  1" * 1000, "整改" * 1500 + "。", "-" * 3000,
            ]
        )
    },
}  # fmt: skip
