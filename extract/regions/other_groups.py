"""Groups of a part whose findings are told in another way than most: numbered where the others have none, in a list
inside one paragraph, or in a line without a number.
"""

from extract.answers.verdicts import apply_verdicts
from extract.layouts.inline import listed_in, named_paragraphs, paragraph_findings_of
from extract.layouts.levels import Level, levels
from extract.layouts.outlined import category_of
from extract.layouts.several_told import several_told
from extract.lines.lines import Page
from extract.lines.parts import is_category
from extract.outline.structure import Part, heading_text
from extract.outline.tree import Section
from extract.regions.grouped import read_level
from extract.roles.cues import SentenceRole
from extract.work import Work

# How much its headings must look like findings (see `levels`); the groups beside it vouch for them.
_FLOOR = 0.15


def groups_without(page: Page, part: Part, level: Level) -> list[Section]:
    """The headings beside those that hold a level's findings which hold none of them, but hold something."""
    taken = {id(s) for s in level.sections}
    holders = {
        id(s.parent): s.parent for s in level.sections if s.parent is not None and s.parent.parent is not None
    }
    if len(holders) < 2 and not all(_is_field(page, s) for s in holders.values()):
        return []
    kinds = {(h.kind, id(h.parent)) for h in holders.values()}
    return [
        s
        for top in part.sections
        for s in top.subtree
        if (s.kind, id(s.parent)) in kinds and s.children and not any(id(x) in taken for x in s.subtree)
    ]


def read_other_groups(work: Work, part: Part, level: Level, prior: SentenceRole) -> None:
    """Read the groups that a level leaves out, each in its own way."""
    for group in groups_without(work.page, part, level):
        found = [x for x in levels(work.page, tuple(group.children), None) if len(x.sections) > 1]
        if found and found[0].score >= _FLOOR:
            read_level(work, found[0], prior)
        else:
            _read_lines(work, group)


def _read_lines(work: Work, group: Section) -> None:
    """A list inside a paragraph (…6个问题已全部整改。一是…), paragraphs that name their problems or, below a field, tell
    a fault.
    """
    page, before = work.page, len(work.drafts)
    lines = [c.line for c in group.children if c.kind is None and not c.line.is_table]
    category = category_of(page, group.children[0])
    several = several_told(page, lines)
    for draft in several:
        draft.category = category
    work.drafts += several
    for line in lines if not several else ():
        drafts = listed_in(page, line, category)
        if drafts:
            work.issues += apply_verdicts(page, line.body, drafts[0].own[0], drafts)
            work.drafts += drafts
    if several:
        return
    work.drafts += named_paragraphs(page, lines, category)
    if len(work.drafts) == before and len(lines) == len(group.children) and _is_field(page, group):
        work.drafts += paragraph_findings_of(page, lines, category)


def _is_field(page: Page, group: Section) -> bool:
    """True for （一）工程管理方面存在的问题 above the problems of that field."""
    return group.parent is not None and is_category(heading_text(page, group))
