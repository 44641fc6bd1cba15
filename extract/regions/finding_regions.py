"""Choose where the findings of a document stand and read them: the layout readers and how they are combined."""

from dataclasses import dataclass

from extract.answers.answerers import give_answerers
from extract.answers.asked_last import give_asked
from extract.answers.required import give_required
from extract.cases import Case
from extract.drafts import Draft
from extract.layouts.answers import give_answers
from extract.layouts.asked import asked_ahead, asked_findings
from extract.layouts.concluded import concluded_findings
from extract.layouts.dated import dated_findings
from extract.layouts.noted import give_notes, noted_findings
from extract.lines.lines import Page
from extract.model import Family, Issue, LayoutScore, MeasureKind, Span
from extract.outline.tree import Section
from extract.regions.counted_titles import divide_counted
from extract.regions.finding_tables import read_tables
from extract.regions.later_parts import join_later, unnamed_sections
from extract.regions.listed_ahead import name_by_list
from extract.regions.loose_verdicts import give_verdicts
from extract.regions.one_record import read_numbered_records, read_one_record
from extract.regions.parts import read_disposed, read_parts
from extract.regions.referred import read_referred
from extract.regions.swept import sweep
from extract.regions.told_again import join_told_again, read_told_twice
from extract.regions.told_apart import join_told_apart
from extract.regions.unheaded import read_root
from extract.regions.without_numbers import read_unnumbered
from extract.whole.for_all import give_shared
from extract.whole.in_brackets import give_bracketed
from extract.work import Work


@dataclass(frozen=True)
class Reading:
    """Findings of a document, the layout that gave them and the runners-up."""

    drafts: tuple[Draft, ...]
    layout: str
    scores: tuple[LayoutScore, ...]
    issues: tuple[Issue, ...]
    used_parts: tuple[int, ...]
    whole: tuple[tuple[tuple[Section, ...], MeasureKind], ...] = ()
    given: frozenset[int] = frozenset()

    @property
    def names_alone(self) -> bool:
        """True where most of what was read are but names (chapters of a report), or nothing was read."""
        told = (d.detail or d.requirement or d.measures or d.status for d in self.drafts)
        return 2 * sum(map(bool, told)) < max(len(self.drafts), 1)


def read_findings(page: Page, case: Case, family: Family, stated: int | None) -> Reading:
    """Read every part that can hold findings, then what later parts and blanket sentences say of them."""
    work = Work(page=page, case=case, family=family, stated=stated)
    read_tables(work)
    rows = list(work.drafts)
    found_in = set() if work.drafts else _read_whole(work)
    found_in = found_in or read_parts(work)
    if not work.drafts:
        found_in |= read_referred(work)
    if not work.drafts:
        read_root(work)
    elif len(work.drafts) == len(rows) <= case.numbered_sections:
        read_told_twice(work, rows)
    if not work.drafts:
        found_in |= read_parts(work, of_earlier=True)
    if not work.drafts:
        read_unnumbered(work)
        if work.drafts or read_disposed(work):
            found_in |= _told_in(work)
    divide_counted(work)
    work.drafts.sort(key=lambda d: d.own)
    name_by_list(work)
    give_answers(work)
    join_told_again(work, rows)
    _without_empty(work)
    found_in |= join_told_apart(work, found_in)
    join_later(work, found_in)
    sweep(work)
    give_notes(work.page, work.drafts, work.case.frame.notes.notes)
    give_verdicts(work)
    if work.page.bare_cells:
        give_bracketed(work)
    give_shared(work)
    give_required(work.page, work.drafts)
    give_asked(work.page, work.drafts)
    give_answerers(work.page, work.drafts)
    unnamed_sections(work)
    return Reading(
        drafts=tuple(work.drafts),
        layout="+".join(dict.fromkeys(work.layouts)) or "none",
        scores=tuple(work.scores),
        issues=tuple(work.issues),
        used_parts=tuple(work.used),
        whole=tuple(work.whole),
        given=frozenset(work.given),
    )


def _read_whole(work: Work) -> set[int]:
    """Read a document that is one record, records below numbers, questions or conclusions; the parts that were read."""
    ways = (
        read_one_record,
        read_numbered_records,
        _read_questions,
        _read_concluded,
        _read_noted,
        _read_diary,
    )
    return next((found for way in ways if (found := way(work))), set())


def _told_in(work: Work) -> set[int]:
    """The parts that the findings stand in: none of them answers these findings once more."""
    return {
        i
        for i, part in enumerate(work.case.parts)
        if any(part.start <= d.own[0] and d.own[1] <= max(part.end, part.start) for d in work.drafts)
    }


def _read_questions(work: Work) -> set[int]:
    """A page of questions and answers is read as a whole: the indexes of all its parts, or none."""
    drafts = asked_findings(work.page, work.case.body)
    work.note(
        "questions", float(bool(drafts)), len(drafts), "questions that tell a fault", chosen=bool(drafts)
    )
    work.drafts.extend(drafts)
    ahead = asked_ahead(work.page, work.case.body) if drafts else []
    work.whole += [(tuple(ahead), "next_step")] if ahead else []
    return _whole_read(work) if drafts else set()


def _read_concluded(work: Work) -> set[int]:
    """What a committee concludes item by item is all that a paper finds: the indexes of all its parts, or none."""
    drafts = concluded_findings(work.page, work.case.body)
    work.drafts.extend(drafts)
    if drafts:
        work.note("concluded", 1.0, len(drafts), "items of a committee's conclusions", chosen=True)
    return _whole_read(work) if drafts else set()


def _read_noted(work: Work) -> set[int]:
    """Problems of running text that notes below it answer: the indexes of all parts, or none."""
    drafts = noted_findings(work.page, work.case.frame.notes.notes)
    work.drafts.extend(drafts)
    if drafts:
        work.note("noted", 1.0, len(drafts), "notes that answer what refers to them", chosen=True)
    return _whole_read(work) if drafts else set()


def _read_diary(work: Work) -> set[int]:
    """The one problem of a diary: the indexes of all parts, or none."""
    drafts = dated_findings(work.page, work.case.body) if work.family == "rectification_report" else []
    work.drafts.extend(drafts)
    if drafts:
        work.note("diary", 1.0, len(drafts), "days that tell of one problem", chosen=True)
    return _whole_read(work) if drafts else set()


def _whole_read(work: Work) -> set[int]:
    """The indexes of all parts, none of which is left to be read."""
    read = set(range(len(work.case.parts)))
    work.used |= read
    return read


def _without_empty(work: Work) -> None:
    """Leave out numbers that number nothing (the page ends after 一是), and say so."""
    for draft in [d for d in work.drafts if not range(*work.page.trim(*d.title))]:
        work.drafts.remove(draft)
        words = work.page.text[draft.own[0] : draft.own[1]].strip()
        work.issues.append(
            Issue(
                kind="number_gap",
                message=f"got number {words!r} without words, expected what it numbers; the page may have lost it",
                span=Span(start=draft.own[0], end=draft.own[1]),
            )
        )
