"""What the heading of a group says for all findings under it: their units and their time.

责任单位：县民政局（3项） as the heading, （责任单位：区商务局） in brackets after it, or as a line of its own below it.
"""

from collections.abc import Iterator

from extract.answers.of_groups import give_cells
from extract.drafts import Draft
from extract.layouts.opening import opening_of
from extract.lines.lines import Line, Page
from extract.lines.parts import without_tally
from extract.outline.pieces import Piece, cut_line
from extract.outline.tree import Section, kept_above

_UNITS = ("responsible", "assisting")


def inherit(page: Page, draft: Draft, section: Section) -> None:
    """Give a finding the units and the time that the nearest heading above names, where it has none of its own."""
    for pieces in _told_above(page, section):
        give_cells(page, draft, pieces, "told of its group")


@kept_above
def _told_above(page: Page, section: Section) -> list[list[Piece]]:
    """The labelled pieces of each heading above that has any, the nearest first."""
    told = (list(_told(page, above, line)) for above, line in headings_above(section))
    return [pieces for pieces in told if pieces]


def headings_above(section: Section) -> Iterator[tuple[Section, Line]]:
    """The sections that hold this one and their headings, the nearest first."""
    above = section.parent
    while above is not None and above.parent is not None:
        yield above, above.line
        above = above.parent


def names_units(line: Line) -> bool:
    """True for a heading that is nothing but the units of its group: 责任单位：县民政局（3项）."""
    label = line.opening_label
    return label is not None and label.role in _UNITS


def units_of(page: Page, line: Line) -> list[Piece]:
    """The labelled pieces of such a heading, without the number of its findings."""
    pieces: list[Piece] = []
    cut_line(page, line.body, line.body, without_tally(page.folded, line.body, line.end), None, pieces)
    return pieces


def _told(page: Page, group: Section, line: Line) -> Iterator[Piece]:
    if line.is_table:
        return
    yield from units_of(page, line) if names_units(line) else opening_of(page, line).told
    if any(child.kind is not None for child in group.children):
        yield from _lines_above_list(page, group)


def _lines_above_list(page: Page, group: Section) -> Iterator[Piece]:
    """Labelled lines between a heading and the first number below it."""
    for child in group.children:
        if child.kind is not None or child.line.is_table:
            return
        if child.line.labels:
            pieces: list[Piece] = []
            cut_line(page, child.line.start, child.line.body, child.line.end, None, pieces)
            yield from (p for p in pieces if p.labelled)
