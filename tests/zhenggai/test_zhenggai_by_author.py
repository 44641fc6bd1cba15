"""Annotated documents are scored by models that saw nothing of their authors."""

import shutil
from pathlib import Path

import pytest

from extract.roles import chain_model, chain_training, role_model
from extract.train import Labelled, author_of, read_annotated, read_sentences
from zhenggai.scoring import by_author

GOLDEN = Path(__file__).parents[1] / "golden"
TAKEN = (
    "w9_02", "w10_05", "w6_b4_adjacent", "w32_04_result", "w7_20", "w16_06_weijian", "w34o_06_result", "w36_07_water_bureau",
    "w33_18_genjin_shenji", "w4_one_issue_prose", "w3_audit_result_disposal", "w5_result_reordered",
)  # fmt: skip


@pytest.fixture
def some(tmp_path: Path) -> Path:
    for name in TAKEN:
        for path in GOLDEN.glob(f"{name}.*"):
            shutil.copy(path, tmp_path)
    return tmp_path


def test_every_document_is_read_once_by_models_without_its_author(
    some: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    learned: list[set[str]] = []
    own = role_model.MODEL, chain_model.MODEL
    fit = by_author.fit

    def noted(rows: list[Labelled]) -> object:
        learned.append({row.author for row in rows})
        return fit(rows)

    monkeypatch.setattr(by_author, "read_sentences", lambda: read_sentences()[::40])
    monkeypatch.setattr(chain_training, "STEPS", 10)
    monkeypatch.setattr(by_author, "fit", noted)
    parts: list[list[Path]] = []
    train_parts = by_author.train_parts

    def parted(folder: Path, into: Path) -> object:
        for part in train_parts(folder, into):
            parts.append(part)
            yield part

    monkeypatch.setattr(by_author, "train_parts", parted)
    assert by_author.main([str(some)]) == 0

    assert sorted(x for part in parts for x in part) == sorted(some.glob("*.gold.json"))
    for part, seen in zip(parts, learned, strict=True):
        assert seen.isdisjoint(map(author_of, part))
    assert {row.author for row in read_annotated(some)} <= set().union(*learned)
    assert own == (role_model.MODEL, chain_model.MODEL)
    assert "rows right 0." in capsys.readouterr().out
