"""Later parts that list findings of their own: 已完成整改问题 after 未整改问题, 需长期整改的事项 after the rest."""

from extract.drafts import Draft
from extract.layouts.levels import levels
from extract.layouts.outlined import read_section, read_sections
from extract.line_reading import head_of
from extract.lines import Page
from extract.outline import Section
from extract.restated import restates
from extract.statements import hits_in
from extract.structure import Part

_FLOOR, _FLOOR_OF_GROUP = (
    0.6,
    0.0,
)  # how much headings must look like findings; less under a heading that tells a status


def further_findings(page: Page, part: Part, drafts: list[Draft]) -> list[Draft]:
    """Read a part as findings where it restates none of those read before; empty where it answers them."""
    sections = tuple(s for s in part.sections if s.line and not s.line.is_table)
    if any(restates(page, s, drafts) for s in sections):
        return []
    numbered = [s for s in sections if s.kind is not None]
    if not numbered:
        return [d for s in sections if (d := _about(page, s))]
    heading = part.heading.line if part.heading else None
    grouped = heading is not None and bool(hits_in(page.folded, heading.body, heading.end))
    found = levels(page, sections, None)
    if not found or found[0].score < (_FLOOR_OF_GROUP if grouped else _FLOOR):
        return []
    return read_sections(page, found[0], "measure")


def _about(page: Page, section: Section) -> Draft | None:
    """A paragraph 关于“…”的问题，已完成…: its own finding."""
    line = section.line
    if line is None or not head_of(page, line).about:
        return None
    return read_section(page, section, "measure", set())
