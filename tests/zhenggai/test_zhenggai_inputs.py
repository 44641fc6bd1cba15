"""Which files `ingest` finds, under which names, in which order."""

import hashlib
import os
import socket
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhenggai.ingesting.content import load
from zhenggai.ingesting.inputs import find_inputs

NAMES = st.text(st.sampled_from("ab中-. 1"), min_size=1, max_size=4).filter(
    lambda n: n.strip(". ") and n[0] != "."
)


def places(*paths, **options):
    return [found.place for found in find_inputs(paths, **options)]


@pytest.fixture
def folder(tmp_path):
    for name in (
        "b.html",
        "a/2.pdf",
        "a/10.pdf",
        "a-b.html",
        ".hidden/x.html",
        ".DS_Store",
        "a/~$2.docx",
        "Thumbs.db",
        "desktop.ini",
        "中文/通知.html",
    ):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return tmp_path / "in"


def test_places_are_relative_and_sorted(folder):
    assert places(folder) == ["a-b.html", "a/10.pdf", "a/2.pdf", "b.html", "中文/通知.html"]


def test_single_file_goes_by_its_name(folder):
    assert places(folder / "a" / "2.pdf") == ["2.pdf"]


def test_same_file_twice_is_read_once(folder):
    assert places(folder, folder) == places(folder)


def test_files_of_one_name_in_two_folders_are_told_apart(tmp_path):
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_bytes(name.encode())
    assert places(tmp_path / "x", tmp_path / "y") == ["index.html", "y/index.html"]
    assert places(tmp_path / "x" / "index.html", tmp_path / "y" / "index.html") == [
        "index.html",
        "y/index.html",
    ]


def test_dataset_in_the_folder_is_no_input(folder):
    for ending in ("", "-wal", "-shm"):
        (folder / f"notices.db{ending}").write_bytes(b"x")
    assert "notices.db" not in "".join(places(folder, leave_out=folder / "notices.db"))


def test_link_to_a_folder_is_not_followed_in_circles(folder):
    (folder / "loop").symlink_to(folder)
    assert [place for place in places(folder) if place.startswith("loop/")] == []


def test_name_that_is_no_utf_8_can_be_stored(tmp_path):
    path = tmp_path / os.fsdecode(b"\xce\xc4.html")
    path.write_bytes(b"x")
    (place,) = places(tmp_path)
    assert place.encode() == b"\\xce\\xc4.html"
    assert load(str(path), max_bytes=9).body == b"x"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(NAMES, min_size=1, max_size=3).map("/".join), max_size=8))
def test_order_is_that_of_the_places(tmp_path_factory, names):
    folder = tmp_path_factory.mktemp("tree")
    for name in names:
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"x")
        except OSError:  # one name is a file and a folder
            continue
    found = places(folder)
    assert found == sorted(found)


@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "link to nothing", "link to itself", "socket"])
def test_what_is_no_file_is_refused_at_once(tmp_path, kind):
    path = tmp_path / "a.pdf"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.symlink_to(tmp_path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(str(path))
    else:
        path.symlink_to(
            {"device": "/dev/zero", "link to nothing": "nowhere", "link to itself": "a.pdf"}[kind]
        )
    assert places(tmp_path) == ["a.pdf"]
    with pytest.raises(OSError, match=r"\w"):
        load(str(path), max_bytes=1_000_000)


def test_folder_that_cannot_be_listed_is_an_input_that_cannot_be_read(folder, monkeypatch):
    monkeypatch.chdir(folder)  # the folders above may be closed to others too
    (folder / "a").chmod(0)
    (folder / "b.html").chmod(0)
    me = os.geteuid()
    os.seteuid(me or 65534)  # root may read everything
    try:
        found = list(find_inputs([Path()]))
        for item in found[1:3]:
            with pytest.raises(PermissionError):
                load(item.path, max_bytes=9)
    finally:
        os.seteuid(me)
        (folder / "a").chmod(0o755)
    assert [item.place for item in found] == ["a-b.html", "a", "b.html", "中文/通知.html"]


def test_folders_may_lie_a_thousand_deep(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for depth in range(1, 1101):
        os.mkdir("a/" * depth)  # noqa: PTH102 - Path would be slow here
    try:
        Path("a/" * 1100 + "x.html").write_bytes(b"x")
        assert places(Path()) == ["a/" * 1100 + "x.html"]
    finally:
        subprocess.run(["rm", "-r", "a"], check=True)  # shutil.rmtree calls itself for each folder


def test_of_a_large_file_only_the_size_is_asked(tmp_path):
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(4 << 40)  # of holes: reading it would take hours
    content = load(str(path), max_bytes=1_000)
    assert (content.size, content.sha256, content.body) == (4 << 40, "", None)
    path.write_bytes(b"x" * 5_000_000)
    content = load(str(path), max_bytes=5_000_000)
    assert content.body == b"x" * 5_000_000
    assert content.sha256 == hashlib.sha256(content.body).hexdigest()


def test_file_that_grows_while_it_is_read_is_not_read_for_ever(tmp_path, monkeypatch):
    path = tmp_path / "log"
    path.write_bytes(b"x" * 10)

    def read(file, size):
        with path.open("ab") as more:
            more.write(b"y" * 10)
        return os_read(file, size)

    os_read = os.read
    monkeypatch.setattr(os, "read", read)
    content = load(str(path), max_bytes=1_000)
    assert content.body is None
    assert content.size > 1_000
