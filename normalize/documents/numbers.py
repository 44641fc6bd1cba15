"""Read document numbers (文号): place, organ, line, kind, year and number, in every bracket style.

`parse_document_number` reads one, `find_document_numbers` all of a running text. A number that the
page damaged (湖审数据调报〔20224) is returned with `damaged` set and what it may have been in `repaired`;
nothing is repaired silently. Read besides: serial announcements (2024年第3号（总第35号）), orders (令第5号),
Taiwan's case numbers (105內正0023, 府授主三字第1130012345號), complaint numbers (X3HB2024…).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from extract.model import fold, parse_numeral
from normalize.documents.prefixes import NUMBER, DocumentNumber, Prefix, S, read_prefix
from normalize.documents.special_numbers import special_numbers

_CN_YEAR = r"二[〇零Oo][〇零Oo一二三四五六七八九]{2}"
_OPEN, _CLOSE = r"[〔\[【(〖{〈]", r"[〕\]】)〗}〉]"
_CORE = re.compile(
    rf"{_OPEN}{S}(?P<year>(?:19|20) ?\d ?\d|{_CN_YEAR}){S}年?{S}{_CLOSE}{S}第?{S}{NUMBER}(?P<dash>-\d{{1,2}})?{S}号"
    r"(?P<part>之[一二三四五六七八九十]{1,2}(?![^\s,。;、)》]))?"
)
_SERIAL = re.compile(
    rf"(?<!\d)(?P<year>(?:19|20)\d\d|{_CN_YEAR}){S}年{S}(?P<before>(?:审计)?(?:结果)?公告|通告)?{S}第{S}{NUMBER}{S}号"
    rf"(?P<after>(?:审计)?(?:结果)?公告|通告)?(?:{S}\({S}总{S}第{S}(?P<total>\d{{1,6}}){S}号{S}\))?"
)
_DIGIT_OF = str.maketrans("OoIl", "0011")
_MORE = re.compile(r"\s?[、,和及至-]\s?第?\d{1,5}\s?号")  # 1号、2号: several numbers
_B = "[ ]{0,2}"  # a damaged number is not looked for across lines
_DAMAGED = re.compile(
    rf"{_OPEN}{_B}(?P<run>(?:19|20)\d{{3,6}})(?!\d){_B}(?:{_CLOSE}{_B}第?{_B}(?P<more>\d{{1,5}}))?{_B}(?:{_CLOSE}|号)?"
    rf"|{_OPEN}{_B}(?P<year>(?:19|20)\d\d){_B}{_CLOSE}{_B}第?{_B}"
    rf"(?:(?P<number>\d{{1,5}})(?!\d|\s?[、,至-]\s?\d)|(?!\d)){_B}号?"
    rf"|{_OPEN}{_B}(?P<year2>(?:19|20)\d\d){_B}第?{_B}(?P<number2>\d{{1,5}}){_B}号"
    rf"|{_OPEN}{_B}\d{{0,3}}{_B}{_CLOSE}{_B}第?{_B}(?P<number3>\d{{1,5}}){_B}号"
    rf"|(?P<year4>(?:19|20)\d\d){_B}{_CLOSE}{_B}第?{_B}(?P<number4>\d{{1,5}}){_B}号"
    rf"|{_OPEN}{_B}(?P<letters>[12][\dOoIl]{{3}}){_B}{_CLOSE}{_B}第?{_B}(?P<number7>[\dOoIl]{{1,5}}){_B}号"
    rf"|(?<!\d)(?P<run5>(?:19|20)\d{{3,6}}){_B}号"
    rf"|(?<!\d)(?P<year6>(?:19|20)\d\d)(?:{_B}年{_B}|[ ]{{1,2}}|-)第?(?P<number6>\d{{1,5}}){_B}号"
)


def parse_document_number(text: str) -> DocumentNumber | None:
    """Return the one document number that `text` prints; None where it prints none or several.

    >>> number = parse_document_number("遂审电调报【2025】第1号")
    >>> number.canonical, number.place, number.line, number.kind, number.year, number.number
    ('遂审电调报〔2025〕1号', '遂', '电', '专项审计调查报告', 2025, 1)
    >>> parse_document_number("湖审数据调报〔20224").repaired
    ('湖审数据调报〔2022〕4号',)
    """
    found = find_document_numbers(text)
    if len({(n.canonical, n.text) for n in found}) != 1 or _MORE.match(fold(text), found[0].end):
        return None
    return found[0]


def find_document_numbers(text: str) -> list[DocumentNumber]:
    """Return every document number of a running text in order, with offsets; never raises."""
    folded = fold(text)
    kept: list[DocumentNumber] = []
    for found in sorted(_all(folded, text), key=lambda n: (n.start, n.damaged, -n.end)):
        if not kept or found.start >= kept[-1].end:
            kept.append(found)
    return kept


def _all(folded: str, text: str) -> Iterator[DocumentNumber]:
    """Yield whole numbers, and damaged ones where no whole one stands."""
    whole = sorted(
        (*_bracketed(folded, text), *_serials(folded, text), *special_numbers(folded, text)),
        key=lambda n: n.start,
    )
    yield from whole
    starts, ends = [n.start for n in whole], [n.end for n in whole]
    for m in _DAMAGED.finditer(folded):
        before = bisect_left(starts, m.end()) - 1
        if before < 0 or ends[before] <= m.start():
            damaged = _damaged(folded, text, m)
            if damaged:
                yield damaged


def _bracketed(folded: str, text: str) -> Iterator[DocumentNumber]:
    for m in _CORE.finditer(folded):
        year = parse_numeral(m["year"].replace("o", "O").replace(" ", ""))
        number = parse_numeral(m["number"])
        if year is None or number is None or (m["dash"] and int(m["dash"][1:]) > number):
            continue  # 5-8号: several
        prefix = read_prefix(folded, m.start())
        printed = text[prefix.start : m.end()]
        kind = prefix.kind
        after = re.compile(r"\s?(提案|建议|议案|公告)").match(folded, m.end())
        yield DocumentNumber(
            text=printed,
            start=prefix.start,
            end=m.end(),
            year=year,
            number=number,
            issuer_prefix=prefix.printed(text),
            place=prefix.place_of(text),
            line=prefix.line_of(text),
            line_meaning=prefix.line_meaning,
            kind=kind or (after[1] if after else None),
            brackets=text[m.start()]
            + next(c for c in text[m.start() + 1 : m.end()] if fold(c) in "〕]】)〗}〉"),
            part=m["dash"] or m["part"],
            canonical=_canonical(prefix.printed(text), year, f"{number}{m['dash'] or ''}")
            + (m["part"] or ""),
        )


def _canonical(prefix: str, year: int, number: int | str) -> str:
    return f"{prefix}〔{year}〕{number}号"


def _serials(folded: str, text: str) -> Iterator[DocumentNumber]:
    for m in _SERIAL.finditer(folded):
        year, number = parse_numeral(m["year"]), parse_numeral(m["number"])
        if year is None or number is None:
            continue
        total = int(m["total"]) if m["total"] else None
        said = (
            m["before"]
            or m["after"]
            or ("公告" if "公告" in folded[max(0, m.start() - 8) : m.start()] else None)
        )
        yield DocumentNumber(
            text=text[m.start() : m.end()],
            start=m.start(),
            end=m.end(),
            year=year,
            number=number,
            kind="通告" if said == "通告" else "公告" if said or total else None,
            total_number=total,
            canonical=f"{year}年第{number}号" + (f"（总第{total}号）" if total else ""),
        )


def _damaged(folded: str, text: str, m: re.Match[str]) -> DocumentNumber | None:
    """Read what is left of a number; only after letters that make a prefix, else it is no document number."""
    prefix = read_prefix(folded, m.start())
    if not prefix.certain:
        return None
    got = {key.rstrip("234567"): value for key, value in m.groupdict().items() if value}
    year = int(got["year"]) if "year" in got else None
    number = int(got["number"]) if got.get("number", "").isdigit() else None
    candidates = [(year, number)] if year and number else []
    if "letters" in got:  # letters for digits: 2O23
        digits = got["letters"].translate(_DIGIT_OF), got["number"].translate(_DIGIT_OF)
        candidates, year, number = [(int(digits[0]), int(digits[1]))], None, None
    if "run" in got:
        year, tail = int(got["run"][:4]), got["run"][4:]
        candidates = [(year, int(tail + got.get("more", "")))]
        if "more" in got:  # a digit too many in the year, or the number's first one
            candidates, year = [*candidates, (year, int(got["more"]))], None
    prefix_text = prefix.printed(text)
    return DocumentNumber(
        text=text[prefix.start : m.end()].rstrip(),
        start=prefix.start,
        end=prefix.start + len(text[prefix.start : m.end()].rstrip()),
        year=year,
        number=number,
        issuer_prefix=prefix_text,
        place=prefix.place_of(text),
        line=prefix.line_of(text),
        line_meaning=prefix.line_meaning,
        kind=prefix.kind,
        damaged=True,
        repaired=tuple(_canonical(prefix_text, y, n) for y, n in candidates if n),
    )


__all__ = ["DocumentNumber", "Prefix", "find_document_numbers", "parse_document_number"]
