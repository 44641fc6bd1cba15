"""Recognise what numbers a heading, a paragraph or an item of a list.

Chinese official documents nest 一、 > (一) > 1. > (1) > ① (GB/T 9704-2012, 7.3.3), and use 一是,
问题一, 第一, 壹、 and dashes beside it, in any mixture. Positions are offsets into the text that is passed in;
the text may be folded, since folding keeps length.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase, ascii_uppercase
from typing import Literal

from extract.language.numerals import parse_numeral

MarkKind = Literal[
    "part",  # 第一部分, 第一章
    "formal",  # 壹、
    "division",  # 第一节
    "han",  # 一、
    "han_paren",  # (一)
    "num",  # 1.  1、  1：  No.1
    "num_half",  # 1)  【1】
    "decimal",  # 1.2
    "subdecimal",  # 2.1.3
    "coded",  # A1  C3
    "num_paren",  # (1)
    "circled",  # ①
    "problem",  # 问题一：
    "ordinal",  # 第一，  第一项，  其一  首先，
    "shi",  # 一是
    "stem",  # 甲、
    "latin",  # A.
    "latin_paren",  # (a)  a)
    "roman",  # I.  Ⅱ、
    "roman_paren",  # (ii)  ii.
    "dash",  # ——  ●
]


@dataclass(slots=True, kw_only=True)
class Mark:
    """An enumerator at `start`..`end` (end exclusive, blanks after it included); `label` is what is printed."""

    kind: MarkKind
    value: int
    start: int
    label_end: int  # end of the label without trailing punctuation
    end: int


Numbered = Sequence[tuple[int, int, int, Mark | None]]  # start, body, end and number of each line


HAN = "[〇一二三四五六七八九十百]{1,4}"
_HAN_TW = "[〇一二三四五六七八九十百0]{1,4}"  # Taiwan also writes 一0, 一一, 一二
_FORMAL = "[壹贰貳叁参參叄肆伍陆陸柒捌玖拾]{1,3}"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CIRCLED_HAN = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_PAREN_NUM = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_NUM_DOT = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
IN_TURN = {
    "首先": 1,
    "其次": 2,
    "再次": 3,
    "再者": 3,
    "最后": 4,
}  # the last one counts on from those before it
AND_THEN = ("此外", "另外", "还有", "再有", "接着")  # at the start of a paragraph, between those
OPEN = frozenset([*IN_TURN, *AND_THEN]) - {"最后"}  # more may follow
BULLETS = "●•■◆▲★·△◇□○☆※►▶➤➢✦❖▍▎▌█┃◎◉⊙◈❏❐✧✪▪▸▷◼◾"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_AND_THEN = 2  # what they count where nothing stands before them
_BLANK = r"[ \t]*"
_DECIMAL = r"\d{1,2}[.．-](?P<v>\d{1,2})"
_SUBDECIMAL = r"\d{1,2}[.．-]\d{1,2}[.．-](?P<v>\d{1,2})"
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ROMAN_SIGNS = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_ROMAN = "|".join(sorted(_ROMANS, key=len, reverse=True))
_ROMAN_SMALL = _ROMAN.lower()

_STATE = (
    r"[ ]?[(（\[【〔][^()（）\[\]【】〔〕]{2,16}[)）\]】〕]$"  # 事项1【已办结】: a bracket that ends the line
)
_DIGIT = "0123456789"
_NUMERAL = "〇一二三四五六七八九十百"
_FINDS = "稽抽检调复改决附提质议违怠不异个存具主审反整观巡发查指问缺隐疏意事建任情线案所"  # what a word before a number begins with: 问题一

# ——2024年7月28日在某市第五届人民代表大会常务委员会第九次会议上: no item, it says where a report was read aloud
_READ_ALOUD = r"(?:19|20)\d\d[\d年月日]{1,8}在[^。；;，,]{0,40}(?:届|常务?委员?会|代表大会|人大|会议)"

# What a number begins with, and its pattern. Order matters: the first pattern that fits at a place wins.
_PATTERNS: tuple[tuple[MarkKind, str, str], ...] = (
    ("part", "第", rf"第(?P<v>{HAN}|\d{{1,2}})(?:部分|[章编篇册卷辑])(?:[、,.:：]|{_BLANK})"),
    ("division", "第", rf"第(?P<v>{HAN}|\d{{1,2}})节(?:[、,.:：]|[ \t]+)"),
    (
        "part",
        ascii_uppercase + _STEMS + "第",
        rf"第?(?P<v>[A-Z{_STEMS}])部分?(?:[、.:：]|[ \t])",
    ),  # A部：服務提供, 甲部 場地的使用
    (
        "problem",
        _FINDS,
        rf"(?:存在|具体|主要|审计|反馈|审核|整改|观察|巡察|发现|查出|指出|查核|稽核|抽查|抽核|检查|调查|复查|缺失|改善){{0,3}}(?:问题|缺失事项|缺失|隐患|发现|疏失|违失|怠失|缺点|不足|异常事项|不符合事项|(?:个案|案例)(?={HAN}(?:[:：、 ]|$)|\d{{1,3}}(?:[:：、 ]|$))|(?:意见|事项|建议|任务|情况|线索|案例|所得|决议|附带决议|提案|质询|案由|议案)(?=(?:[一二三四五六七八九十\d]{{1,3}}(?:[:：]|[ \t]+[\u4e00-\u9fff“|]|{_STATE})|[(（](?:[a-z]|[一二三四五六七八九十\d]{{1,3}})[)）](?:[:：]|[ \t]+[^ \t]))))(?:[ ](?=(?:{HAN}|\d{{1,3}})[:：]))?(?:[(（](?={HAN}[)）](?:[:： \t]|$)|\d{{1,3}}[)）](?:[:： \t]|$)|[a-z][)）](?:[:：]|[ \t]+[^ \t])))?(?P<v>{HAN}|\d{{1,3}}|[a-z](?=[)）](?:[:：]|[ \t]+[^ \t])))[)）]?(?![、,，]问题[一二三四五六七八九十\d])(?:[:：、.,，。]|[ ]?[|｜]|(?=[ (])|(?={_STATE})|$)",
    ),
    (
        "problem",
        "【〖〔[(（",
        rf"[【〖〔\[(（](?:(?:存在|主要|审计|审核|稽核|查核|检查|抽查|调查|反馈|改善|移送|移交|交办|转办|督办|整改|巡察|典型|具体|问题)?(?:问题|缺失事项|缺失|隐患|发现事项|发现|建议事项|建议|意见|事项|案例|个案|疏失|违失|缺点|线索|任务|案件))[ ]?(?P<v>{HAN}|\d{{1,3}})[】〗〕\])）][:：、]?",
    ),
    (
        "ordinal",
        "第其",
        rf"(?:第|其)(?P<arab>(?=\d))?+(?P<v>{HAN}|\d{{1,2}})(?P<unit>(?:项|个|点|条|案)(?:问题|事项|(?:整改)?任务)?|个?方面)?(?:(?(unit)(?:[ ]*$|(?={_STATE})|[ \t]+(?=[\u4e00-\u9fff“《]|\d+[个项名家户台笔起处辆宗份批次年]))|(?!))|[、,，:：](?!{HAN}[、,，项个至]|(?(arab)\d{{1,2}}[、,，项个至]|(?!)))|(?(unit)(?!)|(?=是)))是?",
    ),
    ("ordinal", "首其再最", f"(?P<v>{'|'.join(IN_TURN)})[、,，:：]"),
    ("ordinal", "此另还再接", f"(?P<v>{'|'.join(AND_THEN)})[、,，:：]"),
    ("shi", _NUMERAL, rf"(?P<v>{HAN})(?:(?:是|則|则)(?:[、,，:：])?|[来來][、,，:：])"),
    (
        "formal",
        "壹贰貳叁参參叄肆伍陆陸柒捌玖拾",
        rf"(?P<v>{_FORMAL})(?:{_BLANK}[、.,，]|[ \t]+(?=[\u4e00-\u9fff“《])(?![佰仟拾万元圆]))",
    ),
    ("han_paren", "(（", rf"[(（]{_BLANK}(?P<v>{_HAN_TW}){_BLANK}[)）][、.]?"),
    (
        "han",
        _NUMERAL + "0",
        rf"(?P<v>{_HAN_TW}){_BLANK}(?:、(?!\d{{1,2}}[、,，至项季月日])|[.．,，:：](?!\d))",
    ),
    ("num_paren", "(（", rf"[(（]{_BLANK}(?P<v>\d{{1,3}}){_BLANK}[)）][、.]?"),
    (
        "coded",
        ascii_uppercase + _STEMS,
        rf"[A-Z{_STEMS}](?P<v>\d{{1,2}})(?:[、.．:：][ \t]*|[ \t]+)(?=[\u4e00-\u9fff“《])",
    ),
    ("subdecimal", _DIGIT, _SUBDECIMAL + r"(?:、|[ \t]+)(?![\d%])"),
    ("decimal", _DIGIT, _DECIMAL + r"(?:、|[ \t]+)(?![\d%])"),
    (
        "num",
        _DIGIT,
        rf"(?P<v>\d{{1,3}}){_BLANK}(?:[.、．](?!\d{{1,3}}[.．]\d(?!\d*[ ]*(?:[万亿千百]|元|%|公里|亩|吨)))|[:：](?!\d))",
    ),
    ("num", "Nn№", r"(?:[Nn][Oo]|№)[.．:：]?[ ]?(?P<v>\d{1,3})(?:[、.．:：]|[ \t]+)"),
    ("num_half", _DIGIT, rf"(?P<v>\d{{1,3}}){_BLANK}[)）](?![)）])"),
    ("num_half", "【[〔", r"[【\[〔](?P<v>\d{1,2})[】\]〕]"),
    ("roman", _ROMAN_SIGNS, rf"(?P<v>[{_ROMAN_SIGNS}])(?:[、.．:：)）]|[ \t]+)"),
    ("roman", "IVX", rf"(?P<v>{_ROMAN})[.、．:：)）](?=[^A-Za-z.])"),
    ("roman_paren", "(（", rf"[(（]{_BLANK}(?P<v>[{_ROMAN_SIGNS}]|{_ROMAN}|{_ROMAN_SMALL}){_BLANK}[)）]"),
    ("stem", _STEMS, rf"(?P<v>[{_STEMS}]){_BLANK}[、.．]"),
    ("latin", ascii_uppercase, r"(?P<v>[A-Z])[.、．)）](?=[^A-Za-z.])"),
    ("roman_paren", "ivx", rf"(?P<v>{_ROMAN_SMALL})[.、．)）](?=[^A-Za-z.])"),
    ("latin_paren", ascii_lowercase, r"(?P<v>[a-z])[.、．)）](?=[^A-Za-z.])"),
    ("latin_paren", "(（", rf"[(（]{_BLANK}(?P<v>[a-zA-Z]){_BLANK}[)）]"),
    ("circled", CIRCLED, rf"(?P<v>[{CIRCLED}])[、.]?"),
    (
        "dash",
        "—-*+" + BULLETS,
        rf"(?P<v>——|—|--|[{BULLETS}]|[-*+](?=[ ]+[\u4e00-\u9fff【“]))(?![—-]{{0,3}}[ ]?{_READ_ALOUD})",
    ),
)


def _by_first() -> dict[str, tuple[tuple[MarkKind, re.Pattern[str]], ...]]:
    compiled = [(kind, first, re.compile(pattern)) for kind, first, pattern in _PATTERNS]
    return {
        char: tuple((kind, pattern) for kind, first, pattern in compiled if char in first)
        for char in {char for _, first, _ in compiled for char in first}
    }


_STARTS = _by_first()
_CLOSED = ("han_paren", "num_paren", "num_half", "latin_paren", "roman_paren", "problem")
_REST_OF_SUM = re.compile(r"\d{1,2}[ ]*(?:[万亿]元|%)")  # 1.85万元 opens no list
_COMPOSED = {c: ("han_paren", i) for i, c in enumerate(_CIRCLED_HAN, 1)}
_COMPOSED |= {c: ("num_paren", i) for i, c in enumerate(_PAREN_NUM, 1)}
_COMPOSED |= {c: ("num", i) for i, c in enumerate(_NUM_DOT, 1)}
_FIRST = frozenset([*_STARTS, *_COMPOSED])


def mark_at(text: str, start: int = 0, end: int | None = None) -> Mark | None:
    """Return the enumerator that stands at `start` of the (folded) text, or None. Nothing past `end` is seen."""
    end = len(text) if end is None else end
    lead = start
    while lead < end and text[lead] in " \t":
        lead += 1
    if lead >= end:
        return None
    if text[lead] not in _FIRST:
        return None
    if text[lead] in _COMPOSED:
        kind, value = _COMPOSED[text[lead]]
        return _mark(kind, value, text, lead, lead + 1, lead + 1)
    for kind, pattern in _STARTS.get(text[lead], ()):
        m = pattern.match(text, lead, end)
        if m:
            return _numbered(kind, m, text, lead)
    return None


def _numbered(kind: MarkKind, m: re.Match[str], text: str, lead: int) -> Mark | None:
    value = _AND_THEN if m["v"] in AND_THEN else IN_TURN.get(m["v"]) or _value(kind, m["v"])
    if value is None or (kind == "num" and value == 1 and _REST_OF_SUM.match(text, m.end())):
        return None
    label_end = m.end("v")
    closing = text[label_end : m.end()].lstrip(" \t")[:1]
    if text[lead] in "【〖[〔":
        lead += 1  # 【问题一】 decorates its number
    elif kind in _CLOSED and closing in (")", "）"):
        label_end = text.index(closing, label_end) + 1
    elif kind == "ordinal" and "unit" in m.re.groupindex and m["unit"]:
        label_end = m.end("unit")
    elif kind in ("part", "division", "shi"):
        label_end = m.end()
        while text[label_end - 1] in "、,，:： ":
            label_end -= 1
    return _mark(kind, value, text, lead, label_end, m.end())


def lettered(text: str, mark: Mark) -> Mark:
    """(i) as the letter after (h), where `mark` reads it as the Roman one."""
    kind: MarkKind = "latin" if mark.kind == "roman" else "latin_paren"
    letter = text[mark.start : mark.label_end].strip("()（） ")
    value = _value(kind, letter) if len(letter) == 1 and letter.isascii() else None
    return mark if value is None else replace(mark, kind=kind, value=value)


def counts_in_turn(text: str, mark: Mark) -> bool:
    """True for 其次, 再次 and 最后, which number something only after 首先 or another ordinal."""
    return IN_TURN.get(text[mark.start : mark.label_end], 1) > 1 or goes_between(text, mark)


def goes_between(text: str, mark: Mark) -> bool:
    """True for 此外 and 另外, which number something only right behind 首先 or 其次."""
    return mark.kind == "ordinal" and text[mark.start : mark.label_end] in AND_THEN


def may_refer(text: str, mark: Mark) -> bool:
    """True for 第三项，: it numbers a finding, or speaks of the third of a list that came before."""
    return mark.kind == "ordinal" and text[mark.label_end - 1] in "项个点条题面事"


def comes_last(text: str, mark: Mark) -> bool:
    """True for 最后: its number is the one after those before it."""
    return text[mark.start : mark.label_end] == "最后"


_UNSPACED = tuple(
    (kind, re.compile(pattern + r"(?=[\u4e00-\u9fff“《]|[ \t]+\d)"))
    for kind, pattern in (("subdecimal", _SUBDECIMAL), ("decimal", _DECIMAL))
)


def decimal_at(text: str, start: int, end: int) -> Mark | None:
    """Return 1.2 that words follow at once, or a figure (1.2项目库建设滞后, 1.2 30个路牌): only its neighbours tell it from 1."""
    for kind, pattern in _UNSPACED:
        m = pattern.match(text, start, end)
        if m:
            return _mark(kind, int(m["v"]), text, m.start(), m.end(), m.end())
    return None


def _mark(kind: str, value: int, text: str, start: int, label_end: int, end: int) -> Mark:
    while end < len(text) and text[end] in " \t":
        end += 1
    return Mark(kind=kind, value=value, start=start, label_end=label_end, end=end)  # type: ignore[arg-type]


def _value(kind: str, printed: str) -> int | None:
    if kind == "circled":
        return CIRCLED.index(printed) + 1
    if printed in _STEMS:
        return _STEMS.index(printed) + 1
    if kind == "dash":
        return 0
    if kind in ("roman", "roman_paren"):
        return _ROMAN_SIGNS.find(printed) + 1 or _ROMANS.index(printed.upper()) + 1
    if printed.isascii() and printed.isalpha():
        return ord(printed.upper()) - 64
    value = parse_numeral(printed)
    return value if value and value < 2000 else None
