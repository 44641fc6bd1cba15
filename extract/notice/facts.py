"""Facts of the notice as a whole: title, issuer, numbers, dates, as printed."""

import re
from dataclasses import dataclass, replace
from functools import cache

from extract.language.folding import fold
from extract.lines.lines import Line, Page
from extract.model import Field, Quote
from extract.notice.letter_heads import SALUTATION
from extract.notice.signature import is_body_name
from extract.vocabulary import published_labels, vocabulary


@cache
def _keys() -> dict[str, list[str]]:
    """The keys of each field, folded."""
    keys: dict[str, list[str]] = vocabulary("fields")
    keys["published"] = [*published_labels(), *keys["published"], *keys["published_else"]]
    return {name: [fold(key) for key in held] for name, held in keys.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the frame of the notice says of it; each as printed, None where it says nothing."""

    title: Quote | None
    issuer: Quote | None
    issuer_rule: str
    document_number: Quote | None
    index_number: Quote | None
    audit_report_number: Quote | None
    published: Quote | None
    signed: Quote | None


def is_letter(page: Page) -> bool:
    """True for an official letter of Taiwan, which names its addressee at the head: 受文者：…"""
    return any(_ADDRESSEE.match(page.folded, x.start, x.end) for x in page.lines[:_LETTER_HEAD])


_ADDRESSEE = re.compile("受文者[ ]*[:：]")


def field_value(page: Page, name: str) -> Quote | None:
    """The value of the first metadata field whose key is one of those of `name` in fields.toml."""
    for key in _keys()[name]:  # "": a date or a body's name below the title, without a label
        for f in page.fields.get(key, ()):
            if not key and (name == "published") != f.value.strip()[:1].isdigit():
                continue
            if not key and f.span and (f.span.start > page.body_from or _below_body(page, f)):
                continue  # a bare date below the text, or below its body's name alone, signs it
            if name == "published" and key in _LOOSE_DATES and (page.is_workbook or _is_filled(page, f)):
                continue
            if name == "published" and key in _SENT and is_letter(page):
                continue  # when it was signed
            if name == "published" and not _DIGIT.search(f.value):
                continue  # 发布：某某: who published
            if f.value.strip() in _NOTHING:
                continue
            if any(c.isalnum() for c in f.value) and not _NEXT_KEY.match(f.value.strip()):
                return quote_of(_without_next(f) if name == "issuer" else f)
    return None


_NOTHING = frozenset(
    ["无", "無", "暂无", "暫無", "没有", "null", "NULL", "None", "undefined", "N/A"]
)  # 文号：无

_ANOTHER_KEY = re.compile(r"(?<![ \u3000])[ \u3000]+[\u4e00-\u9fff]{2,6}[:：]")


def _without_next(f: Field) -> Field:
    """某某局 of 發布機關：某某局　聯絡人：某某: a field that no list knows stands on its line."""
    m = _ANOTHER_KEY.search(f.value)
    if m is None:
        return f
    span = replace(f.span, end=f.span.start + m.start()) if f.span else None
    return replace(f, value=f.value[: m.start()], span=span)


_LETTER_HEAD = 15  # lines
_NEXT_KEY = re.compile(
    r"[\u4e00-\u9fff]{2,4}(?:日期|時間|时间|人|單位|单位)[ ]*[:：]"
)  # 填报单位：　填表日期：　年　月　日
_SENT = ("发文日期", "发文时间")
_DIGIT = re.compile(r"[\d〇○零一二三四五六七八九十]")
# Keys of dates that a site prints when it publishes; in the head of a ledger they say of when it is.
_LOOSE_DATES = frozenset(
    ["日期", "时间", "", "更新日期", "更新时间", "生成日期", "创建时间", "录入时间", "添加时间"]
)


@cache
def _published_day() -> re.Pattern[str]:
    labels = "|".join([*published_labels(), *_SENT])
    return re.compile(
        rf"(?:^|(?<=[ \t\n]))(?:{labels})[ ]*[:：][ ]*"
        r"(?P<v>\d{2,4}[ ]*[年/.-][ ]*\d{1,2}[ ]*[月/.-][ ]*\d{1,2}[ ]*日?)"
    )


# （二〇二四年三月五日公告）, （2023年6月28日）, in a line of its own or before the number of the announcement
_ANNOUNCED = re.compile(
    r"(?:\d{4}年度?第?[ ]*\d{1,3}[ ]*号[ ]*)?[(（](?P<v>[\d〇○零Oo一二三四五六七八九十]{4}年[^()（）年]{2,9}日)[ ]*(?:公告|公布|发布)?[ ]*[)）](?=[ ]*(?:$|\d))"
)


def announced_date(page: Page) -> Quote | None:
    """The date under the title on which a body announces its result, where nothing below the text is dated."""
    for line in page.lines[:16]:
        m = _ANNOUNCED.match(page.folded, line.start, line.end) if not line.is_table else None
        if m:
            return page.quote(m.span("v"))
    return None


def headed_date(page: Page) -> Quote | None:
    """The date at the head of a letter, under a title or of a ledger, where none is signed below."""
    letter = (field_value(page, "sent") if is_letter(page) else None) or _letter_date(page)
    return letter or announced_date(page) or _filled_date(page)


def _below_body(page: Page, f: Field) -> bool:
    """True for a date alone below a line of the body that names who speaks: 某县审计局 / 2024年12月16日."""
    at = next((x.index for x in page.lines if f.span and x.start == f.span.start), 0)
    above = page.lines[at - 1] if at else None
    return above is not None and above.block.kind == "paragraph" and is_body_name(above.text)


def bare_date(page: Page, published: Quote | None, signed: bool) -> Quote | None:
    """The date alone under the title where another, by its label, is when the page was published; of a body that is
    `signed` below without a date, or named right above it.
    """
    told = published.spans if published else ()
    bare = (
        f for f in page.fields.get("", ()) if f.span and f.span not in told and f.span.start < page.body_from
    )
    bare = (f for f in bare if f.value[:1].isdigit())
    return next((quote_of(f) for f in bare if signed or _below_body(page, f)), None)


_LETTER_DATE = re.compile(r"[ ]*(?:日期|发信日期)[ ]*[:：][ ]*(?P<v>[^，,。；;:：]{6,30}?)[ ]*")


def _letter_date(page: Page) -> Quote | None:
    """日期：15/11/2024 at the head of a letter to somebody."""
    head = page.lines[:_LETTER_HEAD]
    if "日期" not in page.folded[: head[-1].end if head else 0] or not any(
        SALUTATION.fullmatch(x.text.strip()) for x in head
    ):
        return None
    found = (_LETTER_DATE.fullmatch(page.folded, x.start, x.end) for x in head if not x.is_table)
    dated = next((m for m in found if m and _DIGIT.search(m["v"])), None)
    return page.quote(dated.span("v")) if dated else None


def _filled_date(page: Page) -> Quote | None:
    """填报日期：2024年11月8日 of a ledger, or a bare day below who fills it in; a month alone is no day."""
    bare = (quote_of(f) for f in page.fields.get("", ()) if _is_filled(page, f))
    dated = labelled_value(page, "filled", list(page.lines)) or next(bare, None)
    return dated if dated and len(re.findall(r"\d+", dated.text)) > 2 else None


def _is_filled(page: Page, f: Field) -> bool:
    """Whether a field stands below the line that names who fills in a ledger: 填报单位：某某局, 单位（盖章）：某某局."""
    above = page.folded[: f.span.start].rstrip().rpartition("\n")[2] if f.span else ""
    return _FILLS.match(above) is not None or _labels("ledger_issuer")[0].match(above) is not None


_FILLS = re.compile(r"[^:。,;]{0,10}[(][^()]{0,3}章[)][ ]*[: ]")


def published_line(page: Page) -> Quote | None:
    """The date after 公告日期： in a line of its own near the top, where the reader took it for text."""
    for line in page.lines[:8]:
        if line.is_table or line.end - line.start > 80:
            continue
        m = _published_day().search(page.folded, line.start, line.end)
        if m is None and page.folded[line.start] in "(（":
            m = _in_brackets().fullmatch(page.folded, line.start, line.end)
        if m:
            return page.quote(m.span("v"))
    return None


@cache
def _in_brackets() -> re.Pattern[str]:
    """（最近更新日期：2025年5月28日）, （2023年12月18日在校务公开栏发布） on a line of its own; （…日公告） signs."""
    keys = "|".join(re.escape(key) for key in _keys()["published"] if key.endswith("日期"))
    acts = "|".join(fold(act) for act in vocabulary("fields")["published_acts"])
    return re.compile(
        rf"[(（](?=(?:{keys})[ ]*[:：]|[^()（）]{{0,14}}[于在][^()（）]{{2,24}}(?:{acts})[)）])"
        r"[^()（）\d]{0,12}(?P<v>\d{4}[ ]*[年/.-][ ]*\d{1,2}[ ]*[月/.-][ ]*\d{1,2}[ ]*日?)[^()（）]{0,40}[)）]"
    )


def quote_of(f: Field) -> Quote:
    return Quote(text=" ".join(f.value.split()), spans=(f.span,) if f.span else ())


@cache
def _labels(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A label with its value, and the words of the label alone."""
    keys = "|".join(map(re.escape, _keys()[name]))
    return re.compile(
        rf"(?:^|[\s，,。；;(（])(?:{keys})[ ]*(?:[(（][^()（）\n\t]{{1,6}}[)）])?(?:[ ]*[:：]|(?<=章[)）])[ ])[ ]*+(?![^\s:：]{{2,8}}[:：])(?P<v>[^\n\t，,。；;]{{2,60}})"
    ), re.compile(keys)


# 填报单位：某某局（盖章） 2025年6月填报
_BESIDE_VALUE = re.compile(
    r"[ ]{2,}|[ ](?=[^ ]{2,8}[:：]|\d{2,4}[ ]*[年./-])|[(（][^()（）]{0,8}(?:章|汇整|汇总|填报|代)[)）]"
)


def labelled_value(page: Page, name: str, lines: list[Line]) -> Quote | None:
    """The value printed after one of the keys of `name` inside the body: 填报单位：某某局."""
    pattern, keys = _labels(name)
    for line in lines if keys.search(page.folded) else ():
        m = pattern.search(line.text)
        if m:
            start, end = line.start + m.start("v"), line.start + m.end("v")
            gap = _BESIDE_VALUE.search(page.folded, start, end)
            end = gap.start() if gap else end
            if any(map(str.isalnum, page.folded[start:end])):  # 填报单位：＿＿＿ of a blank form names nobody
                return page.quote((start, end))
    return None
