"""A decision about rows of one text: which words stood in which cells, and which belong there."""

import hashlib
import pickle
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Literal, get_args

from extract.model import Quote, Span, squeeze

Kind = Literal["accept", "correct", "split", "merge", "add", "reject"]
KINDS: tuple[Kind, ...] = get_args(Kind)
State = Literal["applied", "silent", "question"]
LISTS = ("responsible", "measures")
FIELDS = (
    "label", "category", "title", "detail", "requirement", "status", "result", "responsible", "deadline_text", "pace",
    "measures",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of a cell and where they stand in the text (offsets, end exclusive).

    Without `at` they were typed by a person and stand nowhere. `value` is the status that words of a status mean.
    """

    words: str
    at: tuple[tuple[int, int], ...] = ()
    value: str | None = None


Cell = tuple[Words, ...]
Row = Mapping[str, Cell]  # by names of FIELDS; an empty cell is left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision: the rows as they were read, and as they should be. `id` is the file's path without `.toml`.

    `correct`: one row and one cell of it in `before` and `after`, besides the title by which the row is found.
    `replaces`: earlier decisions that this one takes the place of.
    """

    id: str = ""
    kind: Kind
    field: str | None = None
    text_sha256: str
    sha256: str
    place: str
    decided_at: str
    who: str | None = None
    why: str | None = None
    replaces: tuple[str, ...] = ()
    before: tuple[Row, ...] = ()
    after: tuple[Row, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns it sets."""
        if self.kind == "correct":
            return (self.field,) if self.field else ()
        return tuple(name for name in FIELDS if any(name in row for row in self.after))

    @property
    def typed(self) -> tuple[str, ...]:
        """The columns for which it gives words that stand nowhere in the text."""
        return tuple(
            name
            for name in self.fields
            if any(not w.at and w.words for row in self.after for w in row.get(name, ()))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """All decisions that hold, in the order they were made, found by text, bytes or place."""

    decisions: tuple[Decision, ...] = ()
    _keys: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _bytes: bytes = b""  # all decisions, for worker processes

    @staticmethod
    def of(decisions: Sequence[Decision]) -> "Corrections":
        """Order decisions by time, and leave out those that later ones replace."""
        replaced = {name for d in decisions for name in d.replaces}
        kept = sorted((d for d in decisions if d.id not in replaced), key=lambda d: (d.decided_at, d.id))
        keys: dict[str, list[int]] = {}
        for number, decision in enumerate(kept):
            for key in (decision.text_sha256, decision.sha256, f"place:{decision.place}"):
                keys.setdefault(key, []).append(number)
        found = {key: tuple(numbers) for key, numbers in keys.items()}
        return Corrections(decisions=tuple(kept), _keys=found, _bytes=_packed(kept))

    def concerning(self, *, text_sha256: str | None, sha256: str, place: str) -> tuple[Decision, ...]:
        """Decisions made of this text, or of what these bytes or this place once said."""
        keys = [k for k in (text_sha256, sha256, f"place:{place}") if k]
        numbers = {number for key in keys for number in self._keys.get(key, ())}
        return tuple(self.decisions[number] for number in sorted(numbers))

    def mark(self, files: Sequence[tuple[str, str, str | None]], *, within: str | None = None) -> str:
        """What tells one set of decisions about these (place, hash of bytes, hash of text) from another; '' for none.

        `within`: the place of an archive that holds them; decisions of members that it lost count too.
        """
        found = {d for file in files for d in self._about(*file)}
        if within is not None:
            found |= {d.id for d in self.decisions if d.place.startswith(f"{within}/")}
        if not found:
            return ""
        said = "\n".join(repr(d) for d in self.decisions if d.id in found)
        return f"+corrected-{hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"

    def _about(self, place: str, sha256: str, text_sha256: str | None) -> set[str]:
        return {d.id for d in self.concerning(text_sha256=text_sha256, sha256=sha256, place=place)}

    def __reduce__(self) -> tuple[Callable[[bytes], "Corrections"], tuple[bytes]]:
        return _unpacked, (self._bytes,)  # a worker process unpacks them once, not for every file


NO_CORRECTIONS = Corrections()


def _packed(decisions: Sequence[Decision]) -> bytes:
    return zlib.compress(pickle.dumps([_plain(d) for d in decisions]), 1)


@lru_cache(maxsize=2)
def _unpacked(packed: bytes) -> Corrections:
    if not packed:
        return NO_CORRECTIONS
    return Corrections.of([Decision(**values) for values in pickle.loads(zlib.decompress(packed))])  # noqa: S301 - our own


def _plain(decision: Decision) -> dict[str, object]:
    return {entry.name: getattr(decision, entry.name) for entry in fields(decision)}


def words_at(text: str, at: Sequence[tuple[int, int]], value: str | None = None) -> Words:
    """Quote ranges of a text, white space folded as the readers fold it; blank ranges are left out."""
    spans = tuple((a, b) for a, b in (_trimmed(text, *piece) for piece in at) if a < b)
    lines = [" ".join(line.split()) for a, b in spans for line in text[a:b].splitlines()]
    return Words(words="\n".join(line for line in lines if line), at=spans, value=value)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def stands(text: str, words: Words) -> bool:
    """Whether the words stand where they are said to (or are said to stand nowhere)."""
    inside = all(0 <= a < b <= len(text) for a, b in words.at)
    return not words.at or (
        inside and squeeze("".join(text[a:b] for a, b in words.at)) == squeeze(words.words)
    )


def same_cell(text: str, one: Cell, other: Cell) -> bool:
    """Whether two cells hold the same words of the same places; how they are cut into pieces does not matter."""
    return len(one) == len(other) and all(_same(text, a, b) for a, b in zip(one, other, strict=True))


def _same(text: str, one: Words, other: Words) -> bool:
    if one.value != other.value:
        return False
    if one.at and other.at:
        return cover(text, one.at) == cover(text, other.at)
    return squeeze(one.words) == squeeze(other.words) and bool(one.at) == bool(other.at)


def same_row(text: str, one: Row, other: Row) -> bool:
    """Whether every cell of two rows is the same."""
    return not differing(text, one, other)


def differing(text: str, one: Row, other: Row) -> list[str]:
    """The columns in which two rows differ."""
    return [name for name in FIELDS if not same_cell(text, one.get(name, ()), other.get(name, ()))]


def cover(text: str, at: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Ranges without blanks at their ends; those with only blanks between them made one."""
    merged: list[tuple[int, int]] = []
    for piece in at:
        start, end = _trimmed(text, *piece)
        if start >= end:
            continue
        if merged and merged[-1][1] <= start and not text[merged[-1][1] : start].strip():
            start = merged.pop()[0]
        merged.append((start, end))
    return tuple(merged)


def as_quote(words: Words) -> Quote:
    """A cell's words as the rooms know them."""
    return Quote(text=words.words, spans=tuple(Span(start=a, end=b) for a, b in words.at))


def as_words(quote: Quote, value: str | None = None) -> Words:
    """A quote as a decision holds it."""
    return Words(words=quote.text, at=tuple((s.start, s.end) for s in quote.spans), value=value)
