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
from normalize.vocabulary import longest_first, vocabulary

_CN = "〇零0OoОΟ一二三四五六七八九"  # the zeros include letters that pages print for them
_1_9 = "[一二三四五六七八九]"
_ZERO = f"[{_CN[:7]}]"
_S = r"\s{0,2}"
_JOIN = rf"{_S}(?:至|到|-{{1,2}}|—{{1,2}}|~|―){_S}"
_YEAR = (
    rf"(?:(?:19|20)\d\d|[12](?:[ ]\d){{3}}|(?:一九|[二贰]{_ZERO})[{_CN}壹贰叁肆伍陆柒捌玖\d]{{2}}"
    r"|[二两]千零?[一二三四五六七八九十]{1,3})"
)
_ERA_YEAR = r"(?:(?<!\d\.)\d{2,3}|元|[一二三四五六七八九十百〇零]{2,6})"
_ERA = r"(?P<era>(?:中华)?民国\s*)?"
_CAPITAL = "[壹贰叁参肆伍陆柒捌玖]"
_MONTH = rf"(?:\d{{1,2}}|一?十[一二]?|一[〇零一二]|元|{_1_9}|零?(?:壹?拾)?{_CAPITAL}|零?壹?拾)"
_DAY = rf"""(?:\d{{1,2}}|三十一?|二十{_1_9}?|廿{_1_9}?|卅一?|一?十{_1_9}?|[一二三][{_CN}]|{_1_9}
    |零?{_CAPITAL}?拾{_CAPITAL}?|零?{_CAPITAL})"""
_NOT_SPAN = "(?!内|以内|之内)"  # 60日内 is a span of days
_STOP = r"\s*$|[,。;)]"
# 底, 末, 初 as edges of a period, not in 底数, 末端, 初步.
_EDGE = r"(?:底(?![数稿层册价线子])|末(?![端梢])|初(?![步审中级次期始])|终(?=\s*$|[之以]?前|[,。;)]))"
_WITHIN = r"(?:度|以|之)?内(?![容部控审设外在地])"
_TAIL = rf"""(?:
    (?:(?P<month0>{_MONTH})(?:{_S}月份?)?{_JOIN})?(?P<month>{_MONTH}){_S}月(?:份)?{_S}
      (?:(?:(?P<day0>{_DAY})[日号]?{_JOIN})?(?P<day>{_DAY}){_S}[日号]{_NOT_SPAN}
        |(?P<bare_day>\d{{1,2}})(?=前|之前|以前|{_STOP})
        |的?(?P<third0>[上中](?=[中下]))?(?P<third>[上中下])旬
        |月?(?P<month_edge>{_EDGE})
        |(?P<month_mid>中)(?={_STOP}|[前完])
      )?
    |第?(?:(?P<quarter0>[一二三1-3])(?:{_S}季度?)?{_JOIN}第?)?
      (?P<quarter>[一二三四1-4]){_S}季(?:度|(?![节刊报]))(?P<quarter_edge>{_EDGE})?
    |[Qq](?P<quarter_q>[1-4])
    |(?P<three_quarters>前三季度)
    |(?P<half>[上下])半年度?(?P<half_edge>{_EDGE})?
)"""
_YEAR_EDGE = rf"(?:年?(?P<year_edge>{_EDGE}|{_WITHIN}))"
_SEASON = (
    "(?:的)?(?:[春夏秋冬][季天]|[上下]?学期|第[12一二]学期|[暑寒][假期]|春节|国庆|元旦|五一|清明|端午|中秋|汛期|开学"
    "|(?:全国|[省市县区])?两会)"
)
# a number of which signs are left open or cannot be read: ×, 3□, l, 某
_LOST = r"(?=\d{0,2}[^\d\s,。;、])[\dA-Za-zΟО×✕╳□■△▲○◯口某?*_|…]{1,4}"
# something was lost: 2024年317日, 2024年6, 2024年6月l0日, or is impossible: 2024年第5季度
_NO_MORE = (
    r"(?!\s{0,3}(?:\d+|[〇零一二三四五六七八九十廿卅]{1,3}|[\dA-Za-z]{1,2})\s{0,3}日)"
    r"(?!\s?\d{1,2}\s*(?:$|月))(?!\s?第?\s?[五六七八九十\d]{1,2}\s?季)"
    r"(?!\s?[〇零一二三四五六七八九十]{2,4}\s?月)"
    rf"(?!\s{{0,3}}{_LOST}\s{{0,3}}月)(?!\s{{0,3}}(?:{_LOST}\s{{0,3}}|(?:月\s{{0,4}})?)日(?![常趋渐益均子夜照报记]))"
)
_ALONE = rf"(?=\s*$)(?<=[\d{_CN}]{{4}})(?<!.{{5}})"  # four digits and nothing else
_DIGIT = f"[{_CN}\\d]"
_NO_DIGIT = r"(?<!\d)(?<!\d[.,])"
_PATTERNS = {
    "fiscal": rf"""(?<!\d)(?P<first>{_YEAR}){_S}(?:至|-|/|—|~){_S}
        (?P<second>\d{{4}}|\d\d|[{_CN}]{{4}}|[{_CN}]{{2}}){_S}(?P<word>财政年度|会计年度|学年度?|年度|课年)""",
    "year": rf"""(?<![\d〔第])(?<!\d,) {_ERA} (?:(?P<year0>{_YEAR}|\d{{2,3}}){_JOIN})?
        (?P<year>{_YEAR}|{_ERA_YEAR}) {_S}
        (?:年(?:度)?|[.\-/](?={_S}\d{{1,2}}{_S}月)|(?=[Qq][1-4]|[上下]半年|全年|第?[一二三四]季度)|{_ALONE}) {_S}
        (?>{_TAIL}|{_YEAR_EDGE}|(?P<all>全年)|(?P<season>年?中(?={_STOP}|前)|{_SEASON})
          |(?!\s*第\s*[\d一二三四五六七八九十]+\s*[号期])) {_NO_MORE}""",
    "word": rf"(?<![每往历以之目先提])(?P<word>WORDS){_S}(?:{_TAIL}|{_YEAR_EDGE})?",
    "bare": rf"""{_NO_DIGIT}(?<![〇零一二三四五六七八九十百第/])(?<!{_DIGIT}年)(?<!(?<![日月年旬底初末度])-)
        (?>{_TAIL}) {_NO_MORE}""",
    "edge": rf"(?<![每往历近多半财学整全两几数一二三四五六七八九十\d]) 年(?P<year_edge>{_EDGE}|{_WITHIN})",
    "month_word": rf"""(?P<month_word>MONTHS|(?<![每个逐按\d一二三四五六七八九十])月(?=[底末]|以?内)){_S}
        (?:(?P<day>{_DAY})[日号]|(?P<third0>[上中](?=[中下]))?(?P<third>[上中下])旬|(?P<month_edge>{_EDGE}))?""",
    "quarter_word": rf"(?P<quarter_word>QUARTERS|(?<!每)季度?(?=[底末]))(?P<quarter_edge>{_EDGE})?",
    "spaced": r"""(?<!\d)(?P<year>[12](?:[ ]\d){3}|(?:19|20)[ ]\d\d)[ ]?年[ ]?(?P<month>\d(?:[ ]?\d)?)[ ]?月
        (?:[ ]?(?P<day>\d(?:[ ]?\d)?)[ ]?日)?""",
    "dotted": rf"""(?<![\d.])(?P<year>(?:19|20)\d\d){_S}(?P<separator>[·—\\]){_S}(?P<month>\d{{1,2}}){_S}(?P=separator)
        {_S}(?P<day>\d{{1,2}})日?(?!\d|(?P=separator)\d)""",
    "letter_zero": rf"(?<![\dA-Za-z])(?P<year>2[Oo]\d\d){_S}年(?:{_TAIL}|{_YEAR_EDGE})?",
    "school": rf"""(?<!\d)(?<!\d[-/~至—])(?P<school>{_YEAR}|1\d\d|[一壹][〇零一二三四五六七八九]{{2}}){_S}学年度?+
        (?!{_S}第?[12一二上下]?学期)""",
    "plan": r"""(?:[“"](?P<plan_q>[七八九]|十[一二三四五六七八九]?)五[”"](?:规划)?|(?P<plan_l>十[一二三四五六七八九])五
        |(?P<plan_s>[七八九十])五(?=期|末|时期)) (?:规划(?=期))?
        (?:(?P<plan_end>期?末年?|收官(?:之年)?)|(?P<plan_start>期初|初期?|开局(?:之年)?)|期间|时期|期内|以来|内)?(?!规划|发展|[\u4e00-\u9fff]{0,8}规划)""",
    "numeric": rf"""(?:(?<![\dA-Za-z.\-/〔])(?<!\d:)|(?<=\d-)(?=\d{{3,4}}[./])) {_ERA}
        (?P<year>(?:19|20)\d\d|\d{{2,3}}) {_S}(?P<separator>[.\-/]){_S} (?P<month>\d{{1,2}})
        (?:{_S}(?P=separator){_S}(?P<day>\d{{1,2}}){_S}日?(?![\d%]|(?P=separator)\d)
          |(?P<month_edge>{_EDGE})|(?={_STOP}|{_S}[、至到前起止以之~—-](?!\d{{3}}(?!\d))))""",
    "day_first": r"(?<![\d/.\-])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>(?:19|20)\d\d)(?![\d/])",  # Hong Kong, Macau
    "tail": r"(?<=[\d日]-|[\d日][~至到—])(?P<month>\d{1,2})[./](?P<day>\d{1,2})日?(?![\d%]|[./]\d)",
    "listed": r"(?<!\d)(?P<year>(?:19|20)\d\d)(?=、(?:(?:19|20)\d\d、){0,9}(?:19|20)\d\d年)",
    "compact_era": r"(?<![\dA-Za-z.\-/])(?P<year>1\d\d)(?P<month>\d\d)(?P<day>\d\d)(?![\dA-Za-z.%月日年号-])",
    "compact": r"""(?<![\dA-Za-z.\-/])(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)
        (?![\dA-Za-z.%月日年号-])""",
    "day": rf"{_NO_DIGIT}(?<![一二三四五六七八九十百第])(?P<day>{_DAY})日{_NOT_SPAN}",
}
DAMAGED = re.compile(
    r"(?<!\d)(?:\d{5,}\s*[年月日]|\d{3,4}\s*[月日]|(?:19|20)\d\d\s*年\s*(?:\d{3,4}|\d{1,2})\s*日"
    rf"|(?:19|20)\d\d\s*年\s*(?:\d{{1,2}}\s*月\s*(?:{_LOST})?\s*日|(?:{_LOST}\s*月|月\s*日)))"
)
JOINER = re.compile(r"\s{0,4}(?:日|起|,)?\s{0,4}(?:至|到|直至|截至|—{1,2}|-{1,2}|~|―)\s{0,4}")
_LOOK_ALIKE = str.maketrans("ОΟo参", "OOO叁")
_HINT = re.compile(rf"[\d{_CN}十年月日季旬壹贰拾]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """One date expression as printed: what it names, and what it leaves to its surroundings."""

    start: int
    end: int
    sort: str  # the pattern that found it
    year: int | None = None
    era: bool = False  # 民國 is printed
    short_year: bool = False  # a year that can only be of the ROC era
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
        for name, source in _PATTERNS.items()
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
        return Atom(start=m.start(), end=m.end(), sort=name, fiscal=_fiscal(got))
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
        month=_number(got.get("month")),
        day=_number(got.get("day") or got.get("bare_day")),
        third={"上": 1, "中": 2, "下": 3}.get(got.get("third", "")) or (2 if "month_mid" in got else None),
        quarter=3 if "three_quarters" in got else _number(got.get("quarter") or got.get("quarter_q")),
        half={"上": 1, "下": 2}.get(got.get("half", "")),
        edge=_edge(got),
        word=got.get("word") or got.get("month_word") or got.get("quarter_word") or "",
        first=_first(got),
        unclear=got.get("season", ""),
    )


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    clean = squeeze(text).translate(_LOOK_ALIKE)
    if "O" in clean and re.search(r"\d", clean):
        clean = clean.replace("O", "0")  # 2O24
    return 1 if clean == "元" else parse_numeral(clean)


def _first(got: dict[str, str]) -> tuple[str, int] | None:
    if "three_quarters" in got:
        return ("quarter", 1)
    if "third0" in got:
        return ("third", {"上": 1, "中": 2}[got["third0"]])
    for unit in ("year", "month", "day", "quarter"):
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
    for group in ("month_edge", "quarter_edge", "half_edge", "year_edge"):
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
