"""Apply decisions to the rows of one text: in the order they were made, each to what the earlier ones left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from zhenggai.corrections.model import (
    Decision,
    Kind,
    Row,
    State,
    Words,
    differing,
    same_cell,
    same_row,
    stands,
)


@dataclass(slots=True)
class Entry:
    """A row on its way: which finding it came from (None: a new one) and what the last decision about it was."""

    row: dict[str, tuple[Words, ...]]
    origin: int | None
    reviewed: Kind | None = None
    by: dict[str, str] = field(default_factory=dict)  # column: the correction that set it


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a decision: the rows it made or left, and of a question what changed."""

    decision: Decision
    state: State
    entries: tuple[Entry, ...] = ()
    message: str | None = None


Answer = tuple[State, tuple[Entry, ...], str | None]


def apply(text: str, text_sha256: str, entries: list[Entry], decisions: Sequence[Decision]) -> list[Outcome]:
    """Change `entries` (in document order) as the decisions say; never guess: what does not fit is a question."""
    outcomes = []
    for decision in decisions:
        if decision.text_sha256 != text_sha256:
            answer: Answer = ("question", (), _source_changed(text, decision))
        elif not all(stands(text, w) for row in decision.after for cell in row.values() for w in cell):
            answer = ("question", (), "its words do not stand at the places it names; mend the file")
        else:
            answer = _BY_KIND[decision.kind](_Text(text), entries, decision)
        state, touched, message = answer
        if state != "question":
            for entry in touched:
                entry.reviewed = decision.kind
        outcomes.append(Outcome(decision, state, touched, message))
    return outcomes


@dataclass(frozen=True, slots=True)
class _Text:
    text: str

    def find(self, entries: list[Entry], wanted: Row) -> Entry | None:
        """The row with this title; of several the one whose other cells are most like."""
        found = [e for e in entries if same_cell(self.text, e.row.get("title", ()), wanted["title"])]
        return min(found, key=lambda e: len(differing(self.text, e.row, wanted)), default=None)

    def exact(self, entries: list[Entry], wanted: Row) -> Entry | None:
        """The row all of whose cells are as wanted."""
        entry = self.find(entries, wanted)
        return entry if entry is not None and same_row(self.text, entry.row, wanted) else None

    def overlapping(self, entries: list[Entry], wanted: Row) -> Entry | None:
        """A row whose title stands in a part of the wanted title's place."""
        at = [piece for words in wanted["title"] for piece in words.at]
        for entry in entries:
            held = [piece for words in entry.row.get("title", ()) for piece in words.at]
            if any(a < d and c < b for a, b in at for c, d in held):
                return entry
        return None


def _source_changed(text: str, decision: Decision) -> str:
    titles = [w.words for row in (*decision.before, *decision.after) for w in row.get("title", ())]
    still = sum(title in text for title in dict.fromkeys(titles))
    return (
        f"{decision.kind} was decided of another text of this source "
        f"({still} of its {len(dict.fromkeys(titles))} titles still stand in it); decide anew"
    )


def _changed(entry: Entry, names: Sequence[str]) -> str:
    title = "".join(w.words for w in entry.row.get("title", ()))
    return f"the program now reads {', '.join(names)} of {title[:40]!r} otherwise; decide anew"


def _gone(wanted: Row) -> str:
    return f"the program reads no row {wanted['title'][0].words[:40]!r} any more; decide anew"


def _accept(text: _Text, entries: list[Entry], decision: Decision) -> Answer:
    wanted = decision.before[0]
    entry = text.find(entries, wanted)
    if entry is None:
        return "question", (), _gone(wanted)
    names = differing(text.text, entry.row, wanted)
    return ("question", (entry,), _changed(entry, names)) if names else ("applied", (entry,), None)


def _correct(text: _Text, entries: list[Entry], decision: Decision) -> Answer:
    name, old, new = decision.field or "", decision.before[0], decision.after[0]
    entry = text.find(entries, old)
    if entry is None:
        agreed = text.find(entries, {"title": new["title"]}) if name == "title" else None
        return ("silent", (agreed,), None) if agreed else ("question", (), _gone(old))
    held = entry.row.get(name, ())
    if same_cell(text.text, held, new.get(name, ())):
        return "silent", (entry,), None
    if not same_cell(text.text, held, old.get(name, ())):
        return "question", (entry,), _changed(entry, [name])
    entry.row.pop(name, None)
    if new.get(name):
        entry.row[name] = new[name]
    entry.by[name] = decision.id
    return "applied", (entry,), None


def _reject(text: _Text, entries: list[Entry], decision: Decision) -> Answer:
    wanted = decision.before[0]
    entry = text.find(entries, wanted)
    if entry is None:
        other = text.overlapping(entries, wanted)
        return ("question", (other,), _changed(other, ["title"])) if other else ("silent", (), None)
    if names := differing(text.text, entry.row, wanted):
        return "question", (entry,), _changed(entry, names)
    entries.remove(entry)
    return "applied", (), None


def _add(text: _Text, entries: list[Entry], decision: Decision) -> Answer:
    wanted = decision.after[0]
    entry = text.find(entries, wanted) or text.overlapping(entries, wanted)
    if entry is not None:
        names = differing(text.text, entry.row, wanted)
        return ("question", (entry,), _changed(entry, names)) if names else ("silent", (entry,), None)
    new = _new(wanted, decision)
    entries.insert(_place(entries, wanted), new)
    return "applied", (new,), None


def _split(text: _Text, entries: list[Entry], decision: Decision) -> Answer:
    held = [text.exact(entries, row) for row in decision.after]
    if all(held):
        return "silent", tuple(e for e in held if e), None
    whole = decision.before[0]
    entry = text.find(entries, whole)
    if entry is None:
        return "question", (), _gone(whole)
    if names := differing(text.text, entry.row, whole):
        return "question", (entry,), _changed(entry, names)
    new = [
        _new(row, decision, origin=entry.origin if n == 0 else None) for n, row in enumerate(decision.after)
    ]
    at = entries.index(entry)
    entries[at : at + 1] = new
    return "applied", tuple(new), None


def _merge(text: _Text, entries: list[Entry], decision: Decision) -> Answer:
    if (one := text.exact(entries, decision.after[0])) is not None:
        return "silent", (one,), None
    held = []
    for row in decision.before:
        entry = text.find(entries, row)
        if entry is None:
            return "question", (), _gone(row)
        if names := differing(text.text, entry.row, row):
            return "question", (entry,), _changed(entry, names)
        held.append(entry)
    new = _new(decision.after[0], decision, origin=held[0].origin)
    entries[entries.index(held[0])] = new
    for entry in held[1:]:
        entries.remove(entry)
    return "applied", (new,), None


def _new(row: Row, decision: Decision, *, origin: int | None = None) -> Entry:
    return Entry(dict(row), origin, by=dict.fromkeys(row, decision.id))


def _place(entries: list[Entry], row: Row) -> int:
    """Where a row belongs by the place of its title; typed titles go to the end."""
    at = [start for words in row["title"] for start, _ in words.at]
    if not at:
        return len(entries)
    for number, entry in enumerate(entries):
        held = [start for words in entry.row.get("title", ()) for start, _ in words.at]
        if held and held[0] > at[0]:
            return number
    return len(entries)


_BY_KIND: dict[str, Callable[[_Text, list[Entry], Decision], Answer]] = {
    "accept": _accept,
    "correct": _correct,
    "split": _split,
    "merge": _merge,
    "add": _add,
    "reject": _reject,
}
