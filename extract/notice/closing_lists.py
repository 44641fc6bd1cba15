"""Lists that close a document: a line announces what comes next or what is advised, and the list stands below it.

下一步，我局将做好以下工作： / 一是… / 二是…; 审计局提出以下建议： and a paragraph each. They belong to no finding.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.language.patterns import ABOVE
from extract.language.sentences import sentences
from extract.lines.labels import ANSWERS, PROBLEM, Role
from extract.lines.lines import Line, Page
from extract.lines.parts import announces_problems, part_role
from extract.lines.series import LISTS, series
from extract.model import MeasureKind
from extract.status.statements import pure_status

NEXT = re.compile(r"(?:下(?:一)?(?:步|阶段)|今后|接下来|后续|往后|往下|以后(?=[，,]))[，,：:]?")
_PROMISES = re.compile(
    r"(?:会|将)[^，,。；;]{0,8}?(?:继续|持续|进一步|以|严格|认真|切实|坚持|着力)|下(?:一)?步|举一反三|为契机|长效|常态化|巩固"
)
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十两几]{1,3})"
_LISTS = re.compile(
    rf"(?:[:：]|(?:以下|如下|下列|(?:几|(?<![一二三四五六七八九十\d]){_NUMBER}个?)(?:个)?(?:方面|点|项|条))[^。；;]{{0,12}}[。:：]?)$"
)
_ADVISES = re.compile(
    rf"(?:提出|作出|给出|有|形成)(?:了)?(?:以下|如下|下列|下述)?(?:{_NUMBER}(?:个方面|方面|点|条|项))?(?:的)?(?:审计|整改|工作|改进|改善|管理|主要|具体)?(?:的)?(?:意见(?:和|及|与|、)?|对策(?:和|及|与|、)?)?建议"
    rf"|(?:审计(?:机关|组|厅|局|署)?|为此|对此|因此|现|特|我局|本局)[，,]?(?:特此?|现|还)?建议(?:如下)?[:：]?$|^(?:审计)?建议(?:如下)?[:：]$"
    # 各地各单位要做到：, of a bulletin to many
    r"|(?:各[地级县市区镇乡街单部]|有关|相关|全[市县区系])[^，,。；;:：]{0,16}(?:要|应当?|须|必须|务必|请)[^，,。；;:：]{0,4}(?:做到|做好|抓好|落实|从|按照?|引以为戒)[^。；;:：]{0,16}[:：]$"
    r"|^(?:请|要求|希望|望)[^，,。；;:：]{0,4}(?:各|有关|相关|全)[^。；;:：]{2,30}(?:做到|做好|抓好|落实)[^。；;:：]{0,16}[:：]$"
    rf"|提出(?:以下|如下|下列)(?:{_NUMBER}(?:个方面|方面|点|条|项))?(?:工作|整改|具体)?要求[:：]$"
)
_TOLD: frozenset[Role] = PROBLEM | ANSWERS
_STOPS = re.compile("[，,。；;]")
_LONGEST = 160  # characters of a line that announces a list
_ENDING = 28  # characters at its end that say so
_MOST = 24  # lines of a list
_ALL = re.compile(rf"(?:{ABOVE}|所有)[^，,。；;]{{0,16}}(?:问题|事项)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingList:
    """The line that announces, and the lines of each item."""

    kind: MeasureKind
    lead: Line
    items: tuple[tuple[Line, ...], ...]

    def indexes(self) -> Iterator[int]:
        """Of every line, the announcement included."""
        yield self.lead.index
        yield from (x.index for item in self.items for x in item)


def closing_lists(page: Page, lines: list[Line]) -> list[ClosingList]:
    """Find them among the lines of a body: none before anything of a finding was told, none of a kind that findings have
    for themselves (下一步将采取以下措施： below each).
    """
    found: list[ClosingList] = []
    inside: set[MeasureKind] = set()
    told = False
    for at, line in enumerate(lines):
        kind = _announces(page, line) if told and line.is_plain else None
        if kind is not None:
            items = _items(page, lines, at)
            if items:
                found.append(ClosingList(kind=kind, lead=line, items=items))
            else:
                inside.add(kind)
        told = told or _tells(page, line)
    return [x for x in found if x.kind not in inside]


def _announces(page: Page, line: Line) -> MeasureKind | None:
    if not 4 <= line.end - line.start <= _LONGEST:
        return None
    if not _LISTS.search(page.folded[max(line.start, line.end - _ENDING) : line.end]):
        return None
    text = line.text
    last = text[slice(*sentences(text, 0, len(text))[-1])].lstrip()
    label = line.opening_label
    if label is not None and label.role in _TOLD:
        return None
    if _ADVISES.search(last):
        return "recommendation"
    return "next_step" if NEXT.match(last) or _PROMISES.search(last) else None


def _tells(page: Page, line: Line) -> bool:
    """True for a line that belongs to a finding or announces findings."""
    if line.is_table or line.mark is not None or line.opening_label is not None:
        return True
    words = line.text
    return announces_problems(words) or bool(series(page.folded, line.start, line.end, LISTS))


def _items(page: Page, lines: list[Line], at: int) -> tuple[tuple[Line, ...], ...]:
    """The items below the announcement; none where answers or the next finding stand among them."""
    outer = {x.mark.kind: x.mark.value for x in lines[:at] if x.mark and not x.is_table}
    first = lines[at + 1].mark if at + 1 < len(lines) else None
    if first is not None and first.value > 1:
        return ()
    kind = first.kind if first else None
    items: list[list[Line]] = []
    for line in lines[at + 1 : at + 1 + _MOST]:
        mark = None if line.is_table else line.mark
        if line.is_table or _answers(page, line):
            return ()
        if mark and mark.kind != kind and mark.value == outer.get(mark.kind, 0) + 1:
            if _heads_part(page, line, but=("finding",)):
                break
            return ()  # the next finding
        if mark is None and (_closes(line) or (kind is None and _heads_part(page, line))):
            break
        if kind is None or (mark and mark.kind == kind):
            items.append([line])
        else:
            items[-1].append(line)
    return _without_tail(items, kind)


def _answers(page: Page, line: Line) -> bool:
    """True for a line that tells of a finding: its label says so, or a sentence states a status."""
    label = line.opening_label
    if (label is not None and label.role in _TOLD) or (line.mark and line.mark.kind == "problem"):
        return True
    if _ALL.match(page.folded, line.start, line.end):
        return False
    return any(pure_status(page.folded, *s) for s in sentences(page.folded, line.body, line.end))


def _heads_part(page: Page, line: Line, but: Sequence[str] = ("finding", "rectification")) -> bool:
    """True for a heading of a part of another role than `but`: 四、下一步工作."""
    words = page.folded[line.body : line.end]
    role = None if _STOPS.search(words) else part_role(words)
    return role is not None and role not in but


def _closes(line: Line) -> bool:
    """True for a paragraph that speaks for all: it belongs to no item."""
    words = line.text
    return bool(NEXT.match(words) or _ALL.match(words))


def _without_tail(items: list[list[Line]], kind: str | None) -> tuple[tuple[Line, ...], ...]:
    """Plain lines below the last item alone close the document, since no other item has any."""
    if kind is not None and len(items) > 1 and all(len(item) == 1 for item in items[:-1]):
        items[-1] = items[-1][:1] + [x for x in items[-1][1:] if x.mark]
    return tuple(tuple(item) for item in items)
