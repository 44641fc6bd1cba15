"""What the numbers of the lines before it make of the number that opens a line: 1.2 below 1.1, (i) after (h), 最后."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from extract.lines.enumerators import OPEN, Mark, counts_in_turn, decimal_at, goes_between, lettered, mark_at
from extract.lines.lost_numbers import opens_paragraph

_Before = Callable[[], Sequence[Mark]]  # worked out for the few that ask
_DECIMALS = ("decimal", "subdecimal")
_MAY_HOLD = ("num", "han", "han_paren", "roman")  # an item on its own line
_FIRST_INSIDE = ("latin_paren", "roman_paren", "num_paren", "num_half", "circled", "han_paren")


def told_number(folded: str, mark: Mark, start: int, end: int, before: _Before) -> Mark | None:
    """The number of a line, or None where it numbers nothing; `before` are those of the lines before it."""
    told = _nested(folded, mark, start, end, before) if mark.kind == "num" else mark
    if told.kind in _MAY_HOLD:
        told = _innermost(folded, told, end)
    match told.kind:
        case "roman" | "roman_paren":
            return _lettered(folded, told, before)
        case "ordinal" if counts_in_turn(folded, told):
            return _in_turn(folded, told, before)
        case "shi" if opens_paragraph(folded, told, end):
            return None
        case "num" | "decimal" | "subdecimal" if not _counts_on(folded, told, before):
            return None
    return told


def _counts_on(folded: str, mark: Mark, before: _Before) -> bool:
    """False for 86.5万元 at the start of a line: a number and a point before a digit enumerate only in a series."""
    if mark.kind in _DECIMALS:
        return _counts_below(folded, mark, before)
    if mark.kind != "num" or not folded[mark.end : mark.end + 1].isdigit() or mark.value == 1:
        return True
    before_it = (m.value for m in reversed(before()) if m.kind == "num")
    return next((v == mark.value - 1 for v in before_it if v >= mark.value - 1), False)


def _in_turn(folded: str, mark: Mark, before: _Before) -> Mark | None:
    """最后，… is the fourth after 再次，… and none where no ordinal stands before it; 此外，… only right behind one."""
    marks = before()
    last = next((m for m in reversed(marks) if m.kind == mark.kind), None)
    if last is None or not goes_between(folded, mark):
        return replace(mark, value=last.value + 1) if last else None
    if last is not marks[-1] or folded[last.start : last.label_end] not in OPEN:
        return None
    return replace(mark, value=last.value + 1)


def _lettered(folded: str, mark: Mark, before: _Before) -> Mark:
    """(i) counts on from (h), or begins (i), (ii)."""
    letter = lettered(folded, mark)
    counted = (m.value for m in reversed(before()) if m.kind == letter.kind)
    return letter if next(counted, 0) == letter.value - 1 else mark


def _innermost(folded: str, mark: Mark, end: int) -> Mark:
    """2. (a) 輪候時間…: the first item of a list that stands on the line of its own section."""
    inner = mark_at(folded, mark.end, end)
    return inner if inner and inner.value == 1 and inner.kind in _FIRST_INSIDE else mark


def _nested(folded: str, mark: Mark, start: int, end: int, before: _Before) -> Mark:
    """1.2项目… is 1.2 where 1.1 came before, and 1.1… where 1. heads it; else it is 1. and a number."""
    inner = decimal_at(folded, start, end)
    if inner is None:
        return mark
    above = _label(folded, inner).rpartition(".")[0]
    last = next((m for m in reversed(before()) if m.kind in ("num", *_DECIMALS)), None)
    if last is None:
        return mark
    label = _label(folded, last)
    if last.kind in _DECIMALS and label.rpartition(".")[0] == above:
        return inner if last.value < inner.value <= last.value + 2 else mark
    return inner if label == above and inner.value == 1 else mark


def _counts_below(folded: str, mark: Mark, before: _Before) -> bool:
    """False for 1.2 亿元 at the start of a line: 2.3 follows 2. or another 2.x, or begins a series."""
    above = _label(folded, mark).rpartition(".")[0]
    known = (_label(folded, m) for m in before() if m.kind in ("num", *_DECIMALS))
    return mark.value == 1 or any(above in (label, label.rpartition(".")[0]) for label in known)


def _label(folded: str, mark: Mark) -> str:
    return folded[mark.start : mark.label_end].replace("．", ".").replace("-", ".")
