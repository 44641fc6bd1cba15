"""The sentence-role model answers where rules are silent, and is made from the sentences in the tree."""

from collections import Counter
from pathlib import Path

from extract.language.folding import fold
from extract.language.ngrams import ngrams
from extract.roles.ngram_model import load_model, prepared
from extract.roles.ngram_training import train
from extract.roles.role_model import MODEL, role_of
from extract.train import read_sentences


def test_sentences_cover_every_role_and_stand_once() -> None:
    rows = read_sentences()

    assert set(Counter(role for role, _ in rows)) == {
        "finding", "requirement", "measure", "result", "status", "background"
    }  # fmt: skip
    assert len({text for _, text in rows}) > 0.97 * len(rows)


def test_the_committed_model_fits_the_sentences_it_was_made_from() -> None:
    model = load_model(MODEL)
    rows = read_sentences()
    right = sum(max((s := model.scores(text)), key=lambda r: s[r]) == role for role, text in rows)

    assert right / len(rows) > 0.95


def test_sentences_nobody_labelled_are_told_apart() -> None:
    assert role_of(fold("兩座泵站自動化設備長期停用，投資效益未能發揮")) == "finding"
    assert role_of(fold("组织技术力量对台账逐项核对并完善审批流程")) == "measure"


def test_n_grams_are_all_runs_of_one_to_three_characters_and_know_the_beginning() -> None:
    told = [ngrams([prepared(text)])[0].tolist() for text in ("整改", "改", "整")]

    assert len(set(told[0])) == len(["^", "整", "改", "^整", "整改", "^整改"])
    assert set(told[0]) & set(told[1]) & set(told[2]) == set(ngrams([prepared("")])[0].tolist())  # ^ alone


def test_a_saved_model_is_the_same_when_it_is_read(tmp_path: Path) -> None:
    model = load_model(MODEL)
    model.save(tmp_path / "model.npz")

    assert (load_model(tmp_path / "model.npz").grams.numbers == model.grams.numbers).all()
    assert (model.grams.numbers[1:] > model.grams.numbers[:-1]).all()


def test_training_twice_gives_the_same_weights() -> None:
    texts = ["项目未按期完工", "资金闲置三年", "已收回资金", "补办验收手续", "已收回欠款"]
    labels = ["finding", "finding", "measure", "measure", "measure"]
    first, second = train(texts, labels), train(texts, labels)

    assert (first.grams.numbers == second.grams.numbers).all()
    assert (first.weights == second.weights).all()
    assert max((s := first.scores("已收回租金")), key=lambda r: s[r]) == "measure"
