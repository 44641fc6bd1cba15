"""Tables whose rows are sorted by how far they have come: the heading, the sheet or the row above them says it of all."""

import re
from collections.abc import Iterable

from extract.answers.stated import put_status, status_of_hit
from extract.drafts import Draft, DraftStatus
from extract.layouts.sorted_states import group_status
from extract.lines.lines import Line, Page
from extract.model import Place
from extract.outline.tree import Section
from extract.status.statements import hits_in

_LEAD = 6  # characters before the words of state: 目前, 一、
_REST = re.compile(
    r"(?:整改)?的?(?:问题|事项|任务|清单|部分|情况|类|项目)*(?:整改)?(?:清单|台账)?(?:[(（][^()（）]{1,20}[)）])?[:：。]?"
)


def give_state_of_group(page: Page, drafts: Iterable[Draft], table: Section | None) -> None:
    """Give findings of a table without a state of their own that of their group: 已完成整改的问题（2个）."""
    above = group_status(page, table) if table is not None else None
    if above is not None and above.words is not None and not _sorts(page, *_line_of(page, above.words)):
        above = None
    if above is None and table is not None:
        above = _of_sheet(page, table.line)
    for draft in drafts:
        if draft.status is None:
            status = _of_category(page, draft) or above
            if status is not None:
                put_status(draft, status)


def _of_sheet(page: Page, table: Line) -> DraftStatus | None:
    """The state that the name of a table's sheet says: 已完成."""
    sheet = table.block.place.sheet if table.block.place else None
    if sheet is None:
        return None
    for line in page.lines[: table.index]:
        named = line.block.kind == "heading" and line.block.place == Place(sheet=sheet)
        if named and _sorts(page, line.start, line.end):
            return status_of_hit(hits_in(page.folded, line.start, line.end)[0], "name of its sheet")
    return None


def _line_of(page: Page, words: tuple[int, int]) -> tuple[int, int]:
    """The line that holds some words."""
    end = page.folded.find("\n", words[1])
    return page.folded.rfind("\n", 0, words[0]) + 1, end if end >= 0 else len(page.folded)


def _of_category(page: Page, draft: Draft) -> DraftStatus | None:
    if len(draft.category) != 1 or not _sorts(page, *draft.category[0]):
        return None
    return status_of_hit(hits_in(page.folded, *draft.category[0])[0], "name of its group")


def _sorts(page: Page, start: int, end: int) -> bool:
    """True for a name that is nothing but a state of problems: not for 往年问题未整改到位, which is one."""
    if end - start > 40:
        return False
    hits = hits_in(page.folded, start, end)
    if len(hits) != 1 or hits[0].start - start > _LEAD:
        return False
    return _REST.fullmatch(page.folded, hits[0].end, end) is not None
