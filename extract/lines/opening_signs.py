"""Signs that only set off the number or the label behind them: ▶ 问题1：…, ✔ 整改情况：…, ◆一、…"""

from extract.lines.enumerators import BULLETS, mark_at
from extract.lines.labels import label_at

_TICKS = "✔✓√☑✅"
_SIGNS = frozenset(BULLETS + _TICKS)


def past_sign(folded: str, start: int, end: int) -> int:
    """Where a line goes on behind signs that a number or a label follows; its start where no such sign opens it."""
    if folded[start] not in _SIGNS:
        return start
    at = start
    while at < end and (folded[at] in _SIGNS or folded[at] in " \ufe0e\ufe0f"):
        at += 1
    mark = mark_at(folded, at, end) if at < end else None
    if mark is not None and mark.kind != "dash" and mark.end < end:
        return at
    labelled = folded[start] in _TICKS and label_at(folded, at, end) is not None
    return at if labelled else start
