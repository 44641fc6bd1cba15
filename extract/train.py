"""Train the sentence-role model from the labelled sentences: `python -m extract.train`.

Prints its figures by five-fold cross-validation (precision, recall, F1 a role), then trains on all sentences and writes
`data/role_model.npz`. The sentences are our own (`training/*.tsv`).
"""

import csv
import random
from pathlib import Path

from extract.language.folding import fold
from extract.language.ngrams import model_text
from extract.roles.ngram_model import NgramModel
from extract.roles.ngram_training import SEED, train
from extract.roles.role_model import MODEL

SENTENCES = Path(__file__).with_name("training")
FOLDS = 5


def read_sentences(folder: Path = SENTENCES) -> list[tuple[str, str]]:
    """Return (role, folded sentence) pairs of every file of a folder, in the order of their names."""
    rows: list[tuple[str, str]] = []
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                rows.append((row["role"], model_text(fold(row["sentence"]))))
    return rows


def _fit(rows: list[tuple[str, str]]) -> NgramModel:
    return train([text for _, text in rows], [role for role, _ in rows])


def cross_validate(rows: list[tuple[str, str]]) -> dict[str, tuple[float, float, float, int]]:
    """Precision, recall, F1 and number of sentences for each role, every sentence judged by a model that never saw it."""
    shuffled = list(rows)
    random.Random(SEED).shuffle(shuffled)  # noqa: S311 - which fold a sentence falls in, not a secret
    judged: list[tuple[str, str]] = []
    for fold_number in range(FOLDS):
        held_out = shuffled[fold_number::FOLDS]
        model = _fit([row for i, row in enumerate(shuffled) if i % FOLDS != fold_number])
        judged += [
            (role, max((scores := model.scores(text)), key=lambda r: scores[r])) for role, text in held_out
        ]
    figures = {}
    for role in sorted({role for role, _ in rows}):
        hit = sum(a == b == role for a, b in judged)
        said, true = sum(b == role for _, b in judged), sum(a == role for a, _ in judged)
        precision, recall = hit / said if said else 0.0, hit / true
        f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
        figures[role] = (precision, recall, f1, true)
    return figures


def main() -> None:
    """Print the figures, train on everything, write the model."""
    rows = read_sentences()
    figures = cross_validate(rows)
    print(f"{'role':12} {'P':>6} {'R':>6} {'F1':>6} {'sentences':>10}")  # noqa: T201
    for role, (p, r, f1, n) in figures.items():
        print(f"{role:12} {p:6.3f} {r:6.3f} {f1:6.3f} {n:10}")  # noqa: T201
    print(f"macro-F1 {sum(f[2] for f in figures.values()) / len(figures):.3f}, {FOLDS}-fold")  # noqa: T201
    _fit(rows).save(MODEL)
    print(f"{MODEL.name}: {len(rows)} sentences, {MODEL.stat().st_size / 1e6:.2f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
