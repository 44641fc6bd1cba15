"""The grammar of dates in Chinese text: from characters to year, month, day and parts, not yet to a calendar.

All patterns run on folded text (`fold`: half width, simplified script, same length). What is found may
still be impossible (13月) or need a year from elsewhere; `normalize.dates.reading` decides that.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.model import parse_numeral, squeeze
from normalize.dates.patterns import CN, PATTERNS
from normalize.vocabulary import longest_first, vocabulary

JOINER = re.compile(r"\s{0,4}(?:日|起|,)?\s{0,4}(?:至|到|直至|截至|—{1,2}|-{1,2}|~|―)\s{0,4}")
_LOOK_ALIKE = str.maketrans("ОΟo参", "OOO叁")
_HINT = re.compile(rf"[\d{CN}十年月日季旬壹贰拾]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """One date expression as printed: what it names, and what it leaves to its surroundings."""

    start: int
    end: int
    sort: str  # the pattern that found it
    year: int | None = None
    era: bool = False  # 民國 is printed
    short_year: bool = False  # a year that can only be of the ROC era
    figures: bool = False  # the year is printed in Arabic figures
    month: int | None = None
    day: int | None = None
    third: int | None = None  # 1, 2, 3: 上旬, 中旬, 下旬
    quarter: int | None = None
    half: int | None = None
    edge: str = ""  # start, end, within
    word: str = ""  # 去年, 本月, 次年 ...
    first: tuple[str, int] | None = None  # the range's beginning in the same unit: ("month", 1) of 1-6月
    fiscal: tuple[int, int, str] | None = None
    unclear: str = ""
    plan: tuple[int, str] | None = None  # (14, "end") of “十四五”末
    school: int | None = None  # 113 of 113學年度


@cache
def words() -> dict[str, Any]:
    """Return the vocabulary of dates and deadlines (`data/date_words.toml`)."""
    return vocabulary("date_words")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = words()
    years = [*data["year_words"], *data["year_words_before"]]
    fill = {"WORDS": years, "MONTHS": data["month_words"], "QUARTERS": data["quarter_words"]}
    lists = {key: "|".join(longest_first(values)) for key, values in fill.items()}
    blank = re.compile("|".join(lists))
    return {
        name: re.compile(blank.sub(lambda m: lists[m[0]], source), re.VERBOSE)
        for name, source in PATTERNS.items()
    }


def scan(folded: str, *, bare_days: bool) -> list[Atom]:
    """Find every date expression, left to right, without overlaps; the longer one wins."""
    found: list[tuple[re.Match[str], str]] = []
    for name, pattern in _patterns().items() if _HINT.search(folded) else ():
        if name != "day" or bare_days:
            found += [(m, name) for m in pattern.finditer(folded)]
    found.sort(key=lambda pair: (pair[0].start(), -pair[0].end()))
    kept: list[Atom] = []
    for match, name in found:
        if not kept or match.start() >= kept[-1].end:
            kept.append(_atom(match, name))
    return kept


def _atom(m: re.Match[str], name: str) -> Atom:
    got = {k: v for k, v in m.groupdict().items() if v is not None}
    if name == "fiscal":
        return Atom(
            start=m.start(), end=m.end(), sort=name, edge=_edge(got), fiscal=_fiscal(got), first=_first(got)
        )
    if name == "plan":
        return Atom(start=m.start(), end=m.end(), sort=name, plan=_plan(got))
    if name == "school":
        return Atom(start=m.start(), end=m.end(), sort=name, school=_number(got["school"]))
    year = _number(got.get("year"))
    return Atom(
        start=m.start(),
        end=m.end(),
        sort=name,
        year=year,
        era="era" in got,
        short_year=year is not None and year < 1000,
        figures=got.get("year", "").isdecimal(),
        month=_number(got.get("month") or got.get("months")),
        day=_number(got.get("day") or got.get("bare_day")),
        third={"上": 1, "中": 2, "下": 3}.get(got.get("third", "")) or (2 if "month_mid" in got else None),
        quarter=_quarter(got),
        half={"上": 1, "前": 1, "首": 1, "下": 2, "后": 2}.get(got.get("half") or got.get("half_said") or ""),
        edge=_edge(got),
        word=got.get("word") or got.get("month_word") or got.get("quarter_word") or "",
        first=_first(got),
        unclear=got.get("season") or got.get("narrower") or "",
    )


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    clean = squeeze(text).translate(_LOOK_ALIKE)
    if "O" in clean and re.search(r"\d", clean):
        clean = clean.replace("O", "0")  # 2O24
    return 1 if clean == "元" else parse_numeral(clean)


def _quarter(got: dict[str, str]) -> int | None:
    if "quarter_said" in got:
        return 1 if got["quarter_said"] == "首" else 4
    return _number(got.get("quarter") or got.get("quarter_q") or got.get("quarters"))


def _first(got: dict[str, str]) -> tuple[str, int] | None:
    if "quarters" in got:
        return ("quarter", 1)
    if "months" in got:
        return ("month", 1)
    if "third0" in got:
        return ("third", {"上": 1, "中": 2}[got["third0"]])
    for unit in ("year", "month", "day", "quarter", "fiscal"):
        value = _number(got.get(unit + "0"))
        if value is not None:
            return (unit, value)
    return None


def _fiscal(got: dict[str, str]) -> tuple[int, int, str]:
    first, second = _number(got["first"]) or 0, _number(got["second"]) or 0
    short = len(got["second"].strip()) <= 2
    return (
        first,
        first // 100 * 100 + second if short else second,
        got["word"] if not short else "short" + got["word"],
    )


def _plan(got: dict[str, str]) -> tuple[int, str]:
    number = next(_number(got[key]) for key in ("plan_q", "plan_l", "plan_s") if key in got) or 0
    return number, next((key.removeprefix("plan_") for key in ("plan_end", "plan_start") if key in got), "")


def _edge(got: dict[str, str]) -> str:
    for group in ("month_edge", "quarter_edge", "quarter_said_edge", "half_edge", "year_edge", "fiscal_edge"):
        if group in got:
            return {"底": "end", "末": "end", "终": "end", "初": "start"}.get(got[group], "within")
    return ""


def pairs(atoms: list[Atom], folded: str) -> Iterator[tuple[Atom, Atom | None]]:
    """Join two expressions with 至 (or a dash) between them into a range."""
    i = 0
    while i < len(atoms):
        first, second = atoms[i], atoms[i + 1] if i + 1 < len(atoms) else None
        joined = second is not None and JOINER.fullmatch(folded, first.end, second.start) is not None
        yield first, second if joined else None
        i += 2 if joined else 1
