"""Score annotated documents by models that saw nothing of their authors: `python -m zhenggai.scoring.by_author [FOLDER]`.

The text models learn from all annotated documents, so what they say of these is no longer blind. Here documents are read in as
many parts as the training of the chain has folds, each with a role model and a chain that learned from the other
parts alone: what is lost against `zhenggai evaluate` hangs on the models. Takes as long as `make train`.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from extract.reading import read
from extract.roles import chain_model, role_model
from extract.roles.chain_training import chains_of_folds, folds_of, unseen_features, words_of_folds
from extract.train import author_of, fit, read_annotated, read_sentences
from extract.train_chain import read_documents
from extract.understanding import understand
from normalize.notice import normalize
from scrapers.items import RawNotice
from zhenggai.scoring.records import as_row, right_rows

_GOLDEN = Path(__file__).resolve().parents[2] / "tests" / "golden"
_COLUMNS = f"{'part':>5}{'documents':>11}{'rows':>7}{'right':>8}{'not in the gold':>17}"


def train_parts(folder: Path, into: Path) -> Iterator[list[Path]]:
    """Train the models of each part into a folder, and give the annotations of the part's documents."""
    told = read_documents(folder)
    folds = folds_of(told)
    part = dict(zip((x.author for x in told), folds, strict=True))
    words = words_of_folds(told, folds)
    known = unseen_features(told, folds, words)
    labelled, annotated = read_sentences(), read_annotated(folder)
    for n, chain in enumerate(chains_of_folds(told, known, folds, words)):
        chain.save(into / chain_model.MODEL.name)
        seen = [row for row in annotated if part.get(row.author, 0) != n]
        fit(labelled + seen).save(into / role_model.MODEL.name)
        yield [x for x in sorted(folder.glob("*.gold.json")) if part.get(author_of(x), 0) == n]


def rows_of(annotation: Path) -> tuple[int, list[bool]]:
    """How many rows a document's annotation has, and which of those that are read are right."""
    gold: dict[str, Any] = json.loads(annotation.read_text(encoding="utf-8"))
    path = annotation.with_name(gold["file_name"])
    raw = RawNotice(source="file", place=path.name, file_name=path.name, body=path.read_bytes())
    document = read(raw)
    found = normalize(understand(document), document, raw).findings
    return len(gold["findings"]), right_rows(gold["findings"], [as_row(f) for f in found])


@contextmanager
def asked(folder: Path) -> Iterator[None]:
    """Ask the models of a folder, and those of the program again afterwards."""
    own = role_model.MODEL, chain_model.MODEL
    _ask(*(folder / path.name for path in own))
    try:
        yield
    finally:
        _ask(*own)


def _ask(role: Path, chain: Path) -> None:
    role_model.MODEL, chain_model.MODEL = role, chain
    role_model.forget()
    chain_model.chain_model.cache_clear()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how many rows are right, part by part."""
    parser = argparse.ArgumentParser(
        prog="python -m zhenggai.scoring.by_author",
        description="Score annotated documents by models that saw nothing of their authors.",
    )
    parser.add_argument("folder", nargs="?", type=Path, default=_GOLDEN)
    print(_COLUMNS)
    rows = right = 0
    with TemporaryDirectory() as into:
        for n, part in enumerate(train_parts(parser.parse_args(arguments).folder, Path(into))):
            with asked(Path(into)):
                read_ = [rows_of(x) for x in part]
            wanted, hit = sum(k for k, _ in read_), sum(sum(found) for _, found in read_)
            more = sum(max(len(found) - k, 0) for k, found in read_)
            rows, right = rows + wanted, right + hit
            print(f"{n:>5}{len(part):>11}{wanted:>7}{hit / max(wanted, 1):>8.3f}{more:>17}", flush=True)
    print(f"rows right {right / max(rows, 1):.4f} of {rows}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
