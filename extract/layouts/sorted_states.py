"""Headings that sort the findings below them by state: 已完成整改的问题（12项）."""

import re

from extract.answers.stated import OF_GROUP, status_of_hit
from extract.drafts import DraftStatus
from extract.language.numerals import parse_numeral
from extract.layouts.inherited import headings_above
from extract.lines.lines import Line, Page
from extract.outline.state_lists import sorted_number, sorted_state
from extract.outline.tree import Section, kept_above
from extract.status.statements import hits_in
from extract.status.statuses import StatusHit

_OPENING = 16  # characters in which a sentence counts
_WE = re.compile(
    r"[，,](?:我|本|该)[\u4e00-\u9fff]{1,3}(?:已|均|全部|立即|认真)*$"
)  # …的4个问题，我局已逐项整改：


@kept_above
def group_status(page: Page, section: Section) -> DraftStatus | None:
    """A heading above that sorts findings by status: 已完成整改的问题（12项）."""
    for above, line in headings_above(section):
        if _sorts_fewer(page, above, line):
            return None
        counted = _counted_below(page, above)
        if counted is not None:
            return status_of_hit(counted, OF_GROUP)
        hits = hits_in(page.folded, line.body, line.end) if line.end - line.body <= 40 else []
        if len(hits) == 1 and _counts_others(page, hits[0], above, line):
            return None
        if len(hits) == 1 and _OF_BODIES.match(page.folded, hits[0].end, line.end):
            continue  # 整改进展缓慢的单位 sorts bodies, no problems
        if len(hits) == 1 and _exhorts(page, above, hits[0]):
            continue
        if len(hits) == 1 and not _WE.search(page.folded, line.body, hits[0].start):
            return status_of_hit(hits[0], OF_GROUP)
        state = sorted_state(page, line)
        if state is not None:
            return status_of_hit(state, OF_GROUP)
    return None


_NUMBER_OF = re.compile(
    r"(?<!第)(\d{1,3}|[一二三四五六七八九十两]{1,3})[个项条件处](?:具体|审计)?(?:问题|事项)"
)


def _counted_below(page: Page, group: Section) -> StatusHit | None:
    """The state in the sentence below 二、还没改完的 that counts all of its problems: 有三个问题正在整改，都定了日子。"""
    first = group.children[0] if len(group.children) > 1 else None
    if first is None or first.kind is not None or first.children or first.line.is_table:
        return None
    line = first.line
    count = _NUMBER_OF.search(page.folded, line.body, min(line.end, line.body + _OPENING))
    number = parse_numeral(count[1]) if count else None
    if number is None or number != sum(child.kind is not None for child in group.children):
        return None
    hits = hits_in(page.folded, line.body, line.end)
    return hits[0] if len(hits) == 1 else None


_TELLS_STATE = re.compile("已|完成|正在|尚|未|均|的|问题|事项|[（(]")


def _exhorts(page: Page, heading: Section, hit: StatusHit) -> bool:
    """True for 二、整改到位，务求实效 beside 一、提高站位，压实责任: the one list of findings is sorted by no state."""
    line = heading.line
    if _TELLS_STATE.search(page.folded, line.body, line.end) or not holds_all(heading):
        return False
    beside = [s.line for s in heading.beside if s is not heading]
    return not any(hits_in(page.folded, x.body, min(x.end, x.body + 40)) for x in beside)


_OF_BODIES = re.compile("的?(?:单位|部门|乡镇|街道|地区|县区|区县|企业|学校|医院)")


def _sorts_fewer(page: Page, group: Section, line: Line) -> bool:
    """True where more problems stand below 以下7个问题已整改到位： than it tells: those of another list may be among them."""
    number = sorted_number(page, line)
    return number is not None and number < sum(child.kind is not None for child in group.children)


_COUNT = re.compile(
    r"[(（ ]*(?:有|共|共有|共计|为)?(\d+|[一二三四五六七八九十百两]+)(?:余|多)?[个项条件起家笔]"
)


def _counts_others(page: Page, hit: StatusHit, group: Section, line: Line) -> bool:
    """True where a heading counts some of its findings (问题4个，已解决3个，正在整改1个): it says no status of all."""
    count = _COUNT.match(page.folded, hit.end, line.end) if hit.counted else None
    number = parse_numeral(count[1]) if count else None
    return number is not None and number != sum(child.kind is not None for child in group.children)


def holds_all(heading: Section) -> bool:
    """True for a heading beside others of which none but this holds a list."""
    beside = heading.beside
    holds = [s for s in beside if s.kind == heading.kind and any(c.kind is not None for c in s.children)]
    return len(beside) > 1 and holds == [heading]
