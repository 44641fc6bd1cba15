"""Findings whose paragraphs only name their topic, after a paragraph that told each as a fault: …存在以下问题：甲；乙；丙。 …
关于甲问题，已…。关于乙问题，已…。
"""

import re

from extract.drafts import Range
from extract.language.sentences import sentences
from extract.layouts.fault_lists import is_fault
from extract.lines.enumerators import mark_at
from extract.lines.lines import Line, Page
from extract.mentions.matching import in_order
from extract.roles.cues import names_fault
from extract.work import Work

# 报告指出，…还存在四个方面的问题：  审计发现的主要问题是：
_ANNOUNCES = re.compile(r"[^。；;：:]*?(?:问题|不足|缺失)[^。；;，,：:]{0,6}[：:]")
# 在资金发放方面，  对象认定上，
_FIELD = re.compile(r"[ ]*(?:在[^，,。；;：:]{2,20}|[^，,。；;：:]{2,12})(?:上|方面|中|环节)[，,：:]")
_FEWEST = 2


def name_by_list(work: Work) -> None:
    """Give findings that only name topics the words of the list ahead of them, where it tells as many, in their order."""
    page, drafts = work.page, work.drafts
    if len(drafts) < _FEWEST or 2 * sum(names_fault(page.folded[slice(*d.title)]) for d in drafts) > len(
        drafts
    ):
        return
    first = min(d.own[0] for d in drafts)
    for line in (x for x in work.case.body if x.is_plain and x.end <= first):
        items = _faults(page, line)
        if len(items) == len(drafts) and in_order(page, drafts, items):
            for draft, item in zip(drafts, items, strict=True):
                mark = mark_at(page.folded, *item)
                draft.title = (mark.end, item[1]) if mark else item
                if mark and draft.label is None:  # 一是F；二是G
                    draft.label, draft.label_value = (mark.start, mark.label_end), mark.value
                draft.reasons["title"] = "list ahead of the paragraphs that answer it"
            return


def _faults(page: Page, line: Line) -> list[Range]:
    """The faults that a paragraph lists behind words which announce them; empty where one of them tells none."""
    for start, end in sentences(page.folded, line.body, line.end):
        m = _ANNOUNCES.match(page.folded, start, end)
        if m is None:
            continue
        cut = sentences(page.folded, m.end(), end, semicolons=True)
        items = [page.trim(_behind_field(page, a, b), b, also="。；;，,") for a, b in cut]
        return items if len(items) >= _FEWEST and all(is_fault(page, *x) for x in items) else []
    return []


def _behind_field(page: Page, start: int, end: int) -> int:
    m = _FIELD.match(page.folded, start, end)
    return m.end() if m else start
