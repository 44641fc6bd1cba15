"""What the command line says when it was asked for something that is not there: got, expected, what to do."""

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from db.file.card import remember
from db.file.connection import StoreError
from tests.zhenggai.conftest import page, zhenggai
from zhenggai.pipeline import Options, ingest

GOLD = Path(__file__).parents[2] / "samples" / "gold"


@pytest.fixture(scope="module")
def dataset(pages, tmp_path_factory):
    path = tmp_path_factory.mktemp("messages") / "notices.db"
    ingest([pages], path, options=Options())
    return path


def test_folder_without_files_is_told(tmp_path):
    (tmp_path / "empty").mkdir()
    done = zhenggai("ingest", tmp_path / "empty", "--db", tmp_path / "notices.db")
    assert done.returncode == 0
    assert "got: no file below these paths" in done.stderr
    assert "share" not in done.stdout  # a head without rows


@pytest.mark.parametrize(
    ("ending", "magic"), [("xlsx", b"PK"), ("parquet", b"PAR1"), ("zip", b"PK"), ("CSV", b"\xef")]
)
def test_export_takes_the_format_from_the_name(dataset, tmp_path, ending, magic):
    out = tmp_path / f"findings.{ending}"
    assert zhenggai("export", "--db", dataset, "--out", out).returncode == 0
    assert out.read_bytes().startswith(magic)


def test_export_writes_no_csv_under_the_name_of_something_else(dataset, tmp_path):
    out = tmp_path / "findings.json"
    done = zhenggai("export", "--db", dataset, "--out", out)
    assert done.returncode == 2
    assert "--format" in done.stderr
    assert not out.exists()
    assert zhenggai("export", "--db", dataset, "--out", out, "--format", "jsonl").returncode == 0
    assert json.loads(out.read_text(encoding="utf-8").splitlines()[0])["finding_id"]


@pytest.mark.parametrize("choice", [("--region", "无此市"), ("--search", "没有的词语")])
def test_export_of_nothing_says_so(dataset, tmp_path, choice):
    done = zhenggai("export", "--db", dataset, "--out", tmp_path / "none.csv", *choice)
    assert done.returncode == 0
    assert choice[1] in done.stderr
    assert len((tmp_path / "none.csv").read_text(encoding="utf-8-sig").splitlines()) == 1


def test_export_says_what_it_wrote(dataset, tmp_path):
    """Not to those who take the rows themselves from standard output."""
    out = tmp_path / "findings.jsonl"
    done = zhenggai("export", "--db", dataset, "--out", out)
    rows = out.read_text(encoding="utf-8").splitlines()
    assert done.stdout.strip() == f"written: {out}, rows of rectification_table: {len(rows)}"
    piped = zhenggai("export", "--db", dataset, "--out", "-", "--format", "jsonl")
    assert (piped.stdout.splitlines(), piped.stderr) == (rows, "")


def test_export_into_a_folder_that_is_not_there_is_wrong_usage(dataset, tmp_path):
    done = zhenggai("export", "--db", dataset, "--out", tmp_path / "nowhere" / "findings.csv")
    assert done.returncode == 2
    assert "expected: a file in a folder that exists" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("evaluate", "{gold}", "--db", "{db}", "--json", "{barred}"),
        ("export", "--db", "{db}", "--out", "{barred}"),
        ("corrections", "export", "--gold", "--db", "{db}", "--out", "{barred}"),
        ("archive", "export", "{barred}", "--archive", "{barred}"),
        ("release", "--from", "{pages}", "--date", "2025-01-31", "--out", "{barred}"),
    ],
)
def test_what_cannot_be_written_is_told_in_words(dataset, pages, tmp_path, words):
    """A file stands where a folder is needed, as a disk that is read-only or full does: no traceback."""
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    places = {"db": dataset, "pages": pages, "gold": GOLD, "barred": tmp_path / "file" / "x.csv"}
    done = zhenggai(*(word.format(**places) for word in words))
    assert done.returncode in {1, 2} and "Traceback" not in done.stderr
    assert "got: " in done.stderr or "got " in done.stderr


def test_a_figure_is_not_kept_in_a_dataset_that_cannot_be_written(tmp_path):
    with pytest.raises(StoreError, match="expected: a dataset that can be written"):
        remember(tmp_path / "nowhere" / "notices.db", "evaluation", {})


def test_reading_a_file_that_is_no_dataset_does_not_ask_for_a_writable_one(tmp_path):
    (tmp_path / "words.db").write_text("words, and no dataset at all", encoding="utf-8")
    done = zhenggai("export", "--db", tmp_path / "words.db", "--out", tmp_path / "findings.csv")
    assert done.returncode == 2
    assert "expected: a dataset that zhenggai made" in done.stderr


def test_explain_takes_a_member_by_its_name_in_the_archive(tmp_path):
    with zipfile.ZipFile(tmp_path / "notices.zip", "w") as archive:
        archive.writestr("below/one.html", page(1))
        archive.writestr("two.html", page(2))
    for name in ("two.html", "below/one.html", "notices.zip!two.html"):
        done = zhenggai("explain", tmp_path / "notices.zip", "--member", name)
        assert done.returncode == 0, done.stderr
        assert "findings  2 found" in done.stdout
    done = zhenggai("explain", tmp_path / "notices.zip", "--member", "three.html")
    assert done.returncode == 2
    assert "with one of: below/one.html, two.html" in done.stderr


def test_explain_of_a_member_of_no_archive_is_wrong_usage(pages):
    done = zhenggai("explain", next(pages.glob("*.html")), "--member", "one.html")
    assert done.returncode == 2
    assert "no archive" in done.stderr


def test_explain_tells_no_doubt_from_nothing_read(pages, tmp_path):
    (tmp_path / "weather.txt").write_text("今天天气很好。", encoding="utf-8")
    nothing = zhenggai("explain", tmp_path / "weather.txt").stdout
    assert nothing.endswith(
        "NOT SURE OF\n  no cell was read, so there is none to doubt; read as family 'other': see DECISIONS\n"
    )
    assert "nothing names one" in nothing  # the issuer, of which no rule may be named
    (tmp_path / "all.txt").write_text(
        "泠江市财政局审计查出问题整改情况的公告\n一、健身步道项目未经竣工验收即交付使用。\n整改情况：已完成整改。\n",
        encoding="utf-8",
    )
    assert zhenggai("explain", tmp_path / "all.txt").stdout.endswith("NOT SURE OF\n  no doubt was noted\n")


def test_floors_that_are_not_there_hold_nothing_and_say_so(dataset, tmp_path):
    (tmp_path / "one.gold.json").write_text(
        json.dumps({"file_name": "nothing.html", "findings": []}), encoding="utf-8"
    )
    done = zhenggai("evaluate", tmp_path, "--db", dataset, "--floors", tmp_path / "floors.json")
    assert done.returncode == 2
    assert "check the path" in done.stderr
    (tmp_path / "floors.json").write_text("[1]", encoding="utf-8")
    assert (
        zhenggai("evaluate", tmp_path, "--db", dataset, "--floors", tmp_path / "floors.json").returncode == 2
    )


def test_annotations_of_files_that_were_never_read_are_named(dataset, tmp_path):
    (tmp_path / "one.gold.json").write_text(
        json.dumps({"file_name": "nothing.html", "findings": []}), encoding="utf-8"
    )
    done = zhenggai("evaluate", tmp_path, "--db", dataset)
    assert "no notice for 1 of them (one.gold.json)" in done.stdout


def test_corrections_of_a_folder_that_is_not_there_are_wrong_usage(dataset, tmp_path):
    done = zhenggai("corrections", "check", "--db", dataset, "--corrections", tmp_path / "corections")
    assert done.returncode == 2
    assert "does not exist" in done.stderr


def test_gold_of_a_dataset_that_nobody_reviewed_says_so(dataset, tmp_path):
    done = zhenggai("corrections", "export", "--gold", "--db", dataset, "--out", tmp_path / "gold")
    assert done.returncode == 0
    assert "nobody reviewed" in done.stderr


def test_what_no_data_file_may_hold_is_wrong_usage(tmp_path):
    saved = tmp_path / "page.html"
    rows = (
        f'<li><a href="{n}.html">{title}整改结果公告</a><span>2024-0{n}-01</span></li>'
        for n, title in enumerate(
            ("青岚市2023年度预算执行审计", "青岚市水务局审计", "青岚市体育局审计"), start=1
        )
    )
    saved.write_text(f"<meta charset=utf-8><ul>{''.join(rows)}</ul>", encoding="utf-8")
    described = {
        "--id": "qinglan-sjj",
        "--title": "青岚市审计局",
        "--region": "330000",
        "--authority": "青岚市审计局",
    }

    def detect(**changes):
        options = described | {f"--{key}": value for key, value in changes.items()}
        told = [word for pair in options.items() for word in pair]
        return zhenggai(
            "sources", "detect", "https://example.gov.cn/", "--saved", saved, "--out", tmp_path, *told
        )

    for option, wrong in (("id", "Qing/.."), ("region", "qinglan"), ("family", "nobody")):
        done = detect(**{option: wrong})
        assert done.returncode == 2, done.stderr
        assert f"{wrong!r}" in done.stderr
    assert detect().returncode == 0
    assert detect().returncode == 2  # it is there already
    saved.write_text("nothing", encoding="utf-8")
    assert detect().returncode == 1


def test_an_archive_that_is_not_there_is_wrong_usage_and_leaves_nothing(tmp_path):
    for words in (("export", tmp_path / "copies"), ("get", "https://example.gov.cn/notice.html")):
        done = zhenggai("archive", *words, "--archive", tmp_path / "archive")
        assert done.returncode == 2
        assert "zhenggai crawl" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_sources_that_are_not_known_are_named(tmp_path):
    done = zhenggai("sources", "list", "--source", "no-such-source")
    assert done.returncode == 2
    assert "got: no-such-source; expected: ids of known sources" in done.stderr
    done = zhenggai("sources", "list", "--region", "999999")
    assert done.returncode == 2
    assert "got: 999999" in done.stderr


def test_every_doubt_of_a_dataset_stands_at_a_notice_or_a_file(dataset):
    with closing(sqlite3.connect(dataset)) as connection:
        loose = connection.execute(
            "SELECT kind FROM issues WHERE notice_id IS NULL AND place = '' OR message = ''"
        ).fetchall()
    assert not loose
