"""From the parts of a date expression to days of the calendar, given what it is relative to."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from normalize.dates.grammar import Atom, words

Precision = Literal[
    "day", "third_of_month", "month", "quarter", "half_year", "year", "fiscal_year", "school_year", "range"
]
DateKind = Literal["at", "by", "until", "from", "range"]
_NEAR = 10  # years between a notice and one that it prints with two digits
_ROC_OFFSET = 1911
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_MONTHS = 12
_PLANS = 1951  # the n-th five-year plan begins in 1951 + 5 n (the sixth: 1981)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateContext:
    """What a date is relative to. All may be unknown.

    `on`: the notice's own date. `script`: hans or hant. `region`: code as in the dataset (TW-…, HK,
    MO or GB/T 2260). `calendar` overrules both for years of two or three digits: `roc` or `gregorian`.
    """

    on: date | None = None
    script: Literal["hans", "hant"] | None = None
    region: str | None = None
    calendar: Literal["roc", "gregorian"] | None = None

    @property
    def roc(self) -> bool | None:
        """Whether a year such as 113 counts from 1912; None where nothing says so or denies it."""
        if self.calendar is not None:
            return self.calendar == "roc"
        if self.region is not None:
            return self.region.startswith("TW")
        return False if self.script == "hans" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateValue:
    """A date as meant: the days from `start` to `end`, both included.

    `precision` is the unit that was printed (年底 and 年初 are months, 月底 and 月初 thirds of one);
    `kind` says how it is used: at, by (…前), until (截至…), from (自…起), range. `text` as printed.
    """

    start: date
    end: date
    precision: Precision
    kind: DateKind
    text: str


Resolved = tuple[date, date, Precision]


def resolve(
    first: Atom, second: Atom | None, anchor: date | None, context: DateContext, *, whole: bool
) -> Resolved | str | None:
    """Return the days, why there are none, or None where the expression is no date at all."""
    if second is None:
        return _one(first, anchor, context, whole=whole)
    begin = _one(first, anchor, context, whole=whole)
    if not isinstance(begin, tuple):
        # 4月10日至2024年6月9日: only the end has a year
        finish = _one(second, anchor, context, whole=whole)
        if not isinstance(finish, tuple) or own_year(first) or first.word:
            return begin
        begin = _one(first, finish[0], context, whole=whole)
        if not isinstance(begin, tuple):
            return begin
    else:
        base = begin[0] if second.month or second.sort != "day" else begin[1]
        finish = _one(second, base, context, whole=whole)
        if not isinstance(finish, tuple):
            return finish
    if finish[1] < begin[0]:
        return f"its end {finish[1]} lies before its start {begin[0]}"
    return begin[0], finish[1], "range"


def _one(atom: Atom, anchor: date | None, context: DateContext, *, whole: bool) -> Resolved | str | None:
    if atom.unclear:
        return f"{atom.unclear} names no certain day"
    if atom.fiscal:
        return _fiscal(atom.first[1] if atom.first else atom.fiscal[0], *atom.fiscal)
    if atom.plan:
        return _plan(*atom.plan)
    if atom.school:
        return _school_year(atom.school, context)
    if atom.sort == "day_first" and (atom.day or 0) <= _MONTHS and context.region not in ("HK", "MO"):
        return "day or month may stand first"
    year = _year(atom, anchor, context, whole=whole)
    if not isinstance(year, int):
        return year
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return f"year {year} is outside {_FIRST_YEAR}-{_LAST_YEAR}"
    return _part(atom, year, anchor)


def _year(atom: Atom, anchor: date | None, context: DateContext, *, whole: bool) -> int | str | None:
    data = words()
    if atom.year is not None and not atom.short_year and not atom.era:
        return atom.year
    if atom.year is not None:
        return _roc_year(atom, context, whole=whole)
    if atom.word in data["year_words"]:
        return (
            context.on.year + data["year_words"][atom.word]
            if context.on
            else "no date of the notice to count from"
        )
    if anchor is None:
        return "no year is printed and no date of the notice is known"
    return anchor.year + int(data["year_words_before"].get(atom.word, 0))


def _roc_year(atom: Atom, context: DateContext, *, whole: bool) -> int | str | None:
    year = atom.year or 0
    if atom.era:
        return year + _ROC_OFFSET if year < 1000 else "a year of the ROC era has at most three digits"
    if (atom.sort == "numeric" and atom.day is None) or (atom.sort == "compact_era" and not context.roc):
        return None  # 113.5 is a number, and so is 1130630 where nothing says that years count from 1912
    dated = atom.month is not None or bool(atom.edge)
    if context.roc is not False and 100 <= year < 200 and (context.roc or whole or dated):
        return year + _ROC_OFFSET
    if context.roc and (dated or whole) and 38 <= year < 100:
        return year + _ROC_OFFSET
    in_figures = atom.figures and atom.month  # not 建成二十年9月
    if context.roc is False and context.on and in_figures and abs(2000 + year - context.on.year) <= _NEAR:
        return 2000 + year  # 24年6月 in a notice of the mainland
    return f"nothing says which era year {year} counts from" if dated and whole else None


def _fiscal(begin: int, first: int, second: int, word: str) -> Resolved | str:
    if not _FIRST_YEAR <= begin <= first <= second <= _LAST_YEAR:
        return f"{begin} to {second} is no span of years"
    if "学年" in word:
        return date(begin, 9, 1), date(second, 8, 31), "school_year"
    if "short" in word and second == first + 1:
        return date(begin, 4, 1), date(second, 3, 31), "fiscal_year"  # as Hong Kong counts and writes it
    return date(begin, 1, 1), date(second, 12, 31), "range"


def _plan(number: int, edge: str) -> Resolved:
    """Return the years of a five-year plan (十四五: 2021 to 2025), its last one for 末, its first for 初."""
    first = _PLANS + 5 * number
    if edge:
        first += 4 * (edge == "end")
        return date(first, 1, 1), date(first, 12, 31), "year"
    return date(first, 1, 1), date(first + 4, 12, 31), "range"


def _school_year(year: int, context: DateContext) -> Resolved | str:
    """Return a school year named by its first year: from September, in Taiwan from August."""
    if year >= _FIRST_YEAR:
        return date(year, 9, 1), date(year + 1, 8, 31), "school_year"
    if context.roc is False:
        return f"nothing says which era year {year} counts from"
    return date(year + _ROC_OFFSET, 8, 1), date(year + _ROC_OFFSET + 1, 7, 31), "school_year"


def _part(atom: Atom, year: int, anchor: date | None) -> Resolved | str:
    """Turn the parts of an expression into days of `year`."""
    month = atom.month
    if atom.sort == "quarter_word":
        if anchor is None:
            return "no date of the notice to count quarters from"
        total = (anchor.month - 1) // 3 + int(words()["quarter_words"].get(atom.word, 0))
        return _months(year + total // 4, total % 4 * 3 + 1, 3, "quarter", atom.edge)
    if atom.sort in ("month_word", "day"):
        if anchor is None:
            return "no date of the notice to count months from"
        total = anchor.month - 1 + int(words()["month_words"].get(atom.word, 0))
        year, month = year + total // 12, total % 12 + 1
    if month is not None:
        return _in_month(atom, year, month)
    if atom.quarter is not None:
        begin = atom.first[1] if atom.first and atom.first[0] == "quarter" else atom.quarter
        if begin > atom.quarter:
            return f"quarter {begin} comes after quarter {atom.quarter}"
        count = (atom.quarter - begin + 1) * 3
        return _months(year, begin * 3 - 2, count, "range" if atom.first else "quarter", atom.edge)
    if atom.half is not None:
        return _months(year, atom.half * 6 - 5, 6, "half_year", atom.edge)
    if atom.first and atom.first[0] == "year":
        begin = atom.first[1] + (_ROC_OFFSET if atom.first[1] < 1000 else 0)
        return (
            (date(begin, 1, 1), date(year, 12, 31), "range")
            if begin <= year
            else f"{begin} comes after {year}"
        )
    return _months(year, 1, 12, "year", atom.edge)


def _months(year: int, month: int, count: int, precision: Precision, edge: str) -> Resolved:
    """Days of `count` months; 底 and 初 of such a period are its last and first month."""
    if edge == "end":
        month, count, precision = month + count - 1, 1, "month"
    elif edge == "start":
        count, precision = 1, "month"
    return date(year, month, 1), _last_day(year, month + count - 1), precision


def _in_month(atom: Atom, year: int, month: int) -> Resolved | str:
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    last = _last_day(year, month)
    if atom.day is not None:
        begin = atom.first[1] if atom.first and atom.first[0] == "day" else atom.day
        if not 1 <= begin <= atom.day <= last.day:
            return (
                f"{year}-{month:02d} has no day {atom.day}"
                if atom.day > last.day or not atom.day
                else "no range"
            )
        return date(year, month, begin), date(year, month, atom.day), "range" if begin != atom.day else "day"
    third = atom.third or {"start": 1, "end": 3}.get(atom.edge)
    if third:
        begin = (atom.first[1] if atom.first and atom.first[0] == "third" else third) * 10 - 9
        return (
            date(year, month, begin),
            last if third == 3 else date(year, month, third * 10),
            "third_of_month",
        )
    if atom.first and atom.first[0] == "month":
        begin = atom.first[1]
        if not 1 <= begin <= month:
            return f"month {begin} comes after month {month}"
        return date(year, begin, 1), last, "range"
    return date(year, month, 1), last, "month"


def _last_day(year: int, month: int) -> date:
    return (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)


def days_after(day: date, number: int, unit: str) -> date | None:
    """Return the last day of a span that begins after `day`; unit 日, 周, 月, 季 or 年; None beyond this calendar."""
    total = day.month - 1 + number * {"月": 1, "季": 3, "年": 12}.get(unit, 0)
    year, month = day.year + total // 12, total % 12 + 1
    if year > _LAST_YEAR:
        return None
    begin = date(year, month, min(day.day, _last_day(year, month).day))
    return begin + timedelta(days=number * {"日": 1, "周": 7}.get(unit, 0))


def own_year(atom: Atom) -> bool:
    """Tell whether an expression prints its year."""
    return any(part is not None for part in (atom.year, atom.fiscal, atom.plan, atom.school))
