"""Read dates and deadlines in Chinese text, both scripts: full, partial, relative, ROC years, ranges.

`parse_date` reads one expression, `parse_dates` all of a running text, `parse_deadline` what stands in
a place for deadlines. What cannot be decided is None: digits that a page lost (2021915日) are never
guessed, an impossible day (2月30日) is no date, and neither is a document number (〔2025〕1号).
`date_problem` says why a text that looks like a date is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Literal

from extract.model import fold
from normalize.date_calendar import DateContext, DateKind, DateValue, Precision, own_year, resolve
from normalize.date_grammar import DAMAGED, Atom, pairs, scan, words

__all__ = [
    "Context", "DateContext", "DateKind", "DateMention", "DateValue", "Deadline", "DeadlineKind", "Precision",
    "as_context", "date_problem", "parse_date", "parse_dates", "parse_deadline", "read_dates",
]  # fmt: skip

Context = DateContext | date | str | None
_CARRIED = 400  # a year printed at most so many characters before, in the same sentence, is carried on
_BREAK = re.compile("[。\n]")
DeadlineKind = Literal[
    "by",  # a day, or the last day of the month, quarter or year that is printed
    "range",  # the end of a range
    "long_term",  # 长期坚持, 持续推进
    "immediate",  # 立行立改, 立即
    "staged",  # 分阶段整改
    "duration",  # 60日内: counted from a day that is not printed here
    "done",  # 已完成 where a deadline was expected
    "none",  # empty, 无, —
    "unknown",  # nothing of these: the note says what was met
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A deadline as meant. `deadline_on` is None where the text is no date; `note` then says why."""

    deadline_on: date | None
    kind: DeadlineKind
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date in running text: `text[start:end]` prints it. `inferred`: its year is not printed there."""

    start: int
    end: int
    text: str
    value: DateValue
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Problem:
    text: str
    why: str


def parse_date(text: str, context: Context = None) -> DateValue | None:
    """Return the one date that `text` prints, or None where it prints none, several, or an impossible one.

    `context`: a `DateContext`, or just the notice's own date (a `date` or ISO text).

    >>> value = parse_date("12月底前", "2024-11-05")
    >>> print(value.start, value.end, value.precision, value.kind)
    2024-12-21 2024-12-31 third_of_month by
    >>> print(parse_date("民國113年8月31日").start, parse_date("2021915日"))
    2024-08-31 None
    """
    found = [m.value for m in read_dates(text, context)]
    spans = {(v.start, v.end) for v in found}
    return found[0] if len(spans) == 1 else None


def parse_dates(text: str, context: Context = None) -> list[DateMention]:
    """Return every date of a running text in order, with offsets; never raises.

    >>> [(m.start, m.end, m.text) for m in parse_dates("截至2024年3月底，5月22日缴库", "2024-06-01")]
    [(2, 10, '2024年3月底'), (11, 16, '5月22日')]
    """
    return [m for m in _read(text, as_context(context), whole=False) if isinstance(m, DateMention)]


def read_dates(text: str, context: Context = None) -> list[DateMention]:
    """Return every date of a short text that is expected to hold dates: there 15日 alone is one."""
    return [m for m in _read(text, as_context(context), whole=True) if isinstance(m, DateMention)]


def date_problem(text: str, context: Context = None) -> str | None:
    """Say why `text`, which looks like a date, is none; None where it looks like none or is one."""
    read = list(_read(text, as_context(context), whole=True))
    return _problem_of(read, fold(text))


def _problem_of(read: list[DateMention | _Problem], folded: str) -> str | None:
    problems = [f"{p.text!r}: {p.why}" for p in read if isinstance(p, _Problem)]
    if not problems and read:
        return None
    problems += [
        f"{m[0]!r}: digits are missing or run together; not guessed" for m in DAMAGED.finditer(folded)
    ]
    return "; ".join(problems) or None


def as_context(context: Context) -> DateContext:
    """Take a date, ISO text or nothing for a context."""
    if isinstance(context, DateContext):
        return context
    if isinstance(context, datetime):
        return DateContext(on=context.date())
    if isinstance(context, str):
        return DateContext(on=_iso(context))
    return DateContext(on=context)


def _iso(text: str) -> date:
    value = parse_date(text)
    if value is None or value.precision != "day":
        raise ValueError(f"got {text!r} as the notice's own date, expected a day such as 2024-11-05")
    return value.start


def _read(text: str, context: DateContext, *, whole: bool) -> Iterator[DateMention | _Problem]:
    folded = fold(text)
    said: tuple[int, int] | None = None  # where a year was last printed, and which
    for first, second in pairs(scan(folded, bare_days=True), folded):
        end = (second or first).end
        printed = text[first.start : end].strip()
        alone = whole and len(folded.strip()) <= end - first.start + 2
        if first.sort == "tail" or (first.sort == "day" and not alone):
            continue  # 7日 in running text may be a span of days
        anchor = context.on
        if said and first.start - said[0] <= _CARRIED and not _BREAK.search(folded, said[0], first.start):
            anchor = date(said[1], anchor.month if anchor else 1, 1)
        got = resolve(first, second, anchor, context, whole=whole)
        if got is None:
            continue
        if isinstance(got, str):
            yield _Problem(text=printed, why=got)
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


def parse_deadline(text: str, context: Context = None) -> Deadline:
    """Read a deadline: a month's is its last day, a year's 31 December, 上旬 the 10th, a range's its end.

    `context`: the notice's own date or a `DateContext`; 12月底前 and 年内 count from it. Words of pace
    (长期坚持, 立行立改) are no date. Several different dates, a start without an end, an impossible
    or damaged date are left open, with a note.

    >>> print(parse_deadline("2024年6月中旬").deadline_on, parse_deadline("长期坚持").kind)
    2024-06-20 long_term
    """
    return _deadline(fold(text).strip(" \n,。;、()"), as_context(context))


@lru_cache(maxsize=4096)  # the rows of a table share few deadlines
def _deadline(folded: str, where: DateContext) -> Deadline:
    data = words()["deadlines"]
    if not folded or re.match(data["none"], folded):
        return Deadline(deadline_on=None, kind="none")
    read = list(_read(folded, where, whole=True))
    mentions = [m for m in read if isinstance(m, DateMention)]
    lasting = re.search(data["long_term"], folded)
    if lasting and (not mentions or lasting.start() < mentions[0].start or mentions[0].value.kind == "from"):
        return Deadline(deadline_on=None, kind="long_term")
    problem = _problem_of(read, folded)
    if mentions:
        return _dated(mentions, folded, problem)
    return Deadline(deadline_on=None, kind="unknown", note=problem) if problem else _undated(folded)


def _dated(mentions: list[DateMention], folded: str, problem: str | None) -> Deadline:
    ends = {m.value.end for m in mentions if m.value.kind != "from"}
    if not ends:
        return Deadline(deadline_on=None, kind="unknown", note=f"{folded!r}: a start without an end")
    if len(ends) > 1:
        printed = ", ".join(m.text.strip() for m in mentions)
        note = f"several dates ({printed}); which one counts is not said"
        return Deadline(deadline_on=None, kind="unknown", note=note)
    inferred = "year taken from the notice's own date" if all(m.inferred for m in mentions) else None
    ranged = any(m.value.kind == "range" for m in mentions)
    return Deadline(deadline_on=ends.pop(), kind="range" if ranged else "by", note=problem or inferred)


def _undated(folded: str) -> Deadline:
    data = words()["deadlines"]
    kinds: tuple[DeadlineKind, ...] = ("duration", "immediate", "staged", "done")
    for kind in kinds:
        if re.search(data[kind], folded):
            return Deadline(deadline_on=None, kind=kind)
    return Deadline(deadline_on=None, kind="unknown", note=f"{folded!r} names no date and no known pace")
