"""Give findings the units and the time that stand beside them in a bracket without labels: F。（财务科；2024年6月底前）."""

from bisect import bisect_right
from collections.abc import Iterable

from extract.drafts import Draft, Range
from extract.lines.bare_cells import BareCells
from extract.lines.lines import Page
from extract.work import Work

_RULE = "in a bracket beside it"


def give_bracketed(work: Work) -> None:
    """Give each such bracket to the finding it stands in or right behind, or to those of the group that it ends the heading
    of, and take it out of their other cells.
    """
    page = work.page
    ordered = sorted(work.drafts, key=lambda d: d.own)
    of_groups = [(told, _below(page, told, ordered)) for told in page.bare_cells]
    own = [(told, _beside(page, told, ordered)) for told, group in of_groups if not group]
    for told, drafts in own + of_groups:
        for draft in drafts:
            _give(draft, told)
    for draft in ordered:
        _take_out(page, draft)


def _give(draft: Draft, told: BareCells) -> None:
    if told.units and not draft.responsible:
        draft.responsible += told.units
        draft.because("responsible", _RULE)
    if told.due and draft.deadline is None:
        draft.deadline = told.due
        draft.because("deadline", _RULE)


def _below(page: Page, told: BareCells, drafts: list[Draft]) -> list[Draft]:
    """The findings of the group whose heading ends in a bracket."""
    start = page.text.rfind("\n", 0, told.start)
    return [d for d in drafts if d.category and start < d.category[0][0] < told.start]


def _beside(page: Page, told: BareCells, ordered: list[Draft]) -> list[Draft]:
    at = bisect_right(ordered, told.start, key=lambda d: d.own[0])
    draft = ordered[at - 1] if at else None
    return [draft] if draft and not page.folded[draft.own[1] : told.start].strip(" \n。") else []


def _take_out(page: Page, draft: Draft) -> None:
    inside = [x for x in page.bare_cells if draft.own[0] <= x.start]
    draft.title = next(iter(_without(page, [draft.title], inside)), draft.title)
    draft.detail = _without(page, draft.detail, inside)
    draft.requirement = _without(page, draft.requirement, inside)
    draft.result = _without(page, draft.result, inside)
    items = (tuple(_without(page, item, inside)) for item in draft.measures)
    draft.measures = [item for item in items if item]


def _without(page: Page, places: Iterable[Range], asides: list[BareCells]) -> list[Range]:
    """Ranges without the brackets in them, and without what is nothing else."""
    found = list(places)
    for aside in asides:
        if not any(a < aside.end and aside.start < b for a, b in found):
            continue
        parts = [p for a, b in found for p in ((a, min(b, aside.start)), (max(a, aside.end), b))]
        found = [p for p in parts if p[0] < p[1] and page.folded[slice(*p)].strip(" 。；;，,\n")]
    return found
