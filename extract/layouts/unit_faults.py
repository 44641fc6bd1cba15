"""Paragraphs that name a body before its problems: 第一中学：食堂收支未入账；补贴发放无依据。实验小学：捐赠图书未登记。"""

import re
from collections.abc import Sequence

from extract.drafts import Draft, Range, opened
from extract.language.sentences import SEMICOLONS, first_sentence, parted, sentences
from extract.layouts.fault_lists import is_fault
from extract.lines.lines import Line, Page
from extract.outline.units_before import names_unit

_UNIT = re.compile(r"[ ]*(?P<unit>[^，,。；;:：“”（）()0-9]{3,24})[:：](?=[ ]*[^ \n:：]{4})")


def unit_faults(page: Page, lines: Sequence[Line]) -> list[Draft]:
    """A finding for each fault of each body, where every line opens with one and several are told so, one of them with
    several faults, all of which are told as faults; empty elsewhere.
    """
    told = [found for line in lines for found in told_of_units(page, line)]
    if len(told) < 2 or None in told:
        return []
    cut = [(unit, _faults(page, *where)) for unit, where in filter(None, told)]
    if all(len(faults) < 2 for _, faults in cut) or not all(faults for _, faults in cut):
        return []
    return [_draft(page, unit, *fault) for unit, faults in cut for fault in faults]


def told_of_units(page: Page, line: Line) -> list[tuple[Range, Range] | None]:
    """The bodies of a line and what it tells of each; None for a sentence before any."""
    found: list[tuple[Range, Range] | None] = []
    for start, end in sentences(page.folded, line.body, line.end):
        m = None if line.is_table else _UNIT.match(page.folded, start, end)
        before = found[-1] if found else None
        if m is not None and names_unit(m["unit"]):
            found.append((m.span("unit"), (m.end(), end)))
        elif before is not None:
            found[-1] = (before[0], (before[1][0], end))
        else:
            found.append(None)
    return found


def _faults(page: Page, start: int, end: int) -> list[Range]:
    """The faults that are told of one body: those of its first sentence, what follows belonging to the last."""
    _, stop = first_sentence(page.folded, start, end)
    clauses = [page.trim(*x, also="；;。") for x in parted(SEMICOLONS, page.folded, start, stop)]
    if len(clauses) > 1 and not all(is_fault(page, *c) for c in clauses):
        return [(start, end)]
    return [*clauses[:-1], (clauses[-1][0], end)]


def _draft(page: Page, unit: Range, start: int, end: int) -> Draft:
    a, b = first_sentence(page.folded, start, end)
    draft = opened((a, b), "fault told of the body named before it", (start, end))
    draft.responsible.append(unit)
    draft.because("responsible", "named before its problem")
    if page.folded[b:end].strip():
        draft.detail.append((b, end))
    return draft
