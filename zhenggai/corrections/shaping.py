"""Cut a row in two at a place of the text, or join two rows: the shapes that the review page proposes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from db.site.server.review import Refused
from zhenggai.corrections.model import FIELDS, LISTS, Cell, Row, Words, words_at

Range = tuple[int, int]
_SHARED = ("category", "requirement", "status", "responsible", "deadline_text", "pace")  # told of both halves
_TIME = "%Y-%m-%dT%H:%M:%SZ"


def ranges(value: Any, length: int) -> tuple[Range, ...]:
    """Read [[start, end], ...]; raises Refused for anything outside the text."""
    if value is None:
        return ()
    try:
        found = tuple((int(a), int(b)) for a, b in value)
    except (TypeError, ValueError):
        found = ((1, 0),)
    if any(not 0 <= a < b <= length for a, b in found):
        raise Refused(f"got: {value!r}; expected: places of the text, as pairs of offsets up to {length}")
    return found


def one_range(value: Any, length: int) -> Range:
    """Read exactly one range."""
    found = ranges(value, length)
    if len(found) != 1:
        raise Refused("got: no words; expected: words of the source")
    return found[0]


def second_after(time: str) -> str:
    """The time a second later."""
    return (datetime.strptime(time, _TIME) + timedelta(seconds=1)).strftime(_TIME)  # noqa: DTZ007 - UTC in, UTC out


def split(text: str, row: Row, second: Range) -> tuple[Row, Row]:
    """Two rows of one. `second` is the title of the second; what stands before it stays with the first.

    What is told once for both (category, status, deadline ...) is kept in both; the label in the first.
    """
    start, end = second
    one: dict[str, Cell] = {}
    two: dict[str, Cell] = {"title": (words_at(text, [second]),)}
    for name in FIELDS:
        cell = row.get(name, ())
        if name in _SHARED:
            one[name] = two[name] = cell
        elif name == "label":
            one[name] = cell
        else:
            one[name] = _within(text, cell, 0, start)
            rest = _within(text, cell, end, len(text))
            if name == "title":
                two["detail"] = rest
            elif name == "detail":
                two["detail"] = _joined(text, two.get("detail", ()), rest)
            else:
                two[name] = rest
    if not one.get("title") or not two["title"][0].words:
        raise Refused(
            "got: a row without a title before the cut; expected: words behind the first row's title"
        )
    return _filled(one), _filled(two)


def _within(text: str, cell: Cell, start: int, end: int) -> Cell:
    """The parts of a cell's words that stand in a range; typed words stand nowhere and stay in front."""
    found = []
    for words in cell:
        if not words.at:
            found += [words] if start == 0 else []
            continue
        pieces = [(max(a, start), min(b, end)) for a, b in words.at]
        part = words_at(text, [(a, b) for a, b in pieces if a < b], words.value)
        found += [part] if part.words else []
    return tuple(found)


def merge(text: str, one: Row, two: Row) -> Row:
    """One row of two: the title of the first; the second's title and detail go on its detail."""
    row: dict[str, Cell] = {}
    for name in FIELDS:
        held, more = one.get(name, ()), two.get(name, ())
        if name == "detail":
            row[name] = _joined(text, _joined(text, held, two.get("title", ())), more)
        elif name in LISTS:
            row[name] = (*held, *(w for w in more if w not in held))
        elif name in ("requirement", "result"):
            row[name] = held if held == more else _joined(text, held, more)
        else:
            row[name] = held or more
    return _filled(row)


def _joined(text: str, one: Cell, two: Cell) -> Cell:
    """One entry of two cells; where one of them was typed, the whole is."""
    parts: Sequence[Words] = [*one, *two]
    if len(parts) < 2:
        return tuple(parts)
    if all(part.at for part in parts):
        return (words_at(text, [piece for part in parts for piece in part.at]),)
    return (Words(words="\n".join(part.words for part in parts)),)


def _filled(row: Row) -> Row:
    return {name: cell for name, cell in row.items() if cell}
