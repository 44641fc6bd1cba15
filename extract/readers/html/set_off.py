"""What only its looks set off from the words beside it, again and again (cards, boards): labels (<b>牵头单位</b>财政局) and
states (<b>账实不符</b><span>已整改</span>).
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from extract.language.folding import fold
from extract.readers.html.line import EDGE, Line
from extract.status.statements import pure_status
from extract.tables.labels import is_label
from extract.writing import tidy_line

_LONGEST_STATE = 10  # characters
_FEWEST = 4  # lines of a page that begin so
_STOPS = " :：，,。；;、\u3000"


def set_off(lines: Sequence[Line], body: Sequence[int]) -> dict[int, str]:
    """The texts of such lines with a blank behind the label or beside the state."""
    return _states(lines, body) | _labels(lines, body)


def _states(lines: Sequence[Line], body: Iterable[int]) -> dict[int, str]:
    """Lines one of whose first two inline elements, or whose last, holds but a state, where there are two or more."""
    told = ((i, _with_state_set_off(lines[i])) for i in body if EDGE in lines[i].edged)
    found = {i: text for i, text in told if text}
    return found if len(found) > 1 else {}


def _with_state_set_off(line: Line) -> str:
    """The text of a line with blanks beside its state; empty where none is told or stops part it from the words."""
    pieces = line.pieces
    last = len(pieces) - 1
    at = next((k for k in (last, 0, 1) if 0 <= k <= last and _is_state(pieces[k])), None)
    if at is None or line.text == pieces[at]:
        return ""
    before, state, behind = (
        line.text.rpartition(pieces[at]) if at == last else line.text.partition(pieces[at])
    )
    parted = (not before or before[-1] in _STOPS) and (not behind or behind[0] in _STOPS)
    return "" if parted else f"{before.rstrip()} {state} {behind.lstrip()}".strip()


def _is_state(words: str) -> bool:
    return 2 <= len(words) <= _LONGEST_STATE and pure_status(fold(words), 0, len(words)) is not None


def _labels(lines: Sequence[Line], body: Iterable[int]) -> dict[int, str]:
    """Lines that open with a label, where several labels come again."""
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
