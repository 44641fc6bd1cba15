"""Lines above lists of problems that say how far these have come: 以下2个问题正在整改：, 清单一：已完成整改的问题."""

import re
from itertools import pairwise

from extract.language.numerals import parse_numeral
from extract.language.patterns import NUMBER
from extract.lines.lines import Line, Page, kept
from extract.status.statements import hits_in
from extract.status.statuses import StatusHit, classify_status

_SORTS = re.compile(
    r"(?:(?:截[至止]|目前|现)[^，,。；;：:]{0,20}[，,])?"
    rf"(?:(?:(?:以下|下列|其余|其他|剩余|余下|尚有|另有|还有|其中)的?)?(?:(?P<before>{NUMBER})[个项条])?[^，,。；;：:\d]{{0,8}}"
    rf"(?:(?P<inside>{NUMBER})[个项条])?(?:问题|事项|任务)[，,]?(?P<state>(?![我本该])[^，,。；;：:\d]{{2,16}}?)?(?:(?:共有?|有|计)?(?P<behind>{NUMBER})[个项条])?"
    rf"|[^，,。；;：:\d]{{2,12}}的?(?:共有?|有|计)?(?P<alone>{NUMBER})[个项条](?:问题|事项|任务)?)"
    r"(?:[，,]?(?:具体|分别|其中|主要)?(?:情况)?(?:如下|为|是|包括)?)?[:：]"
)
LIST_NAME = re.compile(
    r"(?:(?:问题|整改|任务)?清单|附?表|台账|名单|第?[A-Z甲乙丙丁一二三四五]类(?:问题|事项)?)[一二三四五六1-9A-D甲乙丙丁]?[:：]"
)  # 清单一：已完成整改的问题
_NAME = 48  # characters of a list's name
_STATES = 60  # characters of such a line


def named_lists(page: Page, lines: list[Line]) -> list[int]:
    """Headings that name lists of problems (清单一：已完成整改的问题 / 清单二：…), where one of them says a state."""
    named = [
        x
        for x in lines
        if x.is_plain and x.end - x.start <= _NAME and LIST_NAME.match(page.folded, x.start, x.end)
    ]
    sorts = any(len(hits_in(page.folded, x.start, x.end)) == 1 for x in named)
    return [x.index for x in named] if sorts and len(named) > 1 else []


def sorting_lines(page: Page, lines: list[Line]) -> list[int]:
    """Lines above numbers that say one state of the problems below (截至9月底，以下7个问题已整改到位：), or how many there are:
    two states or more.
    """
    told = [x for x, following in pairwise(lines) if x.is_plain and following.mark and _sorts(page, x)]
    states = sum(sorted_state(page, x) is not None for x in told)
    counted = all(sorted_number(page, x) or sorted_state(page, x) for x in told)
    return [x.index for x in told] if states > 1 and counted else []


def sorted_number(page: Page, line: Line) -> int | None:
    """How many problems such a line says there are below it."""
    m = _sorts(page, line)
    told = m and (m["before"] or m["inside"] or m["behind"] or m["alone"])
    return parse_numeral(told) if told else None


def _sorts(page: Page, line: Line) -> re.Match[str] | None:
    if not line.is_plain or line.end - line.start > _STATES or page.folded[line.end - 1] not in ":：":
        return None
    return _SORTS.fullmatch(page.folded, line.start, line.end)


@kept
def sorted_state(page: Page, line: Line) -> StatusHit | None:
    """The state that a line says of the problems below it: 以下2个问题持续整改：."""
    m = _sorts(page, line)
    if m is None:
        return None
    hits = hits_in(page.folded, line.start, line.end)
    status = None if hits or not m["state"] else classify_status(m["state"])
    if status is not None:
        return StatusHit(
            start=m.start("state"), end=m.end("state"), status=status, text=m["state"], rule="state of a list"
        )
    return hits[0] if len(hits) == 1 else None
