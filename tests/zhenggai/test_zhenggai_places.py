"""A places file: regions of its own for notices whose place the official table does not hold."""

from pathlib import Path

import click
import pytest

from tests.zhenggai.conftest import ask, write_pages, zhenggai
from zhenggai.commands import ingest_run
from zhenggai.ingesting.places import PlacesError, load_places
from zhenggai.pipeline import Options, ingest

PLACES = """
[[place]]
code = "990100"
name = "石桥市"
short_name = "石桥市"
province_code = "990000"
province = "东江省"
"""


@pytest.fixture
def places(tmp_path):
    path = tmp_path / "places.toml"
    path.write_text(PLACES, encoding="utf-8")
    return path


def test_places_of_several_files_hold_together(tmp_path, places):
    other = tmp_path / "own.toml"
    other.write_text(PLACES.replace("石桥市", "乙州市").replace("990100", "990200"), encoding="utf-8")
    write_pages(tmp_path / "in", 4)
    db = tmp_path / "notices.db"
    for order in ((places, other), (other, places)):
        named = [word for path in order for word in ("--places", path)]
        done = zhenggai("ingest", tmp_path / "in", "--db", db, "--again", *named)
        assert done.returncode == 0, done.stderr
        assert ask(db, "SELECT region_code FROM notices WHERE title LIKE '石桥市%'") == [("990100",)]


def test_place_is_known_and_no_doubt_any_more(tmp_path, places):
    db = tmp_path / "notices.db"
    write_pages(tmp_path / "in", 4)
    done = zhenggai("ingest", tmp_path / "in", "--db", db, "--places", places)
    assert done.returncode == 0, done.stderr
    assert ask(db, "SELECT region_code, province FROM notices WHERE title LIKE '石桥市%'") == [
        ("990100", "东江省")
    ]
    doubted = ask(
        db,
        "SELECT DISTINCT n.city IS NULL FROM issues AS i JOIN notices AS n ON n.id = i.notice_id WHERE i.kind LIKE '%region%'",
    )
    assert doubted == [(1,)]


def test_another_places_file_reads_anew(tmp_path, places):
    db = tmp_path / "notices.db"
    write_pages(tmp_path / "in", 4)
    assert ingest([tmp_path / "in"], db, options=Options()).read == 4
    options = Options(places=load_places(places))
    assert ingest([tmp_path / "in"], db, options=options).read == 4
    assert ingest([tmp_path / "in"], db, options=options).unchanged == 4


@pytest.mark.parametrize("text", ["", "[[place]]\nname = 'x'", "not toml at all [", "place = 3"])
def test_file_that_holds_no_places_is_wrong_usage(tmp_path, text):
    path = tmp_path / "places.toml"
    path.write_text(text)
    with pytest.raises(PlacesError, match="expected"):
        load_places(path)
    assert zhenggai("ingest", tmp_path, "--db", tmp_path / "x.db", "--places", path).returncode == 2


@pytest.mark.parametrize(
    ("table", "got"),
    [
        ('[[place]]\ncode = 990100\nname = "甲市"\nshort_name = "甲"\n', "table 1 with code = 990100"),
        ('[[place]]\ncode = "990100"\nshort_name = "甲"\n', "table 1 without name"),
        ('[[place]]\ncode = "990100"\nname = " "\nshort_name = "甲"\n', "table 1 with name = ' '"),
        ('place = "甲市"\n', "no [[place]] table"),
        ("[[place\n", "(at line"),
    ],
)
def test_a_places_file_that_cannot_be_used_is_refused_with_what_was_got(
    tmp_path: Path, table: str, got: str
) -> None:
    file = tmp_path / "places.toml"
    file.write_text(table, encoding="utf-8")

    with pytest.raises(PlacesError) as refused:
        load_places(file)

    assert got in str(refused.value)
    assert "expected: [[place]] tables" in str(refused.value)


@pytest.mark.parametrize(
    "pair", ["max_seconds=nan", "max_pages=-1", "max_pages=0", "max_pages=2.5", "pages=2"]
)
def test_a_limit_that_limits_nothing_is_wrong_usage(pair: str) -> None:
    with pytest.raises(click.BadParameter, match="expected"):
        ingest_run._limits((pair,))
