"""Sections of a report that hold problems and their answers by what stands in them, whatever their headings say.

Bulletins on inspections are divided by what was looked at (聚焦基层党组织建设情况, 对照主体责任落实情况): some of these
headings happen to hold a word that tells a part, some one of another part, some none.
"""

from collections.abc import Iterable, Iterator

from extract.lines.lines import Page
from extract.lines.parts import PartRole, is_category, is_generic
from extract.mentions.matching import likeness
from extract.mentions.years import reports_on_answers
from extract.outline.structure import heading_text, section_role
from extract.outline.tree import Section
from extract.roles.cues import names_fault, says_nothing
from extract.roles.role_model import answers

_MISREAD = (None, "organisation", "evaluation", "basic", "statistics", "scope", "finding", "rectification")
_HEADING = 45  # characters of a heading
_AGAIN = 0.6  # likeness of a title that is told once more


def alike_parts(page: Page, sections: Iterable[Section]) -> dict[int, PartRole]:
    """Roles, by their ids, for sections of one numbering that all hold problems with what was done below each.

    None where their headings agree that they tell of findings, or tell nothing.
    """
    if not reports_on_answers(page):
        return {}
    numbered = [s for s in sections if s.kind not in (None, "named", "problem")]
    roles = {id(s): section_role(page, s) for s in numbered}
    if {*roles.values()} == {None}:
        return {}
    found: dict[int, PartRole] = {}
    for kind in {s.kind for s in numbered}:
        of_kind = [s for s in numbered if s.kind == kind]
        alike, again = _alike(page, [s for s in of_kind if roles[id(s)] in _MISREAD])
        told = {roles[id(s)] for s in alike}
        if told == {None} and any(roles[id(s)] == "finding" and _names_field(page, s) for s in of_kind):
            found |= {id(s): "finding" for s in alike}  # 二、聚焦…问题方面 beside 一、聚焦…方面
        elif told not in ({None}, {"finding"}, {"rectification"}):
            found |= {id(s): "finding" if again else "rectification" for s in alike}
    return found


def _names_field(page: Page, section: Section) -> bool:
    """True for a heading that says problems only as part of a field's name."""
    words = heading_text(page, section).strip().rstrip("。：: ")
    return is_category(words) and bool(section.children)


def _alike(page: Page, sections: list[Section]) -> tuple[list[Section], bool]:
    """Those that hold problems, where two or more are headed by a field; others only where they do not tell these again,
    and whether one does: it answers them.
    """
    fields: list[Section] = []
    others: list[Section] = []
    for section in sections:
        words = heading_text(page, section).strip().rstrip("。：: ")
        if 0 < len(words) <= _HEADING and "。" not in words and _holds_problems(page, section):
            (others if is_generic(words) else fields).append(section)
    if len(fields) < 2:
        return [], False
    told = [x for s in fields for x in _titles(page, s)]
    new = [s for s in others if not any(likeness(x, y) > _AGAIN for x in _titles(page, s) for y in told)]
    return fields + new, len(new) < len(others)


def _titles(page: Page, section: Section) -> list[str]:
    """The titles of the problems in a section."""
    lines = [s.line for s in section.subtree if s is not section and s.kind is not None]
    return [page.folded[slice(*x.head.title)] for x in lines]


def _holds_problems(page: Page, section: Section) -> bool:
    """True where every numbered item names a fault and has text below it, one in four perhaps in words that say nothing."""
    items = [*_items(page, section)]
    told = sum(items)
    return bool(items) and 4 * told >= 3 * len(items)


def _items(page: Page, section: Section) -> Iterator[bool]:
    """For each numbered item whether it names a fault; what is numbered below a fault is its answer."""
    for child in section.children:
        if child.kind is None:
            continue
        if _is_problem(page, child):
            yield True
        elif any(c.kind is not None for c in child.children):
            yield from _items(page, child)
        else:
            yield False


def _is_problem(page: Page, section: Section) -> bool:
    line = section.line
    if line.is_table or not (section.children or line.head.rest):
        return False
    head = line.head
    if head.about or section.kind == "problem" or any(c.line.is_answer for c in section.children):
        return True
    title = page.folded[slice(*head.title)]
    return names_fault(title) or (says_nothing(title) and answers(title) < -1)
