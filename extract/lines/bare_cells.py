"""Who answers and by when in brackets that no label opens: F。（财务科；2024年6月底前）, where several lines end so."""

import re
from dataclasses import dataclass

Range = tuple[int, int]
UNIT = (
    r"[^，,。；;:：、 ]{1,14}(?:署|局|厅|处|司|公司|集团|部门?|委员会|会|府|公所|院|校|大?学系?|中心"
    r"|所|室|课|科|股|办|组|队|馆|站|园|镇|乡|街道|社区|村)"
)
# 2024年6月底前, 9月30日, 立行立改, 长期坚持: what a place for deadlines says
TIME = (
    r"(?:截?至|于)?(?<!\d)(?:(?:20)?\d\d(?:年|[-/.])(?:\d{1,2}(?:月|[-/.]|(?!\d)))?(?:\d{1,2}日?)?|(?:1[0-2]|[1-9])月(?:[1-3]?\d日)?|[本今当明]?年)"
    r"(?:[上中下]旬|[年月]?[底末初]|第?[一二三四]季度)?(?:以?前|之前|内)?"
    r"|(?:立[行整即]|即[知查]即?)[立即]?改|立即(?:整改|完成)|长期(?:坚持|整改)|持续(?:整改|推进|坚持)|分阶段整改"
)
_UNIT = re.compile(rf"(?!已|正在|未|尚|拟|由|经|见|含)(?P<unit>{UNIT})(?:牵头|负责|主办|办理)?")
_TIME = re.compile(rf"(?P<time>{TIME})(?:完成|办结|整改到位|完成整改)?")
_PART = re.compile(r"[^；;，,、|｜/ ]+")
_BRACKET = re.compile(
    r"[(（\[【](?P<inside>[^()（）\[\]【】“”:：\n]{3,80})[)）\]】](?P<last>[ 。]*$)?", re.MULTILINE
)
_BEFORE = "。；;！!"  # or it ends its line
_PARTS = "[；;，,、|｜/ 室科股处局办]"
_MAY = re.compile(  # a time as the last or the first of several parts
    rf"{_PARTS}[^()（）\[\]【】；;，,、|｜/ \n]{{1,12}}?[年月日底末初前旬改持进度\d](?:完成|办结|整改到位)*[)）\]】]"
    rf"|[(（\[【](?:20)?\d\d[年\-/.][^()（）\[\]【】\n]{{0,12}}{_PARTS}"
)
_FEWEST = 2  # brackets that hold both


@dataclass(frozen=True, slots=True, kw_only=True)
class BareCells:
    """A bracket at `start`..`end`: the units it names, and by when."""

    start: int
    end: int
    units: tuple[Range, ...]
    due: Range | None


def bare_cells(folded: str) -> tuple[BareCells, ...]:
    """Such brackets of a text; none where not several of them hold both."""
    if _MAY.search(folded) is None:
        return ()
    found = [x for m in _BRACKET.finditer(folded) if (x := _cells(m))]
    both = [x for x in found if x.units and x.due]
    return tuple(found) if both[_FEWEST - 1 :] else ()


def _cells(m: re.Match[str]) -> BareCells | None:
    """What a bracket holds where each of its parts is a unit or the time."""
    if m["last"] is None and m.string[max(m.start() - 1, 0)] not in _BEFORE:
        return None
    units: list[Range] = []
    due: Range | None = None
    for part in _PART.finditer(m.string, *m.span("inside")):
        unit, time = _UNIT.fullmatch(m.string, *part.span()), _TIME.fullmatch(m.string, *part.span())
        if time and due is None:
            due = time.span("time")
        elif unit and not time:
            units.append(unit.span("unit"))
        else:
            return None
    return BareCells(start=m.start(), end=m.end("inside") + 1, units=tuple(units), due=due)
