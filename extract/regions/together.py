"""Fields whose paragraphs tell several findings each: 一、基金征缴 / 审计指出，甲，乙。甲已…；乙已…。以上两个问题均已整改。"""

import re
from collections.abc import Sequence

from extract.drafts import Draft, Range
from extract.layouts.accounts import accounts_in
from extract.layouts.fields_ahead import behind_field, fields_ahead
from extract.layouts.inline import listed_in
from extract.layouts.levels import levels
from extract.layouts.outlined import category_of, read_section
from extract.layouts.paragraphs import paragraph_findings
from extract.layouts.several_told import several_told, told_whole
from extract.layouts.sorted_states import group_status
from extract.layouts.told import after_opener
from extract.layouts.told_on import told_on
from extract.lines.labels import ANSWERS, PROBLEM
from extract.lines.lines import Line, Page
from extract.lines.parts import is_category
from extract.outline.structure import heading_text, sorts_by_state
from extract.outline.tree import Section
from extract.regions.grouped import read_level
from extract.roles.cues import weigh
from extract.roles.turning import weight
from extract.work import Work

_Field = tuple[Section, list[Line]]  # a heading and the lines below it
_MOST_LINES = 4  # below a field
_TOLD = ANSWERS | PROBLEM
_STOPS = re.compile("[。；;，,]")
_FLOOR = -0.2  # weight of the headings of a list beside such a field: what it may be is told already
_NAME = 26  # characters of a field's name
_FEWEST_NAMED = 2  # problems that a line names behind its field
_CATEGORY = 42  # of one that says that it groups problems


def read_together(work: Work, sections: Sequence[Section], heading: Section | None = None) -> bool:
    """Read fields that tell several findings, and those beside them as one finding each; False where none tells several."""
    page = work.page
    leaves = _leaves(sections) or ([heading] if heading is not None else [])
    ahead = _ahead(page, leaves) if len(leaves) > 1 else {}
    fields = [(s, lines) for s in leaves if (lines := _lines_of_field(page, s, ahead))]
    cut = {id(s): told_on(page, lines[0]) for s, lines in fields} if ahead else {}
    if cut:
        fields = [(s, [cut[id(s)][0]]) for s, _ in fields]
    told = {id(s): drafts for s, lines in fields if (drafts := _told(page, s, lines))} if fields else {}
    if not told and not ahead and not (len(leaves) == len(fields) > 1 and _all_opened(page, fields)):
        return False
    told |= _alike(page, fields, told)
    kinds = {s.kind for s, _ in fields if id(s) in told} or {s.kind for s, _ in fields}
    known = {id(s): lines for s, lines in fields}
    lists = _lists_beside(sections, {*told})
    inside = {id(s) for top in lists for s in top.subtree}
    found: list[Draft] = []
    for section in (s for s in leaves if (s.kind in kinds or s.kind == "named") and id(s) not in inside):
        lines = known.get(id(section), [])
        if id(section) in told:
            found += _of_field(page, section, lines, told[id(section)])
        elif lines:
            found += (
                _listed(page, section, lines) or _accounts(page, section, lines) or _one(page, section, lines)
            )
            found += _of_field(page, section, lines, cut[id(section)][1]) if id(section) in cut else []
        else:
            found.append(read_section(page, section, "measure", set()))
    work.note(
        "together", 1.0, len(found), "paragraphs of fields that tell several findings each", chosen=True
    )
    work.drafts.extend(found)
    best = levels(page, tuple(lists), None)[:1] if lists else []
    if best and best[0].score >= _FLOOR:
        read_level(work, best[0], "measure")
    return True


def _ahead(page: Page, leaves: list[Section]) -> dict[int, Range]:
    """The names that all of several numbered paragraphs open with, by the index of the line."""
    for section in leaves:
        if section.children or section.line.mark is None:
            return {}
    found = fields_ahead(page, [s.line for s in leaves])
    return found if len(found) == len(leaves) else {}


def _told(page: Page, section: Section, lines: list[Line]) -> list[Draft]:
    return several_told(page, lines) or (told_whole(page, lines) if sorts_by_state(page, section) else [])


def _alike(page: Page, fields: list[_Field], told: dict[int, list[Draft]]) -> dict[int, list[Draft]]:
    """The findings of the other fields where each paragraph tells one, as it does in a field that proves it by states."""
    if not any(len(lines) == len(told.get(id(s), [])) > 1 for s, lines in fields):
        return {}
    found = {
        id(s): paragraph_findings(page, lines) for s, lines in fields if id(s) not in told and len(lines) > 1
    }
    known = {id(s): lines for s, lines in fields}
    return {i: drafts for i, drafts in found.items() if len(drafts) == len(known[i])}


def _lists_beside(sections: Sequence[Section], told: set[int]) -> list[Section]:
    """The groups of numbered problems beside fields that tell several: none of `told`, the ids of these, stands below them."""
    found: list[Section] = []
    for section in sections:
        below = [c for c in section.children if c.kind is not None]
        if below and any(id(s) in told for s in section.subtree):
            found += _lists_beside(below, told)
        elif below:
            found.append(section)
    return found


def _leaves(sections: Sequence[Section]) -> list[Section]:
    """The headings with a number, or named or printed without one, that have none below them."""
    found: list[Section] = []
    for section in sections:
        if section.kind is not None or section.children:
            below = [c for c in section.children if c.kind is not None or c.children]
            found += _leaves(below) if below else [section]
    return found


def _lines_of_field(page: Page, section: Section, ahead: dict[int, Range]) -> list[Line]:
    """The paragraphs below the name of a field, or behind it (`ahead`, by index); none where they are many, no plain text, or
    the heading names a problem.
    """
    line, below = section.line, section.children
    if line.index in ahead:
        return [behind_field(line, ahead[line.index])]
    if not below:
        return _behind_name(page, line)
    if below[_MOST_LINES:] or line.end - line.body > _CATEGORY:
        return []
    lines = [c.line for c in below if c.line.is_plain]
    if len(lines) < len(below) or (
        line.head.about and not is_category(heading_text(page, section).strip("：: "))
    ):
        return []
    labels = [x.opening_label.role for x in lines if x.opening_label]
    if not _TOLD.issuperset(labels) or sum(role in PROBLEM for role in labels) > 1:
        return []  # several labels of problems: a record each
    return lines if _names_field(page, section, line) else []


def _behind_name(page: Page, line: Line) -> list[Line]:
    """（一）财政管理审计查出问题的整改。关于甲的问题，…。: the text behind the name of a field as a line of its own."""
    stop = page.folded.find("。", line.body, min(line.end, line.body + _CATEGORY)) + 1
    if not stop or line.mark is None or page.folded.count("问题", stop, line.end) < _FEWEST_NAMED:
        return []
    named = _is_name(page.folded[line.body : stop - 1])
    return [line.behind(stop)] if named else []


def _names_field(page: Page, section: Section, line: Line) -> bool:
    words = heading_text(page, section).strip().rstrip("：:")
    if is_category(words) or sorts_by_state(page, section):
        return True
    if line.mark is not None and line.mark.kind == "problem":
        return False
    return _is_name(words)


def _is_name(words: str) -> bool:
    """True for the words of a heading that name a field and tell no fault."""
    return len(words) <= _NAME and not _STOPS.search(words) and weigh(words)["finding"] == 0


def _all_opened(page: Page, fields: list[_Field]) -> bool:
    """True where 审计指出，… opens the text of each of several fields: it tells the problem, the heading does not."""
    starts = [(x[0].body, after_opener(page, x[0].body, x[0].end)) for _, x in fields]
    return all(begins > body for body, begins in starts) and all(s.children for s, _ in fields)


def _of_field(page: Page, section: Section, lines: list[Line], drafts: list[Draft]) -> list[Draft]:
    below = _below(section, lines)
    category, state = category_of(page, below), group_status(page, below)
    for draft in drafts:
        draft.category = category
        draft.status = draft.status or state
        draft.own = (draft.own[0], max(draft.own[1], lines[-1].end))
    return drafts


def _below(section: Section, lines: list[Line]) -> Section:
    """The first paragraph below a field as a section of its own."""
    rest = [c for c in section.children if c.line is not lines[0]]
    return Section(line=lines[0], parent=section, depth=section.depth + 1, children=rest)


def _listed(page: Page, section: Section, lines: list[Line]) -> list[Draft]:
    """The items of a list inside the paragraph of such a field: 1.对F问题，已…；2.对G问题，…."""
    category = category_of(page, _below(section, lines))
    found = [d for x in lines for d in listed_in(page, x, category)]
    return found if found and all(d.answered for d in found) else []


def _accounts(page: Page, section: Section, lines: list[Line]) -> list[Draft]:
    """The findings that the running text of such a field names (关于甲：已…。报告又说乙，已…。), each answered."""
    drafts = [d for x in lines if x.is_plain for d in accounts_in(page, x.body, x.end)]
    if not drafts or not all(d.answered for d in drafts):
        return []
    return _of_field(page, section, lines, drafts)


def _one(page: Page, section: Section, lines: list[Line]) -> list[Draft]:
    """The one finding of a field beside those that tell several; none where its paragraph tells no fault."""
    start = after_opener(page, lines[0].body, lines[0].end)
    stop = page.folded.find("。", start, lines[0].end)
    if weight(page.folded[start : stop if stop > 0 else lines[0].end]) >= 0:
        return told_whole(page, lines)
    return [read_section(page, _below(section, lines), "measure", set())]
