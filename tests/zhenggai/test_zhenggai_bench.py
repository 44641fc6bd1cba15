"""`make bench` keeps what it measured: section by section, with when and where, failures as rows."""

import re
from importlib import import_module

import pytest

from bench import __main__ as bench
from bench.keeping import Run, load, rendered, save
from bench.rows import Row
from bench.sections import SECTIONS, Section


def run(*rows: Row, **facts: object) -> Run:
    plain = {"date": "2024-01-02 03:04 UTC", "commit": "abc", "machine": "M, 2 cores", "versions": "x 1"}
    return Run(**(plain | {"load": 0.5, "seconds": 61.0, "rows": list(rows)} | facts))


def test_one_section_measured_anew_leaves_the_rows_of_the_others(tmp_path):
    data, page = tmp_path / "b.json", tmp_path / "b.md"
    old = {
        "kin": run(Row(name="kin", figure="1 s")),
        "ocr": run(Row(name="scan", figure="2 s", ratio=0.05, met=True)),
    }
    save(old, SECTIONS, data=data, page=page)
    runs = load(data)
    assert runs == old
    save(
        runs | {"kin": run(Row(name="kin", figure="3 s"), machine="another")}, SECTIONS, data=data, page=page
    )
    text = page.read_text(encoding="utf-8")
    assert "| kin | 3 s |" in text
    assert "| kin | 1 s |" not in text
    assert "| scan | 2 s |  |  | 0.0500 |  | met |" in text
    assert text.index("scan") < text.index("| kin | 3 s |")  # the order of the sections
    assert "1. M, 2 cores\n2. another" in text


def test_what_the_page_says_is_one_line_a_row():
    text = rendered({"kin": run(Row(name="a|b", figure="not measured: boom\nsecond line"))})
    assert "| a/b | not measured: boom second line |" in text


@pytest.mark.parametrize(
    ("target", "limit", "said"),
    [
        ("bench.rows:nothing", 60, "exit code 1: AttributeError"),
        ("time:sleep", 1, "it took more than 1 seconds"),
    ],
)
def test_a_section_that_fails_is_a_row_that_says_so(target, limit, said):
    rows = bench.measured("kin", Section(target=target, limit=limit, arguments=(30,))).rows
    assert [row.name for row in rows] == ["section `kin`"]
    assert rows[0].figure.startswith(f"not measured: {said}")


def test_every_section_names_a_function():
    for section in SECTIONS.values():
        module, _, function = section.target.partition(":")
        assert callable(getattr(import_module(module), function))


def test_no_two_sections_measure_the_same():
    seen = {}
    for section, run_of_it in load().items():
        if not SECTIONS[section].apart:
            for row in run_of_it.rows:
                seen.setdefault(re.sub(r" \([^()]*\)$", "", row.name), set()).add(section)
    assert seen
    assert {name: sections for name, sections in seen.items() if len(sections) > 1} == {}
