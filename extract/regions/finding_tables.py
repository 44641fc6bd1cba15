"""Read the tables of a document as findings: what stands above each says whose rows follow."""

import re
from bisect import bisect_left

from extract.drafts import Draft, Range
from extract.layouts.columns import Columns
from extract.layouts.outlined import category_of
from extract.layouts.state_groups import give_state_of_group
from extract.layouts.tables import TableFindings, read_table
from extract.lines.line_reading import heads_table
from extract.lines.lines import Page
from extract.notice.signature import is_body_name
from extract.outline.tree import Section
from extract.regions.same_rows import restated
from extract.regions.told_again import fill_from
from extract.work import Work

_NAME = 30  # characters of a unit's name
_ANNEX = re.compile(r"附[件表录]?[ ]*[\d一二三四五六七八九十]{0,3}[ ]*[:：]?")


def read_tables(work: Work) -> None:
    """Add the findings of the tables, and the answers of tables that hold no problem.

    Where the document states its number, cells that list several problems are divided to make it.
    """
    bare: list[Draft] = []
    results = _tables(work, divide=False)
    if work.stated and sum(len(r.drafts) for r in results) not in (0, work.stated):
        divided = _tables(work, divide=True)
        if sum(len(r.drafts) for r in divided) == work.stated:
            results = divided
    for result in results:
        found = len(result.drafts) + len(result.answers)
        work.note("table", 2.0 if found else 0.0, found, result.why, chosen=bool(found))
        work.drafts.extend(result.drafts)
        work.answers.extend(result.answers)
        bare.extend(result.bare)
    _join_repeated(work, results)
    if bare and not work.drafts and len(bare) == len(work.answers):
        work.drafts.extend(bare)


def _join_repeated(work: Work, results: list[TableFindings]) -> None:
    """A row that a later table prints again fills what the finding leaves empty, and is none of its own, unless the
    document's own number counts it.
    """
    if work.stated == sum(len(r.drafts) for r in results):
        return
    pairs = restated(work.page, results)
    for row, draft in pairs:
        fill_from(draft, row)
    gone = {id(row) for row, _ in pairs}
    if gone:
        work.drafts[:] = [d for d in work.drafts if id(d) not in gone]
        work.note("told again", 1.0, len(gone), "a table prints rows of another again", chosen=True)


def _tables(work: Work, *, divide: bool) -> list[TableFindings]:
    """Read the tables; `divide` takes each problem that a cell lists for a finding, though its row has a number."""
    above: Columns | None = None
    results = []
    ends = _ends(work) if work.case.has_tables else []
    units = _units_above(work) if work.case.has_tables else {}
    for section in work.case.sections:
        line = section.line
        if line.is_table:
            apart = _in_annex(section, ends)
            category = units.get(line.index, () if apart else category_of(work.page, section))
            results.append(read_table(work.page, line, category, before=above, divide=divide))
            _above_title(work.page, section, results[-1])
            give_state_of_group(work.page, results[-1].drafts, None if apart else section)
            above = results[-1].columns or above
    return results


def _above_title(page: Page, table: Section, found: TableFindings) -> None:
    """甲、… above （1）… of a table: the heading right above names the problem, that above it the field."""
    named = table.parent
    for draft in found.drafts if named and named.parent else ():
        if named and not draft.category and named.line.start <= draft.title[0] < named.line.end:
            draft.category = category_of(page, named)


def _ends(work: Work) -> list[int]:
    """The lines below which nothing belongs to the headings above: signatures and 附件."""
    annexes = [x.index for x in work.page.lines if _ANNEX.fullmatch(work.page.folded, x.start, x.end)]
    return sorted([*annexes, *(s.first_line for s in work.case.frame.signatures)])


def _units_above(work: Work) -> dict[int, tuple[Range, ...]]:
    """The unit named on the line above each table, by the table's line, where several tables have one of their own."""
    page = work.page
    found = {
        x.index + 1: page.trim(x.body, x.end)
        for x in page.lines
        if x.block.kind in ("paragraph", "heading") and x.end - x.start <= _NAME and heads_table(page, x)
    }
    named = {i: place for i, place in found.items() if is_body_name(page.folded[slice(*place)])}
    several = len({page.folded[slice(*place)] for place in named.values()}) > 1
    return {i: (place,) for i, place in named.items()} if several else {}


def _in_annex(table: Section, ends: list[int]) -> bool:
    """True for a table below the signature or 附件, apart from the heading it would stand under."""
    if table.parent is None or table.parent.parent is None:
        return False
    before = bisect_left(ends, table.line.index)
    return before > 0 and ends[before - 1] > table.parent.line.index
