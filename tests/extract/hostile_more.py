"""More hostile files, of a day of making what nobody had tried: rings, wrong encodings, claims about pages and pictures."""

import io
import struct
import zipfile
from collections.abc import Callable
from functools import reduce

from PIL import Image

from tests.extract.hostile_files import mail, page, pdf, png, replaced
from tests.extract.hostile_ofd import OFD
from tests.extract.hostile_opendocument import OPENDOCUMENT
from tests.extract.office_parts import paragraph, word_package, workbook, zipped

Case = tuple[str, Callable[[], bytes], frozenset[str]]
P = "<p>关于整改情况的公告</p><p>一、系统闲置。整改情况：已完成整改。</p>"
TEXT = "关于整改情况的公告\n一、系统闲置。整改情况：已完成整改。\n"
READ: frozenset[str] = frozenset()
EITHER = frozenset({"*"})
_ONE_PAGE = (
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Count 1/Kids[3 0 R]>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
    "<</Length 2>>stream\nq \nendstream",
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CELL = '<sheetData><row><c t="inlineStr"><is><t>已整改</t></is></c></row></sheetData>'


def one_page(number: int, instead: str) -> bytes:
    """A PDF of an empty page with one object replaced."""
    objects = list(_ONE_PAGE)
    objects[number - 1] = instead
    return pdf(objects)


def starting_at(place: str) -> bytes:
    """A PDF that says its table of objects stands somewhere else."""
    body = pdf(list(_ONE_PAGE))
    return body[: body.rfind(b"startxref\n")] + f"startxref\n{place}\n%%EOF".encode()


def xref_of_itself() -> bytes:
    """A PDF whose table of objects says that the earlier one is itself."""
    plain = pdf(list(_ONE_PAGE))
    at = plain[plain.rfind(b"startxref\n") + 10 :].split()[0].decode()
    return pdf(list(_ONE_PAGE), trailer=f"/Prev {at}")


def related(target: str, mode: str = "") -> bytes:
    """A Word file whose relationships of every kind lead to one target."""
    kinds = ("header", "aFChunk", "footnotes", "numbering", "styles", "comments", "attachedTemplate", "image")
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{_KIND}{kind}" Target="{target}"{mode}/>'
        for i, kind in enumerate(kinds)
    )
    more = {"word/_rels/document.xml.rels": _RELATIONS.format(links).encode()}
    return word_package(paragraph("正文：系统闲置，已整改。"), more=more)


def text_boxes(levels: int) -> bytes:
    inside = "<w:p><w:r><w:pict><v:textbox><w:txbxContent>" * levels + paragraph("正文")
    return word_package(inside + "</w:txbxContent></v:textbox></w:pict></w:r></w:p>" * levels)


def overlapping(count: int) -> bytes:
    """Many entries of the directory that share one member."""
    body = zipped({"a.txt": bytes(1_000_000)})
    start, end = body.find(b"PK\x01\x02"), body.find(b"PK\x05\x06")
    entry = body[start:end]
    listed = b"".join(entry.replace(b"a.txt", b"%05d" % i) for i in range(count))
    return (
        body[:start]
        + listed
        + b"PK\x05\x06"
        + struct.pack("<4HIIH", 0, 0, count, count, len(listed), start, 0)
    )


def zip_with_a_link() -> bytes:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(link, b"/etc/passwd")
    return file.getvalue()


def picture(width: int, height: int, frames: int = 1) -> bytes:
    file = io.BytesIO()
    more = [Image.new("L", (width, height), i % 255) for i in range(1, frames)]
    Image.new("L", (width, height), 255).save(file, "GIF", save_all=True, append_images=more)
    return file.getvalue()


def mails(levels: int) -> bytes:
    def around(inner: bytes, number: int) -> bytes:
        kind = f'multipart/related; boundary="b{number}"'
        return mail(kind, f"--b{number}\n".encode() + inner + f"\n--b{number}--\n".encode())

    return reduce(around, range(levels), b"Content-Type: text/html\n\n<p>x</p>")


def passwd_sheet() -> bytes:
    """A workbook whose sheet is a file of the machine."""
    made = workbook({"s": _CELL})
    return replaced(
        made,
        "xl/_rels/workbook.xml.rels",
        lambda old: old.replace(b"worksheets/sheet1.xml", b"../../../../etc/passwd"),
    )


MORE: dict[str, Case] = OPENDOCUMENT | OFD | {
    "html_long_attribute": ("a.html", lambda: page(f'<p title="{"长" * 1_000_000}">{P}'), READ),
    "html_attribute_too_long": ("a.html", lambda: page(f'<p title="{"长" * 3_500_000}">{P}'), frozenset({"too_large"})),
    "html_many_choices": ("a.html", lambda: page("<select>" + "<option>已整改" * 30_000 + f"</select>{P}"), READ),
    "html_row_of_cells": ("a.html", lambda: page("<table><tr>" + "<td>x" * 4_000 + f"</table>{P}"), READ),
    "html_open_comments": ("a.html", lambda: page("<!--" * 200_000 + P), EITHER),
    "html_data_picture": ("a.html", lambda: page(f'<img src="data:image/png;base64,{"A" * 4_000_000}">{P}'), READ),
    "html_numbers_of_a_list": ("a.html", lambda: page(f'<ol start=-9{"9" * 30} reversed><li value=1e99>{P}</ol>'), READ),
    "html_utf7": ("a.html", lambda: b"<html><meta charset=utf-7><p>" + TEXT.encode("utf-7"), EITHER),
    "html_utf16_no_mark": ("a.html", lambda: f"<html><body>{P}</body></html>".encode("utf-16-le"), READ),
    "html_wrong_utf16": ("a.html", lambda: page(P).replace(b"charset=utf-8", b"charset=utf-16"), READ),
    "text_utf32": ("a.txt", lambda: TEXT.encode("utf-32"), READ),
    "text_four_bytes": ("a.txt", lambda: f"{TEXT}单位：㐂䶮𠀀𠮷区农业局\n".encode("gb18030"), READ),
    "text_surrogates": ("a.txt", lambda: TEXT.encode() + b"\xed\xa0\x80\xed\xb0\x80\xc0\xaf" * 5_000, EITHER),
    "text_brackets": ("a.txt", (TEXT + "（" * 20_000 + "）" * 20_000).encode, EITHER),
    "docx_relations_in_a_ring": ("a.docx", lambda: related("document.xml"), READ),
    "docx_relations_outside": ("a.docx", lambda: related("http://127.0.0.1:9/x", ' TargetMode="External"'), READ),
    "docx_text_boxes": ("a.docx", lambda: text_boxes(60), frozenset({"too_deep"})),
    "xlsx_sheet_outside": ("a.xlsx", passwd_sheet, frozenset({"no_text", "broken_file"})),
    "xlsx_many_sheets": ("a.xlsx", lambda: workbook({f"s{i}": _CELL for i in range(100)}), READ),
    "zip_overlapping": ("a.zip", lambda: overlapping(400), EITHER),
    "zip_link": ("a.zip", zip_with_a_link, frozenset({"not_a_file"})),
    "zip_names": ("a.zip", lambda: zipped({"a\nb\x1b[31m.txt": TEXT.encode(), "长" * 20_000: TEXT.encode()}), READ),
    "pdf_xref_ring": ("a.pdf", xref_of_itself, EITHER),
    "pdf_starts_beyond": ("a.pdf", lambda: starting_at("9" * 20), EITHER),
    "pdf_starts_before": ("a.pdf", lambda: starting_at("-5"), EITHER),
    "pdf_length_of_itself": ("a.pdf", lambda: one_page(4, "<</Length 4 0 R>>stream\nq \nendstream"), EITHER),
    "pdf_many_filters": (
        "a.pdf",
        lambda: one_page(4, f"<</Length 2/Filter[{'/FlateDecode' * 1000}]>>stream\nq \nendstream"),
        EITHER,
    ),
    "pdf_catalog_ring": ("a.pdf", lambda: pdf(["<</Type/Catalog/Pages 1 0 R>>"]), EITHER),
    "pdf_no_size": ("a.pdf", lambda: one_page(3, "<</Type/Page/MediaBox[nan -1e400 0 /x]/Rotate 37>>"), EITHER),
    "pdf_deep_arrays": ("a.pdf", lambda: one_page(4, "[" * 100_000), EITHER),
    "png_thin": ("a.png", lambda: png(1, 30_000), frozenset({"no_text", "broken_file"})),
    "gif_thin": ("a.gif", lambda: picture(2, 3_000), frozenset({"no_text"})),
    "gif_many_small": ("a.gif", lambda: picture(8, 8, frames=300), frozenset({"no_text"})),
    "tiff_ring": (
        "a.tif",
        lambda: b"II*\0" + struct.pack("<IHHHIII", 8, 1, 256, 4, 1, 10, 8),
        frozenset({"broken_file"}),
    ),
    "mht_in_mht_in_mht": ("a.mht", lambda: mails(300), EITHER),
    "mht_no_base64": (
        "a.mht",
        lambda: mail('multipart/related; boundary="b"', b"--b\nContent-Transfer-Encoding: base64\n\n" + b"A!#" * 9_000),
        EITHER,
    ),
    "rtf_binary": ("a.rtf", lambda: b"{\\rtf1 \\bin2147483647 " + bytes(1000) + b" text}", EITHER),
    "rtf_object": ("a.rtf", lambda: b"{\\rtf1{\\object{\\*\\objdata " + b"41" * 900_000 + b"}}\\u27491?\\u25991? text}", READ),
    "rtf_numbers": ("a.rtf", lambda: b"{\\rtf1\\ansicpg936 " + b"\\u99999999999?\\u-99999? \\uc999999 \\u27491?" * 500 + b"}", EITHER),
    "doc_rtf": ("a.doc", lambda: b"{\\rtf1 \\u27491?\\u25991?\\u20869?\\u23481? text}", READ),
    "xls_table_of_text": ("a.xls", lambda: "序号\t问题\t整改情况\n1\t系统闲置\t已整改\n".encode("gbk"), READ),
}  # fmt: skip
