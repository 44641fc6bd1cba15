"""Put stated statuses into a draft, contradiction becomes doubt; take the sentences out of a text that only state one."""

import re

from extract.drafts import Draft, DraftStatus, Range
from extract.lines.lines import Page
from extract.model import Issue, Span
from extract.status.dues import due_alone, dues_named
from extract.status.statements import statements
from extract.status.statuses import StatusHit

_DUE_ALONE = re.compile(
    r"(?:预定|预计|计划|拟|限|应)*+(?:于|在)?(?:(?:完成|办结|改善|整改|解除列管)?(?:期限|时限|日期|时间|期程)[:：为至]?)?"
    r"(?P<due>\d{2,4}[年/.\-][\d年月日/.\-旬底末初前上下半第一二三四季度]{1,10}?(?:以前|之前|前)?)(?:完成|办结|改善)?(?:整改)?[。；;]?"
)

# lines that end in a comma go on below, be it a cell whose lines somebody broke by hand; items begin anew
_BROKEN = re.compile(r"(?<![，,、])\n|\n(?=[(（]?[\d一二三四五六七八九十①-⑳])")
OF_GROUP = "heading of its group"
_LONGEST_DUE = 40  # characters of a clause that sets a time


def status_of_hit(hit: StatusHit, rule: str) -> DraftStatus:
    """The status that words of the text state, with these words."""
    return DraftStatus(status=hit.status, words=(hit.start, hit.end), rule=rule)


def put_deadline(page: Page, draft: Draft, where: Range) -> bool:
    """True for 预定完成期限114年6月30日 beside a status: it is the deadline, no result."""
    m = _DUE_ALONE.fullmatch(page.folded, *where)
    if m is None and where[1] - where[0] > _LONGEST_DUE:
        return False
    due = m.span("due") if m else due_alone(page.folded, *where)
    if due is None:
        return False
    _put_due(draft, due, None)
    return True


_UNFINISHED = frozenset({"in_progress", "not_completed", "long_term"})


def _says_more(status: DraftStatus, before: DraftStatus) -> bool:
    """True for 整改进展：正在整改 below 尚未整改到位的问题: the finding's own label, and the group's heading less closely."""
    return (
        before.rule == OF_GROUP and status.rule == "label" and {status.status, before.status} <= _UNFINISHED
    )


def put_status(draft: Draft, status: DraftStatus) -> None:
    """Set the status once; a second, different one becomes doubt."""
    if draft.status is None or draft.status.status is None or _says_more(status, draft.status):
        draft.status = status
        draft.reasons["status"] = status.rule
    elif status.status != draft.status.status and status.words:
        draft.issues.append(
            Issue(
                kind="contradicting_status",
                message=f"got {status.status} after {draft.status.status} for one finding, expected one; the first is kept",
                span=Span(start=status.words[0], end=status.words[1]),
            )
        )


def without_statements(page: Page, draft: Draft, where: Range, *, asked: bool = False) -> list[Range]:
    """Take the sentences that only state a status out of a text; what is left, line by line.

    `asked`: the text is a requirement, in which 移送…处理 and a status alone say what is asked.
    """
    kept: list[Range] = []
    cuts: list[Range] = []
    for statement in statements(page.folded, *where):
        if asked and (
            statement.start == where[0] or statement.hit.status == "transferred" or not statement.whole
        ):
            continue
        put_status(draft, status_of_hit(statement.hit, "sentence that states it"))
        if statement.due is not None:
            _put_due(draft, statement.due.when, statement.due.unit)
        if statement.whole:
            cuts.append((statement.start, statement.end))
    cuts += [] if asked else _dues(page, draft, where, cuts)
    if not cuts:
        return _lines(page, *where)
    at = where[0]
    for start, end in sorted(cuts):
        kept.append((at, start))
        at = end
    kept.append((at, where[1]))
    return [line for part in kept for line in _lines(page, *part)]


def _dues(page: Page, draft: Draft, where: Range, cuts: list[Range]) -> list[Range]:
    """The sentences and last clauses outside of `cuts` that only name the time for rectification (整改时限为6月底。)."""
    if draft.deadline is not None:
        return []
    for named, due in dues_named(page.folded, *where):
        if not any(a <= named[0] < b for a, b in cuts):
            _put_due(draft, due, None)
            return [named]
    return []


def _put_due(draft: Draft, due: Range, unit: Range | None) -> None:
    if draft.deadline is None:
        draft.deadline = due
        draft.because("deadline", "named beside the status")
    if unit is not None and not draft.responsible:
        draft.responsible.append(unit)
        draft.because("responsible", "named beside the status")


def _lines(page: Page, start: int, end: int) -> list[Range]:
    found: list[Range] = []
    at = start
    for part in _BROKEN.split(page.text[start:end]):
        stop = at + len(part)
        a, b = page.trim(at, stop, also="，,")  # …4.38万元，问题已整改。
        if a < b and page.folded[a:b].strip("。；;，, "):
            found.append((a, b))
        at = stop + 1
    return found
