"""Numbers of paragraphs that a report quotes (2.8, 2.15, 3.6): they count on from none, but rise through the page."""

from collections.abc import Iterator
from itertools import pairwise

from extract.lines.enumerators import Mark, Numbered, mark_at

_FEWEST = 3
_UNITS = "万亿元％%倍余公亩吨米户人个"  # 86.5 万元 at the start of a line


def paragraph_marks(folded: str, lines: Numbered) -> Iterator[tuple[int, Mark]]:
    """Lines without a number that open with such a one, three of them or more, each above the last."""
    found: list[tuple[int, Mark, tuple[int, ...]]] = []
    for i, (start, _, end, known) in enumerate(lines):
        if known is None and folded[start : start + 1].isdigit():
            mark = mark_at(folded, start, end)
            if mark and mark.kind == "decimal" and folded[mark.end : mark.end + 1] not in _UNITS:
                parts = folded[start : mark.label_end].replace("．", ".").split(".")
                found.append((i, mark, tuple(int(p) for p in parts)))
    rising = all(a[2] < b[2] for a, b in pairwise(found))
    if len(found) >= _FEWEST and rising:
        yield from ((i, mark) for i, mark, _ in found)
