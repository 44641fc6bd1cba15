"""An answer told before its problem: 收回840万元，由此纠正了存量资金清理不彻底的问题。 补办手续，针对的是未批先建一事。

Whatever stands between, a word of a fault's kind (问题, 情形, 一事) closes the name of what has been answered by then.
"""

import re
from dataclasses import dataclass

from extract.drafts import Range
from extract.language.patterns import AUDIT, FOUND
from extract.language.sentences import COMMAS, first_sentence, parted, sentences
from extract.lines.lines import Line, Page
from extract.roles.turning import FAULT, may_name_fault, weight
from extract.status.statements import pure_status

NAMES = (
    "问题",
    "情形",
    "一事",
    "事项",
    "做法",
    "行为",
    "现象",
    "此前",
)  # one of them stands in such a paragraph
_OTHER = "(?!上述|以上|相关|有关|这些|该|此|其[中他余])"
_WORD = r"[^，,。；;：:“”]|“[^“”]{1,20}”|(?<=\d),(?=\d)"
_CLAUSE = rf"(?P<title>{_OTHER}(?:{_WORD}){{4,60}}?)"
_CLAUSES = rf"(?P<title>{_OTHER}(?:{_WORD}|[，,]){{4,80}}?)"
_NOUN = "(?:等)?(?:(?:的|这一|这类|这种)(?:问题|情形|事项|做法|行为|现象)|问题|一事)"
_SAID = rf"(?:(?:{AUDIT})(?:报告|组|机关|局|意见)?中?所?(?:{FOUND}|[指列提])(?:出|到)?的?)?"
_PUT_RIGHT = re.compile(
    rf"[，,；;](?:现已|由此|从而|进而|以此|因此|有效|切实|及时|彻底){{0,2}}"
    rf"(?:(?:纠正|解决|整改|消除|改正|化解)了|(?:这|所)?(?:纠正|解决|整改|改正|针对|对应|涉及|指向|回应)的(?:就|正)?(?:是|即)){_SAID}"
    rf"{_CLAUSES}{_NOUN}(?=[，,。；;]|[已目现])"
)
_STATED = re.compile(
    rf"[，,；;。](?P<name>{_CLAUSE}{_NOUN})(?=[，,]|目前|现|[已均]|得到|基本|正在|仍|尚|还|须|需|因|由于|属)[^。；;]{{2,40}}[。；;]"
)
# 停止使用未经比选的供应商。此前F，…: what was before
_BEFORE = re.compile(rf"。(?:在?此前|在此之前|原先|先前)[，,]?{_CLAUSE}(?=[，。；;]|,(?!\d))")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredBefore:
    """The problem, what was done before it, and where the text goes on behind it."""

    title: Range
    told: Range
    rest: int


def answered_before(page: Page, line: Line) -> AnsweredBefore | None:
    """The problem that a paragraph names behind what was done about it; None for any other."""
    first = first_sentence(page.folded, line.body, line.end)
    m = _PUT_RIGHT.search(page.folded, line.body, line.end)
    rest = m.end() if m else line.end
    if m is None:
        m = _STATED.search(page.folded, line.body, line.end)
        rest = m.end("name") if m else rest
        if m is None or not any(
            pure_status(page.folded, *c) for c in parted(COMMAS, page.folded, rest, m.end())
        ):
            m = _BEFORE.search(page.folded, first[1] - 1, line.end)
            rest = m.end() if m else rest
    if m is None or not may_name_fault(m["title"]):
        return None
    told = page.trim(line.body, m.start() + 1, also="，,；;")
    weights = [weight(page.folded[a:b]) for a, b in sentences(page.folded, *told)]
    if weights[0] <= 0 or min(weights) <= FAULT:
        return None
    behind = page.trim(rest, line.end, also="。，,；;")[0] if rest < line.end else rest
    return AnsweredBefore(title=m.span("title"), told=told, rest=behind)
