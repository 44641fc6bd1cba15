"""What a line below several findings sets for them: 以上事项整改期限：8月31日, once below those of each village."""

from extract.answers.of_groups import give_cells, list_above
from extract.drafts import Draft
from extract.lines.lines import Line, Page
from extract.notice.shared_cells import cells_of_these, time_for_all
from extract.outline.pieces import Piece
from extract.work import Work


def give_below(work: Work) -> set[int]:
    """Give findings without a time or units what a line below them sets; return the indexes of such lines.

    Said once, below the last finding, it is set for all; else for the findings since the line before it that are of one
    group.
    """
    told = [(line, cells) for line in work.case.frame.loose if (cells := _cells(work.page, line))]
    told = [(line, cells) for line, cells in told if line.start > work.drafts[0].own[0]]
    since = -1
    for line, cells in told:
        above = [d for d in work.drafts if since < d.own[0] < line.start]
        once = len(told) == 1 and len(above) == len(work.drafts)
        for draft in above if once else _group(work.page, line, above):
            give_cells(work.page, draft, cells, "set below its group")
        since = line.start
    return {line.index for line, _ in told}


def _cells(page: Page, line: Line) -> list[Piece]:
    due = time_for_all(page, line)
    told = cells_of_these(page.folded, line.start, line.end) or ([("deadline", due)] if due else [])
    return [Piece(role=role, start=start, end=end, labelled=True) for role, (start, end) in told]


def _group(page: Page, line: Line, above: list[Draft]) -> list[Draft]:
    """The findings right above a line that stand under one heading, else those of one list."""
    field = above[-1].category if above else ()
    if not field:
        return list_above(page, line, above) or above
    first = next((i for i in range(len(above), 0, -1) if above[i - 1].category != field), 0)
    return above[first:]
