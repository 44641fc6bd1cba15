"""Of the text between two rows, what stands in no cell."""

import re
from bisect import bisect_left
from itertools import pairwise

from normalize.records import NoticeRecord
from zhenggai.certainty.signal import Signal, quotes_of

_LABEL = 8  # characters
_BLANK = re.compile(r"[\W_]+|^[(（]?[\d一二三四五六七八九十]+[)）.、．]?$")


def uncovered(record: NoticeRecord) -> list[list[Signal]]:
    """Of the text from one row's title to the next one's: the share that stands in no cell of the notice."""
    if not record.findings:
        return []
    spans = [s for f in record.findings for q in quotes_of(f) for s in q.spans]
    spans += [s for m in record.measures for s in m.text.spans]
    covered = _merged(sorted((s.start, s.end) for s in spans))
    starts = [min((s.start for s in f.title.spans), default=-1) for f in record.findings]
    stops = [b for _, b in pairwise(starts)] + [max((end for _, end in covered), default=0)]
    return [_gap(record.text, covered, a, b) for a, b in zip(starts, stops, strict=True)]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _gap(text: str, covered: list[tuple[int, int]], start: int, stop: int) -> list[Signal]:
    if start < 0 or stop <= start:
        return []
    at, left = start, 0
    first = max(0, bisect_left(covered, (start, 0)) - 1)
    for a, b in covered[first:]:
        if a >= stop:
            break
        if a > at:
            left += _said(text[at:a])
        at = max(at, b)
    left += _said(text[at:stop]) if at < stop else 0
    if not left:
        return []
    share = left / max(1, len(_BLANK.sub("", text[start:stop])))
    message = f"{left} characters between this row and the next stand in no cell"
    return [Signal(kind="uncovered", value=min(1.0, 2 * share), message=message)]


def _said(text: str) -> int:
    """Characters that say something: no marks, numbers of items, or short labels."""
    if len(text) <= _LABEL:
        return 0
    return sum(n for piece in text.split("\n") if (n := len(_BLANK.sub("", piece.strip()))) > _LABEL)
