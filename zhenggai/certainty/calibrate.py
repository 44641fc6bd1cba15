"""Calibrate the score of rows against annotations: `python -m zhenggai.certainty.calibrate [GOLD=FILES ...]`.

Prints the reliability table by cross-validation over documents (a document and its copies are always left out
together) and, with `--write`, keeps weights and table in `calibration.json`. Without arguments: tests/golden,
and ../shared/gold/dev with the files of ../shared/dev where they are. The gold of samples/ was made from the
program's own output: it would only tell that the program agrees with itself.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from extract.files.limits import DEFAULT_LIMITS, Limits
from extract.model import Unreadable
from extract.sandbox.parent import read_guarded
from extract.understanding import understand
from normalize.notice import normalize
from scrapers.items import RawNotice
from zhenggai.certainty import judging
from zhenggai.certainty.dialects import rewritten
from zhenggai.certainty.logistic import Array, Fitted, fit
from zhenggai.certainty.reliability import brier, error, ranking, table
from zhenggai.certainty.signal import SPEAK_FOR
from zhenggai.certainty.signals import signals_of
from zhenggai.scoring.records import as_row, right_rows

ROOT = Path(__file__).resolve().parent.parent.parent
KNOWN = (
    (ROOT / "tests" / "golden", ROOT / "tests" / "golden"),
    (ROOT.parent / "shared" / "gold" / "dev", ROOT.parent / "shared" / "dev"),
)
COPIES, FOLDS, RIDGE = 4, 10, 1.0
# of these the annotated documents hold few or none: a guess, which counts until rows tell better
PRIOR = {"damaged": -2.0, "recognised": -3.0}
_ENDING = ".gold.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One row: its document, its signals, whether every cell is right, and how much it counts."""

    document: str
    values: dict[str, float]
    right: bool
    count: float


def samples(pairs: Iterable[tuple[Path, Path]], *, limits: Limits = DEFAULT_LIMITS) -> Iterator[Sample]:
    """Every row that the program reads from annotated files, and from their copies in other words."""
    for gold_dir, files in pairs:
        held = {path.name: path for path in sorted(files.rglob("*")) if not path.name.endswith(_ENDING)}
        for path in sorted(gold_dir.rglob(f"*{_ENDING}")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            if gold["file_name"] in held:
                yield from _of_document(held[gold["file_name"]], gold, limits)


def _of_document(path: Path, gold: dict[str, Any], limits: Limits) -> Iterator[Sample]:
    """Of a document, and of each of its copies; together they count as two documents."""
    body = path.read_bytes()
    versions = [(body, gold)]
    copies = [copy for seed in range(COPIES) if (copy := rewritten(path.name, body, gold, seed))]
    for number, (content, annotation) in enumerate([*versions, *copies]):
        count = 1.0 if number == 0 else 1.0 / len(copies)
        yield from _rows(path.name, content, annotation, count, limits)


def _rows(name: str, body: bytes, gold: dict[str, Any], count: float, limits: Limits) -> Iterator[Sample]:
    raw = RawNotice(source="file", place=name, file_name=name, body=body)
    try:
        document = read_guarded(raw, limits=limits)
    except Unreadable:
        return
    record = normalize(understand(document), document, raw)
    right = right_rows(gold["findings"], [as_row(f) for f in record.findings])
    for own, is_right in zip(signals_of(record, document), right, strict=True):
        yield Sample(document=name, values={s.kind: s.value for s in own}, right=is_right, count=count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """Samples as arrays; `names` are the columns of `values`."""

    names: tuple[str, ...]
    signs: Array
    values: Array
    right: Array
    counts: Array
    folds: Array


def arranged(rows: Sequence[Sample]) -> Data:
    """Arrange samples; a document's fold follows from its name."""
    names = tuple(sorted({*PRIOR, *(name for row in rows for name in row.values)}))
    fold = [int(hashlib.sha256(row.document.encode()).hexdigest(), 16) % FOLDS for row in rows]
    return Data(
        names=names,
        signs=np.array([1.0 if name in SPEAK_FOR else -1.0 for name in names]),
        values=np.array([[row.values.get(name, 0.0) for name in names] for row in rows]),
        right=np.array([float(row.right) for row in rows]),
        counts=np.array([row.count for row in rows]),
        folds=np.array(fold),
    )


def left_out(data: Data) -> Array:
    """The score of each row by weights that were fitted without its document."""
    scores = np.zeros(len(data.right))
    for number in range(FOLDS):
        held = data.folds == number
        if held.any():
            scores[held] = _fitted(data, ~held).chances(data.values[held])
    return scores


def _fitted(data: Data, held: Any) -> Fitted:
    prior = np.array([PRIOR.get(name, 0.0) for name in data.names])
    return fit(
        data.values[held], data.right[held], data.counts[held], signs=data.signs, ridge=RIDGE, prior=prior
    )


def calibrated(rows: Sequence[Sample]) -> dict[str, Any]:
    """Weights fitted to all rows, and the reliability that was measured by cross-validation."""
    data = arranged(rows)
    scores = left_out(data)
    whole = _fitted(data, np.ones(len(data.right), dtype=bool))
    bins = table(scores, data.right, data.counts)
    return {
        "bias": round(whole.bias, 4),
        "weights": {
            n: round(float(w), 4) for n, w in zip(data.names, whole.weights, strict=True) if abs(w) >= 5e-5
        },
        "guessed": sorted(
            n for n, v in zip(data.names, data.values.T, strict=True) if n in PRIOR and not v.any()
        ),
        "documents": len({row.document for row in rows}),
        "rows": len(rows),
        "right": round(float(np.average(data.right, weights=data.counts)), 4),
        "brier": round(brier(scores, data.right, data.counts), 4),
        "error": round(error(bins), 4),
        "ranking": (auc := ranking(scores, data.right)) and round(auc, 4),
        "reliability": [_line(asdict(entry)) for entry in bins],
    }


def _line(entry: dict[str, Any]) -> dict[str, Any]:
    return {key.rstrip("_"): round(value, 3) for key, value in entry.items()}


def as_table(found: dict[str, Any]) -> str:
    """The reliability table and the weights as plain text."""
    lines = [
        f"{found['rows']} rows of {found['documents']} documents and their copies in other words; "
        f"{found['right']:.3f} of them right",
        f"{'score':>12}{'rows':>7}{'mean score':>12}{'right':>8}   95 % interval",
    ]
    for entry in found["reliability"]:
        stretch = f"{entry['low']:.2f}-{entry['high']:.2f}"
        interval = f"{entry['from']:.3f}-{entry['to']:.3f}"
        lines.append(
            f"{stretch:>12}{entry['rows']:>7}{entry['score']:>12.3f}{entry['right']:>8.3f}   {interval}"
        )
    lines.append(
        f"calibration error {found['error']:.3f}, Brier score {found['brier']:.3f}, ranking (AUC) {found['ranking']}"
    )
    weights = sorted(found["weights"].items(), key=lambda item: item[1])
    lines.append(f"bias {found['bias']:+.2f}")
    for name, weight in weights:
        lines.append(
            f"  {name:22}{weight:+.2f}{' (guessed: no such row)' if name in found['guessed'] else ''}"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Calibrate, print, and write where asked. Exit code 2 where there is nothing to learn from."""
    parser = argparse.ArgumentParser(prog="python -m zhenggai.certainty.calibrate", description=__doc__)
    parser.add_argument(
        "pairs", nargs="*", metavar="GOLD=FILES", help="folder of annotations and folder of files"
    )
    parser.add_argument("--write", action="store_true", help=f"keep the result in {judging.CALIBRATION.name}")
    asked = parser.parse_args(arguments)
    given = [(Path(a), Path(b)) for a, _, b in (pair.partition("=") for pair in asked.pairs)]
    pairs = given or [pair for pair in KNOWN if pair[0].is_dir() and pair[1].is_dir()]
    rows = list(samples(pairs))
    if len({row.right for row in rows}) < 2:
        sys.stderr.write(f"got: {len(rows)} rows; expected: some right and some wrong ones, to learn from\n")
        return 2
    found = calibrated(rows)
    sys.stdout.write(as_table(found) + "\n")
    if asked.write:
        text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
        judging.CALIBRATION.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
