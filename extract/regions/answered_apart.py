"""The only paragraph of a part on what was found, of which each sentence tells a fault that a later part answers: 甲。乙。丙。"""

from extract.drafts import Draft, Range, opened
from extract.language.sentences import first_sentence, sentences
from extract.layouts.fault_lists import is_fault
from extract.layouts.told_one_by_one import answers_of, fitting, grouped_by
from extract.layouts.unit_faults import unit_faults
from extract.lines.lines import Page
from extract.mentions.matching import containment
from extract.outline.structure import Part
from extract.regions.told_in_order import told_of_field
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


_FIT = 0.75  # share of the answers that share most words with the fault of their place
_WHY = "sentence of a field of faults that the same field of a later part answers"


def fields_answered_apart(work: Work, part: Part) -> list[Draft]:
    """Findings of fields that each tell several faults, sentence by sentence, where a later part answers as many in fields of
    the same names: （一）收费方面。甲。乙。 … （一）收费方面。甲款已…。乙已…。 Empty where no field has several.
    """
    page = work.page
    later = [p for p in work.case.parts if p.role == "rectification" and p.start > part.start]
    fields = _fields(page, part) if later else {}
    answers = (
        next((x for p in later if (x := _fields(page, p)).keys() == fields.keys()), None) if fields else None
    )
    if answers is None:
        return []
    faults = {name: _faults(page, told[1], answers[name][1]) for name, told in fields.items()}
    several = sum(map(len, faults.values())) > len(faults) and all(faults.values())
    return [_draft(page, x, fields[name][0]) for name, own in faults.items() for x in own] if several else []


def _fields(page: Page, part: Part) -> dict[str, tuple[Range, Range]]:
    """The names of the fields of a part, where they stand, and the text behind each or in the paragraph below it; none
    where a section is no field.
    """
    found: dict[str, tuple[Range, Range]] = {}
    for section in part.sections:
        told = told_of_field(page, section) if section.line.mark else None
        if told is None:
            return {}
        found[page.folded[slice(*told[0])]] = told
    return found if len(found) == len(part.sections) > 1 else {}


def _faults(page: Page, told: Range, answered: Range) -> list[Range]:
    """The faults that one field tells: as many as are answered; none where the answers do not follow them."""
    faults = list(sentences(page.folded, *told, semicolons=True))
    answers = [x for x in sentences(page.folded, *answered) if not statements(page.folded, *x)]
    if len(answers) < len(faults):
        cut = sentences(page.folded, *answered, semicolons=True)
        answers = [x for x in cut if not statements(page.folded, *x)]
    if not answers or len(faults) == 1 or not all(is_fault(page, *x) for x in faults):
        return [told]
    if len(answers) < len(faults):
        faults = grouped_by(page, faults, answers) or [told]
    elif len(answers) > len(faults):
        answers = answers_of(page, faults, answers, sure=True)
    fit = fitting(page, faults, answers) if len(answers) == len(faults) else 0
    return faults if fit >= _FIT * len(faults) else [told]


def _draft(page: Page, told: Range, category: Range) -> Draft:
    first = first_sentence(page.folded, *told)
    draft = opened(first, _WHY)
    draft.own, draft.category = told, (category,)
    rest = page.trim(first[1], told[1])
    draft.detail += [rest] if rest[0] < rest[1] else []
    return draft
