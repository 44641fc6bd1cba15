"""Read dates and deadlines in Chinese text, both scripts: full, partial, relative, ROC years, ranges.

`parse_date` reads one expression, `parse_dates` all of a running text, `parse_deadline` what stands in
a place for deadlines. What cannot be decided is None: digits that a page lost (2021915日) are never
guessed, an impossible day (2月30日) is no date, and neither is a document number (〔2025〕1号).
`date_problem` says why a text that looks like a date is none.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from extract.model import fold, parse_numeral
from normalize.dates.calendar import DateContext, DateKind, DateValue, Precision, days_after
from normalize.dates.grammar import words
from normalize.dates.patterns import DAMAGED
from normalize.dates.series import DateMention, Problem, read
from normalize.status import parse_status

__all__ = [
    "Context", "DateContext", "DateKind", "DateMention", "DateValue", "Deadline", "DeadlineKind", "Precision",
    "as_context", "date_problem", "parse_date", "parse_dates", "parse_deadline", "read_dates",
]  # fmt: skip

Context = DateContext | date | str | None
_ONLY_HERE = (
    (re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})日?((?:之?前|以前|止)?)"), r"\1月\2日\3"),
    (re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])((?:之?前|以前|止)?)"), r"\1年\2月\3"),
    (re.compile(r"((?:19|20)\d\d)、(\d{1,2})、(\d{1,2})((?:之?前|以前|止)?)"), r"\1年\2月\3日\4"),
)
_PLAIN_DAY = re.compile(
    r"((?:19|20)[0-9]{2})(?:年([0-9]{1,2})月([0-9]{1,2})日|-([0-9]{1,2})-([0-9]{1,2})|/([0-9]{1,2})/([0-9]{1,2}))"
)
_SPAN = re.compile(
    r"(?:半(?P<half>年)|(?P<number>\d{1,4}|[一二两三四五六七八九十百]{1,5})\s?(?:个|自然)?(?P<unit>日|天|周|星期|月|季度|年))\s?(?:之|以)?内"
)
DeadlineKind = Literal[
    "by",  # a day, or the last day of the month, quarter or year that is printed
    "range",  # the end of a range
    "long_term",  # 长期坚持, 持续推进
    "immediate",  # 立行立改, 立即
    "staged",  # 分阶段整改
    "duration",  # 60日内: of no day, or of one not printed here; a day only where that is the notice's own
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


def parse_date(text: str, context: Context = None) -> DateValue | None:
    """Return the one date that `text` prints, or None where it prints none, several, or an impossible one.

    `context`: a `DateContext`, or just the notice's own date (a `date` or ISO text).

    >>> value = parse_date("12月底前", "2024-11-05")
    >>> print(value.start, value.end, value.precision, value.kind)
    2024-12-21 2024-12-31 third_of_month by
    >>> print(parse_date("民國113年8月31日").start, parse_date("2021915日"))
    2024-08-31 None
    """
    if day := _plain_day(text):
        return day
    found = [m.value for m in read_dates(text, context)]
    spans = {(v.start, v.end) for v in found}
    return found[0] if len(spans) == 1 else None


def _plain_day(text: str) -> DateValue | None:
    """Read a day that is printed in full and alone, as most are; the grammar reads it alike, in forty times the time."""
    printed = _PLAIN_DAY.fullmatch(text)
    if printed is None:
        return None
    try:
        day = date(*(int(number) for number in printed.groups() if number))
    except ValueError:
        return None  # of which the grammar says why
    return DateValue(start=day, end=day, precision="day", kind="at", text=text)


def parse_dates(text: str, context: Context = None) -> list[DateMention]:
    """Return every date of a running text in order, with offsets; never raises.

    >>> [(m.start, m.end, m.text) for m in parse_dates("截至2024年3月底，5月22日缴库", "2024-06-01")]
    [(2, 10, '2024年3月底'), (11, 16, '5月22日')]
    """
    return [m for m in read(text, as_context(context), whole=False) if isinstance(m, DateMention)]


def read_dates(text: str, context: Context = None) -> list[DateMention]:
    """Return every date of a short text that is expected to hold dates: there 15日 alone is one."""
    return [m for m in read(text, as_context(context), whole=True) if isinstance(m, DateMention)]


def date_problem(text: str, context: Context = None) -> str | None:
    """Say why `text`, which looks like a date, is none; None where it looks like none or is one."""
    found = list(read(text, as_context(context), whole=True))
    return _problem_of(found, fold(text))


def _problem_of(found: list[DateMention | Problem], folded: str) -> str | None:
    problems = [f"{p.text!r}: {p.why}" for p in found if isinstance(p, Problem)]
    if not problems and found:
        return None
    read_well = [fold(f.text) for f in found]
    problems += [
        f"{m[0]!r}: digits are missing or run together; not guessed"
        for m in DAMAGED.finditer(folded)
        if not any(m[0] in text for text in read_well)
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
    folded = _spelled_out(folded)
    found = list(read(folded, where, whole=True))
    mentions = [m for m in found if isinstance(m, DateMention)]
    if mentions and re.compile(data["event"]).match(folded, mentions[-1].end):
        return Deadline(
            deadline_on=None, kind="unknown", note=f"{folded!r}: before an event, whose day is not said"
        )
    lasting = re.search(data["long_term"], folded)
    if lasting and (not mentions or lasting.start() < mentions[0].start or mentions[0].value.kind == "from"):
        return Deadline(deadline_on=None, kind="long_term")
    if mentions and re.compile(data["open_end"]).match(folded, mentions[-1].end):
        return Deadline(deadline_on=None, kind="long_term")
    problem = _problem_of(found, folded)
    if mentions:
        return _dated(_last_said(mentions, folded), folded, problem)
    if problem:
        return Deadline(deadline_on=None, kind="unknown", note=problem)
    return _counted(folded, where.on) or _undated(folded)


def _counted(folded: str, on: date | None) -> Deadline | None:
    """Read a span that the text counts from the notice's own day: 自本公告发布之日起60日内; the first day is not counted.

    Working days need a calendar of holidays, and 收到报告之日 a day that is not printed: both stay durations.
    """
    said = re.search(words()["deadlines"]["own_day"], folded)
    span = _SPAN.search(folded, said.end()) if said else None
    if on is None or span is None:
        return None
    unit = {"天": "日", "星期": "周", "季度": "季"}.get(span["unit"] or "月", span["unit"] or "月")
    number = 6 if span["half"] else parse_numeral(span["number"])
    day = days_after(on, number, unit) if number else None
    note = "counted from the notice's own date"
    return Deadline(deadline_on=day, kind="duration", note=note) if day else None


def _spelled_out(folded: str) -> str:
    """Write in full what is a date only because a deadline stands there: 6.30前, 202406."""
    for pattern, full in _ONLY_HERE:
        if m := pattern.fullmatch(folded):
            return m.expand(full)
    return folded


def _last_said(mentions: list[DateMention], folded: str) -> list[DateMention]:
    """Leave out what a later date replaces: 原定2023年底，延期至2024年6月底."""
    for number in range(len(mentions) - 1, 0, -1):
        if re.search(words()["deadlines"]["instead"], folded[: mentions[number].start]):
            return mentions[number:]
    return mentions


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
    stated = parse_status(folded)  # 已辦竣: the words of status are wider than those of this list
    if stated in ("completed", "long_term"):
        return Deadline(deadline_on=None, kind="done" if stated == "completed" else "long_term")
    return Deadline(deadline_on=None, kind="unknown", note=f"{folded!r} names no date and no known pace")
