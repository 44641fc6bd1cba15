"""Train the chain over clauses: `python -m extract.train_chain ANNOTATED`.

It learns where the cells of annotated documents stand in their text, from their findings told again in other manners, and
from the marked prose in `training/prose`. Prints its figures by cross-validation (precision and recall of what a clause does;
what one author wrote is never judged by a model that saw another text of theirs), then writes `data/chain_model.npz`.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.language.folding import fold
from extract.lines.lines import Page
from extract.model import Unreadable
from extract.reading import read
from extract.regions.chained import lines_told
from extract.roles.chain_model import ANSWER, ASKED, FAULT, MODEL, OPENS, OTHER
from extract.roles.chain_training import (
    Told,
    chains_of_folds,
    cross_validate,
    fit,
    folds_of,
    unseen_features,
    words_of_folds,
)
from extract.roles.clauses import Clause, clauses_of
from extract.roles.located import places
from extract.roles.marked import pieces_of
from extract.roles.retold import Kept, Piece, retell
from extract.train import author_of
from scrapers.items import RawNotice

PROSE = Path(__file__).with_name("training") / "prose"
_LONGEST_TITLE, _LONGEST_ANSWER, _MOST = 90, 400, 14  # characters; findings told again
_AROUND = 6  # lines before and behind the findings that stay
_FRAME = 8  # characters of a clause that number or label what a cell holds
_TAGS = {"O": OTHER, "B": FAULT, "F": FAULT, "M": ANSWER, "R": ASKED}


def read_documents(folder: Path) -> list[Told]:
    """Return the clauses of every annotated document that can be read, as printed and told again."""
    plain: list[Told] = []
    again: list[Told] = []
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        author = author_of(path)
        page = _read(path.with_name(gold["file_name"]))
        if page is None:
            continue
        does, opens = places(page.text, gold["findings"])
        ranges = [(x.start, x.end) for x in lines_told(page)]
        plain.append(_told(author, page.folded, ranges, does, opens, answered=_answered(gold)))
        retold = _told_again(page, ranges, does, opens, gold, author)
        again += [retold] if retold else []
    return [x for x in plain + again if x.clauses]


def read_prose(folder: Path = PROSE) -> list[Told]:
    """Return the clauses of the marked prose; each file is one author's."""
    told = (
        _told(path.stem, x.text, x.lines, x.does, set(x.opens), answered=x.answered)
        for path in sorted(folder.glob("*.txt"))
        for x in pieces_of(path.read_text(encoding="utf-8"))
    )
    return [x for x in told if x.clauses]


def _read(path: Path) -> Page | None:
    if not path.exists():
        return None
    raw = RawNotice(source="file", place=path.name, file_name=path.name, body=path.read_bytes())
    try:
        return Page(read(raw))
    except Unreadable:
        return None


def _answered(gold: dict[str, Any]) -> bool:
    """True where a document tells what was done about its findings; some annotations leave its family out."""
    told = gold.get("family") or (any(f["measures"] for f in gold["findings"]) and "rectification_report")
    return bool(told == "rectification_report")


def _told(
    author: str, text: str, ranges: list[tuple[int, int]], does: str, opens: set[int], *, answered: bool
) -> Told:
    clauses = clauses_of(text, ranges, answered=answered)
    return Told(author, clauses, [_tag(c, text, does, opens) for c in clauses])


def _tag(clause: Clause, text: str, does: str, opens: set[int]) -> int:
    """What most characters of a clause do; those that only number or label a cell (关于…问题，) count with it."""
    if any(clause.start <= at < clause.end for at in opens):
        return OPENS
    held = [
        d
        for d, c in zip(does[clause.start : clause.end], text[clause.start : clause.end], strict=True)
        if c.strip()
    ]
    cells = [d for d in held if d != "O"]
    counted = cells if len(cells) > 2 and 2 * len(cells) >= len(held) - _FRAME else held
    return _TAGS[Counter(counted).most_common(1)[0][0]]


def _told_again(
    page: Page, ranges: list[tuple[int, int]], does: str, opens: set[int], gold: dict[str, Any], author: str
) -> Told | None:
    """The findings of a document in other manners, between the lines before the first and those behind the last."""
    kept = list(_kept(gold))
    if len(kept) < 2:
        return None
    first, last = min(opens, default=0), len(does.rstrip("O")) - 1
    ahead: list[list[Piece]] = [[("O", page.folded[a:b])] for a, b in ranges if b <= first][-_AROUND:]
    behind: list[list[Piece]] = [[("O", page.folded[a:b])] for a, b in ranges if a > last][:_AROUND]
    text, told, starts = "", "", set()
    places_told: list[tuple[int, int]] = []
    for line in [*ahead, *retell(kept[:_MOST], f"{author} {page.text[:40]}"), *behind]:
        at = len(text)
        for letter, words in line:
            if letter == "B" and words:
                starts.add(len(text))
            text += words
            told += letter * len(words)
        if len(text) > at:
            places_told.append((at, len(text)))
        text += "\n"
        told += "O"
    return _told(author, text, places_told, told, starts, answered=True)


def _kept(gold: dict[str, Any]) -> Iterator[Kept]:
    for f in gold["findings"]:
        answer = "。".join(m.rstrip("。；;，,") for m in f["measures"])
        if answer and len(f["title"]) <= _LONGEST_TITLE and len(answer) <= _LONGEST_ANSWER:
            parts = (fold(words or "").replace("\n", "") for words in (f["title"], f.get("detail"), answer))
            yield Kept(*parts)


def main() -> None:
    """Print the figures, train on everything, write the model."""
    parser = argparse.ArgumentParser(
        prog="python -m extract.train_chain",
        description="Train the chain over clauses.",
        epilog="Example: python -m extract.train_chain tests/golden",
    )
    parser.add_argument("annotated", type=Path, help="folder of annotated documents (*.gold.json)")
    told = read_documents(parser.parse_args().annotated) + read_prose()
    folds = folds_of(told)
    words = words_of_folds(told, folds)
    known = unseen_features(told, folds, words)
    chains = chains_of_folds(told, known, folds, words)
    print(f"{'a clause':12} {'P':>6} {'R':>6} {'clauses':>10}")  # noqa: T201
    for does, (p, r, n) in cross_validate(told, known, folds, chains).items():
        print(f"{does:12} {p:6.3f} {r:6.3f} {n:10}", flush=True)  # noqa: T201
    fit(told, known).save(MODEL)
    size = MODEL.stat().st_size / 1e6
    print(f"{MODEL.name}: {sum(len(x.tags) for x in told)} clauses of {len(told)} documents, {size:.2f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
