"""Clauses of running text that only say by when something is to be done: …，2025年6月底前完成。 整改时限为12月底。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.language.sentences import sentences

_DAY = (
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?(?:\d{1,2}日|底|末|[上中下]旬)?"
    r"|(?:年|年度)[初中底末]|第?[一二三四1-4]季度?[初底末]?|[上下]半年)"
)
_DUE = rf"(?P<due>(?:(?:\d{{4}}|[〇○零一二三四五六七八九]{{4}}|今|明|本|当)年(?:{_DAY}|[初中底末内])?|{_DAY})(?:以前|之前|前)?)"
_WILL = r"(?:将会?|会|可望|有望|须|需|应|要|拟|预计|计划|预期|力争|确保|争取|承诺|要求|限|可|能|最迟|最晚)"
_DONE = r"(?:完成|办结|整改|销号|解决|落实|清零|见底|结束|办理|处理|改完|办完|完工|到位|整治|治理|清理)"
# 街道要求2024年11月30日前完成, 剩余任务在2024年底前完成, 改造须6月30日前全部完成: who asks, what is left, by when
_DOES = re.compile(
    rf"[ ]*+(?!因|由于|待|经)[^，,。；;:：\d已 ]{{0,12}}?(?:{_WILL}){{0,3}}(?:于|在)?[ ]*+{_DUE}"
    rf"(?:全部|全面|彻底|基本|如期|予以|可以?|能){{0,2}}(?:{_DONE}(?:全部|所有|剩余|该项)?[^，,。；;:：\d]{{0,6}})[。；;）)]?"
)
# 余款于2025年1月底前收缴: what is left of the matter, whatever is to be done with it
_REST = re.compile(
    rf"[ ]*+(?:剩余|其余|余下|余款|尾款|欠款)[^，,。；;:：\d已 ]{{0,8}}?(?:{_WILL}){{0,3}}(?:于|在)?[ ]*+{_DUE}"
    r"(?:全部|全额|可|能){0,2}(?:收[缴回齐]|缴[清入纳]|追回|退[还回清]|归还|还清|付清|支付|兑付|拨付|清[退收])[^，,。；;:：\d]{0,4}[。；;）)]?"
)
# 整改时限为2024年6月30日, 预计完成时限为9月底
_NAMED = re.compile(
    r"[ ]*+(?:最终|预计|计划|预定|具体|该项|此项|其)?(?:的)?(?:(?:整改|完成|办结|销号|办理|落实)(?:的)?)?(?:完成)?"
    r"(?:时限|期限|限期|完成时间|整改时间|办结时间|时间节点)"
    rf"(?:定)?(?:为|是|至|到|在|[:：])?[ ]*+{_DUE}(?:完成)?[。；;）)]?"
)
_UNIT = re.compile(
    r"[ ]*(?:(?:由)?(?P<unit>[^，,。；;:：\d已]{2,20}?)(?:牵头)?负责"
    r"|(?:责任|牵头|承办)(?:单位|部门|科室)(?:为|是|[:：])(?P<named>[^，,。；;:：\d已]{2,20}))[，,；;]"
)
_COMMAS = re.compile("[，,；;]")
_TIME = re.compile("限|时间")  # in each of what names it
_MAY = re.compile("[年月底末前度]")
_LONGEST = 50  # characters of such a clause

Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Where such words begin behind what they follow, the time they name, and who answers for it, if they say."""

    start: int
    when: Range
    unit: Range | None = None


def due_behind(folded: str, start: int, end: int) -> Due | None:
    """The time that the last clause of a sentence sets behind others: 正在整改，后勤处负责，整改时限6月30日。"""
    if not _MAY.search(folded, max(start, end - _LONGEST), end):
        return None
    commas = [m.end() for m in _COMMAS.finditer(folded, max(start, end - 2 * _LONGEST), end - 1)]
    m = _told(folded, commas[-1], end) if commas else None
    if m is None:
        return None
    unit = _UNIT.fullmatch(folded, commas[-2], commas[-1]) if len(commas) > 1 else None
    if unit is None:
        return Due(start=m.start(), when=m.span("due"))
    named = unit.span("unit" if unit["unit"] else "named")
    return Due(start=unit.start(), when=m.span("due"), unit=named)


def due_alone(folded: str, start: int, end: int) -> Range | None:
    """The time that words beside a state set, where they do nothing else: 预计于二零二五年三月完成."""
    m = _told(folded, start, end) if _MAY.search(folded, start, end) else None
    return m.span("due") if m else None


def _told(folded: str, start: int, end: int) -> re.Match[str] | None:
    if end - start > _LONGEST:
        return None
    patterns = (_NAMED, _DOES, _REST)
    return next((m for p in patterns if (m := p.fullmatch(folded, start, end))), None)


def dues_named(folded: str, start: int, end: int) -> Iterator[tuple[Range, Range]]:
    """The sentences and last clauses that name a time as the one for rectification (整改时限为…), each with that time."""
    if not _TIME.search(folded, start, end):
        return
    for a, b in sentences(folded, start, end):
        if not _MAY.search(folded, max(a, b - _LONGEST), b):
            continue
        commas = [m.end() for m in _COMMAS.finditer(folded, max(a, b - _LONGEST), b - 1)]
        at = commas[-1] if commas else a
        m = _NAMED.fullmatch(folded, at, b) if b - at <= _LONGEST else None
        if m:
            yield (at, b), m.span("due")
