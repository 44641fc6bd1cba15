"""The dispatch table: content before name, refusals in words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.files.limits import Limits
from extract.model import Unreadable
from extract.reading import FORMATS, members, read, recognise
from scrapers.items import RawNotice


def raw(body: bytes, name: str = "file", charset: str | None = None) -> RawNotice:
    return RawNotice(source="file", place=name, file_name=name, body=body, charset=charset)


@pytest.mark.parametrize(
    ("body", "name", "format_name"),
    [
        (b"<!DOCTYPE html><p>x", "a.pdf", "html"),
        (b"\r\n\r\n<HTML><BODY>x", "a", "html"),
        ("\ufeff<html><p>x".encode("utf-16"), "a.htm", "html"),
        (b"<p>x</p>", "a.txt", "html"),
        (b"plain <words> only", "a.txt", "text"),
        ("正文：一、二、三。".encode("gb18030"), "a.doc", "text"),
        (b"%PDF-1.7 ...", "a.html", "pdf"),
        (b"{\\rtf1 x}", "a.txt", "rtf"),
    ],
)
def test_content_decides_before_the_name(body: bytes, name: str, format_name: str) -> None:
    assert recognise(raw(body, name)).name == format_name


def test_every_row_of_the_table_names_what_reads_it() -> None:
    for row in FORMATS:
        assert row.reader or row.unpacker


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(Unreadable) as refusal:
        read(raw(b"<p>" + b"x" * 2000), limits=Limits(max_bytes=1000))

    assert refusal.value.kind == "too_large"


def test_a_file_that_is_no_archive_has_no_members() -> None:
    assert list(members(raw(b"<p>x</p>"))) == []


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "big5", "x-unknown", "", "utf-7", "base64"])
def test_a_wrong_or_unknown_declared_charset_does_no_harm(charset: str) -> None:
    text = "审计查出的问题已经全部整改到位，有关情况公告如下。"
    document = read(raw(f"<p>{text}</p>".encode("gb18030"), charset=charset))

    assert document.text == text


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes_read_or_are_refused(body: bytes) -> None:
    try:
        document = read(raw(body))
    except Unreadable as refusal:
        assert refusal.kind and refusal.message
    else:
        assert document.text


def test_a_text_that_is_nothing_but_a_footer_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        read(raw("© A".encode("utf-16-be")))

    assert refused.value.kind == "no_text"


@pytest.mark.parametrize("name", ["notices.json", "make.py", "style.css"])
def test_data_and_programs_are_no_notices(name: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(raw('{"title": "整改情况"}'.encode(), name), limits=Limits())

    assert refused.value.kind == "unknown_format"
