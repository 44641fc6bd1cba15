"""A list that a line after the last finding announces (我局将继续做好以下工作：一是…) tells what comes next."""

import re

from extract.outline import Section
from extract.whole import AHEAD
from extract.work import Work

_ANNOUNCES = re.compile(
    r"(?:[:：]|(?:以下|如下|几个方面|(?<![一二三四五六七八九十\d])[一二三四五六七八九十\d]+(?:个方面|点|项))[^。；;]{0,10}[。:：]?)$"
)


def promised_lists(work: Work) -> None:
    """Add such lists to the measures of the whole document, where no heading of a part says so already."""
    if not work.drafts:
        return
    last = max(d.own[1] for d in work.drafts)
    told = [(p.start, p.end) for p in work.case.parts if p.role is not None and p.start >= last]
    after = [s for s in work.case.sections if s.line and not s.line.is_table and s.line.start >= last]
    for i, section in enumerate(after):
        if _announces(work, section) and not any(a <= section.start() < b for a, b in told):
            listed = _listed(after[i + 1 :])
            if listed:
                work.whole.append((listed, "next_step"))
                return


def _announces(work: Work, section: Section) -> bool:
    line = section.line
    if line is None or line.mark is not None:
        return False
    text = work.page.folded[line.start : line.end].strip()
    return bool(AHEAD.search(text)) and bool(_ANNOUNCES.search(text))


def _listed(following: list[Section]) -> tuple[Section, ...]:
    """The numbered sections of one kind that follow at once."""
    kind = following[0].kind if following else None
    if kind is None:
        return ()
    return tuple(s for s in following if s.kind == kind)
