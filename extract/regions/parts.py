"""Read the parts of a document that hold findings: as fields that tell several, as a list, or inside their paragraphs."""

import re

from extract.drafts import Draft
from extract.layouts.further import of_another_year, only_introduces
from extract.layouts.inline import listed_in, paragraph_findings_of
from extract.layouts.levels import levels
from extract.layouts.named_clauses import named_clauses
from extract.layouts.outlined import category_of
from extract.layouts.told_each import opens_area, told_of_area
from extract.lines.parts import is_category
from extract.outline.structure import Part, heading_text
from extract.outline.tree import Section
from extract.regions.answered_apart import faults_answered_apart, fields_answered_apart
from extract.regions.grouped import read_level
from extract.regions.other_groups import read_other_groups
from extract.regions.together import read_together
from extract.regions.unheaded import FLOOR
from extract.roles.cues import SentenceRole
from extract.work import Work

_AND_ANSWERS = re.compile(
    r"(?:问题|缺失|事项|审计结果)(?:以?及其?|和|与|、|并)(?:审计)?(?:处理(?!$)|处置|整改|纠正|改进|落实)(?!处[罚分]|意见|建议|决定)[^，,。；;]{0,6}(?:情况|结果|进展)?$"
)


def _prior(work: Work, part: Part) -> SentenceRole:
    told = part.role == "rectification" or _tells_answers(work, part)
    return "measure" if told and not work.answers else "finding"


def _answered_later(work: Work, part: Part) -> bool:
    """True for problems where a part on their rectification follows."""
    return part.role == "finding" and any(
        p.role == "rectification" and p.start > part.start for p in work.case.parts
    )


def _tells_answers(work: Work, part: Part) -> bool:
    """True for 审计发现的主要问题及整改情况: each finding below is answered there."""
    return part.heading is not None and bool(_AND_ANSWERS.search(heading_text(work.page, part.heading)))


def read_parts(work: Work, *, of_earlier: bool = False) -> set[int]:
    """Read the first parts that hold findings; return their indexes. Later results parts are joined, not read.

    What was found in an earlier year comes after this year's findings; it is read here only where there are none.
    """
    found_in: set[int] = set()
    roles = [p.role for p in work.case.parts]
    for i, part in enumerate(work.case.parts):
        if part.role not in ("finding", "rectification") or of_another_year(work.page, part) != of_earlier:
            continue
        if work.family == "audit_result" and only_introduces(work.page, work.case.parts[i:]):
            continue
        if part.role == "rectification" and found_in and any(roles[j] == "finding" for j in found_in):
            continue
        if _read_part(work, part):
            found_in.add(i)
            work.used.add(i)
    return found_in


def read_disposed(work: Work) -> bool:
    """No part says it holds findings: 审计处理意见 may name the faults above what is required of them."""
    parts = [p for p in work.case.parts if p.role == "requirement" and work.family == "audit_result"]
    return any(_read_named(work, p) for p in parts) or any(_read_inline(work, p) for p in parts)


def _read_named(work: Work, part: Part) -> bool:
    """对甲的问题，要求…；对乙的问题，…: clauses that each name a problem, in a part on what was required."""
    lines = [s.line for s in part.sections if s.kind is None and not s.line.is_table]
    drafts = [d for line in lines for d in named_clauses(work.page, line)]
    if drafts:
        work.note("named", 1.0, len(drafts), "clauses that name problems and what was asked", chosen=True)
    work.drafts.extend(drafts)
    return bool(drafts)


def _read_part(work: Work, part: Part) -> bool:
    sections = tuple(s for s in part.sections if not s.line.is_table)
    if part.role == "finding" and (drafts := fields_answered_apart(work, part)):
        work.note("apart", 1.0, len(drafts), "sentences of fields that a later part answers", chosen=True)
        work.drafts.extend(drafts)
        return True
    if read_together(work, sections, part.heading):
        return True
    numbered = [s for s in sections if s.kind is not None]
    if numbered and all(opens_area(work.page, s.line) for s in numbered) and _read_inline(work, part):
        return True
    candidates = levels(work.page, sections, work.stated)
    floor = FLOOR - 0.45 if part.role == "finding" else FLOOR  # the part's own heading vouches for its list
    for rank, level in enumerate(candidates):
        work.note(
            "outline",
            level.score,
            len(level.sections),
            level.why,
            chosen=rank == 0 and level.score >= floor,
        )
    if candidates and candidates[0].score >= floor:
        prior = _prior(work, part)
        later = prior == "finding" and _answered_later(work, part)
        read_level(work, candidates[0], prior, answered_later=later)
        read_other_groups(work, part, candidates[0], prior)
        return True
    if any(s.line.is_table for top in part.sections for s in top.subtree):
        return bool(work.drafts)
    return (part.role == "finding" or _names_findings(work, part)) and _read_inline(work, part)


def _names_findings(work: Work, part: Part) -> bool:
    """True for 审计发现的主要问题及整改情况 without a list."""
    heading = heading_text(work.page, part.heading) if part.heading is not None else ""
    return work.family == "audit_result" and bool(_AND_ANSWERS.search(heading))


def _of_area(work: Work, section: Section) -> list[Draft]:
    return told_of_area(work.page, section.line) if section.kind is not None else []


def _read_inline(work: Work, part: Part) -> bool:
    drafts: list[Draft] = []
    named = part.heading is not None and is_category(heading_text(work.page, part.heading))
    category = category_of(work.page, part.sections[0]) if named and part.sections else ()
    for section in part.sections:
        drafts.extend(listed_in(work.page, section.line, category) or _of_area(work, section))
    drafts = drafts or faults_answered_apart(work, part)
    if not drafts:
        lines = [s.line for s in part.sections if s.kind is None]
        drafts = paragraph_findings_of(work.page, lines, category, answered=_names_findings(work, part))
    work.note(
        "inline",
        float(bool(drafts)),
        len(drafts),
        "items or paragraphs of a part on findings",
        chosen=bool(drafts),
    )
    work.drafts.extend(drafts)
    return bool(drafts)
