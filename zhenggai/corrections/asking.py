"""From what the review page asks to the rows before and after: one function a kind of decision."""

from collections.abc import Callable, Mapping
from typing import Any

from db.site.server.review import Refused
from normalize.status import parse_status
from zhenggai.corrections import shaping
from zhenggai.corrections.applying import Entry
from zhenggai.corrections.dataset import Noticed
from zhenggai.corrections.model import FIELDS, LISTS, Cell, Kind, Row, Words, words_at

Shape = tuple[tuple[Row, ...], tuple[Row, ...]]


def _as_it_is(noticed: Noticed, entry: Entry | None, asked: Mapping[str, Any]) -> Shape:
    assert entry is not None
    return (dict(entry.row),), ()


def _corrected(noticed: Noticed, entry: Entry | None, asked: Mapping[str, Any]) -> Shape:
    assert entry is not None
    name = asked.get("field")
    if name not in FIELDS:
        raise Refused(f"got: {name!r}; expected: one of {', '.join(FIELDS)}")
    cell = _cell(noticed, str(name), asked.get("cell"))
    if name == "title" and not cell:
        raise Refused("got: an empty title; expected: words, or reject the row")
    before = {key: entry.row[key] for key in ("title", str(name)) if entry.row.get(key)}
    return (before,), ({str(name): cell} if cell else {},)


def _cell(noticed: Noticed, name: str, entries: Any) -> Cell:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise Refused("got: no cell; expected: a list of words")
    found = tuple(_words(noticed, name, entry) for entry in entries)
    if len(found) > 1 and name not in LISTS:
        raise Refused(f"got: {len(found)} entries; expected: one for {name}")
    return tuple(w for w in found if w.words or w.value)


def _words(noticed: Noticed, name: str, entry: Mapping[str, Any]) -> Words:
    text = str(noticed.notice["text"])
    at = shaping.ranges(entry.get("at"), len(text))
    value = entry.get("value") if name == "status" else None
    typed = " ".join(str(entry.get("words") or "").split())
    found = words_at(text, at, value) if at else Words(words=typed, value=value)
    if name == "status" and value is None:
        value = parse_status(found.words)
        if value is None:
            raise Refused(
                f"got: {found.words!r}, no status that is known; do: press the digit of the status it means"
            )
        return Words(words=found.words, at=found.at, value=value)
    return found


def _split(noticed: Noticed, entry: Entry | None, asked: Mapping[str, Any]) -> Shape:
    assert entry is not None
    text = str(noticed.notice["text"])
    first, second = shaping.split(text, entry.row, shaping.one_range(asked.get("at"), len(text)))
    return (dict(entry.row),), (first, second)


def _merge(noticed: Noticed, entry: Entry | None, asked: Mapping[str, Any]) -> Shape:
    assert entry is not None
    at = next(n for n, held in enumerate(noticed.entries) if held is entry)
    if at + 1 == len(noticed.entries):
        raise Refused("got: the last row of its notice; expected: a row with another behind it")
    one, two = dict(entry.row), dict(noticed.entries[at + 1].row)
    return (one, two), (shaping.merge(str(noticed.notice["text"]), one, two),)


def _add(noticed: Noticed, entry: Entry | None, asked: Mapping[str, Any]) -> Shape:
    text = str(noticed.notice["text"])
    words = words_at(text, [shaping.one_range(asked.get("at"), len(text))])
    if not words.words:
        raise Refused("got: no words; expected: the title of the new row")
    return (), ({"title": (words,)},)


SHAPES: dict[Kind, Callable[[Noticed, Entry | None, Mapping[str, Any]], Shape]] = {
    "accept": _as_it_is,
    "reject": _as_it_is,
    "correct": _corrected,
    "split": _split,
    "merge": _merge,
    "add": _add,
}
