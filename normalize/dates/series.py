"""Read the dates of a text one after another: what is found, and what only looks like a date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from extract.model import fold
from normalize.dates.calendar import DateContext, DateKind, DateValue, own_year, resolve
from normalize.dates.grammar import Atom, pairs, scan, words

_CARRIED = 400  # a year printed at most so many characters before, in the same sentence, is carried on
_BREAK = re.compile("[。\n]")
_LUNAR = re.compile(r"(?:农历|阴历|夏历|旧历)\s?$")
_OPEN = re.compile(r"\s?(?:[至到—~―]|-{1,2})\s?\d{1,4}(?=\s*$|[,。;)前])")  # 2024年11月-12, 2024.3-2025


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date in running text: `text[start:end]` prints it. `inferred`: its year is not printed there."""

    start: int
    end: int
    text: str
    value: DateValue
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """An expression that looks like a date and is none, and why."""

    text: str
    why: str


def read(text: str, context: DateContext, *, whole: bool) -> Iterator[DateMention | Problem]:
    """Yield every date of a text, and what only looks like one; `whole`: the text is expected to be dates."""
    folded = fold(text)
    said: tuple[int, int] | None = None  # where a year was last printed, and which
    for first, second in pairs(scan(folded, bare_days=True), folded):
        end = (second or first).end
        printed = text[first.start : end].strip()
        alone = whole and len(folded.strip()) <= end - first.start + 2
        if first.sort == "tail" or (first.sort == "day" and not alone):
            continue  # 7日 in running text may be a span of days
        if _LUNAR.search(folded[max(0, first.start - 4) : first.start]):
            yield Problem(text=printed, why="it is a day of the lunar calendar")
            continue
        if second is None and _OPEN.match(folded, end):
            yield Problem(text=printed, why="what its range ends with is no date")
            continue
        if _recurs(folded, first.start):
            yield Problem(text=printed, why="it comes back every year, quarter or month")
            continue
        anchor = context.on
        if said and first.start - said[0] <= _CARRIED and not _BREAK.search(folded, said[0], first.start):
            anchor = date(said[1], anchor.month if anchor else 1, 1)
        got = resolve(first, second, anchor, context, whole=whole)
        if got is None:
            continue
        if isinstance(got, str):
            yield Problem(text=printed, why=got)
            continue
        start_day, end_day, precision = got
        if own_year(first) or (second and own_year(second)):
            said = (end, end_day.year)
        kind, end = _kind(folded, first, first.start + len(text[first.start : end].rstrip()))
        if precision == "range":
            kind = "range"
        value = DateValue(
            start=start_day, end=end_day, precision=precision, kind=kind, text=text[first.start : end].strip()
        )
        inferred = not own_year(first) and not (second and own_year(second))
        yield DateMention(
            start=first.start, end=end, text=text[first.start : end], value=value, inferred=inferred
        )


def _recurs(folded: str, start: int) -> bool:
    return re.search(words()["kinds"]["every"], folded[max(0, start - 5) : start]) is not None


@cache
def _kind_patterns() -> tuple[tuple[DateKind, re.Pattern[str], re.Pattern[str]], ...]:
    kinds = words()["kinds"]
    order: tuple[DateKind, ...] = ("by", "until", "from")
    return tuple((k, re.compile(r"\s{0,3}" + kinds[k]), re.compile(kinds["before_" + k])) for k in order)


def _kind(folded: str, first: Atom, end: int) -> tuple[DateKind, int]:
    """Return how a date is used, and the end of the words that say so (…前, …起)."""
    for kind, after, _ in _kind_patterns():
        m = after.match(folded, end)
        if m:
            return kind, m.end()
    if first.edge == "within":
        return "by", end
    left = folded[max(0, first.start - 8) : first.start]
    return next((kind for kind, _, before in _kind_patterns() if before.search(left)), "at"), end
