"""Releases: refused for each thing that does not hold, equal for equal input, and telling what changed."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from db.file.connection import open_for_reading
from tests.db.site_server import asked
from tests.zhenggai.conftest import ask, page, write_pages, zhenggai
from zhenggai.corrections.dataset import read_notice
from zhenggai.corrections.files import load, save
from zhenggai.corrections.model import Decision, Words
from zhenggai.pipeline import Options, ingest
from zhenggai.release import making
from zhenggai.release.checks import failures
from zhenggai.release.delta import by_city, delta
from zhenggai.release.making import Plan, release
from zhenggai.release.rules import Bounds, Rules, RulesError, load_rules


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Six notices, and their first release."""
    folder = tmp_path_factory.mktemp("release")
    write_pages(folder / "in", 6)
    assert release(plan(folder, "2025-01-31"), folder / "first").failures == ()
    return folder


def plan(folder, day, **more):
    more.setdefault("rules", Rules(default=Bounds(minimum=1)))
    more.setdefault("options", Options())
    return Plan(paths=(folder / "in",), date=day, **more)


def refused(folder, tmp_path, **more):
    """The checks that refuse a release; nothing of it may be left."""
    outcome = release(plan(folder, "2025-02-28", **more), tmp_path / "out")
    assert list(tmp_path.glob("out*")) == []
    return {failure.check: failure.message for failure in outcome.failures}


def test_release_holds_dataset_exports_checksums_and_changes(built):
    out = built / "first"
    names = {path.name for path in out.iterdir()}
    assert names >= {
        "notices.db", "rectification_table.csv", "rectification_table.xlsx", "rectification_table.jsonl",
        "datapackage.zip", "delta.jsonl", "CHANGES.md", "release.json", "SHA256SUMS",
    }  # fmt: skip
    for line in (out / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
    assert {line.split("  ")[1] for line in (out / "SHA256SUMS").read_text().splitlines()} == names - {
        "SHA256SUMS"
    }
    with zipfile.ZipFile(out / "datapackage.zip") as package:
        assert package.testzip() is None
    assert len((out / "delta.jsonl").read_text(encoding="utf-8").splitlines()) == 6 + 12
    assert ask(out / "notices.db", "SELECT value FROM meta WHERE key = 'finished'") == [("yes",)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_card_of_a_release_shows_its_changes_and_how_reliable_scores_are(built, language):
    with asked(built / "first" / "notices.db") as site:
        card = site.get(f"/about?lang={language}").text
    assert "First release: notices 6 added" in card
    assert "首个版本：公告新增 6" in card
    assert {"zh": "可信度准不准", "en": "How reliable the scores of rows are"}[language] in card


def test_same_input_gives_the_same_bytes(built, tmp_path):
    again = plan(built, "2025-01-31", options=Options(jobs=2))
    assert release(again, tmp_path / "again").failures == ()
    one, other = built / "first", tmp_path / "again"
    assert {p.name: p.read_bytes() for p in one.iterdir()} == {
        p.name: p.read_bytes() for p in other.iterdir()
    }


def test_source_with_too_few_or_too_many_notices_refuses(built, tmp_path):
    few = refused(built, tmp_path, rules=Rules(sources={"file": Bounds(minimum=7)}))
    assert "file: got 6 notices, expected at least 7" in few["source counts"]
    many = refused(built, tmp_path, rules=Rules(sources={"file": Bounds(maximum=5)}))
    assert "file: got 6 notices, expected at most 5" in many["source counts"]
    gone = refused(built, tmp_path, rules=Rules(sources={"elsewhere-sjj": Bounds(minimum=1)}))
    assert "elsewhere-sjj: got 0 notices" in gone["source counts"]


def test_too_few_resolved_values_refuse(built, tmp_path):
    found = refused(built, tmp_path, rules=Rules(resolved={"notices.region_code": 0.5}))
    assert "notices.region_code: got 0.000 of 6" in found["share resolved"]


def test_lost_notice_refuses_unless_it_is_allowed(built, tmp_path):
    write_pages(tmp_path / "in", 5)
    found = refused(tmp_path, tmp_path, previous=built / "first")
    assert "below/notice006.html" in found["lost notices"]
    assert "not among the input" in found["lost notices"]
    allowed = Rules(allowed=frozenset({"below/notice006.html"}))
    outcome = release(plan(tmp_path, "2025-02-28", rules=allowed, previous=built / "first"), tmp_path / "out")
    assert outcome.failures == ()
    assert outcome.facts["since_previous"]["notices_withdrawn"] == 1
    assert outcome.facts["since_previous"]["findings_withdrawn"] == 2


def test_notice_that_can_no_longer_be_read_refuses_and_says_why(built, tmp_path):
    write_pages(tmp_path / "in", 6)
    (tmp_path / "in" / "notice001.html").write_bytes(b"PK\x03\x04 no archive")
    found = refused(tmp_path, tmp_path, previous=built / "first")
    assert "notice001.html" in found["lost notices"]
    assert "refused [" in found["lost notices"]


def test_figure_below_its_floor_refuses(built, tmp_path):
    gold = {"file_name": "notice001.html", "findings": [
        {"label": "一", "title": "另一个问题", "measures": [], "responsible": []},
    ]}  # fmt: skip
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "notice001.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    found = refused(built, tmp_path, gold=tmp_path / "gold", floors={"findings": 0.9})
    assert "findings: got 0.0, expected at least 0.9" in found["evaluation floors"]


def test_cell_that_differs_from_its_place_refuses(built, tmp_path, monkeypatch):
    read = making.ingest

    def ingest_and_spoil(paths, db, *, options):
        import sqlite3  # noqa: PLC0415

        report = read(paths, db, options=options)
        with sqlite3.connect(db) as connection:
            connection.execute("UPDATE findings SET title = title || '。' WHERE rowid = 3")
        connection.close()
        return report

    monkeypatch.setattr(making, "ingest", ingest_and_spoil)
    found = refused(built, tmp_path)
    assert set(found) == {"cells equal their spans"}
    assert "title: got" in found["cells equal their spans"]


def test_typed_cell_of_a_correction_is_no_failure_and_stands_in_the_release(built, tmp_path):
    connection = open_for_reading(built / "first" / "notices.db")
    [(notice_id,)] = connection.execute("SELECT id FROM notices ORDER BY place LIMIT 1").fetchall()
    held = read_notice(connection, notice_id)
    connection.close()
    title = {"title": held.entries[0].row["title"]}
    decision = Decision(
        kind="correct", field="detail", text_sha256=held.notice["text_sha256"], sha256=held.notice["sha256"],
        place=held.notice["place"], decided_at="2025-02-01T08:00:00Z", before=(title,),
        after=({"detail": (Words(words="据来信"),)},),
    )  # fmt: skip
    save(tmp_path / "corrections", decision)
    options = Options(corrections=load(tmp_path / "corrections"))
    outcome = release(
        plan(built, "2025-02-28", previous=built / "first", options=options), tmp_path / "second"
    )
    assert outcome.failures == ()
    assert outcome.facts["corrections"]["applied"] == 1
    [notice, finding] = [
        json.loads(x) for x in (tmp_path / "second" / "delta.jsonl").read_text("utf-8").splitlines()
    ]
    assert (notice["change"], finding["change"], finding["columns"]) == ("changed", "changed", ["detail"])
    log = (tmp_path / "second" / "CHANGES.md").read_text(encoding="utf-8")
    assert log.index("## 2025-02-28") < log.index("## 2025-01-31")
    assert "Since 2025-01-31: notices 0 added, 1 changed, 0 withdrawn" in log
    [(kept,)] = ask(tmp_path / "second" / "notices.db", "SELECT value FROM meta WHERE key = 'changes'")
    assert [entry["release"] for entry in json.loads(kept)] == ["2025-02-28", "2025-01-31"]


def test_delta_pairs_findings_by_title_not_by_number(tmp_path):
    for name, text in (
        ("one", page(5)),
        ("two", page(5).replace("<p>一、", "<p>一、未建立台账。</p><p>整改情况：正在整改。</p><p>二、")),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "notice.html").write_text(text, encoding="utf-8")
        ingest([tmp_path / name], tmp_path / f"{name}.db", options=Options())
    old, new = open_for_reading(tmp_path / "one.db"), open_for_reading(tmp_path / "two.db")
    lines = delta(new, old)
    old.close()
    new.close()
    changes = [(x.change, x.title[:5]) for x in lines if x.finding]
    assert ("added", "未建立台账") in changes
    assert "withdrawn" not in {change for change, _ in changes}
    assert by_city(lines)[0]["findings_added"] == 1


def test_command_refuses_with_the_list_and_writes_over_nothing(built, tmp_path):
    rules = tmp_path / "rules.toml"
    rules.write_text(
        '[sources]\nfile = { minimum = 100 }\n[resolved]\n"findings.topic" = 1.01\n', encoding="utf-8"
    )
    arguments = ("release", "--from", built / "in", "--date", "2025-02-28")
    done = zhenggai(*arguments, "--rules", rules, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "refused: source counts (1)" in done.stdout
    assert "refused: share resolved (1)" in done.stdout
    assert not (tmp_path / "out").exists()
    done = zhenggai(*arguments, "--out", built / "first")
    assert done.returncode == 2
    assert "is there already" in done.stderr


def test_unknown_rules_are_told(tmp_path):
    path = tmp_path / "rules.toml"
    for text in (
        '[resolved]\n"findings.nothing" = 0.5',
        "[floors]\nx = 1",
        "[sources]\nfile = { least = 1 }",
        "=",
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(RulesError, match=r"rules\.toml: got"):
            load_rules(path)
    assert load_rules().default.minimum == 1


def test_samples_pass_the_bundled_rules(tmp_path):
    root = Path(__file__).resolve().parent.parent.parent
    ingest([root / "samples" / "notices"], tmp_path / "samples.db", options=Options())
    connection = open_for_reading(tmp_path / "samples.db")
    found = failures(connection, load_rules())
    connection.close()
    assert found == []
