"""What comes after the findings: disposal and results parts, blanket sentences, promises and slogans."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate

from extract.answers.answer_groups import give_of_groups, opened_groups, read_named, told_of_groups
from extract.answers.assignment import join_assigned, names_findings
from extract.answers.counted_states import lists_states
from extract.answers.of_groups import list_above
from extract.answers.restated import Joined, join_sections
from extract.answers.restated_sentences import join_list, join_paragraphs, join_sentences
from extract.answers.verdicts import apply_verdicts
from extract.drafts import Draft
from extract.language.numerals import parse_numeral
from extract.language.sentences import STOPS
from extract.layouts.further import further_findings, lists_unfinished
from extract.layouts.group_answers import cut_closing, names_beyond
from extract.lines.lines import Line, Page
from extract.mentions.listed_numbers import listed_numbers
from extract.notice.counts import stated_counts
from extract.notice.shared_cells import cells_of_these
from extract.outline.tree import Section
from extract.regions.later_paragraphs import join_paragraph, join_units, numbered_first
from extract.roles.cues import SentenceRole
from extract.status.statuses import may_state
from extract.whole.measures import AHEAD, is_slogan
from extract.work import Work


def join_later(work: Work, found_in: set[int]) -> None:
    """Join disposal and results parts to the findings, section by section or sentence by sentence."""
    if not work.drafts:
        return
    for i, part in enumerate(work.case.parts):
        lists = part.role == "rectification" or lists_unfinished(work.page, part)
        if not (lists or part.role == "requirement") or i in found_in:
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
        lines = [x for s in part.sections for x in s.lines]
        if prior == "measure" and join_paragraphs(work.page, lines, work.drafts):
            work.used.add(i)  # before its sections are read one by one, or they would be read twice
            continue
        joined = _join_sections(work, part.sections, prior)
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


def _join_sections(work: Work, own: tuple[Section, ...], prior: SentenceRole) -> Joined:
    """Join the sections of a part, then its paragraphs."""
    lists = {id(s) for s in own if not s.children and s.line and lists_states(work.page, s.line, work.drafts)}
    own = tuple(s for s in own if id(s) not in lists)
    grouped, closing = cut_closing(work.page, own, {d.label_value for d in work.drafts})
    if prior == "measure":
        grouped = list(_but(grouped, read_named(work.page, grouped, work.drafts)))
    sections = opened_groups(work.page, grouped, work.drafts)
    joined = join_sections(work.page, sections, work.drafts, prior)
    plain = [s for s in [*sections, *closing] if s.line and s.kind is None and not s.line.is_table]
    if prior == "measure":
        plain = [s for s in plain if s.line and not join_units(work.page, s.line, work.drafts)]
    paragraphs = list(numbered_first(work.page, [s.line for s in plain if s.line], work.drafts))
    if prior == "measure":
        told = {x.index for _, below in paragraphs for x in below}
        answering = [
            s
            for s in plain
            if s.line and s.line.index not in told and not names_findings(work.page, s.line, work.drafts)
        ]
        among = told_of_groups(work.page, grouped, sections, work.drafts)
        read = join_assigned(work.page, [*joined.left, *answering], work.drafts, among)
        joined = replace(joined, left=_but(joined.left, read))
        plain = list(_but(plain, read))
    unread = {s.line.index for s in plain if s.line}
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
    above = work.page.lines[line.index - 1] if line and line.index else None
    return above is not None and not above.is_table and "建议" in above.text[-40:]


def join_loose(work: Work) -> None:
    """Where no finding has an answer yet: paragraphs after the last one that name them (针对甲问题，我局…)."""
    if not work.drafts or any(d.measures or d.requirement for d in work.drafts):
        return
    last = max(d.own[1] for d in work.drafts)
    for section in work.case.sections:
        line = section.line
        if line is not None and line.mark is None and not line.is_table and line.start >= last:
            join_sentences(work.page, line.start, line.end, work.drafts, "measure")


def give_verdicts(work: Work) -> None:
    """Apply sentences that speak of several findings: in the opening, in results parts, after the last finding."""
    if not work.drafts:
        return
    page = work.page
    ordered = sorted(work.drafts, key=lambda d: d.own)
    starts, reach = [d.own[0] for d in ordered], list(accumulate((d.own[1] for d in ordered), max))
    for section in work.case.sections:
        line = section.line
        if line is None or line.is_table:
            continue
        before = bisect_right(starts, line.start)
        within = before and line.start < reach[before - 1]
        if within or (before < len(starts) and starts[before] < line.end):
            continue  # a finding's own words, or a list of them
        if not may_state(page.folded, line.start, line.end):
            continue
        scope = _scope(page, section, ordered, starts) or work.drafts
        if scope is work.drafts and before < len(ordered):
            scope = list_above(page, line, ordered[:before]) or scope
        if names_beyond([line], scope, ordered):
            scope = ordered
        work.issues += apply_verdicts(page, line.start, line.end, scope)
    for line in work.case.frame.loose:
        if cells_of_these(page.folded, line.start, line.end):
            continue  # 以上事项整改期限：长期坚持
        scope = _same_notice(work, line)
        after = line.start > work.drafts[0].own[0]
        by_list = after and not any(d.measures for d in scope) and join_list(page, line, scope)
        if after and not by_list:  # …均已整改。其中，第（一）项，已收回…；第（二）项，…
            join_sentences(page, line.start, line.end, scope, "measure")
        work.issues += apply_verdicts(page, line.start, line.end, scope)


def _scope(page: Page, section: Section, ordered: list[Draft], starts: list[int]) -> list[Draft]:
    """Findings under the same category heading, where a sentence speaks of them alone; none where it speaks of all.

    The findings stand in order of their `starts`, so that those below a heading are a stretch of them.
    """
    above = section.parent
    if above is not None and bisect_left(starts, above.start()) < bisect_right(starts, above.start()):
        above = above.parent  # a line below the last finding of a group
    if above is None or above.line is None:
        return []
    start = above.start()
    first, last = bisect_left(starts, start), bisect_left(starts, max(above.end(), start + 1))
    outermost = above.parent is None or above.parent.line is None
    if outermost and first < last and not _speaks_of_group(page, section, ordered, range(first, last)):
        return []
    return ordered[first:last]


_OF_GROUP = re.compile("[本该此](?:方面|类|领域|部分|板块|环节)")


def _speaks_of_group(page: Page, section: Section, ordered: list[Draft], group: range) -> bool:
    """True for a line below an outermost group (二、水利学院) that speaks of it alone: other findings follow, all before it
    have their status, or it tells numbers that only the group has once.
    """
    line = section.line
    behind = ordered[-1] if group.stop < len(ordered) else ordered[group.start - 1] if group.start else None
    if line is None or (behind is not None and behind.own[0] > line.start):
        return True
    if _OF_GROUP.match(page.folded, line.start, line.end) and line.start < ordered[group.start].own[0]:
        return True
    if _number_of_these(page, line) == len(group) != len(ordered):
        return True
    others = ordered[: group.start] + ordered[group.stop :]
    numbers = listed_numbers(line.text)
    return all(d.status for d in others) or any(d.label_value in numbers for d in others)


def _same_notice(work: Work, line: Line) -> list[Draft]:
    """Findings of the notice a line belongs to, where a page holds several one after the other."""
    ends = [s.start for s in work.case.frame.signatures]
    before = max((e for e in ends if e <= line.start), default=0)
    after = min((e for e in ends if e > line.start), default=len(work.page.text))
    inside = [d for d in work.drafts if before <= d.own[0] < after] or work.drafts
    above = [d for d in inside if d.own[0] < line.start]
    told = list_above(work.page, line, above) if len(above) < len(inside) else []
    return _group_before(work, line, inside) or told or inside


def _group_before(work: Work, line: Line, drafts: list[Draft]) -> list[Draft]:
    """The findings of the field that ends right above a line: 上述3个问题均已完成整改。 in the middle of the findings, or
    at their end where their number is the one it tells.
    """
    above = [d for d in drafts if d.own[0] < line.start]
    group = [d for d in above if above and d.category and d.category == above[-1].category]
    if not group or len(group) == len(drafts):
        return []
    told = stated_counts(work.page.folded, line.start, min(line.end, line.start + 24))
    number = told[0].number if told else _number_of_these(work.page, line)
    if number is not None:
        return group if number == len(group) else []
    return group if len(above) < len(drafts) else []


_THESE = re.compile(r"[ ]*(?:以上|上述|前述|这)(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3})[个项条]")


def _number_of_these(page: Page, line: Line) -> int | None:
    """The number that 以上3项均已完成整改。 opens with."""
    m = _THESE.match(page.folded, line.start, line.end)
    return parse_numeral(m["n"]) if m else None


def unnamed_sections(work: Work) -> None:
    """Numbered sections whose headings name no purpose: slogans before the findings tell how the body organised
    itself, promises after the last finding what comes next. Opening sentences are neither.
    """
    if not work.drafts or work.family != "rectification_report":
        return
    first, last = work.drafts[0].own[0], max(d.own[1] for d in work.drafts)
    for part in work.case.parts:
        numbered = (
            [s for s in part.sections if s.kind is not None and s.line is not None]
            if part.role is None
            else []
        )
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
    alone = line is not None and not STOPS.search(page.folded, line.body, line.end)
    plain = bool(section.children) and all(c.kind is None and not c.children for c in section.children)
    return tuple(section.children) if alone and plain else (section,)


_WORK = re.compile(r"(?:做好|做了|开展了?|采取了?|推进)(?:以下|如下|下列)[^。；;]{0,12}(?:工作|措施|举措)")


def _tells_work(page: Page, first: Section) -> bool:
    """True for a list that 我院同步做好以下工作： announces."""
    above = page.lines[first.line.index - 1] if first.line and first.line.index else None
    return above is not None and bool(_WORK.search(page.folded, above.start, above.end))
