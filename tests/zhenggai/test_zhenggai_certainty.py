"""Doubts and scores of rows: told in words, ranked as they should be, calibrated by a command."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.site.languages.language import read_messages
from extract.files.limits import DEFAULT_LIMITS
from extract.sandbox.parent import read_guarded
from extract.understanding import understand
from normalize.notice import normalize
from scrapers.items import RawNotice
from tests.zhenggai.conftest import ask, page, write_pages
from zhenggai.certainty import calibrate
from zhenggai.certainty import judging as certainty
from zhenggai.certainty.dialects import rewritten
from zhenggai.certainty.judging import calibration, judged, score
from zhenggai.certainty.logistic import fit
from zhenggai.certainty.reliability import error, ranking, table, wilson
from zhenggai.certainty.signal import SPEAK_FOR
from zhenggai.pipeline import Options, ingest

GOLDEN = Path(__file__).resolve().parent.parent / "golden"


def rows_of(text):
    raw = RawNotice(source="file", place="n.html", file_name="n.html", body=text.encode())
    document = read_guarded(raw, limits=DEFAULT_LIMITS)
    return judged(normalize(understand(document), document, raw), document).findings


def kinds(row):
    return {doubt.kind for doubt in row.doubts}


def test_plain_notice_is_surer_than_one_in_unknown_words():
    plain = rows_of(page(5))
    other = rows_of(
        page(5).replace("整改情况：已完成整改。", "改正始末：现已改妥。").replace("正在整改", "还在改正途中")
    )
    assert len(plain) == len(other) == 2
    assert min(row.confidence for row in plain) > max(row.confidence for row in other)
    assert {"no_status", "status_unread"} & set().union(*map(kinds, other))


def test_row_unlike_its_siblings_says_what_it_lacks():
    text = page(5).replace("<p>整改情况：正在整改。已签订测评合同。</p>", "")
    last = rows_of(text)[-1]
    assert "no_measures" in kinds(last) or "unlike_siblings" in kinds(last)
    assert any("no " in doubt.message for doubt in last.doubts)


def test_count_that_differs_is_told():
    row = rows_of(page(5).replace("现将2个问题", "现将3个问题"))[0]
    assert any(doubt.message == "the document states 3 findings, 2 were read" for doubt in row.doubts)


def test_damaged_characters_are_told():
    row = rows_of(page(5).replace("涉及资金5万元", "涉及资金□5□万元"))[1]
    assert "damaged" in kinds(row)


def test_dataset_holds_score_doubts_and_who_decided(tmp_path):
    ingest([write_pages(tmp_path / "in", 1)], tmp_path / "notices.db", options=Options())
    [(least, most, doubts)] = ask(
        tmp_path / "notices.db",
        "SELECT min(confidence), max(confidence), min(json_valid(doubts)) FROM findings",
    )
    assert 0 < least <= most < 1
    assert doubts == 1
    [(reasons,)] = ask(tmp_path / "notices.db", "SELECT reasons FROM findings LIMIT 1")
    assert {"title", "layout"} <= {reason["field"] for reason in json.loads(reasons)}
    [(kept,)] = ask(tmp_path / "notices.db", "SELECT value FROM meta WHERE key = 'calibration'")
    assert json.loads(kept) == calibration()


def test_every_doubt_has_words_in_both_languages():
    found = {
        doubt.kind
        for text in (page(5), page(5).replace("整改情况：", ""))
        for row in rows_of(text)
        for doubt in row.doubts
    }
    known = {key.partition(".")[2] for key in read_messages() if key.startswith("row_doubt.")}
    assert found | (set(calibration()["weights"]) - SPEAK_FOR) <= known


def test_no_doubt_raises_a_score():
    for kind, weight in calibration()["weights"].items():
        assert weight > 0 if kind in SPEAK_FOR else weight < 0, kind
    assert score({"no_status": 1.0}) < score({}) < score({"count_agrees": 1.0})


def test_bundled_table_says_nine_in_ten_of_rows_scored_nine_in_ten():
    """As measured by cross-validation when it was written; `calibrate --write` measures it again."""
    known = calibration()
    high = [entry for entry in known["reliability"] if entry["low"] >= 0.85]
    rows = sum(entry["rows"] for entry in high)
    share = sum(entry["rows"] * entry["right"] for entry in high) / rows
    mean = sum(entry["rows"] * entry["score"] for entry in high) / rows
    assert rows >= 100
    assert abs(share - mean) < 0.06
    assert known["ranking"] > 0.7


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """Some of the golden documents and their annotations, one of which expects what no notice says."""
    folder = tmp_path_factory.mktemp("golden")
    for name in (
        "labels_synonyms.txt",
        "blanket_all.txt",
        "results_by_number.txt",
        "congress_rectification.txt",
    ):
        for path in (GOLDEN / name, GOLDEN / f"{Path(name).stem}.gold.json"):
            shutil.copy(path, folder / path.name)
    wrong = json.loads((folder / "blanket_all.gold.json").read_text(encoding="utf-8"))
    wrong["findings"][0]["title"] = "与原文不同的一句话"
    (folder / "blanket_all.gold.json").write_text(json.dumps(wrong, ensure_ascii=False), encoding="utf-8")
    return folder


def test_command_prints_the_table_and_writes_only_when_asked(few, capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(certainty, "CALIBRATION", tmp_path / "calibration.json")
    assert calibrate.main([f"{few}={few}"]) == 0
    said = capsys.readouterr().out
    assert "of them right" in said
    assert "calibration error" in said
    assert not (tmp_path / "calibration.json").exists()
    assert calibrate.main([f"{few}={few}", "--write"]) == 0
    once = (tmp_path / "calibration.json").read_bytes()
    assert calibrate.main([f"{few}={few}", "--write"]) == 0
    assert (tmp_path / "calibration.json").read_bytes() == once


def test_nothing_to_learn_from_is_wrong_usage(tmp_path, capsys):
    assert calibrate.main([f"{tmp_path}={tmp_path}"]) == 2
    assert "expected: some right and some wrong" in capsys.readouterr().err


def test_document_and_its_copies_are_left_out_together(few):
    rows = list(calibrate.samples([(few, few)]))
    data = calibrate.arranged(rows)
    folds = {}
    for row, fold in zip(rows, data.folds, strict=True):
        assert folds.setdefault(row.document, fold) == fold


def test_copy_follows_from_its_seed_and_its_annotation_with_it():
    body = page(5).encode()
    gold = {
        "findings": [{"title": "有5个信息系统建成后闲置。", "measures": ["停用5个系统，并入政务云平台。"]}]
    }
    one, again = rewritten("n.html", body, gold, 3), rewritten("n.html", body, gold, 3)
    assert one == again
    assert len({rewritten("n.html", body, gold, seed)[0] for seed in range(8)}) > 4
    assert rewritten("n.pdf", body, gold, 1) is None


@given(st.integers(0, 2**31), st.floats(0.2, 0.8))
@settings(max_examples=10, deadline=None)
def test_fit_finds_the_signs_and_the_base_rate(seed, base):
    random = np.random.default_rng(seed)
    values = random.integers(0, 2, (600, 3)).astype(float)
    logit = np.log(base / (1 - base)) - 2 * values[:, 0]
    right = (random.random(600) < 1 / (1 + np.exp(-logit))).astype(float)
    found = fit(values, right, np.ones(600), signs=np.array([-1.0, -1.0, 1.0]), ridge=0.1)
    assert found.weights[0] < -0.8
    assert found.weights[1] <= 0 <= found.weights[2]
    assert abs(found.chances(values).mean() - right.mean()) < 0.02


def test_reliability_counts_every_row_once():
    scores = np.array([0.1, 0.85, 0.9, 0.95, 1.0])
    right = np.array([0.0, 1.0, 1.0, 0.0, 1.0])
    bins = table(scores, right, np.ones(5))
    assert sum(entry.rows for entry in bins) == 5
    assert [entry.low for entry in bins] == [0.0, 0.85, 0.9, 0.95]
    assert 0 < error(bins) < 1
    assert ranking(scores, right) == pytest.approx(4 / 6)
    low, high = wilson(0.9, 100)
    assert (round(low, 3), round(high, 3)) == (0.826, 0.945)
