"""Dates that pages print around a notice without a label: below its title, above it, beside the body's name."""

import re
from functools import cache

from extract.language.folding import fold
from extract.readers.furniture.fields import (
    BEHIND,
    BLANKS,
    GLUED_TIME,
    LONGEST_SOURCE,
    OPENING_DATE,
    SEPARATORS,
    Pair,
    field_words,
    pair_at,
    pairs_in,
)
from extract.vocabulary import published_labels

_COUNTER = re.compile(
    r"((?<!\d)\d{1,7}[ ]*[次人](?:浏览|瀏覽|阅读|閱讀|点击|點擊|访问)"
    r"|点击|點擊|浏览|瀏覽|阅读|閱讀|点阅|點閱|访问|查看|打印|列印|字号|字體|字体|分享|人气"
    r"|(?<=[ \t\u00a0\u3000(（\[【|])(?:我有话说|收藏|评论|朗读|纠错|举报))"
)
# what follows a date there besides: the page of a newspaper, the place a message was sent from
_BEHIND_DATE = re.compile(
    rf"{_COUNTER.pattern}|(?<=[ /|])第[A-Za-z]?\d{{1,3}}版|(?<=\d[:：]\d\d)[ ]+(?=[\u4e00-\u9fff]{{2,4}}$)"
)
_OF_TAIWAN = re.compile(r"1\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?")  # 113-08-01
# as 2024-07-05, 113年7月5日, 20/12/2023 and 二〇二四年四月二十四日, folded; a time may follow
_HAN = "[〇○零一二三四五六七八九十]"
_ANY_DAY = (
    r"(?:(?:19|20|1(?=\d\d\D))\d\d[ ]?[-/.年][ ]?\d{1,2}[ ]?[-/.月][ ]?\d{1,2}(?:[ ]?日)?|\d{1,2}/\d{1,2}/20\d\d"
    rf"|{_HAN}{{4}}年{_HAN}{{1,3}}月{_HAN}{{1,3}}日)(?!\d)(?:[ ]*\d{{1,2}}:\d\d(?::\d\d)?)?"
)
_WEEKDAY = re.compile("(?:星期|周|週|礼拜)[一二三四五六日天]")
_BODY = re.compile(
    "(?:局|厅|廳|委|委员会|委員會|政府|办公室|辦公室|中心|署|处|處|院|站|所|办|镇|乡|街道|[日晚晨早商时午]报|证券报|新闻网|通讯社|电视台)$"
)  # who published
_SITES = (
    "网",
    "網",
    "网站",
    "網站",
    "门户",
    "在线",
    "融媒",
    "客户端",
)  # 某某人大网 2024年12月27日: where, not who
_TOOL = re.compile(
    r"(?:返回|上|下)(?:一?[篇版期页条]|目录|首页)?|(?:放大|缩小|默认|打印|关闭|往期回顾|[大中小])[+\-o]?|[|+\-]"
)
# …在常务委员会第七次会议上, …第十八次常务会议通过: when a text was told or passed, not when it was published
_MEETING = re.compile("^[ ]*在|[〔【]\\d{4}[〕】]|会议|通过|批准|修[订正]|[施实]行")
_LONGEST_DATE_LINE = 80
_STOP = re.compile("[。，,；;:！!？?]")


@cache
def _labelled_day() -> re.Pattern[str]:
    """公告日期 2024.12.16, 张贴于 113年7月5日, 公布日期: 20/12/2023: a label with a day right behind it, colon or not."""
    labels = "|".join(published_labels())
    return re.compile(rf"[ \t]*({labels})[ \t]*:?[ \t]*({_ANY_DAY})")


def dated_pairs(line: str) -> list[Pair]:
    """The fields of a line that begins with a date: 2021-12-30 16:20 来源：某局 点击：3. The date's key is "".

    So does 公告日期 2024.12.16 点击 3; there the key is its label.
    """
    if len(line) > _LONGEST_DATE_LINE:
        return []
    if found_day := _labelled_day().match(fold(line)):
        (label, label_end), (start, rest) = found_day.span(1), found_day.span(2)
        date = pair_at(line, label, label_end, start, rest)
    elif match := OPENING_DATE.match(line):
        at, rest = match.start(1), match.end()
        date = Pair(key="", value=match[1].strip(), start=at, end=match.end(1), label=at)
    else:
        return []
    found = list(field_words().pattern.finditer(fold(line), rest))
    between = _COUNTER.split(line[rest : found[0].start() if found else len(line)])[0]
    body = between.strip(SEPARATORS)
    if len(body) > LONGEST_SOURCE or "。" in between or _MEETING.search(fold(between)):
        return []
    ends = [m.start() for m in found[1:]] + [len(line)]
    labelled = (
        [pair_at(line, m.start(1), m.end(1), m.end(), end) for m, end in zip(found, ends, strict=True)]
        if found
        else []
    )
    if not labelled and _BODY.search(body):
        at = line.find(body, rest)
        labelled = [Pair(key="", value=body, start=at, end=at + len(body), label=at)]
    return [date, *labelled]


def dated_field(line: str) -> list[Pair]:
    """The field of 日期：2023-12-04 below a title: its label also opens sentences, but not with a date alone behind it."""
    pairs = pairs_in(line)
    dated = len(pairs) == 1 and (is_bare_date(pairs[0].value) or _OF_TAIWAN.fullmatch(pairs[0].value.strip()))
    return pairs if dated else []


def signed_pairs(line: str) -> list[Pair]:
    """The fields of a line that is the name of a body and a date: 某市审计局 2021/12/30 16:20. Their keys are "".

    Counters, tools and the page of a newspaper may follow: 某市水务局 2024-10-15 阅读 208, 某某日报 / 2024年10月15日 / 第A03版.
    """
    line = _BEHIND_DATE.split(line)[0].rstrip(SEPARATORS)
    match = BEHIND.search(line) or GLUED_TIME.search(line)
    body = line[: match.start()].strip(BLANKS) if match else ""
    if match is None or not 1 < len(body) <= LONGEST_SOURCE:
        return []
    if len(body) == 2 or not _BODY.search(
        fold(body)
    ):  # of whom is not known, but a time of day is printed of publishing alone
        timed = (":" in fold(match[1]) or body.endswith(_SITES)) and not _STOP.search(fold(body))
        at = line.find(body)
        return (
            [Pair(key="", value=match[1], start=match.start(1), end=match.end(1), label=at)] if timed else []
        )
    at = line.find(body)
    source = Pair(key="", value=body, start=at, end=at + len(body), label=at)
    return [
        source,
        Pair(key="", value=match[1], start=match.start(1), end=match.end(1), label=match.start(1)),
    ]


def is_dated(text: str) -> bool:
    """Whether a text begins with a date."""
    return bool(OPENING_DATE.match(text))


def is_bare_date(line: str, *, tools: bool = False) -> bool:
    """Whether a line is a date (with its time) and nothing else; with `tools` words for turning pages may follow."""
    match = OPENING_DATE.match(line)
    if match is None:
        return False
    rest = _WEEKDAY.sub("", line[match.end() :]).strip(SEPARATORS)
    return not rest or (tools and all(map(is_tool, rest.split())))


def is_tool(word: str) -> bool:
    """Whether a word turns a newspaper's pages or changes the size of its letters."""
    return bool(_TOOL.fullmatch(fold(word)))
