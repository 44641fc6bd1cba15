"""Numbers of findings that running text lists: 第一、二、四项, 第（二）、（三）项, 第1至3项, 问题一、问题三."""

import re

from extract.language.numerals import parse_numeral
from extract.language.patterns import ABOVE, AUDIT

_PLAIN = r"(?:\d{1,3}|[一二三四五六七八九十百]{1,4}|[①-⑳])"
_EACH = re.compile(_PLAIN)
_COUNTS = re.compile("[项个条款类点号题见现]")
_NUM = rf"[(（]?[ ]*{_PLAIN}[ ]*[)）]?"
_JOIN = r"[ ]*(?:[个项条])?(?:问题(?=至|到))?(?:、|,|，|和|及|与|以及|至|到|-|—|~)[ ]*"
_NEXT = rf"(?:{_JOIN}(?:第|问题)?{_NUM}|[(（][ ]*{_PLAIN}[ ]*[)）])"  # 第（一）、（二）项, 第（一）（二）项
_LISTED = (
    rf"(?:第|问题|(?:调查|审核|审计)意见|缺失事项|审计发现)(?P<list>{_NUM}{_NEXT}*)"
    r"[ ]*(?:项|个|条|款|类|点|号)?(?:的)?(?:问题|事项|缺失|建议)?"
)
# 第1、3项, 问题一、问题三, 2、4: numbers that words list; 3项 counts
NUMBERS = rf"(?:(?:第|问题){_NUM}{_NEXT}{{0,24}}[ ]*(?:项|个|条|款|点|号)?(?:问题|事项|缺失)?|{_NUM}{_NEXT}{{0,24}})"
_ORDINALS = re.compile(_LISTED)
_AT_END = re.compile(rf"{_LISTED}(?:均|都|已|则|仍|尚)*[ ]*$")
# 第二部分第（二）项, 第一方面中的第1、3个: a number that counts anew in each part
_IN_PART = re.compile(
    rf"第[ ]?(?P<part>{_PLAIN})[ ]?(?:部分|大类|个?方面|类)(?:问题)?(?:中|里)?(?:的)?[，,]?"
    rf"第(?P<list>{_NUM}{_NEXT}*)[ ]*(?:项|个|条|款|点)"
)
_RANGE = re.compile(
    rf"(?P<a>{_PLAIN})[)）]?[ ]*[个项条]?(?:问题)?(?:至|到|-|—|~)[ ]*(?:第|问题)?[(（]?(?P<b>{_PLAIN})"
)
_OPENS = re.compile(
    rf"[ ]*(?:其中[，,:：]?)?(?:对于?|针对|关于|就)?(?:{ABOVE})?"
    # 对科研经费的两个问题（即第3、第4项），
    rf"(?P<aside>[^，,。；;：:()（）“”]{{2,30}}(?:问题|事项)[(（](?:即|分别[为是]|包括)?)?{_LISTED}(?(aside)[)）])"
    r"(?P<heads>的?(?:整改|办理|落实|改进)(?:落实|进展|完成)?(?:情况|结果|措施|进展))?"
    r"(?:[，,:：。][ ]*|(?(heads)$|(?!))|(?=已|正在|均|尚|仍|需|未|目前|现))"
)

# 第2个问题正在整改，已清点登记: what was done follows the state; 第一项已整改，第二项正在整改 lists only states.
_TOLD = re.compile(r"[^，,。；;第]{2,16}[，,:：](?![^。；;]{0,12}(?:第|其余))[^。；;]{6,}")

# 第二高级中学, 第一人民医院, 第三季度: the number of a school, a time or a round, of no finding
_OF_A_NAME = re.compile(
    r"[ ]*(?:(?:高级|初级|完全|实验|附属|人民|职业|技工)?(?:中学|小学|学校|医院|幼儿园)|中专|"
    r"人民|附属|实验|高级|完全|养老院|福利院|(?:税务)?分局|分院|分公司|工程局|支部|党支部|大队|中队|水厂|粮库|污水|季度|半年|轮|批|届|次|期|阶段|标段|年|月|五年|"
    rf"方(?!面)|(?:{AUDIT})组|产业)"
)


_COUNTED = re.compile(rf"(?:问题|缺失事项|审计发现){_PLAIN}[个项条类点](?!问题|事项|缺失)")  # 反馈审计问题6个


def listed_numbers(clause: str) -> set[int]:
    """Return the numbers that a clause lists after 第 or 问题, ranges filled; 问题6个 counts."""
    found = (
        m
        for m in _ORDINALS.finditer(clause)
        if not _OF_A_NAME.match(clause, m.end("list")) and not _COUNTED.match(clause, m.start())
    )
    return {n for m in found for n in numbers_of(m.group("list"))}


def ends_in_numbers(clause: str) -> bool:
    """True for words that end in the numbers of findings, before what is said of these: 除问题（二）, 第1、3项均."""
    return _AT_END.search(clause) is not None


def opening_numbers(folded: str, start: int, end: int) -> tuple[set[int], int] | None:
    """Numbers that open folded[start:end] (对第（二）、（三）项问题，) and where what is said of them begins."""
    m = _OPENS.match(folded, start, end)
    if m is None or not _COUNTS.search(m.group()):
        return None
    if not m["heads"] and m.group()[-1] not in "，,:：。 " and not _TOLD.match(folded, m.end(), end):
        return None
    return set(numbers_of(m.group("list"))), m.end()


def numbers_in_parts(clause: str) -> set[tuple[int, int]]:
    """Return part and number of each finding that a clause names by both: 第一部分第（二）项."""
    found = ((parse_numeral(m["part"]), numbers_of(m["list"])) for m in _IN_PART.finditer(clause))
    return {(part, n) for part, numbers in found if part for n in numbers}


def numbers_of(listed: str) -> list[int]:
    """The numbers of a list that is nothing else, ranges filled."""
    numbers: list[int] = []
    for r in _RANGE.finditer(listed):
        a, b = parse_numeral(r.group("a")), parse_numeral(r.group("b"))
        if a and b and a <= b <= a + 200:
            numbers += range(a, b + 1)
    found = (parse_numeral(n) for n in _EACH.findall(listed))
    return numbers + [n for n in found if n]
