"""Numbers that other offices and places write in their own ways.

Orders (令第5号), proposals, complaints, Taiwan's 105內正0023, 府授主三字第1130012345號 and 98年度財調字第12號, Macau's and Hong
Kong's 第10/2023號行政法規, and the mainland's of old, （86）财预字第12号.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.model import parse_numeral
from normalize.documents.prefixes import NUMBER, DocumentNumber, Prefix, S, read_prefix, taiwan_kind

_ORDER = re.compile(rf"(?P<issuer>[\u4e00-\u9fff]{{2,16}})(?P<kind>令|公告|通告|公告字){S}第{S}{NUMBER}{S}号")
_PROPOSAL = re.compile(
    rf"第{S}(?P<number>\d{{1,10}}|[〇零一二三四五六七八九十百]{{1,6}}){S}号{S}(?P<kind>提案|建议|议案|报告书)"
)
_CASE = re.compile(
    r"(?<!\d)(?P<year>\d{2,3})(?P<line>[\u4e00-\u9fff]{1,2})(?P<kind>[正调劾纠])(?P<number>\d{4})(?!\d)"
)
_WORD = re.compile(
    r"(?P<prefix>[\u4e00-\u9fff]{2,12})(?:\([一二三四五六七八九十]\))?字\s?第\s?(?P<number>(?:0\d\d|1\d\d)\d{6,8}[A-Z]?)\s?号"
)
_COMPLAINT = re.compile(
    r"(?<![A-Za-z0-9])(?P<kind>[XD])\d?[A-Z]{2}(?P<year>20\d\d)(?P<number>\d{4,12})(?!\d)"
)
_YEAR_WORD = re.compile(
    r"(?<!\d)(?P<year>\d{2,3})年度?(?P<line>[\u4e00-\u9fff]{1,8})字\s?第\s?(?P<number>\d{1,6})\s?号"
)
_OLD = re.compile(
    r"[〔\[(](?P<year>[4-9]\d)[〕\])](?P<line>[\u4e00-\u9fff]{1,8})字\s?第\s?(?P<number>\d{1,5})\s?号"
)
_SLASHED = re.compile(
    r"(?P<before>(?:[\u4e00-\u9fff()]{2,12})?(?:通告|通函|批示|文件|指引)(?:\([^()]{1,6}\))?)?"
    r"第\s?(?P<number>\d{1,4})/(?P<year>(?:19|20)\d\d|\d\d(?=/M))(?:/M)?\s?号"
    r"(?P<after>法律|法令|行政法规|[\u4e00-\u9fff]{0,10}批示|公告|规章|通告|文件|报告)?"
)


def special_numbers(folded: str, text: str) -> Iterator[DocumentNumber]:
    """Yield the numbers that are written otherwise than 〔2024〕5号."""
    for m in _CASE.finditer(folded):
        kind = taiwan_kind(m["kind"])
        yield _plain(m, text, year=int(m["year"]) + 1911, line=_line(m, text), kind=kind)
    for m in _WORD.finditer(folded):
        prefix = read_prefix(folded, m.end("prefix"))
        found = _plain(m, text, year=int(m["number"][:3]) + 1911, kind="文件")
        yield _prefixed(found, prefix, text)
    for m in _YEAR_WORD.finditer(folded):
        yield _plain(m, text, year=int(m["year"]) + 1911, line=_line(m, text), kind="文件")
    for m in _OLD.finditer(folded):
        yield _plain(m, text, year=1900 + int(m["year"]), line=_line(m, text), kind="文件")
    for m in _SLASHED.finditer(folded):
        announced: str | None = "通告" if "通告" in (m["before"] or "") else None
        year = int(m["year"]) + (1900 if len(m["year"]) == 2 else 0)
        yield _plain(m, text, year=year, kind=m["after"] or announced)
    for m in _COMPLAINT.finditer(folded):
        yield _plain(m, text, year=int(m["year"]), kind="来信" if m["kind"] == "X" else "来电")
    for m in _ORDER.finditer(folded):
        prefix = read_prefix(folded, m.end("kind"))
        found = _plain(m, text, year=None, kind="令" if m["kind"] == "令" else "公告")
        yield _prefixed(found, prefix, text)
    for m in _PROPOSAL.finditer(folded):
        yield _plain(m, text, year=None, kind=m["kind"])


def _prefixed(found: DocumentNumber, prefix: Prefix, text: str) -> DocumentNumber:
    printed = text[prefix.start : found.end]
    canonical = "".join(printed.split())
    return replace(
        found, text=printed, start=prefix.start, issuer_prefix=prefix.printed(text), canonical=canonical
    )


def _plain(
    m: re.Match[str], text: str, *, year: int | None, kind: str | None, line: str | None = None
) -> DocumentNumber:
    printed = text[m.start() : m.end()]
    number = parse_numeral(re.sub(r"[A-Z]$", "", m["number"]))
    return DocumentNumber(
        text=printed, start=m.start(), end=m.end(), year=year, number=number, kind=kind, line=line,
        canonical="".join(printed.split()),
    )  # fmt: skip


def _line(m: re.Match[str], text: str) -> str:
    return text[m.start("line") : m.end("line")]
