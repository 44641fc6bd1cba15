"""Labels that only their looks set off from what follows: <b>牵头单位</b>财政局, again and again (cards, boards)."""

from collections import Counter
from collections.abc import Iterable, Sequence

from extract.readers.html.line import EDGE, Line
from extract.tables.labels import is_label
from extract.writing import tidy_line

_FEWEST = 4  # lines of a page that begin so
_STOPS = " :：，,。；;、\u3000"


def set_off(lines: Sequence[Line], body: Iterable[int]) -> dict[int, str]:
    """The texts of such lines with a blank behind the label, where several labels come again."""
    found: dict[int, tuple[str, str]] = {}
    for i in body:
        line = lines[i]
        if EDGE not in line.edged:
            continue
        head = tidy_line(line.edged.split(EDGE, 1)[0])
        rest = line.text[len(head) :] if head and line.text.startswith(head) else ""
        if rest and rest[0] not in _STOPS and head[-1] not in _STOPS and is_label(head):
            found[i] = (head, rest)
    again = {head for head, n in Counter(head for head, _ in found.values()).items() if n > 1}
    told = {i: f"{head} {rest}" for i, (head, rest) in found.items() if head in again}
    return told if len(again) > 1 and len(told) >= _FEWEST else {}
