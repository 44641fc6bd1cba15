"""Archives: members with their own provenance, names as labels, limits, and words for what cannot be unpacked."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from extract.files.limits import Limits
from extract.model import Unreadable
from extract.reading import members, read
from scrapers.items import RawNotice
from tests.extract.odf_parts import opendocument
from tests.extract.office_parts import rar5_stored, rar_stored, zipped
from tests.extract.office_samples import notice_docx, notice_rtf

PAGE = "<html><body><p>水费收入未及时入账。</p></body></html>".encode()


def archive(body: bytes, name: str = "outer.zip") -> RawNotice:
    return RawNotice(
        source="file", place=f"folder/{name}", file_name=name, body=body, url="https://a.example/z"
    )


def places(body: bytes, limits: Limits | None = None) -> list[str]:
    return [m.place for m in members(archive(body), limits=limits or Limits())]


def kind_of(raw: RawNotice) -> str:
    with pytest.raises(Unreadable, match=r"\w") as refusal:
        read(raw)
    return refusal.value.kind


def test_members_carry_their_own_provenance() -> None:
    body = zipped(
        {"附件/a.docx": notice_docx(), "b.rtf": notice_rtf(), "__MACOSX/._b.rtf": b"x", "附件/": b""}
    )

    found = list(members(archive(body)))

    assert [m.place for m in found] == ["folder/outer.zip!附件/a.docx", "folder/outer.zip!b.rtf"]
    assert {m.container for m in found} == {"folder/outer.zip"}
    assert {m.url for m in found} == {"https://a.example/z"}
    assert [m.file_name for m in found] == ["a.docx", "b.rtf"]
    assert "水费收入" in read(found[0]).text


def test_an_archive_itself_is_not_read() -> None:
    assert kind_of(archive(zipped({"a.html": PAGE}))) == "archive"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "big5"])
def test_names_without_an_encoding_are_decoded(encoding: str) -> None:
    name = "審計報告.html" if encoding == "big5" else "审计整改台账.html"

    assert places(zipped({name: PAGE}, name_encoding=encoding)) == [f"folder/outer.zip!{name}"]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\windows\\a.html", "windows/a.html"),
        ("a\x01b!c.html", "a_b_c.html"),
        ("..", "unnamed"),
    ],
)
def test_names_are_labels_and_never_paths(
    name: str, label: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert places(zipped({name: PAGE})) == [f"folder/outer.zip!{label}"]
    assert list(tmp_path.iterdir()) == []


def test_a_name_without_end_is_cut_and_keeps_its_ending() -> None:
    (member,) = members(archive(zipped({"长" * 3000 + ".html": PAGE})))

    assert len(member.file_name) == 200
    assert member.file_name.endswith("长.html")
    assert "水费" in read(member).text


@pytest.mark.parametrize("method", [9, 93, 99])
def test_a_way_of_packing_that_is_not_read_is_named(method: int) -> None:
    packed = bytearray(zipped({"a.html": PAGE}))
    packed[8] = packed[packed.find(b"PK\x01\x02") + 10] = method

    (member,) = members(archive(bytes(packed)))

    with pytest.raises(Unreadable, match=f"method {method}") as refusal:
        read(member)
    assert refusal.value.kind == "unsupported_format"


def test_two_entries_of_one_name_are_two_places() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made, pytest.warns(UserWarning, match="Duplicate"):
        made.writestr("a.html", PAGE)
        made.writestr("a.html", PAGE)

    assert places(out.getvalue()) == ["folder/outer.zip!a.html", "folder/outer.zip!a.html#2"]


def test_archives_in_archives_are_opened_to_a_depth() -> None:
    inner = zipped({"c.html": PAGE})
    body = zipped({"b.zip": zipped({"in.zip": inner, "d.html": PAGE})})

    found = list(members(archive(body)))

    assert [m.place for m in found] == ["folder/outer.zip!b.zip!in.zip", "folder/outer.zip!b.zip!d.html"]
    assert kind_of(found[0]) == "too_deep"
    assert found[1].container == "folder/outer.zip!b.zip"


def test_a_damaged_member_is_named_and_the_others_are_read() -> None:
    body = bytearray(zipped({"a.html": PAGE * 50, "b.html": PAGE}))
    at = body.find(b"a.html") + len("a.html")
    body[at + 20 : at + 40] = b"\xff" * 20

    found = list(members(archive(bytes(body))))

    assert kind_of(found[0]) == "broken_file"
    assert "水费" in read(found[1]).text


def test_protected_members_are_named() -> None:
    body = bytearray(zipped({"a.html": PAGE}))
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.find(mark) + flag] |= 1

    assert kind_of(next(iter(members(archive(bytes(body)))))) == "encrypted"


def test_links_in_archives_are_not_followed() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        link = zipfile.ZipInfo("link.html")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")

    assert kind_of(next(iter(members(archive(out.getvalue()))))) == "not_a_file"


def test_a_member_that_unpacks_out_of_proportion_is_refused() -> None:
    body = zipped({"a.txt": b"0" * 30_000_000, "b.html": PAGE})

    found = list(members(archive(body)))

    assert kind_of(found[0]) == "zip_bomb"
    assert "水费" in read(found[1]).text


def test_all_members_together_keep_to_a_limit() -> None:
    body = zipped({f"{i}.bin": os.urandom(60_000) for i in range(4)})
    found = []

    with pytest.raises(Unreadable, match="max_unpacked"):
        found.extend(members(archive(body), limits=Limits(max_unpacked=150_000)))


def test_too_many_members_are_refused_before_any_is_unpacked() -> None:
    with pytest.raises(Unreadable, match="max_members") as refusal:
        places(zipped({f"{i}.html": PAGE for i in range(12)}), Limits(max_members=10))

    assert refusal.value.kind == "too_many_members"


def test_a_directory_of_a_million_entries_is_refused_unread() -> None:
    body = bytearray(zipped({"a.html": PAGE}))
    at = body.rfind(b"PK\x05\x06")
    body[at + 8 : at + 12] = b"\xff\xff\xff\xff"

    with pytest.raises(Unreadable, match="max_members"):
        places(bytes(body))


def test_stored_rar_files_are_unpacked() -> None:
    found = list(members(archive(rar_stored({"a.html": PAGE, "b/c.html": PAGE}), "outer.rar")))

    assert [m.place for m in found] == ["folder/outer.rar!a.html", "folder/outer.rar!b/c.html"]
    assert "水费" in read(found[1]).text


def test_rar_5_files_are_unpacked_and_its_links_are_named() -> None:
    made = rar5_stored({"附件/甲.html": PAGE, "../../b.html": PAGE}, links={"链接.doc": "/etc/passwd"})

    found = list(members(archive(made, "outer.rar")))

    assert [m.place.partition("!")[2] for m in found] == ["附件/甲.html", "b.html", "链接.doc"]
    assert "水费" in read(found[0]).text
    with pytest.raises(Unreadable, match="link") as refusal:
        read(found[2])
    assert refusal.value.kind == "not_a_file"


def test_without_an_unpacker_packed_rar_members_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rarfile = pytest.importorskip("rarfile")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(rarfile, "CURRENT_SETUP", None)

    found = list(members(archive(rar_stored({"a.html": PAGE}, method=0x33), "outer.rar")))

    with pytest.raises(Unreadable, match="unar") as refusal:
        read(found[0])
    assert refusal.value.kind == "missing_program"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"7z\xbc\xaf\x27\x1c" + bytes(60), "7z archive"),
        (zipped({"ppt/presentation.xml": b"<x/>"}), "PowerPoint"),
        (zipped({"content.xml": b"<x/>", "mimetype": b"x"}), "OpenDocument"),
        (opendocument("presentation", ""), "neither text nor workbook"),
        (zipped({"encrypted-package": b"x", "mimetype": b"x", "META-INF/manifest.xml": b"x"}), "password"),
        (zipped({"a.html": PAGE})[:-30], "cut-off"),
        (b"Rar!\x1a\x07\x00" + b"\xff" * 50, "holds no files"),
    ],
)
def test_formats_that_are_not_read_are_named_in_words(body: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        list(members(archive(body)))
        read(archive(body))


def test_an_archive_with_a_long_end_of_its_directory_is_seen_as_what_it_is():
    """More than 65,535 entries need the ZIP64 form, whose directory does not end where the plain end begins."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(65_600):
            archive.writestr(zipfile.ZipInfo(f"{number}"), b"")
    with pytest.raises(Unreadable) as refusal:
        list(members(RawNotice(source="file", place="a.zip", file_name="a.zip", body=file.getvalue())))
    assert refusal.value.kind == "too_many_members"
    assert "65,600" in refusal.value.message
