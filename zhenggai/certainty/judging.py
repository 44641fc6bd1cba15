"""How sure the program may be of each row: what was not certain, in plain words, and a calibrated score.

Every doubt has a weight in `calibration.json`, found by logistic regression over rows that were held against
annotations (`python -m zhenggai.certainty.calibrate`). A weight never raises the score for a doubt, nor lowers
it for something that speaks for the row; a doubt that proved to say nothing weighs nothing, and is told all the same.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from extract.model import Document
from normalize.records import Doubt, FindingRecord, NoticeRecord, Reason
from zhenggai.certainty.signal import Signal
from zhenggai.certainty.signals import signals_of

CALIBRATION = Path(__file__).with_name("calibration.json")
FIRM = 0.05  # a doubt weaker than this is not worth words


def judged(record: NoticeRecord, document: Document) -> NoticeRecord:
    """Give each row its score and its doubts, and tell by which layout it was read."""
    found = signals_of(record, document)
    pairs = zip(record.findings, found, strict=True)
    return replace(record, findings=tuple(_judged(finding, own, record) for finding, own in pairs))


def _judged(finding: FindingRecord, own: list[Signal], record: NoticeRecord) -> FindingRecord:
    doubts = tuple(
        Doubt(kind=s.kind, message=s.message)
        for s in own
        if not s.speaks_for and s.value >= FIRM and s.message
    )
    reasons = (*finding.reasons, *_reasons(finding, record))
    return replace(finding, confidence=score({s.kind: s.value for s in own}), doubts=doubts, reasons=reasons)


def _reasons(finding: FindingRecord, record: NoticeRecord) -> list[Reason]:
    """What decided beyond single cells: the layout reader, and who decided the topic and how surely."""
    reasons = [Reason(field="layout", rule=record.layout)] if record.layout else []
    return reasons + [
        Reason(field="topic", rule=f"{t.topic}: {t.decided_by}", certainty=t.certainty)
        for t in finding.topics[:1]
    ]


def score(values: Mapping[str, float]) -> float:
    """The chance, 0 to 1, that every cell of a row with these signals is right; three decimals."""
    known = calibration()
    weights = known["weights"]
    logit = known["bias"] + sum([weight * values[kind] for kind, weight in weights.items() if kind in values])
    return round(1 / (1 + math.exp(-logit)), 3)


@cache
def calibration() -> dict[str, Any]:
    """Bias and weights, and the reliability table that was measured with them."""
    known: dict[str, Any] = json.loads(CALIBRATION.read_text(encoding="utf-8"))
    return known
