"""What a committee concludes, item by item: － 對F表示關注； － 知悉署方已…； － 促請署方…；

Each item that tells a fault opens a finding; what the committee asks and what it was told goes to the fault above.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from extract.answers.content import read_stretch
from extract.drafts import Draft, opened
from extract.lines.lines import Line, Page
from extract.roles.cues import weigh
from extract.roles.role_model import answers

Kind = Literal["fault", "asks", "told"]

_OPENS = re.compile(r"(?:委员会|[帐账]委会)(?:的?(?:结论|意见|认为))?(?:如下)?[:：][ ]*$", re.MULTILINE)
_CONCERN = (
    r"(?:表示|深感|感到|深表|极为|极表|至为|十分|非常|甚感)?(?:极度|极大|极为|严重|强烈|深切|深感|非常|十分|高度)?"
    r"(?:关注|失望|遗憾|不满|震惊|惊讶|诧异|担忧|忧虑|不能接受|不可接受|难以接受|责难|谴责)"
)
_FAULT = re.compile(rf"(?:对|就)[^。；;]{{4,200}}{_CONCERN}")
_JUDGES = re.compile("(?:认为|察悉|注意到|留意到|发现|得悉|质疑|强调|批评)")
_BAD = re.compile(
    "不可接受|不能接受|不?理想|令人|有损|未能|没有|未有|从未|不足|欠缺|缺乏|偏[低高]|过[低长久于]|延误|落后|失当|不当|不善|未如|疏忽"
)
_ASKS = re.compile("(?:强烈|再次|特别|并|亦)?(?:促请|敦促|建议|要求|呼吁|期望|希望|吁请)")
_TOLD = re.compile(r"(?:知悉|得悉|备悉|欣悉|察悉|理解|明白|[注留]意到|欢迎|赞赏)(?=[^。；;])")
_DASH = re.compile(r"[ ]*[-—–•·●■▪◆○*]*[ ]*")
_WHY = "item of a committee's conclusions that tells a fault"
_FEWEST = 2
_AND = re.compile("(?<=[；;])[ ]*(?:以?及|和)[ ]*$")  # …；及 before the last item
_NAME = 24  # characters of a field between the items


def concluding(lines: Sequence[Line]) -> list[Line]:
    """The lines below 委員會： up to the next number, where two items or more tell faults; none where no committee concludes."""
    if not lines or not _OPENS.search(lines[0].folded):
        return []
    at = next((i for i, x in enumerate(lines) if not x.is_table and _OPENS.search(x.text.rstrip())), None)
    if at is None:
        return []
    kind = lines[at].number
    below: list[Line] = []
    for line in lines[at + 1 :]:
        if line.is_table or (kind is not None and line.number == kind):
            break
        below.append(line)
    return below if sum(_kind(x) == "fault" for x in below) >= _FEWEST else []


def concluded_findings(page: Page, lines: Sequence[Line]) -> list[Draft]:
    """The findings that a committee's conclusions tell, each with what was asked and answered."""
    drafts: list[Draft] = []
    field: tuple[int, int] | None = None
    for line, kind in _items(concluding(lines)):
        if kind is None:
            field = (line.body, line.end)
        elif kind == "fault":
            draft = opened(page.trim(_start(line), line.end), _WHY, (line.start, line.end))
            draft.category = (field,) if field else ()
            drafts.append(draft)
        elif drafts:
            _give(page, drafts[-1], line, kind)
    return drafts


def _items(lines: Sequence[Line]) -> Iterator[tuple[Line, Kind | None]]:
    """Items with what they do, and the names of fields between them (no kind); what is neither is left out."""
    for line in lines:
        kind = _kind(line)
        short = (
            line.is_plain
            and line.end - line.start <= _NAME
            and not line.text.rstrip().endswith(("。", "；", ";"))
        )
        if kind or short:
            yield line, kind


def _start(line: Line) -> int:
    """Where the words of an item begin, behind its dash."""
    m = _DASH.match(line.folded, line.body, line.end)
    return m.end() if m else line.body


def _kind(line: Line) -> Kind | None:
    words = line.folded[_start(line) : line.end]
    if _ASKS.match(words):
        return "asks"
    if _FAULT.match(words):
        return "fault"
    if _JUDGES.match(words) and (_BAD.search(words) or (weigh(words)["finding"] > 0 and answers(words) < 0)):
        return "fault"
    return "told" if _TOLD.match(words) else None


def _give(page: Page, draft: Draft, line: Line, kind: Kind) -> None:
    draft.own = (draft.own[0], max(draft.own[1], line.end))
    end = line.start + len(_AND.sub("", page.folded[line.start : line.end]).rstrip())
    if kind == "asks":
        draft.requirement.append((_start(line), end))
        draft.because("requirement", "asked by a committee below the fault")
        return
    lead = _TOLD.match(page.folded, _start(line), end)
    read_stretch(page, draft, lead.end() if lead else _start(line), end, "measure", sure=True)
    draft.because("measures", "told to a committee below the fault")
