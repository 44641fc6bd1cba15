"""The only paragraph of a part on what was found, of which each sentence tells a fault that a later part answers: 甲。乙。丙。"""

from extract.drafts import Draft
from extract.language.sentences import sentences
from extract.layouts.fault_lists import is_fault
from extract.layouts.faults_first import opened
from extract.layouts.unit_faults import unit_faults
from extract.lines.lines import Page
from extract.mentions.matching import containment
from extract.outline.structure import Part
from extract.status.statements import statements
from extract.work import Work

_FEWEST = 3
_SHARED = 0.2  # of a fault's word pairs that the clause which answers it holds
_ANSWERED = 0.6  # of the faults


def faults_answered_apart(work: Work, part: Part) -> list[Draft]:
    """A finding for each such sentence; empty where one tells no fault, or no later part takes most of them up."""
    page = work.page
    lines = [s.line for s in part.sections]
    if len(lines) != 1 or not lines[0].is_plain or unit_faults(page, lines):
        return []
    faults = sentences(page.folded, lines[0].body, lines[0].end)
    if len(faults) < _FEWEST or not all(
        is_fault(page, *x) and not statements(page.folded, *x) for x in faults
    ):
        return []
    later = [p for p in work.case.parts if p.role == "rectification" and p.start > part.start]
    told = [
        c
        for p in later
        for s in p.sections
        for x in s.lines
        if not x.is_table
        for c in sentences(page.folded, x.body, x.end, semicolons=True)
    ]
    if len(_taken_up(page, faults, told)) < max(_FEWEST, _ANSWERED * len(faults)):
        return []
    return [
        opened(x, "sentence of a paragraph of faults that a later part takes up one by one") for x in faults
    ]


def _taken_up(page: Page, faults: tuple[tuple[int, int], ...], told: list[tuple[int, int]]) -> set[int]:
    """The faults that some clause shares more words with than with any other."""
    words = [page.folded[slice(*x)] for x in faults]
    found: set[int] = set()
    for start, end in told:
        shared = [containment(w, page.folded[start:end]) for w in words]
        best = max(shared)
        if best >= _SHARED and shared.count(best) == 1:
            found.add(shared.index(best))
    return found
