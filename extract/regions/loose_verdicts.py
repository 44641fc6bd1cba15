"""What loose lines say of findings above them: of a group, of these three, of all of a notice."""

from bisect import bisect_left, bisect_right
from itertools import accumulate

from extract.answers.content import read_stretch
from extract.answers.of_groups import list_above
from extract.answers.restated_sentences import join_list, join_sentences
from extract.answers.stated import put_status, status_of_hit
from extract.answers.verdict_targets import numbered
from extract.answers.verdicts import apply_verdicts
from extract.drafts import Draft, DraftStatus
from extract.layouts.group_answers import names_beyond
from extract.lines.lines import Line, Page
from extract.mentions.matching import best_match
from extract.model import Issue, Span
from extract.notice.counts import stated_counts
from extract.notice.shared_cells import cells_of_these
from extract.outline.tree import Section
from extract.status.statuses import may_state
from extract.work import Work


def give_verdicts(work: Work) -> None:
    """Apply sentences that speak of several findings: in the opening, in results parts, after the last finding."""
    if not work.drafts:
        return
    page = work.page
    _give_apart(work)
    ordered = sorted(work.drafts, key=lambda d: d.own)
    _give_signs(page, ordered)
    starts, reach = [d.own[0] for d in ordered], list(accumulate((d.own[1] for d in ordered), max))
    for section in work.case.sections:
        line = section.line
        if line.is_table:
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


def _give_apart(work: Work) -> None:
    """Give the states that a list tells apart to the findings that it names, by their titles or their numbers."""
    page = work.page
    for told in work.case.frame.apart.told:
        one = best_match(page, work.drafts, page.folded[slice(*told.name)]) if told.name else None
        drafts = [one] if one else numbered(work.drafts, told.numbers) if told.numbers else []
        for draft in drafts:
            put_status(draft, status_of_hit(told.hit, "list of states by name" if one else "listed numbers"))
        for draft, where in [(d, x) for n, x in told.notes for d in numbered(work.drafts, {n})]:
            if draft.measures:
                draft.result.append(where)
                draft.because("result", "beside its number in a list of states")
            else:
                read_stretch(page, draft, *where, "measure", sure=True)
        if not drafts:
            words = page.text[told.hit.start : told.hit.end]
            message = f"got {words!r} for findings that the page does not number so; it is given to none"
            span = Span(start=told.hit.start, end=told.hit.end)
            work.issues.append(Issue(kind="unlinked_measure", message=message, span=span))


def _give_signs(page: Page, ordered: list[Draft]) -> None:
    """Give what a sign states to the finding that the sign's line opens or tells of."""
    starts = [d.own[0] for d in ordered]
    for sign in page.state_signs.signs:
        stop = page.folded.find("\n", sign.end)
        at = bisect_left(starts, stop if stop >= 0 else len(page.folded))
        if at:
            rule = "sign that a note explains" if page.state_signs.explained else "sign that everybody knows"
            put_status(ordered[at - 1], DraftStatus(status=sign.status, words=sign.words, rule=rule))


def _scope(page: Page, section: Section, ordered: list[Draft], starts: list[int]) -> list[Draft]:
    """Findings under the same category heading, where a sentence speaks of them alone; none where it speaks of all.

    The findings stand in order of their `starts`, so that those below a heading are a stretch of them.
    """
    above = section.parent
    if above is not None and bisect_left(starts, above.start()) < bisect_right(starts, above.start()):
        above = above.parent  # a line below the last finding of a group
    if above is None or above.parent is None:
        return []
    start = above.start()
    first, last = bisect_left(starts, start), bisect_left(starts, max(above.end(), start + 1))
    return ordered[first:last]


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
    if told:
        return group if told[0].number == len(group) else []
    return group if len(above) < len(drafts) else []
