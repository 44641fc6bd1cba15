"""Headings that name their problem in full: 关于F的问题, “F”问题, and what stands behind the name."""

import re
from dataclasses import dataclass

from extract.language.patterns import ABOVE, FOUND
from extract.lines.labels import label_at
from extract.roles.turning import may_name_fault
from extract.status.statements import hits_in
from extract.status.statuses import StatusHit

Range = tuple[int, int]
_ASIDE = r"(?:[ ]*(?P<aside>[(（](?![)）])[^()（）]{6,200}[)）]))"
# 有關F一節：, 关于…(的)问题(的整改情况)?  对“…”的问题：  针对…问题，
_ABOUT = re.compile(
    r"(?P<intro>关于|有关|针对|对于|对(?![外口])|就(?![业学医餐职]))(?P<problem>.{2,300}?)(?:[,，]?(?:的|这一|等|等的)?(?:该)?(?:问题|事项|缺失)|(?P<item>[之等]?(?:情[事形])?(?:[一乙][节案事项]|部[分份])))(?:的)?(?:整改|改进|办理|处理|落实|审计|情况|进展|结果|及|和)*(?:情况|结果|进展)?"
    rf"{_ASIDE}?(?P<stop>[。:：，,；;]|$)"
)
_INTROS = ("关于", "有关", "针对", "对于", "对", "就")
_INTRO = re.compile("|".join(_INTROS))
_PROBLEM = re.compile("问题|事项|缺失|[一乙][节案事项]|部[分份]")  # 有關F一節
_UP_TO_STOP = re.compile(
    rf"(?:的)?(?:整改|改进|办理|处理|落实|审计|及|和)*(?:情况|结果|进展)?{_ASIDE}?(?P<s>[。:：，,；;]|$)"
)
_BEHIND = re.compile(_ASIDE)
# 反馈“F”的问题, 审计指出：“F”问题: who tells it stands before it
_TELLS = rf"(?:[ ]*[^，,。；;：:“”]{{0,10}}(?:{FOUND})(?:的|了)?[：:，,]?)?+"
_QUOTED_ALONE = re.compile(rf"{_TELLS}“(?P<title>[^“”]{{4,80}}(?:“[^“”]*”[^“”]*)*)”(?:的)?问题[。:：]?")
# 關於「F」的意見, 就「F」一節: quoted in full after 关于
_ABOUT_QUOTED = re.compile(
    r"(?:有关|关于|针对|对于|对|就)[ ]*“(?P<title>[^“”]{4,80}(?:“[^“”]*”[^“”]*)*)”(?:之|的)?[\u4e00-\u9fff]{0,6}[。:：]?"
)
_COUNTED = re.compile(r"(?P<title>[^。；;:：]{4,60}?)[一乙][节项](?:[，,:：。]|$)")
_QUOTED_FIRST = re.compile(rf"{_TELLS}[ ]*“(?P<title>[^“”]{{4,80}})”(?:的)?问题[，,]")
_NAMES_NONE = re.compile(
    rf"^(?:审计|巡察|巡视|督察|检查|调查|报告|反馈|{ABOVE}|这|该|此|各|存在|发现|查出|指出|提出)|^.{{0,4}}$|(?:{FOUND}|涉及|存在)的$"
)  # 针对审计查出的问题，…
# 针对审计指出的F问题，: who tells it is no part of its name
_TOLD_BY = re.compile(
    r"(?:本次|此次)?(?:审计|巡察|巡视|检查|督察)(?:组|报告|机关|部门|局)?中?所?(?:指出|查出|发现|反映|提出|反馈|披露)的"
    r"(?=[^，,。；;]{5})(?!主要|有关|相关|上述|以上|各|其[他它余]|所有|全部|具体|突出|(?:\d+|[一二三四五六七八九十]+)[个项类])"
)
_QUOTED = {"“": "”", '"': '"', "‘": "’", "《": ""}


@dataclass(slots=True, kw_only=True)
class Head:
    """The opening of a finding: its title, the rest of its line, and a status printed in brackets after it."""

    title: Range
    rest: Range | None
    bracket: StatusHit | None
    about: bool  # the 关于…问题 form: the problem is named in full, what follows answers it
    rule: str
    field: Range | None = None  # 债务管理方面。存在F的问题。: the field that stands before the problem
    aside: Range | None = None  # 关于F的问题（反映4项补贴…）。: what a bracket behind the problem describes


def named_in_full(folded: str, start: int, end: int) -> Head | None:
    """关于F的问题…, “F”问题 alone, and “F”问题，… with what stands behind the name."""
    about = _about(folded, start, end) or _quoted_alone(folded, start, end)
    words = folded[start:end]
    if about is None and ("乙" in words or "一节" in words or "一项" in words):
        about = _item(folded, start, end)
    if about:
        return about
    quoted = _QUOTED_FIRST.match(folded, start, end)
    if quoted is None:
        return None
    rest = (quoted.end(), end) if folded[quoted.end() : end].strip() else None
    return Head(title=quoted.span("title"), rest=rest, bracket=None, about=True, rule="quoted problem first")


def _item(folded: str, start: int, end: int) -> Head | None:
    """F乙節，業…: what is named before the word that counts it."""
    m = _COUNTED.match(folded, start, end)
    if m is None or not may_name_fault(m["title"]):
        return None
    rest = (m.end(), end) if folded[m.end() : end].strip() else None
    return Head(title=m.span("title"), rest=rest, bracket=None, about=True, rule="problem counted as an item")


def named_alone(folded: str, start: int, end: int) -> Head | None:
    """关于F的问题 or “F”的问题, and nothing else."""
    about = _about(folded, start, end)
    if about:
        return about if about.rest is None else None
    return _quoted_alone(folded, start, end)


def name_alone(folded: str, start: int, end: int) -> Range | None:
    """The words of “F”问题 that is all there is."""
    quoted = _QUOTED_ALONE.fullmatch(folded, start, end)
    return quoted and quoted.span("title")


def _about(folded: str, start: int, end: int) -> Head | None:
    if not folded.startswith(_INTROS, start, end):
        return None
    line_end = _line_end(folded, start, end)
    best: re.Match[str] | None = None
    for m in _matches(folded, start, line_end):
        if m.start() != start:
            break
        inside = folded[m.start("problem") : m.end("problem")]
        if inside.count("“") > inside.count("”"):
            continue  # a 问题 inside the quotation marks
        if m["item"] and not may_name_fault(inside):
            continue  # 有關需求評估部分, 有關貴處查核一案
        best = m
        break
    if best is None:
        return None
    told = _TOLD_BY.match(folded, *best.span("problem")) if best["problem"][0] in "审巡检督本此" else None
    if told and not may_name_fault(folded[told.end() : best.end("problem")]):
        told = None
    if (
        best.group("intro") in ("对", "就", "针对")
        and best.group("stop") in ("，", ",")
        and best["item"] is None
        and not _is_quoted(best.group("problem"))
        and (best.group("intro") != "针对" or (told is None and _NAMES_NONE.search(best.group("problem"))))
    ):
        return None  # 对发现的问题，我局已…: a sentence that names no problem
    title = _unquote(folded, told.end() if told else best.start("problem"), best.end("problem"))
    aside = best.span("aside") if best["aside"] else None
    stop = best.end()
    behind = _BEHIND.match(folded, stop, end) if aside is None and folded[stop : stop + 1] in "(（ " else None
    if behind and folded[behind.end() : end].strip() and _describes(folded, *behind.span("aside")):
        aside, stop = behind.span("aside"), behind.end()  # 关于F的问题。（反映…）某局已…
    rest = (stop, end) if folded[stop:end].strip() else None
    whole = best["item"] is None  # 有關F一節：查…: what was found may follow
    return Head(title=title, rest=rest, bracket=None, about=whole, rule="heading 关于…问题", aside=aside)


def _describes(folded: str, start: int, end: int) -> bool:
    """True for a bracket that neither states how far it has come nor opens with a label: （反映欠征3项规费）."""
    inside = (start + 1, end - 1)
    return label_at(folded, *inside) is None and not hits_in(folded, *inside)


def _quoted_alone(folded: str, start: int, end: int) -> Head | None:
    quoted = _QUOTED_ALONE.fullmatch(folded, start, end)
    if quoted is None and folded.startswith(_INTROS, start, end):
        quoted = _ABOUT_QUOTED.fullmatch(folded, start, end)
        quoted = quoted if quoted and may_name_fault(quoted["title"]) else None
    return quoted and Head(
        title=quoted.span("title"), rest=None, bracket=None, about=True, rule="quoted problem"
    )


def _matches(folded: str, start: int, end: int) -> list[re.Match[str]]:
    """Matches that begin at `start`, with ever longer problems."""
    found = []
    m = _INTRO.match(folded, start, end)
    if not m:
        return []
    for tail in _PROBLEM.finditer(folded, m.end(), end):
        stop = tail.end()
        full = _UP_TO_STOP.match(folded, stop, end)
        if full is None:
            continue
        whole = _ABOUT.fullmatch(folded, start, full.end())
        if whole and (whole["aside"] is None or _describes(folded, *whole.span("aside"))):
            found.append(whole)
    return found


def _line_end(folded: str, start: int, end: int) -> int:
    at = folded.find("\n", start, end)
    return end if at < 0 else at


def _is_quoted(text: str) -> bool:
    return text.strip()[:1] in ("“", '"')


def _unquote(folded: str, start: int, end: int) -> Range:
    """Drop quotation marks that hold the whole problem: “…”的 and “…”, but not “三会一课”质量不高."""
    text = folded[start:end]
    for tail in ("的", ""):
        body = text.removesuffix(tail) if tail else text
        closing = _QUOTED.get(body[:1])
        if closing and body.endswith(closing) and _one_pair(body, closing):
            return start + 1, start + len(body) - 1
    if text.endswith("的"):
        return start, end - 1
    return start, end


def _one_pair(body: str, closing: str) -> bool:
    """True where the first mark closes only at the end: depth is counted, since inner marks repeat the outer ones."""
    if body[0] == closing:
        return body.count(closing) == 2
    depth = 0
    for i, c in enumerate(body):
        depth += (c == body[0]) - (c == closing)
        if depth == 0:
            return i == len(body) - 1
    return False
