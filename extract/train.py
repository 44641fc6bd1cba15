"""Train the sentence-role model: `python -m extract.train ANNOTATED`.

It learns from labelled sentences (`training/*.tsv`) and from the cells of annotated documents (`*.gold.json` in the folder
ANNOTATED), all of them our own words. Prints its figures by five-fold cross-validation (precision, recall, F1 a role; what
one author wrote is never judged by a model that saw another text of theirs), then trains on everything and writes
`data/role_model.npz`.
"""

import argparse
import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.language.folding import fold
from extract.language.ngrams import model_text
from extract.language.sentences import sentences
from extract.roles.ngram_model import NgramModel
from extract.roles.ngram_training import folds_by_author, precision_recall, train
from extract.roles.role_model import MODEL

SENTENCES = Path(__file__).with_name("training")
FOLDS = 5
SHORTEST = 6  # characters of a cell's sentence that says what it does
_CELLS = {
    "title": "finding",
    "detail": "finding",
    "requirement": "requirement",
    "measures": "measure",
    "result": "result",
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A folded sentence, its role and who wrote it."""

    author: str
    role: str
    text: str


def read_sentences(folder: Path = SENTENCES) -> list[Labelled]:
    """Return the labelled sentences of every .tsv file of a folder, in the order of their names; each is its own author's."""
    rows: list[Labelled] = []
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for n, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)):
                text = model_text(fold(row["sentence"]))
                rows.append(Labelled(author=f"{path.stem} {n}", role=row["role"], text=text))
    return rows


def read_annotated(folder: Path) -> list[Labelled]:
    """Return the sentences of the cells of every annotated document of a folder.

    What a notice tells of its work and next steps as a whole is `background`: it answers no finding.
    """
    rows: list[Labelled] = []
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        author = author_of(path)
        cells = [(role, cell) for f in gold.get("findings", []) for cell, role in _cells_of(f)]
        cells += [("background", m["text"]) for m in gold.get("measures", [])]
        rows += [Labelled(author, role, text) for role, cell in cells for text in _sentences_of(cell)]
    return rows


def author_of(annotation: Path) -> str:
    """Who wrote an annotated document: what stands before the first underscore of its name."""
    return annotation.name.partition("_")[0].removesuffix(".gold.json")


def _cells_of(finding: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, role in _CELLS.items():
        held = finding.get(name) or []
        for cell in [held] if isinstance(held, str) else held:
            yield cell, role


def _sentences_of(cell: str) -> Iterator[str]:
    folded = fold(cell)
    for start, end in sentences(folded, 0, len(folded)):
        text = folded[start:end].strip()
        if len(text) >= SHORTEST:
            yield model_text(text)


def fit(rows: Sequence[Labelled]) -> NgramModel:
    """Train on these sentences."""
    return train([row.text for row in rows], [row.role for row in rows])


def cross_validate(rows: Sequence[Labelled]) -> dict[str, tuple[float, float, float, int]]:
    """Precision, recall, F1 and number of sentences for each role, each judged by a model that saw nothing of its author."""
    folds = folds_by_author([row.author for row in rows], FOLDS)
    judged: list[tuple[str, str]] = []
    for n in range(FOLDS):
        model = fit([row for row, k in zip(rows, folds, strict=True) if k != n])
        asked = [row for row, k in zip(rows, folds, strict=True) if k == n]
        best = model.scores_of([row.text for row in asked]).argmax(axis=1)
        judged += [(row.role, model.labels[k]) for row, k in zip(asked, best, strict=True)]
    figures = {}
    for role in sorted({row.role for row in rows}):
        precision, recall, true = precision_recall(judged, role)
        f1 = 2 * precision * recall / (precision + recall) if recall else 0.0
        figures[role] = (precision, recall, f1, true)
    return figures


def main() -> None:
    """Print the figures, train on everything, write the model."""
    parser = argparse.ArgumentParser(
        prog="python -m extract.train",
        description="Train the sentence-role model.",
        epilog="Example: python -m extract.train tests/golden",
    )
    parser.add_argument("annotated", type=Path, help="folder of annotated documents (*.gold.json)")
    rows = read_sentences() + read_annotated(parser.parse_args().annotated)
    figures = cross_validate(rows)
    print(f"{'role':12} {'P':>6} {'R':>6} {'F1':>6} {'sentences':>10}")  # noqa: T201
    for role, (p, r, f1, n) in figures.items():
        print(f"{role:12} {p:6.3f} {r:6.3f} {f1:6.3f} {n:10}")  # noqa: T201
    print(f"macro-F1 {sum(f[2] for f in figures.values()) / len(figures):.3f}, {FOLDS}-fold by author")  # noqa: T201
    fit(rows).save(MODEL)
    print(f"{MODEL.name}: {len(rows)} sentences, {MODEL.stat().st_size / 1e6:.2f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
