"""A folder as bad as folders get, read as a user would: each thing in it costs only itself, and is told."""

import os
import socket

import pytest

from extract.files.limits import DEFAULT_LIMITS
from tests.zhenggai.conftest import ask, page, zhenggai

NAMES = {
    "a line\nbreak.html": "a line\\nbreak.html",
    "colour\x1b[31m.html": "colour\\x1b[31m.html",
    "turned\u202egpj.html": "turned\\u202egpj.html",
    "[bold]x[red].html": "[bold]x[red].html",
    "😀🀄.html": "😀🀄.html",
    "长" * 80 + ".html": "长" * 80 + ".html",  # 245 bytes
    "-rf.html": "-rf.html",
    "%s{0}$(x)`x`.html": "%s{0}$(x)`x`.html",
    " .html": " .html",
    "a'b\"c;--.html": "a'b\"c;--.html",
}


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    """Good pages under odd names, and what is no page; and what `ingest` made of it."""
    folder = tmp_path_factory.mktemp("bad")
    into = folder / "in"
    (into / "a.pdf").mkdir(parents=True)
    (into / "a.pdf" / "inside.html").write_text(page(1), encoding="utf-8")
    for number, name in enumerate(NAMES):
        (into / name).write_text(page(number + 2), encoding="utf-8")
        (into / f"empty {name}").write_bytes(b"")
    (into / os.fsdecode(b"\xb9\xab\xb8\xe6.html")).write_text(page(30), encoding="utf-8")
    os.mkfifo(into / "pipe.pdf")
    (into / "zero.html").symlink_to("/dev/zero")
    (into / "circle.html").symlink_to("circle.html")
    (into / "gone.html").symlink_to("nowhere")
    (into / "folder.html").symlink_to("a.pdf")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(os.path.relpath(into / "socket.doc"))
    with (into / "sparse.pdf").open("wb") as file:
        file.truncate(DEFAULT_LIMITS.max_bytes + 1)
    return folder, zhenggai("ingest", into, "--db", folder / "n.db", "--jobs", 2)


def test_every_readable_file_is_read_and_every_other_one_is_a_row(bad):
    folder, done = bad
    assert done.returncode == 1, done.stderr
    read = {place for (place,) in ask(folder / "n.db", "SELECT place FROM files WHERE outcome = 'notice'")}
    assert read == {*NAMES, "a.pdf/inside.html", "\\xb9\\xab\\xb8\\xe6.html"}
    refused = dict(ask(folder / "n.db", "SELECT place, kind FROM issues WHERE notice_id IS NULL"))
    assert {kind for place, kind in refused.items() if place.startswith("empty")} == {"empty_file"}
    assert {place: kind for place, kind in refused.items() if not place.startswith("empty")} == {
        **dict.fromkeys(("pipe.pdf", "zero.html", "circle.html", "gone.html", "folder.html", "socket.doc"), "unreachable_file"),
        "sparse.pdf": "too_large",
    }  # fmt: skip


def test_names_do_not_steer_the_terminal(bad):
    _, done = bad
    assert not {"\x1b", "\u202e"} & set(done.stdout)
    lines = done.stdout.splitlines()
    for shown in list(NAMES.values())[:6]:
        assert [line for line in lines if line.startswith(f"refused empty {shown} [empty_file]: ")], shown


def test_once_more_nothing_is_read(bad):
    folder, _ = bad
    again = zhenggai("ingest", folder / "in", "--db", folder / "n.db")
    assert again.returncode == 1
    assert "read 0" in " ".join(again.stdout.split())
