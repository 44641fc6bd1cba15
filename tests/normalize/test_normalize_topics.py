"""Topics: the taxonomy is whole, the labelled findings are sound, rules and model decide, unsure means none."""

import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.topics import train as training
from normalize.topics.agreement import agreement, main
from normalize.topics.choice import classify_topics, decide, taxonomy_rows
from normalize.topics.crossval import answers, fold_of, report
from normalize.topics.labelled import SECOND, TRAINING, read_labelled
from normalize.topics.model import topic_model
from normalize.topics.rules import prepared, rule_hits, topics
from normalize.topics.scores import f1_by_label, kappa, mean

HELD_OUT = (
    Path(__file__).parent / "topics_held_out.tsv"
)  # written after rules and model; never used to change them
NEW_WORDS = HELD_OUT.with_name("topics_new_words.tsv")  # asked once, then rules were mended by them
THIRD = HELD_OUT.with_name("topics_third.tsv")  # asked after that; never used to change anything
PLAIN = HELD_OUT.with_name("topics_plain.tsv")  # in plain words; rules were mended by them
PLAIN_SECOND = HELD_OUT.with_name("topics_plain_second.tsv")  # 75 more; three rules were mended by them
SUBJECTS = [t.id for t in topics() if t.parent is None]
SECONDS = [t.id for t in topics() if t.parent is not None]


def test_the_taxonomy_has_fourteen_subjects_and_their_topics_in_both_languages():
    assert len(SUBJECTS) == 14
    assert len(SECONDS) == 75
    for topic in topics():
        assert re.search("[一-鿿]", topic.zh + topic.about_zh)
        assert topic.en
        assert topic.about_en
        assert not re.search("[一-鿿]", topic.en + topic.about_en + topic.not_en)
    assert all(topic.id.startswith(topic.parent + ".") for topic in topics() if topic.parent)


def test_rows_of_the_taxonomy_name_each_topic_once():
    rows = taxonomy_rows()
    assert len({row[0] for row in rows}) == len(rows) == 89
    assert all(parent is None or parent in SUBJECTS for _, parent, *_ in rows)


def test_the_labelled_findings_cover_every_topic_in_both_scripts():
    findings = read_labelled()
    assert len(findings) >= 900
    assert len({f.id for f in findings}) == len(findings)
    assert len({f.title + f.detail for f in findings}) == len(findings)
    counts = Counter(topic for f in findings for topic in f.topics)
    assert set(counts) == set(SECONDS)
    assert min(counts.values()) >= 10
    assert sum(not f.topics for f in findings) >= 40
    traditional = sum(prepared(f.title) != re.sub(r"\s", "", f.title) for f in findings)
    assert traditional >= 150


def test_the_unlabelled_table_holds_the_same_findings_without_topics():
    lines = (TRAINING / "findings_unlabelled.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "id\ttitle\tdetail"
    assert [tuple(line.split("\t")) for line in lines[1:]] == [
        (f.id, f.title, f.detail) for f in read_labelled()
    ]


def test_a_table_with_other_columns_is_refused(tmp_path):
    path = tmp_path / "wrong.tsv"
    path.write_text("id\ttext\n1\t甲\n", encoding="utf-8")
    with pytest.raises(ValueError, match="needed: id, title, detail, topics"):
        read_labelled(path)


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("等保未测评。", "security.protection_level"),
        ("部分信息系统未开展安全等级保护测评。", "security.protection_level"),
        ("數據匯聚共享不到位。", "data.sharing"),
        ("政府信息化项目绩效评价管理不到位。", "it.management"),
        ("部分信息系统闲置或使用率低", "it.low_use"),
        ("未在合同中明确软件著作权归属。", "assets.ownership"),
        ("多计工程价款", "projects.overpayment"),
        ("竣工财务决算编报不及时。", "projects.settlement"),
        ("往来款项长期挂账", "accounting.balances"),
        ("违反中央八项规定精神", "conduct.frugality"),
        ("機房未設置不斷電系統UPS", "security.facilities"),
    ],
)
def test_words_of_the_trade_decide(title, topic):
    assert topic in {m.topic for m in classify_topics(title)}


def test_a_finding_may_have_several_topics_surest_first():
    found = classify_topics("专项债券资金闲置", "涉及污水管网项目2个，资金1.2亿元。")
    assert {"fiscal.debt", "funds.idle"} <= {m.topic for m in found}
    assert [m.certainty for m in found] == sorted((m.certainty for m in found), reverse=True)


@pytest.mark.parametrize("title", ["", "。", "其他问题", "进一步加强工作", "详见附件", "abc 123", "第一点"])
def test_unsure_means_no_topic(title):
    assert classify_topics(title) == ()


def test_every_decision_says_who_decided_and_how_surely():
    for finding in read_labelled(HELD_OUT):
        for mention in classify_topics(finding.title, finding.detail):
            assert mention.decided_by.startswith(("rule: ", "hint and model", "model"))
            assert 0 < mention.certainty <= 1
            assert mention.topic in {*SUBJECTS, *SECONDS}


def test_category_and_measures_are_asked_only_where_title_and_detail_say_nothing():
    assert classify_topics("管理不到位。", category="数据共享方面")[0].topic == "data.sharing"
    assert (
        classify_topics("管理不到位。", None, ["已完成等级保护测评并取得报告。"])[0].topic
        == "security.protection_level"
    )
    assert {m.topic for m in classify_topics("多计工程价款。", None, ["已完成等级保护测评。"])} == {
        "projects.overpayment"
    }


def test_both_scripts_get_the_same_topics():
    one = classify_topics("专项资金拨付不及时，滞留在乡镇财政所")
    other = classify_topics("專項資金撥付不及時，滯留在鄉鎮財政所")
    assert [m.topic for m in one] == [m.topic for m in other]


@pytest.mark.parametrize(
    ("path", "f1", "right"),
    [
        (HELD_OUT, 0.85, 0.8),
        (NEW_WORDS, 0.92, 0.88),
        (THIRD, 0.72, 0.68),
        (PLAIN, 0.88, 0.85),
        (PLAIN_SECOND, 0.76, 0.74),
    ],
)
def test_quality_on_findings_written_afterwards_stays_above_its_floor(path, f1, right):
    """No model was trained with these; what each of them was used for stands above."""
    findings = read_labelled(path)
    given = answers(findings, topic_model())["rules and model"]
    subjects = [frozenset(key.split(".")[0] for key in keys) for keys in given]
    by_subject = f1_by_label([f.subjects for f in findings], subjects, SUBJECTS)
    assert mean(by_subject.values()) >= f1
    hits = sum(len(s & f.subjects) for s, f in zip(subjects, findings, strict=True))
    assert hits / sum(map(len, subjects)) >= right


def test_the_report_names_each_way_of_deciding():
    findings = read_labelled(HELD_OUT)
    text = report(findings, answers(findings, topic_model()))
    assert [line.split("  ")[0].split(" macro")[0].strip() for line in text.splitlines()[:3]] == [
        "model alone",
        "rules alone",
        "rules and model",
    ]


def test_folds_are_of_like_size_and_fixed():
    counts = Counter(fold_of(f) for f in read_labelled())
    assert set(counts) == {0, 1, 2, 3, 4}
    assert max(counts.values()) < 1.35 * min(counts.values())


def test_kappa_is_cohens():
    one = [True] * 20 + [True] * 5 + [False] * 10 + [False] * 15
    other = [True] * 20 + [False] * 5 + [True] * 10 + [False] * 15
    assert kappa(one, other) == pytest.approx(0.4)
    assert kappa([True, True], [True, True]) == 1.0
    with pytest.raises(ValueError, match="got no findings"):
        kappa([], [])


def test_agreement_of_a_labelling_with_itself_is_whole():
    findings = read_labelled()
    assert set(agreement(findings, findings).values()) == {1.0}


def test_a_missing_second_labelling_is_said(tmp_path, capsys):
    assert main(tmp_path / "none.tsv") == 1
    assert "needed: a second, independent labelling" in capsys.readouterr().out


@pytest.mark.skipif(not SECOND.exists(), reason="no second labelling in training/")
def test_two_people_agree_well_on_subjects():
    assert mean(agreement(read_labelled(), read_labelled(SECOND)).values()) >= 0.7


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_text_is_classified_without_error(text):
    (hits,) = rule_hits([prepared(text)])
    assert all(hit.topic in SECONDS for hit in hits)
    classify_topics(text)


def test_the_committed_model_belongs_to_the_taxonomy():
    model = topic_model()
    assert set(model.labels) == {*SUBJECTS, *SECONDS}
    assert np.isfinite(model.weights).all()
    assert decide(["数据"], None) == decide(["数据"], None)


@pytest.mark.slow
def test_the_exported_weights_answer_like_spacy():
    """Every n-gram that two findings hold keeps its weight; a text made of such n-grams scores the same."""
    spacy = pytest.importorskip("spacy")

    findings = read_labelled()[:120]
    texts = {training.training_text(f) for f in findings}
    doubled = [f for f in findings for _ in range(2)]  # then no n-gram stands in one finding only
    kept = {}
    exported = training._exported
    training._exported = lambda nlp, labels, given: (
        kept.setdefault("nlp", nlp) and exported(nlp, labels, given)
    )
    try:
        model = training.train(doubled)
    finally:
        training._exported = exported
    assert isinstance(kept["nlp"], spacy.language.Language)
    for text in sorted(texts)[:20]:
        ours, theirs = model.scores(text), kept["nlp"](text).cats
        assert max(abs(ours[label] - theirs[label]) for label in theirs) < 1e-3
