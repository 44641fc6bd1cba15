"""Paragraphs of results parts: those that name findings, what goes on below them, clauses that share words with one."""

from collections.abc import Iterator, Sequence

from extract.answers.answer_groups import answered_in
from extract.answers.assignment import names_findings
from extract.answers.content import read_stretch
from extract.answers.restated import read_about, read_listed
from extract.answers.restated_sentences import join_clauses, join_list, join_sentences
from extract.answers.verdicts import apply_verdicts
from extract.drafts import Draft
from extract.language.sentences import sentences
from extract.layouts.faults_first import closes
from extract.layouts.told_one_by_one import answers_of, fitting
from extract.layouts.unit_faults import told_of_units
from extract.lines.lines import Line, Page
from extract.mentions.naming import listed
from extract.model import Issue, Span
from extract.outline.units_before import unit_before
from extract.regions.told_in_order import join_in_order
from extract.roles.cues import SentenceRole
from extract.status.statements import hits_in, pure_status
from extract.work import Work


def numbered_first(page: Page, lines: list[Line], drafts: list[Draft]) -> Iterator[tuple[Line, list[Line]]]:
    """Each paragraph, with those below it that go on with it: 第1项问题：…, where others open so too, and a paragraph
    that names no finding and states nothing.
    """
    opens = [bool(listed(page, x.body, x.end, drafts)[0]) for x in lines]
    several = sum(opens) > 1
    open_: tuple[Line, list[Line]] | None = None
    for line, names in zip(lines, opens, strict=True):
        goes_on = not names and not hits_in(page.folded, line.start, line.end)
        if several and open_ and goes_on and not names_findings(page, line, drafts):
            open_[1].append(line)
            continue
        if open_:
            yield open_
        open_ = (line, []) if names else None
        if not names:
            yield line, []
    if open_:
        yield open_


def join_units(page: Page, line: Line, drafts: list[Draft]) -> bool:
    """Read 甲中学：…；…。乙小学：…。 into the findings of each body that it names: one by one where it tells as many."""
    known = {page.folded[slice(*d.responsible[0])] for d in drafts if d.responsible}
    if len(known) < 2 or line.is_table or ":" not in line.text[:26]:
        return False
    told = [x for x in told_of_units(page, line) if x is not None and page.folded[slice(*x[0])] in known]
    for unit, (start, end) in told:
        own = [
            d
            for d in drafts
            if d.responsible and page.folded[slice(*d.responsible[0])] == page.folded[slice(*unit)]
        ]
        clauses = [
            c for c in sentences(page.folded, start, end, semicolons=True) if not pure_status(page.folded, *c)
        ]
        if len(clauses) != len(own):
            clauses = [(start, end)] if len(own) == 1 else []
        for draft, (a, b) in zip(own, clauses, strict=False):
            read_stretch(page, draft, a, b, "measure", sure=True)
            draft.because("measures", "told of the body that its problem names")
        if len(own) > 1 and not clauses:
            join_clauses(page, list(sentences(page.folded, start, end, semicolons=True)), own)
    return bool(told)


def _answer_each(page: Page, line: Line, drafts: list[Draft]) -> bool:
    """Read 对第三、四项问题，甲已…；乙已…。两个问题均已整改。 into the findings it numbers, each its own answer; False where the
    clauses do not follow them.
    """
    chosen, rest = listed(page, line.body, line.end, drafts)
    if len(chosen) < 2:
        return False
    told = sentences(page.folded, rest, line.end, semicolons=True)
    closing = [s for s in told if closes(page, *s)]
    titles = [d.title for d in chosen]
    answers = answers_of(page, titles, [s for s in told if s not in closing], sure=True)
    if not answers or fitting(page, titles, answers) < len(titles):
        return False
    for draft, answer in zip(chosen, answers, strict=True):
        read_stretch(page, draft, *answer, "measure", sure=True)
        draft.because("measures", "clause that answers its number")
    for start, end in closing:
        apply_verdicts(page, start, end, chosen)
    return True


def join_paragraph(
    work: Work, line: Line, drafts: list[Draft], prior: SentenceRole, *, below: Sequence[Line] = ()
) -> None:
    """A paragraph of a results part: sentences that name findings, else clauses that share words or amounts."""
    if prior == "measure" and ";" in line.text and not below and _answer_each(work.page, line, drafts):
        return
    if read_listed(work.page, line, list(below), drafts, prior) or read_about(work.page, line, drafts, prior):
        return
    open_ = prior == "measure" and not any(d.measures for d in drafts)
    if open_ and (join_list(work.page, line, drafts) or join_in_order(work.page, line, drafts)):
        return
    unit = unit_before(work.page, line) if prior == "measure" else None
    start = unit[1] + 1 if unit else line.start
    named, others = join_sentences(work.page, start, line.end, drafts, prior)
    if prior == "requirement":
        return
    joined, left = join_clauses(work.page, others, drafts)
    for draft in drafts if unit else ():
        if answered_in(draft, (start, line.end)) and not draft.responsible and unit:
            draft.responsible.append(unit)
            draft.because("responsible", "names itself before what it did")
    if named:
        left = []  # what stands beside named findings introduces them
    if joined:
        work.note(
            "restated", 0.5, joined, "clauses that share words or amounts with one finding", chosen=True
        )
    work.issues += [
        Issue(
            kind="unlinked_measure",
            message=f"got {work.page.text[a:b][:40]!r} that names no finding; it is linked to none",
            span=Span(start=a, end=b),
        )
        for a, b in left
    ]
