"""Read sentences that state a status for several findings, and give these their statuses."""

import re

from extract.answers.counted_states import apply_counted, counts_some
from extract.answers.left_out import LEFT_OUT
from extract.answers.sentence_verdicts import BLANKET, Verdict, verdicts_of
from extract.answers.stated import put_status, status_of_hit
from extract.drafts import Draft
from extract.language.patterns import DIGIT, THESE
from extract.language.sentences import sentences
from extract.lines.lines import Page
from extract.model import Issue, Span
from extract.status.dues import due_behind
from extract.status.statements import hits_in
from extract.status.statuses import may_state

# Without one of these a sentence speaks of no finding: neither by its title, its number nor as one of the rest or of all.
_NAMES = re.compile(
    rf"[“第]|前|后|{THESE}{DIGIT}|问题|事项|缺失|整改任务|其[余他它]|剩余|余下|审计(?:报告|意见|决定|要求)"
)


def apply_verdicts(page: Page, start: int, end: int, drafts: list[Draft]) -> list[Issue]:
    """Give the findings in scope the statuses that text[start:end] states for them; doubts come back as issues."""
    issues: list[Issue] = []
    if not may_state(page.folded, start, end):
        return issues
    leads = page.folded[start:end].rstrip().endswith(":") and any(d.status for d in drafts)
    for a, b in sentences(page.folded, start, end):
        if not (_NAMES.search(page.folded, a, b) or counts_some(page.folded, a, b)):
            continue
        apply_counted(page, a, b, drafts)
        for verdict in verdicts_of(page, a, b, drafts, issues):
            if leads and verdict.rule == BLANKET:
                continue  # 我局已逐项整改： above findings that each tell their state
            for draft in verdict.drafts:
                if draft.status is None or draft.status.rule == LEFT_OUT:
                    draft.status = None
                    put_status(draft, status_of_hit(verdict.hit, verdict.rule))
                elif (
                    draft.status.status != verdict.hit.status
                    and draft.status.status
                    and "all" in verdict.rule
                ):
                    issues.append(_contradiction(verdict, draft))
        _give_due(page, a, b, drafts)
    return issues


def _give_due(page: Page, start: int, end: int, drafts: list[Draft]) -> None:
    """The time behind the last state of a sentence is that of the findings it is said of: 第四项正在整改，4月底前完成。"""
    due = due_behind(page.folded, start, end)
    hits = hits_in(page.folded, start, due.start) if due else ()
    for draft in drafts if due and hits else ():
        words = draft.status.words if draft.status else None
        if words and due and hits[-1].start <= words[0] < due.start and draft.deadline is None:
            draft.deadline = due.when
            draft.because("deadline", "named beside the status")


def _contradiction(verdict: Verdict, draft: Draft) -> Issue:
    status = draft.status.status if draft.status else None
    return Issue(
        kind="contradicting_status",
        message=f"got {verdict.hit.status} for all findings and {status} for one; the finding's own status is kept",
        span=Span(start=verdict.hit.start, end=verdict.hit.end),
    )
