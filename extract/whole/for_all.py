"""What the covering text sets for all findings: by when they are to be put right, and who answers for which."""

import re
from collections.abc import Iterator

from extract.drafts import Draft, Range
from extract.lines.lines import Line, Page
from extract.lines.listed_numbers import listed_numbers
from extract.notice.shared_cells import DATE, time_for_all
from extract.notice.signature import is_body_name
from extract.outline.pieces import split_units
from extract.whole.for_groups import give_below
from extract.work import Work

# 请于5月底前完成整改, of findings handed over (交办)
_ASKED = re.compile(
    rf"(?:请|须|应|务必|要求|责令|限)[^。；;]{{0,24}}?(?:于|在)?(?P<due>{DATE}|接[^。；;，,]{{0,12}}?\d{{1,3}}(?:个)?(?:日|天|工作日|月)内)"
    r"[^。；;]{0,4}?(?:全面|全部)?(?:完成|落实)?(?:整改|隐患整治|治理|销号)(?:到位|完毕|完成|任务)?(?=[。；;，,]|$)"
)
_UNIT = re.compile(r"(?P<unit>[^、，,；;。:：()（）]{2,24})[(（](?P<which>[^()（）]{2,60})[)）]")


def give_shared(work: Work) -> None:
    """Give findings without a time or a unit of their own what the text before the first and after the last sets."""
    if not work.drafts:
        return
    below = give_below(work)
    lines = [x for x in _covering(work) if x.index not in below]
    set_ = next((due for x in lines if (due := time_for_all(work.page, x))), None)
    due = set_ or (None if _answered(work) else _time_asked(work.page, lines))
    for draft in work.drafts:
        if due is not None and draft.deadline is None:
            draft.deadline = due
            draft.because("deadline", "time set for all findings")
    for line in lines:
        _give_units(work.page, line, work.drafts)
    _give_leading(work.page, work.drafts)


_LEADS = re.compile(
    r"[ ]*(?:由)?(?P<units>[^，,。；;:：“”]{2,40}?)(?:牵头|负责|主办)(?:落实|整改|办理)?[，,]"
)


def _give_leading(page: Page, drafts: list[Draft]) -> None:
    """财务部牵头，已调增…: who answers, before what was done, where several findings without units are answered so."""
    found: list[tuple[Draft, re.Match[str], list[Range]]] = []
    for draft in drafts:
        first = draft.measures[0][0] if draft.measures and not draft.responsible else None
        m = _LEADS.match(page.folded, *first) if first else None
        units = split_units(page, *m.span("units")) if m else []
        if m and units and all(is_body_name(page.folded[a:b]) for a, b in units):
            found.append((draft, m, units))
    for draft, m, units in found if len(found) > 1 else ():
        draft.responsible += units
        draft.because("responsible", "body that leads the answer")
        (_, end), *others = draft.measures[0]
        draft.measures[0] = ((m.end(), end), *others)


def _answered(work: Work) -> bool:
    return any(d.status or d.measures or d.deadline for d in work.drafts)


def _covering(work: Work) -> Iterator[Line]:
    first, last = work.drafts[0].own[0], max(d.own[1] for d in work.drafts)
    return (x for x in work.page.lines if not x.is_table and (x.end <= first or x.start >= last))


def _time_asked(page: Page, lines: list[Line]) -> Range | None:
    return next((m.span("due") for x in lines if (m := _ASKED.search(page.folded, x.start, x.end))), None)


def _give_units(page: Page, line: Line, drafts: list[Draft]) -> None:
    """责任科室：车辆科（负责问题一至问题三）、房产科（问题四）: each unit to the findings whose numbers stand beside it."""
    label = line.opening_label
    if label is None or label.role != "responsible":
        return
    numbers = {d.label_value for d in drafts}
    if len(numbers) < len(drafts):
        return
    for m in _UNIT.finditer(page.folded, label.end, line.end):
        for draft in drafts:
            if draft.label_value in listed_numbers(m["which"]) and not draft.responsible:
                draft.responsible.append(m.span("unit"))
                draft.because("responsible", "told of its number")
