"""The sentence-role model answers where rules are silent, and is made from the sentences in the tree."""

import json
from collections import Counter
from pathlib import Path

from extract.language.folding import fold
from extract.language.ngrams import ngrams
from extract.roles.ngram_model import load_model, prepared
from extract.roles.ngram_training import train
from extract.roles.role_model import MODEL, answers, role_of
from extract.train import Labelled, cross_validate, read_annotated, read_sentences

GOLDEN = Path(__file__).parents[1] / "golden"


def test_sentences_cover_every_role_and_stand_once() -> None:
    rows = read_sentences()

    assert set(Counter(row.role for row in rows)) == {
        "finding", "requirement", "measure", "result", "status", "background"
    }  # fmt: skip
    assert len({row.text for row in rows}) > 0.97 * len(rows)


def test_the_committed_model_fits_the_sentences_it_was_made_from() -> None:
    model = load_model(MODEL)
    rows = read_sentences() + read_annotated(GOLDEN)
    best = model.scores_of([row.text for row in rows]).argmax(axis=1)
    right = sum(model.labels[k] == row.role for row, k in zip(rows, best, strict=True))

    assert right / len(rows) > 0.95


def test_sentences_nobody_labelled_are_told_apart() -> None:
    assert role_of(fold("兩座泵站自動化設備長期停用，投資效益未能發揮")) == "finding"
    assert role_of(fold("已组织技术力量对台账逐项核对并完善审批流程")) == "measure"


def test_an_act_told_without_who_and_when_is_no_fault_though_it_may_be_done_or_asked() -> None:
    assert answers(fold("组织技术力量对台账逐项核对并完善审批流程")) > 1


def test_n_grams_are_all_runs_of_one_to_three_characters_and_know_the_beginning() -> None:
    told = [ngrams([prepared(text)])[0].tolist() for text in ("整改", "改", "整")]

    assert len(set(told[0])) == len(["^", "整", "改", "^整", "整改", "^整改"])
    assert set(told[0]) & set(told[1]) & set(told[2]) == set(ngrams([prepared("")])[0].tolist())  # ^ alone


def test_a_saved_model_is_the_same_when_it_is_read(tmp_path: Path) -> None:
    model = load_model(MODEL)
    model.save(tmp_path / "model.npz")

    assert (load_model(tmp_path / "model.npz").grams.numbers == model.grams.numbers).all()
    assert (model.grams.numbers[1:] > model.grams.numbers[:-1]).all()


def test_cells_of_annotated_documents_are_sentences_with_a_role_and_an_author(tmp_path: Path) -> None:
    told = "款项滞留在账。共8笔、3.2万元。"
    finding = {
        "title": "未及时上缴",
        "detail": told,
        "requirement": None,
        "measures": ["已于3月上缴财政。"],
        "label": "(一)",
    }
    gold = {"findings": [finding], "measures": [{"kind": "next_step", "text": "下一步，继续加强管理。"}]}
    (tmp_path / "w99_01_a.gold.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")

    rows = read_annotated(tmp_path)

    assert {row.author for row in rows} == {"w99"}
    assert [(row.role, row.text) for row in rows] == [
        ("finding", "款项滞留在账。"),
        ("finding", "共0笔、0万元。"),
        ("measure", "已于0月上缴财政。"),
        ("background", "下一步,继续加强管理。"),
    ]


def test_figures_judge_no_sentence_by_a_model_that_saw_its_author() -> None:
    # what each author writes is told by words that no other uses: a model that saw nothing of them cannot know
    rows = [
        Labelled(f"{k}", "finding" if k % 2 else "measure", chr(0x4E00 + k) * 3)
        for k in range(10)
        for _ in range(8)
    ]

    figures = cross_validate(rows)

    assert max(f1 for _, _, f1, _ in figures.values()) < 0.7
    assert {name: n for name, (_, _, _, n) in figures.items()} == {"finding": 40, "measure": 40}


def test_training_twice_gives_the_same_weights() -> None:
    texts = ["项目未按期完工", "资金闲置三年", "已收回资金", "补办验收手续", "已收回欠款"]
    labels = ["finding", "finding", "measure", "measure", "measure"]
    first, second = train(texts, labels, fewest=2), train(texts, labels, fewest=2)

    assert (first.grams.numbers == second.grams.numbers).all()
    assert (first.weights == second.weights).all()
    assert max((s := first.scores("已收回租金")), key=lambda r: s[r]) == "measure"
