"""Give findings the units and the time that stand beside them in a bracket without labels: F。（财务科；2024年6月底前）."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile

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
    if not page.bare_cells:
        return
    ordered = sorted(work.drafts, key=lambda d: d.own)
    headed: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in ordered:
        if draft.category:
            headed[_line_start(page, draft.category[0][0])].append(draft)
    of_groups = [(told, headed[_line_start(page, told.start)]) for told in page.bare_cells]
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


def _line_start(page: Page, at: int) -> int:
    return page.text.rfind("\n", 0, at) + 1


def _beside(page: Page, told: BareCells, ordered: list[Draft]) -> list[Draft]:
    at = bisect_right(ordered, told.start, key=lambda d: d.own[0])
    draft = ordered[at - 1] if at else None
    return [draft] if draft and not page.folded[draft.own[1] : told.start].strip(" \n。") else []


def _take_out(page: Page, draft: Draft) -> None:
    draft.title = next(iter(_without(page, [draft.title])), draft.title)
    draft.detail = _without(page, draft.detail)
    draft.requirement = _without(page, draft.requirement)
    draft.result = _without(page, draft.result)
    items = (tuple(_without(page, item)) for item in draft.measures)
    draft.measures = [item for item in items if item]


def _without(page: Page, places: Iterable[Range]) -> list[Range]:
    """Ranges without the brackets in them, and without what is nothing else."""
    found: list[Range] = []
    for start, end in places:
        asides = list(_inside(page.bare_cells, start, end))
        edges = [start, *(edge for x in asides for edge in (x.start, x.end)), end]
        parts = [(edges[n], edges[n + 1]) for n in range(0, len(edges), 2)]
        found += [p for p in parts if not asides or page.folded[slice(*p)].strip(" 。；;，,\n")]
    return found


def _inside(brackets: Sequence[BareCells], start: int, end: int) -> Iterator[BareCells]:
    """The brackets that share characters with a range."""
    first = bisect_right(brackets, start, key=lambda x: x.end)
    return takewhile(lambda x: x.start < end, islice(brackets, first, None))
