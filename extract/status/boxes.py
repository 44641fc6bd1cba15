"""Boxes to tick before each of several states: ☑已完成 □整改中 □未完成."""

import re

_BOX = re.compile(r"[(（\[]?(?:(?P<ticked>[☑✓✔√■●☒])|[□☐○〇◯◻])[)）\]]?")
_FIRST = re.compile(r"\s*[(（\[]?[☑✓✔√■●☒□☐○〇◯◻]")


def chosen_in(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """The words behind the one box that is ticked; None where there are no boxes or no choice."""
    if not _FIRST.match(folded, start, end):
        return None  # most cells
    boxes = list(_BOX.finditer(folded, start, end))
    ticked = [i for i, m in enumerate(boxes) if m["ticked"]]
    if len(boxes) < 2 or len(ticked) != 1 or folded[start : boxes[0].start()].strip():
        return None
    at = boxes[ticked[0]].end()
    words = folded[at : [*(m.start() for m in boxes[1:]), end][ticked[0]]]
    at += len(words) - len(words.lstrip())
    return at, at + len(words.strip().rstrip(" 。；;，,、/"))
