"""An answer told before its problem: 收回840万元，由此纠正了存量资金清理不彻底的问题。"""

import re
from dataclasses import dataclass

from extract.drafts import Range
from extract.language.sentences import first_sentence
from extract.lines.lines import Line, Page
from extract.roles.turning import may_name_fault, weight
from extract.status.statements import hits_in

_TITLE = r"(?P<title>(?!上述|以上|相关|有关|这些|该|此|其[中他余])[^，,。；;：:“”]{4,60}?)(?:等)?的?问题"
_PUT_RIGHT = re.compile(
    rf"[，,；;](?:由此|从而|进而|以此|因此|有效|切实|及时|彻底){{0,2}}(?:(?:纠正|解决|整改|消除|改正|化解)了){_TITLE}(?=[，,。；;])"
)
_STATED = re.compile(
    rf"[，,；;]{_TITLE}(?=(?:目前|现)?(?:[已均]|得到|基本|正在|仍在)[^，,。；;]{{2,16}}[。；;])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredBefore:
    """The problem, what was done before it, and where the text goes on behind it."""

    title: Range
    told: Range
    rest: int


def answered_before(page: Page, line: Line) -> AnsweredBefore | None:
    """The problem that the first sentence of a paragraph names behind what was done about it; None for any other."""
    start, end = first_sentence(page.folded, line.body, line.end)
    if page.folded.find("问题", start, end) < 0:
        return None  # as most
    m = _PUT_RIGHT.search(page.folded, start, end)
    if m is None:
        m = _STATED.search(page.folded, start, end)
        if m is None or not hits_in(page.folded, m.end(), end):
            return None
    told = (start, m.start() + 1)
    if not may_name_fault(m["title"]) or weight(page.folded[slice(*told)]) <= 0:
        return None
    return AnsweredBefore(title=m.span("title"), told=told, rest=m.end())
