"""What comes after the findings: disposal and results parts, blanket sentences, promises and slogans."""

import re
from collections.abc import Iterable
from dataclasses import replace

from extract.answers.answer_groups import give_of_groups, opened_groups, read_named, told_of_groups
from extract.answers.assignment import join_assigned, names_findings
from extract.answers.counted_states import lists_states
from extract.answers.restated import Joined, join_sections
from extract.answers.restated_sentences import join_paragraphs
from extract.drafts import Draft
from extract.language.sentences import STOPS
from extract.layouts.further import further_findings, lists_unfinished
from extract.layouts.group_answers import cut_closing
from extract.lines.lines import Page
from extract.mentions.naming import ABOUT_SENTENCE, restated_by
from extract.outline.structure import Part
from extract.outline.tree import Section
from extract.regions.later_paragraphs import join_paragraph, join_units, numbered_first
from extract.regions.told_in_order import join_fields_in_order
from extract.roles.cues import SentenceRole
from extract.whole.measures import AHEAD, is_slogan
from extract.work import Work


def join_later(work: Work, found_in: set[int]) -> None:
    """Join disposal and results parts to the findings, section by section or sentence by sentence."""
    if not work.drafts:
        return
    for i, part in enumerate(work.case.parts):
        lists = part.role == "rectification" or lists_unfinished(work.page, part)
        answers = () if lists or i in found_in else answers_each(work.page, part, work.drafts)
        own = answers or part.sections
        if not (lists or answers or part.role == "requirement") or i in found_in:
            continue
        further = further_findings(work.page, part, work.drafts) if lists else []
        if further:
            work.drafts.extend(further)
            work.used.add(i)
            work.note("further", 1.0, len(further), f"{part.rule} lists findings of its own", chosen=True)
            continue
        if part.role == "next_step":
            continue
        prior: SentenceRole = "requirement" if part.role == "requirement" else "measure"
        lines = [x for s in own for x in s.lines]
        if prior == "measure" and (
            join_paragraphs(work.page, lines, work.drafts)
            or join_fields_in_order(work.page, own, work.drafts)
        ):
            work.used.add(i)  # before its sections are read one by one, or they would be read twice
            continue
        joined = _join_sections(work, own, prior)
        work.used.add(i)
        if joined.left and part.role == "rectification":
            work.whole.append((joined.left, "work_done"))
        elif joined.left and _advises(work, joined.left[0]):
            work.whole.append((joined.left, "recommendation"))
        if joined.joined:
            work.note(
                "restated",
                joined.joined / max(joined.sections, 1),
                joined.joined,
                f"{part.rule} joined",
                chosen=True,
            )


_FEWEST = 2


def answers_each(page: Page, part: Part, drafts: list[Draft]) -> tuple[Section, ...]:
    """The paragraphs of a part behind the findings, under a heading that tells no purpose or work done, where most open with
    the name of a finding: 二、主要做法, 针对F问题，…. None where they do not.
    """
    if part.role not in (None, "organisation") or part.start < drafts[-1].own[1]:
        return ()
    own = (part.sections, *(tuple(s.children) for s in part.sections if s.kind and part.role is None))
    return next((each for each in own if _names_each(page, each, drafts)), ())


def _names_each(page: Page, sections: tuple[Section, ...], drafts: list[Draft]) -> bool:
    lines = [x for s in sections for x in s.lines if not x.is_table]
    if any(s.children for s in sections):
        return False
    opened = [m for x in lines if (m := ABOUT_SENTENCE.match(page.folded, x.body, x.end))]
    if len(opened) < _FEWEST or 2 * len(opened) < len(lines):
        return False
    named = [restated_by(page, drafts, m["p"]) for m in opened]
    return 2 * sum(map(bool, named)) > len(opened) and len({id(d) for each in named for d in each}) >= _FEWEST


def _join_sections(work: Work, own: tuple[Section, ...], prior: SentenceRole) -> Joined:
    """Join the sections of a part, then its paragraphs."""
    lists = {id(s) for s in own if not s.children and lists_states(work.page, s.line, work.drafts)}
    own = tuple(s for s in own if id(s) not in lists)
    grouped, closing = cut_closing(work.page, own, {d.label_value for d in work.drafts})
    if prior == "measure":
        grouped = list(_but(grouped, read_named(work.page, grouped, work.drafts)))
    sections = opened_groups(work.page, grouped, work.drafts)
    joined = join_sections(work.page, sections, work.drafts, prior)
    plain = [s for s in [*sections, *closing] if s.kind is None and not s.line.is_table]
    if prior == "measure":
        plain = [s for s in plain if not join_units(work.page, s.line, work.drafts)]
    paragraphs = list(numbered_first(work.page, [s.line for s in plain], work.drafts))
    if prior == "measure":
        told = {x.index for _, below in paragraphs for x in below}
        answering = [
            s
            for s in plain
            if s.line.index not in told and not names_findings(work.page, s.line, work.drafts)
        ]
        among = told_of_groups(work.page, grouped, sections, work.drafts)
        read = join_assigned(work.page, [*joined.left, *answering], work.drafts, among)
        joined = replace(joined, left=_but(joined.left, read))
        plain = list(_but(plain, read))
    unread = {s.line.index for s in plain}
    for line, below in paragraphs:
        if line.index in unread:
            join_paragraph(work, line, work.drafts, prior, below=below)
    if prior == "measure":
        give_of_groups(work.page, grouped, sections, work.drafts, joined.named)
    return joined


def _but(sections: Iterable[Section], read: list[Section]) -> tuple[Section, ...]:
    gone = {id(s) for s in read}
    return tuple(s for s in sections if id(s) not in gone)


def _advises(work: Work, first: Section) -> bool:
    """True where the line above a list says that it advises (提出如下建议：)."""
    line = first.line
    above = work.page.lines[line.index - 1] if line.index else None
    return above is not None and not above.is_table and "建议" in above.text[-40:]


def unnamed_sections(work: Work) -> None:
    """Numbered sections whose headings name no purpose: slogans before the findings tell how the body organised
    itself, promises after the last finding what comes next. Opening sentences are neither.
    """
    if not work.drafts or work.family != "rectification_report":
        return
    first, last = work.drafts[0].own[0], max(d.own[1] for d in work.drafts)
    for part in work.case.parts:
        numbered = [s for s in part.sections if s.kind is not None] if part.role is None else []
        before = tuple(s for s in numbered if s.end() < first and is_slogan(work.page, s))
        after = tuple(
            s for s in numbered if s.start() >= last and AHEAD.search(work.page.folded, s.start(), s.end())
        )
        told = tuple(s for s in numbered if s.start() >= last and s not in after)
        if told and _tells_work(work.page, told[0]):
            work.whole.append((told, "work_done"))
        if before:
            below = tuple(x for s in before for x in _below_heading(work.page, s))
            work.whole.append((below, "work_done"))
        if after:
            work.whole.append((after, "next_step"))


def _below_heading(page: Page, section: Section) -> tuple[Section, ...]:
    """What stands below 一、思想重视 行动迅速, a heading alone on its line above paragraphs; any other section itself."""
    line = section.line
    alone = not STOPS.search(page.folded, line.body, line.end)
    plain = bool(section.children) and all(c.kind is None and not c.children for c in section.children)
    return tuple(section.children) if alone and plain else (section,)


_WORK = re.compile(r"(?:做好|做了|开展了?|采取了?|推进)(?:以下|如下|下列)[^。；;]{0,12}(?:工作|措施|举措)")


def _tells_work(page: Page, first: Section) -> bool:
    """True for a list that 我院同步做好以下工作： announces."""
    above = page.lines[first.line.index - 1] if first.line.index else None
    return above is not None and bool(_WORK.search(page.folded, above.start, above.end))
